"""Signing in and out: a page for people, a ticket for programs."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.people import tickets
from assistant.people.buckets import Buckets
from assistant.people.door import COOKIE, SignIn
from assistant.people.person import person_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ATTEMPTS = 10  # a minute, for each address and for each name
WRONG = "That name and password do not belong together."
TOO_OFTEN = "Too many attempts; wait a minute."
_PAGE = (Path(__file__).parent / "login.html").read_text(encoding="utf-8")


class Credentials(BaseModel):
    """What a program signs in with."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=64)]
    password: Annotated[str, Field(max_length=1_000)]


class _Desk:
    """Hands out tickets, and not too fast."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in, self._attempts = sign_in, Buckets(ATTEMPTS)

    def ticket(self, name: str, password: str, address: str) -> tuple[str, str]:
        """Give a ticket, or the reason why there is none."""
        for caller in (f"address {address}", f"name {name}"):
            if self._attempts.take(caller):
                return "", TOO_OFTEN
        known = self._sign_in.accounts()
        account = known.sign_in(name, password)
        return ("", WRONG) if account is None else (tickets.issue(known, account, time.time()), "")


def add_sign_in_routes(app: FastAPI, sign_in: SignIn) -> None:
    """Add the page to sign in on, the way out, and the ticket for programs."""
    desk = _Desk(sign_in)

    @app.get("/login", include_in_schema=False)
    def page() -> Response:
        return _page("") if sign_in.by_password else RedirectResponse("/", 303)

    @app.post("/login", include_in_schema=False)
    async def login(request: Request) -> Response:
        """Sign in with a form, or as a program with a JSON object of ``name`` and ``password``."""
        body = await request.body()
        as_json = request.headers.get("content-type", "").startswith("application/json")
        try:
            given = _credentials(body, as_json)
        except ValueError:
            return JSONResponse({"error": "give name and password"}, 422)
        if not sign_in.by_password:
            return JSONResponse({"error": "nobody signs in here"}, 404)
        address = request.client.host if request.client else ""
        ticket, problem = await run_in_threadpool(desk.ticket, given.name, given.password, address)
        status = 200 if ticket else 429 if problem == TOO_OFTEN else 401
        if as_json:
            told = {"ticket": ticket, "seconds": tickets.LASTS} if ticket else {"error": problem}
            return JSONResponse(told, status, {"cache-control": "no-store"})
        encrypted = request.headers.get("origin", "").startswith("https:")  # up to a proxy
        return _entered(ticket, encrypted) if ticket else _page(problem, status)

    @app.post("/logout", include_in_schema=False)
    def logout() -> Response:
        reply = RedirectResponse("/login", 303)
        reply.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return reply

    @app.get("/me", include_in_schema=False)
    def me(request: Request) -> dict[str, Any]:
        """Tell who is signed in; null where nobody has to."""
        person = person_of(request)
        name, role = (person.name, str(person.role)) if person else (None, None)
        return {"name": name, "role": role, "leaves": person is not None and sign_in.by_password}


def _credentials(body: bytes, as_json: bool) -> Credentials:
    """Read a form or an object; any fault is a ``ValueError``."""
    if as_json:
        return Credentials.model_validate_json(body)
    form: Mapping[str, list[str]] = parse_qs(body.decode("ascii"), max_num_fields=4)
    return Credentials(**{name: values[0] for name, values in form.items()})


def _page(problem: str, status: int = 200) -> Response:
    return HTMLResponse(_PAGE.replace("{problem}", problem), status, {"cache-control": "no-store"})


def _entered(ticket: str, encrypted: bool) -> Response:
    reply = RedirectResponse("/", 303, {"cache-control": "no-store"})
    lasts = tickets.LASTS
    reply.set_cookie(COOKIE, ticket, lasts, httponly=True, samesite="lax", secure=encrypted)
    return reply
