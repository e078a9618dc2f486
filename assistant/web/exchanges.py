"""A conversation on the page: its questions, their answers, and the work on the newest one."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from assistant.amounts import counted
from assistant.api.workers import PATIENCE
from assistant.archive.exchange import Exchange, turns
from assistant.listener import Listener
from assistant.question import LONGEST_QUESTION
from assistant.scope.within import EVERYTHING, Within
from assistant.web.render import acts_html, answer_html, note_html, question_html, writing_html
from index.encoder import ModelError
from index.remote.connect import StoreError

if TYPE_CHECKING:
    from assistant.answer import Answer, Turn
    from assistant.live import LiveAssistant

LOG = logging.getLogger(__name__)
LOOK = 0.1  # seconds between two looks at whether the reader pressed stop

FAILED = "Something went wrong; nothing was lost. Details in the terminal log."
STOPPED = "Stopped."
TOO_SLOW = "This took longer than {seconds:g} seconds and was given up: ask it again in a while."
TOO_LONG = f"That question is longer than {LONGEST_QUESTION:,} characters; please shorten it."


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
    for at, exchange in enumerate(exchanges):
        told += _messages(exchange, at, version)
        version = exchange.answer.index_version if exchange.answer else version
    return told


def _messages(exchange: Exchange, at: int, version: str) -> tuple[dict[str, str], dict[str, str]]:
    """Render question ``at`` and its reply; the answer before came from the index ``version``."""
    if exchange.answer is None:
        reply = note_html(exchange.note, exchange.pending)
    elif exchange.pending:
        reply = writing_html(exchange.answer)
    else:
        renewed = version not in ("", exchange.answer.index_version)
        reply = answer_html(exchange.answer, exchange.fresh, renewed)
        reply += acts_html(exchange.id) if exchange.receipt else ""
    return (
        {"role": "user", "content": question_html(exchange.question, at)},
        {"role": "assistant", "content": reply},
    )


def respond(
    assistant: LiveAssistant,
    pool: ThreadPoolExecutor,
    stops: Stops,
    question: str,
    earlier: tuple[Exchange, ...],
    conversation: str,
    within: Within = EVERYTHING,
    patience: float = PATIENCE,
) -> Generator[tuple[Exchange, ...]]:
    """Yield the conversation while its newest question is worked on, and then when it is done.

    What a model writes is pending until it is whole. Closing this, a stop, or ``patience`` seconds
    end its request. Nothing is raised: what goes wrong is logged and told as a note.
    """
    if len(question) > LONGEST_QUESTION:
        yield (*earlier, Exchange(question[:200] + " …", note=TOO_LONG, id=token_hex(8)))
        return
    stops.clear(conversation)
    history, done, until = turns(earlier), token_hex(8), time.monotonic() + patience
    try:
        count = sum(map(within.holds, assistant.library.documents()))
        note = f"Reading {counted(count, 'document')} …"
        yield (*earlier, Exchange(question, note=note, pending=True))
        with _at_work(pool, assistant, question, history, within) as (work, listener):
            while not wait((work,), timeout=LOOK).done:
                if stops.asked(conversation):
                    note = STOPPED
                    break
                if time.monotonic() > until:
                    note = TOO_SLOW.format(seconds=patience)
                    break
                if partial := listener.news():
                    yield (*earlier, Exchange(question, partial, pending=True))
            else:
                answer, fresh = work.result(), assistant.freshness()
                told = assistant.receipt(answer, history)
                yield (*earlier, Exchange(question, answer, fresh=fresh, receipt=told, id=done))
                return
        yield (*earlier, Exchange(question, note=note, id=done))
    except (ModelError, StoreError) as error:
        LOG.warning("The question could not be answered: %s", error)
        yield (*earlier, Exchange(question, note=f"{error}.", id=done))
    except Exception:
        LOG.exception("The question could not be answered: %r", question)
        yield (*earlier, Exchange(question, note=FAILED, id=done))


@contextmanager
def _at_work(
    pool: ThreadPoolExecutor,
    assistant: LiveAssistant,
    question: str,
    history: tuple[Turn, ...],
    within: Within,
) -> Iterator[tuple[Future[Answer], Listener]]:
    """Have a question answered while the block runs; what is still at work after it is given up."""
    listener = Listener()
    work = pool.submit(assistant.ask, question, history, None, within, listener.hear)
    try:
        yield work, listener
    finally:
        listener.leave()
        work.cancel()
