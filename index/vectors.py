"""Vectors in FAISS: exact inner-product search over unit vectors, so scores are cosines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float32]


class Vectors:
    """Unit vectors by number; exact, which is quick enough up to some 200,000 passages."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - faiss has no types
        import faiss

        faiss.omp_set_num_threads(1)  # one question on two threads is slower than on one
        self._index = index

    @classmethod
    def make(cls, numbers: Sequence[int], vectors: Floats) -> Vectors:
        """Build from ``numbers`` (n) and unit ``vectors`` (n, d)."""
        import faiss

        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(
            np.ascontiguousarray(vectors, dtype=np.float32), np.asarray(numbers, dtype=np.int64)
        )
        return cls(index)

    @classmethod
    def read(cls, file: Path) -> Vectors:
        """Open a saved index; it is mapped into memory, not read whole.

        Raises:
            RuntimeError: the file is not a FAISS index, or is cut off.
        """
        import faiss

        return cls(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC))

    def write(self, file: Path) -> None:
        """Save to ``file``."""
        import faiss

        faiss.write_index(self._index, str(file))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: Floats, k: int) -> list[tuple[int, float]]:
        """Find the ``k`` nearest to ``vector`` (d): number and cosine, best first."""
        scores, numbers = self._index.search(vector.reshape(1, -1), min(k, max(1, len(self))))
        found = [
            (int(number), float(score))
            for number, score in zip(numbers[0], scores[0], strict=True)
            if number >= 0
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def get(self, numbers: Sequence[int]) -> Floats:
        """Give back the vectors of ``numbers``, shape (n, d)."""
        wanted = np.asarray(numbers, dtype=np.int64)
        if not len(wanted):
            return np.zeros((0, self._index.d), dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(wanted), dtype=np.float32)
