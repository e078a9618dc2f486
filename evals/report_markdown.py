"""An evaluation as a report in markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from evals.figures import MEASURES, OVERALL, Figures
from evals.report import cell, gold_of, interval, said_by, skipped_line
from evals.results import Result, Run
from evals.score import Cause

_SHOWN = 5  # passages listed for a failed question
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~])")


def to_markdown(run: Run, taken: Sequence[Figures]) -> str:
    """Write a report: the figures, and each failed question with what went wrong.

    Text from questions and documents is escaped, so that it stays text.

    Args:
        run: the evaluation.
        taken: its figures.
    """
    return "\n".join([*_head(run), *_figures(taken), *_causes(run), *_failures(run)]) + "\n"


def _head(run: Run) -> Iterator[str]:
    header = run.header
    yield "# Evaluation"
    yield ""
    yield f"- run: {_plain(header.name)}, started {header.started}"
    yield f"- gold: {', '.join(map(_plain, header.gold))}, {len(run.results)} questions"
    yield f"- index: {_plain(header.index_version)}"
    yield f"- version: {header.version}, commit {_plain(header.commit or 'not known')}"
    if line := skipped_line(run):
        yield f"- {line}: {', '.join(map(_plain, header.skipped))}"
    yield ""


def _figures(taken: Sequence[Figures]) -> Iterator[str]:
    yield "## Figures"
    yield ""
    yield f"| figure | {' | '.join(f'{group.group} ({group.n})' for group in taken)} |"
    yield f"|---|{'---:|' * len(taken)}"
    for name in taken[0].by_name:
        row = []
        for group in taken:
            figure = group.by_name.get(name)
            wide = group.group == OVERALL and figure is not None and interval(figure)
            row.append(cell(name, figure) + (f" ({wide})" if wide else ""))
        yield f"| {MEASURES[name].title} | {' | '.join(row)} |"
    yield ""
    yield "In brackets: the 95 % interval, by a bootstrap over conversations."
    yield ""


def _causes(run: Run) -> Iterator[str]:
    counts = Counter(cause for result in run.results for cause in result.causes)
    yield "## Causes of failure"
    yield ""
    yield from (f"- {cause}: {counts[cause]}" for cause in Cause if counts[cause])
    if not counts:
        yield "None."
    yield ""


def _failures(run: Run) -> Iterator[str]:
    failed = [result for result in run.results if result.causes]
    yield f"## Failed questions ({len(failed)} of {len(run.results)})"
    for result in failed:
        yield ""
        yield from _failure(result)


def _failure(result: Result) -> Iterator[str]:
    question = result.question
    yield f"### {_plain(question.id)} ({question.type}): {', '.join(result.causes)}"
    yield ""
    for turn in question.history:
        yield f"- earlier: {_plain(turn.question)} / {_plain(turn.answer)}"
    yield f"- question: {_plain(question.question)}"
    if result.query != question.question:
        yield f"- searched for: {_plain(result.query)}"
    yield f"- gold: {_plain(gold_of(result))}"
    if result.answer:
        yield f"- short: {_plain(result.answer.short) or '(none)'}"
        yield f"- answer: {_plain(said_by(result)) or '(none)'} ({result.answer.status})"
    yield from (f"- why: {_plain(reason)}" for reason in result.why)
    for evidence, located, rank in zip(
        question.evidence, result.located, result.ranks, strict=True
    ):
        where = f"rank {rank}" if rank else "not retrieved" if located else "not located"
        yield f"- evidence ({where}): {_plain(evidence.quote)}"
    for rank, passage in enumerate(result.passages[:_SHOWN], 1):
        section = " / ".join(passage.section) or "no section"
        yield f"- passage {rank}: {_plain(passage.id)}, {_plain(section)}"


def _plain(text: str) -> str:
    """Put text on one line and escape what markdown would read."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
