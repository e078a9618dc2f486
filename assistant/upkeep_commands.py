"""The commands that look after an index: `watch` keeps it up to date, `doctor` checks it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.options import IndexOption, settings_with


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
    )


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
