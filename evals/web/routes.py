"""What the page adds to the application: itself, its reports, and who may see them."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.web.beside.added import AddedPage
from evals.kept import kept_runs
from evals.making import REPORT
from evals.web.evaluator import Evaluator
from evals.web.page import WATCHERS, build

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.live import LiveAssistant

# No script of a report reaches this server, even one that an older version did not escape.
_SANDBOX = {"Content-Security-Policy": "sandbox allow-scripts allow-popups"}
_NO_REPORT = "There is no such report."


def add_evaluate(api: "FastAPI", live: "LiveAssistant") -> None:
    """Add the page and the reports of its runs, for curators alone."""
    import gradio as gr
    from fastapi import Depends
    from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

    from assistant.people.rights import curator_only
    from assistant.web.theme import theme

    curators = [Depends(curator_only)]
    runs = live.library.root / "runs"

    @api.get("/evaluate", dependencies=curators)
    def evaluate() -> Response:
        """Lead to the page."""
        return RedirectResponse("evaluate/", 307)

    @api.get("/evaluate/report/{name}", dependencies=curators)
    def report(name: str) -> Response:
        """Give the report of a run."""
        try:
            kept = next(kept for kept in kept_runs(runs) if kept.name == name)
            text = (kept.folder / REPORT).read_text(encoding="utf-8")
        except (StopIteration, OSError):
            return PlainTextResponse(_NO_REPORT, status_code=404)
        return HTMLResponse(text, headers=_SANDBOX)

    page = build(live, Evaluator(live, runs), runs)
    page.queue(max_size=2 * WATCHERS, api_open=False)
    style = Path(__file__).with_name("evaluate.css").read_text(encoding="utf-8")
    gr.mount_gradio_app(
        api,
        page,
        path="/evaluate",
        # The document of its routes would be given to everybody.
        app_kwargs={"dependencies": curators, "openapi_url": None},
        theme=theme(),
        head=f"<style>{style}</style>",
        run_history=False,
        footer_links=[],
        show_error=False,
        max_file_size="1mb",
        ssr_mode=False,
    )


PAGE = AddedPage("evaluate", "Evaluate", add_evaluate)
