"""A build's texts embedded by whoever works at the queue; by the build itself where nobody does."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from index.remote.queue import Queue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.embeddings import Embedder, Texts
    from index.encoder import Encoder, Model
    from index.vectors import Floats

_WINDOW = 8192  # texts in the queue at a time: bounds its size, and the memory of the build
_POLL = 0.1  # seconds between two looks while others work
_AGAIN = 10.0  # seconds without a vector after which all is put again: the server may have lost it


def through(url: str, model: Model, encoder: Callable[[], Encoder]) -> Embedder:
    """Give what has texts embedded by the workers at ``url``; see ``index.embeddings.here``.

    The build takes part where there is nothing to collect, so that it ends without any worker.

    Args:
        url: address of a PostgreSQL database.
        model: that the vectors are to be of.
        encoder: gives what encodes texts here.
    """

    def embed(parts: Iterator[Texts]) -> Iterator[tuple[Sequence[str], Floats]]:
        loaded: list[Encoder] = []

        def encode(texts: Sequence[str]) -> Floats:
            if not loaded:
                loaded.append(encoder())
            return loaded[0].encode(texts)

        with closing(Queue(url, model)) as queue:
            yield from _collect(queue, parts, encode)

    return embed


def _collect(
    queue: Queue, parts: Iterator[Texts], encode: Callable[[Sequence[str]], Floats]
) -> Iterator[tuple[Sequence[str], Floats]]:
    waiting: dict[str, str] = {}
    moved = time.monotonic()
    while True:
        while len(waiting) < _WINDOW and (part := dict(next(parts, ()))):
            queue.put(part)
            waiting |= part
        if not waiting:
            return
        with queue.collected(waiting) as found:
            if found is not None:
                yield found
        if found is not None:
            for digest in found[0]:
                del waiting[digest]
        elif not queue.work(encode):
            if time.monotonic() - moved > _AGAIN:
                queue.put(waiting)
                moved = time.monotonic()
            time.sleep(_POLL)
            continue
        moved = time.monotonic()
