"""The kept conversations on the page: listed, renamed, deleted, exported; and answers' receipts.

Every id is looked up among those of the browser that asks: an id alone opens nothing.
"""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from assistant.archive.forms import FORMS
from assistant.archive.store import Archive, ArchiveError
from assistant.web.owner import owner_of

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.api.costly import Costly
    from assistant.archive.store import Conversation

NOT_THERE = "There is no such conversation."
_LONGEST_SEARCH = 200  # characters
_Form = Literal["docx", "html", "md", "json"]


def add_conversation_routes(api: "FastAPI", archive: Archive) -> None:
    """Add the routes that tell of kept conversations and change them."""
    from fastapi import Request
    from fastapi.responses import PlainTextResponse, Response

    @api.exception_handler(ArchiveError)
    def unusable(_: Request, error: ArchiveError) -> Response:
        return PlainTextResponse(str(error), status_code=503)

    @api.get("/conversations")
    def conversations(request: Request, find: str = "") -> list[dict[str, Any]]:
        """List the conversations of this browser that hold every word of ``find``."""
        found = archive.search(owner_of(request), find[:_LONGEST_SEARCH])
        return [asdict(one) for one in found]

    @api.put("/conversations/{name}")
    def rename(name: str, title: str, request: Request) -> Response:
        """Give a conversation another title."""
        try:
            return _done(archive.rename(owner_of(request), name, title))
        except ValueError as error:
            return PlainTextResponse(str(error), status_code=400)

    @api.delete("/conversations/{name}")
    def delete(name: str, request: Request) -> Response:
        """Forget a conversation."""
        return _done(archive.delete(owner_of(request), name))

    def _done(done: bool) -> Response:
        return Response(status_code=204) if done else PlainTextResponse(NOT_THERE, 404)


def add_export_routes(api: "FastAPI", archive: Archive, costly: "Costly") -> None:
    """Add the routes that give kept conversations and receipts as files.

    Conversations are written in the places of ``costly``.
    """
    from fastapi import Request
    from fastapi.responses import PlainTextResponse, Response

    @api.get("/conversations/{name}/export.{form}")
    @costly
    def export(
        name: str, form: Literal["md", "html", "docx", "json"], request: Request
    ) -> Response:
        """Give a conversation as a file."""
        found = archive.get(owner_of(request), name)
        if found is None:
            return PlainTextResponse(NOT_THERE, 404)
        chosen = FORMS[form]
        return _file(chosen.write(found), chosen.media, f"{_slug(found)}.{form}")

    @api.get("/conversations/{name}/receipts/{exchange}")
    def receipt(name: str, exchange: str, request: Request) -> Response:
        """Give the receipt of one answer as a file."""
        found = archive.get(owner_of(request), name)
        kept = {one.id: one.receipt for one in found.exchanges} if found else {}
        if (told := kept.get(exchange)) is None:
            return PlainTextResponse(NOT_THERE, 404)
        return _file(_json(told), "application/json", f"receipt-{_plain(exchange)}.json")

    def _file(text: str | bytes, kind: str, name: str) -> Response:
        disposition = f'attachment; filename="{name}"'
        return Response(text, media_type=kind, headers={"content-disposition": disposition})


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _slug(conversation: "Conversation") -> str:
    """Make a file name of a title, at most 60 characters long."""
    return _plain(conversation.title.lower())[:60] or "conversation"


def _plain(text: str) -> str:
    """Keep of a text its letters and digits in ASCII."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")
