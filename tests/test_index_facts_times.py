"""The times that a text speaks of, as facts write them."""

from __future__ import annotations

import pytest

from corpus.dates import Day
from index.facts.times import times_told


def told(text: str) -> list[tuple[str, str]]:
    def iso(day: Day) -> str | None:
        return Day(day.year or 2031, day.month, day.day).iso()

    return [(when, text[start:end]) for when, start, end in times_told(text, iso, "2031-06-06")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened in April of last year.", [("2030-04", "April")]),
        ("It opened on 3 April last year.", [("2030-04-03", "3 April")]),
        (
            "In 2029 they met, and in April of that year they agreed.",
            [("2029", "2029"), ("2029-04", "April")],
        ),
        ("They met in April of the previous year.", []),  # which, nothing tells
        ("It opened in April for all.", [("2031-04", "April")]),
        ("It opened in the third quarter of 2030.", [("2030-Q3", "the third quarter of 2030"),
                                                     ("2030", "2030")]),
        ("It opened in the third quarter of last year.", [("2030-Q3", "the third quarter")]),
        ("It may open in May for all.", []),
    ],
)  # fmt: skip
def test_times_with_the_year_that_the_text_gives_or_lends_them(text, expected):
    assert told(text) == expected
