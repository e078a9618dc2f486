"""How often somebody may ask for something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.people.buckets import Buckets

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import ASGIApp, Receive, Scope, Send

_TAKING = "taking"


class TooOften(Exception):
    """Somebody has done so much in the last minute that they must wait.

    Attributes:
        wait: seconds until they may go on.
    """

    def __init__(self, wait: float) -> None:
        super().__init__(f"too many requests: try again in {max(wait, 1.0):.0f} seconds")
        self.wait = wait


class Paced:
    """Lets each person, or each address, do only so much in a minute.

    Page loads do not count, but for those whose route calls ``pace``.
    """

    def __init__(self, app: ASGIApp, rate: int) -> None:
        self._app, self._buckets = app, Buckets(rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or tell when to come again."""
        if scope["type"] == "http":
            taking = _Taking(self._buckets, _caller(scope))
            scope["state"][_TAKING] = taking
            try:
                if _counts(scope):
                    taking.take()
            except TooOften as error:
                from starlette.responses import JSONResponse

                refusal = JSONResponse({"error": str(error)}, 429, retry_after(error))
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)


class _Taking:
    """Takes the token of one request, which costs one however often it is asked for."""

    def __init__(self, buckets: Buckets, caller: str) -> None:
        self._buckets, self._caller, self._taken = buckets, caller, False

    def take(self) -> None:
        if not self._taken and (wait := self._buckets.take(self._caller)):
            raise TooOften(wait)
        self._taken = True


def pace(request: HTTPConnection) -> None:
    """Count a request among those of which there may be only so many in a minute.

    Raises:
        TooOften: there were as many already.
    """
    taking = request.scope["state"].get(_TAKING)
    if taking is not None:  # there is no pace where nothing stands before the application
        taking.take()


def retry_after(error: TooOften) -> dict[str, str]:
    """Give the header that tells a client when to come again."""
    return {"retry-after": str(int(error.wait) + 1)}


def _counts(scope: Scope) -> bool:
    return scope["method"] not in ("GET", "HEAD") or scope["path"].startswith("/api/")


def _caller(scope: Scope) -> str:
    person = scope["state"].get("person")
    client = scope.get("client")
    return f"person {person.name}" if person else f"address {client[0] if client else ''}"
