"""How likely an answer is right, and how likely there is any, below which it abstains; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from assistant.answers.compose import NOTHING, Composed
from assistant.answers.reason import reasons
from assistant.answers.stretches import stretches
from assistant.answers.wanted import MEASURED, Type, wanted
from assistant.question import Kind
from index.aliases import stems_with_aliases
from index.keywords import stem, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import Query
    from assistant.select import Scored

# Two logistic regressions on the gold questions of four real reports, which the reader was not
# trained on as it was on the sample corpus: `python -m evals.calibrate` prints them, and by
# cross-validation what they are worth on others.
# What is weighed: see ``Evidence``. First comes the bias.
RIGHT = (0.24, 0.27, 1.14, 0.0, 0.0, -0.48, 0.38, 1.19, -0.44, -0.73, -0.41, 1.45)
ANSWERABLE = (2.98, 0.27, 0.35, 0.0, -0.08, -0.36, 0.68, 1.04, -0.41, -1.42, -0.36, 0.13)
ABSTAIN_BELOW = 0.66  # probability that the documents answer at all
# Score and cosine of a best sentence, and share of the question's words, where it only shares a
# word with the question; below all three, the documents are about something else.
_APART = 0.5, 0.27, 0.3
# Log-odds that a question for a reason loses where nothing near gives one: of such answers nearly
# all are wrong, and what they share with the question has them look sure.
_UNEXPLAINED = 5.5
_VERDICT = re.compile(r"(?:Yes|No)\b")
_RARE = 9.0  # rarity of a word that one passage in some thousands holds
# What a question calls its answer, and an answer seldom itself: "share" of "30 percent".
_OF_TYPE = frozenset(
    map(
        stem,
        "share percent percentage proportion portion part number amount figure much people"
        " person".split(),
    )
)
_LIKELY, _NEAR = 2, 4  # best sentences that should hold the type, and that the best is ahead of
_LOGITS = 8.0  # of the reader that count as one
_UNCHOSEN = 0.5  # share where the short answer was not chosen among several
# How well a stretch must fit a type for the type to be there at all.
_FITS = {
    Type.DATE: 0.4, Type.PERCENT: 0.9, Type.MONEY: 0.9, Type.AMOUNT: 0.5, Type.PERSON: 0.55,
    Type.ACTOR: 0.5, Type.BODY: 0.7, Type.PLACE: 0.8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer, and what against it.

    Attributes:
        cosine: of question and the best sentence's passage.
        score: of the best sentence.
        lead: by how much that score exceeds the fourth best.
        words: share of the question's words that the sentence answering holds with its context.
        missing: rarity of the rarest of the words that it lacks, 0 to about 1.
        uncounted: share of the words for what is counted or measured that it lacks.
        absent: whether the best sentences hold nothing of the type asked for.
        number: whether a figure was chosen, which a text on the matter need not give.
        seen: logits of the reader's likeliest answer in the sentence answering.
        holds: the reader's logit that a passage of the best sentences answers, the highest.
        share: probability of the short answer among all that were proposed; None where it was
            not chosen among several.
        unexplained: whether a reason is asked for, and the best sentences give none.
    """

    cosine: float
    score: float
    lead: float
    words: float
    missing: float = 0.0
    uncounted: float = 0.0
    absent: bool = False
    number: bool = False
    seen: float = 0.0
    holds: float = 0.0
    share: float | None = None
    unexplained: bool = False

    @property
    def apart(self) -> bool:
        """Whether the documents are about something else."""
        return all(
            value < least
            for value, least in zip((self.score, self.cosine, self.words), _APART, strict=True)
        )

    @property
    def features(self) -> tuple[float, ...]:
        """What the weights are for, in their order."""
        chosen = self.share is not None
        share = _UNCHOSEN if self.share is None else self.share
        told = (self.score, self.lead, self.words, self.missing, self.uncounted)
        flags = (float(self.absent), float(self.number), float(chosen))
        return (*told, self.seen / _LOGITS, self.holds / _LOGITS, *flags, share)


def weigh(query: Query, ranked: Sequence[Scored], composed: Composed = NOTHING) -> Evidence:
    """Weigh what the best sentences hold of what is asked.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
        composed: the answer that was made of them.
    """
    near = ranked[:_NEAR]
    answers = answering(ranked, composed)
    held = _held(query, answers)
    lacks = (weight for key, weight in query.weights.items() if key not in held)
    return Evidence(
        cosine=near[0].candidate.hit.cosine,
        score=near[0].score,
        lead=near[0].score - near[-1].score,
        words=answers.words,
        missing=max(lacks, default=0.0) / _RARE,
        uncounted=_uncounted(query, held),
        absent=_is_absent(query, ranked[:_LIKELY]),
        number=composed.share is not None and wanted(query).type in MEASURED,
        seen=answers.sight.logits if answers.sight else 0.0,
        holds=max((s.sight.read.holds for s in near if s.sight), default=0.0),
        share=composed.share,
        unexplained=query.kind is Kind.REASON and not reasons(query, ranked),
    )


def answering(ranked: Sequence[Scored], composed: Composed) -> Scored:
    """Give the best sentence that holds the short answer, or else the one that it stands on.

    A verdict stands on what decides it, whatever holds the word, and a cell's amount has its unit
    from the head of its column.
    """
    short = composed.short
    if short and not _VERDICT.match(short):
        holding = next((s for s in ranked if short in s.candidate.text), None)
        if holding is not None:
            return holding
    spans = [span for quoted in composed.sentences[:1] for span in quoted.spans]
    bears = (s for s in ranked if any(span.overlap(s.candidate.span) for span in spans))
    return next(bears, ranked[0])


def _held(query: Query, scored: Scored) -> set[str]:
    """Give the stems that a sentence holds with what it is read with, in either form of a name."""
    text = f"{scored.candidate.context} {scored.candidate.text}"
    return stems_with_aliases(query.standalone, text)


def _uncounted(query: Query, held: set[str]) -> float:
    want = wanted(query)
    counted = want.noun - _OF_TYPE
    if want.type not in MEASURED or not counted:
        return 0.0
    return len(counted - held) / len(counted)


def _is_absent(query: Query, best: Sequence[Scored]) -> bool:
    want = wanted(query)
    least = _FITS.get(want.type)
    said = frozenset(map(stem, terms(query.standalone)))
    return least is not None and not any(
        stretch.fit >= least
        for scored in best
        for stretch in stretches(scored.candidate.text, want, said, query.standalone)
    )


def confidence(evidence: Evidence) -> float:
    """Estimate the probability, 0 to 1, that an answer on this evidence is right."""
    return _logistic(RIGHT, evidence)


def answerable(evidence: Evidence) -> float:
    """Estimate the probability, 0 to 1, that the documents answer the question at all."""
    return 0.0 if evidence.apart else _logistic(ANSWERABLE, evidence)


def _logistic(weights: Sequence[float], evidence: Evidence) -> float:
    pairs = zip(weights, (1.0, *evidence.features), strict=True)
    odds = sum(weight * value for weight, value in pairs) - _UNEXPLAINED * evidence.unexplained
    return 1.0 / (1.0 + exp(-odds))


def in_words(value: float) -> str:
    """Say a confidence in words, which promise no more than the figures of an evaluation bear."""
    if value >= 0.9:
        return "Well supported"
    return "Likely" if value >= 0.6 else "Uncertain: check the source"
