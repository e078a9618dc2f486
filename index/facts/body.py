"""Definitions and organisations: what terms stand for, and the bodies among them; pure."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.documents import Span
from index.facts.fact import Detail, Fact, Kind
from index.facts.reading import Reading


def definition_facts(reading: Reading, titles: tuple[Span, ...]) -> Iterator[Fact]:
    """Give each term that is explained; a policy's title in two languages is none.

    Args:
        reading: the document.
        titles: places of policies.
    """
    for one in reading.definitions:
        span = reading.span(one.start, one.end)
        if one.chinese and any(span.overlap(title) for title in titles):
            continue
        details: dict[str, Detail] = {"term_zh": one.chinese} if one.chinese else {}
        yield Fact(
            id="",
            kind=Kind.DEFINITION,
            subject=one.term,
            measure=None,
            value=one.expansion or one.meaning or one.chinese,
            unit=None,
            when=None,
            span=span,
            qualifiers=details,
        )
        if one.is_organisation:
            if one.expansion:
                details = {"acronym": one.term}
            yield Fact(
                id="",
                kind=Kind.ORGANISATION,
                subject=one.expansion or one.term,
                measure=None,
                value=None,
                unit=None,
                when=None,
                span=span,
                qualifiers={("name_zh" if k == "term_zh" else k): v for k, v in details.items()},
            )
