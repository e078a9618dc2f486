"""An evaluation from its gold questions to its reports, but for the asking between the two."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals.figures import Figures, figures
from evals.gold import GoldQuestion, read_gold
from evals.provenance import header_of
from evals.report import summary
from evals.report_html import to_html
from evals.report_markdown import to_markdown
from evals.results import Header, Run
from evals.run import split
from evals.store import read_run, write_whole

if TYPE_CHECKING:
    from index.library import Library

SUMMARY, REPORT = "summary.json", "report.html"


def prepare(
    library: Library, gold: Sequence[Path], *, answers: bool = True
) -> tuple[Header, tuple[GoldQuestion, ...]]:
    """Describe the run that is about to start, and give the questions that it asks.

    Args:
        library: the index that answers.
        gold: files of gold questions, or folders of them.
        answers: False tries the retrieval only.

    Raises:
        GoldError: some lines are bad; all are listed.
    """
    asked, skipped = split(library, read_gold(*gold))
    return header_of(library, gold, asked, skipped, answers=answers), asked


def finish(folder: Path) -> tuple[Run, tuple[Figures, ...]]:
    """Take the figures of a whole run and write its reports beside it.

    Raises:
        RunError: the run is not whole, or damaged.
        OSError: the folder cannot be written to.
    """
    run = read_run(folder)
    taken = figures(run.results)
    record = json.dumps(summary(run.header, taken), ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / SUMMARY, record)
    write_whole(folder / "report.md", to_markdown(run, taken))
    write_whole(folder / REPORT, to_html(run, taken))
    return run, taken
