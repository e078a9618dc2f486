"""The sentence that names what an answer's sentence goes on to tell of."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, paragraph

from assistant.answers.anchor import anchor
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored

COSTS = "Costs have gone up to 20 million."
MADE = document(
    heading("Canals of Ulan"),
    paragraph("The Tide Council met."),
    paragraph(
        "The Port of Baotou has a canal. Locks were built by Boltwerk. Trade is brisk in China. "
        + COSTS
    ),
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does the canal of the Port of Baotou cost?", "The Port of Baotou has a canal."),
        ("What did Boltwerk cost at the Port of Baotou?", "Locks were built by Boltwerk."),
        ("What do the canals of Ulan cost?", None),  # its heading has the name
        ("What does the canal cost?", None),
        ("What did the canal cost in China?", None),  # of which all tells
        ("What did the Tide Council cost?", None),  # of another paragraph
    ],
)
def test_the_nearest_sentence_before_it_with_a_name_of_the_question(question, named):
    ranked = [Scored(c, 1.0, 1.0, True) for c in candidates(MADE, hit(MADE))]
    answers = next(one for one in ranked if one.candidate.text == COSTS)
    found = anchor(Query(question, question, kind_of(question), {}), answers, ranked)
    assert (found.candidate.text if found else None) == named
