"""The reader: windows, spans, sentences in their passage, and the weights that ship."""

from __future__ import annotations

import re

import numpy as np
import pytest
from briefing_document import document, hit, paragraph
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.proposals import proposals
from assistant.answers.wanted import Type, Wanted
from assistant.candidates import bare, candidates
from assistant.question import Kind, Query
from assistant.reader.reader import Read, Span, load, windows_over
from assistant.reader.sight import Sight, places
from assistant.select import Scored

OFFSETS = np.array([(0, 3), (4, 9), (9, 10), (11, 15)])


def read(starts, ends, offsets=OFFSETS, holds=0.0):
    as_floats = (np.array(values, dtype=np.float32) for values in (starts, ends))
    return Read(np.array(offsets), *as_floats, holds)


def test_the_best_span_ends_no_earlier_than_it_starts():
    seen = read([0.0, 1.0, 5.0, 0.0], [4.0, 2.0, 1.0, 0.5])
    assert seen.best(0, 15) == Span(9, 10, 6.0)
    assert seen.best(0, 9) == Span(0, 3, 4.0)  # within other characters
    assert seen.best(1, 3) is None


def test_a_stretch_is_scored_by_its_first_and_last_token():
    seen = read([0.5, 1.0, 5.0, 0.0], [4.0, 2.0, 1.0, 0.25])
    assert seen.score(4, 15) == 1.25
    assert seen.score(5, 8) == 3.0  # a part of a token is the token
    assert seen.score(3, 4) is None


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=1, max_size=40))
def test_the_best_span_is_the_best_of_all(logits):
    offsets = [(2 * at, 2 * at + 1) for at in range(len(logits))]
    seen = read(*zip(*logits, strict=True), offsets)
    every = [
        logits[i][0] + logits[j][1]
        for i in range(len(logits))
        for j in range(i, min(i + 24, len(logits)))
    ]
    found = seen.best(0, 2 * len(logits))
    assert found is not None
    assert found.score == max(every) == seen.score(found.start, found.end)


@given(st.integers(0, 900), st.integers(1, 200))
def test_windows_hold_every_token(length, room):
    held = {at for first in windows_over(length, room) for at in range(first, first + room)}
    assert held.issuperset(range(length))


@given(st.text(st.sampled_from("ab \n\t-•1.)é中"), max_size=40), st.integers(-20, 20))
def test_every_character_of_a_sentence_is_placed(raw, shift):
    text = bare(raw)
    found = places(text, raw, shift)
    assert [raw[at - shift] for at, c in zip(found, text, strict=True) if c != " "] == [
        c for c in text if c != " "
    ]
    assert list(found) == sorted(set(found))


def test_a_sentence_is_seen_in_its_own_characters():
    raw = "- the  fund opened"
    seen = Sight(
        read([0, 0, 9, 0], [0, 0, 0, 9], [(10, 13), (15, 19), (20, 26), (27, 30)]),
        bare(raw),
        raw,
        8,
    )
    assert bare(raw) == "the fund opened"
    assert seen.best(0, 15) == Span(9, 15, 9.0)
    assert seen.score(4, 8) == 0.0
    assert seen.logits == 9.0  # what ends outside it is none of it
    assert Sight(read([], [], np.empty((0, 2))), "ab", "ab", 50).best(0, 2) is None


def test_what_is_read_is_widened_to_the_whole_bound():
    text = "It may take no more than 8 ships."
    made = document(paragraph(text))
    (candidate,) = candidates(made, hit(made))
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    starts = [9.0 * (text[a:b] == "more") for a, b in words]
    ends = [9.0 * (text[a:b] == "ships") for a, b in words]
    sight = Sight(read(starts, ends, words), candidate.text, candidate.raw, 0)
    query = Query("What?", "What?", Kind.NUMBER, {})
    proposed = proposals(
        query,
        Wanted(Type.NAME, frozenset()),
        [Scored(candidate, 1.0, 1.0, True, sight=sight)],
        lambda _: made,
    )
    assert "no more than 8 ships" in [one.text for one in proposed]
    assert "more than 8 ships" not in [one.text for one in proposed]


PASSAGE = (
    "The robotics plan was issued by the Ministry of Industry on 12 March 2019. It asks for 150 "
    "robots per 10,000 workers by 2025, and names eight pilot cities, Wuhu and Foshan among them."
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the robotics plan issued?", "12 March 2019"),
        ("Who issued the robotics plan?", "Ministry of Industry"),
        ("How many pilot cities does the robotics plan name?", "eight"),
    ],
)
def test_the_shipped_reader_finds_answers(question, answer):
    (seen,) = load().read(question, [("Robotics", PASSAGE)])
    found = seen.best(0, len(PASSAGE))
    assert found is not None
    assert answer in PASSAGE[found.start : found.end]


def test_another_passage_holds_less():
    other = "Steel output fell in the north, where two mills closed for the winter."
    right, wrong = load().read("When was the robotics plan issued?", [("", PASSAGE), ("", other)])
    assert right.holds > wrong.holds
    best_of_both = [r.best(0, len(t)) for r, t in ((right, PASSAGE), (wrong, other))]
    assert best_of_both[0].score > best_of_both[1].score


def test_what_is_read_beside_a_passage_makes_no_difference():
    question, long = "Who issued it?", " ".join([PASSAGE] * 12)
    alone = load().read(question, [("Robotics", PASSAGE)])[0]
    beside = load().read(question, [("", long), ("Robotics", PASSAGE), ("", "x")])[1]
    assert np.array_equal(alone.starts, beside.starts)
    assert alone.holds == beside.holds
    assert len(load().read(question, [("", long)])[0].offsets) > 400  # every window was read


@pytest.mark.parametrize("text", ["", " ", "\n", "中" * 3000])
def test_odd_passages_are_read(text):
    (seen,) = load().read("?" * 3000, [("", text)])
    assert seen.starts.shape == seen.ends.shape == (len(seen.offsets),)
    assert np.isfinite(seen.starts).all()
