"""Which numbers are targets, by when, and of what; which were reached, offered or given up."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, item, paragraph

from corpus.documents import Metadata
from index.facts.extract import extract_facts
from index.facts.fact import Certainty, Fact, Kind

GOAL, AMOUNT = Kind.TARGET, Kind.AMOUNT


def figures(*blocks) -> list[Fact]:
    made = document(heading("Ports"), *blocks)
    object.__setattr__(made, "meta", Metadata("Ports", issued="2031-06"))
    return [fact for fact in extract_facts(made) if fact.kind in (GOAL, AMOUNT)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Output was €2 billion in 2030, against a goal of €2.5 billion for 2035.",
            [(2 * 10**9, AMOUNT, "2030"), (2_500_000_000, GOAL, "2035")],
        ),
        (
            "In all 45 docks had been approved by the end of 2030, against a target of 60.",
            [(45, AMOUNT, "2030"), (60, GOAL, "2030")],
        ),
        ('It falls short of the goal of "over 8%" for 2035.', [(8, GOAL, "2035")]),
        (
            "Norland had 38 docks at the end of 2030 and plans to have 60 by the end of 2034.",
            [(38, AMOUNT, "2030"), (60, GOAL, "2034")],
        ),
        (
            "It wants sales to exceed €44 million by 2035, from €23 million last year, and offers"
            " up to €1 million for each of five yards.",
            [(44 * 10**6, GOAL, "2035"), (23 * 10**6, AMOUNT, "2030"), (10**6, AMOUNT, "2035")],
        ),
        (
            "Acme wants 60 ships by 2036 (Bolt alone had planned 36 ships).",
            [(60, GOAL, "2036"), (36, AMOUNT, "2036")],
        ),
        (
            "Alba wants sales of €400 million by 2035, of which €30 million from docks (2030: €27"
            " million).",
            [(400 * 10**6, GOAL, "2035"), (30 * 10**6, GOAL, "2035"), (27 * 10**6, AMOUNT, "2030")],
        ),
        (
            "They call for 50 docks by 2035. The cost of one should drop below €20,000 by then.",
            [(50, GOAL, "2035"), (20_000, GOAL, "2035")],
        ),
        (
            "Alba had 510 cranes at the end of October 2030, against a target of 500 for the year.",
            [(510, AMOUNT, "2030-10"), (500, GOAL, "2030")],
        ),
        ("The target of 60 docks by 2035 was quietly given up.", [(60, AMOUNT, "2035")]),
        (
            "In May 2031 MHS dropped its goal of 60 docks by 2035; it wants 40 docks by 2036.",
            [(60, AMOUNT, "2035"), (40, GOAL, "2036")],
        ),
        (
            "It has a target of 60 docks by 2035, and the plan for ferries was dropped.",
            [(60, GOAL, "2035")],
        ),
        ("Its target was 600.", [(600, GOAL, None)]),
        (
            "Alba raised its 2035 target from 12.9 GW to 18 GW in May 2031.",
            [(18, GOAL, "2035")],
        ),
        (
            "The plan sets a goal of 100 docks for 2036 and allocates €2 million.",
            [(100, GOAL, "2036"), (2 * 10**6, AMOUNT, "2036")],
        ),
        (
            "The Tide Plan of 2026 had set a target of 8 to 10 docks by 2030.",
            [(8, GOAL, "2030")],
        ),
        ("Of the 18 targets for 2035 some were met early.", [(18, AMOUNT, "2035")]),
        (
            "The Senate has signaled a target of €4 million by 2040, while Acme sees €6 million.",
            [(4 * 10**6, GOAL, "2040"), (6 * 10**6, AMOUNT, "2040")],
        ),
    ],
)
def test_targets_of_the_prose(text, told) -> None:
    found = figures(paragraph(text))
    assert sorted((f.value, f.kind, f.when) for f in found) == sorted(told)


@pytest.mark.parametrize(
    ("lead", "deadline"),
    [
        ("Other goals for 2037 include:", "2037"),
        ("The plan contains the following targets for the end of 2035:", "2035"),
        ("By 2036, Alba is to:", "2036"),
    ],
)
def test_a_lead_that_sets_goals_and_a_year_is_that_of_its_items(lead, deadline) -> None:
    items = (
        "Raise use to over 90 percent (today: 40 percent)",
        "Build 1,000 docks, of which 174 were there in 2030",
    )
    found = figures(paragraph(lead), *map(item, items))
    assert [(f.value, f.kind, f.when, f.qualifiers.get("deadline")) for f in found] == [
        (90, GOAL, deadline, deadline),
        (40, AMOUNT, None, deadline),
        (1000, GOAL, deadline, deadline),
        (174, AMOUNT, "2030", None),
    ]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Alba, whose docks are old, wants to reach 400 docks by 2035.", {"Alba"}),
        ("Belm, which is small, has 30 docks.", {"Belm"}),
        ("Docks are built, while Alba has 30.", {"Alba"}),
        ("1% of this was sold.", {None}),
        (
            "The Port Fund holds 22 percent, Dune Bank 18 percent and Alba's Cove Co 10 percent.",
            {"Port Fund", "Dune Bank", "Alba's Cove Co"},
        ),
    ],
)
def test_a_subject_is_no_rest_of_a_clause(text, subjects) -> None:
    assert {fact.subject for fact in figures(paragraph(text))} == subjects


def test_what_was_planned_and_what_was_done_are_told_apart():
    told = figures(paragraph("In 2030 the port planned 120 docks and took 105."))
    assert [(fact.value, fact.certainty) for fact in told] == [
        (120, Certainty.PLANNED),
        (105, Certainty.STATED),
    ]
