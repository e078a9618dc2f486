"""Confidence: a probability that rises with what speaks for an answer."""

from __future__ import annotations

from itertools import pairwise
from math import exp

import pytest

from assistant.confidence import (
    ABSTAIN_BELOW,
    BIAS,
    COSINE,
    SUITS,
    WORDS,
    Evidence,
    confidence,
    in_words,
)


def test_the_logistic_function_of_the_weighted_evidence():
    expected = 1 / (1 + exp(-(BIAS + 0.5 * COSINE + 0.25 * WORDS + SUITS)))
    assert confidence(Evidence(0.5, 0.25, True)) == pytest.approx(expected)


def test_more_evidence_is_never_less_sure():
    shares = [n / 10 for n in range(11)]
    for suits in (False, True):
        for fixed in shares:
            by_cosine = [confidence(Evidence(share, fixed, suits)) for share in shares]
            by_words = [confidence(Evidence(fixed, share, suits)) for share in shares]
            assert all(0 < a < b < 1 for row in (by_cosine, by_words) for a, b in pairwise(row))
    assert confidence(Evidence(0.5, 0.5, True)) > confidence(Evidence(0.5, 0.5, False))


def test_the_line_lies_between_nothing_and_all():
    assert (
        confidence(Evidence(0.1, 0.0, True)) < ABSTAIN_BELOW < confidence(Evidence(0.9, 1.0, True))
    )


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
