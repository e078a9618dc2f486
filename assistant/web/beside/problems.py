"""What a page tells when there is no place, no time or no server for what it asks."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.api.costly import STATUS, headers_of
from assistant.web.beside.shell import notice_html, page_html

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from starlette.responses import Response


def add_problems(api: "FastAPI") -> None:
    """Have the errors of costly routes told in one line: as a page where one was asked for."""
    for kind, status in STATUS.items():
        api.exception_handler(kind)(_teller(status))


def _teller(status: int) -> "Callable[[Request, Exception], Response]":
    from fastapi.responses import HTMLResponse, PlainTextResponse

    def tell(request: "Request", error: Exception) -> "Response":
        told, headers = str(error), headers_of(error)
        line = f"{told[:1].upper()}{told[1:]}."
        if "text/html" not in request.headers.get("accept", ""):
            return PlainTextResponse(line, status, headers)
        up = "../" * (request.url.path.count("/") - 1)
        return HTMLResponse(page_html("Not now", notice_html(line), up=up), status, headers)

    return tell
