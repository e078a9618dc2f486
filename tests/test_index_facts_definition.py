"""What sentences define: names with acronyms or other names, terms with what they mean."""

from __future__ import annotations

import pytest

from index.facts.definition import definitions

FUND = "Norland Crane Investment Fund"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"the {FUND} (the “Crane Fund”) pays", [("Crane Fund", FUND, None)]),
        (f'the {FUND} ("Crane Fund") pays', [("Crane Fund", FUND, None)]),
        ("a word (the “Crane Fund”) of it", []),
        (
            "LFP = lithium iron phosphate; CAGR = compound annual growth rate.",
            [
                ("LFP", "lithium iron phosphate", None),
                ("CAGR", "compound annual growth rate", None),
            ],
        ),
        (
            "Abbreviations: MHS – Ministry of Harbours and Ships; BOT – Bureau of Tides.",
            [("MHS", "Ministry of Harbours and Ships", None), ("BOT", "Bureau of Tides", None)],
        ),
        (
            "TOPS (trillions of operations per second)",
            [("TOPS", "trillions of operations per second", None)],
        ),
        ("a pack of lithium iron phosphate (LFP)", [("LFP", "lithium iron phosphate", None)]),
        ("a plant of 50 megawatts (MW)", [("MW", "megawatts", None)]),
        ("CBT: common berth tariff.", [("CBT", "common berth tariff", None)]),
        ("MOFCOM (Ministry of Commerce) licenses", [("MOFCOM", "Ministry of Commerce", None)]),
        ("a long and winding road (XYZ)", []),
        ("Growth was slow – the CRANES – for years.", []),
        (
            "Dock leasing denotes the letting of a dock for a year.",
            [("Dock leasing", None, "the letting of a dock for a year")],
        ),
        (
            "Quiet hours are understood as those without any crane.",
            [("Quiet hours", None, "those without any crane")],
        ),
        (
            "Young yards, meaning those founded after 2015, grow.",
            [("Young yards", None, "those founded after 2015")],
        ),
        (
            "electric vertical take-off and landing aircraft (eVTOL)",
            [("eVTOL", "electric vertical take-off and landing aircraft", None)],
        ),
        ("It makes polyhydroxyalkanoates (PHA).", [("PHA", "polyhydroxyalkanoates", None)]),
        ("It makes plastics (PHA).", []),
    ],
)
def test_what_a_sentence_defines(text, found):
    assert [(d.term, d.expansion, d.meaning) for d in definitions(text)] == found
