"""A follow-up to a question that a figure answered asks for a figure."""

from __future__ import annotations

import pytest

from assistant.answer import Turn
from assistant.followups.figure import of_a_figure
from assistant.question import Kind

TOOK = Turn("What did Aqua take in 2021?", "CNY 179 million in revenue.")
RATE = Turn("Aqua, its rate in May?", "90.4 percent.")
NAMED = Turn("What did Aqua open in 2021?", "A pier in Alba.")
TOLD = Turn("What did Aqua do in 2021?", f"5 piers were opened, {'and much was done ' * 4}.")


@pytest.mark.parametrize(
    ("question", "kind", "turn", "told"),
    [
        ("What did Aqua take in 2022?", Kind.NAME, TOOK, Kind.NUMBER),
        ("what was it in June?", Kind.NAME, RATE, Kind.NUMBER),
        ("what is it called?", Kind.NAME, RATE, Kind.NAME),
        ("Which firm owns it?", Kind.NAME, TOOK, Kind.NAME),
        ("Who runs it?", Kind.PERSON, TOOK, Kind.PERSON),
        ("What did Aqua open in 2022?", Kind.NAME, NAMED, Kind.NAME),
        ("What did Aqua do in 2022?", Kind.NAME, TOLD, Kind.NAME),
    ],
)
def test_the_kind_of_a_follow_up(question, kind, turn, told):
    assert of_a_figure(question, kind, [turn]) is told


def test_without_a_turn_before_the_kind_stays():
    assert of_a_figure("what was it in June?", Kind.NAME, []) is Kind.NAME
