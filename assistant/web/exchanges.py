"""A conversation on the page: its questions, their answers, and the work on the newest one."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING

from assistant.answer import Answer, Turn
from assistant.freshness import Freshness
from assistant.question import LONGEST_QUESTION
from assistant.web.render import answer_html, counted, note_html, question_html
from assistant.within import EVERYTHING, Within

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

LOG = logging.getLogger(__name__)
PATIENCE = 0.1  # seconds between two looks at whether the reader pressed stop

FAILED = "Something went wrong; nothing was lost. Details in the terminal log."
STOPPED = "Stopped."
TOO_LONG = f"That question is longer than {LONGEST_QUESTION:,} characters; please shorten it."


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of this conversation and what came of it.

    Attributes:
        question: as typed.
        answer: None when none was given.
        note: shown where there is no answer.
        pending: whether an answer may still come.
        fresh: how old the index was when the answer came.
        id: tells an answer from all others; empty where there is none.
    """

    question: str
    answer: Answer | None = None
    note: str = ""
    pending: bool = False
    fresh: Freshness | None = None
    id: str = field(default="", compare=False)


class Stops:
    """The conversations whose reader pressed stop."""

    def __init__(self) -> None:
        self._asked: set[str] = set()

    def ask(self, conversation: str) -> None:
        """Ask for the work on a conversation's question to end."""
        self._asked.add(conversation)

    def clear(self, conversation: str) -> None:
        """Forget an earlier request."""
        self._asked.discard(conversation)

    def asked(self, conversation: str) -> bool:
        """Say whether stop was pressed since the last ``clear``."""
        return conversation in self._asked


def messages(exchanges: Sequence[Exchange]) -> list[dict[str, str]]:
    """Render a conversation as the messages of a chat."""
    told: list[dict[str, str]] = []
    version = ""
    for exchange in exchanges:
        told += _messages(exchange, version)
        version = exchange.answer.index_version if exchange.answer else version
    return told


def _messages(exchange: Exchange, version: str) -> tuple[dict[str, str], dict[str, str]]:
    """Render a question and its reply; the answer before came from the index ``version``."""
    if exchange.answer is None:
        reply = note_html(exchange.note, exchange.pending)
    else:
        renewed = version not in ("", exchange.answer.index_version)
        reply = answer_html(exchange.answer, exchange.fresh, renewed)
    return (
        {"role": "user", "content": question_html(exchange.question)},
        {"role": "assistant", "content": reply},
    )


def turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Give the answered questions of a conversation, oldest first, for a follow-up."""
    return tuple(
        Turn(exchange.question, exchange.answer.short)
        for exchange in exchanges
        if exchange.answer is not None
    )


def respond(
    assistant: LiveAssistant,
    pool: ThreadPoolExecutor,
    stops: Stops,
    question: str,
    earlier: tuple[Exchange, ...],
    conversation: str,
    within: Within = EVERYTHING,
) -> Iterator[tuple[Exchange, ...]]:
    """Yield the conversation while its newest question is worked on, and then when it is done.

    Nothing is raised: what goes wrong is logged and told as a note.
    """
    if len(question) > LONGEST_QUESTION:
        yield (*earlier, Exchange(question[:200] + " …", note=TOO_LONG))
        return
    stops.clear(conversation)
    try:
        count = sum(map(within.holds, assistant.library.documents()))
        note = f"Reading {counted(count, 'document')} …"
        yield (*earlier, Exchange(question, note=note, pending=True))
        work = pool.submit(assistant.ask, question, turns(earlier), None, within)
        while not wait((work,), timeout=PATIENCE).done:
            if stops.asked(conversation):
                work.cancel()
                yield (*earlier, Exchange(question, note=STOPPED))
                return
        answer, fresh = work.result(), assistant.freshness()
        yield (*earlier, Exchange(question, answer=answer, fresh=fresh, id=token_hex(8)))
    except Exception:
        LOG.exception("The question could not be answered: %r", question)
        yield (*earlier, Exchange(question, note=FAILED))
