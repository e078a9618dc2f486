"""The work on a question: answered, stopped, failed; and what a follow-up is told."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from assistant.answer import Answer, Searched, Status, Turn
from assistant.archive.exchange import Exchange, turns
from assistant.listener import unheard
from assistant.question import LONGEST_QUESTION
from assistant.scope.within import EVERYTHING, Within
from assistant.web.exchanges import (
    FAILED,
    STOPPED,
    TOO_LONG,
    TOO_SLOW,
    Stops,
    messages,
    respond,
)
from corpus.documents import Metadata
from index.ledger import DocumentRecord

READING = "Reading 2 documents …"


def answer(question: str, short: str) -> Answer:
    searched = Searched(2, 9, None, None, (), ())
    return Answer(question, question, Status.ANSWERED, short, (), (), (), 0.9, searched, "1")


class TwoDocuments:
    def documents(self):
        meta = Metadata("Title", None, "Monthly", None, None, "en")
        return tuple(DocumentRecord(name, name, meta, "0") for name in ("one", "two"))


@dataclass
class Scripted:
    """Answers with the question's last word, once ``free`` is set, and remembers what it got."""

    library: TwoDocuments = field(default_factory=TwoDocuments)
    free: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    within: Within | None = None

    def freshness(self):
        return None

    def receipt(self, answer, history):
        return {"short": answer.short, "history": len(history)}

    def ask(self, question, history=(), as_of=None, within=EVERYTHING, heard=unheard):
        self.asked.append((question, tuple(history)))
        self.within = within
        self.free.wait(10)
        if "fail" in question:
            raise RuntimeError("no such table")
        return answer(question, question.split()[-1])


@pytest.fixture
def pool():
    with ThreadPoolExecutor(1) as made:
        yield made


@pytest.fixture
def assistant(pool):
    """What works in the pool, and lets it end."""
    scripted = Scripted()
    scripted.free.set()
    yield scripted
    scripted.free.set()


def test_a_question_is_worked_on_then_answered(assistant, pool):
    steps = list(respond(assistant, pool, Stops(), "How many", (), "a"))
    assert steps == [
        (Exchange("How many", note=READING, pending=True),),
        (Exchange("How many", answer=answer("How many", "many")),),
    ]


def test_a_follow_up_is_told_the_answered_turns(assistant, pool):
    earlier = (
        Exchange("First?", answer=answer("First?", "one")),
        Exchange("Lost?", note=FAILED),
    )
    *_, last = respond(assistant, pool, Stops(), "And then", earlier, "a")
    assert assistant.asked == [("And then", (Turn("First?", "one"),))]
    assert last == (*earlier, Exchange("And then", answer=answer("And then", "then")))
    assert last[-1].receipt == {"short": "then", "history": 1}
    assert messages(last)[-1]["content"].endswith(
        f'<p class="acts"><a href="#receipt-{last[-1].id}">Receipt</a></p>'
    )
    assert turns(last) == (Turn("First?", "one"), Turn("And then", "then"))


def test_a_stop_ends_the_wait_for_this_conversation_only(assistant, pool):
    assistant.free.clear()
    stops = Stops()
    steps = respond(assistant, pool, stops, "Slow", (), "mine")
    assert next(steps) == (Exchange("Slow", note=READING, pending=True),)
    stops.ask("other's")
    stops.ask("mine")
    assert list(steps) == [(Exchange("Slow", note=STOPPED),)]


def test_what_takes_too_long_is_given_up_with_one_line(assistant, pool):
    assistant.free.clear()
    *_, last = respond(assistant, pool, Stops(), "Slow", (), "a", EVERYTHING, 0.3)
    assert last == (Exchange("Slow", note=TOO_SLOW.format(seconds=0.3)),)
    assert "longer than 0.3 seconds and was given up" in last[0].note


def test_a_stop_from_before_does_not_stop_the_next_question(assistant, pool):
    assistant.free.clear()
    stops = Stops()
    stops.ask("a")
    steps = respond(assistant, pool, stops, "Next one", (), "a")
    next(steps)
    threading.Timer(0.3, assistant.free.set).start()
    *_, last = steps
    assert last == (Exchange("Next one", answer=answer("Next one", "one")),)


def test_a_failure_is_logged_and_told_without_its_details(assistant, pool, caplog):
    earlier = (Exchange("First?", answer=answer("First?", "one")),)
    with caplog.at_level(logging.ERROR):
        *_, last = respond(assistant, pool, Stops(), "Please fail", earlier, "a")
    assert last == (*earlier, Exchange("Please fail", note=FAILED))
    assert "no such table" in caplog.text
    assert "no such table" not in str(messages(last))


def test_a_question_is_asked_of_the_chosen_documents(assistant, pool):
    within = Within(documents=("one",))
    first, *_ = respond(assistant, pool, Stops(), "Why", (), "a", within)
    assert first == (Exchange("Why", note="Reading 1 document …", pending=True),)
    assert assistant.within == within


def test_a_question_too_long_is_not_asked(assistant, pool):
    steps = list(respond(assistant, pool, Stops(), "x" * (LONGEST_QUESTION + 1), (), "a"))
    assert steps == [(Exchange("x" * 200 + " …", note=TOO_LONG),)]
    assert assistant.asked == []


def test_an_exchange_is_two_messages():
    assert messages((Exchange("Why?", note=STOPPED),)) == [
        {
            "role": "user",
            "content": '<div><p class="asked" dir="auto">Why?</p>'
            '<p class="edit"><a href="#edit-0">Edit</a></p></div>',
        },
        {"role": "assistant", "content": '<p class="note">Stopped.</p>'},
    ]
