"""Every request is counted, and ``/metrics`` tells the counts."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

import time
from typing import TYPE_CHECKING

from assistant.api.metrics import KIND, Metrics, resident_bytes
from assistant.api.workers import Workers

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.live import LiveAssistant

_PAGE = "page"
_FAILED = 500


class Counted:
    """Counts the requests of an application, those of the chat page together."""

    def __init__(self, app: "ASGIApp", metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass a request on, and count it when it is done."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = _FAILED, time.perf_counter()

        async def send_and_see(message: "Message") -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_see)
        finally:
            self._metrics.request(_route(scope), status, time.perf_counter() - began)


def _route(scope: "Scope") -> str:
    """Name a request by its route, of which there are few, never by its path."""
    path = getattr(scope.get("route"), "path", "")
    prefix = scope.get("root_path", "")
    return f"{prefix}{path}" if path and prefix == "/api" else path or _PAGE


def add_metrics_route(
    api: "FastAPI", live: "LiveAssistant", workers: Workers, metrics: Metrics
) -> None:
    """Add the route that tells the counts."""
    from fastapi.responses import PlainTextResponse, Response

    @api.get("/metrics")
    def counts() -> Response:
        """Tell the counts in the text form that Prometheus reads."""
        library = live.library
        gauges: dict[str, tuple[str, float]] = {
            "briefings_documents": ("Documents in the index.", len(library.records)),
            "briefings_passages": ("Passages in the index.", len(library.passages())),
            "briefings_pending": ("Requests that are worked on or wait.", workers.pending),
            "briefings_resident_bytes": ("Memory of the process.", resident_bytes()),
        }
        return PlainTextResponse("\n".join(metrics.lines(gauges)) + "\n", media_type=KIND)
