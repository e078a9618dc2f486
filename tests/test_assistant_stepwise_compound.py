"""Questions that ask several things, as what they ask one after the other."""

from __future__ import annotations

import time

import pytest

from assistant.stepwise.compound import following, parts


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Which ministry issued the ferry plan, and when?",
            ("Which ministry issued the ferry plan?", "when?"),
        ),
        (
            "From the May issue: who heads the port office, and since when has the yard existed?",
            (
                "From the May issue: who heads the port office?",
                "From the May issue: since when has the yard existed?",
            ),
        ),
        ("Aqua's number, and who owns it", ("Aqua's number?", "who owns it?")),
        (
            "When and where was the port opened?",
            ("When was the port opened?", "where was the port opened?"),
        ),
        (
            "In which field was the share largest in 2018 and in which smallest?",
            (
                "In which field was the share largest in 2018?",
                "In which field was the share smallest in 2018?",
            ),
        ),
        (
            "Port rules: date of the draft (May issue) and of the final one?",
            ("Port rules: date of the draft (May issue)?", "Port rules: date of the final one?"),
        ),
        (
            "Who built it? And how many ferries has it?",
            ("Who built it?", "how many ferries has it?"),
        ),
    ],
)  # fmt: skip
def test_what_is_asked_one_after_the_other(question, asked):
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Which is larger, the Rail Fund or the Port Fund, and by how much?",  # one comparison
        "What are the aims of the plan, and who issued it?",  # a list is no part
        "What did the ministry say, and how does it explain that?",  # told in sentences
        "The two versions of who issued them and when?",
        "Which ferries and which ports and which yards and which docks are there?",
        "Who issued the plan for ports and ferries?",
        "",
    ],
)
def test_what_asks_one_thing(question):
    assert parts(question) == ()


@pytest.mark.parametrize(
    ("part", "first", "short", "meant"),
    [
        (
            "when?",
            "Which ministry issued the ferry plan?",
            "MOT",
            ("when MOT issued the ferry plan?",),
        ),
        (
            "when?",
            "Under which office was the ferry plan launched?",
            "Port Office",
            ("when was the ferry plan launched?",),
        ),
        ("who owns it?", "Aqua's number on the list?", "58", ("who owns Aqua?",)),
        (
            "when was its yard opened?",
            "Which firm runs the Bright Ferries?",
            "Aqua Lines",
            ("when was Aqua Lines's yard opened?", "when was Bright Ferries's yard opened?"),
        ),
        ("who runs it?", "how many ferries are there?", "58", ("who runs it?",)),
        ("who runs the port?", "Who owns Aqua?", "Bright", ("who runs the port?",)),
    ],
)
def test_what_a_later_part_means(part, first, short, meant):
    assert following(part, first, short) == meant


def test_a_pasted_text_takes_no_time():
    start = time.process_time()
    for unit in ("who and when ", "a. who ", "Aqua's ", ": ", "in which "):
        parts(unit * 10_000)
    assert time.process_time() - start < 2
