"""How likely an answer is right, and the line below which the assistant abstains; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from assistant.answers.stretches import stretches
from assistant.answers.wanted import Type, wanted
from index.aliases import aliases
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import Query
    from assistant.select import Scored

# From a logistic regression on half of the gold questions, so that the other half can tell of it;
# `python -m evals.calibrate` prints the fit to all of them.
BIAS, COSINE, SCORE, LEAD, ABSENT, UNNAMED = -2.4, 1.5, 2.5, 5.1, -0.9, -0.6
ABSTAIN_BELOW = 0.40
_LIKELY, _NEAR = 2, 4  # best sentences that should hold the type and the names asked for
# How well a stretch must fit a type for the type to be there at all.
_FITS = {
    Type.DATE: 0.4, Type.PERCENT: 0.9, Type.MONEY: 0.9, Type.AMOUNT: 0.5, Type.PERSON: 0.55,
    Type.ACTOR: 0.5, Type.BODY: 0.7, Type.PLACE: 0.8,
}  # fmt: skip
_NAMED = re.compile(r"(?<=.)\b[A-Z][\w-]+|\b\d[\d,.]*\d\b|\b\d\b")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer, and what against it.

    Attributes:
        cosine: of question and the best sentence's passage.
        score: of the best sentence.
        lead: by how much that score exceeds the fourth best.
        absent: whether the best sentences hold nothing of the type asked for.
        unnamed: share of the question's names and numbers that no good sentence gives.
    """

    cosine: float
    score: float
    lead: float
    absent: bool
    unnamed: float

    @property
    def features(self) -> tuple[float, ...]:
        """The same as numbers, in the order of the weights."""
        return (self.cosine, self.score, self.lead, float(self.absent), self.unnamed)


def weigh(query: Query, ranked: Sequence[Scored]) -> Evidence:
    """Weigh what the best sentences hold of what is asked.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
    """
    near = ranked[:_NEAR]
    lead = near[0].score - near[-1].score
    absent = _is_absent(query, ranked[:_LIKELY])
    return Evidence(
        near[0].candidate.hit.cosine, near[0].score, lead, absent, _unnamed(query, near)
    )


def _is_absent(query: Query, best: Sequence[Scored]) -> bool:
    want = wanted(query)
    least = _FITS.get(want.type)
    said = frozenset(map(stem, terms(query.standalone)))
    return least is not None and not any(
        stretch.fit >= least
        for scored in best
        for stretch in stretches(scored.candidate.text, want, said, query.standalone)
    )


def _unnamed(query: Query, best: Sequence[Scored]) -> float:
    named = {stem(name.lower()) for name in _NAMED.findall(query.asked)} & query.weights.keys()
    held: set[str] = set()
    for scored in best:
        text = f"{scored.candidate.context} {scored.candidate.text}"
        held |= stems(text)
        held |= {key for name, _ in aliases(query.standalone, text) for key in stems(name)}
    return len(named - held) / len(named) if named else 0.0


def confidence(evidence: Evidence) -> float:
    """Estimate the probability, 0 to 1, that an answer on this evidence is right."""
    weights = (COSINE, SCORE, LEAD, ABSENT, UNNAMED)
    pairs = zip(weights, evidence.features, strict=True)
    return 1.0 / (1.0 + exp(-BIAS - sum(weight * value for weight, value in pairs)))


def in_words(value: float) -> str:
    """Say a confidence in words, which promise no more than the figures of an evaluation bear."""
    if value >= 0.9:
        return "Well supported"
    return "Likely" if value >= 0.6 else "Uncertain: check the source"
