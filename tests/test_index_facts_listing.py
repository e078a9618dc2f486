"""Which lists of sentences are lists: those that their heading says so of."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, item

from index.facts.extract import extract_facts
from index.facts.fact import Kind

SENTENCES = ("Cranes pay for themselves.", "Ferries lose money.", "Tides turn twice.")


@pytest.mark.parametrize(
    ("title", "listed"),
    [
        ("Key findings", True),
        ("What to watch in May", True),
        ("6. Three scenarios to 2040", True),
        ("This month in three lines", True),
        ("6. Four scenarios to 2040", False),
        ("3. Scenarios", False),  # the number of a heading counts nothing
        ("Three years later", False),
    ],
)
def test_items_that_are_sentences(title, listed):
    facts = extract_facts(document(heading(title), *(item(text) for text in SENTENCES)))
    found = [fact.value for fact in facts if fact.kind is Kind.LIST]
    assert found == ([text.rstrip(".") for text in SENTENCES] if listed else [])
