"""The figures of an evaluation: what each tells, and how it is taken over a group of questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from statistics import fmean
from types import MappingProxyType

import numpy as np

from evals import selective, stats
from evals.results import Result
from evals.score import Scores

OVERALL = "all"
"""Name of the group of all questions."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure tells.

    Attributes:
        name: as in records and gate files.
        title: as in tables.
        about: one sentence for a reader.
        higher: whether more is better.
        unit: "" for a share between 0 and 1, else what is counted.
    """

    name: str
    title: str
    about: str
    higher: bool = True
    unit: str = ""


MEASURES: Mapping[str, Measure] = MappingProxyType({
    measure.name: measure
    for measure in (
        Measure("right", "right", "Answered rightly, or rightly refused."),
        Measure("answer", "answer", "The answer says an accepted answer."),
        Measure("short", "short", "The short answer alone is right: as a value, or by F1 ≥ 0.6."),
        Measure("exact", "exact match", "SQuAD exact match of the short answer."),
        Measure("f1", "F1", "SQuAD F1 of the short answer."),
        Measure("value", "value", "Number or date of the short answer, compared as a value."),
        Measure("list_recall", "list recall", "Share of the gold items that the answer names."),
        Measure("list_precision", "list precision", "Share of its items that are gold items."),
        Measure("evidence_at_5", "evidence @5", "All evidence is within the top 5 passages."),
        Measure("evidence_at_20", "evidence @20", "All evidence is within the top 20 passages."),
        Measure("recall_at_5", "recall @5", "Share of the evidence within the top 5 passages."),
        Measure("recall_at_20", "recall @20", "Share of the evidence within the top 20 passages."),
        Measure("mrr", "MRR", "1 / rank of the first passage that completes an evidence."),
        Measure("ndcg_at_10", "nDCG @10", "Gain of the top 10 passages, discounted by rank."),
        Measure("evidence_cited", "evidence cited", "All evidence is cited."),
        Measure("citation_recall", "citation recall", "Share of the evidence that is cited."),
        Measure("citation_precision", "citation precision", "Share of citations in the evidence."),
        Measure("sentence_recall", "sentences supported", "Sentences that their citations bear."),
        Measure("sentence_precision", "citations needed", "Citations that their sentence needs."),
        Measure("quotes_exact", "quotes exact", "Quotes that are what stands at their place."),
        Measure("abstain_precision", "refusal precision", "Refusals that were right."),
        Measure("abstain_recall", "refusal recall", "Unanswerable questions refused."),
        Measure("false_refusals", "false refusals", "Answerable questions refused.", higher=False),
        Measure("ece", "ECE", "Mean gap between confidence and accuracy.", higher=False),
        Measure("brier", "Brier", "Squared gap of confidence and outcome.", higher=False),
        Measure("aurc", "AURC", "Area under the risk-coverage curve.", higher=False),
        Measure("words", "words", "Words of an answer, mean.", higher=False, unit="words"),
        Measure("ms_median", "ms median", "Median time of an answer.", higher=False, unit="ms"),
        Measure("ms_p95", "ms p95", "95th percentile of the same.", higher=False, unit="ms"),
    )
})  # fmt: skip
"""Every figure, in the order of reports."""


MEANS = tuple(field.name for field in fields(Scores) if field.name in MEASURES)
"""The figures that are means of the score of the same name; each has a value per question."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over a group of questions.

    Attributes:
        value: the figure.
        n: questions that it is taken over.
        interval: of a mean; None for other figures, and where one conversation tells nothing.
    """

    value: float
    n: int
    interval: stats.Interval | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a group of questions.

    Attributes:
        group: a question type, or ``OVERALL``.
        n: questions in the group.
        by_name: in the order of ``MEASURES``; those that no question has are left out.
    """

    group: str
    n: int
    by_name: Mapping[str, Figure]

    def value(self, name: str) -> float | None:
        """Give a figure's value; None where no question of the group counts."""
        figure = self.by_name.get(name)
        return figure.value if figure else None


def figures(results: Sequence[Result]) -> tuple[Figures, ...]:
    """Take the figures over all results, then over those of each type in order of first use."""
    return tuple(_figures(name, part) for name, part in groups(results).items())


def groups(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Sort results by type, all of them first."""
    by_type: dict[str, list[Result]] = {OVERALL: list(results)}
    for result in results:
        by_type.setdefault(str(result.question.type), []).append(result)
    return by_type


def _figures(group: str, results: Sequence[Result]) -> Figures:
    found = ((name, _figure(name, results)) for name in MEASURES)
    return Figures(group, len(results), {name: figure for name, figure in found if figure})


def _figure(name: str, results: Sequence[Result]) -> Figure | None:
    if taken := _TAKEN.get(name):
        return taken(results)
    pairs = [
        (value, result.conversation)
        for result in results
        if (value := getattr(result.scores, name)) is not None
    ]
    if not pairs:
        return None
    values = [value for value, _ in pairs]
    clusters = [conversation for _, conversation in pairs]
    return Figure(fmean(values), len(values), stats.bootstrap(values, clusters))


def times(results: Sequence[Result]) -> list[float]:
    """List the milliseconds of the answers."""
    return [result.scores.ms for result in results if result.scores.ms is not None]


def confidences(results: Sequence[Result]) -> list[tuple[float, bool]]:
    """List for each answer that was given its confidence and whether it is right."""
    return [pair for result in results if (pair := result.sure_and_right)]


def _percentile(rank: float) -> Callable[[Sequence[Result]], Figure | None]:
    def taken(results: Sequence[Result]) -> Figure | None:
        found = times(results)
        return Figure(float(np.percentile(found, rank)), len(found)) if found else None

    return taken


def _over_answers(
    metric: Callable[[Sequence[tuple[float, bool]]], float | None],
) -> Callable[[Sequence[Result]], Figure | None]:
    def taken(results: Sequence[Result]) -> Figure | None:
        found = confidences(results)
        value = metric(found)
        return None if value is None else Figure(value, len(found))

    return taken


_TAKEN = {
    "ece": _over_answers(selective.expected_calibration_error),
    "aurc": _over_answers(selective.area_under_risk),
    "ms_median": _percentile(50),
    "ms_p95": _percentile(95),
}
