"""What is said before a number, a negation included."""

from __future__ import annotations

import pytest

from index.operators import beginning, operator_before, operator_of

BOUND = "It may put no more than CNY 8 billion in; moreover 5 are due no later than 2030."


@pytest.mark.parametrize(
    ("amount", "operator"),
    [
        ("no more than 5", "up to"),
        ("not exceeding 5", "up to"),
        ("not less than 5", "at least"),
        ("more than 5", "over"),
        ("fewer than 5", "under"),
        ("some 5", "about"),
        ("something", None),
        ("5", None),
        ("5 or more than that", None),
    ],
)
def test_with_which_operator_an_amount_begins(amount: str, operator: str | None) -> None:
    assert operator_of(amount) == operator


@pytest.mark.parametrize(
    ("number", "operator", "begins"),
    [("CNY 8", "up to", "no more than"), ("5", None, "5"), ("2030", "up to", "no later than")],
)
def test_what_stands_before_a_number(number: str, operator: str | None, begins: str) -> None:
    found = operator_before(BOUND, BOUND.index(number))
    assert found == (operator, BOUND.index(begins))


@pytest.mark.parametrize(
    ("start", "begins"),
    [("more than", "no more"), ("later", "no later"), ("CNY", "CNY"), ("5", "5")],
)
def test_a_stretch_begins_with_the_whole_operator(start: str, begins: str) -> None:
    assert beginning(BOUND, BOUND.index(start)) == BOUND.index(begins)
