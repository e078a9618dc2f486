from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import Day, Found, dates, next_date

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


def test_each_form_reads_a_line_once():
    line = "In May 2021 sales rose. " * 20_000  # at a second for each thousand this would not end

    found = list(dates(line))

    assert len(found) == 20_000
    assert found[-1] == Found(Day(2021, 5), len(line) - 21, len(line) - 13)
