"""The web application: the chat page, and the text of its sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.archive.store import Archive
from assistant.live import LiveAssistant
from assistant.people.access import Access
from assistant.settings import go_offline
from assistant.web.beside.problems import add_problems
from assistant.web.beside.routes import add_fact_files, add_pages
from assistant.web.conversations import add_conversation_routes, add_export_routes
from assistant.web.library import Keeper, add_library_routes
from assistant.web.owner import Owners
from assistant.web.page import build
from assistant.web.pages import add_page_routes
from assistant.web.rawfile import raw_html
from assistant.web.scope import add_scope_routes
from assistant.web.source import source_html
from assistant.web.talk import AT_ONCE
from assistant.web.theme import theme
from corpus.documents import Span

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.api.costly import Costly
    from assistant.ask import Assistant
    from assistant.live import Place
    from assistant.web.beside.added import AddedPage

UNKNOWN_DOCUMENT = "This document is no longer in the index; ask the question again."
CHANGED_SOURCE = (
    "The source has changed since this answer, and the words that it quotes are no longer in it;"
    " ask the question again."
)

# Inline scripts and eval are what the chat library's own page needs; nothing may leave the host.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32"'
    ' rx="7" fill="#1f4e79"/><path d="M9 10h14M9 16h14M9 22h8" stroke="#fff" stroke-width="2.6"'
    ' stroke-linecap="round"/></svg>'
)
_FOLDER = Path(__file__).parent
_ALONE = Access()
_STYLES = ("style", "source", "scope", "conversations", "library", "feedback")
_SCRIPTS = (
    *("parts", "page", "source", "scope", "conversations"),
    *("shelf", "library", "feedback", "people"),
)


class SecurityHeaders:
    """Adds the same headers to every response of an application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to what comes back."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def create_app(
    assistant: Assistant,
    examples: Sequence[str] = (),
    keeper: Keeper | None = None,
    access: Access = _ALONE,
    pages: Sequence[AddedPage] = (),
) -> FastAPI:
    """Make the application; nothing listens yet.

    Args:
        assistant: what answers; called from several threads.
        examples: questions offered before the first one is asked.
        keeper: rebuilds the index while the page is open; one that is not started otherwise.
        access: how the page is reached, and by whom.
        pages: what other packages add.
    """
    go_offline()
    import gradio as gr
    from fastapi import FastAPI

    from assistant.api.beside import add_beside
    from assistant.api.costly import costly
    from assistant.api.workers import Workers, patience_with
    from assistant.people.entrance import add_entrance

    api = FastAPI(title="Briefings", docs_url=None, redoc_url=None, openapi_url=None)
    api.add_middleware(Owners)
    add_entrance(api, access)
    api.add_middleware(SecurityHeaders)
    live = LiveAssistant(assistant)
    workers = Workers(patience=patience_with(assistant))
    placed = costly(workers)
    _add_routes(api, live)
    keeper = keeper or Keeper(assistant.library)
    add_beside(api, live, keeper, workers)
    add_library_routes(api, live, keeper)
    archive = Archive(assistant.library.root)
    add_conversation_routes(api, archive)
    add_export_routes(api, archive, placed)
    _add_pages(api, live, placed, pages)
    page = build(live, archive, workers.patience, examples, pages)
    page.queue(max_size=32, default_concurrency_limit=AT_ONCE, api_open=False)
    app: FastAPI = gr.mount_gradio_app(
        api,
        page,
        path="/",
        theme=theme(),
        head=_head(),
        run_history=False,
        footer_links=[],
        show_error=False,
        max_file_size="1kb",
        ssr_mode=False,
    )
    return app


def _add_pages(
    api: FastAPI, live: LiveAssistant, placed: Costly, more: Sequence[AddedPage]
) -> None:
    """Add the pages beside the chat; before its own page, which takes all other addresses."""
    add_problems(api)
    add_scope_routes(api, live)
    _add_source_routes(api, live, placed)
    add_page_routes(api, live, placed)
    add_pages(api, live, placed, more)
    add_fact_files(api, live, placed)
    for page in more:
        page.add(api, live)


def _add_routes(api: FastAPI, assistant: LiveAssistant) -> None:
    from fastapi.responses import Response

    @api.get("/healthz")
    def healthz() -> dict[str, Any]:
        """Say that the page is up, and over what."""
        library = assistant.library
        documents = len(library.documents())
        return {"status": "ok", "index_version": library.version, "documents": documents}

    @api.get("/favicon.ico", include_in_schema=False)
    def favicon() -> Response:
        """Give the page's icon."""
        return Response(_ICON, media_type="image/svg+xml")


def _add_source_routes(api: FastAPI, assistant: LiveAssistant, placed: Costly) -> None:
    from fastapi.responses import HTMLResponse, PlainTextResponse, Response

    @api.get("/source/{doc_id}", response_class=HTMLResponse)
    @placed
    def source(doc_id: str, start: int, end: int, index: str = "") -> Response:
        """Give a document's text as an HTML fragment, characters ``start`` to ``end`` marked.

        It is read from the generation with the number ``index``, which an answer used, while that
        is kept.
        """

        def text(place: Place) -> str:
            document = place.library.document(doc_id)
            return source_html(document, place.span.start, place.span.end, place.note)

        return fragment(doc_id, start, end, index, text)

    @api.get("/raw/{doc_id}", response_class=HTMLResponse)
    @placed
    def raw(doc_id: str, start: int, end: int, index: str = "") -> Response:
        """Give the lines of a document's file, those of characters ``start`` to ``end`` marked."""

        def lines(place: Place) -> str:
            document, text = place.library.document(doc_id), place.library.raw(doc_id)
            if text is None:
                raise ValueError("The lines of this file are not kept.")
            return raw_html(document, text, place.span.start, place.span.end)

        return fragment(doc_id, start, end, index, lines)

    def fragment(
        doc_id: str, start: int, end: int, index: str, draw: Callable[[Place], str]
    ) -> Response:
        try:
            version = f"generations/{index}" if index else ""
            place = assistant.find(version, Span(doc_id, start, end))
            if place is None:
                return PlainTextResponse(CHANGED_SOURCE, status_code=404)
            return HTMLResponse(draw(place))
        except KeyError:
            return PlainTextResponse(UNKNOWN_DOCUMENT, status_code=404)
        except ValueError as error:
            return PlainTextResponse(str(error), status_code=404)


def _head() -> str:
    """Give the page's style and script; as ``css`` the library would put its own scope on it."""
    parts = (
        *(("style", f"{name}.css") for name in _STYLES),
        *(("script", f"{name}.js") for name in _SCRIPTS),
    )
    texts = ((tag, (_FOLDER / name).read_text(encoding="utf-8")) for tag, name in parts)
    return "".join(f"<{tag}>{text}</{tag}>" for tag, text in texts)
