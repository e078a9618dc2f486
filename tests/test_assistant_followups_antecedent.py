"""What "it" and "its" stand for."""

from __future__ import annotations

import pytest

from assistant.followups.antecedent import with_antecedent

BUDGET = "How much did Chengdu budget for vouchers?"
OPENED = "When did the NDA open?"
OUTPUT = "What is the capacity of Kuqa One?"


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        ("When did its scheme start?", BUDGET, "When did Chengdu's scheme start?"),
        ("How many departments does it have?", OPENED, "How many departments does the NDA have?"),
        ("When did it open?", OUTPUT, "When did Kuqa One open?"),
        (
            "What is the fine for violating it?",
            "What does Article 8 require?",
            "What is the fine for violating Article 8?",
        ),
        # A place's scheme and not the place; a part or an owner; two that might be meant.
        ("When did it start?", BUDGET, ""),
        ("Who runs it?", "How large is Anhui's fund?", ""),
        ("Who runs it?", "How large is the Anhui fund?", ""),
        ("Who runs it?", "When did BYD sue Tesla?", ""),
        ("What does it allow?", "In the March 2021 issue, who wrote the plan?", ""),
        # What was answered may be meant.
        ("When was it founded?", "Which firm did BYD buy?", ""),
        ("How long does it take?", OPENED, ""),
        ("Who said so?", OPENED, ""),
    ],
)
def test_the_one_thing_that_was_asked_about(question, earlier, expected):
    assert with_antecedent(question, earlier) == expected
