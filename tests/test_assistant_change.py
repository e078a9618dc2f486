"""Changes: by how much, worked out from what a sentence says was before and after."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph

from assistant.answers.change import change, direction
from assistant.answers.compose import compose
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored
from index.keywords import stems


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Debt rose from 262% of GDP in 2019 to 288% in 2020.", "26 points (from 262% to 288%)"),
        ("It fell from €3 million to €1 million.", "€2 million (from €3 million to €1 million)"),
        ("It grew from 3 to 5 percent.", "2 points (from 3 percent to 5 percent)"),
        ("It fell from 9 km in May to about 4 km.", "about 5 km (from 9 km to about 4 km)"),
        ("It fell from 20 boats to 30 percent of them.", ""),
        ("It rose to 30 percent.", ""),
        ("They sailed from 5 ports.", ""),
    ],
)  # fmt: skip
def test_from_what_to_what(sentence, told):
    assert change(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Debt rose from 262% of GDP in 2019 to 288% in 2020.", "Up (from 262% to 288%)"),
        ("It paid CNY 9 in 2022 and CNY 5 in 2023.", "Down (from CNY 9 to CNY 5)"),
        ("It paid CNY 9 in 2022 and 5 percent in 2023.", ""),
        ("It paid CNY 9 in 2022.", ""),
        ("It paid CNY 9 in 2022, CNY 8 in 2023 and CNY 5 in 2024.", ""),
    ],
)
def test_up_or_down(sentence, told):
    assert direction(sentence) == told


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Did the debt of ports go up or down?", "Up (from 262% to 288%)"),
        ("Did the debt of ports go up or down from 2019 to 2020?", "Up (from 262% to 288%)"),
        ("Was the debt of ports rising or falling?", "Up (from 262% to 288%)"),
        ("How much did the debt of ports rise?", "26 points (from 262% to 288%)"),
        ("By how many points did the debt of ports go up?", "26 points (from 262% to 288%)"),
        ("How high was the debt of ports?", "262%"),
    ],
)
def test_a_question_by_how_much(question, short):
    made = document(paragraph("The debt of ports rose from 262% in 2019 to 288% in 2020."))
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    asked = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    assert compose(asked, best, lambda _: made).short == short


def test_what_something_lost_is_worked_out_where_it_is_told_from_what_to_what():
    question = "How many pilots did the port lose?"
    made = document(paragraph("The number of pilots of the port fell from 668 to 610."))
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    asked = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    assert compose(asked, best, lambda _: made).short == "58 (from 668 to 610)"
