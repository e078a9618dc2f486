"""An answer as server-sent events: that it is worked on, its sentences, and then the whole."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

from assistant.api.asking import LOOK
from assistant.citations import marked

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Iterator

    from assistant.answer import Answer
    from assistant.listener import Listener

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
    work: Awaitable[dict[str, Any]],
    listener: Listener,
    documents: int,
    expected: tuple[type[Exception], ...],
) -> AsyncIterator[bytes]:
    """Yield ``step``, a ``sentence`` for each of the answer, then ``answer`` with the whole record.

    A sentence that a model writes comes as soon as it is borne out; where such sentences are not
    those of the whole, a second ``step`` says so, and all of the whole follow. Where there is no
    answer to give, an ``error`` comes in their place. Nothing is raised: the reply has begun.

    Args:
        work: comes to the record; given up when this is closed.
        listener: hears of the answer in the making.
        documents: how many are read.
        expected: errors whose message is for the one who asked.
    """
    task, told = asyncio.ensure_future(work), list[str]()
    try:
        yield event("step", {"step": "reading", "documents": documents})
        silent = 0.0
        while not (await asyncio.wait({task}, timeout=LOOK))[0]:
            fresh = _lines(listener.news())[len(told) :]
            for line in fresh:
                yield event("sentence", {"text": line})
            told += fresh
            silent = 0.0 if fresh else silent + LOOK
            if silent >= _HEARTBEAT:
                yield b": still at work\n\n"
                silent = 0.0
        for one in _last(task, told, expected):
            yield one
    finally:
        task.cancel()


def _lines(partial: Answer | None) -> list[str]:
    return [marked(sentence) for sentence in partial.sentences] if partial else []


def _last(
    task: asyncio.Future[dict[str, Any]], told: list[str], expected: tuple[type[Exception], ...]
) -> Iterator[bytes]:
    """Yield what is left to tell of work that is done."""
    try:
        record = task.result()
    except expected as error:
        yield event("error", {"error": str(error)})
        return
    except Exception:
        LOG.exception("A question could not be answered")
        yield event("error", {"error": FAILED})
        return
    lines = [line for line in record["text"].split("\n") if line]
    if lines[: len(told)] != told:
        yield event("step", {"step": "instead"})
        told = []
    for line in lines[len(told) :]:
        yield event("sentence", {"text": line})
    yield event("answer", record)
