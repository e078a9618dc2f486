"""The page's parts and what their events do.

Annotations here are evaluated, not kept as strings: the chat library reads them to know which
handlers want the request or the event.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.question import LONGEST_QUESTION
from assistant.web import feedback
from assistant.web.exchanges import Exchange, Stops, messages, respond
from assistant.web.render import overview_html
from assistant.web.scope import chosen

if TYPE_CHECKING:
    import gradio as gr

    from assistant.live import LiveAssistant

Update = tuple[Any, Any, Any]  # of the chat, the exchanges and the question box
Updates = Iterator[Update]

AT_ONCE = 4  # questions that are worked on at the same time

_FOLDER = Path(__file__).parent
_BRAND = '<div class="brand"><h1>Briefings</h1>{overview}</div>'
_TOOLS = (_FOLDER / "tools.html").read_text(encoding="utf-8")
_WELCOME = """<div class="welcome"><h2>Ask the briefings</h2>
<p>Every sentence of an answer is cited. Press a citation to read it where it stands.</p></div>"""
_READER = (_FOLDER / "reader.html").read_text(encoding="utf-8")
_SCOPE = (_FOLDER / "scope.html").read_text(encoding="utf-8")
_CHOSEN = "(_, ...rest) => [window.briefingsScope(), ...rest]"


def overview(assistant: "LiveAssistant") -> str:
    """Render what the index holds, and how old it is."""
    library = assistant.library
    told = [document.meta for document in library.documents()]
    printed = (meta.issued for meta in told if meta.issued and not meta.issued_inferred)
    return overview_html(len(told), max(printed, default=None), str(assistant.freshness()))


def build(assistant: "LiveAssistant", examples: Sequence[str] = ()) -> "gr.Blocks":
    """Lay out the page and connect its events.

    Args:
        assistant: what answers; called from several threads.
        examples: questions offered before the first one is asked.
    """
    import gradio as gr

    page = gr.Blocks(title="Briefings", analytics_enabled=False, fill_width=True)
    with page:
        asked = gr.State(())
        with gr.Row(elem_id="masthead"):
            told = gr.HTML(_brand(assistant))
            fresh = gr.Button("New conversation", size="sm", elem_id="fresh", scale=0)
            gr.HTML(_TOOLS)
        with gr.Row(elem_id="panes"):
            with gr.Column(scale=6, min_width=320, elem_id="conversation"):
                chat = _chat(examples)
                judging = feedback.judging()
                gr.HTML(_SCOPE)
                scope = gr.Textbox(visible=False)
                box = _box()
            with gr.Column(scale=5, min_width=320, elem_id="reader"):
                gr.HTML(_READER)
                picking = feedback.picking()
        _connect(assistant, page, _Parts(asked, told, fresh, chat, scope, box))
        feedback.connect(assistant, feedback.Panel(**judging, **picking), chat, asked)
    return page


def _brand(assistant: "LiveAssistant") -> str:
    return _BRAND.format(overview=overview(assistant))


def _chat(examples: Sequence[str]) -> "gr.Chatbot":
    import gradio as gr

    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        container=False,
        elem_id="chat",
        autoscroll=False,  # the script shows an answer from its start
        height="auto",
        buttons=["copy"],
        layout="panel",
        latex_delimiters=[],
        line_breaks=False,
        allow_tags=False,
        allow_file_downloads=False,
        group_consecutive_messages=False,
        placeholder=" ".join(_WELCOME.split()),
        examples=[{"text": example} for example in examples] or None,
    )


def _box() -> "gr.Textbox":
    import gradio as gr

    return gr.Textbox(
        label="Question",
        show_label=False,
        container=False,
        elem_id="ask",
        placeholder="Ask about the briefings",
        lines=1,
        max_lines=6,
        max_length=LONGEST_QUESTION,
        autofocus=True,
        submit_btn=True,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read or change."""

    asked: "gr.State"
    told: "gr.HTML"
    fresh: "gr.Button"
    chat: "gr.Chatbot"
    scope: "gr.Textbox"
    box: "gr.Textbox"


def _connect(assistant: "LiveAssistant", page: "gr.Blocks", parts: _Parts) -> None:
    import gradio as gr

    pool, stops = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ask"), Stops()
    idle: dict[str, Any] = {"submit_btn": True, "stop_btn": False}
    busy: dict[str, Any] = {"submit_btn": False, "stop_btn": True}

    def ask(
        scope: str, question: str, earlier: tuple[Exchange, ...], request: gr.Request
    ) -> Updates:
        if not question.strip():
            yield gr.skip(), gr.skip(), gr.skip()
            return
        within, conversation = chosen(scope), request.session_hash or ""
        now = earlier
        for now in respond(assistant, pool, stops, question, earlier, conversation, within):
            yield messages(now), earlier, gr.Textbox(value="", **busy)
        yield messages(now), now, gr.Textbox(**idle)

    def pick(
        scope: str, earlier: tuple[Exchange, ...], request: gr.Request, event: gr.SelectData
    ) -> Updates:
        yield from ask(scope, event.value["text"], earlier, request)

    def undo(earlier: tuple[Exchange, ...], event: gr.UndoData) -> Update:
        at = event.index // 2 if isinstance(event.index, int) else len(earlier)
        question = earlier[at].question if at < len(earlier) else ""
        return messages(earlier[:at]), earlier[:at], gr.Textbox(value=question)

    def restart(request: gr.Request) -> Update:
        stops.ask(request.session_hash or "")
        return [], (), gr.Textbox(value="", **idle)

    def stop(request: gr.Request) -> None:
        stops.ask(request.session_hash or "")

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    shown = [parts.chat, parts.asked, parts.box]
    work = {**quiet, "concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
    # A question that joins the queue just as this leaves it would wait for ever in the browser.
    tell = {"fn": lambda: _brand(assistant), "inputs": None, "outputs": parts.told, **quiet}
    tell["queue"] = False
    given = [parts.scope, parts.box, parts.asked]
    parts.box.submit(ask, given, shown, js=_CHOSEN, **work).then(**tell)
    given = [parts.scope, parts.asked]
    parts.chat.example_select(pick, given, shown, js=_CHOSEN, **work).then(**tell)
    parts.chat.undo(undo, parts.asked, shown, **quiet)
    parts.box.stop(stop, None, None, queue=False, **quiet)
    # Not outside the queue: only what comes through it tells listeners that the state has changed.
    parts.fresh.click(restart, None, shown, **quiet)
    parts.chat.clear(restart, None, shown, **quiet)
    page.load(**tell)
