"""A folder watched: its index is brought up to date whenever its files have come to rest."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

from index.build import BuildError, Report, build
from index.encoder import ModelError
from index.generations import IndexMissing, Layout
from index.sources import looks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from threading import Event

    from index.fill import Progress
    from index.near import Wanted

_AGAIN = 1.0  # seconds after which a build that found another at work is tried again
SETTLE = 2.0  # seconds for which nothing may have changed before files count as written


def watch(
    folder: Path,
    root: Path,
    model_name: str,
    tell: Callable[[Report | str], None],
    on_progress: Progress = lambda *_: None,
    stop: Event | None = None,
    settle: float = SETTLE,
    uploads_only: bool = False,
    search: Wanted = "auto",
    store: str | None = None,
    runner: str | None = None,
) -> None:
    """Build the index in ``root`` now, and again whenever files change, until ``stop`` is set.

    Args:
        folder: the corpus; the index's own folder of uploads is watched as well.
        root: the index; made if missing.
        model_name: see ``index.encoder.find_model``.
        tell: told what each build did, or in one line why it failed.
        on_progress: told how far each step of a build is.
        stop: None means until the process ends.
        settle: seconds for which nothing may have changed before a build.
        uploads_only: watch the folder of uploads alone, and build for the first time when it
            changes.
        search: see ``index.build.build``; so for the others.
        store: address of the store of the vectors.
        runner: address of the queue for workers.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    if not folder.exists():
        raise FileNotFoundError(f"no folder or file at '{folder}'; check the path")
    layout = Layout(root)
    layout.uploads.mkdir(parents=True, exist_ok=True)
    watched = [layout.uploads] if uploads_only else [folder, layout.uploads]
    ticks = _ticks(watched, layout, stop, settle)
    for _ in settled(ticks, lambda: _look(folder, layout), pending=not uploads_only):
        bring_up_to_date(folder, root, model_name, tell, on_progress, search, store, runner)


def bring_up_to_date(
    folder: Path,
    root: Path,
    model_name: str,
    tell: Callable[[Report | str], None],
    on_progress: Progress = lambda *_: None,
    search: Wanted = "auto",
    store: str | None = None,
    runner: str | None = None,
) -> None:
    """Build the index in ``root`` once, after another that may be at work; see ``watch``."""
    try:
        while True:  # another that is at work may have begun before the last change
            try:
                tell(build(folder, root, model_name, on_progress, search, store, runner))
                return
            except TimeoutError:
                time.sleep(_AGAIN)
    except (BuildError, IndexMissing, ModelError, OSError, sqlite3.Error) as error:
        tell(str(error))


def settled(
    ticks: Iterable[bool], look: Callable[[], object], pending: bool = True
) -> Iterator[None]:
    """Yield each time that something has changed and then come to rest.

    Args:
        ticks: at even distances of time, whether something has changed since the one before.
        look: gives what is there; two looks in a row must be the same.
        pending: whether something counts as changed from the start.
    """
    before: object = None
    for moved in ticks:
        pending = pending or moved
        if not pending:
            continue
        now = look()
        if moved or now != before:
            before = now
            continue
        pending = False
        yield


def _ticks(
    folders: Iterable[Path], layout: Layout, stop: Event | None, settle: float
) -> Iterator[bool]:
    from watchfiles import watch as watch_files

    root, uploads = layout.root.resolve(), layout.uploads.resolve()

    def counts(_: object, path: str) -> bool:
        changed = Path(path)
        if changed.name.startswith("."):
            return False
        return changed.is_relative_to(uploads) or not changed.is_relative_to(root)

    changes = watch_files(
        *(folder.resolve() for folder in folders),
        watch_filter=counts,
        stop_event=stop,
        rust_timeout=int(settle * 1000),
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    return (bool(found) for found in changes)


def _look(folder: Path, layout: Layout) -> object:
    try:
        return [
            (name, status.st_size, status.st_mtime_ns) for name, status in looks(folder, layout)
        ]
    except FileNotFoundError:
        return None
