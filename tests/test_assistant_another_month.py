"""Another month: a figure of one month is no answer about another."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph

from assistant.another.month import is_of_another_month, months
from assistant.candidates import candidates
from assistant.select import Scored

OUTPUT = "Output rose by 4.9 percent in October, the bureau said on 14 November; in May it fell."


@pytest.mark.parametrize(
    ("asked", "short", "another"),
    [
        ("How fast did output grow in November 2030?", "4.9 percent", True),
        ("How fast did output grow in October 2030?", "4.9 percent", False),
        ("How fast did output grow?", "4.9 percent", False),
        ("Who told of output in November 2030?", "the bureau", False),
        ("How fast did output grow in July 2030?", "4.9 percent", True),
    ],
)
def test_the_month_behind_a_figure_is_its_own(asked, short, another):
    made = document(paragraph(OUTPUT))
    (only,) = candidates(made, hit(made))
    scored = Scored(only, 1.0, 1.0, True)
    assert is_of_another_month(asked, scored, made, short) is another


def test_months():
    assert months("In May it may rise, in March 2030 or on 3 July") == {3, 7} | months("May")
