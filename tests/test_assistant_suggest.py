"""Questions to go on with: made of facts near by, and each answered from there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Turn
from assistant.live import LiveAssistant
from assistant.suggest import MOST, TRIED, Suggestion, answerable, candidates
from corpus.documents import Span
from index.facts.fact import Fact, Kind

PIPL = "When was the draft of the PIPL unveiled?"


def fact(kind, subject, start=0, **rest):
    shared = {"measure": None, "value": None, "unit": None, "when": None, **rest}
    return Fact("x", kind, subject, span=Span("2020-10.md", start, start + 9), **shared)


@pytest.fixture(scope="module")
def answer(small_assistant):
    return small_assistant.ask(PIPL)


def made(answer, small_assistant, *facts, asked=()):
    documents = [small_assistant.library.document("2020-10.md")]
    return [one.question for one in candidates(answer, documents, facts, asked)]


@pytest.mark.parametrize(
    ("told", "questions"),
    [
        (
            fact(Kind.POLICY, "Robot Plan", issuers=("MIIT",), when="2021"),
            ["Which body issued the Robot Plan?", "When was the Robot Plan issued?"],
        ),
        (fact(Kind.POLICY, "Robot Plan"), []),
        (
            fact(Kind.POLICY, "The Plan", issuers=("MIIT",)),
            ["Which body issued The Plan?"],
        ),
        (fact(Kind.POLICY, "One Plan; Other Plan", issuers=("MIIT",)), []),
        (fact(Kind.POLICY, "x" * 91, issuers=("MIIT",)), []),
        (fact(Kind.DEFINITION, "CAICT", value="Academy"), ["What does CAICT stand for?"]),
        (fact(Kind.DEFINITION, "smart care", value="x"), []),
        (
            fact(Kind.TARGET, "Robot Industry Plan", value=3, when="2025-12"),
            ["What does the Robot Industry Plan aim for by 2025?"],
        ),
        (fact(Kind.TARGET, "topics", value=3, when="2025"), []),
        (
            fact(Kind.AMOUNT, "National Robot Fund", value=3, unit="CNY"),
            ["How much money is named for the National Robot Fund?"],
        ),
        (fact(Kind.AMOUNT, "National Robot Fund", value=3, unit="robots"), []),
        (
            fact(Kind.POLICY_EVENT, None, issuers=("MIIT",), when="2021-02-03"),
            ["What did MIIT do in February 2021?"],
        ),
        (fact(Kind.POLICY_EVENT, None, issuers=("MIIT",), when="2021"), []),
        (fact(Kind.LIST, "The list", value="one"), []),
    ],
)
def test_questions_are_made_of_facts(answer, small_assistant, told, questions):
    assert made(answer, small_assistant, told) == questions


def test_kinds_take_turns_and_what_stands_near_comes_first(answer, small_assistant):
    text = small_assistant.library.document("2020-10.md").text
    near, far = text.index("The draft"), text.index("The China Robot")
    facts = (
        fact(Kind.POLICY, "Far Plan", far, issuers=("A",)),
        fact(Kind.POLICY, "Near Plan", near, issuers=("A",)),
        fact(Kind.POLICY, "Nearer Plan", near, issuers=("A",)),
        fact(Kind.DEFINITION, "CAICT", near),
    )
    assert made(answer, small_assistant, *facts) == [
        "Which body issued the Near Plan?",
        "What does CAICT stand for?",
        "Which body issued the Nearer Plan?",
        "Which body issued the Far Plan?",
    ]


def test_what_was_asked_is_not_offered(answer, small_assistant):
    told = fact(Kind.DEFINITION, "CAICT")
    assert made(answer, small_assistant, told, told, asked=("what does CAICT stand for",)) == []


def test_only_what_is_answered_from_its_place_with_news_is_offered(answer):
    place = answer.citations[0].span
    elsewhere = Span(place.doc_id, place.end, place.end + 5)
    asked = []

    def ask(question):
        asked.append(question)
        return replace(answer, short=question)

    offered = [Suggestion("told", place), Suggestion("elsewhere", elsewhere)]
    offered += [Suggestion(f"q{n}", place) for n in range(TRIED)]
    assert answerable(offered, ask, "told") == tuple(f"q{n}" for n in range(MOST))
    assert asked == ["told", "elsewhere", "q0", "q1", "q2"]
    asked.clear()
    assert answerable([offered[1]] * 20, ask, "") == ()
    assert len(asked) == TRIED


def test_every_question_that_is_offered_is_answered(small_assistant):
    live = LiveAssistant(small_assistant)
    answer = live.ask(PIPL)
    offered = live.next_questions(answer, [Turn(PIPL, answer.short)])
    assert offered == ("What does PIPL stand for?",)
    assert live.ask(offered[0]).short == "Personal Information Protection Law"
    assert live.next_questions(replace(answer, index_version="generations/9"), []) == ()
