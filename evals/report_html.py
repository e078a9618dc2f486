"""An evaluation as one page of HTML that needs nothing else, and loads nothing."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from evals import report_charts as charts
from evals import selective
from evals.figures import MEASURES, OVERALL, Figure, Figures, confidences, times
from evals.report import cell, interval, skipped_line
from evals.report_misses import miss
from evals.results import Run
from evals.score import Cause
from evals.stats import Interval

_TILES = (
    ("right", "answered rightly or rightly refused"),
    ("answer", "of the answers say what is right"),
    ("short", "of the short answers are right"),
    ("evidence_at_5", "have all evidence in the top 5 passages"),
    ("evidence_cited", "cite all evidence"),
    ("quotes_exact", "of the quotes are verbatim"),
    ("abstain_recall", "of the unanswerable were refused"),
    ("ms_median", "for an answer, median"),
)
# Nothing is loaded and nothing is sent; no script but this one runs, whatever a document holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src '{script}'"


def to_html(run: Run, taken: Sequence[Figures]) -> str:
    """Write the report. Text of questions and documents is escaped, so that it stays text.

    Args:
        run: the evaluation.
        taken: its figures.
    """
    here = Path(__file__)
    style = here.with_name("report.css").read_text(encoding="utf-8")
    script = "\n" + here.with_name("report.js").read_text(encoding="utf-8")
    policy = _POLICY.format(script=_digest(script))
    body = "\n".join(
        [*_head(run), *_tiles(taken[0]), *_charts(run, taken), *_table(taken), *_misses(run)]
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="color-scheme" content="light dark">
<title>Evaluation {escape(run.header.name)}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
<script>{script}</script>
</body>
</html>
"""


