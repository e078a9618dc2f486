"""Questions about a thing that they only describe, as two steps."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.stepwise.bridge import Bridge, bridge


@pytest.mark.parametrize(
    ("question", "first", "then"),
    [
        (
            "What share of firms is in the province that Deqing County belongs to?",
            "Which province Deqing County belongs to?",
            "What share of firms is in NAME?",
        ),
        (
            "What loan was promised to the manufacturer of the Taiji microscope?",
            "Who is the manufacturer of the Taiji microscope?",
            "What loan was promised to NAME?",
        ),
        (
            "How much did the group that was kept from Alba Optik spend on its own yard?",
            "Which group was kept from Alba Optik?",
            "How much did NAME spend on its own yard?",
        ),
        (
            "Which line did the maker of the Heron drop out of?",
            "Who is the maker of the Heron?",
            "Which line did NAME drop out of?",
        ),
        (
            "who chairs the committee whose office is in Wuhan?",
            "Which committee's office is in Wuhan?",
            "who chairs NAME?",
        ),
        (
            "The ministry that called for masks in May: which plan did it issue in June?",
            "Which ministry called for masks in May?",
            "which plan did NAME issue in June?",
        ),
        (
            "Geely's supplier of ferry engines - its number on the list?",
            "Which supplier of ferry engines of Geely?",
            "NAME's number on the list?",
        ),
        (
            "In the year when ferry sales fell, what did the ministry spend?",
            "Which year ferry sales fell?",
            "In NAME, what did the ministry spend?",
        ),
        (
            "What place on the list does the Ningbo maker of ferry engines hold?",
            "Which Ningbo maker of ferry engines?",
            "What place on the list does NAME hold?",
        ),
        (
            "How many people work at the maker of the Heron-4?",
            "Who is the maker of the Heron-4?",
            "How many people work at NAME?",
        ),
        (
            "Which ministry is behind the harbour scheme with the smallest budget?",
            "Which harbour scheme has the smallest budget?",
            "Which ministry is behind NAME?",
        ),
        (
            "The yard with the most docks: how many tugs does it own?",
            "Which yard with the most docks?",
            "how many tugs does NAME own?",
        ),
        (
            "March 2021 issue: the yard that bought a ferry line - how many docks has it built?",
            "March 2021 issue: Which yard bought a ferry line?",
            "March 2021 issue: how many docks has NAME built?",
        ),
        (
            "Review of 2019: in the year when ferry sales fell, what did the ministry spend?",
            "Which year ferry sales fell?",  # with 2019 before it, 2019 would be no answer
            "Review of 2019: in NAME, what did the ministry spend?",
        ),
        (
            "Li Ming's ministry: how many ports does it run?",
            "Which ministry of Li Ming?",
            "how many ports does NAME run?",
        ),
        (
            "How much did the yard that makes the Aqua ferry lose in 2020?",
            "Which yard makes the Aqua ferry?",
            "How much did NAME lose in 2020?",
        ),
        (
            "Ferries are built in a province. How large is that province?",
            "Ferries are built in which province?",
            "How large is NAME?",
        ),
        (
            "In which year was the yard founded that won the ferry contract?",
            "Which yard won the ferry contract?",
            "In which year was NAME founded?",
        ),
        (
            "In which city is the yard based whose purchase was cleared in May?",
            "Which yard's purchase was cleared in May?",
            "In which city is NAME based?",
        ),
        (
            "What share do robots weld at the yard building the first ice ferry?",
            "Which yard is building the first ice ferry?",
            "What share do robots weld at NAME?",
        ),
        (
            "How long is the canal into which the Port Fund put its first money?",
            "Into which canal the Port Fund put its first money?",
            "How long is NAME?",
        ),
        (
            "What does the province with the most ferry yards pay for steel?",
            "Which province has the most ferry yards?",
            "What does NAME pay for steel?",
        ),
        (
            "How many units a year can the maker of the Heron ferries produce now?",
            "Who is the maker of the Heron ferries?",
            "How many units a year can NAME produce now?",
        ),
        (
            "What discount did Dalian give the firm behind Heron-4?",
            "Who is the firm behind Heron-4?",
            "What discount did Dalian give NAME?",
        ),
        (
            "The fund in which the port office holds most: what is it worth?",
            "Which fund the port office holds most?",
            "what is NAME worth?",
        ),
    ],
)
def test_a_described_thing_is_asked_for_first(question, first, then):
    steps = bridge(question)
    assert steps is not None
    assert (steps.first, steps.then("NAME")) == (first, then)


@pytest.mark.parametrize(
    "question",
    [
        "What is the share that Beijing holds?",  # the description is of the answer
        "Who is the maker of ferry engines?",
        "How many of the firms that make chips are in Beijing?",  # of several things
        "Robotics Plan: which ministry issued it?",  # a name, and no description
        "The plan of 2016 for robots: which ministry is in charge?",  # nothing stands for the thing
        "When was the port of Ningbo opened?",
        "Ferries are built in a province. How large is the yard?",  # nothing told before
        "",
    ],
)
def test_what_describes_nothing_is_one_step(question):
    assert bridge(question) is None


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_question_and_any_name(question, name):
    for text in (
        question,
        f"2019: {question}",
        f"{question} the city that {question}?",
        f"The {question}: what is it",
    ):
        steps = bridge(text)
        assert steps is None or name in steps.then(name)


def test_a_name_is_put_in_as_it_stands():
    assert Bridge("", "who leads \x00?", "").then("\\1 $& \\g<0>") == "who leads \\1 $& \\g<0>?"


def test_a_pasted_text_takes_no_time():
    start = time.process_time()
    for unit in ("2019: ", "a ferry. ", "the ferry that ", "Aqua's ", "the maker of ferries "):
        bridge(unit * 10_000)
    assert time.process_time() - start < 2
