"""Confidence: a probability that rises with what speaks for an answer and falls with the rest."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import exp

import pytest
from briefing_document import document, hit, paragraph

from assistant.answers.compose import NOTHING, Composed
from assistant.answers.told import Quoted
from assistant.candidates import candidates
from assistant.confidence import (
    ABSTAIN_BELOW,
    ANSWERABLE,
    RIGHT,
    Evidence,
    answerable,
    answering,
    confidence,
    in_words,
    weigh,
)
from assistant.question import Query, kind_of
from assistant.select import Scored
from index.keywords import stems

SOME = Evidence(0.5, 0.6, 0.1, 0.5, share=0.4)


@pytest.mark.parametrize(
    ("probability", "weights"), [(confidence, RIGHT), (answerable, ANSWERABLE)]
)
def test_the_logistic_function_of_the_weighted_evidence(probability, weights):
    values = (1.0, 0.6, 0.1, 0.5, 0.0, 0.0, 0.5, -0.25, 1.0, 0.0, 1.0, 0.4)
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    evidence = replace(SOME, absent=True, seen=4.0, holds=-2.0)
    assert probability(evidence) == pytest.approx(1 / (1 + exp(-total)))


@pytest.mark.parametrize("probability", [confidence, answerable])
def test_more_evidence_is_never_less_sure(probability):
    shares = [n / 10 for n in range(11)]
    for name in ("score", "lead", "seen", "holds"):
        row = [probability(replace(SOME, **{name: share})) for share in shares]
        assert all(0 < a < b < 1 for a, b in pairwise(row))
    for more in ({"words": 0.9}, {"share": 0.9}):
        assert probability(replace(SOME, **more)) >= probability(SOME)
    for against in ({"absent": True}, {"uncounted": 0.5}, {"number": True}):
        assert probability(replace(SOME, **against)) < probability(SOME)
    assert probability(replace(SOME, missing=0.5)) <= probability(SOME)


def test_the_line_lies_between_nothing_and_all():
    everything = Evidence(0.9, 0.9, 0.2, 1.0, seen=8.0, holds=4.0, share=1.0)
    nothing = replace(SOME, absent=True, missing=1.0, seen=-20.0, holds=-5.0)
    assert answerable(nothing) < ABSTAIN_BELOW
    assert answerable(everything) > ABSTAIN_BELOW


@pytest.mark.parametrize(
    ("cosine", "score", "words", "apart"),
    [
        (0.1, 0.3, 0.1, True),
        (0.5, 0.3, 0.1, False),
        (0.1, 0.6, 0.1, False),
        (0.1, 0.3, 0.4, False),
    ],
)
def test_what_is_about_something_else_has_no_answer(cosine, score, words, apart):
    evidence = replace(SOME, cosine=cosine, score=score, words=words)
    assert evidence.apart is apart
    assert (answerable(evidence) == 0.0) is apart


@pytest.mark.parametrize(
    ("question", "absent", "number"),
    [
        ("How much did the Ningbo port cost?", False, True),
        ("What share of the Ningbo port is public?", True, True),
        ("Which port did the EU pay for?", False, False),
    ],
)
def test_what_the_best_sentences_lack_is_weighed(question, absent, number):
    made = document(
        paragraph("The port of Ningbo cost €3 million, paid by the European Union in 2018."),
        paragraph("Its ferries run by day and by night."),
    )
    every = list(candidates(made, hit(made)))
    ranked = [Scored(c, 0.8 - 0.3 * at, 0.5 + 0.1 * at, True) for at, c in enumerate(every)]
    query = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    found = weigh(query, ranked)
    assert (found.score, found.lead, found.words) == pytest.approx((0.8, 0.3, 0.5))
    assert (found.absent, found.number, found.share) == (absent, False, None)
    assert weigh(query, ranked, replace(NOTHING, share=0.5)).number is number


@pytest.mark.parametrize(
    ("question", "short", "missing", "uncounted"),
    [
        ("How much did the Ningbo port cost?", "€3 million", 0.0, 0.0),
        ("What budget has the Ningbo port?", "€3 million", 1.0, 1.0),
        ("How many cranes has Ningbo?", "3", 1.0, 1.0),
        ("Which port did Ningbo pay for?", "ferries", 0.0, 0.0),
    ],
)
def test_what_the_short_answer_lacks_is_weighed(question, short, missing, uncounted):
    made = document(paragraph("The port of Ningbo cost €3 million, paid by the Union in 2018."))
    ranked = [Scored(c, 0.8, 0.5, True) for c in candidates(made, hit(made))]
    rare = {"crane", "budget", "cost"}
    weights = {stem: 9.0 if stem in rare else 0.0 for stem in stems(question)}
    query = Query(question, question, kind_of(question), weights)
    found = weigh(query, ranked, replace(NOTHING, short=short, share=0.75))
    assert (found.missing, found.uncounted, found.share) == (missing, uncounted, 0.75)


def test_a_verdict_is_borne_by_its_sentence_and_not_by_its_letters():
    made = document(paragraph("Ferries sailed in November. The plan is not to be renewed."))
    other, denies = (Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made)))
    quoted = Quoted(denies.candidate.text, (denies.candidate.span,))
    assert answering([other, denies], Composed("No", (), (quoted,))) is denies
    assert answering([other, denies], Composed("November", (), (quoted,))) is other
    assert answering([other, denies], Composed("3 m yuan", (), (quoted,))) is denies  # of a cell
    assert answering([other, denies], NOTHING) is other


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "Well supported"),
        (0.9, "Well supported"),
        (0.89, "Likely"),
        (0.6, "Likely"),
        (0.59, "Uncertain: check the source"),
    ],
)
def test_in_words(value, words):
    assert in_words(value) == words
