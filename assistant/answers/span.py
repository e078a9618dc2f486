"""The short answer as a stretch of one of the best sentences: a date, an amount, a name; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp, log1p
from typing import TYPE_CHECKING

from assistant.answers.proposals import Proposal, proposals
from assistant.answers.unfit import ends
from assistant.answers.wanted import Type, Wanted, may_be, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document, Span

_MOST_WORDS = 30  # of a short answer where no stretch can be told from the sentence
# "Its number, and who owns it": of two answers a number may be one.
_OF_VALUES = re.compile(r"\b(?:numbers?|how (?:many|much)|when|dates?)\b", re.IGNORECASE)
_ALONE = -1.0  # by how much what the reader alone proposes is behind by the rules
# A conditional logit over what is proposed for a question, fitted to the gold questions of the
# sample corpus and of four real reports: `python -m evals.choosing` prints it, and by
# cross-validation what it is worth on others.
WEIGHTS = (1.73, 2.11, 2.50, 2.83, -1.85, 0.65, 0.29)


@dataclass(frozen=True, slots=True)
class Found:
    """A short answer.

    Attributes:
        text: as it stands in the document.
        scored: the sentence that it was cut out of.
        score: higher is better; to be compared within one question only.
        share: probability among all that were proposed, 0 to 1, of the same text in any sentence.
    """

    text: str
    scored: Scored
    score: float
    share: float


def find_spans(
    query: Query, ranked: Sequence[Scored], document: Callable[[str], Document]
) -> list[Found]:
    """Cut short answers out of the best sentences, the best of each sentence, best first.

    Args:
        query: the question.
        ranked: sentences, best first.
        document: gives a document by its id.
    """
    want = wanted(query)
    if want.type is Type.PHRASE:
        return []
    one_thing = not _OF_VALUES.search(query.asked)
    proposed = [
        one
        for one in proposals(query, want, ranked, document)
        if not one_thing or may_be(one.text, want)
    ]
    if want.type is Type.DATE:
        last = [p for p in proposed if ends(query.standalone, p.scored.candidate.text, p.text)]
        proposed = last or proposed
    scores = [
        sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
        for values in features(want, proposed)
    ]
    shares = _shares(proposed, scores)
    best: dict[Span, Found] = {}
    for one, score in zip(proposed, scores, strict=True):
        place = one.scored.candidate.span
        if place not in best or score > best[place].score:
            best[place] = Found(one.text, one.scored, score, shares[one.text.casefold()])
    return sorted(best.values(), key=lambda found: -found.score)


def _shares(proposed: Sequence[Proposal], scores: Sequence[float]) -> dict[str, float]:
    """Give the probability of each text: the softmax of the scores, added up over the sentences."""
    most = max(scores, default=0.0)
    held = [exp(score - most) for score in scores]
    found: dict[str, float] = {}
    for one, value in zip(proposed, held, strict=True):
        key = one.text.casefold()
        found[key] = found.get(key, 0.0) + value / sum(held)
    return found


def features(want: Wanted, proposed: Sequence[Proposal]) -> list[tuple[float, ...]]:
    """Give what speaks for each proposal as numbers, in the order of the weights.

    They are: how far it is behind by the rules, the reader's logits, the fit of its type, the
    question's words in its sentence, whether the rules propose what may be a name of anything,
    its length, and whether it has digits.
    """
    best = max((one.rule for one in proposed if one.rule is not None), default=0.0)
    return [
        (
            _ALONE if one.rule is None else one.rule - best,
            one.logits / 8.0,
            one.fit,
            one.scored.words,
            float(one.rule is not None and want.type is Type.NAME),
            log1p(len(one.text.split())),
            float(any(character.isdigit() for character in one.text)),
        )
        for one in proposed
    ]


def shorten(sentence: str) -> str:
    """Cut a sentence after ``_MOST_WORDS`` words, with an ellipsis where words are missing."""
    words = sentence.split()
    return sentence if len(words) <= _MOST_WORDS else " ".join(words[:_MOST_WORDS]) + " …"
