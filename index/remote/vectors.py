"""The vectors of a generation in PostgreSQL (pgvector), searched there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.remote.connect import StoreError, connect, told
from index.remote.schema import composed, lock_of
from index.vectors import Floats

if TYPE_CHECKING:
    from psycopg import Connection

    from index.manifest import Stored

_T = TypeVar("_T")
_MOST = 1000  # what pgvector looks at in its graph at most
_THERE = "born <= %(now)s AND (gone IS NULL OR gone > %(now)s)"
# The inner product is worked out first and sorted then: no index is asked, so nothing is missed.
_EXACT = f"""
WITH seen AS MATERIALIZED (
    SELECT passage, vector <#> %(query)s::vector AS away FROM {{table}} WHERE {_THERE}
) SELECT passage, -away FROM seen ORDER BY away, passage LIMIT %(k)s
"""
_WITHIN = f"""
WITH seen AS MATERIALIZED (
    SELECT passage, vector <#> %(query)s::vector AS away
    FROM unnest(%(firsts)s::bigint[], %(lasts)s::bigint[]) AS wanted(first, last)
    JOIN {{table}} ON passage BETWEEN first AND last WHERE {_THERE}
) SELECT passage, -away FROM seen ORDER BY away, passage LIMIT %(k)s
"""
_AMONG = f"""
WITH seen AS MATERIALIZED (
    SELECT passage, vector <#> %(query)s::vector AS away FROM {{table}} WHERE {_THERE}
    ORDER BY vector <#> %(query)s::vector LIMIT %(candidates)s
) SELECT passage, -away FROM seen ORDER BY away, passage LIMIT %(k)s
"""
# Without these the planner may sort all rows instead, which is no search of the graph.
_GRAPH = (
    "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true),"
    " set_config('hnsw.iterative_scan', 'relaxed_order', true),"
    " set_config('hnsw.ef_search', %s, true)"
)
_GET = f"SELECT passage, vector FROM {{table}} WHERE passage = ANY(%(passages)s) AND {_THERE}"
_COUNT = f"SELECT count(*) FROM {{table}} WHERE {_THERE}"


@dataclass(frozen=True, slots=True)
class _Session:
    """A connection that holds the generation, the generation's number, and that of its table."""

    connection: Connection[Any]
    number: int
    base: int


