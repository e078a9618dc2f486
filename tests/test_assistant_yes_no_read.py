"""Yes or no by the clause that the reader is surest of, and by what a clause allows alone."""

from __future__ import annotations

import re

import numpy as np
import pytest
from briefing_document import document, hit, paragraph

from assistant.answers.limits import is_limited
from assistant.answers.yes_no import decide
from assistant.candidates import candidates
from assistant.question import Kind, Query
from assistant.reader.reader import Read
from assistant.reader.sight import Sight
from assistant.select import Scored
from index.keywords import stems


def decided(question: str, text: str, sure_of: str):
    """Answer a question from a sentence of whose words the reader is sure, by 8 logits each."""
    made = document(paragraph(text))
    (candidate,) = candidates(made, hit(made, cosine=0.2))
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    here = text.index(sure_of)
    logits = [8.0 * (here <= a < here + len(sure_of)) - 4 for a, _ in words]
    seen = np.array(logits, dtype=np.float32)
    sight = Sight(Read(np.array(words), seen, seen, 0.0), candidate.text, candidate.raw, 0)
    scored = Scored(candidate, 1.0, 1.0, True, sight=sight)
    query = Query(question, question, Kind.YES_NO, dict.fromkeys(stems(question), 3.0))
    told = decide(query, [scored], lambda _: made)
    return told and told.short


DOCKS = "Ferries dock in the morning; at night they dock no more."


@pytest.mark.parametrize(
    ("sure_of", "said"),
    [("Ferries dock in the morning", "Yes"), ("at night they dock no more", "No")],
)
def test_of_two_clauses_that_share_as_much_the_reader_tells_which_decides(sure_of, said):
    assert decided("Can one dock there?", DOCKS, sure_of) == said


def test_a_sentence_in_other_words_is_about_it_where_the_reader_is_sure():
    asked = "Is a foreigner employed at an institute entitled to apply for the ten-year grants?"
    text = "Foreign citizens who work at an institute may apply."
    assert decided(asked, text, text) == "Yes"
    assert decided(asked, text, ".") == "No"


@pytest.mark.parametrize(
    ("question", "clause", "limited"),
    [
        (
            "Could a foreign firm be contractor?",
            "foreign firms may bid only as suppliers",
            True,
        ),
        (
            "Could a foreign firm be contractor?",
            "foreign firms may bid as suppliers only",
            True,
        ),
        ("Can vouchers be used abroad?", "their use is confined to docks in Norland", True),
        ("Had Belm met its goal by May?", "only Alba had reached its goal by May", True),
        ("Had Alba met its goal by May?", "only Alba had reached its goal by May", False),
        ("Can a foreign firm be supplier?", "foreign firms may bid only as suppliers", False),
        ("Can firms bid only as suppliers of cranes?", "firms may bid only as buyers", False),
        ("Did firms bid as contractors?", "firms bid only as suppliers", False),  # no rule
        ("Had the goal been met?", "only Alba had reached its goal by May", False),
    ],
)
def test_what_is_so_of_one_alone_or_allowed_in_one_way_alone(question, clause, limited):
    assert is_limited(question, clause) is limited
