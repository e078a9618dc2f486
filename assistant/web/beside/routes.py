"""The routes of the pages beside the chat."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from assistant.archive.forms import FORMS
from assistant.archive.selection import PACKED, packed
from assistant.facts.about import facts_about
from assistant.facts.fields import facts_csv, records_of
from assistant.web.beside.compare_page import compare_html
from assistant.web.beside.facts_page import MOST, MOST_ABOUT, facts_html, wanted_by
from assistant.web.beside.shell import notice_html, page_html
from assistant.web.blocks import body_html
from assistant.web.source import check_offsets
from assistant.web.text import escaped, written_date

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.responses import Response

    from assistant.api.costly import Costly
    from assistant.ask import Assistant
    from assistant.live import LiveAssistant
    from assistant.web.beside.added import AddedPage
    from index.facts.fact import Fact
    from index.library import Library

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
LONGEST = 300  # characters of a field
UNREADABLE = "A date is written 2021, 2021-02 or 2021-02-28, and a field holds 300 characters."


def add_pages(
    api: "FastAPI", live: "LiveAssistant", costly: "Costly", curated: "Sequence[AddedPage]" = ()
) -> None:
    """Add the pages of facts, of two issues compared and of a document.

    Args:
        api: the application.
        live: what answers.
        costly: gives their work a place and a time.
        curated: pages for curators, which these lead to as well.
    """
    from fastapi import Depends, Request
    from fastapi.responses import HTMLResponse, Response

    from assistant.people.rights import may_curate

    def ways(request: Request) -> "Sequence[AddedPage]":
        return curated if may_curate(request) else ()

    Ways = Annotated[tuple[Any, ...], Depends(ways)]

    @api.get("/facts", response_class=HTMLResponse)
    @costly
    def facts(asked: Annotated[dict[str, str], Depends(_facts_asked)], more: Ways) -> Response:
        """Show the facts that fit."""
        dates = asked["since"], asked["until"], asked["as_of"]
        assistant = live.now()
        find = partial(facts_about, assistant)
        return _drawn(lambda: facts_html(assistant.library, asked, find), "Facts", more, *dates)

    @api.get("/compare", response_class=HTMLResponse)
    @costly
    def compare(more: Ways, old: str = "", new: str = "", topic: str = "") -> Response:
        """Show what changed between two issues."""
        asked = _asked(old=old, new=new, topic=topic)
        assistant = live.now()
        library, encoder = assistant.library, assistant.encoder
        return _drawn(lambda: compare_html(library, encoder, asked), "Compare", more)

    @api.get("/document/{doc_id}", response_class=HTMLResponse)
    @costly
    def document(doc_id: str, start: int, end: int, more: Ways) -> Response:
        """Show a document with characters of it marked."""
        library = live.library
        return _drawn(
            lambda: document_html(library, doc_id, start, end), "Document", more, up="../"
        )


def _drawn(
    draw: Callable[[], str], title: str, more: "Sequence[AddedPage]", *dates: str, up: str = ""
) -> "Response":
    from fastapi.responses import HTMLResponse

    if any(date and not _DATE.fullmatch(date) for date in dates):
        body, status = notice_html(UNREADABLE), 400
    else:
        try:
            body, status = draw(), 200
        except ValueError as error:
            body, status = notice_html(str(error)), 404
        except KeyError:
            body, status = notice_html("This is not in the index."), 404
    return HTMLResponse(page_html(title, body, more, up), status_code=status)


def add_fact_files(api: "FastAPI", live: "LiveAssistant", costly: "Costly") -> None:
    """Add the routes that give facts as files; ``costly`` gives their work a place and a time."""
    from fastapi import Depends, Query
    from fastapi.responses import PlainTextResponse, Response

    @api.get("/facts.{form}")
    @costly
    def facts_file(
        form: str,
        asked: Annotated[dict[str, str], Depends(_facts_asked)],
        chosen: Annotated[tuple[str, ...], Query(alias="id", max_length=MOST)] = (),
    ) -> Response:
        """Give the facts that fit, or those chosen of them, as CSV, JSON or an evidence pack."""
        dates = [date for name in ("since", "until", "as_of") if (date := asked[name])]
        if form not in ("csv", "json", *PACKED) or not all(map(_DATE.fullmatch, dates)):
            return PlainTextResponse(UNREADABLE, status_code=404)
        headers = {"Content-Disposition": f'attachment; filename="facts.{form}"'}
        try:
            assistant, ids = live.now(), frozenset(chosen)
            library = assistant.library
            found = _wanted(assistant, asked)
            facts = [fact for fact in found if not ids or fact.id in ids]
            if form in PACKED:
                pack = packed(library, facts, form)
                return Response(pack, media_type=FORMS[form].media, headers=headers)
        except ValueError as error:
            return PlainTextResponse(str(error), status_code=404)
        rows = records_of(library, facts, asked["as_of"] or None)
        text = facts_csv(rows) if form == "csv" else json.dumps(rows, ensure_ascii=False, indent=1)
        kinds = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
        return Response(text, media_type=kinds[form], headers=headers)


def document_html(library: "Library", doc_id: str, start: int, end: int) -> str:
    """Draw a document, characters ``start`` to ``end`` marked.

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
    return (
        f'<article lang="{escaped(meta.language)}"><h2 dir="auto">{escaped(meta.title)}</h2>'
        f'<p class="said" dir="auto">{escaped(origin)}</p><div class="text">{text}</div></article>'
    )


def _facts_asked(
    kind: str = "",
    words: str = "",
    issuer: str = "",
    since: str = "",
    until: str = "",
    doc: str = "",
    by: str = "",
    current: str = "",
    as_of: str = "",
    about: str = "",
) -> dict[str, str]:
    fields = {"kind": kind, "words": words, "issuer": issuer, "since": since, "until": until}
    return _asked(**fields, doc=doc, by=by, current=current, as_of=as_of, about=about)


def _wanted(assistant: "Assistant", asked: dict[str, str]) -> "Sequence[Fact]":
    """Find all the facts that a form asks for.

    Raises:
        ValueError: a kind or a document is not known.
    """
    wanted = wanted_by(assistant.library, asked)
    if asked["about"]:
        return facts_about(assistant, asked["about"], replace(wanted, limit=MOST_ABOUT))
    return assistant.library.facts(wanted)


def _asked(**fields: str) -> dict[str, str]:
    return {name: value.strip()[:LONGEST] for name, value in fields.items()}
