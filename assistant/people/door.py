"""The door: who a request comes from, and nobody further who must sign in and has not."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from assistant.people import accounts, tickets
from assistant.people.accounts import AccountError, Accounts
from assistant.people.person import Person, Role, bring

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import ASGIApp, Receive, Scope, Send

    from assistant.people.access import Access

LOG = logging.getLogger(__name__)
COOKIE = "briefings-session"
OPEN = frozenset({"/login", "/healthz", "/favicon.ico"})  # for everybody
_LONGEST_NAME = 200


class SignIn:
    """Tells who a request comes from, by its ticket or by the word of a proxy.

    Args:
        access: what is required.
    """

    def __init__(self, access: Access) -> None:
        self._access = access
        self._required = access.signs_in
        self._read: tuple[object, Accounts] | None = None

    @property
    def required(self) -> bool:
        """Whether everybody must sign in; once that is so, it stays so while the server runs."""
        self._required = self._required or self._access.signs_in
        return self._required

    @property
    def by_password(self) -> bool:
        """Whether people sign in here, and not at a proxy."""
        return self.required and self._access.proxy_header is None

    def accounts(self) -> Accounts:
        """Give the accounts as they are in the file now; none where it cannot be read."""
        file = self._access.users
        try:
            status = file.stat() if file else None
            stamp = status and (status.st_mtime_ns, status.st_ino, status.st_mode)
            if self._read is None or self._read[0] != stamp:
                found = accounts.read(file) if file else None
                self._read = stamp, found or accounts.fresh()
            return self._read[1]
        except (AccountError, OSError) as error:
            LOG.error("Nobody can sign in: %s", error)
            return accounts.fresh()

    def person(self, request: HTTPConnection) -> Person | None:
        """Tell who a request comes from."""
        header = self._access.proxy_header
        if header is not None:
            return self._told_by_proxy(request, header)
        ticket = _bearer(request) or request.cookies.get(COOKIE, "")
        account = tickets.account_of(ticket, self.accounts(), time.time()) if ticket else None
        return account.person if account else None

    def _told_by_proxy(self, request: HTTPConnection, header: str) -> Person | None:
        told = request.headers.getlist(header)
        peer = request.client.host if request.client else ""
        if len(told) != 1 or peer not in self._access.proxies:
            return None
        name = told[0].strip()
        if not 0 < len(name) <= _LONGEST_NAME:
            return None
        return Person(name, Role.CURATOR if name in self._access.curators else Role.READER)


def _bearer(request: HTTPConnection) -> str:
    kind, _, ticket = request.headers.get("authorization", "").partition(" ")
    return ticket.strip() if kind.lower() == "bearer" else ""


class Door:
    """Lets in whom ``sign_in`` knows, and everybody where nobody has to sign in."""

    def __init__(self, app: ASGIApp, sign_in: SignIn) -> None:
        self._app, self._sign_in = app, sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with who sent it, or tell where to sign in."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        from starlette.requests import HTTPConnection

        request = HTTPConnection(scope)
        required = self._sign_in.required
        person = self._sign_in.person(request) if required else None
        bring(scope, person)
        if person is None and required and scope["path"] not in OPEN:
            await _refusal(scope, self._sign_in.by_password)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _refusal(scope: Scope, by_password: bool) -> ASGIApp:
    from starlette.responses import JSONResponse, RedirectResponse
    from starlette.websockets import WebSocketClose

    if scope["type"] == "websocket":
        return WebSocketClose(1008)
    if by_password and scope["path"] == "/" and scope["method"] == "GET":
        return RedirectResponse("/login", 303)
    headers = {"www-authenticate": "Bearer"}
    return JSONResponse({"error": "sign in first"}, 401, headers)
