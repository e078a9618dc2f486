"""Days until which something is open, or on which it is due."""

from __future__ import annotations

import time

import pytest

from corpus.dates import dates
from index.facts.deadlines import deadlines


def told(text: str) -> list[tuple[str, str]]:
    days = [(found.date.iso() or "", found.start, found.end) for found in dates(text)]
    return [(one.when, text[one.start : one.end]) for one in deadlines(text, days)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Comments may be sent in until 18 April 2031.",
            [("2031-04-18", "Comments may be sent in until 18 April 2031.")],
        ),
        (
            "MHS put out the rules in May 2031; bids close on 4 June 2031.",
            [("2031-06-04", "bids close on 4 June 2031.")],
        ),
        (
            "The draft is open for comments until 20 May 2031.",
            [("2031-05-20", "The draft is open for comments until 20 May 2031.")],
        ),
        (
            "A final ruling is due by 15 November 2031.",
            [("2031-11-15", "A final ruling is due by 15 November 2031.")],
        ),
        ("A decision is expected in 2032.", []),  # no day
        ("We read 402 applications by the end of May 2031.", []),  # what was sent in by then
        ("A decision taken by MHS before May 2031 holds.", []),
        ("MHS is to present a proposal by May 2031.", []),  # what it is to do
    ],
)
def test_what_is_due_on_a_day_or_open_until_then(text, expected):
    assert told(text) == expected


def test_long_sentences_take_no_long_time():
    text = "comments " * 8000 + "until 4 May 2031"
    started = time.process_time()
    told(text)
    assert time.process_time() - started < 2
