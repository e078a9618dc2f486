"""A question of a client: answered in a place of its own, and given up when the client goes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.api import calls
from assistant.listener import Left, Listener

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.requests import Request

    from assistant.api.metrics import Metrics
    from assistant.api.wire import Asked
    from assistant.api.workers import Workers
    from assistant.live import LiveAssistant

T = TypeVar("T")
LOOK = 0.1  # seconds between two looks at whether the client is there


async def answered(
    live: LiveAssistant, workers: Workers, metrics: Metrics, asked: Asked, listener: Listener
) -> dict[str, Any]:
    """Answer a question and count it; who gives this up leaves, and frees the place.

    Raises:
        Busy: there is no place for it.
        TooSlow: it was not done in time.
        BatchError: the question, a date or a name cannot be used.
    """
    try:
        record = await workers.run(lambda: calls.answer(live, asked, listener.hear))
    finally:
        listener.leave()
    metrics.answer(record["status"])
    return record


async def while_there(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Wait for work as long as the client that asked for it does.

    Raises:
        Left: the client has gone, and the work is given up.
    """
    task = asyncio.ensure_future(work)
    try:
        while not (await asyncio.wait({task}, timeout=LOOK))[0]:
            if await request.is_disconnected():
                raise Left("the client has gone")
        return task.result()
    finally:
        task.cancel()
