"""Routes whose work is costly: as often as a caller may, in one of the few places, and in time."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from assistant.api.asking import while_there
from assistant.api.workers import Busy, TooSlow
from assistant.listener import Left
from assistant.people.pace import TooOften, pace, retry_after
from index.encoder import ModelError
from index.remote.connect import StoreError

if TYPE_CHECKING:
    from assistant.api.workers import Workers

Costly = Callable[[Callable[..., Any]], Callable[..., Awaitable[Any]]]
"""Makes of a route's function one that waits for a place; see ``costly``."""

# A client that has gone sees no status; proxies write 499 for it, and so do the counts.
STATUS: dict[type[Exception], int] = {
    Busy: 503,
    StoreError: 503,
    TooSlow: 504,
    Left: 499,
    ModelError: 502,
    TooOften: 429,
}
_CLIENT = "client_that_waits"


def costly(workers: Workers) -> Costly:
    """Have the work of routes done in the places of ``workers``, each at the pace of its caller.

    The work is not begun, or not waited for, once its client has gone. What cannot be done raises
    an error of ``STATUS``.
    """

    def of_route(work: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
        told = inspect.signature(work)
        own = [name for name, one in told.parameters.items() if one.annotation is Request]
        client = own[0] if own else _CLIENT  # the framework gives a request once

        @functools.wraps(work)
        async def waiting(**given: Any) -> Any:  # noqa: ANN401  # whatever the route takes and gives
            request = given[client] if own else given.pop(client)
            pace(request)
            return await while_there(request, workers.run(functools.partial(work, **given)))

        if not own:
            asks = inspect.Parameter(client, inspect.Parameter.KEYWORD_ONLY, annotation=Request)
            taken = [*told.parameters.values(), asks]
            waiting.__signature__ = told.replace(parameters=taken)  # type: ignore[attr-defined]
        return waiting

    return of_route


def headers_of(error: Exception) -> dict[str, str] | None:
    """Give the headers that tell when to come again, where that may help."""
    if isinstance(error, TooOften):
        return retry_after(error)
    return {"retry-after": "3"} if STATUS.get(type(error)) == 503 else None