def _digest(script: str) -> str:
    """Name a script by its content, as a content policy does."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _head(run: Run) -> Iterator[str]:
    header = run.header
    wrong = sum(bool(result.causes) for result in run.results)
    facts = {
        "Commit": header.commit or f"version {header.version}",
        "Index": header.index_version.rsplit("/", 1)[-1],
        "Model": str(header.settings.get("model", "not known")),
        "Questions": f"{len(run.results)} from {', '.join(header.gold)}",
        "Started": header.started[:16].replace("T", " ") + " UTC",
    }
    yield "<header>"
    yield "<h1>How right the answers are</h1>"
    yield f'<p class="lead">{len(run.results)} questions were asked, {wrong} went wrong. '
    yield f"{_sentence(run)} Ranges are 95 % intervals.</p>"
    yield '<dl class="facts">'
    yield from (f"<div><dt>{k}</dt><dd>{escape(v)}</dd></div>" for k, v in facts.items())
    yield "</dl>"
    yield "</header>"


def _sentence(run: Run) -> str:
    counts = Counter(result.causes[0] for result in run.results if result.causes)
    parts = []
    if counts:
        cause, n = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        parts.append(f"Most often the cause was: {cause} ({n}).")
    if line := skipped_line(run):
        parts.append(f"{line}.")
    return escape(" ".join(parts))


def _tiles(overall: Figures) -> Iterator[str]:
    yield '<section class="tiles" aria-label="Main figures">'
    for name, about in _TILES:
        if figure := overall.by_name.get(name):
            spread = f"<small>{words}</small>" if (words := _range(figure.interval)) else ""
            yield f'<div class="tile"><b>{_large(name, figure)}</b>'
            yield f"<span>{about}</span>{spread}</div>"
    yield "</section>"


def _large(name: str, figure: Figure) -> str:
    unit = MEASURES[name].unit
    return f"{figure.value:.0f} {unit}" if unit else f"{figure.value:.0%}".replace("%", "&#8239;%")


def _range(spread: Interval | None) -> str:
    """Write an interval in percent; empty for none, and where no question differs."""
    if spread is None or spread.low == spread.high:
        return ""
    return f"{spread.low * 100:.0f} to {spread.high:.0%}".replace("%", "&#8239;%")


def _charts(run: Run, taken: Sequence[Figures]) -> Iterator[str]:
    yield '<section class="charts">'
    if rows := [
        (group.group, found.n, found.value, found.interval)
        for group in taken
        if (found := group.by_name.get("right"))
    ]:
        drawn = charts.intervals(rows, "Share of right answers by kind of question")
        yield _chart("Right, by kind of question", drawn, "With 95 % intervals, by conversation.")
    if counts := Counter(result.causes[0] for result in run.results if result.causes):
        drawn = charts.bars({str(c): counts[c] for c in Cause if counts[c]}, "Failures by cause")
        yield _chart("Where it first went wrong", drawn, "Each failed question counts once.")
    if waited := times(run.results):
        median, p95 = (taken[0].by_name[name].value for name in ("ms_median", "ms_p95"))
        drawn = charts.latency(waited, median, p95, "Answers by milliseconds")
        yield _chart("Time for an answer", drawn, "The last bar holds all slower ones.")
    yield from _confidence_charts(run, taken[0])
    yield "</section>"


def _confidence_charts(run: Run, overall: Figures) -> Iterator[str]:
    answers = confidences(run.results)
    if not answers:
        return
    ece, brier, aurc = (overall.by_name[name].value for name in ("ece", "brier", "aurc"))
    drawn = charts.reliability(selective.reliability(answers), "Accuracy by confidence")
    about = f"Above: how many answers. Calibration error {ece:.2f}, Brier score {brier:.2f}."
    yield _chart("Does confidence mean what it says?", drawn, about)
    drawn = charts.risk_coverage(selective.risk_coverage(answers), "Wrong answers by coverage")
    about = f"What refusing the least sure would save. Area under the curve {aurc:.2f}."
    yield _chart("If only the surest were answered", drawn, about)


def _chart(title: str, drawn: str, about: str) -> str:
    return (
        f"<figure><h2>{escape(title)}</h2>{drawn}<figcaption>{escape(about)}</figcaption></figure>"
    )


def _table(taken: Sequence[Figures]) -> Iterator[str]:
    yield "<section><h2>All figures</h2>"
    yield '<div class="scroll" tabindex="0" role="region" aria-label="All figures"><table>'
    heads = (f'<th scope="col">{g.group}<small>{g.n}</small></th>' for g in taken)
    yield f'<thead><tr><th scope="col">figure</th>{"".join(heads)}</tr></thead><tbody>'
    for name in taken[0].by_name:
        measure = MEASURES[name]
        cells = "".join(f"<td>{_cell(name, group)}</td>" for group in taken)
        about = f'<abbr title="{escape(measure.about)}">{escape(measure.title)}</abbr>'
        yield f'<tr><th scope="row">{about}</th>{cells}</tr>'
    yield "</tbody></table></div>"
    yield "<details><summary>What each figure tells</summary><dl>"
    for name in taken[0].by_name:
        measure = MEASURES[name]
        less = "" if measure.higher else " Less is better."
        yield f"<dt>{escape(measure.title)}</dt><dd>{escape(measure.about)}{less}</dd>"
    yield "</dl></details></section>"


def _cell(name: str, group: Figures) -> str:
    figure = group.by_name.get(name)
    spread = interval(figure) if figure and group.group == OVERALL and not _unit(name) else ""
    return cell(name, figure) + (f"<small>{spread}</small>" if spread else "")


def _unit(name: str) -> str:
    return MEASURES[name].unit


def _misses(run: Run) -> Iterator[str]:
    failed = [result for result in run.results if result.causes]
    yield '<section id="misses"><h2>What went wrong</h2>'
    if not failed:
        yield "<p>Nothing did.</p></section>"
        return
    kinds = Counter(str(result.question.type) for result in failed)
    causes = Counter(str(cause) for result in failed for cause in result.causes)
    yield '<form class="filters">'
    yield _select("kind", "Kind", kinds.items())
    yield _select("cause", "Cause", ((str(c), causes[c]) for c in Cause if causes[c]))
    yield '<label>Words<input type="search" name="words" placeholder="anywhere"></label>'
    yield f'<output aria-live="polite">{len(failed)} shown</output>'
    yield "</form>"
    yield from (miss(result) for result in failed)
    yield "</section>"


def _select(name: str, title: str, counts: Iterable[tuple[str, int]]) -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(value)} ({n})</option>' for value, n in counts
    )
    every = '<option value="">all</option>'
    return f'<label>{title}<select name="{name}">{every}{options}</select></label>'
