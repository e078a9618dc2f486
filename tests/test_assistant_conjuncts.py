"""Of the numbers and names of a sentence those stand back that another conjunct tells."""

from __future__ import annotations

import pytest

from assistant.answers.conjuncts import across_the_contrast, in_other_conjuncts
from assistant.answers.stretches import stretches
from assistant.answers.wanted import Type, Wanted, wanted
from assistant.question import Query, kind_of

SCREW = (
    "Three need a bolt, which costs CNY 5 a piece if it is made here and CNY 9 if it is imported."
)
BUYERS = "Schools and museums took 90 boats, concert halls 30, mills 20 and hospitals 10."
PIERS = "37 piers shut in 2024 and 61 opened, so that 452 were in service at the year's end."
METALS = "They keep 98 percent of zinc and tin and 90 percent of lead (2019: 85 percent of lead)."
FINE = "Who sails at night is fined up to CNY 5; where it is serious, the fine is CNY 70 at most."
HALLS = "The limit is below 1.5; new halls must stay below 1.25, those in hub ports below 1.2."
REEF = (
    "Reef Plan: it has fees of CNY 30, loans of EUR 5, and gifts by the bureau of 9 percent of cost"
)
LEAK = "If a leak is found, it is reported within 8 hours, and the owner told within 72 hours."


@pytest.mark.parametrize(
    ("question", "text", "left"),
    [
        ("What does an imported bolt cost?", SCREW, ["Three", "CNY 9"]),
        ("What does a bolt made here cost?", SCREW, ["Three", "CNY 5"]),
        ("What does a bolt cost?", SCREW, ["Three", "CNY 5", "CNY 9"]),
        ("How many boats did hospitals take?", BUYERS, ["10"]),
        ("How many boats did concert halls take?", BUYERS, ["30"]),
        ("How many boats were taken?", BUYERS, ["90 boats", "30", "20", "10"]),
        ("How many piers opened?", PIERS, ["61"]),
        ("How many piers were in service at the end of 2024?", PIERS, ["452"]),
        ("How many piers are there?", PIERS, ["37 piers", "61", "452"]),
        ("What share of zinc is kept?", METALS, ["98 percent"]),
        ("What share of lead is kept?", METALS, ["90 percent"]),
        (
            "What share of lead was kept in 2019?",
            METALS,
            ["98 percent", "90 percent", "85 percent"],
        ),
        ("What share is kept?", METALS, ["98 percent", "90 percent"]),
        ("How high is the fine in serious cases?", FINE, ["CNY 70"]),
        ("How high is the fine?", FINE, ["up to CNY 5", "CNY 70"]),
        ("Within how many hours is the owner told?", LEAK, ["72 hours"]),
        ("Within how many hours is a leak reported?", LEAK, ["8 hours", "72 hours"]),
        (
            "How many piers opened?",
            "It has 37 piers of oak and elm and ash in all 61 towns, and 5 opened.",
            ["37 piers", "61", "5"],
        ),
        ("How high is the limit of halls in hub ports?", HALLS, ["below 1.2"]),
        ("How high is the limit of all?", HALLS, ["below 1.5", "below 1.25", "below 1.2"]),
        ("How high is the limit of halls?", HALLS, ["below 1.5", "below 1.25", "below 1.2"]),
        ("How much of the cost does the bureau bear in the Reef Plan?", REEF, ["9 percent"]),
        ("How many boats opened?", "It has 3 boats. The 5 piers opened.", ["3 boats", "5"]),
    ],
)
def test_numbers_left(question: str, text: str, left: list[str]) -> None:
    want = wanted(Query(question, question, kind_of(question), {}))
    numbers = stretches(text, want, frozenset(), question)
    other = in_other_conjuncts(question, want.noun, text, numbers)
    assert [text[one.start : one.end] for one in numbers if one not in other] == left


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Which city was the first to pay a voucher?", ["Bolt"]),
        ("Where was the idea born?", ["Alba"]),
        ("Which city pays?", ["Alba", "Bolt"]),
        ("Which city of ideas pays first?", ["Alba", "Bolt"]),
    ],
)
def test_names_left(question: str, left: list[str]) -> None:
    text = "The idea was born in Alba, but Bolt was the first to pay one out."
    names = stretches(text, Wanted(Type.PLACE, frozenset()), frozenset())
    other = across_the_contrast(question, text, names)
    assert [text[one.start : one.end] for one in names if one not in other] == left
