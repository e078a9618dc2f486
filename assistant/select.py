"""Candidate sentences to a ranking of those that answer; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answers.values import find_amounts, find_dates
from assistant.candidates import Candidate, coverage
from assistant.question import Kind
from assistant.scope.provisions import told_by_rules
from corpus.documents import BlockKind
from index.names import PERSON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.reader.sight import Sight

# A conditional logit over the sentences of a question, fitted to gold questions of the sample
# corpus and of four real reports: `python -m evals.ordering` prints it, and by cross-validation
# what it is worth on others. What is weighed: see ``features``.
WEIGHTS = (3.81, 1.13, 1.40, 6.02, 1.42, 0.29, -1.41)
_LEAST = -8.0  # logits; what the reader is surer to be no answer may still be an item of a list
_WHOLE = 12.0  # log-odds of a sentence that holds all of a question; its score is about 1
_REFERENCE = re.compile(r"(?:Source|Sources|Note|Notes|See|Link|Contents)\b ?:?", re.IGNORECASE)
# A work that a note or a bibliography names, and a name alone, as on a title page.
_CITED = re.compile(
    r"(?:[A-Z][\w.’'-]*(?: (?:and )?[A-Z][\w.’'-]*){0,6}(?: et al\.)?, )+[“\"‘][A-Z][^.]*"
    r"(?:$|[?,.”])"
)
# What a publication says of itself, and what asks for it.
_OF_ITSELF = re.compile(
    r"(?:The |This |Our )?(?:next |current )?(?:[\w’'&-]+ ){0,5}?(?:brief(?:ing)?|newsletter|digest"
    r"|factsheet|bulletin|report|review|issue|edition|series)\b(?: of the [\w’'& -]{3,60}?)?"
    r" (?:(?:is|are) (?:an? )?(?:\w+ )?(?:weekly|fortnightly|monthly|quarterly|yearly|annual)\b"
    r"|(?:will )?(?:appears?|be published|be out)\b|comes out\b|has appeared\b)",
    re.IGNORECASE,
)
_ASKS_OF_ITSELF = re.compile(
    r"\b(?:next|publish\w*|appear\w*|how often|covers?|covered|when|who|about|frequency"
    r"|subscri\w+|what(?:'s| is| kind)|how (?:many|long)|since|come out|due|out)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what speaks for it.

    Attributes:
        candidate: the sentence.
        score: its log-odds as a share of ``_WHOLE``; higher is better.
        words: share of the question's words, weighted by rarity, in the sentence or its context.
        suits: whether the sentence holds something of the wanted kind.
        sight: the sentence as the reader saw it; None where it was not read.
        row: a row of a table as the reader saw it, each cell behind the head of its column.
    """

    candidate: Candidate
    score: float
    words: float
    suits: bool
    sight: Sight | None = None
    row: Sight | None = None

    @property
    def sights(self) -> tuple[Sight, ...]:
        """As the reader saw it, in each of the ways."""
        return tuple(seen for seen in (self.sight, self.row) if seen)


def rank(
    question: str,
    kind: Kind,
    found: Sequence[Candidate],
    weights: Mapping[str, float],
    sights: Sequence[Sight] = (),
) -> list[Scored]:
    """Rank candidate sentences for a question, best first, ties by place.

    What a law says of breaking a rule is left out where the rule itself is asked for.

    Args:
        question: standing alone.
        kind: what it wants.
        found: the candidates.
        weights: rarity of each of the question's stems.
        sights: each candidate as the reader saw it; none where it did not look.
    """
    seen: Sequence[Sight | None] = sights or [None] * len(found)
    scored = [
        _score(question, kind, candidate, weights, sight)
        for candidate, sight in zip(found, seen, strict=True)
    ]
    texts, words = [each.text for each in found], [each.words for each in scored]
    left = told_by_rules(question, texts, words)
    kept = [each for at, each in enumerate(scored) if at not in left]
    if not _ASKS_OF_ITSELF.search(question):
        kept = [each for each in kept if not _OF_ITSELF.match(each.candidate.text)]
    return sorted(kept, key=lambda s: (-s.score, s.candidate.span))


def _score(
    question: str,
    kind: Kind,
    candidate: Candidate,
    weights: Mapping[str, float],
    sight: Sight | None,
) -> Scored:
    words = coverage(weights, f"{candidate.context} {candidate.text}")
    suits = _suits(kind, question, candidate.text)
    scored = Scored(candidate, 0.0, words, suits, sight)
    pairs = zip(WEIGHTS, features(scored, weights), strict=True)
    return replace(scored, score=sum(weight * value for weight, value in pairs) / _WHOLE)


def features(scored: Scored, weights: Mapping[str, float]) -> tuple[float, ...]:
    """Give what speaks for a sentence and against it as numbers, in the order of the weights.

    They are: the question's words in it with its context, and in itself; its passage's cosine and
    place in the search; whether it holds something of the wanted kind; the reader's logits; whether
    it is a caption, a reference or a name, which name a matter without saying anything of it.
    """
    candidate = scored.candidate
    text, block = candidate.text, candidate.block
    names = (
        block.kind is BlockKind.CAPTION
        or bool(_REFERENCE.match(text))
        or bool(_CITED.match(text))
        or (block.kind is BlockKind.PARAGRAPH and bool(PERSON.fullmatch(text)))
    )
    return (
        scored.words,
        coverage(weights, candidate.text),
        candidate.hit.cosine,
        candidate.hit.score,
        float(scored.suits),
        max(scored.sight.logits, _LEAST) if scored.sight else 0.0,
        float(names),
    )


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
