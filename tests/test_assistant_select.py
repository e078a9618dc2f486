"""The ranking of sentences: words, kinds, demerits, ties."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph

from assistant.candidates import candidates
from assistant.question import Kind
from assistant.select import (
    CAPTION_DEMERIT,
    COSINE,
    FUSED,
    IN_CONTEXT,
    IN_ITSELF,
    NOTE_DEMERIT,
    SUITS,
    rank,
)
from corpus.documents import BlockKind, RawBlock

WEIGHTS = {"fund": 3.0, "open": 1.0}
QUESTION = "When did the fund open?"


def of(*blocks, name="d", cosine=0.5):
    made = document(*blocks, name=name)
    return list(candidates(made, hit(made, cosine=cosine)))


def ranked(*found, kind=Kind.DATE, question=QUESTION):
    return rank(question, kind, found, WEIGHTS)


def test_a_score_is_the_weighted_sum_of_its_shares():
    (found,) = of(paragraph("The fund was closed in May 2019."), cosine=0.6)
    (scored,) = ranked(found)
    shares = IN_CONTEXT * 0.75 + IN_ITSELF * 0.75 + COSINE * 0.6 + FUSED * 0.5 + SUITS
    assert (scored.candidate, scored.words, scored.suits) == (found, 0.75, True)
    assert scored.score == pytest.approx(shares)


def test_the_context_counts_too():
    lead, *items = of(
        paragraph("The fund opens:"),
        RawBlock(BlockKind.ITEM, "in the north of it", marker="-"),
    )
    assert [s.words for s in rank(QUESTION, Kind.OTHER, [lead, *items], WEIGHTS)] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("kind", "text", "suits"),
    [
        (Kind.DATE, "The fund was closed in May 2019.", True),
        (Kind.DATE, "The fund was closed last year.", False),
        (Kind.NUMBER, "The fund has 8 members.", True),
        (Kind.NUMBER, "The fund has 50 members.", False),  # the question says 50 itself
        (Kind.NUMBER, "The fund was closed in May 2019.", False),
        (Kind.NUMBER, "The fund has eight members.", True),
        (Kind.PERSON, "nobody is named here at all", True),
    ],
)
def test_what_suits_a_question(kind, text, suits):
    (scored,) = ranked(*of(paragraph(text)), kind=kind, question="How many of the 50?")
    assert scored.suits is suits


def test_captions_references_and_notes_are_set_back():
    words = "The fund was closed in May 2019."
    plain, caption, note, source = (
        ranked(*of(block))[0].score
        for block in (
            paragraph(words),
            RawBlock(BlockKind.CAPTION, words),
            RawBlock(BlockKind.FOOTNOTE, words),
            paragraph("Source: " + words),
        )
    )
    assert plain - caption == pytest.approx(CAPTION_DEMERIT)
    assert plain - source == pytest.approx(CAPTION_DEMERIT)
    assert plain - note == pytest.approx(NOTE_DEMERIT)


def test_ties_are_ordered_by_place_whatever_the_order_given():
    words = paragraph("The fund was closed in May 2019.")
    found = [*of(words, words, name="b"), *of(words, name="a")]
    places = [s.candidate.span for s in ranked(*found)]
    assert places == [s.candidate.span for s in ranked(*reversed(found))]
    assert [(p.doc_id, p.start) for p in places] == [("a", 0), ("b", 0), ("b", 34)]


def test_nothing_wanted_and_nothing_found():
    assert rank("?", Kind.OTHER, [], {}) == []
    (scored,) = rank("?", Kind.OTHER, of(paragraph("The fund was closed.")), {})
    assert scored.words == 0.0
