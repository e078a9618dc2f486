"""The page's parts and what their events do.

Annotations here are evaluated, not kept as strings: the chat library reads them to know which
handlers want the request or the event.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.archive.exchange import Exchange
from assistant.archive.store import Archive
from assistant.question import LONGEST_QUESTION
from assistant.web import feedback
from assistant.web.exchanges import messages
from assistant.web.owner import owner_of
from assistant.web.render import overview_html, then_html
from assistant.web.talk import AT_ONCE, Talk
from assistant.web.told import Told, told

if TYPE_CHECKING:
    import gradio as gr

    from assistant.live import LiveAssistant
    from assistant.web.beside.added import AddedPage
    from assistant.web.talk import Step

Update = tuple[Any, Any, Any, Any]  # of chat, exchanges, where they are kept and question box
Updates = Iterator[Update]
Exchanges = tuple[Exchange, ...]

_FOLDER = Path(__file__).parent
_BRAND = '<div class="brand"><h1>Briefings</h1>{overview}</div>'
_TOOLS = "".join(
    (_FOLDER / name).read_text(encoding="utf-8") for name in ("tools.html", "library.html")
)
_WELCOME = """<div class="welcome"><h2>Ask the briefings</h2>
<p>Every sentence of an answer is cited. Press a citation to read it where it stands.</p></div>"""
_READER = (_FOLDER / "reader.html").read_text(encoding="utf-8")
_SCOPE = (_FOLDER / "scope.html").read_text(encoding="utf-8")
_TELL = "(_, ...rest) => [window.briefingsTold(), ...rest]"
_OPENED = "() => window.briefingsOpened()"
_KEPT = "(kept) => window.briefingsKept(kept)"


def overview(assistant: "LiveAssistant") -> str:
    """Render what the index holds, and how old it is."""
    library = assistant.library
    told = [document.meta for document in library.documents()]
    printed = (meta.issued for meta in told if meta.issued and not meta.issued_inferred)
    return overview_html(len(told), max(printed, default=None), str(assistant.freshness()))


def build(
    assistant: "LiveAssistant",
    archive: Archive,
    patience: float,
    examples: Sequence[str] = (),
    pages: Sequence["AddedPage"] = (),
) -> "gr.Blocks":
    """Lay out the page and connect its events.

    Args:
        assistant: what answers; called from several threads.
        archive: where conversations are kept.
        patience: seconds after which an answer is no longer waited for.
        examples: questions offered before the first one is asked.
        pages: what other packages add; the tools lead there.
    """
    import gradio as gr

    page = gr.Blocks(title="Briefings", analytics_enabled=False, fill_width=True)
    with page:
        asked = gr.State(())
        with gr.Row(elem_id="masthead"):
            told = gr.HTML(_brand(assistant))
            fresh = gr.Button("New conversation", size="sm", elem_id="fresh", scale=0)
            resume = gr.Button("Open", visible="hidden", elem_id="resume")
            gr.HTML(_tools(pages))
        with gr.Row(elem_id="panes"):
            with gr.Column(scale=6, min_width=320, elem_id="conversation"):
                chat = _chat(examples)
                judging = feedback.judging()
                then = gr.HTML("")
                gr.HTML(_SCOPE)
                came, kept = gr.Textbox(visible=False), gr.Textbox(visible=False)
                box = _box()
            with gr.Column(scale=5, min_width=320, elem_id="reader"):
                gr.HTML(_READER)
                picking = feedback.picking()
        parts = _Parts(asked, told, fresh, resume, chat, came, kept, box, then)
        _connect(Talk(assistant, archive, patience), assistant, page, parts)
        feedback.connect(assistant, feedback.Panel(**judging, **picking), chat, asked)
    return page


def _brand(assistant: "LiveAssistant") -> str:
    return _BRAND.format(overview=overview(assistant))


def _tools(pages: Sequence["AddedPage"]) -> str:
    ways = (
        f'<a href="{page.way}" class="for-curators" target="_blank" rel="noopener">{page.title}</a>'
        for page in pages
    )
    return _TOOLS.replace("<!-- pages that are added -->", "".join(ways))


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
    resume: "gr.Button"
    chat: "gr.Chatbot"
    came: "gr.Textbox"
    kept: "gr.Textbox"
    box: "gr.Textbox"
    then: "gr.HTML"

    def changed(self) -> list[Any]:
        """List what an event gives an ``Update`` of."""
        return [self.chat, self.asked, self.kept, self.box]


_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_IDLE: dict[str, Any] = {"submit_btn": True, "stop_btn": False}
_BUSY: dict[str, Any] = {"submit_btn": False, "stop_btn": True}


def _connect(talk: Talk, assistant: "LiveAssistant", page: "gr.Blocks", parts: _Parts) -> None:
    # A question that joins the queue just as this leaves it would wait for ever in the browser.
    at_once = {**_QUIET, "queue": False}
    tell = {"fn": lambda: _brand(assistant), "inputs": None, "outputs": parts.told, **at_once}
    page.load(None, None, None, js=_OPENED).then(**tell)
    for event in (*_connect_asking(talk, parts), *_connect_steps(talk, page, parts)):
        known = event.then(None, parts.kept, None, js=_KEPT).then(**tell)
        known.then(lambda asked: then_html(talk.then(asked)), parts.asked, parts.then, **at_once)


def _connect_asking(talk: Talk, parts: _Parts) -> list[Any]:
    """Connect the ways to ask a question."""
    import gradio as gr

    def ask(came: str, asked: Exchanges, question: str, request: gr.Request) -> Updates:
        if not question.strip():
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        yield from answer(told(came), asked, question, request)

    def answer(came: Told, asked: Exchanges, question: str, request: gr.Request) -> Updates:
        who = owner_of(request), request.session_hash or ""
        cleared = {"value": ""}  # once: what is typed while it works is the reader's
        with closing(talk.ask(question, asked, came, *who)) as steps:
            for shown, done, kept in steps:
                yield messages(shown), done, kept, gr.Textbox(**_BUSY, **cleared)
                cleared = {}
        yield gr.skip(), gr.skip(), gr.skip(), gr.Textbox(**_IDLE)

    def pick(came: str, asked: Exchanges, request: gr.Request, event: gr.SelectData) -> Updates:
        yield from answer(told(came), asked, event.value["text"], request)

    def retry(came: str, asked: Exchanges, request: gr.Request, event: gr.RetryData) -> Updates:
        at, here = _place(event.index), told(came)
        question = talk.question(at, asked, here, owner_of(request))
        if question:
            yield from answer(replace(here, since=at), asked, question, request)

    came, outputs = [parts.came, parts.asked], parts.changed()
    work = {**_QUIET, "concurrency_limit": AT_ONCE, "concurrency_id": "ask", "js": _TELL}
    return [
        parts.box.submit(ask, [*came, parts.box], outputs, **work),
        parts.chat.example_select(pick, came, outputs, **work),
        parts.chat.retry(retry, came, outputs, **work),
    ]


def _connect_steps(talk: Talk, page: "gr.Blocks", parts: _Parts) -> list[Any]:
    """Connect what else is done with a conversation."""
    import gradio as gr

    def shown(step: "Step", box: gr.Textbox) -> Update:
        return messages(step[0]), step[1], step[2], box

    def undo(came: str, asked: Exchanges, request: gr.Request, event: gr.UndoData) -> Update:
        owner = owner_of(request)
        talk.leave(request.session_hash or "")
        question, step = talk.cut(_place(event.index), asked, told(came), owner)
        return shown(step, gr.Textbox(value=question, **_IDLE))

    def restart(request: gr.Request) -> Update:
        return shown(talk.begin(request.session_hash or ""), gr.Textbox(value="", **_IDLE))

    def resume(came: str, request: gr.Request) -> Update:
        talk.leave(request.session_hash or "")
        return shown(talk.open(told(came), owner_of(request)), gr.Textbox(**_IDLE))

    def stop(request: gr.Request) -> None:
        talk.stop(request.session_hash or "")

    def closed(request: gr.Request) -> None:
        talk.closed(request.session_hash or "")

    outputs = parts.changed()
    page.unload(closed)
    parts.box.stop(stop, None, None, queue=False, **_QUIET)
    # Not outside the queue: only what comes through it tells listeners that the state has changed.
    return [
        parts.chat.undo(undo, [parts.came, parts.asked], outputs, js=_TELL, **_QUIET),
        parts.chat.clear(restart, None, outputs, **_QUIET),
        parts.fresh.click(restart, None, outputs, **_QUIET),
        parts.resume.click(resume, parts.came, outputs, js=_TELL, **_QUIET),
    ]


def _place(index: object) -> int:
    """Give the exchange that the message ``index`` of the chat belongs to."""
    return index // 2 if isinstance(index, int) and index >= 0 else sys.maxsize
