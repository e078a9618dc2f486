"""Confidence: a probability that rises with what speaks for an answer and falls with the rest."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import exp

import pytest
from briefing_document import document, hit, paragraph

from assistant.candidates import candidates
from assistant.confidence import (
    ABSENT,
    ABSTAIN_BELOW,
    BIAS,
    COSINE,
    LEAD,
    SCORE,
    UNNAMED,
    Evidence,
    confidence,
    in_words,
    weigh,
)
from assistant.question import Query, kind_of
from assistant.select import Scored
from index.keywords import stems

SOME = Evidence(0.5, 0.6, 0.1, absent=False, unnamed=0.25)


def test_the_logistic_function_of_the_weighted_evidence():
    total = BIAS + 0.5 * COSINE + 0.6 * SCORE + 0.1 * LEAD + ABSENT + 0.25 * UNNAMED
    assert confidence(replace(SOME, absent=True)) == pytest.approx(1 / (1 + exp(-total)))


def test_more_evidence_is_never_less_sure():
    shares = [n / 10 for n in range(11)]
    for name in ("cosine", "score", "lead"):
        row = [confidence(replace(SOME, **{name: share})) for share in shares]
        assert all(0 < a < b < 1 for a, b in pairwise(row))
    row = [confidence(replace(SOME, unnamed=share)) for share in shares]
    assert all(0 < b < a < 1 for a, b in pairwise(row))
    for against in ({"absent": True}, {"missing": 0.5}, {"uncounted": 0.5}, {"misfit": True}):
        assert confidence(replace(SOME, **against)) < confidence(SOME)


def test_the_line_lies_between_nothing_and_all():
    nothing, everything = Evidence(0.1, 0.1, 0.0, False, 0.0), Evidence(0.9, 0.9, 0.2, False, 0.0)
    assert confidence(nothing) < ABSTAIN_BELOW < confidence(everything)


@pytest.mark.parametrize(
    ("question", "absent", "unnamed"),
    [
        ("How much did the Ningbo port cost?", False, 0.0),
        ("What share of the Ningbo port is public?", True, 0.0),
        ("How much did the Dalian port cost in 2019?", False, 1.0),
        ("How much did the EU pay for Ningbo?", False, 0.0),
    ],
)
def test_what_the_best_sentences_lack_is_weighed(question, absent, unnamed):
    made = document(
        paragraph("The port of Ningbo cost €3 million, paid by the European Union in 2018."),
        paragraph("Its ferries run by day and by night."),
    )
    every = list(candidates(made, hit(made)))
    ranked = [Scored(c, 0.8 - 0.3 * at, 0.5, True) for at, c in enumerate(every)]
    query = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    found = weigh(query, ranked)
    assert (found.score, found.lead) == pytest.approx((0.8, 0.3))
    assert (found.absent, found.unnamed) == (absent, unnamed)


@pytest.mark.parametrize(
    ("question", "short", "missing", "uncounted", "misfit"),
    [
        ("How much did the Ningbo port cost?", "€3 million", 0.0, 0.0, False),
        ("How much did the Ningbo port cost?", "2018", 0.0, 0.0, True),
        ("What budget has the Ningbo port?", "€3 million", 1.0, 1.0, False),
        ("How many cranes has Ningbo?", "3", 1.0, 1.0, False),
        ("On what day did Ningbo pay?", "2018", 0.0, 0.0, True),
        ("In what year did Ningbo pay?", "2018", 0.0, 0.0, False),
        ("What share of the port did Ningbo pay?", "3", 0.0, 0.0, True),
        ("Which port did Ningbo pay for?", "ferries", 0.0, 0.0, False),
    ],
)
def test_what_the_short_answer_lacks_is_weighed(question, short, missing, uncounted, misfit):
    made = document(paragraph("The port of Ningbo cost €3 million, paid by the Union in 2018."))
    ranked = [Scored(c, 0.8, 0.5, True) for c in candidates(made, hit(made))]
    rare = {"crane", "budget", "cost"}
    weights = {stem: 9.0 if stem in rare else 0.0 for stem in stems(question)}
    query = Query(question, question, kind_of(question), weights)
    found = weigh(query, ranked, short)
    assert (found.missing, found.uncounted, found.misfit) == (missing, uncounted, misfit)


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
