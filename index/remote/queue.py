"""Texts that wait in PostgreSQL to be embedded, for any number of workers on any machines.

A worker locks the texts that it takes and answers them in one transaction (``FOR UPDATE SKIP
LOCKED``): when it is killed its connection ends, and what it held waits again at once. A machine
that is lost without a word is given up by the server after ``_PATIENCE``.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from index.remote.connect import StoreError, connect, told
from index.remote.schema import make_texts
from index.vectors import Floats, as_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from index.encoder import Model

PART = 64  # texts that a worker takes at a time: what it loses when it is killed
_PATIENCE = "5min"  # in which a worker must have embedded that many
_COLLECTED = 1024  # vectors taken at a time
_KEPT = "7 days"  # for which an unfinished build may be gone on with
_PUT = """
INSERT INTO briefings.texts(model, model_name, digest, length, text)
SELECT %s, %s, * FROM unnest(%s::text[], %s::integer[], %s::bytea[]) ON CONFLICT DO NOTHING
"""
# Shortest first: little is wasted on padding then.
_TAKE = """
SELECT digest, text FROM briefings.texts WHERE model = %s AND vector IS NULL
ORDER BY length, digest LIMIT %s FOR UPDATE SKIP LOCKED
"""
_ANSWER = """
UPDATE briefings.texts AS texts SET vector = given.vector
FROM unnest(%s::text[], %s::bytea[]) AS given(digest, vector)
WHERE texts.model = %s AND texts.digest = given.digest
"""
_READY = "SELECT digest FROM briefings.texts WHERE model = %s AND vector IS NOT NULL"
_COLLECT = (
    "DELETE FROM briefings.texts WHERE model = %s AND digest = ANY(%s) RETURNING digest, vector"
)
_WAITING = "SELECT model, model_name FROM briefings.texts WHERE vector IS NULL LIMIT 1"


class Queue:
    """The texts of one model that wait, and the vectors of those that do not any more."""

    def __init__(self, url: str, model: Model) -> None:
        """Connect.

        Args:
            url: address of a PostgreSQL database.
            model: texts of no other are seen.

        Raises:
            StoreError: it cannot be used.
        """
        self._url, self._model, self._name = url, model.sha256, model.name
        self._connection = connect(url)
        with told(url):
            make_texts(self._connection)
            self._connection.execute(
                "SELECT set_config('idle_in_transaction_session_timeout', %s, false)", (_PATIENCE,)
            )
            self._connection.execute(
                "DELETE FROM briefings.texts WHERE put < now() - %s::interval", (_KEPT,)
            )

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def put(self, texts: Mapping[str, str]) -> None:
        """Have texts wait, by their digests; those that are there already stay as they are."""
        coded = [text.encode() for text in texts.values()]
        given = (list(texts), [len(text) for text in texts.values()], coded)
        with told(self._url):
            self._connection.execute(_PUT, (self._model, self._name, *given))

    def work(self, encode: Callable[[Sequence[str]], Floats]) -> int:
        """Embed some that wait and that nobody else works at; give how many."""
        with told(self._url), self._connection.transaction():
            rows = self._connection.execute(_TAKE, (self._model, PART)).fetchall()
            if rows:
                vectors = encode([text.decode() for _, text in rows])
                given = ([digest for digest, _ in rows], [as_bytes(vector) for vector in vectors])
                self._connection.execute(_ANSWER, (*given, self._model))
        return len(rows)

    @contextmanager
    def collected(self, wanted: Container[str]) -> Iterator[tuple[list[str], Floats] | None]:
        """Take vectors that are ready, some of those ``wanted`` by digest; None where none is.

        They are taken out of the queue when the block has been left, so that they are kept first.

        Raises:
            StoreError: a worker gave what no unit vectors are.
        """
        with told(self._url), self._connection.transaction():
            ready = self._connection.execute(_READY, (self._model,)).fetchall()
            mine = [digest for (digest,) in ready if digest in wanted][:_COLLECTED]
            rows = (
                self._connection.execute(_COLLECT, (self._model, mine)).fetchall() if mine else []
            )
            yield ([digest for digest, _ in rows], self._vectors(rows)) if rows else None

    def _vectors(self, rows: Sequence[tuple[str, bytes]]) -> Floats:
        sizes = {len(vector) for _, vector in rows}
        vectors = np.frombuffer(b"".join(vector for _, vector in rows), dtype="<f4")
        if len(sizes) == 1:
            vectors = vectors.reshape(len(rows), -1)
            if np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3):
                return vectors.astype(np.float32)
        raise StoreError(
            f"{self._url}: a worker gave what are not unit vectors of one length; see that all "
            "workers have this version and the same model, and build again"
        )

    def waiting_for_another(self) -> str | None:
        """Name another model whose texts wait, where none wait for this one; else None."""
        with told(self._url):
            own = f"{_WAITING.removesuffix('LIMIT 1')} AND model = %s LIMIT 1"
            if self._connection.execute(own, (self._model,)).fetchone():
                return None
            row = self._connection.execute(_WAITING).fetchone()
        return None if row is None else f"{row[1]} (SHA-256 {row[0][:12]}…)"
