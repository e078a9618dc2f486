"""The commands that look after an index: `watch` and `embed` build it, `doctor` checks it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.options import IndexOption, RunnerOption, settings_with
from assistant.settings import SettingsError


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
    from assistant.terminal import progress
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
