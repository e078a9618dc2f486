"""A change, a goal, other things or no money: figures of another sort than is asked for."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph, row

from assistant.another.figure import is_another_figure
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored

SALES = "Boltwerk: sales of 23 tugs, up 104 percent; prizes for 3 years"
YARD = "The yard of Dalian, 20 tonnes of ropes a year, was opened by 9 ministers for EUR 3 million."
WHARF = "The wharf pays HKD 500 to its crews."
WANTS = "The bureau wants 250 buoys by May and has set out 90 lamps."
FAR = "The bureau that wants lamps on all of its many islands and piers laid out 12 bells."
CAP = "The scheme pays for each recall, up to CNY 100 million per case."
CREW = "The dock near Zaragoza has 1,400 workers and 80,000 bells."
OF_BOTH = "It makes ropes for nine large docks, where 14 companies use them; no firms do."
CASES = "The island had only 741 cases of scurvy among 12 crews."


@pytest.mark.parametrize(
    ("question", "text", "short", "is_another"),
    [
        # a change is no level
        ("How big was Boltwerk's loss?", SALES, "104 percent", True),
        ("How large is Boltwerk?", SALES, "23 tugs", False),
        ("How much did Boltwerk's sales grow?", SALES, "104 percent", False),
        ("What was the growth rate of Boltwerk?", SALES, "104 percent", False),
        # what is no money is no price
        ("Price of the yard of Dalian", YARD, "20 tonnes", True),
        ("Costs of the yard of Dalian", YARD, "EUR 3 million", False),
        ("How much did the minister pay for the yard?", YARD, "9", True),
        ("How much did the minister pay for the yard?", YARD, "EUR 3 million", False),
        ("Output of the yard of Dalian", YARD, "20 tonnes", False),
        # money is no count, but of money
        ("How many ministers opened the yard?", YARD, "EUR 3 million", True),
        ("Number of crews of the wharf", WHARF, "HKD 500", True),
        ("How many millions is the yard worth?", YARD, "EUR 3 million", False),
        ("How many billions are the subsidies?", YARD, "EUR 3 million", False),
        # what is planned is not there yet
        ("How many buoys did the bureau really lay out?", WANTS, "250 buoys", True),
        ("How many buoys has the bureau already laid out?", WANTS, "250 buoys", True),
        ("How many buoys have been anchored?", WANTS, "250 buoys", True),
        ("How many buoys has the bureau promised?", WANTS, "250 buoys", False),
        ("How many buoys does the bureau want?", WANTS, "250 buoys", False),
        ("How many lamps has the bureau already laid out?", WANTS, "90 lamps", False),
        ("How many buoys did the bureau have painted?", WANTS, "250 buoys", False),
        # the most that may be is not what was
        ("How much has the scheme paid out so far?", CAP, "up to CNY 100 million", True),
        ("How much does the scheme pay?", CAP, "up to CNY 100 million", False),
        ("Up to how much has it already paid?", CAP, "up to CNY 100 million", False),
        ("How many bells have been laid out?", FAR, "12 bells", False),
        ("How many buoys are there?", WANTS, "250 buoys", False),
        # other things are counted
        ("How many sails did the island have?", CASES, "741", True),
        ("How many cases did the island have?", CASES, "741", False),
        ("How many crews did the island have?", CASES, "12 crews", False),
        ("How many people are there?", CASES, "741", True),
        ("How many people work there?", CREW, "1,400 workers", False),  # whatever they are called
        ("How many ropes are there?", OF_BOTH, "nine", True),
        ("How many docks are there?", OF_BOTH, "nine", False),
        ("How many firms use them?", OF_BOTH, "14", False),  # companies
        ("Who counted the sails?", CASES, "741", False),
        ("How many sails are there?", CASES, "", False),
    ],
)  # fmt: skip
def test_another_figure(question: str, text: str, short: str, is_another: bool) -> None:
    made = document(paragraph(text))
    only = next(candidates(made, hit(made)))
    query = Query(question, question, kind_of(question), {})
    assert is_another_figure(query, Scored(only, 1.0, 1.0, True), short) is is_another


def test_a_row_tells_in_its_head_what_is_counted() -> None:
    made = document(row("Gull", "12 tugs"))
    only = next(candidates(made, hit(made)))
    query = Query("How many boats has Gull?", "How many boats has Gull?", kind_of("How many?"), {})
    assert not is_another_figure(query, Scored(only, 1.0, 1.0, True), "12 tugs")
