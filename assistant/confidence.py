"""How likely an answer is right, and the line below which the assistant abstains; pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

# From logistic regressions on gold questions; `python -m evals.calibrate` prints the present fit.
BIAS, COSINE, WORDS, SUITS = -2.5, 3.4, 1.2, 0.7
ABSTAIN_BELOW = 0.45


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer.

    Attributes:
        cosine: of question and the best sentence's passage.
        words: share of the question's words, weighted by rarity, in the best sentence's context.
        suits: whether that sentence holds something of the wanted kind.
    """

    cosine: float
    words: float
    suits: bool


def confidence(evidence: Evidence) -> float:
    """Estimate the probability, 0 to 1, that an answer on this evidence is right."""
    total = BIAS + COSINE * evidence.cosine + WORDS * evidence.words + SUITS * evidence.suits
    return 1.0 / (1.0 + exp(-total))


def in_words(value: float) -> str:
    """Say a confidence in words, which promise no more than the figures of an evaluation bear."""
    if value >= 0.9:
        return "Well supported"
    return "Likely" if value >= 0.6 else "Uncertain: check the source"
