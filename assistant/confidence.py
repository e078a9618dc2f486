"""How likely an answer is right, and the line below which the assistant abstains; pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

# A logistic model over three features; its weights come from `python -m evals.tune`.
_BIAS, _COSINE, _WORDS, _BEST = -6.0, 4.0, 4.5, 1.0
ABSTAIN_BELOW = 0.35


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer; each from 0 to about 1.

    Attributes:
        cosine: of question and best sentence.
        words: share of the question's words, weighted by rarity, in the best sentence's context.
        passage: fused score of the best sentence's passage.
    """

    cosine: float
    words: float
    passage: float


def confidence(evidence: Evidence) -> float:
    """Estimate the probability, 0 to 1, that an answer on this evidence is right."""
    total = _BIAS + _COSINE * evidence.cosine + _WORDS * evidence.words + _BEST * evidence.passage
    return 1.0 / (1.0 + exp(-total))


def in_words(value: float) -> str:
    """Say a confidence in words."""
    if value >= 0.75:
        return "Well supported"
    return "Likely" if value >= 0.5 else "Uncertain: check the source"
