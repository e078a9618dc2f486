"""Where the best sentence is of another year, those of the year asked about are read."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph

from assistant.answers.compose import Composed
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.reading import Reading
from assistant.scope.asked import Scope
from assistant.select import Scored
from index.keywords import stems

LATER = "Norland had 900 ferries in 2021."
ASKED = "Norland had 700 ferries in 2020."
BOTH = "Norland had 900 ferries in 2021, up from 700 in 2020."
ELSEWHERE = "Southland had 300 ferries in 2020."


@pytest.mark.parametrize(
    ("question", "texts", "words", "score", "kept"),
    [
        ("How many ferries did Norland have in 2020?", (LATER, ASKED), 0.6, 0.9, [ASKED]),
        ("How many ferries did Norland have in 2021?", (LATER, ASKED), 0.6, 0.9, None),
        ("How many ferries did Norland have?", (LATER, ASKED), 0.6, 0.9, None),
        ("Did Norland have 700 ferries in 2020?", (LATER, ASKED), 0.6, 0.9, None),
        # of two years, of another land, of other words, far behind
        ("How many ferries did Norland have in 2020?", (LATER, BOTH), 0.6, 0.9, None),
        ("How many ferries did Norland have in 2020?", (LATER, ELSEWHERE), 0.6, 0.9, None),
        ("How many ferries did Norland have in 2020?", (LATER, ASKED), 0.2, 0.9, None),
        ("How many ferries did Norland have in 2020?", (LATER, ASKED), 0.6, 0.3, None),
    ],
)
def test_sentences_of_the_year_that_is_asked_about(
    question: str, texts: tuple[str, ...], words: float, score: float, kept: list[str] | None
) -> None:
    made = document(*map(paragraph, texts))
    first, *rest = candidates(made, hit(made))
    ranked = [Scored(first, 1.0, 0.9, True), *(Scored(c, score, words, True) for c in rest)]
    query = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    reading = Reading(query, [], ranked, Scope(frozenset(), question))
    found = reading.of_year_asked(Composed("900", (), ()), lambda _: made)
    assert (found and [one.candidate.text for one in found.ranked]) == kept
