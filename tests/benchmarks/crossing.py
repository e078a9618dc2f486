"""From which size candidates pay: ``python tests/benchmarks/crossing.py INDEX 10000 100000``.

For each number of vectors it prints what an exact search for ten takes, what one among candidates
takes and finds, what making the candidates' index takes, and beside these what embedding a
question and reading all vectors once from memory take. The questions are those that ship. The
vectors are mixtures of two of INDEX's own with a little noise, since embedding so many takes hours.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evals.gold import read_gold
from index.encoder import DEFAULT_MODEL, find_model, load_encoder
from index.library import Library
from index.near import read_near, write_near
from index.vectors import Vectors, as_bytes, head

_ASKED = 200  # questions
_GOLD = Path(__file__).resolve().parents[2] / "evals" / "gold"


def mixed(own: np.ndarray, count: int) -> np.ndarray:
    """Make so many unit vectors out of real ones, shape (count, d)."""
    chance = np.random.default_rng(1)
    share = chance.random((count, 1), dtype=np.float32)
    first, second = (own[chance.integers(0, len(own), count)] for _ in range(2))
    rows = first * share + second * (1 - share)
    rows += 0.02 * chance.standard_normal(rows.shape, dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def milliseconds(calls: list[Callable[[], object]]) -> float:
    """Take the median of what the calls take."""
    times = []
    for call in calls:
        started = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def measure(own: np.ndarray, count: int, queries: np.ndarray) -> str:
    """Measure one size, and tell it in a line."""
    rows = mixed(own, count)
    read = milliseconds([lambda: rows.view(np.uint64).max()] * 5)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "vectors")
        file.write_bytes(head(*rows.shape) + as_bytes(rows))
        exact = Vectors.read(file, *rows.shape)
        started = time.process_time()
        search = write_near(Path(folder, "near"), exact, "approximate")
        made = time.process_time() - started
        all_rows = milliseconds([lambda q=q: exact.search(q, 10) for q in queries])
        told = (
            f"{count:9,} vectors: reading them {read:.1f} ms, exact {all_rows:.2f} ms "
            f"({all_rows / read:.2f} of reading)"
        )
        if search.factor is None:
            return f"{told}; {search}"
        near = read_near(Path(folder, "near"), exact, search.factor)
        some = milliseconds([lambda q=q: near.search(q, 10) for q in queries])
        found = statistics.mean(_found(near, exact, query) for query in queries)
    return (
        f"{told}, candidates {some:.2f} ms, which find {found:.3f}; {search}; made in {made:.1f} s"
    )


def _found(near: Vectors, exact: Vectors, query: np.ndarray) -> float:
    found, truth = (dict(of.search(query, 10)) for of in (near, exact))
    return len(found.keys() & truth.keys()) / len(truth)


def main() -> None:
    """Measure the sizes that the command line names."""
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    encoder = load_encoder(find_model(DEFAULT_MODEL))
    asked = [one.question for one in read_gold(_GOLD)][:_ASKED]
    queries = encoder.encode(asked)
    embedding = milliseconds([lambda text=text: encoder.encode([text]) for text in asked])
    library = Library.open(Path(sys.argv[1]))
    names = [passage.id for passage in library.passages()]
    own = library._vectors.get(range(len(names)))
    sys.stdout.write(f"embedding a question: {embedding:.1f} ms\n")
    for size in sys.argv[2:]:
        sys.stdout.write(measure(own, int(size), queries) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
