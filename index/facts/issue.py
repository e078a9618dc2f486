"""The issue itself as a fact: what it is an issue of, by whom, and when it came out; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.documents import Span
from index.facts.fact import Detail, Fact, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.documents import Document


def issue_facts(document: Document) -> Iterator[Fact]:
    """Give what a document says of itself, where it says when it was issued."""
    meta = document.meta
    places = [
        (found.start, found.end)
        for found in meta.evidence
        if found.field in ("title", "issued") and found.start is not None and found.end is not None
    ]
    if meta.issued is None or meta.issued_inferred or not places:
        return
    told: dict[str, Detail] = {}
    if meta.publisher:
        told["publisher"] = meta.publisher
    if meta.period:
        told["period"] = "/".join(meta.period)
    if meta.authors:
        told["authors"] = list(meta.authors)
    yield Fact(
        id="",
        kind=Kind.ISSUE,
        subject=meta.series or meta.title,
        measure=None,
        value=None,
        unit=None,
        when=meta.issued,
        span=Span(document.id, min(s for s, _ in places), max(e for _, e in places)),
        qualifiers=told,
    )
