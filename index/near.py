"""An index of candidates beside the exact vectors: quick to look through, re-ranked by these.

It holds each vector in a few bytes (product quantisation, four bits for every two numbers). It is
made anew with each generation from the vectors that this holds, and so knows no row that is gone.
How many candidates are taken is chosen when it is made: the fewest that find what an exact search
finds. ``python tests/benchmarks/crossing.py`` shows from which size it pays.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from index.vectors import Floats, Vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.writer import Searcher

Wanted = Literal["auto", "exact", "approximate"]
WANTED: tuple[str, ...] = get_args(Wanted)
CROSSING = 100_000  # passages: an exact search takes about as long as to embed a question there
FLOOR = 0.98  # of the ten nearest, what must be found
FEWEST = 1_000  # vectors, to learn the codes from
_FACTORS = (16, 32, 64, 128, 256)  # candidates for each result
_SAMPLE = 200  # vectors of the corpus that stand in for questions
_LEARNT = 10_000  # vectors that the codes are learnt from, at most
_BLOCK = 16_384  # rows in memory at a time
# Numbers that share a code, and its bits; with four numbers eight times the candidates are needed.
_PART, _BITS = 2, 4


@dataclass(frozen=True, slots=True)
class Search:
    """How a generation's vectors are searched.

    Attributes:
        wanted: the setting that it was built with.
        factor: candidates for each result; None where every vector is compared.
        recall: share of the ten nearest that was found on a sample; None where nothing was tried.
    """

    wanted: Wanted
    factor: int | None = None
    recall: float | None = None

    def __str__(self) -> str:
        if self.factor is None:
            tried = "" if self.recall is None else f"; approximately only {self.recall:.3f} found"
            return f"exact search{tried}"
        return (
            f"approximate search, {self.factor} candidates for each result; "
            f"recall of the ten nearest {self.recall:.3f}"
        )


def write_near(file: Path, exact: Vectors, wanted: Wanted) -> Search:
    """Write the candidates' index of ``exact``, where one is wanted and good enough.

    Args:
        file: written only if the search is approximate.
        exact: the vectors of the new generation.
        wanted: ``auto`` means approximate from ``CROSSING`` vectors.
    """
    if not worth_a_try(len(exact), wanted) or exact.dimension % _PART:
        return Search(wanted)
    near = _learn(exact)
    for first in range(0, len(exact), _BLOCK):
        near.add(exact.get(range(first, min(first + _BLOCK, len(exact)))))
    found = measure(exact, lambda factor: exact.beside(near, factor), _FACTORS, wanted)
    if found.factor:
        _write(file, near)
    return found


def worth_a_try(count: int, wanted: Wanted) -> bool:
    """Tell whether candidates are to be named for ``count`` vectors, if they can be."""
    enough = CROSSING if wanted == "auto" else FEWEST
    return wanted != "exact" and count >= enough


def measure(
    exact: Searcher, tried: Callable[[int], Searcher], factors: Sequence[int], wanted: Wanted
) -> Search:
    """Find the fewest candidates for each result that find what an exact search finds.

    Args:
        exact: compares every vector.
        tried: gives what compares so many candidates for each result.
        factors: those to try, ascending.
        wanted: the setting, to be told.
    """
    queries = _sample(exact)
    truth = [{row for row, _ in exact.search(query, 10)} for query in queries]
    recall = 0.0
    for factor in factors:
        search = tried(factor)
        found = [_found(search, query, t) for query, t in zip(queries, truth, strict=True)]
        recall = float(np.mean(found))
        if recall >= FLOOR:
            return Search(wanted, factor, round(recall, 4))
    return Search(wanted, None, round(recall, 4))


def read_near(file: Path, exact: Vectors, factor: int) -> Vectors:
    """Open what ``write_near`` wrote, whose bytes must have been checked, beside its vectors.

    Raises:
        ValueError: it does not belong to these vectors.
    """
    import faiss

    try:
        near = faiss.read_index(str(file))
    except RuntimeError as error:
        raise ValueError(f"{file.name} cannot be read") from error
    if (near.ntotal, near.d) != (len(exact), exact.dimension):
        raise ValueError(f"{file.name} does not belong to the vectors beside it")
    return exact.beside(near, factor)


def _learn(exact: Vectors) -> Any:  # noqa: ANN401 (FAISS has no types)
    """Make an empty index whose codes suit the vectors; the same vectors give the same codes."""
    import faiss

    parts = exact.dimension // _PART
    near = faiss.IndexPQFastScan(exact.dimension, parts, _BITS, faiss.METRIC_INNER_PRODUCT)
    near.train(exact.get(_spread(len(exact), _LEARNT)))
    return near


def _sample(exact: Searcher) -> Floats:
    """Take vectors of the corpus and add noise of three times their length.

    Questions lie further from passages than these from each other, so that the corpus' own vectors
    would promise too much, and so did noise of twice their length for questions on other topics.
    ``tests/benchmarks/crossing.py`` sets what is promised beside what real questions find.
    """
    own = exact.get(_spread(len(exact), _SAMPLE))
    noise = np.random.default_rng(1).standard_normal(own.shape)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    questions = own + 3 * noise
    questions /= np.linalg.norm(questions, axis=1, keepdims=True)
    return np.asarray(questions, dtype=np.float32)


def _spread(count: int, most: int) -> list[int]:
    """Choose at most so many rows, evenly spread."""
    return [int(row) for row in np.linspace(0, count - 1, min(count, most))]


def _found(tried: Searcher, query: Floats, truth: set[int]) -> float:
    return len(truth & {row for row, _ in tried.search(query, 10)}) / len(truth)


def _write(file: Path, near: Any) -> None:  # noqa: ANN401
    import faiss

    faiss.write_index(near, str(file))
    with file.open("rb") as written:
        os.fsync(written.fileno())
