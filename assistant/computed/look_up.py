"""A question to rows of the ledger and what is computed from them; reads the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.computed.compute import Computed, compute
from assistant.computed.operation import Operation, operation
from assistant.computed.rows import KINDS, together
from index.facts.fact import Kind
from index.facts.store import Wanted
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from assistant.question import Query
    from assistant.retrieve import Hit
    from assistant.scope import Scope
    from index.facts.fact import Fact
    from index.library import Library

_NEAREST = 3  # passages that rows are taken from though they do not hold all of a question's words
_DATED = (Kind.POLICY, Kind.POLICY_EVENT, Kind.CORPORATE_EVENT)


def look_up(
    library: Library,
    query: Query,
    scope: Scope,
    hits: Sequence[Hit],
    known: Collection[str],
) -> Computed | None:
    """Compute what a question asks for; None where it asks for nothing of the kind, or no rows fit.

    Args:
        library: the opened index.
        query: the question.
        scope: the documents that it asks to be answered from.
        hits: the passages found for it, best first.
        known: ids of the documents that may be used.
    """
    asked = operation(scope.question)
    if asked is None:
        return None
    facts = list(_facts(library, asked, scope, hits, known))
    sets = together(facts, library.document, library.names_of)
    near = [hit.passage.span for hit in hits[:_NEAREST]]
    weights = library.rarity(stems(asked.text))
    return compute(asked, sets, weights, query.kind, near)


def _facts(
    library: Library,
    asked: Operation,
    scope: Scope,
    hits: Sequence[Hit],
    known: Collection[str],
) -> Iterator[Fact]:
    """Give the facts of the documents that may answer; targets where one document is asked for.

    The news and the policies of a time may stand in any document.
    """
    found = dict.fromkeys(hit.passage.span.doc_id for hit in hits)
    docs = [name for name in (sorted(scope.documents) or found) if name in known]
    kinds = KINDS if len(scope.documents) == 1 else tuple(set(KINDS) - {Kind.TARGET})
    for name in docs:
        yield from library.facts(Wanted(kinds=kinds, docs=(name,)))
    if asked.period is None or scope.documents:
        return
    period = asked.period
    dated = Wanted(kinds=_DATED, since=period.first or None, until=period.last or None)
    others = dict.fromkeys(fact.doc_id for fact in library.facts(dated))
    for name in others:
        if name in known and name not in found:
            yield from library.facts(Wanted(kinds=_DATED, docs=(name,)))
