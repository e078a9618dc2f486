"""The commands that look after an index, beside `build`: watch, embed, propose and doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.options import IndexOption, RunnerOption, settings_with
from assistant.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.llm.propose import Outcome, Proposer
    from assistant.settings import Settings
    from index.build import Report


def built(folder: Path, settings: Settings) -> Report:
    """Build as the settings say, with a bar for each step."""
    from assistant.progress import progress
    from index.build import build

    chosen = (settings.search, settings.store, settings.runner)
    with progress() as on_progress:
        return build(folder, settings.index, settings.model, on_progress, *chosen)


def watch(
    folder: Annotated[Path, typer.Argument(help="Folder of documents.")],
    index: IndexOption = None,
) -> None:
    """Bring the index up to date now, and whenever files in FOLDER have changed."""
    from assistant.status import log_build
    from index.watch import watch as watch_folder

    settings = settings_with(index)
    typer.echo(f"Watching {folder}  (Ctrl+C stops it)")
    watch_folder(
        folder,
        settings.index,
        settings.model,
        lambda done: typer.echo(log_build(done)),
        search=settings.search,
        store=settings.store,
        runner=settings.runner,
    )


def embed(
    runner: RunnerOption = None,
    idle: Annotated[
        float | None,
        typer.Option(help="End after so many seconds without work.  [default: never]"),
    ] = None,
) -> None:
    """Embed the texts that a build puts into the queue at RUNNER, beside any other workers."""
    from assistant.progress import progress
    from index.remote.worker import work

    settings = settings_with(None, runner=runner)
    if settings.runner is None:
        raise SettingsError("no queue is named: give --runner, or set `runner` in briefings.toml")
    typer.echo(f"Working for {settings.runner}  (Ctrl+C stops it)")
    with progress() as on_progress:
        done = work(
            settings.runner, settings.model, idle, lambda count: on_progress("Embedded", count, 0)
        )
    typer.echo(f"{done} texts embedded")


def propose(
    doc: Annotated[
        str | None, typer.Option(help="Of this document: a file name, an id, or a part of either.")
    ] = None,
    index: IndexOption = None,
) -> None:
    """Ask the model of [llm] for further facts; those that stand in the text enter the index."""
    from contextlib import closing

    from assistant.llm.client import ModelUnavailable
    from assistant.llm.configure import proposer
    from assistant.llm.propose import propose as ask_for_facts
    from assistant.progress import progress
    from assistant.show.documents import ids_of
    from index.generations import Layout
    from index.library import Library
    from index.proposals import Proposals

    settings = settings_with(index)
    asking = proposer(settings.llm)
    with closing(Library.open(settings.index)) as library:
        folder = Path(library.manifest.corpus)
    built(folder, settings)  # so that nothing is asked of a text that is no longer there
    typer.echo(f"Documents go to {asking.model.name} at {asking.model.url}", err=True)
    with closing(Library.open(settings.index)) as library, progress() as on_progress:
        only = None if doc is None else ids_of(library, doc)
        proposals = Proposals(Layout(settings.index))
        outcome = ask_for_facts(library, asking, proposals, on_progress, only)
    built(folder, settings)
    for line in _told(outcome, asking):
        typer.echo(line)
    if outcome.stopped or (outcome.failed and not outcome.asked):
        raise ModelUnavailable(
            "the model told of nothing, or failed several times in a row; what it told before is "
            "kept, and `briefings propose` goes on from there"
        )


def _told(outcome: Outcome, asking: Proposer) -> Iterator[str]:
    """Say what came of asking for facts, line by line."""
    usage, cost = outcome.usage, outcome.usage.cost(asking.prices)
    spent = f"{usage.read:,} tokens read, {usage.written:,} written"
    yield (
        f"stretches asked about: {outcome.asked:,}; further facts: {outcome.found:,}; {spent}"
        + ("" if cost is None else f", cost {cost:.4g}")
    )
    for reason, count in outcome.turned_down.most_common():
        yield f"turned down: {count:,}, since {reason}"
    for reason, count in outcome.failed.most_common():
        yield f"not told of: {count:,}, since {reason}"


def doctor(
    index: IndexOption = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Also answer a question with no connection allowed.")
    ] = False,
) -> None:
    """Check the model, the index and the folders; exit status 1 when something is wrong."""
    from assistant.doctor import examine

    settings = settings_with(index)
    failed = 0
    for check in examine(settings.index, settings.model, offline):
        typer.echo(f"{'ok  ' if check.passed else 'FAIL'} {check.name}: {check.said}")
        failed += not check.passed
    if failed:
        raise SystemExit(1)
