"""An answer as server-sent events: that it is worked on, its sentences, and then the whole."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

LOG = logging.getLogger(__name__)
KIND = "text/event-stream"
_HEARTBEAT = 1.0  # seconds of silence after which a client is told that it is not forgotten
FAILED = "something went wrong; details are in the terminal log"


def event(name: str, data: object) -> bytes:
    r"""Write one event; JSON has no line ends of its own, so that one line holds the data.

    >>> event("step", {"text": "a\nb"})
    b'event: step\ndata: {"text": "a\\nb"}\n\n'
    """
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


async def events(
    work: Awaitable[dict[str, Any]], documents: int, expected: tuple[type[Exception], ...]
) -> AsyncIterator[bytes]:
    """Yield ``step``, a ``sentence`` for each of the answer, then ``answer`` with the whole record.

    Where there is no answer to give, an ``error`` comes in their place. Nothing is raised: the
    reply has begun.

    Args:
        work: comes to the record; given up when this is closed.
        documents: how many are read.
        expected: errors whose message is for the one who asked.
    """
    task = asyncio.ensure_future(work)
    try:
        yield event("step", {"step": "reading", "documents": documents})
        while not (await asyncio.wait({task}, timeout=_HEARTBEAT))[0]:
            yield b": still at work\n\n"
        try:
            record = task.result()
        except expected as error:
            yield event("error", {"error": str(error)})
            return
        except Exception:
            LOG.exception("A question could not be answered")
            yield event("error", {"error": FAILED})
            return
        for line in filter(None, record["text"].split("\n")):
            yield event("sentence", {"text": line})
        yield event("answer", record)
    finally:
        task.cancel()