class StoredVectors:
    """Unit vectors by row, as ``index.vectors.Vectors`` has them, for any number of threads.

    Nothing is connected before the first question. A connection is used by one thread at a time,
    and kept for the next.
    """

    def __init__(
        self, stored: Stored, numbers: NDArray[np.int64], dimension: int, factor: int | None = None
    ) -> None:
        """Hold where they are.

        Args:
            stored: the store and the generation.
            numbers: of the passages by row, ascending.
            dimension: how long a vector is.
            factor: candidates for each result; None where every vector is compared.
        """
        self._stored, self._numbers = stored, numbers
        self.dimension, self._factor = dimension, factor
        self._lock, self._idle, self._closed = threading.Lock(), list[_Session](), False

    def __len__(self) -> int:
        return int(self._ask(lambda session: self._rows(session, _COUNT)[0][0]))

    def search(
        self, vector: Floats, k: int, within: Sequence[range] | None = None
    ) -> list[tuple[int, float]]:
        """Find the ``k`` nearest to ``vector`` (d): row and cosine, best first, ties by row.

        Args:
            vector: of unit length.
            k: how many at most.
            within: the rows that may be found; None for all.
        """
        count = len(self._numbers)
        most = min(k, count if within is None else sum(map(len, within)))
        if not most:
            return []
        given: dict[str, Any] = {"query": _text(vector), "k": most}
        if within is None and self._factor and most * self._factor < count:
            given["candidates"] = min(most * self._factor, _MOST)
            found = self._ask(lambda session: self._among(session, given))
        elif within is None:
            found = self._ask(lambda session: self._rows(session, _EXACT, given))
        else:
            ranges = merged(within)
            given["firsts"] = [int(self._numbers[rows.start]) for rows in ranges]
            given["lasts"] = [int(self._numbers[rows.stop - 1]) for rows in ranges]
            found = self._ask(lambda session: self._rows(session, _WITHIN, given))
        rows = np.searchsorted(self._numbers, [passage for passage, _ in found])
        return [(int(row), score) for row, (_, score) in zip(rows, found, strict=True)]

    def get(self, rows: Sequence[int]) -> Floats:
        """Give back the vectors of some rows, shape (n, d)."""
        if not len(rows):
            return np.zeros((0, self.dimension), dtype=np.float32)
        passages = [int(self._numbers[row]) for row in rows]
        given = {"passages": passages}
        found = dict(self._ask(lambda session: self._rows(session, _GET, given)))
        if missing := set(passages) - found.keys():
            raise StoreError(self._gone(f"lacks {len(missing)} of the vectors"))
        # pgvector sends two numbers of two bytes, of which the first is the length, and the floats.
        flat = [np.frombuffer(found[passage], dtype=">f4", offset=4) for passage in passages]
        return np.stack(flat).astype(np.float32)

    def close(self) -> None:
        """Close the connections, and let go of the generation."""
        with self._lock:
            idle, self._idle, self._closed = self._idle, [], True
        for session in idle:
            session.connection.close()

    def _among(self, session: _Session, given: dict[str, Any]) -> list[Any]:
        """Compare the candidates that the graph names, and them alone."""
        with session.connection.transaction():
            session.connection.execute(_GRAPH, (str(given["candidates"]),))
            return self._rows(session, _AMONG, given)

    @staticmethod
    def _rows(session: _Session, query: str, given: dict[str, Any] | None = None) -> list[Any]:
        parameters = {"now": session.number, **(given or {})}
        cursor = session.connection.cursor(binary=True)
        return cursor.execute(composed(query, session.base), parameters).fetchall()

    def _ask(self, work: Callable[[_Session], _T]) -> _T:
        """Ask by a connection that waits, and where it was lost by a new one, once."""
        with self._lock:
            session = self._idle.pop() if self._idle else None
        with told(self._stored.url):
            if session is not None:
                from psycopg import OperationalError

                with suppress(OperationalError):
                    return self._asked(work, session)
            return self._asked(work, self._open())

    def _asked(self, work: Callable[[_Session], _T], session: _Session) -> _T:
        try:
            result = work(session)
        except BaseException:
            session.connection.close()
            raise
        with self._lock:
            if not self._closed:
                self._idle.append(session)
                return result
        session.connection.close()
        return result

    def _open(self) -> _Session:
        """Connect, and hold the generation.

        Raises:
            StoreError: there is no connection, or no such generation any more.
        """
        connection = connect(self._stored.url)
        row = find(connection, self._stored)
        if row is not None:
            connection.execute("SELECT pg_advisory_lock_shared(%s)", (lock_of(row[0]),))
            row = find(connection, self._stored)  # it may have been removed in between
        if row is None:
            connection.close()
            raise StoreError(self._gone("no longer holds the vectors"))
        return _Session(connection, *row)

    def _gone(self, what: str) -> str:
        return (
            f"{self._stored.url} {what} of this index (generation {self._stored.generation}): copy "
            "the folder of the index again from where it is built, or run `briefings build` there"
        )


def find(connection: Connection[Any], stored: Stored) -> tuple[int, int] | None:
    """Give a generation's number and that of its table; None where the store has it no more."""
    import psycopg

    query = "SELECT number, base FROM briefings.generations WHERE name = %s::uuid"
    try:
        return connection.execute(query, (stored.generation,)).fetchone()
    except psycopg.errors.UndefinedTable:
        return None


def merged(within: Sequence[range]) -> list[range]:
    """Join ranges of rows that touch or overlap, in order, and leave out those that are empty."""
    found: list[range] = []
    for rows in sorted(filter(len, within), key=lambda rows: rows.start):
        if found and rows.start <= found[-1].stop:
            found[-1] = range(found[-1].start, max(rows.stop, found[-1].stop))
        else:
            found.append(rows)
    return found


def _text(vector: Floats) -> str:
    return f"[{','.join(map(repr, vector.astype(float).tolist()))}]"
