"""What each number of the prose is of: its own clause, a series, a relative clause, a name."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, paragraph

from index.facts.extract import extract_facts
from index.facts.fact import Kind


def subjects(*texts: str) -> list[tuple[int | float | str | None, str | None]]:
    made = document(heading("Ports"), *map(paragraph, texts))
    found = (f for f in extract_facts(made) if f.kind in (Kind.TARGET, Kind.AMOUNT))
    return [(f.value, f.subject) for f in sorted(found, key=lambda f: f.span.start)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The dock cost €5 million, of which the Harbour Fund bears €3 million.",
            [(5 * 10**6, "dock"), (3 * 10**6, "Harbour Fund")],
        ),
        (
            "The pier is large, and Acme Cranes expects 820 ships.",
            [(820, "Acme Cranes")],
        ),
        ("Alba held 20 % of the market and Belm 30 %.", [(30, "Belm"), (20, "Alba")]),
        ("Alba pays 60 % of it and the three towns 40 %.", [(40, "three towns"), (60, "Alba")]),
        (
            "Alba fell from 29 % to 23 %, and Belm from 20 % to 16 %.",
            [(23, "Alba"), (16, "Belm")],
        ),
        (
            "MGI Sails has 39 percent of the trade, against Illumar’s 52 percent.",
            [(39, "MGI Sails"), (52, "Illumar")],
        ),
        (
            "Alba, which hosts the fair, has the largest part, €160 million.",
            [(160 * 10**6, "Alba")],
        ),
        (
            "The yards in Alba, Belm and Cove receive €298 million.",
            [(298 * 10**6, "yards in Alba, Belm and Cove")],
        ),
        ("An audit of the port came to 51%.", [(51, "audit of the port")]),
        ("Universities account for 9.7%.", [(9.7, "Universities")]),
        ("Alba also pays €5 million.", [(5 * 10**6, "Alba")]),
        ("The sum is known: €7 million was spent.", [(7 * 10**6, "sum")]),
        (
            "Three makers and some 30 suppliers pledged it.",
            [(30, "Three makers and some 30 suppliers")],
        ),
    ],
)
def test_what_a_number_is_of(text, told):
    assert subjects(text) == told
