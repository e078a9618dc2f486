"""Exact match and F1 as the SQuAD evaluation computes them.

Source: Rajpurkar et al. 2016, "SQuAD: 100,000+ Questions for Machine Comprehension of Text",
section 6.1, and its script evaluate-v1.1.py.
"""

from __future__ import annotations

import re
import string
from collections import Counter

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def normalise(text: str) -> str:
    """Lower-case; take out ASCII punctuation, then articles; collapse white space."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(prediction: str, variants: tuple[str, ...]) -> float:
    """Give 1.0 when the normalised prediction equals a normalised variant, else 0.0."""
    return float(normalise(prediction) in {normalise(variant) for variant in variants})


def f1(prediction: str, variants: tuple[str, ...]) -> float:
    """Give the best F1 over the variants: the harmonic mean of token precision and recall.

    Tokens are those of the normalised texts, and repeats count: with c common tokens (multiset
    intersection), p predicted and g gold ones, F1 = 2c / (p + g).
    """
    return max((_f1(prediction, variant) for variant in variants), default=0.0)


def _f1(prediction: str, variant: str) -> float:
    predicted, gold = normalise(prediction).split(), normalise(variant).split()
    common = (Counter(predicted) & Counter(gold)).total()
    return 2 * common / (len(predicted) + len(gold)) if common else 0.0
