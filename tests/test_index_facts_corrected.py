"""A figure that its own document corrects names the one that is right."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, paragraph

from index.facts.extract import extract_facts
from index.facts.fact import Kind


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Correction: In 2030 we gave research spending in 2029 as €3.28 billion. The office has"
            " since revised it to €3.34 billion.",
            [(3_280_000_000, "2029", 3_340_000_000), (3_340_000_000, "2029", None)],
        ),
        (
            "Our table of docks put Alba at 470 docks per port in 2029. The Tide Institute's figure"
            " for 2029 is 392.",
            [(470, "2029", 392), (392, "2029", None)],
        ),
        (
            "Growth was first put at 5.2% in 2029. It has since been revised up to 5.4%.",
            [(5.2, "2029", 5.4), (5.4, "2029", None)],
        ),
        ("In Table 3, 12.5 GW should read 15.2 GW.", [(12.5, None, 15.2), (15.2, None, None)]),
        ("The fee should read €84, not €48.", [(48, None, 84), (84, None, None)]),
        (
            "Correction: the share of wind was 12 percent, not 21 percent.",
            [(12, None, None), (21, None, 12)],
        ),
        ("Sales were 5 tonnes. It was 7 tonnes in 2029.", [(5, None, None), (7, "2029", None)]),
        ("We said that exports rose 5%. It was a good year.", [(5, None, None)]),
    ],
)
def test_corrections(text, figures) -> None:
    made = document(heading("Notices"), paragraph(text))
    found = [f for f in extract_facts(made) if f.kind is Kind.AMOUNT]
    told = [(f.value, f.when, f.qualifiers.get("corrected")) for f in found]
    assert sorted(told, key=str) == sorted(figures, key=str)
