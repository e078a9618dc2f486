"""How likely an answer is right, and the line below which the assistant abstains; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from assistant.answers.stretches import MONEY, PERCENT, stretches
from assistant.answers.values import find_amounts, find_dates
from assistant.answers.wanted import DAY, Type, wanted
from index.aliases import aliases
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import Query
    from assistant.select import Scored

# A logistic regression on the gold questions of the sample corpus and of four real reports:
# `python -m evals.calibrate` prints it, and by cross-validation what it is worth on others.
BIAS, COSINE, SCORE, LEAD, ABSENT, UNNAMED = -1.2, 1.4, 1.4, 5.9, -1.1, -1.1
MISSING, UNCOUNTED, MISFIT = -0.5, -1.3, -0.5
ABSTAIN_BELOW = 0.45
_RARE = 9.0  # rarity of a word that one passage in some thousands holds
# What a question calls its answer, and an answer seldom itself: "share" of "30 percent".
_OF_TYPE = frozenset(
    map(stem, "share percent percentage proportion portion part number amount figure much".split())
)
_MEASURED = (Type.AMOUNT, Type.MONEY, Type.PERCENT)
_DAY_OF = re.compile(r"\b\d{1,2}\b")
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
        missing: rarity of the rarest of the question's words that the sentence answering lacks,
            0 to about 1.
        uncounted: share of the words for what is counted or measured that the same lacks.
        misfit: whether the short answer is not of the type asked for: a fine that is no money.
    """

    cosine: float
    score: float
    lead: float
    absent: bool
    unnamed: float
    missing: float = 0.0
    uncounted: float = 0.0
    misfit: bool = False

    @property
    def features(self) -> tuple[float, ...]:
        """The same as numbers, in the order of the weights."""
        shares = (self.cosine, self.score, self.lead, float(self.absent), self.unnamed)
        return (*shares, self.missing, self.uncounted, float(self.misfit))


def weigh(query: Query, ranked: Sequence[Scored], short: str = "") -> Evidence:
    """Weigh what the best sentences hold of what is asked.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
        short: the answer alone; empty where there is none yet.
    """
    near = ranked[:_NEAR]
    answers = next((s for s in ranked if short and short in s.candidate.text), near[0])
    held = _held(query, answers)
    lacks = (weight for key, weight in query.weights.items() if key not in held)
    return Evidence(
        cosine=near[0].candidate.hit.cosine,
        score=near[0].score,
        lead=near[0].score - near[-1].score,
        absent=_is_absent(query, ranked[:_LIKELY]),
        unnamed=_unnamed(query, near),
        missing=max(lacks, default=0.0) / _RARE,
        uncounted=_uncounted(query, held),
        misfit=bool(short) and not _fits(query, short),
    )


def _held(query: Query, scored: Scored) -> set[str]:
    """Give the stems that a sentence holds with what it is read with, in either form of a name."""
    text = f"{scored.candidate.context} {scored.candidate.text}"
    named = (stems(name) for name, _ in aliases(query.standalone, text))
    return stems(text).union(*named)


def _uncounted(query: Query, held: set[str]) -> float:
    want = wanted(query)
    counted = want.noun - _OF_TYPE
    if want.type not in _MEASURED or not counted:
        return 0.0
    return len(counted - held) / len(counted)


def _fits(query: Query, short: str) -> bool:
    """Tell whether a short answer is of the type asked for; a name may be anything."""
    want = wanted(query)
    if want.type is Type.DATE:
        return bool(find_dates(short)) and (not want.noun & DAY or bool(_DAY_OF.search(short)))
    if want.type is Type.AMOUNT:
        return bool(find_amounts(short))
    mark = {Type.MONEY: MONEY, Type.PERCENT: PERCENT}.get(want.type)
    return mark is None or bool(mark.search(short))


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
        held |= _held(query, scored)
    return len(named - held) / len(named) if named else 0.0


def confidence(evidence: Evidence) -> float:
    """Estimate the probability, 0 to 1, that an answer on this evidence is right."""
    weights = (COSINE, SCORE, LEAD, ABSENT, UNNAMED, MISSING, UNCOUNTED, MISFIT)
    pairs = zip(weights, evidence.features, strict=True)
    return 1.0 / (1.0 + exp(-BIAS - sum(weight * value for weight, value in pairs)))


def in_words(value: float) -> str:
    """Say a confidence in words, which promise no more than the figures of an evaluation bear."""
    if value >= 0.9:
        return "Well supported"
    return "Likely" if value >= 0.6 else "Uncertain: check the source"
