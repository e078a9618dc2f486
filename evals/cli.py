"""The commands of the evaluation, added to the command ``briefings``."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.options import IndexOption, JsonOption, settings_with
from evals.gold_cli import app as gold_commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evals.gold import GoldQuestion
    from evals.report import Header
    from evals.run import Run


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("eval")(evaluate)
    app.add_typer(gold_commands)


def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(help="Gold questions: JSONL files, or folders of them.")
    ],
    index: IndexOption = None,
    out: Annotated[Path | None, typer.Option(help="Folder for report.md and results.json.")] = None,
    as_json: JsonOption = False,
    retrieval_only: Annotated[
        bool, typer.Option("--retrieval-only", help="Try the search without answering.")
    ] = False,
    commit: Annotated[
        str | None, typer.Option(help="Git commit to note in the report.", show_default=False)
    ] = None,
) -> None:
    """Ask the GOLD questions and tell how right the answers are."""
    from assistant.ask import Assistant
    from evals.gold import GoldError, read_gold
    from evals.report import Header, write
    from evals.run import evaluate as run_questions

    try:
        questions = read_gold(*gold)
    except GoldError as error:
        typer.echo(f"briefings: correct the gold questions first:\n{error}", err=True)
        raise typer.Exit(1) from None
    assistant = Assistant.open(settings_with(index).index)
    run = run_questions(assistant, questions, answers=not retrieval_only, progress=_progress)
    header = Header(
        index_version=assistant.library.version,
        settings=asdict(assistant.library.manifest.recipe),
        date=datetime.now(UTC).date().isoformat(),
        package_version=version("briefings"),
        commit=commit,
        gold=tuple(path.name for path in gold),
    )
    if out is not None:
        write(out, header, run)
    _print(header, run, as_json, out)


def _print(header: Header, run: Run, as_json: bool, out: Path | None) -> None:
    from rich.console import Console

    from evals.report import skipped_line, summary, tables

    if as_json:
        typer.echo(json.dumps(summary(header, run), ensure_ascii=False))
        return
    Console().print(tables(run))
    if line := skipped_line(run):
        typer.echo(line)
    if out is not None:
        typer.echo(f"{out / 'report.md'} lists the failed questions")


def _progress(questions: Sequence[GoldQuestion]) -> Iterable[GoldQuestion]:
    """Show on stderr how far the questions are, where that is a terminal."""
    from rich.console import Console
    from rich.progress import track

    return track(questions, "Asking", console=Console(stderr=True), transient=True)
