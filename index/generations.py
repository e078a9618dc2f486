"""Generations on disk: a new index is written beside the old one and named when it is whole.

INDEX/CURRENT                 one line: generations/000007
INDEX/generations/000007/     manifest.json  ledger.sqlite  vectors.faiss  near.faiss if large
INDEX/embeddings/             vectors by model and text, kept from build to build
INDEX/uploads/                documents added through the page
INDEX/proposals.sqlite        facts that a model proposed, kept from build to build
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index import holds
from index.manifest import NAME as MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEDGER, VECTORS, NEAR = "ledger.sqlite", "vectors.faiss", "near.faiss"
_PARTIAL, _DOOMED = ".partial", ".removed"  # what a killed writer may leave behind
_TRIES = 100  # a reader that is overtaken by so many builds in a row does not exist


class IndexMissing(Exception):
    """There is no usable index in the folder; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of an index lie."""

    root: Path

    @property
    def current(self) -> Path:
        """The file that names the generation that serves."""
        return self.root / "CURRENT"

    @property
    def generations(self) -> Path:
        """The folder of generations."""
        return self.root / "generations"

    @property
    def embeddings(self) -> Path:
        """The store of vectors that outlives generations."""
        return self.root / "embeddings" / "vectors.sqlite"

    @property
    def uploads(self) -> Path:
        """The folder of documents that were added through the page."""
        return self.root / "uploads"

    @property
    def proposals(self) -> Path:
        """The file of what a model proposed, which outlives generations."""
        return self.root / "proposals.sqlite"

    @property
    def lock(self) -> Path:
        """The file that a writer holds."""
        return self.root / "write.lock"


def current_generation(layout: Layout) -> str:
    """Read the name of the generation that serves, such as ``generations/000007``.

    Raises:
        IndexMissing: there is none.
    """
    try:
        name = layout.current.read_text(encoding="ascii").strip()
    except OSError as error:
        raise IndexMissing(
            f"no index in {layout.root}: build one with `briefings build FOLDER "
            f"--index {layout.root}`"
        ) from error
    except UnicodeDecodeError:
        name = ""
    folder = layout.root / name
    if "\0" in name or folder.parent != layout.generations or not folder.is_dir():
        raise IndexMissing(
            f"{layout.current} names a generation that is not there: run `briefings build` again"
        )
    return name


@contextmanager
def _locked(layout: Layout) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        layout.generations.mkdir(parents=True, exist_ok=True)
        layout.lock.touch()
    except OSError as error:
        raise PermissionError(
            f"cannot write to {layout.root} ({error.strerror}): choose another folder with --index"
        ) from error
    try:
        with FileLock(layout.lock, timeout=0):
            yield
    except Timeout:
        raise TimeoutError(
            f"another build is writing to {layout.root}: wait until it has finished"
        ) from None


@contextmanager
def writing(layout: Layout) -> Iterator[Path]:
    """Hold the write lock and give an empty folder for a new generation.

    The folder is removed unless ``publish`` has renamed it. Leftovers of writers that were killed
    are removed first.

    Raises:
        TimeoutError: another build is at work on this index.
        PermissionError: the folder cannot be written to.
    """
    with _locked(layout):
        for suffix in (_PARTIAL, _DOOMED):
            for leftover in layout.generations.glob(f"*{suffix}"):
                shutil.rmtree(leftover)
        folder = layout.generations / f"{_next_number(layout):06d}{_PARTIAL}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def publish(layout: Layout, folder: Path) -> str:
    """Give a finished folder its name, make it the one that serves, and return that name.

    Then the generations that nobody holds any more are removed.
    """
    for file in folder.iterdir():
        flush(file)
    flush(folder)
    final = folder.with_suffix("")
    folder.rename(final)
    flush(layout.generations)
    name = f"generations/{final.name}"
    fresh = layout.current.with_suffix(_PARTIAL)
    fresh.write_text(name + "\n", encoding="ascii")
    flush(fresh)
    fresh.replace(layout.current)
    flush(layout.root)
    _remove_unheld(layout, final)
    return name


def hold(layout: Layout) -> tuple[str, Callable[[], None]]:
    """Keep the generation that serves on disk; give its name and what lets go of it.

    Raises:
        IndexMissing: there is none.
    """
    name = current_generation(layout)
    for _ in range(_TRIES):
        release = holds.share(layout.root / name / MANIFEST)
        if release is not None:
            return name, release
        # Removed between the two looks, after a build had named another; or damaged.
        before, name = name, current_generation(layout)
        if name == before and not (layout.root / name / MANIFEST).is_file():
            break
    raise IndexMissing(
        f"{layout.root / name / MANIFEST} is missing; run `briefings build` to make the index anew"
    )


def _remove_unheld(layout: Layout, serving: Path) -> None:
    for old in sorted(layout.generations.glob("[0-9]*[0-9]")):
        if old == serving:
            continue
        with holds.alone(old / MANIFEST) as unheld:
            if unheld:
                with suppress(OSError):  # the new index serves; the next build tries again
                    doomed = old.rename(old.with_suffix(_DOOMED))
                    shutil.rmtree(doomed)


def _next_number(layout: Layout) -> int:
    numbers = [int(p.name) for p in layout.generations.iterdir() if p.name.isdigit()]
    return max(numbers, default=0) + 1


def flush(path: Path) -> None:
    """Have the system write a file, or a folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
