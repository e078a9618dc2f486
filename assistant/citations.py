"""Spans to citations: read back, compared, numbered; nothing unverified gets a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Citation, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.documents import Span
    from index.library import Library

_MARK = re.compile(r"\[(\d+)\]")


class CitationError(Exception):
    """A span that does not hold what is said to stand there."""


def cite(library: Library, number: int, span: Span, expected: str) -> Citation:
    """Make a citation of a span, after reading its text back from the library.

    Args:
        library: the opened index.
        number: from 1.
        span: the place.
        expected: the words that should stand there; white space may differ.

    Raises:
        CitationError: the document is unknown, the span lies outside it, or its text differs.
    """
    try:
        document = library.document(span.doc_id)
    except KeyError as error:
        raise CitationError(f"no document {span.doc_id!r} in the index") from error
    quote = document.text[span.start : span.end]
    if not 0 <= span.start < span.end <= len(document.text) or quote.split() != expected.split():
        raise CitationError(f"{document.source}, {span.start} to {span.end}: not the words quoted")
    section = document.section_at(span.start)
    return Citation(
        number=number,
        span=span,
        quote=quote,
        file=document.source,
        title=document.meta.title,
        issued=document.meta.issued,
        page=document.page_at(span.start),
        section=section.path if section else (),
    )


def cite_all(
    library: Library, found: Sequence[tuple[Span, str]]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Turn spans and their words into sentences and citations numbered from 1.

    A sentence whose span does not read back is dropped with its citation. One span is cited by
    one number, however often it is used.
    """
    sentences: list[Sentence] = []
    citations: dict[Span, Citation] = {}
    for span, text in found:
        try:
            citation = citations.get(span) or cite(library, len(citations) + 1, span, text)
        except CitationError:
            continue
        citations[span] = citation
        sentences.append(Sentence(" ".join(text.split()), (citation.number,)))
    return tuple(sentences), tuple(citations.values())


def numbers_in(text: str, citations: Sequence[Citation]) -> list[int]:
    """List the citation numbers that a text uses, unknown ones and zero left out."""
    known = {citation.number for citation in citations}
    found = (int(match.group(1)) for match in _MARK.finditer(text))
    return [number for number in found if number in known]


def marked(sentence: Sentence) -> str:
    """Give a sentence with its citation numbers behind it: ``… by 2025. [1][2]``."""
    return " ".join([sentence.text, "".join(f"[{number}]" for number in sentence.citations)])
