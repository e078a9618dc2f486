"""A question to the passages that are read for it: clause by clause, and around the best."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from assistant.neighbours import neighbours
from assistant.parts import ALL
from assistant.retrieve import POOL, Hit, Sought, retrieve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from assistant.parts import Parts
    from index.bert import Floats
    from index.library import Library
    from index.passages import Passage

_FIRST = 2  # places of the whole question before those of its clauses
_OF_A_CLAUSE = 2  # places of each clause
_NEIGHBOUR = 4  # places before what belongs to the best passage


def search(
    library: Library,
    sought: Sequence[Sought],
    k: int,
    keep: Callable[[str], bool] = lambda _: True,
    prefer: Collection[str] = (),
    parts: Parts = ALL,
    besides: Sequence[Floats] = (),
) -> list[Hit]:
    """Find the ``k`` passages to be read for a question, best first.

    Args:
        library: the opened index.
        sought: the whole question, then the clauses that are searched for by themselves.
        k: how many at most.
        keep: tells whether a document's passages may be found, by its id.
        prefer: ids of the documents that the question asks for.
        parts: what is searched by.
        besides: unit vectors (d) of other texts, each of which is searched with as a clause is.
    """
    depth = max(POOL, k)
    rankings = [retrieve(library, each, depth, keep, prefer, parts) for each in sought]
    own = {hit.passage.id: hit for hit in rankings[0]}
    rankings += [_near(library, sought[0], vector, keep, own) for vector in besides]
    hits = interleave(rankings)
    if parts.neighbours and hits:
        hits = _with_neighbour(library, sought[0], hits)
    return hits[:k]


def interleave(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Join the ranking of a whole question and those of its clauses to one, each passage once.

    The best of the whole question come first, then the best of each clause in turn.
    """
    whole, *rest = rankings
    of_clauses = zip_longest(*(ranking[:_OF_A_CLAUSE] for ranking in rest))
    in_turn = [hit for hits in of_clauses for hit in hits if hit is not None]
    found: dict[str, Hit] = {}
    for hit in chain(whole[:_FIRST], in_turn, whole[_FIRST:]):
        found.setdefault(hit.passage.id, hit)
    return list(found.values())


def _near(
    library: Library,
    whole: Sought,
    vector: Floats,
    keep: Callable[[str], bool],
    own: Mapping[str, Hit],
) -> list[Hit]:
    """Rank by another vector; what is found has the score that the whole question gives it."""
    dense = replace(ALL, keywords=False)
    found = retrieve(library, Sought("", vector), _OF_A_CLAUSE, keep, (), dense)
    return [own.get(hit.passage.id) or _by_meaning(library, whole, hit.passage) for hit in found]


def _by_meaning(library: Library, whole: Sought, passage: Passage) -> Hit:
    """Score a passage for a question that none of the question's searches brought."""
    cosine = library.cosines(whole.vector, [passage.id])[0]
    return Hit(passage, cosine / 2, cosine)


def _with_neighbour(library: Library, whole: Sought, hits: list[Hit]) -> list[Hit]:
    """Put the first of what belongs to the best passage at its place, if it stands no higher."""
    best = hits[0].passage
    document = library.document(best.span.doc_id)
    near = neighbours(document, best, library.passages_of(document.id))
    if not near or near[0].id in [hit.passage.id for hit in hits[:_NEIGHBOUR]]:
        return hits
    there = (hit for hit in hits if hit.passage == near[0])
    own = next(there, None) or _by_meaning(library, whole, near[0])
    rest = [hit for hit in hits if hit.passage != near[0]]
    return [*rest[:_NEIGHBOUR], own, *rest[_NEIGHBOUR:]]
