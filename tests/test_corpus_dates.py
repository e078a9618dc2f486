import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import Day, Found, dates, next_date, whole_date
from corpus.periods import period

PARTS = [
    "2021",
    "2 ",
    "31.",
    "May ",
    "Feb. ",
    "March",
    ", ",
    "-",
    "/",
    "年",
    "12月",
    "日",
    "of ",
    "x",
]


@given(st.lists(st.sampled_from(PARTS), max_size=24).map("".join))
def test_dates_are_those_found_one_after_another(text):
    one_by_one, position = [], 0
    while found := next_date(text, position):
        one_by_one.append(found)
        position = found.end

    assert list(dates(text)) == one_by_one


@pytest.mark.parametrize(
    "text", ["Volume 9, Number 6 June 2031", "No. 6 June 2031", "Issue 6 June 2031"]
)
def test_the_number_of_an_issue_is_no_day(text):
    assert Day(2031, 6) in [found.date for found in dates(text)]
    assert Day(2031, 6, 6) not in [found.date for found in dates(text)]


def test_each_form_reads_a_line_once():
    line = "In May 2021 sales rose. " * 20_000  # at a second for each thousand this would not end

    found = list(dates(line))

    assert len(found) == 20_000
    assert found[-1] == Found(Day(2021, 5), len(line) - 21, len(line) - 13)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/05/2024", Day(2024, 5, 13)),
        ("05/13/2024", Day(2024, 5, 13)),
        ("03/05/2024", Day(2024)),  # in one country March, in another May
        ("13/13/2024", Day(2024)),
    ],
)
def test_day_and_month_between_strokes(text, day):
    assert whole_date(text) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("31 provinces", None),
        ("12.6 million km", None),
        ("3.5 percent of costs", None),
        ("5 to 7 towns", None),
        ("1 to 30 April", ("2024-04-01", "2024-04-30")),
        ("May", ("2024-05-01", "2024-05-31")),
    ],
)
def test_numbers_are_no_period(text, days):
    assert period(text, "2024-06-02") == days


def test_the_last_day_of_a_stretch_with_a_hyphen():
    found = [one.date for one in dates("Covers 1-30 November 2030, before 10-12 December")]
    assert found == [Day(day=1), Day(2030, 11, 30), Day(day=10), Day(month=12, day=12)]
    assert period("1-30 November 2030 | Issued in Alba", None) == ("2030-11-01", "2030-11-30")
    assert next(one.date for one in dates("2031-05-07 on 2031-05 May")) == Day(2031, 5, 7)
