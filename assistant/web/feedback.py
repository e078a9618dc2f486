"""The part of the page where a reader judges an answer, and what its events do.

Annotations here are evaluated, not kept as strings: the chat library reads them to know which
handlers want the event.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.answer import Status
from assistant.archive.exchange import Exchange
from assistant.feedback.judgement import LONGEST_TEXT, Judgement, Reason
from assistant.feedback.store import FeedbackStore
from assistant.web.desk import Desk, Verdicts, thumbs
from assistant.web.text import escaped

if TYPE_CHECKING:
    import gradio as gr

    from assistant.live import LiveAssistant

Updates = dict[Any, Any]  # by component

_WORDS = {
    Reason.ANSWER: "The answer is wrong",
    Reason.PASSAGE: "The passage is the wrong one",
    Reason.UNREFUSED: "The documents do not answer this",
    Reason.REFUSED: "The documents do answer this",
    Reason.OTHER: "Something else",
}
_NO_PASSAGE = (
    "To point at the right passage, open a citation, select the words in the source and press"
    " “This passage”."
)
# The button that was pressed is gone by then; who has gone on to another place stays there.
_TO_SEND = """() => {
  if ([null, document.body].includes(document.activeElement) ||
      document.activeElement.id === 'picker-take')
    document.getElementById('feedback-send')?.focus();
}"""
_HINT = (
    '<p class="hint" role="status">Select the right words, or take the marked passage.</p>'
    '<p class="selected" dir="auto" hidden></p>'
)


def reasons(status: Status) -> list[tuple[str, str]]:
    """Give what can be wrong with an answer, each in words and by its value."""
    abstained = status is Status.ABSTAINED
    left_out = (Reason.ANSWER, Reason.UNREFUSED) if abstained else (Reason.REFUSED,)
    return [(_WORDS[one], str(one)) for one in Reason if one not in left_out]


@dataclass(frozen=True, slots=True)
class Panel:
    """The components that a judgement is made with.

    Attributes:
        verdicts: those of this conversation.
        draft: the judgement whose form is open; None when it is closed.
        last: id of the judgement that can be taken back; empty for none.
        told: a line to the reader.
        head: which answer the form is about.
        form: what is shown while there is a draft.
        picker: beside the source, what takes a passage from there.
    """

    verdicts: "gr.State"
    draft: "gr.State"
    last: "gr.State"
    told: "gr.HTML"
    head: "gr.HTML"
    form: "gr.Column"
    reason: "gr.Radio"
    remark: "gr.Textbox"
    answer: "gr.Textbox"
    passage: "gr.HTML"
    drop: "gr.Button"
    send: "gr.Button"
    undo: "gr.Button"
    picker: "gr.Row"
    picked: "gr.Textbox"
    take: "gr.Button"

    def all(self) -> list[Any]:
        """List the components that events change."""
        return [getattr(self, name) for name in self.__slots__]

    def opened(self, draft: Judgement) -> Updates:
        """Open the form on a thumb down."""
        import gradio as gr

        head = (
            f'What is wrong with the answer to “<span dir="auto">{_short(draft.question)}</span>”?'
        )
        return {
            **self.line("", draft.id),
            self.head: f"<p>{head}</p>",
            **self.with_passage(draft),
            self.form: gr.Column(visible=True),
            self.picker: gr.Row(visible=True),
            self.reason: gr.Radio(choices=reasons(draft.status), value=None),
            self.remark: "",
            self.answer: "",
            self.send: gr.Button(visible=True),
        }

    def closed(self, markup: str = "", last: str = "") -> Updates:
        """Close the form, with a line; ``last`` can be taken back."""
        import gradio as gr

        return {
            **self.line(markup, last),
            self.draft: None,
            self.form: gr.Column(visible=False),
            self.picker: gr.Row(visible=False),
            self.send: gr.Button(visible=False),
        }

    def line(self, markup: str, last: str) -> Updates:
        """Tell a line, which is HTML."""
        import gradio as gr

        return {
            self.told: f"<p>{markup}</p>" if markup else "",
            self.last: last,
            self.undo: gr.Button(visible=bool(last)),
        }

    def with_passage(self, draft: Judgement) -> Updates:
        """Show a draft's passage."""
        import gradio as gr

        passage, markup = draft.passage, f'<p class="hint">{_NO_PASSAGE}</p>'
        if passage:
            quote, doc = escaped(passage.quote), escaped(passage.doc)
            markup = f'<blockquote dir="auto">{quote}</blockquote><p class="hint">{doc}</p>'
        shown = gr.Button(visible=passage is not None)
        return {self.draft: draft, self.passage: markup, self.drop: shown}


