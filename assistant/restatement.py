"""What the ledger knows of a figure that answers: that another is given in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Version
from assistant.answers.told import Quoted
from assistant.confidence import answering
from index.facts.fact import Kind
from index.facts.store import Wanted
from index.facts.surroundings import place
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.answers.compose import Composed
    from assistant.finding import Known
    from assistant.reading import Reading
    from corpus.documents import Span
    from index.facts.fact import Fact
    from index.library import Library

MOST = 3  # versions that are told, the newest
_FIGURES = (Kind.TARGET, Kind.AMOUNT)


def with_restated(composed: Composed, reading: Reading, library: Library, known: Known) -> Composed:
    """Put beside a figure what later and earlier documents give in its place, the newest first.

    The short answer becomes the newest one, unless its document has been asked for. An answer
    whose versions are told already is given back as it came.

    Args:
        composed: the answer.
        reading: what it was made of.
        library: whose ledger links the figures.
        known: the documents that may be searched.
    """
    if composed.items or composed.versions or not reading.ranked:
        return composed
    first = answering(reading.ranked, composed).candidate.span
    # The figure may stand in the first of them as one that gave way, and in another as the answer.
    given = [s for one in composed.sentences if composed.short in one.text for s in one.spans]
    for own in dict.fromkeys((first, *given)):
        if told := _versions(library, own, composed.short, known):
            break
    else:
        return composed
    quoted = [Quoted(library.text(version.span), (version.span,)) for version in told]
    spans = {version.span for version in told}
    rest = [one for one in composed.sentences if spans.isdisjoint(one.spans)]
    stays = own.doc_id in reading.scope.documents
    short = composed.short if stays else told[0].short
    return replace(composed, short=short, sentences=(*quoted, *rest), versions=told)


def superseding(library: Library, facts: Sequence[Fact], known: Collection[str]) -> dict[str, Fact]:
    """Give what has superseded each of some facts, among the documents ``known``, by its id."""
    newer = library.newer(facts, _latest(library, known))
    return {name: fact for name, fact in newer.items() if fact.doc_id in known}


def _latest(library: Library, known: Collection[str]) -> str | None:
    """Give the last date of issue among documents; None for all of them."""
    if len(known) == len(library.records):
        return None
    dates = (record.meta.issued for record in library.records if record.id in known)
    return max(filter(None, dates), default="")


def _versions(library: Library, span: Span, short: str, known: Known) -> tuple[Version, ...]:
    """List what the documents give for the figure of an answer; empty where all give one."""
    until = _latest(library, known)
    stated = _stated(library, span, short)
    newer = superseding(library, stated, known)
    for fact in stated:
        newest = newer.get(fact.id, fact)
        if newest is not fact and newest.doc_id == fact.doc_id:
            return Version(*_said(library, newest)), Version(short, span)
        found = [newest, *library.earlier(newest, until)]
        dated = {one.doc_id: one for one in found if one.doc_id in known}
        if len(dated) > 1 and span.doc_id in dated:
            ordered = sorted(dated.values(), key=lambda one: _issued(known, one), reverse=True)
            said = [(_said(library, one), one) for one in ordered[:MOST]]
            return tuple(
                Version(short, span) if one.doc_id == span.doc_id else Version(*of)
                for of, one in said
            )
    return ()


def _stated(library: Library, span: Span, short: str) -> list[Fact]:
    """List the facts of a sentence whose figure is that of a short answer."""
    figures = {(quantity.value, quantity.unit) for quantity in quantities(short)}
    if not figures:
        return []
    facts = library.facts(Wanted(_FIGURES, places=(span,)))
    return [fact for fact in facts if (fact.value, fact.unit) in figures]


def _issued(known: Known, fact: Fact) -> tuple[str, str]:
    return known[fact.doc_id].issued or "", fact.id


def _said(library: Library, fact: Fact) -> tuple[str, Span]:
    """Give a figure as its document writes it, and the sentence that states it."""
    whole = place(library.document(fact.doc_id), fact.span).whole
    text = library.text(fact.span)
    own = (q for q in quantities(text) if (q.value, q.unit) == (fact.value, fact.unit))
    figure = next((text[q.start : q.last] for q in own), str(fact.value))
    return figure, whole
