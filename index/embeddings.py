"""Vectors kept from build to build, by model and text: nothing is embedded twice."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.bert import Floats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from index.encoder import Encoder

_CHUNK = 64  # texts embedded between two writes: what a killed build loses at most


def embed(
    texts: Sequence[str],
    store: Path,
    model: str,
    encoder: Callable[[int], Encoder],
    on_progress: Callable[[int, int], None],
) -> tuple[Floats, int]:
    """Give the vectors of ``texts``, embedding only those that the store lacks.

    Args:
        texts: what to embed; repeated texts are embedded once.
        store: SQLite file, made if missing.
        model: digest of the model's weights; vectors of other models are left alone.
        encoder: gives what encodes so many texts; called only when some are missing.
        on_progress: told how many of the missing texts are done, and of how many.

    Returns:
        Vectors (n, d) in the order of ``texts``, and how many texts were embedded now.
    """
    store.parent.mkdir(parents=True, exist_ok=True)
    digests = [sha256(text.encode()).hexdigest() for text in texts]
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors(model TEXT, text TEXT, vector BLOB NOT NULL,"
            " PRIMARY KEY(model, text)) WITHOUT ROWID"
        )
        known = _known(connection, model)
        held = len(known)
        missing = {d: t for d, t in zip(digests, texts, strict=True) if d not in known}
        # Texts of similar length together waste the least work on padding.
        todo = sorted(missing.items(), key=lambda pair: (len(pair[1]), pair[0]))
        if todo:
            for fresh in _encoded(todo, encoder(len(todo))):
                _keep(connection, model, fresh.items())
                known |= fresh
                on_progress(len(known) - held, len(todo))
    rows = [np.frombuffer(known[digest], dtype=np.float32) for digest in digests]
    return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32), len(todo)


def _encoded(todo: Sequence[tuple[str, str]], encoder: Encoder) -> Iterator[dict[str, bytes]]:
    for at in range(0, len(todo), _CHUNK):
        chunk = todo[at : at + _CHUNK]
        vectors = encoder.encode([text for _, text in chunk])
        yield {digest: v.tobytes() for (digest, _), v in zip(chunk, vectors, strict=True)}


def _known(connection: sqlite3.Connection, model: str) -> dict[str, bytes]:
    rows = connection.execute("SELECT text, vector FROM vectors WHERE model = ?", (model,))
    return dict(rows.fetchall())


def _keep(connection: sqlite3.Connection, model: str, fresh: Iterable[tuple[str, bytes]]) -> None:
    with connection:
        connection.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?,?,?)", [(model, d, v) for d, v in fresh]
        )
