"""Slips of the pen in a question: which words are looked at."""

from __future__ import annotations

from assistant.spelling import spelled


def test_words_are_put_right_and_what_is_in_capitals_left():
    asked = "Which minsitry, MIIT or Tencnet's bank, leads in sub-secotrs of A5secotrs 2021?"

    assert spelled(asked, str.upper) == (
        "WHICH MINSITRY, MIIT or TENCNET's bank, LEADS in sub-secotrs of A5secotrs 2021?"
    )
