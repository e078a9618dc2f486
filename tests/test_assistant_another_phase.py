"""Another phase, plan or quarter: a sentence on the one before it is no answer."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, paragraph

from assistant.another.phase import is_of_another_phase
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored

SECOND = "The second phase of the Tide Fund began in July 2022."


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("When did the third phase of the Tide Fund begin?", SECOND, True),
        ("When did the second phase of the Tide Fund begin?", SECOND, False),
        ("When did the 2nd phase of the Tide Fund begin?", SECOND, False),
        ("When did the Tide Fund begin?", SECOND, False),
        ("When did the third dock of the Tide Fund open?", SECOND, False),
        ("What did the 14th Five-Year Plan say?", "The 13th Five-Year Plan spoke of docks.", True),
        ("When did the third phase begin?", "The second and the third phase began in May.", False),
        ("How far is the first from the third phase?", SECOND, True),
        ("What grew from the first to the third phase?", "In the first phase ports did.", False),
        ("When did the third phase begin?", "It began in May 2023.", False),
        # words between the number and its noun, which a superlative has no number of
        ("What did the first Tide Fund round raise?", "The second round raised 3 million.", True),
        ("What did the second Tide Fund round raise?", "The second round raised 3 million.", False),
        ("What did the first round raise?", "The second largest round raised 3 million.", False),
        # a number in a name
        ("What did Tide Fund II buy?", "Tide Fund III bought docks.", True),
        ("What did Tide Fund III buy?", "Tide Fund III bought docks.", False),
        ("What did Tide Fund II buy?", "Tide Fund III, unlike phase II, bought docks.", False),
        ("What did Tide Fund II buy?", "In its second phase Tide Fund III bought docks.", False),
        ("What did Tide Fund II buy?", "The fund bought docks, and I's gone.", False),
    ],
)
def test_a_sentence_of_another_phase(question: str, text: str, another: bool) -> None:
    made = document(heading("Funds"), paragraph(text))
    only = next(c for c in candidates(made, hit(made)) if c.text == text)
    query = Query(question, question, kind_of(question), {})
    assert is_of_another_phase(query, Scored(only, 1.0, 1.0, True)) is another
