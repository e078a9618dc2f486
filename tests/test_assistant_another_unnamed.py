"""What names nothing that the question names is no answer to it."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, paragraph

from assistant.another.unnamed import is_unnamed
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored

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
        ("Why does the town of Geelong have docks?", False),
    ],
)
def test_what_names_nothing_of_the_question(question: str, unnamed: bool) -> None:
    only = next(c for c in candidates(MADE, hit(MADE)) if c.text == CHAIR)
    query = Query(question, question, kind_of(question), {})
    assert is_unnamed(query, question, Scored(only, 1.0, 1.0, True), MADE) is unnamed
