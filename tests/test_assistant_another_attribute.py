"""Penalties, profits, wages: what a sentence that has no word for them does not tell."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph, row

from assistant.another.attribute import is_of_another_attribute
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored
from corpus.documents import BlockKind

FINE = "Under the ferry rules offenders owe CNY 500,000 to the port."
PENALTIES = "The ferry rules are new. Penalties reach CNY 500,000."
SALES = "Acme sold docks for CNY 6 million in 2031."


def is_silent(question: str, *blocks) -> bool:
    made = document(*blocks)
    *_, last = candidates(made, hit(made))
    query = Query(question, question, kind_of(question), {})
    return is_of_another_attribute(query, Scored(last, 1.0, 1.0, True), made, "")


@pytest.mark.parametrize(
    ("question", "text", "silent"),
    [
        ("What is the highest penalty under the ferry rules?", FINE, True),
        ("What is the highest penalty under the ferry rules?", PENALTIES, False),
        ("What fines do the ferry rules provide for?", PENALTIES, False),
        ("How large was Acme's profit in 2031?", SALES, True),
        ("By how much did Acme's profits fall?", SALES, True),
        ("How large was Acme's profit in 2031?", "Acme earned CNY 6 million.", False),
        ("How many employees has Acme?", SALES, True),
        ("How many employees has Acme?", "Acme gives work to 400 people.", False),
        ("How large is the fund that Acme set up?", SALES, True),
        ("How large is the fund that Acme set up?", "Acme's vehicle has CNY 5 million.", False),
        ("What were Acme's sales?", SALES, False),
        ("Who was fined for the penalty rules?", SALES, False),  # it asks for somebody
    ],
)
def test_what_a_sentence_has_no_word_for(question, text, silent):
    assert is_silent(question, paragraph(text)) is silent


def test_a_row_may_have_the_word_at_its_head():
    heads = row("Yard", "Staff", kind=BlockKind.HEADER)
    assert not is_silent("How many employees has Acme?", heads, row("Acme", "400"))
    other = row("Yard", "Docks", kind=BlockKind.HEADER)
    assert is_silent("How many employees has Acme?", other, row("Acme", "400"))
