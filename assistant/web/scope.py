"""The choice of documents on the page: what there is to choose, and what a browser sends of it."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

import logging
from typing import TYPE_CHECKING, Any

from assistant.within import EVERYTHING, Within, choices, from_json

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.live import LiveAssistant

LOG = logging.getLogger(__name__)
LONGEST_CHOICE = 100_000  # characters of what a browser may send


def chosen(told: str | None) -> Within:
    """Read the choice that came with a question; what the page itself never sends is ignored."""
    try:
        if len(told or "") > LONGEST_CHOICE:
            raise ValueError("it is too long")
        return from_json(told or "")
    except ValueError as error:
        LOG.warning("The choice of documents is ignored: %s", error)
        return EVERYTHING


def add_scope_routes(api: "FastAPI", live: "LiveAssistant") -> None:
    """Add the route that tells what documents can be chosen by."""

    @api.get("/scope")
    def scope() -> dict[str, list[dict[str, Any]]]:
        """List publishers, series, languages and documents."""
        return choices(live.library.records)
