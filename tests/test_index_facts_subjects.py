"""What each number of the prose is of: its own clause, a series, a relative clause, a name."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, item, paragraph

from index.facts.extract import extract_facts
from index.facts.fact import Kind


def subjects(*texts: str) -> list[tuple[int | float | str | None, str | None]]:
    made = document(heading("Ports"), *map(paragraph, texts))
    found = (f for f in extract_facts(made) if f.kind in (Kind.TARGET, Kind.AMOUNT))
    return [(f.value, f.subject) for f in sorted(found, key=lambda f: (f.span, f.value))]


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
        ("Alba held 20 % of the market and Belm 30 %.", [(20, "Alba"), (30, "Belm")]),
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
        ("Alba overtook Belm in 2030 (40 against 29).", [(29, "Belm"), (40, "Alba")]),
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


def figures(*blocks) -> list[tuple[int | float | str | None, str | None]]:
    found = (f for f in extract_facts(document(*blocks)) if f.kind is Kind.AMOUNT)
    return [(f.value, f.subject) for f in found]


def test_figures_of_a_profile_are_of_its_name():
    assert figures(
        heading("Profiles"),
        paragraph(
            "Acme Cranes (阿克梅). Founded in 2000 in Alba. Revenue in 2021: €22 million. It"
        ),
        paragraph("Bolt Sails. It employs 830 people. The new yard has 20 docks."),
        paragraph("Growth. It was 7 percent."),
        heading("Cask Marine"),
        item("Founded in 1970"),
        item("World market share 2030: 20 %"),
        heading("IN BRIEF"),
        item("Bolt pays a fine of €3 million"),
        item("Dune has new owners"),
    ) == [
        (22 * 10**6, "Acme Cranes"),
        (830, "Bolt Sails"),
        (20, "new yard"),
        (7, None),
        (20, "Cask Marine"),
        (3 * 10**6, "Bolt"),
    ]


def test_figures_of_a_section_about_one_thing_are_of_it():
    assert figures(
        heading("Tide Pilot Scheme"),
        paragraph("MIIT runs the Tide Pilot Scheme. It runs until 2030 and costs €2 million."),
        heading("Regional Hubs"),
        paragraph("It cost €3 million."),
    ) == [(2 * 10**6, "Tide Pilot Scheme"), (3 * 10**6, None)]


@pytest.mark.parametrize(
    "text",
    [
        "63 29 24 11",
        "FROM DOCKS TO YARDS 7",
        "The 973 Program was opened for docks.",
        "It has appeared as ISSN 2589-7714 (online) for some time.",
    ],
)
def test_numbers_that_are_of_nothing(text):
    assert subjects(text) == []


def test_what_is_less_than_planned_is_no_plan():
    made = document(paragraph("Acme raises €7 million, as planned, €3 million less than planned."))
    assert {str(f.certainty) for f in extract_facts(made) if f.kind is Kind.AMOUNT} == {"stated"}
