"""Spans to citations: read back, compared, numbered; nothing unverified gets a number."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.answer import Citation, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Answer
    from assistant.answers.told import Quoted
    from corpus.documents import Span
    from index.library import Library


DIFFER = "The documents differ"


class CitationError(Exception):
    """A span that does not hold what is said to stand there."""


def cite(library: Library, number: int, span: Span, expected: str) -> Citation:
    """Make a citation of a span, after reading its text back from the library.

    Args:
        library: the opened index.
        number: from 1.
        span: the place.
        expected: the words that should stand there; white space may differ, and the number or
            bullet of a list item may be missing.

    Raises:
        CitationError: the document is unknown, the span lies outside it, or its text differs.
    """
    try:
        document = library.document(span.doc_id)
    except KeyError as error:
        raise CitationError(f"no document {span.doc_id!r} in the index") from error
    quote = document.text[span.start : span.end]
    inside = 0 <= span.start < span.end <= len(document.text)
    if not inside or not " ".join(quote.split()).endswith(" ".join(expected.split())):
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
        authors=document.meta.authors,
        issued_inferred=document.meta.issued_inferred,
        title_original=document.meta.title_original,
    )


def cite_all(
    library: Library, quoted: Sequence[Quoted]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Turn quoted words into sentences, and their places into citations numbered from 1.

    A place that does not read back gets no number, and words without a place are dropped. One
    place is cited by one number, however often it is used.
    """
    sentences: list[Sentence] = []
    citations: dict[Span, Citation] = {}
    for words in quoted:
        for span in words.spans:
            if span not in citations:
                with suppress(CitationError):
                    citations[span] = cite(library, len(citations) + 1, span, words.text)
        numbers = tuple(citations[span].number for span in words.spans if span in citations)
        if numbers:
            sentences.append(Sentence(words.text, numbers))
    return tuple(sentences), tuple(citations.values())


def named(citation: Citation) -> str:
    """Give the title of the document cited, with its form in the other script: ``Title (标题)``."""
    other = citation.title_original
    return f"{citation.title} ({other})" if other else citation.title


def place(citation: Citation) -> str:
    """Give the place of a citation: document, date, page, section, file and offsets."""
    told = (
        named(citation),
        _when(citation),
        f"page {citation.page}" if citation.page else "",
        " › ".join(citation.section),
        citation.file,
        f"characters {citation.span.start} to {citation.span.end}",
    )
    return ", ".join(filter(None, told))


def versions(answer: Answer) -> list[tuple[str, Citation]]:
    """Give what each document says where they differ, with its citation, the newest first."""
    cited = {citation.span: citation for citation in answer.citations}
    return [(one.short, cited[one.span]) for one in answer.versions if one.span in cited]


def differ(answer: Answer) -> str:
    """Say on a line what each document says; empty where they do not differ."""
    found = versions(answer)
    told = (f"{short} ({_when(by) or 'no date'}) [{by.number}]" for short, by in found)
    return f"{DIFFER}: {'; '.join(told)}." if found else ""


def _when(citation: Citation) -> str:
    issued = citation.issued or ""
    return f"{issued} (inferred)" if citation.issued_inferred else issued


def marked(sentence: Sentence) -> str:
    """Give a sentence with its citation numbers behind it: ``… by 2025. [1][2]``."""
    return " ".join([sentence.text, "".join(f"[{number}]" for number in sentence.citations)])
