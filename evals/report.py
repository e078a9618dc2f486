"""An evaluation as a table for the terminal, a report in markdown and a record in JSON."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Group
from rich.table import Table

from evals.run import Figures, Result, Run
from evals.score import Cause

_FOUND = {
    "n": "n",
    "evidence_at_5": "evidence @5",
    "evidence_at_20": "evidence @20",
    "mrr": "MRR",
    "answer": "answer",
    "short": "short",
    "list_recall": "list recall",
    "list_precision": "list precision",
}
_STOOD_ON = {
    "evidence_cited": "evidence cited",
    "citation_precision": "citation precision",
    "quotes_exact": "quotes exact",
    "abstain_recall": "abstain recall",
    "false_refusals": "false refusals",
    "ms_median": "ms median",
    "ms_p95": "ms p95",
}
_SHOWN = 5  # passages listed for a failed question
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~])")


@dataclass(frozen=True, slots=True)
class Header:
    """What an evaluation was made of, so that two can be compared.

    Attributes:
        index_version: name of the generation that answered.
        settings: how the index was built.
        date: ISO 8601 day of the evaluation.
        package_version: of this project.
        commit: git commit of this project; None where the caller does not know it.
        gold: names of the gold files or folders.
    """

    index_version: str
    settings: Mapping[str, Any]
    date: str
    package_version: str
    commit: str | None
    gold: tuple[str, ...]


def tables(run: Run) -> Group:
    """Lay the figures out for a terminal of 80 columns, overall and by type.

    Figures that no question has are left out.
    """
    stood_on = _shown(run, _STOOD_ON)
    parts = [_table(run, _shown(run, _FOUND))] + ([_table(run, stood_on)] if stood_on else [])
    return Group(*(part for grid in parts for part in (grid, "")))


def summary(header: Header, run: Run) -> dict[str, Any]:
    """Give the header and the figures as values that JSON can hold."""
    return {
        "run": asdict(header),
        "skipped": list(run.skipped),
        "figures": [asdict(figures) for figures in run.figures],
    }


def to_json(header: Header, run: Run) -> str:
    """Write everything that is known of a run as JSON: header, figures and every result."""
    record = summary(header, run) | {"results": [asdict(result) for result in run.results]}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def to_markdown(header: Header, run: Run) -> str:
    """Write a report: the figures, and each failed question with what went wrong.

    Text from questions and documents is escaped, so that it stays text.
    """
    return "\n".join([*_head(header, run), *_figures(run), *_causes(run), *_failures(run)]) + "\n"


def skipped_line(run: Run) -> str:
    """Say how many questions were left out; empty when none was."""
    n = len(run.skipped)
    what = "question" if n == 1 else "questions"
    return f"{n} {what} skipped: document not in the index" if n else ""


def write(folder: Path, header: Header, run: Run) -> tuple[Path, Path]:
    """Write ``report.md`` and ``results.json`` into a folder, which is made when missing.

    A file is whole or not replaced.

    Returns:
        The two files.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    report, record = folder / "report.md", folder / "results.json"
    _write(report, to_markdown(header, run))
    _write(record, to_json(header, run))
    return report, record


def _write(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)  # mkstemp makes it readable by its owner alone
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _shown(run: Run, columns: Mapping[str, str]) -> dict[str, str]:
    return {
        name: title
        for name, title in columns.items()
        if any(getattr(figures, name) is not None for figures in run.figures)
    }


def _table(run: Run, columns: Mapping[str, str]) -> Table:
    grid = Table(box=None, collapse_padding=True, pad_edge=False, header_style="bold")
    grid.add_column("type", no_wrap=True)
    for title in columns.values():
        grid.add_column(title.replace(" ", "\n"), justify="right")
    for figures in run.figures:
        grid.add_row(*_row(figures, columns))
    return grid


def _row(figures: Figures, columns: Iterable[str]) -> list[str]:
    return [figures.group, *(_cell(name, getattr(figures, name)) for name in columns)]


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if name == "n" or name.startswith("ms") else f"{value:.2f}"


def _head(header: Header, run: Run) -> Iterator[str]:
    yield "# Evaluation"
    yield ""
    yield f"- date: {header.date}"
    yield f"- gold: {', '.join(map(_plain, header.gold))}"
    yield f"- index: {_plain(header.index_version)}"
    yield f"- version: {header.package_version}, commit {header.commit or 'not given'}"
    if line := skipped_line(run):
        yield f"- {line}: {', '.join(map(_plain, run.skipped))}"
    yield ""


def _figures(run: Run) -> Iterator[str]:
    columns = _shown(run, _FOUND | _STOOD_ON)
    titles = ["type", *columns.values()]
    yield "## Figures"
    yield ""
    yield f"| {' | '.join(titles)} |"
    yield f"|---|{'---:|' * len(columns)}"
    yield from (f"| {' | '.join(_row(figures, columns))} |" for figures in run.figures)
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
    yield f"- gold: {_plain(_gold(result))}"
    if result.answer:
        yield f"- short: {_plain(result.answer.short) or '(none)'}"
        yield f"- answer: {_plain(_said(result)) or '(none)'} ({result.answer.status})"
    for evidence, places, rank in zip(
        question.evidence, result.places, result.scores.ranks, strict=True
    ):
        where = f"rank {rank}" if rank else "not retrieved" if places else "not located"
        yield f"- evidence ({where}): {_plain(evidence.quote)}"
    for rank, hit in enumerate(result.retrieved[:_SHOWN], 1):
        section = " / ".join(hit.passage.section) or "no section"
        yield f"- passage {rank}: {_plain(hit.passage.id)}, {_plain(section)}"


def _gold(result: Result) -> str:
    question = result.question
    if not question.answerable:
        return question.note or "not in the documents"
    return "; ".join(question.answers[:1] or [item[0] for item in question.items])


def _said(result: Result) -> str:
    answer = result.answer
    if answer is None:
        return ""
    return " ".join(
        " ".join([sentence.text, *(f"[{n}]" for n in sentence.citations)])
        for sentence in answer.sentences
    )


def _plain(text: str) -> str:
    """Put text on one line and escape what markdown would read."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
