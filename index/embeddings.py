"""Vectors kept from build to build, by model and text: nothing is embedded twice."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from index.bert import Floats
from index.encoder import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from index.encoder import Encoder

    # Texts by digest to vectors, a part at a time in any order; what is given is kept at once.
    Texts = list[tuple[str, str]]
    Embedder = Callable[[Iterator[Texts]], Iterable[tuple[Sequence[str], Floats]]]

_CHUNK = 64  # texts embedded between two writes: what a killed build loses at most
_SCHEMA = """
CREATE TABLE IF NOT EXISTS embeddings(
    model TEXT, text TEXT, checksum INTEGER NOT NULL, vector BLOB NOT NULL, PRIMARY KEY(model, text)
) WITHOUT ROWID;
DROP TABLE IF EXISTS vectors; -- of an earlier version
CREATE TEMP TABLE wanted(number INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TEMP TABLE missing(
    length INTEGER, digest TEXT, text TEXT NOT NULL, PRIMARY KEY(length, digest)
) WITHOUT ROWID;
"""


class Embeddings:
    """The vectors of one model's texts, and those of them that one build wants.

    What is wanted waits in a table of SQLite's temporary database and not in memory, which so
    stays the same however many texts there are.
    """

    def __init__(self, file: Path, model: str) -> None:
        """Open the store.

        Args:
            file: made if missing; one that is no database any more is made anew.
            model: digest of the model's weights; vectors of other models are left alone.
        """
        self._model = model
        file.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(file)
        self._connection.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def want(self, number: int, text: str) -> None:
        """Ask for the vector of a text under a number; it is embedded only if it is missing."""
        digest, execute = sha256(text.encode()).hexdigest(), self._connection.execute
        execute("INSERT INTO wanted VALUES (?,?)", (number, digest))
        row = execute(
            "SELECT checksum, vector FROM embeddings WHERE model = ? AND text = ?",
            (self._model, digest),
        ).fetchone()
        if row is None or row[0] != crc32(row[1]):
            row = (len(text), digest, text)
            execute("INSERT OR IGNORE INTO missing VALUES (?,?,?)", row)

    def embed(self, embedder: Embedder, on_progress: Callable[[int, int], None]) -> int:
        """Embed the wanted texts that are missing, and say how many they were.

        Args:
            embedder: see ``here``; called only when some are missing.
            on_progress: told how many of the missing texts are done, and of how many.

        Raises:
            ModelError: the texts cannot be encoded, or not to vectors as long as those kept.
        """
        (count,) = self._connection.execute("SELECT count(*) FROM missing").fetchone()
        if not count:
            return 0
        done = 0
        for digests, vectors in embedder(self._missing()):
            self._check(vectors)
            self._keep(digests, vectors)
            done += len(digests)
            on_progress(done, count)
        return done

    def _check(self, vectors: Floats) -> None:
        """Refuse vectors of another length: what is served may change under its name."""
        kept = self._connection.execute(
            "SELECT length(vector) FROM embeddings WHERE model = ? LIMIT 1", (self._model,)
        ).fetchone()
        before, now = kept[0] // 4 if kept else 0, vectors.shape[1]
        if before not in (0, now):
            raise ModelError(
                f"the model gives vectors of {now} numbers, and those kept have {before}: it has "
                "changed under its name; remove the folder of the index and build again"
            )

    def rows(self, first: int, count: int) -> Floats:
        """Give the vectors wanted under ``count`` numbers from ``first``, shape (count, d)."""
        found = self._connection.execute(
            "SELECT vector FROM wanted JOIN embeddings USING (text)"
            " WHERE model = ? AND number >= ? AND number < ? ORDER BY number",
            (self._model, first, first + count),
        )
        return np.stack([np.frombuffer(vector, dtype=np.float32) for (vector,) in found])

    def _missing(self) -> Iterator[Texts]:
        """List what is missing in chunks, shortest first: little is wasted on padding then."""
        last: tuple[int, str] = (-1, "")
        while rows := self._connection.execute(
            "SELECT length, digest, text FROM missing WHERE (length, digest) > (?,?)"
            " ORDER BY length, digest LIMIT ?",
            (*last, _CHUNK),
        ).fetchall():
            yield [(digest, text) for _, digest, text in rows]
            last = rows[-1][:2]

    def _keep(self, digests: Sequence[str], vectors: Floats) -> None:
        blobs = [vector.astype(np.float32).tobytes() for vector in vectors]
        rows = [(self._model, d, crc32(b), b) for d, b in zip(digests, blobs, strict=True)]
        self._connection.executemany("INSERT OR REPLACE INTO embeddings VALUES (?,?,?,?)", rows)
        self._connection.commit()


def here(encoder: Callable[[], Encoder]) -> Embedder:
    """Embed in this process, one part after the other, by what ``encoder`` gives."""

    def embed(parts: Iterator[Texts]) -> Iterator[tuple[Sequence[str], Floats]]:
        encode = encoder().encode
        for part in parts:
            yield [digest for digest, _ in part], encode([text for _, text in part])

    return embed
