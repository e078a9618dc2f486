"""The page's parts and what their events do.

Annotations here are evaluated, not kept as strings: the chat library reads them. Of all events
only watching a run goes through the library's queue: what joins that as a stream closes is never
told its end.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.web.beside.shell import PAGES, masthead_html
from evals.compare import CompareError, compare
from evals.figures import figures
from evals.kept import Kept, kept_runs
from evals.store import RunError, read_run
from evals.web import draw
from evals.web.evaluator import Evaluator
from evals.web.golds import NotTaken, add_gold, golds

if TYPE_CHECKING:
    import gradio as gr

    from assistant.live import LiveAssistant

Updates = dict[Any, Any]  # by component

WATCHERS = 16  # open pages that follow a run at the same time
_EACH = 0.3  # seconds between two looks at a run
_LEAD = (
    "<h2>Evaluate</h2><p>Questions whose answers are known are put to the index that serves now,"
    " and the answers compared with them. The chat goes on meanwhile.</p>"
)
BUSY = "An evaluation is at work already; only one is at a time."
CHOOSE_QUESTIONS = "Choose questions first."
GONE = "That run is not kept any more: open the page again."
CHOOSE_TWO = "Choose two different runs."
# As the reader chose it on the chat page.
_THEME = """() => {
  const wanted = localStorage.getItem('briefings-theme');
  if (wanted) document.body.classList.toggle('dark', wanted === 'dark');
}"""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read or change."""

    gold: "gr.Dropdown"
    add: "gr.UploadButton"
    run: "gr.Button"
    stop: "gr.Button"
    said: "gr.HTML"
    shown: "gr.Dropdown"
    result: "gr.HTML"
    runs: "gr.HTML"
    before: "gr.Dropdown"
    compare: "gr.Button"
    compared: "gr.HTML"

    def all(self) -> list[Any]:
        """List them."""
        return [getattr(self, field.name) for field in fields(self)]


def build(live: "LiveAssistant", evaluator: Evaluator, runs: Path) -> "gr.Blocks":
    """Lay out the page and connect its events.

    Args:
        live: what is evaluated.
        evaluator: makes the evaluations.
        runs: folder of the runs' folders.
    """
    import gradio as gr

    # What was uploaded is copied; the library's own copy goes after an hour.
    page = gr.Blocks(
        title="Evaluate – Briefings",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(3600, 3600),
    )
    with page:
        gr.HTML(_masthead())
        with gr.Column(elem_id="evaluate"):
            parts = _laid_out()
        _connect(_Desk(live, evaluator, runs, parts), page, parts)
    return page


def _masthead() -> str:
    return masthead_html("Evaluate", (*PAGES, ("evaluate/", "Evaluate")), up="../")


def _laid_out() -> _Parts:
    import gradio as gr

    gr.HTML(_LEAD)
    gold = gr.Dropdown([], label="Questions", elem_id="evaluate-gold")
    with gr.Row(elem_id="evaluate-buttons"):
        # Until there is something to choose from.
        run = gr.Button(
            "Run", variant="primary", scale=0, interactive=False, elem_id="evaluate-run"
        )
        stop = gr.Button("Stop", scale=0, interactive=False, elem_id="evaluate-stop")
        add = gr.UploadButton(
            "Add questions (.jsonl)", file_types=[".jsonl"], scale=0, elem_id="evaluate-add"
        )
    said = gr.HTML(elem_id="evaluate-said")
    gr.HTML("<h2>Figures</h2>")
    shown = gr.Dropdown([], label="Run", elem_id="evaluate-shown")
    result = gr.HTML(elem_id="evaluate-result")
    gr.HTML("<h2>Compare with an earlier run</h2>")
    with gr.Row(elem_id="evaluate-compare"):
        before = gr.Dropdown([], label="Earlier run", elem_id="evaluate-before")
        compare_button = gr.Button("Compare", scale=0, elem_id="evaluate-compare-run")
    compared = gr.HTML(elem_id="evaluate-compared")
    gr.HTML("<h2>All runs</h2>")
    runs = gr.HTML(elem_id="evaluate-runs")
    return _Parts(gold, add, run, stop, said, shown, result, runs, before, compare_button, compared)


