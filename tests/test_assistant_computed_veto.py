"""What rows leave untold of a question and may not: then nothing is computed from them."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, item, paragraph, row

from assistant.answers.compose import Composed
from assistant.answers.told import Quoted
from assistant.candidates import candidates
from assistant.computed.compute import compute
from assistant.computed.computed import LIKELY, SURE
from assistant.computed.operation import operation
from assistant.computed.rows import KINDS, together
from assistant.computed.untold import must_stay_untold
from assistant.question import Query, kind_of
from assistant.select import Scored
from corpus.documents import BlockKind
from index.facts.extract import extract_facts
from index.keywords import stems

HEADS = ("City", "Budget (CNY million) 2023", "Budget (CNY million) 2024", "Start", "Status")
CITIES = (
    ("Anport", "200", "320", "1 March 2023", "open"),
    ("Beston", "100", "140", "15 June 2024", "open"),
    ("Colwyn", "60", "150", "10 May 2023", "suspended"),
)
VOUCHERS = document(
    heading("Harbour vouchers"),
    paragraph("Table 1: Vouchers by city"),
    row(*HEADS, kind=BlockKind.HEADER),
    *(row(*cells) for cells in CITIES),
    heading("Draft rules"),
    row("Policy", "Draft Measures for Harbours"),
    row("Issued by", "Harbour Office"),
    heading("What was built"),
    row("Indicator", "Unit", "Change", kind=BlockKind.HEADER),
    row("Power", "EFLOPS", "+33"),
    row("Racks", "million", "+11"),
    heading("Terms"),
    paragraph("Article 3 For these rules the following terms are meant:"),
    item("quay"),
    item("pilot"),
)


def query(text: str) -> Query:
    return Query(text, text, kind_of(text), {})


@pytest.fixture(scope="module")
def sets():
    facts = (fact for fact in extract_facts(VOUCHERS) if fact.kind in KINDS)
    return together(facts, lambda _: VOUCHERS)


@pytest.mark.parametrize(
    ("question", "short", "sure"),
    [
        ("Which city had the largest voucher budget in 2024?", "Anport, CNY 320 million", SURE),
        ("How many cities give vouchers?", "3", SURE),
        ("How many cities hand out vouchers?", "3", LIKELY),
        ("How many cities have suspended vouchers?", "1", SURE),
        ("How many cities started vouchers in 2023?", "2", SURE),
        ("How many cities have electronic vouchers?", None, None),
        ("How many cities have banned vouchers?", None, None),
        ("How many cities have vouchers on hold?", None, None),
        ("What was Hangzhou's budget for vouchers in 2024?", None, None),
        ("Which city in Sichuan had the largest voucher budget in 2024?", None, None),
        (
            "What is the difference between the budgets of Anport and Beston in 2024?",
            "CNY 180 million (Anport: CNY 320 million; Beston: CNY 140 million)",
            SURE,
        ),
        (
            "What is the difference between the voucher budgets of Anport and Beston in 2021?",
            None,
            None,
        ),
        (
            "What is the difference between the voucher budgets of Anport and Beston?",
            None,
            None,
        ),
        ("Who issued the draft rules?", None, None),
        ("Which indicator had the largest change in what was built?", None, None),
        ("How many articles do the rules have?", None, None),
    ],
)
def test_nothing_is_computed_from_rows_that_leave_a_condition_untold(sets, question, short, sure):
    asked = operation(question)
    weights = dict.fromkeys(stems(question), 1.0)
    near = [one.fact.span for rows in sets for one in rows.rows]
    found = compute(asked, sets, weights, kind_of(question), near)
    assert (found and found.short, found and found.sure) == (short, sure)


@pytest.mark.parametrize(
    ("question", "short", "held_back"),
    [
        ("Which city has the most ferries?", "Anport", True),
        ("Which city has the most ferries?", "Anport, more than any other", False),
        ("Which city has the fewest ferries?", "Anport, the largest fleet", True),
        ("Which city has the fewest ferries?", "Anport, the smallest fleet", False),
        ("Does Anport have the most ferries?", "Anport", False),
        ("By how much did the budget grow in Anport?", "320", True),
        ("By how much did the budget grow in Anport?", "+120", False),
        ("How much more than Beston did Anport pay?", "320", True),
        ("How many cities are operating?", "320", True),
        ("How many vouchers did Anport pay?", "320", False),
        ("What is the budget of Anport?", "320", False),
    ],
)
def test_a_row_is_not_given_for_what_takes_all_of_them(question, short, held_back):
    rows = [one for one in candidates(VOUCHERS, hit(VOUCHERS)) if one.text.startswith("Anport")]
    (first,) = rows
    composed = Composed(short, (), (Quoted(first.text, (first.span,)),))
    ranked = [Scored(first, 1.0, 1.0, suits=True)]
    assert must_stay_untold(query(question), composed, ranked) is held_back


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Which bodies issued the Tide Plan?", "MIIT; Ministry of Ports (2 in all)"),
        ("Which ministry published the Crane Measures?", "MOST"),
        ("Which bodies read the Tide Plan?", None),
        ("Which bodies issued the Net Plan?", None),
    ],
)
def test_which_bodies_issued_a_policy(question, short):
    made = document(
        heading("Tides"),
        paragraph("Policy: Tide Plan for Docks"),
        paragraph("Issued by: MIIT and the Ministry of Ports"),
        paragraph("Date: 3 May 2031"),
        heading("Cranes"),
        paragraph("Policy: Crane Measures"),
        paragraph("Issued by: MOST"),
        paragraph("Date: 4 May 2031"),
    )
    facts = (fact for fact in extract_facts(made) if fact.kind in KINDS)
    sets = together(facts, lambda _: made)
    near = [one.fact.span for rows in sets for one in rows.rows]
    weights = dict.fromkeys(stems(question), 1.0)
    found = compute(operation(question), sets, weights, kind_of(question), near)
    assert (found and found.short) == short
