"""What was looked through for an answer, to be told with it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.answer import Citation, Searched
from assistant.citations import CitationError, cite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.retrieve import Hit
    from assistant.scope.within import Within
    from corpus.documents import Metadata, Span
    from index.library import Library

_NEAREST = 3  # passages shown when abstaining


def searched(
    library: Library,
    known: Mapping[str, Metadata],
    hits: Sequence[Hit],
    within: Within,
    untold: Span | None = None,
) -> Searched:
    """Tell what was looked through.

    Args:
        library: the index.
        known: the documents that could be searched, by id.
        hits: the passages that were read, best first.
        within: which documents the reader had chosen.
        untold: a sentence which says that what was asked for is not given; None for none.
    """
    dates = sorted(m.issued for m in known.values() if m.issued and not m.issued_inferred)
    return Searched(
        documents=len(known),
        passages=sum(len(library.passages_of(name)) for name in known),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        nearest=_nearest(library, [*filter(None, [untold]), *(h.passage.span for h in hits)]),
        failures=library.failures,
        within=within,
        read=tuple(hit.passage.span for hit in hits),
        untold=" ".join(library.text(untold).split()) if untold else "",
    )


def _nearest(library: Library, spans: Sequence[Span]) -> tuple[Citation, ...]:
    found = []
    for number, span in enumerate(spans[:_NEAREST], start=1):
        with suppress(CitationError):
            found.append(cite(library, number, span, library.text(span)))
    return tuple(found)
