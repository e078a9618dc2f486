"""Where a build's vectors go: a file of the generation's folder, or a store beyond this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import numpy as np

from index.generations import NEAR, VECTORS
from index.near import Search, Wanted, read_near, write_near
from index.vectors import Vectors, as_bytes, head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from index.manifest import Manifest, Stored
    from index.places import Extent
    from index.vectors import Floats


class Outrun(Exception):
    """The generation that a build goes on from is not the last in its store any more."""


class Searcher(Protocol):
    """Unit vectors by row; ``index.vectors.Vectors`` tells what each method gives."""

    def __len__(self) -> int:
        """Count the vectors."""

    def search(
        self, vector: Floats, k: int, within: Sequence[range] | None = None
    ) -> list[tuple[int, float]]:
        """Find the nearest."""

    def get(self, rows: Sequence[int]) -> Floats:
        """Give back the vectors of some rows."""

    def close(self) -> None:
        """Let go of them."""


class Writer(Protocol):
    """What takes a generation's vectors.

    Attributes:
        stored: the store and the name that it gave; None where they stay on this machine.
    """

    stored: Stored | None

    def start(self, count: int, old: Stored | None, removed: Sequence[Extent]) -> None:
        """Begin a generation of ``count`` vectors.

        Args:
            count: how many it will hold.
            old: the generation whose vectors it keeps, so that they need not be added; or None.
            removed: numbers of the passages that it does not keep of them.

        Raises:
            Outrun: it cannot keep them.
        """

    def add(self, first: int, rows: Floats) -> None:
        """Take vectors, shape (n, d), of the passages numbered from ``first``."""

    def finish(self) -> None:
        """Take note that there are no more."""

    def searcher(self, numbers: NDArray[np.int64], dimension: int) -> Searcher:
        """Open what was written, every vector compared; ``numbers`` are the passages' by row."""

    def near(
        self, numbers: NDArray[np.int64], dimension: int, wanted: Wanted, before: Search | None
    ) -> Search:
        """Make what names candidates, where that is wanted and good enough.

        Args:
            numbers: of the passages by row.
            dimension: how long a vector is.
            wanted: see ``index.near.write_near``.
            before: how the generation before it is searched, if it goes on from one.
        """

    def published(self) -> None:
        """Take note that the generation serves."""

    def close(self) -> None:
        """Let go of everything."""


class FileWriter:
    """Writes the files of FAISS into a generation's folder."""

    stored: Stored | None = None

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0
        self._out: BinaryIO | None = None

    def start(self, count: int, old: Stored | None, removed: Sequence[Extent]) -> None:
        """Begin the file anew."""
        self.finish()
        self._count, self._out = count, (self._folder / VECTORS).open("wb")

    def add(self, first: int, rows: Floats) -> None:
        """Take vectors, shape (n, d), which must come in the order of their numbers."""
        assert self._out is not None
        if not self._out.tell():
            self._out.write(head(self._count, rows.shape[1]))
        self._out.write(as_bytes(rows))

    def finish(self) -> None:
        """Write what is left to write."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def searcher(self, numbers: NDArray[np.int64], dimension: int) -> Vectors:
        """Open what was written."""
        return Vectors.read(self._folder / VECTORS, len(numbers), dimension)

    def near(
        self, numbers: NDArray[np.int64], dimension: int, wanted: Wanted, before: Search | None
    ) -> Search:
        """Write the index of candidates, where one is wanted and good enough."""
        del before  # it is made anew from the vectors, which takes seconds
        return write_near(self._folder / NEAR, self.searcher(numbers, dimension), wanted)

    def published(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Close the file."""
        self.finish()


def writer_to(store: str | None, folder: Path) -> Writer:
    """Open what takes the vectors of the generation in ``folder``.

    Args:
        store: address of a PostgreSQL database; None for files in ``folder``.
        folder: the generation's.

    Raises:
        StoreError: the store cannot be used.
    """
    if store is None:
        return FileWriter(folder)
    from index.remote.writer import StoreWriter

    return StoreWriter(store)


def open_vectors(
    folder: Path, manifest: Manifest, numbers: Callable[[], NDArray[np.int64]]
) -> Searcher:
    """Open the vectors of a finished generation; those in a store are connected when needed.

    Args:
        folder: the generation's.
        manifest: that of the folder.
        numbers: gives the passages' numbers by row; asked only for a store.

    Raises:
        ValueError: a file is not as it was written.
    """
    counts, factor = manifest.counts, manifest.search.factor
    if manifest.stored is not None:
        from index.remote.vectors import StoredVectors

        return StoredVectors(manifest.stored, numbers(), counts["dimension"], factor)
    exact = Vectors.read(folder / VECTORS, counts["passages"], counts["dimension"])
    if not factor:
        return exact
    if not manifest.parts[NEAR].is_digest_of(folder / NEAR):
        raise ValueError(f"{NEAR} is damaged")
    return read_near(folder / NEAR, exact, factor)


def numbers_of(extents: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """List the numbers of passages from each document's first number and its count."""
    ranges = [np.arange(first, first + count) for first, count in extents]
    return np.concatenate(ranges).astype(np.int64) if ranges else np.zeros(0, dtype=np.int64)
