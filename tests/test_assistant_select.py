"""The ranking of sentences: words, kinds, demerits, ties."""

from __future__ import annotations

import numpy as np
import pytest
from briefing_document import document, hit, paragraph

from assistant.candidates import candidates
from assistant.question import Kind
from assistant.reader.reader import Read
from assistant.reader.sight import Sight
from assistant.select import WEIGHTS, features, rank
from corpus.documents import BlockKind, RawBlock

RARITY = {"fund": 3.0, "open": 1.0}
QUESTION = "When did the fund open?"


def of(*blocks, name="d", cosine=0.5):
    made = document(*blocks, name=name)
    return list(candidates(made, hit(made, cosine=cosine)))


def ranked(*found, kind=Kind.DATE, question=QUESTION):
    return rank(question, kind, found, RARITY)


def seen(found, logits):
    """A sentence as a reader saw it that took its first four characters for the answer."""
    offsets = np.array([(0, 4), (5, len(found.raw))])
    sure = np.array([logits / 2, -9.0], dtype=np.float32)
    return Sight(Read(offsets, sure, sure, 0.0), found.text, found.raw, 0)


def test_what_is_weighed_of_a_sentence():
    (found,) = of(paragraph("The fund was closed in May 2019."), cosine=0.6)
    (scored,) = ranked(found)
    assert (scored.candidate, scored.words, scored.suits) == (found, 0.75, True)
    assert features(scored, RARITY) == (0.75, 0.75, 0.6, 0.5, 1.0, 0.0, 0.0)
    sight = seen(found, 5.0)
    (scored,) = rank(QUESTION, Kind.DATE, [found], RARITY, [sight])
    assert features(scored, RARITY) == (0.75, 0.75, 0.6, 0.5, 1.0, 5.0, 0.0)
    assert scored.sight is sight


def test_a_score_is_the_weighted_sum_of_what_is_weighed():
    (found,) = of(paragraph("The fund was closed in May 2019."))
    (scored,) = rank(QUESTION, Kind.DATE, [found], RARITY, [seen(found, 5.0)])
    assert scored.score == pytest.approx(np.dot(WEIGHTS, features(scored, RARITY)) / 12)


def test_what_the_reader_is_sure_of_goes_first_and_its_doubts_have_a_floor():
    found = of(paragraph("The fund was closed in May 2019."), paragraph("Nobody knows of it."))
    logits = [-8.0, 20.0]
    sights = [seen(one, value) for one, value in zip(found, logits, strict=True)]
    assert [s.candidate for s in rank(QUESTION, Kind.OTHER, found, RARITY)] == found
    best, other = rank(QUESTION, Kind.OTHER, found, RARITY, sights)
    assert [best.candidate, other.candidate] == found[::-1]
    low, lower = (
        rank(QUESTION, Kind.OTHER, found[:1], RARITY, [seen(found[0], value)])[0].score
        for value in (-8.0, -18.0)
    )
    assert low == lower


def test_the_context_counts_too():
    lead, *items = of(
        paragraph("The fund opens:"),
        RawBlock(BlockKind.ITEM, "in the north of it", marker="-"),
    )
    assert [s.words for s in rank(QUESTION, Kind.OTHER, [lead, *items], RARITY)] == [1.0, 1.0]


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


def test_captions_and_references_are_told_apart_and_set_back():
    words = "The fund was closed in May 2019."
    told = [
        features(ranked(*of(block))[0], RARITY)[-1]
        for block in (
            paragraph(words),
            RawBlock(BlockKind.CAPTION, words),
            paragraph("Source: " + words),
            paragraph("Anna Holm, “What the Fund Does,” Dock Note 3, May 2019."),
            paragraph("Annabella B. Holmgren"),
        )
    ]
    assert told == [0.0, 1.0, 1.0, 1.0, 1.0]
    assert WEIGHTS[-1] < 0


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