class _Desk:
    """What is done at each step; every step gives updates of the page's parts."""

    def __init__(
        self, live: "LiveAssistant", evaluator: Evaluator, runs: Path, parts: _Parts
    ) -> None:
        self._live, self._evaluator, self._runs, self._parts = live, evaluator, runs, parts

    def opened(self) -> Updates:
        """Fill the page: the questions to choose from, and the newest run."""
        import gradio as gr

        names = list(golds(self._live.library))
        chosen = gr.Dropdown(choices=names, value=names[0])
        return {self._parts.gold: chosen, **self._buttons(), **self._newest("")}

    def watch(self) -> Iterator[Updates]:
        """Follow the run that is at work, if one is, to its end."""
        if not self._evaluator.running:
            yield {self._parts.said: draw.said_html(self._evaluator.said)}
            return
        while self._evaluator.running:
            yield {
                self._parts.said: draw.progress_html(self._evaluator.at),
                **self._buttons(running=True),
            }
            time.sleep(_EACH)
        yield {
            self._parts.said: draw.said_html(self._evaluator.said),
            **self._buttons(),
            **self._newest(self._evaluator.made),
        }

    def run(self, name: str | None) -> Iterator[Updates]:
        """Begin a run and follow it."""
        gold = golds(self._live.library).get(name or "")
        if gold is None:
            yield self._say(CHOOSE_QUESTIONS)
            return
        began = self._evaluator.start(gold)
        yield from self.watch()
        if not began:
            yield self._say(f"{BUSY} {self._evaluator.said}")

    def stop(self) -> Updates:
        """Stop the run that is at work."""
        import gradio as gr

        self._evaluator.stop()
        return {self._parts.stop: gr.Button(interactive=False)}

    def add(self, file: str) -> Updates:
        """Check a file of questions and add it to those to choose from."""
        import gradio as gr

        try:
            name, count = add_gold(self._live.library, Path(file))
        except (NotTaken, OSError) as error:
            return self._say(str(error))
        names = list(golds(self._live.library))
        chosen = gr.Dropdown(choices=names, value=name)
        return {self._parts.gold: chosen, **self._say(f"Added. {count}")}

    def show(self, name: str | None) -> Updates:
        """Show another run."""
        return {self._parts.result: self._drawn(self._kept().get(name or ""))}

    def compare(self, after: str | None, before: str | None) -> Updates:
        """Compare the run that is shown with an earlier one."""
        kept = self._kept()
        first, second = kept.get(before or ""), kept.get(after or "")
        if first is None or second is None or first == second:
            return {self._parts.compared: draw.said_html(CHOOSE_TWO)}
        try:
            found = compare(read_run(first.folder), read_run(second.folder))
        except (CompareError, RunError) as error:
            return {self._parts.compared: draw.said_html(f"{error}.")}
        return {self._parts.compared: draw.comparison_html(first, second, found)}

    def _newest(self, name: str) -> Updates:
        """Show the list of runs, and the run ``name`` or else the newest of them."""
        import gradio as gr

        kept = self._kept()
        if not kept:
            return {self._parts.runs: draw.runs_html(())}
        choices = [(draw.label(each), each.name) for each in kept.values()]
        shown = kept.get(name) or next(iter(kept.values()))
        before = _before(shown, list(kept.values()))
        return {
            self._parts.runs: draw.runs_html(list(kept.values())),
            self._parts.shown: gr.Dropdown(choices=choices, value=shown.name),
            self._parts.result: self._drawn(shown),
            self._parts.before: gr.Dropdown(choices=choices, value=before),
        }

    def _drawn(self, kept: Kept | None) -> str:
        if kept is None:
            return draw.said_html(GONE)
        try:
            run = read_run(kept.folder)
        except RunError as error:
            return draw.said_html(str(error))
        return draw.run_html(kept, run, figures(run.results))

    def _kept(self) -> dict[str, Kept]:
        return {kept.name: kept for kept in kept_runs(self._runs)}

    def _say(self, line: str) -> Updates:
        return {self._parts.said: draw.said_html(line)}

    def _buttons(self, running: bool = False) -> Updates:
        import gradio as gr

        return {
            self._parts.run: gr.Button(interactive=not running),
            self._parts.stop: gr.Button(interactive=running and not self._evaluator.stopping),
        }


def _before(shown: Kept, newest_first: list[Kept]) -> str | None:
    """Choose the run before ``shown`` on the same questions; None where there is none."""
    earlier = newest_first[newest_first.index(shown) + 1 :]
    return next((each.name for each in earlier if each.header.asked == shown.header.asked), None)


def _connect(desk: _Desk, page: "gr.Blocks", parts: _Parts) -> None:
    outputs = parts.all()
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    at_once = {**quiet, "queue": False}
    followed = {**quiet, "concurrency_limit": WATCHERS, "concurrency_id": "watch"}
    page.load(desk.opened, None, outputs, js=_THEME, **at_once).then(
        desk.watch, None, outputs, **followed
    )
    parts.run.click(desk.run, parts.gold, outputs, **followed)
    parts.stop.click(desk.stop, None, outputs, **at_once)
    parts.add.upload(desk.add, parts.add, outputs, **at_once)
    parts.shown.input(desk.show, parts.shown, outputs, **at_once)
    parts.compare.click(desk.compare, [parts.shown, parts.before], outputs, **at_once)
