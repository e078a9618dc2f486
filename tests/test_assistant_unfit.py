"""Years of a name, times where a length is asked for, corrected figures are no answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers.stretches import stretches
from assistant.answers.unfit import ends, unfit
from assistant.answers.wanted import Type, wanted
from assistant.question import Query, kind_of

PLAN = "On 9 January 2025 the bureau issued the Tide Plan 2025–2035, and the Rail Plan (2024)."
RING = "Tests were made on a ring of 11 kilometres in 14 months."
GAVE = "In issue 36 we gave its power as 24 MW."
RIGHT = "It is 42 MW."
FROM = "Until early 2024, ships paid; Order 7 of 3 May 2024 ends it from 1 June 2025."
TILL = "The fee, in force since 2 May 2020, is paid until 1 June 2025."
EXPIRES = "It came out on 2 May 2020 and expires on 1 June 2029."
WRITE = "It came out on 21 May, with comments to 20 June."
CREW = "It spent CNY 70 million on 40 pilots, 5 percent of them new."
PORTS = "It has 18 inland docks and 23 new ports, run by four firms."
LATER = "There are 40 large ports now and should be 90 by 2030."
ENDS = ["early 2024", "3 May 2024", "1 June 2025"]
SUMS = ["CNY 70 million", "40", "5 percent"]
SANK = "\n  - Of these, 2 sank."


@pytest.mark.parametrize(
    ("question", "type_", "text", "after", "left"),
    [
        ("When was the Tide Plan issued?", Type.DATE, PLAN, "", ["9 January 2025"]),
        (
            "Which years does the Tide Plan cover?",
            Type.DATE,
            PLAN,
            "",
            ["9 January 2025", "2025–2035"],
        ),
        ("When is the Tide Plan?", Type.DATE, "The Tide Plan 2025–2035.", "", ["2025–2035"]),
        ("From when on do ships pay nothing?", Type.DATE, FROM, "", ["1 June 2025"]),
        ("When do ships pay nothing?", Type.DATE, FROM, "", ENDS),
        ("Until when is it paid?", Type.DATE, TILL, "", ["1 June 2025"]),
        ("Until when is it valid?", Type.DATE, EXPIRES, "", ["1 June 2029"]),
        ("By what day may one write?", Type.DATE, WRITE, "", ["20 June"]),
        ("Since when is it paid?", Type.DATE, TILL, "", ["2 May 2020"]),
        ("How many pilots does it have?", Type.AMOUNT, CREW, "", ["40 pilots"]),
        ("How many ports are there?", Type.AMOUNT, PORTS, "", ["23 new ports"]),
        ("How many ports will there be by 2030?", Type.AMOUNT, LATER, "", ["40 large ports", "90"]),
        ("Headcount of the pilots?", Type.AMOUNT, CREW, "", ["40"]),
        ("How many percent are new?", Type.AMOUNT, CREW, "", SUMS),
        ("How long is the ring?", Type.AMOUNT, RING, "", ["11 kilometres"]),
        ("How long was the test phase?", Type.AMOUNT, RING, "", ["11 kilometres", "14 months"]),
        ("How long is the ring?", Type.AMOUNT, "The ring took 14 months.", "", ["14 months"]),
        ("What is its power?", Type.AMOUNT, f"{GAVE} {RIGHT}", "", ["42 MW"]),
        ("What is its power?", Type.AMOUNT, GAVE, f" {RIGHT}", []),
        ("What is its power?", Type.AMOUNT, GAVE, " The power grew.", ["36", "24 MW"]),
        ("What is its power?", Type.AMOUNT, GAVE, " It was the highest.", ["36", "24 MW"]),
        ("How many ships sank?", Type.AMOUNT, "It has 18 ships.", SANK, []),
        ("How many ships has it?", Type.AMOUNT, "It has 18 ships.", SANK, ["18 ships"]),
        ("Which power was given first?", Type.AMOUNT, GAVE, f" {RIGHT}", ["36", "24 MW"]),
        ("What is its power?", Type.AMOUNT, "Its power is 24 MW.", f" {RIGHT}", ["24 MW"]),
    ],
)
def test_what_is_left(question: str, type_: Type, text: str, after: str, left: list[str]) -> None:
    want = replace(wanted(Query(question, question, kind_of(question), {})), type=type_)
    found = stretches(text, want, frozenset())
    other = unfit(question, want, text, after, found)
    assert [text[one.start : one.end] for one in found if one not in other] == left


@pytest.mark.parametrize(
    ("question", "text", "last"),
    [
        ("By what day may one write?", "Comments are accepted until 20 June 2024.", True),
        ("By what day may one write?", "The draft came out on 20 June 2024.", False),
        ("When did it come out?", "Comments are accepted until 20 June 2024.", False),
    ],
)
def test_a_date_that_ends_what_is_asked_the_end_of(question: str, text: str, last: bool) -> None:
    assert ends(question, text, "20 June 2024") is last
