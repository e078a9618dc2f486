"""A generation's vectors written into PostgreSQL: what has changed since the one before it.

All of it is one transaction, so that a build which fails or is killed leaves nothing behind. The
new generation is ``pending`` until the index on disk names it, and one that is no longer needed is
``retired``, and removed once nobody holds it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np

from index.manifest import Stored
from index.near import Search, Wanted, worth_a_try
from index.near import measure as measure_recall
from index.remote.connect import StoreError, connect, told
from index.remote.schema import composed, lock_of, make_generations
from index.remote.vectors import StoredVectors, find
from index.writer import Outrun

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray
    from psycopg import Connection, Copy

    from index.places import Extent
    from index.vectors import Floats

_FACTORS = (4, 8, 16, 32, 64, 100)  # candidates for each result
# Twice pgvector's own: with 16 links the graph of 100,000 vectors misses the floor of recall.
_GRAPH = "WITH (m = 32, ef_construction = 128)"
_LONGEST = 2000  # numbers of a vector that pgvector makes a graph of
_IN_THE_ROW = 1900  # numbers of a vector that fit into a page with its row
_TABLE = """
CREATE TABLE {table}(
    passage bigint NOT NULL, born bigint NOT NULL, gone bigint, vector vector({length}) NOT NULL,
    PRIMARY KEY(passage, born)
)
"""
_REMOVE = """
UPDATE {table} SET gone = %s FROM unnest(%s::bigint[], %s::bigint[]) AS removed(first, past)
WHERE passage >= first AND passage < past AND gone IS NULL
"""
# Rows that none of the generations left can see.
_SWEEP = """
DELETE FROM {table} AS row WHERE gone IS NOT NULL AND NOT EXISTS (
    SELECT FROM briefings.generations AS kept
    WHERE base = %s AND row.born <= kept.number AND kept.number < row.gone
)
"""
# What a killed builder left has no lock any more; a day more, for a first build has no successor.
_UNWANTED = """
SELECT number, base FROM briefings.generations
WHERE state = 'retired' OR (state = 'pending' AND made < now() - interval '1 day')
"""


class StoreWriter:
    """Writes one generation; ``index.writer.Writer`` tells what each step is for."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection = connect(url)
        with told(url):
            make_generations(self._connection)
        self._copy: Copy | None = None
        self._leaving: Any = None
        self.stored: Stored | None = None
        self._number = self._base = self._dimension = 0
        self._old: Stored | None = None
        self._published = False

    def start(self, count: int, old: Stored | None, removed: Sequence[Extent]) -> None:
        """Begin a generation that holds what ``old`` does, without the numbers ``removed``.

        Raises:
            Outrun: ``old`` is not the last of its kind any more.
            StoreError: the store cannot be used.
        """
        execute = self._connection.execute
        with told(self._url):
            execute("ROLLBACK")  # of an earlier try
            execute("BEGIN")
            base = None if old is None else self._follow(old)
            row = execute(
                "INSERT INTO briefings.generations(base) VALUES (coalesce(%s, 0))"
                " RETURNING number, name::text",
                (base,),
            ).fetchone()
            assert row is not None
            self._number, name = row
            self._base, self._old = base or self._number, old
            if base is None:
                execute("UPDATE briefings.generations SET base = number WHERE base = 0")
            execute("SELECT pg_advisory_lock_shared(%s)", (lock_of(self._number),))
            self.stored = Stored(self._url, name)
            if removed:
                firsts, pasts = map(list, zip(*removed, strict=True))
                execute(composed(_REMOVE, self._base), (self._number, firsts, pasts))

    def _follow(self, old: Stored) -> int:
        """Give the table of ``old``, from which what killed builds left has been taken out."""
        from psycopg.errors import LockNotAvailable

        execute, query = self._connection.execute, "SELECT number, base FROM briefings.generations"
        try:
            row = execute(f"{query} WHERE name = %s::uuid FOR UPDATE NOWAIT", (old.generation,))
            found = row.fetchone()
        except LockNotAvailable:
            raise Outrun from None
        if found is None:
            raise Outrun
        number, base = found
        later = execute(f"{query} WHERE base = %s AND number > %s", (base, number)).fetchall()
        if not all(self._abandoned(other) for other, _ in later):
            raise Outrun
        if numbers := [other for other, _ in later]:
            execute(composed("DELETE FROM {table} WHERE born = ANY(%s)", base), (numbers,))
            restore = "UPDATE {table} SET gone = NULL WHERE gone = ANY(%s)"
            execute(composed(restore, base), (numbers,))
            execute("DELETE FROM briefings.generations WHERE number = ANY(%s)", (numbers,))
        execute("UPDATE briefings.generations SET state = 'serving' WHERE number = %s", (number,))
        return int(base)

    def _abandoned(self, number: int) -> bool:
        """Whether a generation was never published, and its builder is gone."""
        row = self._connection.execute(
            "SELECT state = 'pending' AND pg_try_advisory_xact_lock(%s)"
            " FROM briefings.generations WHERE number = %s",
            (lock_of(number), number),
        ).fetchone()
        return bool(row and row[0])

    def add(self, first: int, rows: Floats) -> None:
        """Write vectors, shape (n, d), under the numbers from ``first``."""
        with told(self._url):
            if self._copy is None:
                self._open_copy(rows.shape[1])
            assert self._copy is not None
            self._copy.write(_as_rows(first, self._number, rows))

    def _open_copy(self, dimension: int) -> None:
        execute = self._connection.execute
        if self._base == self._number:
            execute(composed(_TABLE, self._base, dimension))
            if dimension <= _IN_THE_ROW:  # else each vector would be fetched from beside the table
                plain = "ALTER TABLE {table} ALTER COLUMN vector SET STORAGE PLAIN"
                execute(composed(plain, self._base))
        into = "COPY {table}(passage, born, vector) FROM STDIN (FORMAT BINARY)"
        self._leaving = self._connection.cursor().copy(composed(into, self._base))
        self._copy = self._leaving.__enter__()
        self._copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))

    def finish(self) -> None:
        """Make all of it readable by those who know its name."""
        with told(self._url):
            if self._copy is not None:
                self._copy.write(b"\xff\xff")
                self._leaving.__exit__(None, None, None)
                self._copy = None
            self._connection.execute("COMMIT")
            self._connection.execute(composed("ANALYZE {table}", self._base))

    def searcher(self, numbers: NDArray[np.int64], dimension: int) -> StoredVectors:
        """Open what was written, every vector compared."""
        assert self.stored is not None
        return StoredVectors(self.stored, numbers, dimension)

    def near(
        self, numbers: NDArray[np.int64], dimension: int, wanted: Wanted, before: Search | None
    ) -> Search:
        """Make the graph, where one is wanted and good enough, and measure what it finds.

        That takes many exact searches, so it is done once for each table.
        """
        execute = self._connection.execute
        with told(self._url):
            if not worth_a_try(len(numbers), wanted) or dimension > _LONGEST:
                execute(composed("DROP INDEX IF EXISTS {graph_there}", self._base))
                return Search(wanted)
            if self._old and before and before.wanted == wanted and before.recall is not None:
                return before
            make = "CREATE INDEX IF NOT EXISTS {graph} ON {table} USING hnsw"
            execute(composed(f"{make} (vector vector_ip_ops) {_GRAPH}", self._base))
            found = self._measured(numbers, dimension, wanted)
            if found.factor is None:
                execute(composed("DROP INDEX {graph_there}", self._base))
            return found

    def _measured(self, numbers: NDArray[np.int64], dimension: int, wanted: Wanted) -> Search:
        assert self.stored is not None
        exact, opened = self.searcher(numbers, dimension), list[StoredVectors]()

        def tried(factor: int) -> StoredVectors:
            assert self.stored is not None
            opened.append(StoredVectors(self.stored, numbers, dimension, factor))
            return opened[-1]

        try:
            return measure_recall(exact, tried, _FACTORS, wanted)
        finally:
            for one in (exact, *opened):
                one.close()

    def published(self) -> None:
        """Take note that the index on disk names it now."""
        assert self.stored is not None
        self._published = True
        with told(self._url):
            self._connection.execute(
                "UPDATE briefings.generations SET state = 'serving' WHERE name = %s::uuid",
                (self.stored.generation,),
            )

    def close(self) -> None:
        """Let go of the store; what was not published is removed."""
        self._connection.close()
        if self.stored is not None and not self._published:
            with suppress(StoreError):  # else the next build does so
                retire(self._url, [self.stored.generation])


