"""Answers in steps: what joins them, and when a question is left as it was answered at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Turn
from assistant.answers.compose import Composed
from assistant.answers.told import Quoted
from assistant.question import Query, kind_of
from assistant.reading import Reading
from assistant.scope.asked import Scope
from assistant.stepwise.steps import Step, in_steps
from corpus.documents import Span

LINE = 0.5


def step(question: str, short: str, *texts: str, sure: float = 0.9, items: tuple[str, ...] = ()):
    """Give a question as answered by sentences of a document each of its own."""
    query = Query(question, question, kind_of(question), {})
    said = tuple(Quoted(text, (Span(text, 0, len(text)),)) for text in texts)
    reading = Reading(query, [], [], Scope(frozenset(), question))
    return Step(reading, Composed(short, items, said), sure, sure)


def asked_of(*known: Step):
    """Give what answers those questions, and notes what it was asked after which turns."""
    asked: list[tuple[str, list[Turn]]] = []
    by_question = {one.reading.query.asked: one for one in known}

    def answer(question, history):
        asked.append((question, list(history)))
        return by_question.get(question, step(question, "", sure=0.0))

    return answer, asked


def told(found: Step):
    return found.composed.short, [one.text for one in found.composed.sentences], found.sure


BODY = step("Which office issued the ferry plan?", "Port Office", "The Port Office issued it.")
WHEN = step(
    "when Port Office issued the ferry plan?", "May 2020", "Ships.", "Since May 2020.", sure=0.8
)


def test_each_thing_that_is_asked_is_told_with_what_it_stands_on():
    whole = step("Which office issued the ferry plan, and when?", "May", "In May.", sure=0.99)
    answer, asked = asked_of(BODY, WHEN)
    assert told(in_steps(whole, LINE, answer)) == (
        "Port Office; May 2020",
        ["The Port Office issued it.", "Since May 2020."],
        0.8,
    )
    first = "Which office issued the ferry plan?"
    assert asked == [
        (first, []),
        ("when Port Office issued the ferry plan?", [Turn(first, "Port Office")]),
    ]


def test_the_surer_of_what_a_pronoun_may_mean():
    whole = step("Which firm runs the Bright Ferries, and when was it founded?", "1962")
    answer, _ = asked_of(
        step("Which firm runs the Bright Ferries?", "Aqua Lines", "Aqua Lines runs them."),
        step("when was Aqua Lines founded?", "1962", "Founded in 1962.", sure=0.6),
        step("when was Bright Ferries founded?", "1981", "Founded in 1981.", sure=0.7),
    )
    assert in_steps(whole, LINE, answer).composed.short == "Aqua Lines; 1981"


@pytest.mark.parametrize(
    "known", [(), (BODY,), (WHEN,), (BODY, step(WHEN.reading.query.asked, "May", "May", sure=0.4))]
)
def test_where_one_part_has_no_answer_the_whole_is_left(known):
    whole = step("Which office issued the ferry plan, and when?", "May", "In May.")
    assert in_steps(whole, LINE, asked_of(*known)[0]) is whole


NAMED = step("Which province Deqing belongs to?", "Zhejiang", "Deqing lies in Zhejiang.")
SHARE = step("What share is in Zhejiang?", "8%", "Zhejiang: 8%", "Jiangsu: 5%", sure=0.8)
DESCRIBED = "What share is in the province that Deqing belongs to?"


@pytest.mark.parametrize(
    ("short", "sure", "in_two"),
    [
        ("5%", 0.7, True),  # the steps are surer
        ("5%", 0.85, False),
        ("Zhejiang", 0.99, True),  # what is described, and nothing of it
        ("8%", 0.99, True),  # the same, without what tells of which province
        ("share", 0.99, True),  # what the question says itself
    ],
)
def test_what_is_only_described_is_found_first(short, sure, in_two):
    whole = step(DESCRIBED, short, "A sentence.", sure=sure)
    found = in_steps(whole, LINE, asked_of(NAMED, SHARE)[0])
    assert (told(found) == ("8%", ["Deqing lies in Zhejiang.", "Zhejiang: 8%"], 0.8)) is in_two
    assert (found is whole) is not in_two


@pytest.mark.parametrize(("sure", "in_two"), [(LINE - 0.1, True), (LINE + 0.1, False)])
def test_a_less_sure_name_will_do_where_there_is_no_other_answer(sure, in_two):
    first = replace(NAMED, sure=0.7)
    found = in_steps(step(DESCRIBED, "5%", sure=sure), LINE, asked_of(first, SHARE)[0])
    assert (found.composed.short == "8%") is in_two


@pytest.mark.parametrize(
    "first",
    [
        step("Which province Deqing belongs to?", "Zhejiang", "Deqing.", sure=0.6),
        step("Which province Deqing belongs to?", "A; B", "Deqing.", items=("A", "B")),
    ],
)
def test_nothing_is_asked_of_what_is_not_surely_one_thing(first):
    whole = step(DESCRIBED, "5%", sure=0.1)
    answer, asked = asked_of(first, SHARE)
    assert in_steps(whole, LINE, answer) is whole
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("question", "first", "short", "then"),
    [
        (
            "The maker that sells robots: when was it founded?",
            "Which maker sells robots?",
            "UBTech of Shenzhen",
            "when was UBTech founded?",
        ),
        (
            "Luo Wen's ministry: how many schools has it?",
            "Which ministry of Luo Wen?",
            "Deputy Minister of Transport",
            "how many schools has Ministry of Transport?",
        ),
        (
            "The chip maker that Aqua chose: what is it worth?",
            "Which chip maker Aqua chose?",
            "processors of the startup Horizon Robotics",
            "what is Horizon Robotics worth?",
        ),
    ],
)
def test_the_name_that_is_gone_on_with(question, first, short, then):
    whole = step(question, "", sure=0.0)
    answer, asked = asked_of(step(first, short, short), step(then, "9", "It is 9."))
    assert in_steps(whole, LINE, answer).composed.short == "9"
    assert [one for one, _ in asked] == [first, then]


def test_of_a_step_two_sentences_are_told():
    whole = step(DESCRIBED, "5%", sure=0.1)
    share = step("What share is in Zhejiang?", "8%", "8%", "It is 8%.", "Yes, 8%.", sure=0.8)
    found = in_steps(whole, LINE, asked_of(NAMED, share)[0])
    assert told(found)[1] == ["Deqing lies in Zhejiang.", "8%", "It is 8%."]


def test_a_follow_up_is_not_split():
    whole = step("Which office issued the ferry plan, and when?", "May", "In May.")
    query = replace(whole.reading.query, standalone="Which …, and when? (about: ports)")
    whole = replace(whole, reading=replace(whole.reading, query=query))
    assert in_steps(whole, LINE, asked_of(BODY, WHEN)[0]) is whole


def test_a_question_of_one_step_is_left():
    whole = step("When was the port opened?", "1962", "In 1962.")
    answer, asked = asked_of()
    assert in_steps(whole, LINE, answer) is whole
    assert asked == []


YARD = step("the yard: costs how much?", "CNY 3 million", "It came to CNY 3 million.")
QUAY = step("the quay: costs how much?", "CNY 2 million", "Quay: CNY 2 million.", sure=0.7)
DEARER = "Which costs more, the yard or the quay?"


def test_two_things_are_set_against_each_other_by_what_is_told_of_each():
    whole = step(DEARER, "CNY 3 million", "It came to CNY 3 million.", sure=0.95)
    assert told(in_steps(whole, LINE, asked_of(YARD, QUAY)[0])) == (
        "the yard (CNY 3 million against CNY 2 million)",
        ["It came to CNY 3 million.", "Quay: CNY 2 million."],
        0.7,
    )


@pytest.mark.parametrize(
    ("short", "known"),
    [
        ("the quay", (YARD, QUAY)),  # it is told already
        ("CNY 3 million", (YARD,)),
        ("CNY 3 million", (YARD, replace(QUAY, there=LINE - 0.1))),
        ("CNY 3 million", (YARD, replace(QUAY, composed=Composed("long", (), ())))),
    ],
)
def test_two_things_are_left_where_one_is_not_told_of(short, known):
    whole = step(DEARER, short, "A sentence.")
    assert in_steps(whole, LINE, asked_of(*known)[0]) is whole
