"""Another year: a sentence on the right matter at another time is no answer."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph, row
from hypothesis import given
from hypothesis import strategies as st

from assistant.another.year import (
    is_for_year_before,
    is_of_another_year,
    tells_of_year,
    years,
)
from assistant.candidates import candidates, told_before
from assistant.select import Scored
from corpus.documents import Metadata


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("in 2019 and 2021", {2019, 2021}),
        ("the plan for 2016–2018", {2016, 2017, 2018}),
        ("the plan (2016-18)", {2016, 2017, 2018}),
        ("from 2016 to 2018", {2016, 2017, 2018}),
        ("between 2016 and 2018", {2016, 2017, 2018}),
        ("2020年2月", {2020}),
        ("12,019 cars, 20201 ferries", set()),
        ("2021-03-02", {2021}),
        ("from 19 percent in 2020 to 37 percent in 2022", {2020, 2022}),
        ("between 2016 and 18", {2016}),
        ("1801 or 20201", set()),
        ("in 2019, up from 4 the year before", {2019, 2018}),
        ("in 2019, two years later than planned", {2019}),
    ],
)
def test_years(text, named):
    assert years(text) == named


@given(st.integers(1950, 2040), st.integers(1, 40))
def test_a_stretch_holds_its_ends_and_what_lies_between(first, length):
    last = min(first + length, 2099)
    assert years(f"from {first} to {last}") == set(range(first, last + 1))


def told(
    question: str,
    block,
    title: str = "Ferries",
    issued: str | None = None,
    period: tuple[str, str] | None = None,
) -> bool:
    """Tell whether the last sentence of a block is of another year than a question."""
    made = document(block)
    *_, last = candidates(made, hit(made))
    meta = Metadata(title=title, issued=issued, period=period)
    before = told_before(last, made)
    return is_of_another_year(question, Scored(last, 1.0, 1.0, True), meta, before)


FARES = paragraph("In 2019 the ferries took fares of 20 million euros.")


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("What fares did the ferries take in 2020?", True),
        ("What fares did the ferries take in 2019?", False),
        ("What fares did the ferries take?", False),
        ("What fares does the 2020 list of ferries give?", False),
        ("What fares did the ferries take in 2020 and in all?", True),
        ("What fares did the ferries take from 2018 to 2020?", False),
    ],
)
def test_a_sentence_of_another_year(question, another):
    assert told(question, FARES) is another


@pytest.mark.parametrize(
    ("before", "another"),
    [
        ("In 2019 there were 20 ferries.", True),
        ("In 2019 there were 20 ferries, in 2020 there were 30.", False),
        ("There were 20 ferries.", False),
    ],
)
def test_of_a_sentence_without_a_year_what_stands_before_it_tells_it(before, another):
    block = paragraph(f"{before} Fares brought in 20 million euros.")
    assert told("What fares did the ferries take in 2020?", block) is another


def test_a_year_before_a_sentence_says_nothing_of_one_with_a_year():
    block = paragraph("In 2020 there were 20 ferries. In 2019 they took 20 million euros.")
    assert told("What did the ferries take in 2020?", block)


def test_the_document_tells_the_year_as_well():
    asked = "What fares did the ferries take in 2020?"
    assert not told(asked, FARES, title="Ferries in 2020")
    assert not told(asked, FARES, issued="2020-03")
    assert told(asked, FARES, issued="2019-12-31")


def test_the_issue_tells_the_year_of_no_sentence_with_several():
    block = paragraph("Fares rose from 19 million in 2017 to 37 million in 2018.")
    assert told("What fares did the ferries take in 2019?", block, issued="2019-12")


def test_last_year_is_the_year_before_the_issue():
    block = paragraph("Last year the ferries took fares of 20 million euros.")
    for year, another in (("2018", False), ("2019", True), ("2017", True)):
        asked = f"What fares did the ferries take in {year}?"
        assert told(asked, block, issued="2019-12-31") is another


@pytest.mark.parametrize(
    ("year", "another"), [(2023, True), (2024, False), (2025, False), (2026, False), (2027, True)]
)
def test_a_month_of_a_periodical_is_of_its_year_or_of_the_next(year, another):
    month = ("2025-11-01", "2025-11-30")
    block = paragraph("In October the ferries took 20 million euros, 4 more than a year before.")
    asked = f"What did the ferries take in October {year}?"
    assert told(asked, block, issued="2025-12-04", period=month) is another
    assert not told(asked, block, issued="2025-12-04")  # a report may speak of any year


def test_a_month_later_than_an_issue_was_a_year_before_or_is_to_come():
    block = paragraph("The ferries took 20 million euros in December.")
    for year, another in (("2023", True), ("2024", False), ("2025", False)):
        asked = f"What did the ferries take in December {year}?"
        period = ("2025-02-01", "2025-02-28")
        assert told(asked, block, issued="2025-03-04", period=period) is another


def test_a_sentence_or_a_row_without_a_time_may_be_of_any_year():
    asked = "What fares did the ferries take in 2020?"
    assert not told(asked, paragraph("The ferries took fares of 20 million euros."))
    assert not told(asked, row("Ferries", "founded in 1999", "20 million"))


@pytest.mark.parametrize(
    ("question", "text", "before"),
    [
        ("What revenue is expected for 2026?", "It had a revenue of 11 million for 2025.", True),
        ("What revenue did it have in 2024?", "It had a revenue of 11 million for 2025.", False),
        ("What is the revenue?", "It had a revenue of 11 million for 2025.", False),
        ("What revenue is expected for 2026?", "From 11 million in 2025 to 12 in 2026.", False),
        ("What was paid in 2026?", "Founded in 2019, it paid 11 million.", False),
    ],
)
def test_a_figure_for_a_year_before(question, text, before):
    made = document(paragraph(text))
    only = Scored(next(candidates(made, hit(made))), 1.0, 1.0, True)
    assert is_for_year_before(question, only, "11 million") is before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There were 12 ferries in 2020.", True),
        ("There were 12 ferries in 2020, 3 more than in 2019.", False),  # may be of either
        ("There were 12 ferries in all of Ningbo.", False),
    ],
)
def test_a_sentence_of_the_year_alone(text, told):
    made = document(paragraph(text))
    only = next(candidates(made, hit(made)))
    assert tells_of_year("How many ferries were there in 2020?", Scored(only, 1, 1, True)) is told


def test_a_month_of_a_periodical_is_of_no_year_that_its_paragraph_only_compares_with():
    month = ("2025-11-01", "2025-11-30")
    prices = "Fares rose from 35 in June to 54 in November."
    block = paragraph(f"Sales were lower than in 2024. They fell again. {prices}")
    assert told("What were fares in November 2024?", block, issued="2025-12-04", period=month)
    block = paragraph(f"That was so in 2024. {prices}")
    assert not told("What were fares in November 2024?", block, issued="2025-12-04", period=month)


def test_what_is_past_is_not_of_the_year_in_the_title_of_an_issue():
    block = paragraph("By 2028 there are to be 600 ferries, against 470 in 2023.")
    title = "Tide Digest November 2025"
    assert told("How many ferries were there in 2025?", block, title=title, issued="2025-12-04")
    assert not told("How many ferries were there in 2023?", block, title=title, issued="2025-12-04")
