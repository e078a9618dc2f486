"""Of the numbers of one sentence those stand back that are of another year, name or part."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph

from assistant.answers.attached import elsewhere
from assistant.answers.compose import compose
from assistant.answers.stretches import stretches
from assistant.answers.wanted import wanted
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored
from index.keywords import stems

REVENUE = "Revenue rose to CNY 10.8 trillion in 2022 from CNY 9.5 trillion in 2021."
EXPORTS = "Exports fell by 12 percent in 2022 after growth of 24 percent in 2021."
FERRIES = "In 2021 Norland had 322 ferries per town, behind South Alba (1,000) and Bolt (670)."
POINTS = "Norland had 6.36 million docks, of which 2.08 million were public."
GOAL = "Norland now wants 700 docks by 2035, up from 600."
MOVED = "The target of 600 docks by 2035 was raised to 700 docks."
DEBT = "Debt has reached 288 percent, up from 262 percent in the spring quarter."
PAID = "Alba and the bureau build a pier for CNY 12 million, of which Alba pays CNY 8 million."
USE = "The use of berths stood at 83 percent (87 percent a year before)."
BUDGET = "Its budget is CNY 1.4 billion, against CNY 1.1 billion last year."
HAUL = "The haul was 31 million (May 2024: 28 million)."
WRECKS = "Bolt, a body under the Tide Bureau, counts 77; the Coral Union comes to 81."
LAST = "Last year it had 36, mostly of wood; for 2026 it aims at 90."
OVERTOOK = "Coral overtook Aqua in 2020 (90 against 70)."
AHEAD = "Coral is ahead of Aqua in boats (90 against 70) and docks (8 against 6)."
RUN = "Aqua and Coral run 250 and 110 boats respectively."
DRAFT = "Aid has a cap of CNY 60 a dock; the draft had the same rate but a cap of CNY 40."
EACH = "Docks in Alba and Belm were 38 and 34 percent full, respectively."
FUND = "The Tide Fund will have CNY 300 billion, of which CNY 60 billion from the Bureau of Tides."


@pytest.mark.parametrize(
    ("question", "text", "left"),
    [
        ("What was revenue in 2021?", REVENUE, ["CNY 9.5 trillion"]),
        ("What was revenue in 2022?", REVENUE, ["CNY 10.8 trillion"]),
        ("What was revenue in 2020?", REVENUE, ["CNY 10.8 trillion", "CNY 9.5 trillion"]),
        ("What was revenue in 2021 and 2022?", REVENUE, ["CNY 10.8 trillion", "CNY 9.5 trillion"]),
        ("By how much did exports grow in 2021?", EXPORTS, ["24 percent"]),
        ("How many ferries does South Alba have?", FERRIES, ["1,000"]),
        ("How many ferries does Bolt have?", FERRIES, ["670"]),
        ("How many ferries does Norland have?", FERRIES, ["322 ferries"]),
        ("How many public docks did Norland have?", POINTS, ["2.08 million"]),
        ("How many docks did Norland have?", POINTS, ["6.36 million docks"]),
        ("How many non-public docks did Norland have?", POINTS, ["6.36 million docks"]),
        ("How much does the Bureau of Tides pay into the Tide Fund?", FUND, ["CNY 60 billion"]),
        ("How much will the Tide Fund have?", FUND, ["CNY 300 billion"]),
        ("How high was the use of berths a year before?", USE, ["87 percent"]),
        ("How much was last year's budget?", BUDGET, ["CNY 1.1 billion"]),
        ("How high is the use of berths?", USE, ["83 percent", "87 percent"]),
        ("How large was the haul of May 2024?", HAUL, ["28 million"]),
        ("How large was the haul of May 2025?", HAUL, ["31 million", "28 million"]),
        ("How many wrecks does the Coral Union count?", WRECKS, ["81"]),
        ("How many wrecks does Bolt count?", WRECKS, ["77"]),
        ("How many wrecks are counted?", WRECKS, ["77", "81"]),
        ("How much does Alba put in?", PAID, ["CNY 8 million"]),
        ("How much does the pier of Alba cost?", PAID, ["CNY 12 million"]),
        ("How many docks does Norland want by 2035?", GOAL, ["700 docks"]),
        ("How many docks did Norland want before?", GOAL, ["700 docks", "600"]),
        ("How many docks are the target for 2035?", MOVED, ["700 docks"]),
        ("What share of docks in Alba is full?", EACH, ["38"]),
        ("What share of docks in Belm is full?", EACH, ["34 percent"]),
        ("What share of docks is full?", EACH, ["38", "34 percent"]),
        (
            "How high a percentage was debt in the spring quarter?",
            DEBT,
            ["288 percent", "262 percent"],
        ),
        ("How high is the cap?", DRAFT, ["CNY 60"]),
        ("How high a cap did the draft have?", DRAFT, ["CNY 40"]),
        ("How high is the cap?", "The cap is 5 MW (draft: 3 MW).", ["5 MW"]),
        ("How high is the cap?", "The cap is 5 MW, after 3 MW in the draft.", ["5 MW"]),
        ("How high is it?", "The first draft had set 3 MW, the final text has 5 MW.", ["5 MW"]),
        ("How many boats does Coral run?", RUN, ["110 boats"]),
        ("How many boats does Aqua run?", RUN, ["250"]),
        ("How many boats do they run?", RUN, ["250", "110 boats"]),
        (
            "How many firms does Alba own?",
            "Norland has 30 firms; its largest are Alba (12 percent) and Bolt (9 percent).",
            ["30 firms"],
        ),
        ("How many boats did Aqua have in 2020?", OVERTOOK, ["70"]),
        ("How many boats did Coral have in 2020?", OVERTOOK, ["90"]),
        ("How many boats were there in 2020?", OVERTOOK, ["90", "70"]),
        ("How many boats does Coral have?", AHEAD, ["90", "8"]),
        ("How many boats does it want in 2026?", LAST, ["90"]),
        ("How many boats did it have?", LAST, ["36", "90"]),
    ],
)
def test_numbers_left(question: str, text: str, left: list[str]) -> None:
    want = wanted(Query(question, question, kind_of(question), {}))
    numbers = stretches(text, want, frozenset(), question)
    other = elsewhere(question, text, numbers, now="2025-05")
    assert [text[one.start : one.end] for one in numbers if one not in other] == left


def test_the_two_are_those_of_the_sentences_before() -> None:
    before = "Acme sails from Alba. Rival Dune, which began in 2030, sails on."
    text = "The two run 250 and 110 ferries respectively."
    for question, left in (("How many ferries does Acme run?", "250"), ("… does Dune run?", "110")):
        want = wanted(Query(question, question, kind_of("How many ferries?"), {}))
        numbers = stretches(text, want, frozenset(), question)
        other = elsewhere(question, text, numbers, before)
        assert [text[o.start : o.end] for o in numbers if o not in other] == [left]


def test_the_short_answer_has_the_unit_that_its_series_shares() -> None:
    made = document(paragraph(EACH))
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    question = "What share of docks in Alba is full?"
    query = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    assert compose(query, best, lambda _: made).short == "38 percent"


def test_the_short_answer_is_the_number_of_the_year() -> None:
    made = document(paragraph(EXPORTS))
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    for year, short in (("2021", "24 percent"), ("2022", "12 percent")):
        question = f"By how much did exports change in {year}?"
        weights = dict.fromkeys(stems(question), 1.0)
        query = Query(question, question, kind_of(question), weights)
        assert compose(query, best, lambda _: made).short == short
