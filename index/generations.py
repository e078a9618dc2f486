"""Generations on disk: a new index is written beside the old one and named when it is whole.

INDEX/CURRENT                 one line: generations/000007
INDEX/generations/000007/     manifest.json  ledger.sqlite  vectors.faiss
INDEX/embeddings/             vectors by model and text, kept from build to build
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LEDGER, VECTORS = "ledger.sqlite", "vectors.faiss"
_KEPT = 2  # generations: the one that serves, and the one before it for whoever still reads it


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
    if folder.parent != layout.generations or not folder.is_dir():
        raise IndexMissing(
            f"{layout.current} names a generation that is not there: run `briefings build` again"
        )
    return name


@contextmanager
def writing(layout: Layout) -> Iterator[Path]:
    """Hold the write lock and give an empty folder for a new generation.

    The folder is removed unless ``publish`` has renamed it. Leftovers of writers that were killed
    are removed first.

    Raises:
        TimeoutError: another build is at work on this index.
        PermissionError: the folder cannot be written to.
    """
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
            for leftover in layout.generations.glob("*.partial"):
                shutil.rmtree(leftover)
            folder = layout.generations / f"{_next_number(layout):06d}.partial"
            folder.mkdir()
            try:
                yield folder
            finally:
                if folder.exists():
                    shutil.rmtree(folder)
    except Timeout:
        raise TimeoutError(
            f"another build is writing to {layout.root}: wait until it has finished"
        ) from None


def publish(layout: Layout, folder: Path) -> str:
    """Give a finished folder its name, make it the one that serves, and return that name."""
    for file in folder.iterdir():
        _flush(file)
    _flush(folder)
    final = folder.with_suffix("")
    folder.rename(final)
    _flush(layout.generations)
    name = f"generations/{final.name}"
    fresh = layout.current.with_suffix(".partial")
    fresh.write_text(name + "\n", encoding="ascii")
    _flush(fresh)
    fresh.replace(layout.current)
    _flush(layout.root)
    for old in sorted(layout.generations.glob("[0-9]*[0-9]"))[:-_KEPT]:
        shutil.rmtree(old)
    return name


def sha256(file: Path) -> str:
    """Compute the hex digest of a file."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _next_number(layout: Layout) -> int:
    numbers = [int(p.name) for p in layout.generations.iterdir() if p.name.isdigit()]
    return max(numbers, default=0) + 1


def _flush(path: Path) -> None:
    """Have the system write a file, or a folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
