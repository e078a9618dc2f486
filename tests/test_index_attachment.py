"""A number of a sentence has the time, the name and the part that its own clause gives it."""

from __future__ import annotations

import pytest

from index.attachment import away, gives_way, last_years, names_of, parts_told, time_of, years_told
from index.quantities import quantities


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Revenue rose to CNY 10.8 trillion in 2022 from CNY 9.5 trillion in 2021.", "2022 2021"),
        ("Revenue rose from 9 percent in 2019 to 12 percent in 2021.", "2019 2021"),
        (
            "It grew by 8% in the first half of 2023, after 6% in the second half of 2022.",
            "2023 2022",
        ),
        ("Volume was 1.2 billion in 2022, up from 0.4 billion a year earlier.", "2022 2021"),
        ("Volume was 12 tonnes in 2022, up from 4 tonnes two years before.", "2022 2020"),
        ("From 4 tonnes in 2020 it rose to 12 tonnes three years later.", "2020 2023"),
        ("Volume was 12 tonnes, up from 4 tonnes the previous year.", "None None"),
        ("Volume was 12 tonnes in 2022, up from 4 tonnes a month earlier.", "2022 None"),
        ("Sales rose 12 percent in 2022 from a year earlier.", "2022"),
        ("Sales were 5 tonnes, after 4 tonnes in 2021.", "None 2021"),
        ("Sales were 5 tonnes, after the firm opened in 2018.", "2018"),
        ("In 2019 sales were 5 tonnes and in 2021 they were 7 tonnes.", "2019 2021"),
        ("In 2020, 30 percent of what was sold in 2019 came back.", "2020"),
        ("There were eleven as of 2020, 13 since 2021.", "2020 2021"),
        ("In 2021 China had 322 robots, behind Korea (1,000).", "2021 2021"),
        ("China (2021: 322 robots) leads; Korea had 400 robots in 2020.", "2021 2020"),
        ("The fund has 344 billion, more than before (phase I of 2014: 138 billion).", "None 2014"),
        ("In 2024 it shipped 93 tonnes (2023: 69 tonnes), and Bolt 50 tonnes.", "2024 2023 2024"),
        ("Profit was 79 tonnes after a loss in the same quarter of 2023.", "None"),
        ("It was 79 tonnes, after 61 tonnes in the same quarter of 2023.", "None 2023"),
        ("The guild, founded in 2012, has 780 boats.", "None"),
        ("Established in 2012 by Acme; 94 boats in 2030", "2030"),
        ("It sets up a fund of 11 tonnes, its second after that of 2020.", "None"),
        ("It asks for 50% by 2027, and for 95 and 80%, respectively, by 2031.", "2027 2031 2031"),
    ],
)
def test_each_number_has_its_own_time(text: str, told: str) -> None:
    times = years_told(text)
    found = [q for q in quantities(text) if q.unit != "year"]
    assert " ".join(str(time_of(text, q.start, q.end, times)) for q in found) == told


def test_a_time_away_counts_from_that_of_what_it_stands_in() -> None:
    text = "Sales reached 5 tonnes, up from 3 tonnes a year earlier."
    found = [time_of(text, q.start, q.end, [], "2023-04-21") for q in quantities(text)]
    assert found == ["2023-04-21", "2022-04"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("in 2022, a year earlier than planned", []),
        ("the year before the plan of 2022", []),
        ("in 2022 and the year before.", ["2021"]),
        ("in 2022 and ten years ago", ["2012"]),
        ("a year later, in 2022", ["2023"]),
        ("Sales in 2022, up from those of the previous year", ["2021"]),
        ("in 2022 and 24 months before, or 7 months earlier", ["2020", ""]),
    ],
)
def test_times_away(text: str, when: list[str]) -> None:
    assert [time for time, *_ in away(text, years_told(text))] == when


@pytest.mark.parametrize(
    ("base", "words", "when"),
    [
        ("2024-Q1", "up from 39% in the quarter before.", "2023-Q4"),
        ("2024-Q1", "up from 39% two quarters earlier", "2023-Q3"),
        ("2024-12", "and 39% twelve months before and more", "2023-12"),
        ("2024-01-15", "after 39% the previous month", "2023-12"),
        ("2024-01-15", "after 39% in the preceding quarter", ""),
        ("2024-01-15", "after 39% a week earlier", "2024-01-08"),
        ("2024-02-28", "two days afterwards it closed", "2024-03-01"),
        ("2024-01", "a week later it closed", ""),
        ("2031-02-29", "three days later it closed", ""),  # no such day
        ("9999-12-31", "three days later it closed", ""),
    ],
)
def test_days_months_and_quarters_away(base: str, words: str, when: str) -> None:
    assert [time for time, *_ in away(words, [], base)] == [when]


def test_last_year_is_that_before_the_text_was_written() -> None:
    text = 'Last year\'s sum was 5, in the last year of the plan; "last year was good", she said.'
    assert last_years(text, "2031-02") == [("2030", 0, 9)]
    assert last_years("“Better than last year", "2031-02") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "China is fifth, behind South Korea (1,000), Singapore (670) and Japan (399).",
            {"1,000": "South Korea", "670": "Singapore", "399": "Japan"},
        ),
        ("It is Alba (12 percent) and Bolt (9 percent) who agree", {"12 percent": "Alba"}),
        ("It costs RMB 870 million (USD 130 million).", {}),
        ("The Tide Plan (2031), Beijing (22 million people) and the MHS (see 3)", {}),
    ],
)
def test_a_number_in_brackets_has_the_name_before_it(text: str, named: dict[str, str]) -> None:
    found = {text[a:b]: text[c:d] for (a, b), (c, d) in names_of(text).items()}
    assert found == named


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("China wants 700 docks by 2025, up from 600.", ["600"]),
        ("Instead of 600 docks the plan calls for 700.", ["600"]),
        ("The previous target was 600 docks; it is 700 now.", ["600"]),
        ("The target of 600 docks by 2025 was raised to 700.", ["600"]),
        ("Exports rose from 600 to 700 tonnes.", []),
        ("The plan has 600 docks and 20 ships. Fees were raised to 5 percent.", []),
    ],
)
def test_a_figure_that_another_takes_the_place_of(text: str, old: list[str]) -> None:
    found = list(quantities(text))
    assert [text[q.start : q.last] for q in found if gives_way(text, q, found)] == old


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("6 million points, of which 2 million are public.", [", of which 2 million are public."]),
        ("6 docks (of which 1,200 m are new) and 3", ["(of which 1,200 m are new"]),
        ("9 firms, among whom 3 are new, and 4 banks", [", among whom 3 are new"]),
        ("the town of which 2 million speak", []),
    ],
)
def test_parts(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in parts_told(text)] == parts
