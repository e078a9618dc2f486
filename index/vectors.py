"""Unit vectors in a FAISS index file, searched by inner product, so that scores are cosines.

Every score is exact. Where many vectors are held, another index may name the candidates that are
compared (``index.near``); a search within some rows compares all of these.

A build writes the file row by row, a reader maps it into memory, and FAISS searches it where it
lies: neither needs memory for all of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float32]


class Vectors:
    """Unit vectors by row."""

    def __init__(self, index: Any, near: Any = None, factor: int = 0) -> None:  # noqa: ANN401
        """Hold a FAISS index (they have no types).

        Args:
            index: of all vectors as they are.
            near: what names candidates; None: all are compared.
            factor: candidates for each result.
        """
        import faiss

        faiss.omp_set_num_threads(1)  # one question on two threads is slower than on one
        self._index, self._near, self._factor = index, near, factor

    @classmethod
    def of(cls, rows: Floats) -> Vectors:
        """Hold vectors, shape (n, d), in memory."""
        import faiss

        index = faiss.IndexFlatIP(rows.shape[1])
        index.add(np.ascontiguousarray(rows, dtype=np.float32))
        return cls(index)

    @classmethod
    def read(cls, file: Path, count: int, dimension: int) -> Vectors:
        """Open a file of ``count`` vectors; it is mapped, not read whole.

        Raises:
            ValueError: the file does not hold them, and nothing else.
        """
        import faiss

        begin = head(count, dimension)
        with file.open("rb") as opened:
            sound = opened.read(len(begin)) == begin
        # FAISS believes what a head says, and a wrong one can end the process.
        if not sound or file.stat().st_size != len(begin) + 4 * count * dimension:
            raise ValueError(f"{file.name} does not hold {count} vectors of length {dimension}")
        return cls(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC))

    def beside(self, near: Any, factor: int) -> Vectors:  # noqa: ANN401
        """Give the same vectors, of which ``near`` names ``factor`` candidates for each result."""
        return Vectors(self._index, near, factor)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """How long a vector is."""
        return int(self._index.d)

    def search(
        self, vector: Floats, k: int, within: Sequence[range] | None = None
    ) -> list[tuple[int, float]]:
        """Find the ``k`` nearest to ``vector`` (d): row and cosine, best first, ties by row.

        Args:
            vector: of unit length.
            k: how many at most.
            within: the rows that may be found; None for all.
        """
        query = np.ascontiguousarray(vector.reshape(1, -1), dtype=np.float32)
        most = min(k, len(self) if within is None else sum(map(len, within)))
        if not most:
            return []
        if within is None and self._near is not None and most * self._factor < len(self):
            return self._among(query, most)
        scores, found = self._index.search(query, most, params=self._only(within))
        pairs = [(int(r), float(s)) for r, s in zip(found[0], scores[0], strict=True)]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def _among(self, query: Floats, k: int) -> list[tuple[int, float]]:
        """Compare the candidates alone."""
        _, candidates = self._near.search(query, k * self._factor)
        rows = np.unique(candidates[candidates >= 0])
        # Not ``@``: its threads wait for each other where the processor is shared.
        scores = np.einsum("ij,j->i", self._index.reconstruct_batch(rows), query[0])
        best = np.argsort(-scores, kind="stable")[:k]  # rows ascend, and so they do among equals
        return [(int(rows[at]), float(scores[at])) for at in best]

    def _only(self, within: Sequence[range] | None) -> Any:  # noqa: ANN401
        """Tell FAISS which rows to look at."""
        import faiss

        if within is None:
            return None
        allowed = np.zeros(len(self), dtype=bool)
        for rows in within:
            allowed[rows.start : rows.stop] = True
        selector: Any = faiss.IDSelectorBitmap  # FAISS tells types of its C++ constructors
        parameters: Any = faiss.SearchParameters
        return parameters(sel=selector(np.packbits(allowed, bitorder="little")))

    def get(self, rows: Sequence[int]) -> Floats:
        """Give back the vectors of some rows, shape (n, d)."""
        wanted = np.asarray(rows, dtype=np.int64)
        if not len(wanted):
            return np.zeros((0, self._index.d), dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(wanted), dtype=np.float32)

    def close(self) -> None:
        """Nothing is to be closed: the file is mapped as long as this is held."""


def head(count: int, dimension: int) -> bytes:
    """Give the bytes before the rows in the file of an exact FAISS index (``IndexFlatIP``).

    They are those of an empty index with the numbers filled in: ``count`` after the kind and the
    dimension, and at the end how many floats follow. A test holds the file equal to FAISS's own.
    """
    import faiss

    empty = faiss.serialize_index(faiss.IndexFlatIP(dimension)).tobytes()
    return b"".join((empty[:8], _eight_bytes(count), empty[16:-8], _eight_bytes(count * dimension)))


def _eight_bytes(number: int) -> bytes:
    return number.to_bytes(8, "little")


def as_bytes(rows: Floats) -> bytes:
    """Give vectors as they lie in the file."""
    return rows.astype("<f4", copy=False).tobytes()
