"""Numbers with the unit behind them, and sums in the currency that is asked for."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph

from assistant.answers.units import in_currency, with_unit
from assistant.candidates import candidates


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        ("Power must reach 260 EFLOPS, up from 70.", "260", "260 EFLOPS"),
        ("Stacks use no more than 4.6 kilowatt-hours per normal cubic metre of gas.",
         "no more than 4.6", "no more than 4.6 kilowatt-hours per normal cubic metre"),
        ("The TH3 offers 128 TOPS (trillions of steps).", "128", "128 TOPS"),
        ("There are 41 AI firms.", "41", "41"),
        ("There are 12 SAR satellites.", "12", "12"),
        ("It was 2025 GWh of power.", "2025", "2025"),
        ("It fell to 7 by May.", "7", "7"),
    ],
)  # fmt: skip
def test_a_number_takes_the_unit_behind_it(text: str, short: str, whole: str) -> None:
    made = document(paragraph(text))
    only = next(candidates(made, hit(made)))
    assert with_unit(short, only, made) == whole


@pytest.mark.parametrize(
    ("question", "short", "told"),
    [
        ("What does it cost, in euros?", "CNY 298,000", "EUR 38,200 (CNY 298,000)"),
        ("What does it cost, in US dollars?", "CNY 298,000", "CNY 298,000"),
        ("What does it cost?", "CNY 298,000", "CNY 298,000"),
        ("What does it cost, in euros?", "two", "two"),
    ],
)
def test_a_sum_as_its_sentence_converts_it(question: str, short: str, told: str) -> None:
    assert in_currency(question, short, "It costs CNY 298,000 (EUR 38,200) apiece.") == told
