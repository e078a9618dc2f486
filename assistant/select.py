"""Candidate sentences to those that answer, best first; pure but for the encoder it is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.values import find_amounts, find_dates
from assistant.candidates import Candidate, coverage
from assistant.question import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.bert import Floats

MOST_ENCODED = 16  # sentences encoded for one question: the time of an answer goes here
# Shares of a sentence's score, set by `python -m evals.tune` on questions of two corpora.
COSINE, WORDS, PASSAGE, KIND = 0.45, 0.35, 0.15, 0.05


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what speaks for it; each share is about 0 to 1.

    Attributes:
        candidate: the sentence.
        score: weighted sum of the shares.
        cosine: of question and sentence read in its context.
        words: share of the question's words, weighted by rarity, in the sentence or its context.
        kind: 1.0 when the sentence holds something of the wanted kind, else 0.0.
    """

    candidate: Candidate
    score: float
    cosine: float
    words: float
    kind: float


def rank(
    question: str,
    kind: Kind,
    vector: Floats,
    found: Sequence[Candidate],
    weights: Mapping[str, float],
    encode: Callable[[Sequence[str]], Floats],
) -> list[Scored]:
    """Rank candidate sentences for a question, best first, ties by place.

    Args:
        question: standing alone.
        kind: what it wants.
        vector: the question's unit vector (d).
        found: the candidates; of more than ``MOST_ENCODED`` those with the best words stay.
        weights: rarity of each of the question's stems.
        encode: texts to unit vectors (n, d).
    """
    shares = [(c, coverage(weights, f"{c.context} {c.text}")) for c in found]
    shares.sort(key=lambda pair: (-(pair[1] + pair[0].hit.score), pair[0].span))
    shares = shares[:MOST_ENCODED]
    if not shares:
        return []
    cosines = encode([f"{c.context}. {c.text}" for c, _ in shares]) @ vector
    scored = [
        _score(candidate, float(cosine), words, _suits(kind, question, candidate.text))
        for (candidate, words), cosine in zip(shares, cosines, strict=True)
    ]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.span))


def _score(candidate: Candidate, cosine: float, words: float, suits: float) -> Scored:
    score = COSINE * cosine + WORDS * words + PASSAGE * candidate.hit.score + KIND * suits
    return Scored(candidate, score, cosine, words, suits)


def _suits(kind: Kind, question: str, text: str) -> float:
    """Tell whether a sentence holds something of the kind that the question wants."""
    if kind is Kind.DATE:
        return float(bool(find_dates(text)))
    if kind is Kind.NUMBER:
        asked = set(re.findall(r"\d+", question))
        return float(
            any(
                not asked.issuperset(re.findall(r"\d+", text[a:b]) or {""})
                for a, b in find_amounts(text)
            )
        )
    return 1.0
