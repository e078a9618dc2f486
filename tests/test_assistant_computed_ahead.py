"""Rows set against each other, open cells of a column, and what came in between two times."""

from __future__ import annotations

import pytest
from briefing_files import assistant_over

from assistant.ask import Assistant
from assistant.computed.columns import are_of_one_measure, number, says_nothing, yearly
from assistant.computed.rows import Row
from corpus.documents import Span
from index.facts.fact import Fact, Kind

SURVEY = """# Lake Survey – May 2023

*Institute for Inland Waters, 12 May 2023*

## Lakes

Table 1: Ferries and private capital by lake, 2022

| Lake | Ferries | Ferry share (%) | PC (€ m) | Piers |
| --- | --- | --- | --- | --- |
| Upper Vesi | 18 | 7.7 | 96 | 4 |
| Suur | 22 | 4.4 | 118 | 4 |
| Kalda | 52 | 3.9 | 247 | n.a. |

Table 2: Overview of the schemes

| Scheme | Ministry | Budget (EUR m) |
| --- | --- | --- |
| Clean Slip | Fisheries | 86 |
| Lock Fund | Transport | 298 |
| Buoy Grant | Trade | 21 a year |
| Open Pier | Culture | not fixed |

## Dates

| Date | What | Where |
| --- | --- | --- |
| 29 November 2023 | Comments close on the pier code | Riga |
| 1 December 2023 | The pier code takes effect | Riga |
| 20 December 2023 | Applications for slips close | Tartu |
| 1 January 2024 | The lock code takes effect | Tartu |

## Tests

The lake office had tested 632 engines by the end of 2021. By June 2022, 724 engines had been
tested, 129 of which failed. Private capital (PC) is told by lake.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("lakes"), {"survey.md": SURVEY})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Which lake has more ferries, Suur or Upper Vesi?", "Suur (22 against 18)"),
        ("More ferries in 2022, Upper Vesi or Kalda?", "Kalda (52 against 18)"),
        ("Which has fewer ferries, Kalda or Suur?", "Suur (22 against 52)"),
        ("Which has the higher ferry share, Kalda or Suur?", "Suur (4.4% against 3.9%)"),
        ("Which got more private capital, Kalda or Suur?", "Kalda (€247 m against €118 m)"),
        ("Which scheme has the largest budget?", None),
        ("Which deadlines fall in December?",
         "The pier code takes effect; Applications for slips close (2 in all)"),
        ("Which ministry runs the scheme with the largest number of piers?", None),
        ("How many engines did the lake office test in the first half of 2022?",
         "92 (724 less 632)"),
    ],
)  # fmt: skip
def test_what_rows_and_times_give(assistant, question, short):
    told = assistant.ask(question)
    assert (told.short if told.query else None) == short


@pytest.mark.parametrize(
    "question",
    [
        "Which has more piers, Suur or Upper Vesi?",  # as many
        "Which has more piers, Suur or Kalda?",  # not told of one
        "Which has more ferries in 2019, Suur or Kalda?",
        "Which has more electric ferries for lorries, Suur or Kalda?",
        "How many engines did the lake office test in the second half of 2022?",
        "How many engines did the lake office test in 2021?",
    ],
)
def test_what_they_do_not_tell_is_not_worked_out(assistant, question):
    assert assistant.ask(question).query == ""


def test_a_month_is_no_name_that_rows_hold(assistant):
    assert assistant.ask("What takes effect on 1 December?").items == ()


def table(*budgets):
    """Make rows of schemes by their budgets."""
    heads = ("Measure", "Budget (EUR m)")
    facts = [
        Fact(f"d#{at}", Kind.TABLE_ROW, None, None, None, None, None, Span("d", at, at + 1))
        for at in range(len(budgets))
    ]
    return tuple(
        Row(fact, f"M{at} | {cell}", f"M{at}", {heads[0]: f"M{at}", heads[1]: cell}, frozenset())
        for at, (fact, cell) in enumerate(zip(facts, budgets, strict=True))
    )


@pytest.mark.parametrize(
    ("budgets", "open_", "by_year"),
    [
        (("86", "298", "not fixed"), [False, False, True], []),
        (("86", "21 a year", "tbd"), [False, False, True], ["21"]),
        (("86 a year", "21 a year", "Open Sea"), [False, False, False], []),
    ],
)
def test_cells_that_are_open_and_those_of_a_year(budgets, open_, by_year):
    rows = table(*budgets)
    head = "Budget (EUR m)"
    found = [one for row in rows if (one := number(row, head))]
    assert [says_nothing(row, head) for row in rows] == open_
    assert [one.row.cells[head].split()[0] for one in yearly(found)] == by_year
    assert are_of_one_measure(rows)  # "Measure" names them, and is no unit
