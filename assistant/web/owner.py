"""Whose a conversation is: the person's who has signed in, else the browser's.

A browser is known by a cookie that cannot be guessed, and that no script reads. Nobody reaches
what another owns.
"""

from __future__ import annotations

import re
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from assistant.people.person import person_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "briefings-owner"
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_YEAR = 365 * 24 * 3600  # seconds


def owner_of(request: Any) -> str:  # noqa: ANN401  # of starlette or of gradio
    """Tell whose a request is; empty where nobody has signed in and there is no such cookie."""
    person = person_of(request)
    if person is not None:
        return f"person:{person.name}"
    return _token(request.cookies)


def _token(cookies: Mapping[str, str]) -> str:
    token = cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else ""


class Owners:
    """Gives each browser that opens the page a cookie of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add a cookie to a page that is opened without one."""
        from starlette.requests import HTTPConnection

        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        # Sent again at each visit, so that it lasts a year from the last one.
        owner = _token(HTTPConnection(scope).cookies) or token_urlsafe(32)
        cookie = f"{COOKIE}={owner}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax"

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = (b"set-cookie", cookie.encode())
                message["headers"] = [*message.get("headers", ()), told]
            await send(message)

        await self._app(scope, receive, send_with_cookie)
