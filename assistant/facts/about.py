"""The facts nearest to a question in meaning and words, the nearest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.question import LONGEST_QUESTION
from assistant.retrieve import POOL
from assistant.scope.within import Within
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.ask import Assistant
    from assistant.retrieve import Hit
    from index.bert import Floats
    from index.facts.fact import Fact
    from index.facts.store import Wanted

MOST = 20  # facts, where no limit is set
_COMPARED = 16  # facts whose own words are encoded: twice as many find no more
_MEANING = 0.5  # what their cosine counts beside their passage's score and the words they share


def facts_about(assistant: Assistant, question: str, wanted: Wanted) -> tuple[Fact, ...]:
    """Find the facts nearest to a question.

    Facts have no vectors of their own in an index: they stand in passages, which are found by
    meaning and words. Ranked by vectors of their own alone, fewer of the right facts come first.

    Args:
        assistant: over the index that holds them.
        question: what they should tell of, as a question or in a few words.
        wanted: what else they fulfil; its limit, or else ``MOST``, is kept to.

    Returns:
        The nearest first.
    """
    library, limit = assistant.library, wanted.limit or MOST
    if wanted.docs == ():
        return ()
    within = Within(documents=wanted.docs or ())
    asked = question[:LONGEST_QUESTION]
    hits = assistant.retrieve(asked, POOL, (), wanted.issued_until, within)
    places = tuple(hit.passage.span for hit in hits)
    found = library.facts(replace(wanted, places=places, limit=None))
    quotes = {fact.id: " ".join(library.text(fact.span).split()) for fact in found}
    weights = library.rarity(stems(asked))
    near = {f.id: _shared(f, quotes[f.id], weights) + _around(f, hits) for f in found}
    ranked = _by(near, found)
    first = ranked[:_COMPARED]
    if first:
        vectors = assistant.encoder.encode([asked, *(quotes[fact.id] for fact in first)])
        near |= _closer(near, first, vectors)
    return tuple([*_by(near, first), *ranked[_COMPARED:]][:limit])


def _by(near: Mapping[str, float], facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (-near[fact.id], fact.id))


def _shared(fact: Fact, quote: str, weights: Mapping[str, float]) -> float:
    """Give the share of a question's words, by their rarity, that a fact holds."""
    parts = (fact.kind, fact.subject, fact.measure, *fact.issuers, quote)
    held = stems(" ".join(part for part in parts if part))
    total = sum(weights.values())
    return sum(w for word, w in weights.items() if word in held) / total if total else 0.0


def _around(fact: Fact, hits: Sequence[Hit]) -> float:
    """Give the score of the best passage that holds some of a fact."""
    return max((hit.score for hit in hits if hit.passage.span.overlap(fact.span)), default=0.0)


def _closer(near: Mapping[str, float], facts: Sequence[Fact], vectors: Floats) -> dict[str, float]:
    """Add to how near facts are the cosines of their words; the question's is the first vector."""
    cosines = vectors[1:] @ vectors[0]
    pairs = zip(facts, cosines.tolist(), strict=True)
    return {fact.id: near[fact.id] + _MEANING * cosine for fact, cosine in pairs}
