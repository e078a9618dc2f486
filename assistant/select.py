"""Candidate sentences to a ranking of those that answer; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.values import find_amounts, find_dates
from assistant.candidates import Candidate, coverage
from assistant.question import Kind
from corpus.documents import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.reader.sight import Sight

# Shares of a sentence's score. The search has compared meanings already; encoding each sentence
# too would take many times as long as the rest of an answer, so only words are compared here.
IN_CONTEXT, IN_ITSELF, COSINE, FUSED, SUITS = 0.30, 0.12, 0.40, 0.10, 0.13
CAPTION_DEMERIT, NOTE_DEMERIT = 0.08, 0.10
_REFERENCE = re.compile(r"(?:Source|Sources|Note|Notes|See|Link|Contents)\b ?:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what speaks for it; each share is about 0 to 1.

    Attributes:
        candidate: the sentence.
        score: weighted sum of the shares.
        words: share of the question's words, weighted by rarity, in the sentence or its context.
        suits: whether the sentence holds something of the wanted kind.
        sight: the sentence as the reader saw it; None where it was not read.
    """

    candidate: Candidate
    score: float
    words: float
    suits: bool
    sight: Sight | None = None


def rank(
    question: str, kind: Kind, found: Sequence[Candidate], weights: Mapping[str, float]
) -> list[Scored]:
    """Rank candidate sentences for a question, best first, ties by place.

    Args:
        question: standing alone.
        kind: what it wants.
        found: the candidates.
        weights: rarity of each of the question's stems.
    """
    scored = [_score(question, kind, candidate, weights) for candidate in found]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.span))


def _score(question: str, kind: Kind, candidate: Candidate, weights: Mapping[str, float]) -> Scored:
    words = coverage(weights, f"{candidate.context} {candidate.text}")
    suits = _suits(kind, question, candidate.text)
    score = (
        IN_CONTEXT * words
        + IN_ITSELF * coverage(weights, candidate.text)
        + COSINE * candidate.hit.cosine
        + FUSED * candidate.hit.score
        + SUITS * suits
    )
    return Scored(candidate, score - _demerit(candidate), words, suits)


def _demerit(candidate: Candidate) -> float:
    """Set back what names a matter without saying anything of it."""
    if candidate.block.kind is BlockKind.CAPTION or _REFERENCE.match(candidate.text):
        return CAPTION_DEMERIT
    return NOTE_DEMERIT if candidate.block.kind is BlockKind.FOOTNOTE else 0.0


def _suits(kind: Kind, question: str, text: str) -> bool:
    """Tell whether a sentence holds something of the kind that the question wants."""
    if kind is Kind.DATE:
        return bool(find_dates(text))
    if kind is Kind.NUMBER:
        asked = set(re.findall(r"\d+", question))
        return any(
            not asked.issuperset(re.findall(r"\d+", text[start:end]) or {""})
            for start, end in find_amounts(text)
        )
    return True