def judging() -> dict[str, Any]:
    """Lay out, in the conversation, the components that ``Panel`` is made of."""
    import gradio as gr

    longest: dict[str, Any] = {"max_length": LONGEST_TEXT, "lines": 1, "max_lines": 4}
    with gr.Column(elem_id="feedback"):
        made: dict[str, Any] = {}
        with gr.Column(visible=False, elem_id="feedback-form") as form:
            made["head"] = gr.HTML(elem_id="feedback-head")
            made["reason"] = gr.Radio(
                [(words, str(one)) for one, words in _WORDS.items()],
                label="What is wrong",
                elem_id="feedback-reason",
            )
            made["answer"] = gr.Textbox(
                label="The right answer, if you know it (a list: one item a line)", **longest
            )
            made["remark"] = gr.Textbox(label="Remark", **longest)
            made["passage"] = gr.HTML(elem_id="feedback-passage")
            made["drop"] = gr.Button("Without this passage", visible=False, elem_id="feedback-drop")
        made["told"] = gr.HTML("", elem_id="feedback-told")
        with gr.Row(elem_id="feedback-buttons"):
            made["send"] = gr.Button("Send feedback", visible=False, elem_id="feedback-send")
            made["undo"] = gr.Button("Take back", visible=False, elem_id="feedback-undo")
    states = {"verdicts": gr.State({}), "draft": gr.State(None), "last": gr.State("")}
    return {**made, **states, "form": form}


def picking() -> dict[str, Any]:
    """Lay out, below the source, what takes a passage from there."""
    import gradio as gr

    with gr.Row(visible=False, elem_id="picker") as picker:
        gr.HTML(_HINT, elem_id="picker-hint")
        take = gr.Button("This passage", elem_id="picker-take", scale=0)
        picked = gr.Textbox(visible=False)
    return {"picker": picker, "take": take, "picked": picked}


def connect(live: "LiveAssistant", panel: Panel, chat: "gr.Chatbot", asked: "gr.State") -> None:
    """Connect the events of a panel.

    Args:
        live: what answers.
        panel: the components.
        chat: whose thumbs are pressed.
        asked: the conversation's exchanges.
    """
    import gradio as gr

    desk = Desk(live, FeedbackStore(live.library.root), panel)

    def thumb(exchanges: tuple[Exchange, ...], verdicts: Verdicts) -> gr.Chatbot:
        return gr.Chatbot(feedback_value=thumbs(exchanges, verdicts))

    def pressed(exchanges: tuple[Exchange, ...], verdicts: Verdicts, updates: Updates) -> Updates:
        return {**updates, chat: thumb(exchanges, updates.get(panel.verdicts, verdicts))}

    def judge(exchanges: tuple[Exchange, ...], verdicts: Verdicts, event: gr.LikeData) -> Updates:
        done = desk.judge(exchanges, verdicts, event.index, event.liked)
        return pressed(exchanges, verdicts, done)

    def take_back(exchanges: tuple[Exchange, ...], verdicts: Verdicts, last: str) -> Updates:
        return pressed(exchanges, verdicts, desk.take_back(last, verdicts))

    def moved_on(
        exchanges: tuple[Exchange, ...], verdicts: Verdicts, draft: Judgement | None
    ) -> Updates:
        return pressed(exchanges, verdicts, desk.moved_on(exchanges, draft))

    # Where one press follows another at once, both count.
    quiet: dict[str, Any] = {"show_progress": "hidden", "queue": False}
    quiet |= {"api_visibility": "private", "trigger_mode": "multiple"}
    every, given = panel.all(), [asked, panel.verdicts]
    chat.like(judge, given, [chat, *every], **quiet)
    panel.undo.click(take_back, [*given, panel.last], [chat, *every], **quiet)
    told = [panel.draft, panel.reason, panel.answer, panel.remark]
    panel.send.click(desk.send, told, every, **quiet)
    script = "(_, ...rest) => [window.briefingsPick(), ...rest]"
    taken = panel.take.click(desk.take, [panel.picked, panel.draft], every, js=script, **quiet)
    taken.then(None, js=_TO_SEND)
    panel.drop.click(desk.drop, panel.draft, every, **quiet)
    asked.change(moved_on, [*given, panel.draft], [chat, *every], **quiet)


def _short(text: str, most: int = 80) -> str:
    line = re.sub(r"\s+", " ", text).strip()
    return escaped(line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …")
