"""All that stands beside the page, added to the application that serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.api.counting import Counted, add_metrics_route
from assistant.api.metrics import Metrics
from assistant.api.routes import create_api
from assistant.api.tools import add_tools, create_tools

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.api.workers import Workers
    from assistant.live import LiveAssistant
    from assistant.web.library import Keeper


def add_beside(app: FastAPI, live: LiveAssistant, keeper: Keeper, workers: Workers) -> None:
    """Add ``/api``, ``/mcp`` and ``/metrics``; every request of ``app`` is counted from then on."""
    metrics = Metrics()
    app.add_middleware(Counted, metrics=metrics)
    add_metrics_route(app, live, workers, metrics)
    app.mount("/api", create_api(live, keeper, workers, metrics))
    add_tools(app, create_tools(live, workers, metrics))