def follows(stored: Stored) -> bool:
    """Tell whether a build can go on from a generation: it is there, and none came after it.

    Raises:
        StoreError: the store cannot be used.
    """
    with told(stored.url):
        connection = connect(stored.url)
        try:
            row = find(connection, stored)
            later = "SELECT FROM briefings.generations WHERE base = %s AND number > %s"
            served = f"{later} AND state = 'serving'"
            return row is not None and not connection.execute(served, row[::-1]).fetchall()
        finally:
            connection.close()


def retire(url: str, names: Collection[str]) -> None:
    """Give up generations, and remove all that were given up and that nobody holds.

    Raises:
        StoreError: the store cannot be used.
    """
    with told(url):
        connection = connect(url)
        try:
            connection.execute(
                "UPDATE briefings.generations SET state = 'retired' WHERE name = ANY(%s::uuid[])",
                (list(names),),
            )
            unwanted = connection.execute(_UNWANTED).fetchall()
            for base in sorted({base for number, base in unwanted if _dropped(connection, number)}):
                _sweep(connection, base)
        finally:
            connection.close()


def _dropped(connection: Connection[Any], number: int) -> bool:
    """Remove a generation, unless somebody holds it."""
    row = connection.execute(
        "DELETE FROM briefings.generations WHERE number = %s AND pg_try_advisory_xact_lock(%s)"
        " RETURNING number",
        (number, lock_of(number)),
    ).fetchone()
    return row is not None


def _sweep(connection: Connection[Any], base: int) -> None:
    left = "SELECT FROM briefings.generations WHERE base = %s LIMIT 1"
    if not connection.execute(left, (base,)).fetchall():
        connection.execute(composed("DROP TABLE IF EXISTS {table}", base))
    else:
        connection.execute(composed(_SWEEP, base), (base,))


def _as_rows(first: int, born: int, vectors: Floats) -> bytes:
    """Give rows in the binary form of COPY: each field after its length, most significant first."""
    count, dimension = vectors.shape
    vector = [("length", ">i4"), ("dimension", ">i2"), ("unused", ">i2")]
    kinds = [("fields", ">i2"), ("a", ">i4"), ("passage", ">i8"), ("b", ">i4"), ("born", ">i8")]
    rows = np.zeros(count, dtype=[*kinds, *vector, ("floats", ">f4", (dimension,))])
    rows["fields"], rows["a"], rows["b"] = 3, 8, 8
    rows["passage"], rows["born"] = np.arange(first, first + count), born
    rows["length"], rows["dimension"] = 4 + 4 * dimension, dimension
    rows["floats"] = vectors
    return rows.tobytes()
