"""The outer guard: requests for other hosts, from other pages, too large or too slow are refused.

A page of another origin whose name is made to point at this machine (DNS rebinding) still sends
that name as ``Host``; one that only posts here still sends its own as ``Origin``.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

from assistant.people.access import is_loopback
from corpus.load import MAX_BYTES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.people.access import Access

BODY = 2**20  # bytes of any body but an added file
SECONDS = 30.0  # in which a body arrives; of a file, each part
_UPLOADS = "/library/"
_SAFE = ("GET", "HEAD", "OPTIONS")
_OWN = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """Refuses what no reader of the page and no honest program sends.

    Args:
        app: what is guarded.
        access: under which names it is reached.
        seconds: in which a body arrives.
    """

    def __init__(self, app: ASGIApp, access: Access, seconds: float = SECONDS) -> None:
        self._app, self._seconds = app, seconds
        self._names = _OWN | {name.lower() for name in (access.host, *access.hosts)}
        self._hosts = frozenset(name.lower() for name in access.hosts)
        self._open = not is_loopback(access.host)
        if self._open:
            self._names |= {socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_and_see(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            self._check(scope)
            await self._app(scope, _Body(scope, receive, self._seconds).receive, send_and_see)
        except HTTPException as refusal:
            if begun or scope["type"] != "http":
                raise
            reply = PlainTextResponse(refusal.detail, refusal.status_code)
            await reply(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._known(_name(host)):
            raise HTTPException(400, "this server does not go by that name")
        origin = headers.get("origin")
        if scope["type"] == "http" and scope["method"] in _SAFE:
            return
        if (origin is not None and not self._own(origin, host)) or headers.get(
            "sec-fetch-site"
        ) in ("cross-site", "same-site"):
            raise HTTPException(403, "another page's request is not taken")

    def _own(self, origin: str, host: str) -> bool:
        """Tell whether a page is ours; behind a proxy ``Host`` may be another than it was sent."""
        try:
            told = urlsplit(origin)
        except ValueError:
            return False
        return told.netloc == host or (told.hostname or "") in self._hosts

    def _known(self, name: str) -> bool:
        """Tell whether a name is ours; where others may come, by any address: that is no name."""
        if name in self._names:
            return True
        try:
            return self._open and bool(ipaddress.ip_address(name))
        except ValueError:
            return False


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


class _Body:
    """Receives the body of a request, within limits of size and time."""

    def __init__(self, scope: Scope, receive: Receive, seconds: float) -> None:
        upload = scope["path"].startswith(_UPLOADS) and scope.get("method") == "PUT"
        self._most = MAX_BYTES if upload else BODY
        self._receive, self._seconds, self._each = receive, seconds, upload
        self._until = asyncio.get_running_loop().time() + seconds
        headers = Headers(scope=scope)
        told = headers.get("content-length", "0")
        self._size, self._open = 0, told != "0" or "transfer-encoding" in headers
        if told.isdecimal() and int(told) > self._most:
            raise self._too_large()

    def _too_large(self) -> HTTPException:
        return HTTPException(413, f"a request has at most {self._most:,} bytes")

    async def receive(self) -> Message:
        """Receive the next part.

        Raises:
            HTTPException: the body is too large, or does not come.
        """
        if not self._open:  # what comes now is that the client leaves
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError as error:
            raise HTTPException(408, "the request did not come to its end") from error
        if self._each:
            self._until = asyncio.get_running_loop().time() + self._seconds
        self._size += len(message.get("body", b""))
        self._open = message.get("more_body", False)
        if self._size > self._most:
            raise self._too_large()
        return message
