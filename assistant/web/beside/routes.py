"""The routes of the pages beside the chat."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from assistant.archive.selection import PACKED, media_of, packed
from assistant.fact_fields import fact_record, facts_csv
from assistant.web.beside.compare_page import compare_page
from assistant.web.beside.facts_page import MOST, facts_page, wanted_by
from assistant.web.beside.shell import notice_html, page_html
from assistant.web.blocks import body_html
from assistant.web.render import escaped, written_date
from assistant.web.source import check_offsets

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.live import LiveAssistant
    from index.library import Library

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
LONGEST = 300  # characters of a field
UNREADABLE = "A date is written 2021, 2021-02 or 2021-02-28, and a field holds 300 characters."


def add_pages(api: "FastAPI", live: "LiveAssistant") -> None:
    """Add the pages of facts, of two issues compared and of a document."""
    from fastapi import Depends
    from fastapi.responses import HTMLResponse, Response

    def drawn(draw: Callable[[], str], title: str, *dates: str) -> Response:
        if any(date and not _DATE.fullmatch(date) for date in dates):
            return HTMLResponse(page_html(title, notice_html(UNREADABLE)), status_code=400)
        try:
            return HTMLResponse(draw())
        except (KeyError, ValueError) as error:
            said = str(error) if isinstance(error, ValueError) else "This is not in the index."
            return HTMLResponse(page_html(title, notice_html(said)), status_code=404)

    @api.get("/facts", response_class=HTMLResponse)
    def facts(asked: Annotated[dict[str, str], Depends(_facts_asked)]) -> Response:
        """Show the facts that fit."""
        dates = asked["since"], asked["until"]
        return drawn(lambda: facts_page(live.library, asked), "Facts", *dates)

    @api.get("/compare", response_class=HTMLResponse)
    def compare(old: str = "", new: str = "", topic: str = "") -> Response:
        """Show what changed between two issues."""
        asked = _asked(old=old, new=new, topic=topic)
        assistant = live.now()
        return drawn(lambda: compare_page(assistant.library, assistant.encoder, asked), "Compare")

    @api.get("/document/{doc_id}", response_class=HTMLResponse)
    def document(doc_id: str, start: int, end: int) -> Response:
        """Show a document with characters of it marked."""
        return drawn(lambda: document_page(live.library, doc_id, start, end), "Document")


def add_fact_files(api: "FastAPI", live: "LiveAssistant") -> None:
    """Add the routes that give facts as files."""
    from fastapi import Depends, Query
    from fastapi.responses import PlainTextResponse, Response

    @api.get("/facts.{form}")
    def facts_file(
        form: str,
        asked: Annotated[dict[str, str], Depends(_facts_asked)],
        chosen: Annotated[tuple[str, ...], Query(alias="id", max_length=MOST)] = (),
    ) -> Response:
        """Give the facts that fit, or those chosen of them, as CSV, JSON or an evidence pack."""
        dates = [date for date in (asked["since"], asked["until"]) if date]
        if form not in ("csv", "json", *PACKED) or not all(map(_DATE.fullmatch, dates)):
            return PlainTextResponse(UNREADABLE, status_code=404)
        try:
            library = live.library
            found = library.facts(wanted_by(library, asked))
        except ValueError as error:
            return PlainTextResponse(str(error), status_code=404)
        headers = {"Content-Disposition": f'attachment; filename="facts.{form}"'}
        facts = [fact for fact in found if not chosen or fact.id in chosen]
        if form in PACKED:
            pack = packed(library, facts, form)
            return Response(pack, media_type=media_of(form), headers=headers)
        rows = [fact_record(library, fact) for fact in facts]
        text = facts_csv(rows) if form == "csv" else json.dumps(rows, ensure_ascii=False, indent=1)
        kinds = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
        return Response(text, media_type=kinds[form], headers=headers)


def document_page(library: "Library", doc_id: str, start: int, end: int) -> str:
    """Draw a document as a page, characters ``start`` to ``end`` marked.

    Raises:
        KeyError: there is no such document.
        ValueError: the offsets do not name characters of it.
    """
    document = library.document(doc_id)
    check_offsets(document, start, end)
    meta = document.meta
    issued = written_date(meta.issued, meta.issued_inferred) if meta.issued else ""
    origin = " · ".join(filter(None, (meta.publisher, meta.series, issued, document.source)))
    text = body_html(document, start, end).replace("<mark>", '<mark id="cited">', 1)
    body = (
        f'<article lang="{escaped(meta.language)}"><h2 dir="auto">{escaped(meta.title)}</h2>'
        f'<p class="said" dir="auto">{escaped(origin)}</p><div class="text">{text}</div></article>'
    )
    return page_html("Document", body, up="../")


def _facts_asked(
    kind: str = "",
    words: str = "",
    issuer: str = "",
    since: str = "",
    until: str = "",
    doc: str = "",
) -> dict[str, str]:
    return _asked(kind=kind, words=words, issuer=issuer, since=since, until=until, doc=doc)


def _asked(**fields: str) -> dict[str, str]:
    return {name: value.strip()[:LONGEST] for name, value in fields.items()}
