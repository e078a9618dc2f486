"""A glossary's lines define terms where nothing but its heading sets them apart."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, item, paragraph

from index.facts.extract import extract_facts
from index.facts.fact import Kind
from index.facts.glosses import glosses, is_glossary


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Tide lock A lock that opens at high water only (潮闸)",
            [("Tide lock", None, "潮闸", "A lock that opens at high water only")],
        ),
        (
            "Offtaker The party that buys the output",
            [("Offtaker", None, None, "The party that buys the output")],
        ),
        ("Berth – a place where a ship lies", [("Berth", None, None, "a place where a ship lies")]),
        (
            "Pilot zone (试验区): an area with rules of its own",
            [("Pilot zone", None, "试验区", "an area with rules of its own")],
        ),
        ("QKD Quantum key distribution", [("QKD", "Quantum key distribution", None, None)]),
        (
            "NEV New energy vehicle: an electric or hybrid car",
            [("NEV", "New energy vehicle", None, "an electric or hybrid car")],
        ),
        (
            "CSB China Society of Biology eVTOL Electric vertical takeoff and landing aircraft",
            [
                ("CSB", "China Society of Biology", None, None),
                ("eVTOL", "Electric vertical takeoff and landing aircraft", None, None),
            ],
        ),
        ("According to The Economist the plan is late.", []),
        ("The terms below are used in this report.", []),
        ("CAE – see EDA", []),
        ("TPA: tidal port authority", [("TPA", "tidal port authority", None, None)]),
        (
            "PQC: post-quantum cryptography; methods that withstand attacks",
            [("PQC", "post-quantum cryptography", None, "methods that withstand attacks")],
        ),
        (
            "HPA – Harbour Pilots Association, founded in 2020",
            [("HPA", "Harbour Pilots Association", None, "founded in 2020")],
        ),
        (
            "SWOT: strength, weakness, opportunity and threat",
            [("SWOT", "strength, weakness, opportunity and threat", None, None)],
        ),
        (
            "TIDE Market – the board for shares of yards, opened in 2019.",
            [("TIDE Market", None, None, "the board for shares of yards, opened in 2019.")],
        ),
        ("LPR: the rate of the best", [("LPR", None, None, "the rate of the best")]),
    ],
)
def test_lines(line, told) -> None:
    assert [(d.term, d.expansion, d.chinese, d.meaning) for d in glosses(line)] == told


def test_the_bullet_of_a_line_is_none_of_it() -> None:
    made = document(heading("Glossary"), item("TPA: tidal port authority"))
    told = [(f.subject, f.value) for f in extract_facts(made) if f.kind is Kind.DEFINITION]
    assert told == [("TPA", "tidal port authority")]


def test_headings() -> None:
    titles = ("Appendix A. Glossary of Terms", "List of abbreviations", "Acronyms", "缩略语")
    titles += ("Terms in this letter", "Terms used in this issue", "Terms explained")
    assert all(is_glossary((title,)) for title in titles)
    assert not is_glossary(("2 Terms of trade", "Definition of success"))


def test_only_a_glossary_has_such_lines_and_each_term_a_value() -> None:
    line = "Tide lock A lock that opens at high water only (潮闸)"
    defined = {
        title: [(f.subject, f.value) for f in extract_facts(made) if f.kind is Kind.DEFINITION]
        for title in ("Glossary", "Locks")
        for made in [document(heading(title), paragraph(line))]
    }
    assert defined == {
        "Glossary": [("Tide lock", "A lock that opens at high water only")],
        "Locks": [("high water only", "潮闸")],
    }


def test_a_paragraph_of_glosses_has_each() -> None:
    text = (
        "ALK: alkaline lock, the oldest kind. Slack: water that stands still. PEL: port entry lock."
    )
    made = document(heading("Box 1. Terms used here"), paragraph(text))
    told = [(f.subject, f.value) for f in extract_facts(made) if f.kind is Kind.DEFINITION]
    assert told == [
        ("ALK", "alkaline lock, the oldest kind"),
        ("Slack", "water that stands still."),
        ("PEL", "port entry lock"),
    ]
