"""A figure of the year, the land or the name asked for, before that of another."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph

from assistant.answers.meant import of_what_is_meant
from assistant.answers.stretches import stretches
from assistant.answers.wanted import Type, Wanted
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored

BOATS = ("Coves had 40 boats in 2031.", "Coves held 31 boats (2030).")
FIRMS = ("Dutch yards raised €3 million.", "The Swedish ones raised €9 million.")
ROW = "Alba, Bolt and Cove get €300 million. Bolt, a port, has the most, €160 million."
EACH = "Alba and Bolt get €3 and €4 million respectively. Bolt asked for €7 million."


def told(question: str, scores: tuple[float, ...], *paragraphs: str) -> list[tuple[str, float]]:
    made = document(*map(paragraph, paragraphs))
    found = list(candidates(made, hit(made)))
    ranked = [
        Scored(one, score, 1.0, "€" in one.text or "boats" in one.text)
        for one, score in zip(found, scores, strict=True)
    ]
    query = Query(question, question, kind_of(question), {})
    return [(one.candidate.text, one.score) for one in of_what_is_meant(query, ranked)]


@pytest.mark.parametrize(
    ("question", "texts", "scores", "left"),
    [
        ("How many boats were there in 2030?", BOATS, (0.9, 0.7), [(BOATS[1], 0.9)]),
        (
            "How many boats were there in 2031?",
            BOATS,
            (0.9, 0.7),
            [(BOATS[0], 0.9), (BOATS[1], 0.7)],
        ),
        (
            "How many boats were there in 2030?",
            BOATS,
            (0.9, 0.5),
            [(BOATS[0], 0.9), (BOATS[1], 0.5)],
        ),
        ("Were there boats in 2030?", BOATS, (0.9, 0.7), [(BOATS[0], 0.9), (BOATS[1], 0.7)]),
        ("How much did Swedish yards raise?", FIRMS, (0.9, 0.7), [(FIRMS[1], 0.9)]),
        ("How much did yards raise?", FIRMS, (0.9, 0.7), [(FIRMS[0], 0.9), (FIRMS[1], 0.7)]),
        (
            "How much does Bolt get?",
            (ROW,),
            (0.9, 0.7),
            [("Bolt, a port, has the most, €160 million.", 0.9)],
        ),
        ("How much do Alba and Bolt get?", (ROW,), (0.9, 0.7), None),
        ("How much does Bolt get?", (EACH,), (0.9, 0.7), None),
    ],
)
def test_what_is_meant_takes_the_place_of_another(question, texts, scores, left):
    found = told(question, scores, *texts)
    assert found == left if left is not None else [score for _, score in found] == list(scores)


def test_the_number_that_a_rate_is_told_per_is_not_the_rate():
    text = "40 fishing boats per 1 000 sailors"
    found = stretches(text, Wanted(Type.AMOUNT, frozenset()), frozenset())
    assert [(text[s.start : s.end], s.fit) for s in found] == [("40", 0.5), ("1 000", 0.2)]
