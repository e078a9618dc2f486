"""What names nothing that the question names is no answer to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_document import document, heading, hit, paragraph

from assistant.another.unnamed import is_unnamed, lacks_matter, tells_of_names
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored
from index.keywords import stems

CHAIR = "The chairman is Ada Holm, and 12 docks are American."
MADE = document(
    heading("Harbour Council"),
    paragraph(CHAIR),
    heading("Companies"),
    paragraph("Boltwerk, fastPort and COVID-19 tests of the Ministry of Tides stand here."),
)


@pytest.mark.parametrize(
    ("question", "unnamed"),
    [
        ("Who is the chairman of Boltwerk?", True),
        ("Who is the chairman of the Harbour Council?", False),
        ("Who is the chairman?", False),
        ("Who is the chairman of fastPort?", True),
        ("Who chairs the HCX?", False),  # whose initials it may have as words
        ("How many docks does Boltwerk have?", False),
        ("How many docks does Geelong have?", True),
        ("How many docks does America have?", False),
        ("How many docks are Chinese?", False),
        ("How many Covid tests are there?", False),
        ("Geelong has how many docks?", False),  # as any word that begins a question
        ("Does Geelong have docks?", False),
        ("Geelong Bells number 2024", True),  # no sentence, so that its first word may be a name
        ("Harbour Council chairman", False),
        ("Why does the town of Geelong have docks?", False),
    ],
)
def test_what_names_nothing_of_the_question(question: str, unnamed: bool) -> None:
    only = next(c for c in candidates(MADE, hit(MADE)) if c.text == CHAIR)
    query = Query(question, question, kind_of(question), {})
    assert is_unnamed(query, question, Scored(only, 1.0, 1.0, True), MADE) is unnamed


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many docks does the Harbour Council have?", True),
        ("How many docks does Boltwerk have?", False),
        ("How many Chinese docks are there?", True),
    ],
)
def test_names_that_a_sentence_tells_of(question: str, told: bool) -> None:
    only = next(c for c in candidates(MADE, hit(MADE)) if c.text == CHAIR)
    assert tells_of_names(question, Scored(only, 1.0, 1.0, True), MADE) is told


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("What was the capacity of the breweries in 2019?", True),
        ("What was the capacity of the docks in 2019?", False),  # a word of that document too
        ("Where are the breweries?", False),  # no figure is asked for
    ],
)
def test_a_word_of_the_best_sentence_that_another_document_has_nowhere(
    question: str, lacks: bool
) -> None:
    other = document(paragraph("Estimates of the breweries and docks vary."), name="other")
    best, answers = (
        Scored(next(iter(candidates(made, hit(made)))), 1.0, words, made is MADE)
        for made, words in ((other, 0.9), (MADE, 0.5))
    )
    query = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 3.0))
    assert lacks_matter(query, best, answers, MADE) is lacks
    assert not lacks_matter(query, best, replace(answers, words=0.8), MADE)
    assert not lacks_matter(query, replace(best, suits=True), answers, MADE)
    assert not lacks_matter(query, replace(answers, words=0.9), answers, MADE)
