"""Lists within a sentence that says how many items there are."""

from __future__ import annotations

import pytest

from index.facts.inline import enumerated


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Steering has three forms: plans, money and rules.", ["plans", "money", "rules"]),
        ("Two aims stand out: clean water and quiet nights.", ["clean water", "quiet nights"]),
        (
            "It shows three things: yards pay; ports, large and small, gain; and ferries lose.",
            ["yards pay", "ports, large and small, gain", "ferries lose"],
        ),
        (
            "Five towns take part: Alba, Belm and Cove (since May 2030), Dorn and Elm.",
            ["Alba", "Belm", "Cove (since May 2030)", "Dorn", "Elm"],
        ),
        (
            "There are three grades: low, middle, and salt and pepper.",
            ["low", "middle", "salt and pepper"],
        ),
        (
            "Four groups, namely Acme, Bolt, Cove and Dorn, put up the rest.",
            ["Acme", "Bolt", "Cove", "Dorn"],
        ),
        ("The three were Alba, Belm and Cove; Dorn was left out.", ["Alba", "Belm", "Cove"]),
        (
            "Three papers are needed: a contract, a map, and a form, down to the berth.",
            ["a contract", "a map", "a form"],
        ),
        ("The two are measured differently, but neither counts.", []),
        ("It rests on three parts: tides, ports and aims to grow.", []),  # the last is no item
        ("Four open: A and B in Alba, C in Belm, D and E in Cove.", []),  # which four?
        ("It names four priorities: jobs, food and trade.", []),  # it gives three
        ("The towns are these: Alba, Belm and Cove.", []),  # and does not say how many
        ("Open from 10 to 3: Monday and Tuesday.", []),
    ],
)
def test_as_many_items_as_are_announced(text, items):
    assert [text[start:end] for start, end in enumerated(text)] == items
