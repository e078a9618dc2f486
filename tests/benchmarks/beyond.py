"""What a store and a runner beyond this machine cost: ``beyond.py search INDEX 2000 100000``.

    python tests/benchmarks/beyond.py search INDEX 2000 20000 100000   vectors, mixtures of INDEX's
    python tests/benchmarks/beyond.py queue 20000                      texts
    python tests/benchmarks/beyond.py sizes INDEX                      what stays on this machine

PostgreSQL runs on this machine, so nothing here has the network's own time in it. ``search`` sets
the search in the store beside the local one, both exact and with candidates, for the questions that
ship; ``queue`` puts texts, has them answered by a stand-in for a model, and collects the vectors:
what is left when embedding costs nothing. ``sizes`` tells what a passage takes of the ledger, of
the vectors that are kept for rebuilds, and of the memory of whoever opens the index.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.crossing import milliseconds, mixed
from postgres import PASSWORD, serving

from evals.gold import read_gold
from index.encoder import DEFAULT_MODEL, find_model, load_encoder
from index.generations import LEDGER, Layout, current_generation
from index.ledger import Ledger
from index.library import Library
from index.near import read_near, write_near
from index.remote.runner import through
from index.remote.vectors import StoredVectors
from index.remote.writer import StoreWriter
from index.vectors import Vectors, as_bytes, head

_ASKED = 100  # questions
_GOLD = Path(__file__).resolve().parents[2] / "evals" / "gold"
_SETTINGS = ("shared_buffers=1GB", "maintenance_work_mem=1GB", "max_parallel_maintenance_workers=0")


def search(url: str, rows: np.ndarray, queries: np.ndarray) -> None:
    """Set the searches of one size beside each other, and tell them line by line."""
    count, dimension = rows.shape
    numbers = np.arange(count)
    with tempfile.TemporaryDirectory() as folder, closing(StoreWriter(url)) as writer:
        file = Path(folder, "vectors")
        file.write_bytes(head(*rows.shape) + as_bytes(rows))
        local = Vectors.read(file, *rows.shape)
        started = time.perf_counter()
        writer.start(count, None, ())
        for first in range(0, count, 1000):
            writer.add(first, rows[first : first + 1000])
        writer.finish()
        wrote = time.perf_counter() - started
        with closing(writer.searcher(numbers, dimension)) as stored:
            one, other = _times(local.search, stored.search, queries)
            same = statistics.mean(
                [r for r, _ in local.search(q, 10)] == [r for r, _ in stored.search(q, 10)]
                for q in queries
            )
        table = _size(url, f"vectors_{writer._base}")
        tell(
            f"{count:9,} vectors: written in {wrote:.1f} s, {table / count:,.0f} bytes each; exact "
            f"{one:.2f} ms here, {other:.2f} ms in the store ({other / one:.1f}); the same top ten "
            f"for {same:.2f}"
        )
        near = write_near(Path(folder, "near"), local, "approximate")
        started = time.perf_counter()
        graph = writer.near(numbers, dimension, "approximate", None)
        made = time.perf_counter() - started
        if graph.factor is None:
            return tell(f"{'':9} {graph}")
        quick = read_near(Path(folder, "near"), local, near.factor) if near.factor else local
        assert writer.stored is not None
        with closing(StoredVectors(writer.stored, numbers, dimension, graph.factor)) as stored:
            one, other = _times(quick.search, stored.search, queries)
            found = statistics.mean(_found(stored, local, query) for query in queries)
        index = _size(url, f"vectors_{writer._base}_graph")
        return tell(
            f"{'':9} here {near}, {one:.2f} ms; in the store {graph}, {other:.2f} ms, finds "
            f"{found:.3f} for the questions; graph {index / count:,.0f} bytes each, made and "
            f"measured in {made:.0f} s"
        )


def _times(
    one: Callable[..., object], other: Callable[..., object], queries: np.ndarray
) -> tuple[float, float]:
    """Take the medians of two searches, called in turn."""
    both = [[milliseconds([lambda f=f, q=q: f(q, 10)]) for f in (one, other)] for q in queries]
    here, there = zip(*both, strict=True)
    return statistics.median(here), statistics.median(there)


def _found(stored: StoredVectors, exact: Vectors, query: np.ndarray) -> float:
    found, truth = (dict(of.search(query, 10)) for of in (stored, exact))
    return len(found.keys() & truth.keys()) / len(truth)


def _size(url: str, name: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_relation_size(%s)", (f"briefings.{name}",)).fetchone()
        assert row is not None
        return int(row[0])


def queue(url: str, count: int) -> None:
    """Pass so many texts of 300 characters through the queue."""
    model = SimpleNamespace(name="a stand-in", sha256="0" * 64)
    vector = np.full(384, 384**-0.5, dtype=np.float32)
    encoder = SimpleNamespace(encode=lambda texts: np.tile(vector, (len(texts), 1)))
    texts = [f"{number:>300}" for number in range(count)]
    pairs = [(sha256(text.encode()).hexdigest(), text) for text in texts]
    parts = iter([pairs[at : at + 64] for at in range(0, count, 64)])
    started = time.perf_counter()
    got = sum(len(digests) for digests, _ in through(url, model, lambda: encoder)(parts))
    tell(f"{got:,} texts through the queue, {got / (time.perf_counter() - started):,.0f} a second")


def sizes(root: Path) -> None:
    """Tell what a passage takes on this machine, whatever is beyond it."""
    layout = Layout(root)
    file = root / current_generation(layout) / LEDGER
    with closing(Ledger.open(file)) as ledger:
        tracemalloc.start()
        by_number = ledger.passages()
        passages = tuple(by_number.values())
        rows = {passage.id: row for row, passage in enumerate(passages)}
        memory, _ = tracemalloc.get_traced_memory()
    count = len(rows)
    tell(
        f"{count:,} passages; bytes of each: ledger {file.stat().st_size / count:,.0f}, kept for "
        f"rebuilds {layout.embeddings.stat().st_size / count:,.0f}, memory {memory / count:,.0f}"
    )


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure what the command line names."""
    if len(sys.argv) < 3 or sys.argv[1] not in ("search", "queue", "sizes"):
        raise SystemExit(__doc__)
    if sys.argv[1] == "sizes":
        return sizes(Path(sys.argv[2]))
    os.environ["PGPASSWORD"] = PASSWORD
    with serving(*_SETTINGS) as server:
        url = server.database("bench")
        if sys.argv[1] == "queue":
            return queue(url, int(sys.argv[2]))
        asked = [one.question for one in read_gold(_GOLD)][:_ASKED]
        queries = load_encoder(find_model(DEFAULT_MODEL)).encode(asked)
        with closing(Library.open(Path(sys.argv[2]))) as library:
            own = library._vectors.get(range(len(library.passages())))
        for size in sys.argv[3:]:
            search(url, mixed(own, int(size)), queries)


if __name__ == "__main__":
    main()
