"""The clauses of a question that are searched for by themselves."""

from __future__ import annotations

import pytest

from assistant.clauses import clauses


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("SAIC picked a chip supplier. Is that supplier on the roster of firms?",
         ("SAIC picked a chip supplier", "Is that supplier on the roster of firms")),
        ("who heads the planning office, and since when has the advisory council existed?",
         ("who heads the planning office", "since when has the advisory council existed")),
        ("In the year when robot sales fell, what did the ministry spend on robots?",
         ("In the year when robot sales fell", "what did the ministry spend on robots")),
        ("SAIC's chip supplier for cars: what number has it on the roster of firms?",
         ("SAIC's chip supplier for cars", "what number has it on the roster of firms")),
        ("March 2021 issue: what number has it on the roster of firms?",
         ("March 2021 issue", "what number has it on the roster of firms")),
        ("Which robot maker went to a Chinese group, and to whom?", ()),
        ("Who heads the planning office?", ()),
        ("Which are larger, cars or drones or robots?", ()),
        ("", ()),
        ("a b c d. " * 500, ()),
        ("Alpha beta gamma. " * 5, ("Alpha beta gamma",) * 3),
    ],
)  # fmt: skip
def test_a_question_is_split_where_each_clause_says_enough(question, found):
    assert clauses(question) == found
