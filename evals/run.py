"""Gold questions put to an assistant: every result is kept, figures are means over them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

import numpy as np

from assistant.answer import Answer, Turn
from assistant.conversation import standalone
from corpus.documents import Document, Span
from evals import metrics
from evals.align import Aligner
from evals.gold import GoldQuestion
from evals.score import DEPTH, Cause, Scores, causes, score
from index.passages import Passage

OVERALL = "all"
"""Name of the figures over all questions."""


class _Record(Protocol):
    @property
    def id(self) -> str: ...


class _Hit(Protocol):
    @property
    def passage(self) -> Passage: ...
    @property
    def score(self) -> float: ...


class _Library(Protocol):
    def documents(self) -> Sequence[_Record]: ...
    def document(self, doc_id: str, /) -> Document: ...


class Assistant(Protocol):
    """What is evaluated; ``assistant.ask.Assistant`` is one."""

    @property
    def library(self) -> _Library:
        """The index that it answers from."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question after the turns of ``history``."""
        ...

    def retrieve(self, question: str, k: int) -> Sequence[_Hit]:
        """Give the ``k`` passages that an answer is drawn from, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage as it was ranked; ``score`` is the ranking's own."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """All that is known of one question after it was asked.

    Attributes:
        question: the gold question.
        query: what was searched for.
        places: for each evidence its interchangeable places; none where it was not located.
        retrieved: passages, best first.
        answer: None when only the retrieval was tried.
        ms: milliseconds that the answer took; None without an answer.
        scores: see ``Scores``.
        causes: why it failed; empty when it did not.
    """

    question: GoldQuestion
    query: str
    places: tuple[tuple[Span, ...], ...]
    retrieved: tuple[Retrieved, ...]
    answer: Answer | None
    ms: float | None
    scores: Scores
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over a group of questions, 0 to 1; None where no question of the group counts.

    Attributes:
        group: a question type, or ``OVERALL``.
        n: questions in the group.
        evidence_at_5: questions whose whole evidence is within the first 5 passages.
        evidence_at_20: the same for 20.
        mrr: mean reciprocal rank of the first passage that completes an evidence.
        answer: questions whose answer is right, among those with a short gold answer.
        short: questions whose short answer is right, among the same.
        exact: SQuAD exact match of the short answer, yes and no left out.
        f1: SQuAD F1 of the short answer, yes and no left out.
        list_recall: mean over the list questions.
        list_precision: mean over the list questions that were answered with items.
        evidence_cited: answerable questions whose whole evidence is cited.
        citation_precision: mean over answerable questions that were answered with citations.
        quotes_exact: share of exact quotes, mean over questions answered with citations.
        abstain_precision: share of the abstentions that were right.
        abstain_recall: share of the unanswerable questions abstained on.
        false_refusals: share of the answerable questions abstained on.
        ms_median: milliseconds for an answer.
        ms_p95: 95th percentile of the same, linearly interpolated.
    """

    group: str
    n: int
    evidence_at_5: float | None = None
    evidence_at_20: float | None = None
    mrr: float | None = None
    answer: float | None = None
    short: float | None = None
    exact: float | None = None
    f1: float | None = None
    list_recall: float | None = None
    list_precision: float | None = None
    evidence_cited: float | None = None
    citation_precision: float | None = None
    quotes_exact: float | None = None
    abstain_precision: float | None = None
    abstain_recall: float | None = None
    false_refusals: float | None = None
    ms_median: float | None = None
    ms_p95: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """An evaluation.

    Attributes:
        results: in the order of the questions.
        figures: over all questions, then by type.
        skipped: ids of questions whose documents are not in the index; they were not asked.
    """

    results: tuple[Result, ...]
    figures: tuple[Figures, ...]
    skipped: tuple[str, ...]


def evaluate(
    assistant: Assistant,
    questions: Sequence[GoldQuestion],
    *,
    answers: bool = True,
    progress: Callable[[Sequence[GoldQuestion]], Iterable[GoldQuestion]] = iter,
) -> Run:
    """Put questions to an assistant and score what comes back.

    Args:
        assistant: what is evaluated.
        questions: those whose documents are not in the index are left out.
        answers: False tries the retrieval only.
        progress: wraps the questions to show how far it is; must give them in order.
    """
    library = assistant.library
    documents = [library.document(record.id) for record in library.documents()]
    names = {document.source.rsplit("/", 1)[-1] for document in documents}
    asked = [question for question in questions if names.issuperset(question.docs)]
    skipped = [question.id for question in questions if not names.issuperset(question.docs)]
    aligner = Aligner(documents)
    results = tuple(_result(assistant, aligner, one, answers) for one in progress(asked))
    return Run(results, figures(results), tuple(skipped))


def figures(results: Sequence[Result]) -> tuple[Figures, ...]:
    """Take means over all results, then over those of each type in order of first use."""
    groups = dict.fromkeys(result.question.type for result in results)
    by_type = ([r for r in results if r.question.type is group] for group in groups)
    return (
        _figures(OVERALL, results),
        *(_figures(str(group), part) for group, part in zip(groups, by_type, strict=True)),
    )


def _result(
    assistant: Assistant, aligner: Aligner, question: GoldQuestion, answers: bool
) -> Result:
    started = time.perf_counter()
    answer = assistant.ask(question.question, question.history) if answers else None
    ms = 1000 * (time.perf_counter() - started) if answers else None
    query = answer.standalone if answer else standalone(question.question, question.history)
    hits = assistant.retrieve(query, DEPTH)
    places = tuple(aligner.places(e.doc, e.quote) for e in question.evidence)
    scores = score(
        question,
        places,
        [hit.passage.span for hit in hits],
        answer,
        lambda doc_id: assistant.library.document(doc_id).text,
    )
    return Result(
        question,
        query,
        places,
        tuple(Retrieved(hit.passage, hit.score) for hit in hits),
        answer,
        ms,
        scores,
        causes(question, places, scores),
    )


def _figures(group: str, results: Sequence[Result]) -> Figures:
    scores = [result.scores for result in results]
    times = [result.ms for result in results if result.ms is not None]
    outcomes = [
        (result.question.answerable, result.scores.abstained)
        for result in results
        if result.scores.abstained is not None
    ]
    return Figures(
        group,
        len(results),
        evidence_at_5=_mean(metrics.all_evidence_at(s.ranks, 5) for s in scores),
        evidence_at_20=_mean(metrics.all_evidence_at(s.ranks, 20) for s in scores),
        mrr=_mean(metrics.reciprocal_rank(s.ranks) for s in scores),
        answer=_mean(s.answer for s in scores),
        short=_mean(s.short for s in scores),
        exact=_mean(s.exact for s in scores),
        f1=_mean(s.f1 for s in scores),
        list_recall=_mean(s.list_recall for s in scores),
        list_precision=_mean(s.list_precision for s in scores),
        evidence_cited=_mean(s.evidence_cited for s in scores),
        citation_precision=_mean(s.citation_precision for s in scores),
        quotes_exact=_mean(s.quotes_exact for s in scores),
        abstain_precision=metrics.abstain_precision(outcomes),
        abstain_recall=metrics.abstain_recall(outcomes),
        false_refusals=metrics.false_refusals(outcomes),
        ms_median=float(np.percentile(times, 50)) if times else None,
        ms_p95=float(np.percentile(times, 95)) if times else None,
    )


def _mean(values: Iterable[float | None]) -> float | None:
    """Average what is not None; None when nothing is left."""
    kept = [value for value in values if value is not None]
    return fmean(kept) if kept else None
