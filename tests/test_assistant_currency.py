"""The currency that an amount is wanted in is no word to look for."""

from __future__ import annotations

import pytest

from assistant.answers.wanted import Type, wanted
from assistant.currency import currency_asked, without_currency
from assistant.question import Query, kind_of


@pytest.mark.parametrize(
    ("question", "code", "bare"),
    [
        ("How much was pledged, in US dollars?", "USD", "How much was pledged?"),
        ("How many euros is the fund worth?", "EUR", "How much is the fund worth?"),
        ("In yuan, how large is the fund?", "CNY", "how large is the fund?"),
        ("What is the fund worth in RMB, roughly?", "CNY", "What is the fund worth, roughly?"),
        ("What did it cost in $?", "USD", "What did it cost?"),
        ("What was it worth in euros in 2019?", "EUR", "What was it worth in 2019?"),
        ("Which share is settled in yuan?", None, "Which share is settled in yuan?"),
        ("How strong is demand in Europe?", None, "How strong is demand in Europe?"),
        ("What do loans in yuan cost?", None, "What do loans in yuan cost?"),
        ("How many US firms signed?", None, "How many US firms signed?"),
    ],
)
def test_the_currency_asked_for_is_told_from_what_is_asked(question, code, bare):
    assert (currency_asked(question), without_currency(question)) == (code, bare)


@pytest.mark.parametrize(
    ("question", "type_"),
    [
        ("How many dollars did it pledge?", Type.MONEY),
        ("What did it pledge, in US dollars?", Type.MONEY),
        ("What share of trade is settled in yuan?", Type.PERCENT),
    ],
)
def test_an_amount_in_a_currency_is_money(question, type_):
    assert wanted(Query(question, question, kind_of(question), {})).type is type_
