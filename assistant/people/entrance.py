"""What every request goes through before it comes to a page or a route."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.people.door import Door, SignIn
from assistant.people.guard import Guard
from assistant.people.pace import Paced
from assistant.people.routes import add_sign_in_routes

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

    from assistant.people.access import Access


def add_entrance(app: FastAPI, access: Access) -> None:
    """Add the guard, the door behind it, the pace behind that, and the page to sign in on."""
    from fastapi.responses import PlainTextResponse, Response
    from starlette.exceptions import HTTPException

    @app.exception_handler(HTTPException)
    def refused(_: Request, error: HTTPException) -> Response:
        return PlainTextResponse(error.detail, error.status_code, error.headers)

    sign_in = SignIn(access)
    add_sign_in_routes(app, sign_in)
    app.add_middleware(Paced, rate=access.rate)  # what is added last comes first
    app.add_middleware(Door, sign_in=sign_in)
    app.add_middleware(Guard, access=access)
