"""Unit vectors on disk and exact inner-product search over them, so that scores are cosines.

The file holds rows of little-endian float32 and nothing else: a build appends to it, a reader
maps it into memory, and FAISS searches it where it lies. Neither needs memory for all of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float32]
_ROW = "<f4"


class Vectors:
    """Unit vectors by row; exact, which is quick enough up to some 200,000 passages.

    Attributes:
        rows: the vectors, shape (n, d), in order.
    """

    def __init__(self, rows: Floats) -> None:
        import faiss

        faiss.omp_set_num_threads(1)  # one question on two threads is slower than on one
        self.rows = rows

    @classmethod
    def read(cls, file: Path, dimension: int) -> Vectors:
        """Open a file of vectors of length ``dimension``; it is mapped, not read whole.

        Raises:
            ValueError: the file does not hold whole vectors, or none.
        """
        return cls(np.memmap(file, dtype=_ROW, mode="r").reshape(-1, dimension))

    def __len__(self) -> int:
        return len(self.rows)

    def search(self, vector: Floats, k: int) -> list[tuple[int, float]]:
        """Find the ``k`` nearest to ``vector`` (d): row and cosine, best first, ties by row."""
        import faiss

        scores, found = faiss.knn(
            np.ascontiguousarray(vector.reshape(1, -1), dtype=np.float32),
            self.rows,
            min(k, len(self)),
            metric=faiss.METRIC_INNER_PRODUCT,
        )
        pairs = [(int(r), float(s)) for r, s in zip(found[0], scores[0], strict=True)]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def get(self, rows: Sequence[int]) -> Floats:
        """Give back the vectors of some rows, shape (n, d)."""
        return np.asarray(self.rows[np.asarray(rows, dtype=np.int64)], dtype=np.float32)


def as_bytes(rows: Floats) -> bytes:
    """Give vectors as they lie in the file."""
    return rows.astype(_ROW, copy=False).tobytes()
