"""What is only said to be polite is left out of a question, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation import resolve
from assistant.courtesies import without_courtesies

ASKED = "Which body issued the plan?"


@pytest.mark.parametrize(
    "said",
    [
        "Hello! Which body issued the plan?",
        "Hi there, which body issued the plan?",
        "Good morning. Could you please tell me which body issued the plan? Many thanks!",
        "Please tell me: which body issued the plan",
        "I would like to know which body issued the plan.",
        "I'd like to know, which body issued the plan",
        "Quick question: which body issued the plan?",
        "Remind me, which body issued the plan?",
        "Do you know which body issued the plan?",
        "I wonder which body issued the plan.",
        "According to the documents, which body issued the plan?",
        "Which body issued the plan according to the reports?",
        "Which body issued the plan? Please cite your sources.",
        "Which body issued the plan, with page numbers?",
        "Which body issued the plan, please? Thanks!",
        "  Which  body\nissued the plan ",
    ],
)
def test_a_question_is_the_same_however_politely_it_is_put(said):
    assert without_courtesies(said) == ASKED


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("你好，请问哪个部门发布了计划？谢谢！", "哪个部门发布了计划？"),
        ("Thanks! And in 2025?", "And in 2025?"),
        ("please list the goals", "List the goals"),
        ("Hello", "Hello"),  # greets, and asks for nothing
        ("Thank you", "Thank you"),
        ("请问", "请问"),
        ("I'd like to know more about cranes", "I'd like to know more about cranes"),
        ("How many goals are in the documents?", "How many goals are in the documents?"),
        ("Who signed the report in the library?", "Who signed the report in the library?"),
        ("What does 'please' mean?", "What does 'please' mean?"),
        ("what’s HGR", "what's HGR?"),
    ],
)
def test_what_asks_for_something_stays(said, asked):
    assert without_courtesies(said) == asked


@given(st.text(max_size=200))
def test_something_is_always_left_and_nothing_changes_twice(text):
    once = without_courtesies(text)
    assert bool(once) == bool(text.split())
    assert without_courtesies(once) == once


def test_a_conversation_is_understood_without_them():
    assert resolve(f"Hello! {ASKED} Thanks.", ()).text == ASKED
