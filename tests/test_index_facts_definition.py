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
        (
            "trials of seventh-generation crane networks (7G)",
            [("7G", "seventh-generation crane networks", None)],
        ),
        ("trials of three-dimensional maps (3D)", [("3D", "three-dimensional maps", None)]),
        ("trials of crane networks (7G)", []),
        ("trials of seventh-rate boats (7G)", []),
        ("the seventh yard of an old town of grand cranes (7C)", []),
        ("It stores 320 gigawatt-hours (GWh).", [("GWh", "gigawatt-hours", None)]),
        ("watt-hours per kilogram (Wh/kg)", [("Wh/kg", "watt-hours per kilogram", None)]),
        (
            "Of the TIMS type, TIMS being the abbreviation of tidal micro-sluices.",
            [("TIMS", "tidal micro-sluices", None)],
        ),
        ("TIMS, short for tidal micro-sluices, pay.", [("TIMS", "tidal micro-sluices", None)]),
        ("First-of-a-kind cranes (首台套)", [("First-of-a-kind cranes", None, None)]),
    ],
)
def test_what_a_sentence_defines(text, found):
    assert [(d.term, d.expansion, d.meaning) for d in definitions(text)] == found
