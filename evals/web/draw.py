"""Runs, figures, misses and comparisons as HTML; all text of questions and answers is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from assistant.amounts import counted
from assistant.web.beside.shell import table_html
from assistant.web.text import escaped
from evals.compare import Comparison, Flip
from evals.figures import MEASURES, Figures
from evals.kept import Kept
from evals.report import (
    COMPARED,
    MAIN,
    answer_of,
    cell,
    compared_rows,
    flips_line,
    gold_of,
    interval,
    skipped_line,
)
from evals.results import Header, Run

MOST = 200  # misses, or flips, that are shown; the report has all
_IN_LIST = ("right", "short", "evidence_cited")


def label(kept: Kept) -> str:
    """Name a run for a choice: when, of which questions, over which index."""
    header = kept.header
    return " · ".join((_when(header), _of(header), f"index {_index(header)}"))


def progress_html(at: tuple[int, int] | None) -> str:
    """Draw how far the questions are; before the first, that they are being prepared."""
    if at is None:
        return '<p role="status">Reading the questions…</p>'
    done, total = at
    return (
        f'<p><progress max="{total}" value="{done}" aria-label="Questions answered"></progress>'
        f" {done} of {counted(total, 'question')}</p>"
    )


def said_html(line: str) -> str:
    """Tell a line."""
    return f'<p role="status">{escaped(line)}</p>' if line else ""


def run_html(kept: Kept, run: Run, taken: Sequence[Figures]) -> str:
    """Draw a run's main figures over all questions, what went wrong, and the ways to its report."""
    href = f"report/{quote(kept.name, safe='')}"
    name = escaped(f"{kept.name}.html")
    told = " · ".join(filter(None, (label(kept), skipped_line(run))))
    heads = ("Figure", "Value", "95 %", "Questions", "What it tells")
    return (
        f'<p class="said">{escaped(told)}</p>'
        f'<p><a href="{href}" target="_blank" rel="noopener">Open the full report</a> '
        f'<a href="{href}" download="{name}">Download it</a></p>'
        f"{table_html('Figures', heads, _figure_rows(taken[0]))}{_misses(run)}"
    )


def _figure_rows(overall: Figures) -> Iterator[Sequence[str]]:
    for name in MAIN:
        if figure := overall.by_name.get(name):
            measure = MEASURES[name]
            told = (cell(name, figure), interval(figure) or "–", str(figure.n))
            about = measure.about + ("" if measure.higher else " Less is better.")
            yield (f'<th scope="row">{escaped(measure.title)}</th>', *_cells(*told, about))


def _misses(run: Run) -> str:
    failed = [result for result in run.results if result.causes]
    if not failed:
        return "<h3>What went wrong</h3><p>Nothing did.</p>"
    heads = ("Kind", "Question", "It said", "Right would be", "Cause")
    rows = (
        _cells(
            result.question.type,
            result.question.question,
            answer_of(result),
            gold_of(result),
            ", ".join(result.causes),
        )
        for result in failed[:MOST]
    )
    more = f"<p>The first {MOST}; the report has all.</p>" if len(failed) > MOST else ""
    title = f"<h3>What went wrong ({len(failed)})</h3>"
    return f"{title}{table_html('What went wrong', heads, rows)}{more}"


def runs_html(runs: Sequence[Kept]) -> str:
    """Draw the list of runs, newest first."""
    if not runs:
        return "<p>No evaluation of this index is kept yet.</p>"
    titles = (MEASURES[name].title.capitalize() for name in _IN_LIST)
    heads = ("Started", "Questions", "Asked", "Index", *titles, "Report")
    return table_html("All runs", heads, map(_run_row, runs))


def _run_row(kept: Kept) -> Sequence[str]:
    header = kept.header
    values = (
        f"{kept.values[name]:.2f}" if name in kept.values else cell(name, None) for name in _IN_LIST
    )
    told = (_when(header), _of(header), str(len(header.asked)), _index(header), *values)
    way = (
        f'<td><a href="report/{quote(kept.name, safe="")}" target="_blank" rel="noopener"'
        f' aria-label="Report of {escaped(label(kept))}">Report</a></td>'
    )
    return (*_cells(*told), way)


def comparison_html(before: Kept, after: Kept, found: Comparison) -> str:
    """Draw two runs side by side: the figures over all questions, and what flipped."""
    told = f"Before: {label(before)}. After: {label(after)}."
    line = flips_line(found, len(after.header.asked))
    heads = [head if len(head) == 1 else head.capitalize() for head in COMPARED]
    differences = (_cells(*row) for row in compared_rows(found))
    return (
        f'<p class="said" role="status">{escaped(told)} {escaped(line)}.</p>'
        f"{table_html('Differences', heads, differences)}"
        f"{_flips(found.flips)}"
    )


def _flips(flips: Sequence[Flip]) -> str:
    if not flips:
        return ""
    heads = ("Change", "Question", "Right would be", "Before", "After")
    rows = (
        _cells(
            "won" if flip.won else "lost",
            flip.before.question.question,
            gold_of(flip.before),
            answer_of(flip.before),
            answer_of(flip.after),
        )
        for flip in sorted(flips, key=lambda flip: flip.won)[:MOST]
    )
    return f"<h3>What flipped ({len(flips)})</h3>{table_html('What flipped', heads, rows)}"


def _cells(*texts: str) -> Sequence[str]:
    return [f'<td dir="auto">{escaped(text)}</td>' for text in texts]


def _when(header: Header) -> str:
    return header.started[:16].replace("T", " ") + " UTC"


def _of(header: Header) -> str:
    return ", ".join(header.gold)


def _index(header: Header) -> str:
    return header.index_version.rsplit("/", 1)[-1]
