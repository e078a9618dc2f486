"""An evaluation and a comparison as tables for the terminal and as records for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Group
from rich.table import Table

from evals.compare import Comparison, Flip
from evals.figures import MEASURES, OVERALL, Figure, Figures
from evals.results import Header, Result, Run

_FOUND = (
    *("right", "answer", "short", "list_recall", "list_precision"),
    *("evidence_at_5", "evidence_at_20", "mrr"),
)
_STOOD_ON = (
    *("evidence_cited", "citation_precision", "quotes_exact"),
    *("abstain_recall", "false_refusals", "ms_median", "ms_p95"),
)
MAIN = (*_FOUND, *_STOOD_ON)
"""The main figures, in the order of tables."""
COMPARED = ("figure", "n", "before", "after", "change", "95 %", "lost", "won", "p")
"""The columns of ``compared_rows``."""


def tables(taken: Sequence[Figures]) -> Group:
    """Lay the main figures out for a terminal of 80 columns, overall and by type.

    Figures that no question has are left out.
    """
    shown = [[name for name in names if _given(taken, name)] for names in (_FOUND, _STOOD_ON)]
    return Group(*(part for names in shown if names for part in (_table(taken, names), "")))


def summary(header: Header, taken: Sequence[Figures]) -> dict[str, Any]:
    """Give the header and the figures as values that JSON can hold."""
    return {
        "run": {"name": header.name} | asdict(header),
        "figures": [
            {"group": group.group, "n": group.n}
            | {name: asdict(figure) for name, figure in group.by_name.items()}
            for group in taken
        ],
    }


def comparison_table(comparison: Comparison, group: str = OVERALL) -> Table:
    """Lay the differences of a group out for a terminal of 80 columns."""
    grid = Table(box=None, collapse_padding=True, pad_edge=False, header_style="bold")
    grid.add_column(COMPARED[0], no_wrap=True)
    for title in COMPARED[1:]:
        grid.add_column(title, justify="right")
    for row in compared_rows(comparison, group):
        grid.add_row(*row)
    return grid


def compared_rows(comparison: Comparison, group: str = OVERALL) -> Iterator[tuple[str, ...]]:
    """Write the differences of a group as rows of ``COMPARED``."""
    for found in comparison.differences:
        if found.group == group:
            low_high = found.interval
            yield (
                MEASURES[found.name].title,
                str(found.n),
                f"{found.before:.2f}",
                f"{found.after:.2f}",
                f"{found.after - found.before:+.2f}",
                f"{low_high.low:+.2f} to {low_high.high:+.2f}" if low_high else "-",
                str(found.lost),
                str(found.won),
                f"{found.p:.3f}",
            )


def flips_line(comparison: Comparison, questions: int) -> str:
    """Count in one line what flipped between two runs on so many questions."""
    flips = comparison.flips
    won = sum(flip.won for flip in flips)
    return f"{len(flips)} flips in {questions} questions: {len(flips) - won} lost, {won} won"


def flip_lines(flips: Sequence[Flip]) -> Iterator[str]:
    """Tell each flip in lines, those that were lost first."""
    for flip in sorted(flips, key=lambda flip: flip.won):
        change = "wrong -> right" if flip.won else "right -> wrong"
        question = flip.before.question
        yield f"{change}  {question.id} ({question.type}): {question.question}"
        yield f"  gold:   {gold_of(flip.before)}"
        yield f"  before: {answer_of(flip.before)}"
        yield f"  after:  {answer_of(flip.after)}"


def comparison_record(before: Header, after: Header, comparison: Comparison) -> dict[str, Any]:
    """Give a comparison as values that JSON can hold."""
    return {
        "before": before.name,
        "after": after.name,
        "flips": [
            {
                "id": flip.before.question.id,
                "type": flip.before.question.type,
                "change": "won" if flip.won else "lost",
                "gold": gold_of(flip.before),
                "before": answer_of(flip.before),
                "after": answer_of(flip.after),
            }
            for flip in comparison.flips
        ],
        "differences": [asdict(difference) for difference in comparison.differences],
    }


def skipped_line(run: Run) -> str:
    """Say how many questions were left out; empty when none was."""
    n = len(run.header.skipped)
    what = "question" if n == 1 else "questions"
    return f"{n} {what} skipped: document not in the index" if n else ""


def cell(name: str, figure: Figure | None) -> str:
    """Write a figure for a table; "-" for none."""
    if figure is None:
        return "-"
    return f"{figure.value:.0f}" if MEASURES[name].unit else f"{figure.value:.2f}"


def interval(figure: Figure) -> str:
    """Write the interval of a figure as "0.61–0.82"; empty for none."""
    found, digits = figure.interval, 2
    return f"{found.low:.{digits}f}–{found.high:.{digits}f}" if found else ""


def gold_of(result: Result) -> str:
    """Say what a right answer would have been."""
    question = result.question
    if not question.answerable:
        return question.note or "not in the documents"
    return "; ".join(question.answers[:1] or [item[0] for item in question.items])


def said_by(result: Result) -> str:
    """Give the sentences of an answer with the numbers of their citations."""
    return " ".join(
        " ".join([sentence.text, *(f"[{number}]" for number in sentence.citations)])
        for sentence in (result.answer.sentences if result.answer else ())
    )


def answer_of(result: Result) -> str:
    """Say what was answered, as shortly as it was."""
    answer = result.answer
    if answer is None:
        return "(not asked)"
    return "(refused)" if answer.abstained else answer.short or said_by(result) or "(nothing)"


def _given(taken: Sequence[Figures], name: str) -> bool:
    return any(name in group.by_name for group in taken)


def _table(taken: Sequence[Figures], names: Sequence[str]) -> Table:
    grid = Table(box=None, collapse_padding=True, pad_edge=False, header_style="bold")
    grid.add_column("type", no_wrap=True)
    grid.add_column("n", justify="right", no_wrap=True)
    for name in names:
        grid.add_column(MEASURES[name].title.replace(" ", "\n"), justify="right", no_wrap=True)
    for group in taken:
        cells = (cell(name, group.by_name.get(name)) for name in names)
        grid.add_row(group.group, str(group.n), *cells)
    return grid
