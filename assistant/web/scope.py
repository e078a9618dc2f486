"""The choice of documents on the page: what there is to choose from."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

from typing import TYPE_CHECKING, Any

from assistant.scope.within import choices

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.live import LiveAssistant


def add_scope_routes(api: "FastAPI", live: "LiveAssistant") -> None:
    """Add the route that tells what documents can be chosen by."""

    @api.get("/scope")
    def scope() -> dict[str, list[dict[str, Any]]]:
        """List publishers, series, languages and documents."""
        return choices(live.library.records)
