"""A question to rows of the ledger and what is computed from them; reads the index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.computed import documents
from assistant.computed.across import answer
from assistant.computed.ahead import ahead, which_is_ahead
from assistant.computed.asked import asked_of_ledger
from assistant.computed.cell import asks_for_a_cell, cell
from assistant.computed.compute import compute
from assistant.computed.limits import Period
from assistant.computed.operation import operation
from assistant.computed.rows import KINDS, together
from assistant.computed.sets import asked_of_sets, of_sets
from assistant.restatement import superseding
from index.facts.fact import Kind
from index.facts.store import Wanted
from index.keywords import acronyms, stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from assistant.computed.computed import Computed
    from assistant.question import Query
    from assistant.retrieve import Hit
    from assistant.scope.asked import Scope
    from index.facts.fact import Fact
    from index.library import Library

_NEAREST = 3  # passages that rows are taken from though they do not hold all of a question's words
_FIRST_DAY = "0001"  # what is dated is later


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
    if found := of_documents(library, query.standalone, scope, known):
        return found
    if not scope.documents and (found := _across(library, scope.question, known)):
        return found
    asked = operation(scope.question)
    of_a_cell = asks_for_a_cell(scope.question)
    of_two = asked_of_sets(query.standalone)
    compared = which_is_ahead(query)
    if asked is None and not of_a_cell and not of_two and compared is None:
        return None
    facts = list(_facts(library, scope, hits, known))
    sets = together(facts, library.document, library.names_of)
    if of_two:
        named = " ".join(of_two.names)
        weights = library.rarity(stems(named) | acronyms(named))
        if found := of_sets(of_two, sets, weights):
            return found
    near = [hit.passage.span for hit in hits[:_NEAREST]]
    if of_a_cell:
        weights = library.rarity(stems(scope.question) | acronyms(scope.question))
        if found := cell(scope.question, sets, weights, near):
            return found
    if compared and (found := ahead(query, compared, sets)):
        return found
    if asked is None:
        return None
    weights = library.rarity(stems(asked.text) | acronyms(asked.text))
    return compute(asked, sets, weights, query.kind, near)


def _facts(
    library: Library,
    scope: Scope,
    hits: Sequence[Hit],
    known: Collection[str],
) -> Iterator[Fact]:
    """Give the facts of the documents that may answer; targets where one document is asked for."""
    found = dict.fromkeys(hit.passage.span.doc_id for hit in hits)
    docs = [name for name in (sorted(scope.documents) or found) if name in known]
    kinds = KINDS if len(scope.documents) == 1 else tuple(set(KINDS) - {Kind.TARGET})
    for name in docs:
        yield from library.facts(Wanted(kinds=kinds, docs=(name,)))


def of_documents(
    library: Library, question: str, scope: Scope, known: Collection[str]
) -> Computed | None:
    """Answer a question about the documents themselves; None where it asks for something else.

    Args:
        library: the opened index.
        question: the question.
        scope: the documents that it names.
        known: ids of the documents that may be used.
    """
    asked = documents.asked_of_documents(question, scope.question)
    if asked is None:
        return None
    records = (record for record in library.records if record.id in known)
    return documents.answer(asked, records, scope.documents, library.document)


def _across(library: Library, question: str, known: Collection[str]) -> Computed | None:
    """Compute what a question asks of all documents together."""
    asked = asked_of_ledger(question, lambda name: library.how_many(Wanted(issuer=name)) > 0)
    if asked is None:
        return None
    period = asked.period or Period()
    sets: list[dict[str, Fact]] = []
    complete = True
    for issuer in asked.issuers or (None,):
        all_times = Wanted(kinds=asked.kinds, issuer=issuer, words=asked.words or None)
        in_time = replace(all_times, since=period.first or None, until=period.last or None)
        sets.append({fact.id: fact for fact in library.facts(in_time) if fact.doc_id in known})
        dated = replace(all_times, since=_FIRST_DAY)
        complete &= library.how_many(dated) == library.how_many(all_times)
    found = {key: fact for one in sets for key, fact in one.items()}
    if asked.jointly:
        found = {key: fact for key, fact in found.items() if all(key in one for one in sets)}
    given_up = superseding(library, list(found.values()), known)
    facts = [fact for name, fact in found.items() if name not in given_up]
    return answer(asked, facts, lambda fact: library.text(fact.span), complete=complete)
