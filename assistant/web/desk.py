"""What becomes of a reader's judgement at each step; every step gives updates of the panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.archive.exchange import Exchange, turns
from assistant.feedback.judgement import Judgement, Reason, Verdict, judgement_of, typed
from assistant.feedback.store import FeedbackError
from assistant.web.pick import chosen
from assistant.web.text import escaped

if TYPE_CHECKING:
    from assistant.feedback.store import FeedbackStore
    from assistant.live import LiveAssistant
    from assistant.web.feedback import Panel, Updates

Verdicts = Mapping[str, Verdict]  # by the id of the exchange

THANKS = "Thank you: noted as right."
SENT = "Thank you, noted."
PICKED = "The passage is noted: send it, or say more."
TAKEN_BACK = "Taken back."
NOT_STORED = "Not stored, and nothing that you typed is lost: "

_THUMBS = {Verdict.RIGHT: "Like", Verdict.WRONG: "Dislike"}


def thumbs(asked: Sequence[Exchange], verdicts: Verdicts) -> list[str | None]:
    """Give the thumb that is pressed under each reply of a conversation; None for neither."""
    found = (verdicts.get(exchange.id) for exchange in asked)
    return [_THUMBS[verdict] if verdict else None for verdict in found]


def judged(
    asked: Sequence[Exchange], index: object, verdict: Verdict, now: datetime
) -> Judgement | None:
    """Judge the answer in the message ``index`` of a conversation; None where there is none."""
    at = index // 2 if isinstance(index, int) else -1
    exchange = asked[at] if 0 <= at < len(asked) else None
    if exchange is None or exchange.answer is None:
        return None
    time = now.astimezone(UTC).isoformat(timespec="seconds")
    return judgement_of(exchange.answer, turns(asked[:at]), verdict, exchange.id, time)


class Desk:
    """What is done with a judgement at each step; every step gives updates of the panel.

    Args:
        live: what answers.
        store: where judgements are kept.
        panel: the components.
    """

    def __init__(self, live: LiveAssistant, store: FeedbackStore, panel: Panel) -> None:
        self._live, self._store, self._panel = live, store, panel

    def judge(
        self, asked: Sequence[Exchange], verdicts: Verdicts, index: object, liked: object
    ) -> Updates:
        """Store a verdict at once; a thumb that is pressed again is taken back."""
        if not isinstance(liked, bool):
            made = judged(asked, index, Verdict.RIGHT, datetime.now(UTC))
            return self.take_back(made.id if made else "", verdicts)
        verdict = Verdict.RIGHT if liked else Verdict.WRONG
        made = judged(asked, index, verdict, datetime.now(UTC))
        if made is None:
            return self._panel.closed()
        try:
            self._store.put(made)
        except FeedbackError as error:
            return self._panel.closed(_refused(error))
        open_or_not = self._panel.closed(THANKS, made.id) if liked else self._panel.opened(made)
        return {**open_or_not, self._panel.verdicts: {**verdicts, made.id: verdict}}

    def take_back(self, name: str, verdicts: Verdicts) -> Updates:
        """Forget a judgement."""
        try:
            self._store.remove(name)
        except FeedbackError as error:
            return self._panel.line(_refused(error), name)
        left = {one: verdict for one, verdict in verdicts.items() if one != name}
        return {**self._panel.closed(TAKEN_BACK), self._panel.verdicts: left}

    def send(self, draft: Judgement | None, reason: str, answer: str, remark: str) -> Updates:
        """Store what the form says; it stays open, as it is, where that fails."""
        if draft is None:
            return self._panel.closed()
        try:
            full = replace(
                draft,
                reason=Reason(reason) if reason else None,
                answer=typed(answer or "", "The right answer"),
                remark=typed(remark or "", "The remark"),
            )
            self._store.put(full)
        except (FeedbackError, ValueError) as error:
            return self._panel.line(_refused(error), draft.id)
        return self._panel.closed(SENT, full.id)

    def take(self, picked: str, draft: Judgement | None) -> Updates:
        """Add the passage that was picked in the source."""
        if draft is None:
            return self._panel.closed()
        try:
            passage = chosen(self._live, picked or "")
        except ValueError as error:
            return self._panel.line(escaped(str(error)), draft.id)
        head = self._panel.line(PICKED, draft.id)
        return {**head, **self._panel.with_passage(replace(draft, passage=passage))}

    def drop(self, draft: Judgement | None) -> Updates:
        """Forget the passage again."""
        if draft is None:
            return self._panel.closed()
        return self._panel.with_passage(replace(draft, passage=None))

    def moved_on(self, asked: Sequence[Exchange], draft: Judgement | None) -> Updates:
        """Close the panel after a new question, but for a form on an answer that is still there."""
        if draft is not None and any(draft.id == exchange.id for exchange in asked):
            import gradio as gr

            return {component: gr.skip() for component in self._panel.closed()}
        return self._panel.closed()


def _refused(error: Exception) -> str:
    return escaped(NOT_STORED + str(error))
