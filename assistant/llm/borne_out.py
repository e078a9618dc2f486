"""What of a model's words is borne out by the passages that it was shown, cited."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Citation, Sentence, Status
from assistant.candidates import candidates
from assistant.citations import CitationError, cite
from assistant.llm.prompt import Passage
from assistant.llm.verify import Claim, Line, support

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Answer
    from assistant.llm.tools import Source
    from assistant.retrieve import Hit
    from corpus.documents import Span
    from index.library import Library

MOST_SENTENCES = 6


class Check:
    """Holds what a model says against the passages shown; no sentence is checked twice."""

    def __init__(self, answer: Answer, library: Library) -> None:
        """Begin with no passage shown.

        Args:
            answer: the extractive one, whose words the model's take the place of.
            library: the index.
        """
        self._answer = answer
        self._library = library
        self._lines: list[list[Line]] = []
        self._known: dict[Claim, tuple[Span, ...]] = {}

    def show(self, sources: Sequence[Source]) -> None:
        """Take passages that the model is shown, numbered on from those before."""
        self._lines += [_lines(self._library, source.hit) for source in sources]
        self._known.clear()

    def answer(self, said: Sequence[Claim]) -> tuple[Answer | None, tuple[str, ...]]:
        """Give the answer in those of the claims that are borne out, and the texts of the others.

        The answer is None where none is borne out.
        """
        found = [(claim, self._support(claim)) for claim in said[:MOST_SENTENCES]]
        sentences, citations = _cited(self._library, found)
        others = tuple(claim.text for claim, spans in found if not spans)
        if not sentences:
            return None, others
        made = replace(
            self._answer,
            status=Status.ANSWERED,
            short=sentences[0].text,
            sentences=sentences,
            items=(),
            citations=_with_versions(citations, self._answer),
        )
        return made, others

    def _support(self, claim: Claim) -> tuple[Span, ...]:
        if claim not in self._known:
            self._known[claim] = support(claim, self._lines)
        return self._known[claim]


def _with_versions(citations: Sequence[Citation], answer: Answer) -> tuple[Citation, ...]:
    """Cite behind what a model wrote the places where the documents differ."""
    wanted = {one.span for one in answer.versions} - {one.span for one in citations}
    more = [one for one in answer.citations if one.span in wanted]
    first = len(citations) + 1
    return (*citations, *(replace(one, number=n) for n, one in enumerate(more, first)))


def passage_of(library: Library, source: Source) -> Passage:
    """Give what a model is shown of a passage."""
    span = source.hit.passage.span
    meta = library.document(span.doc_id).meta
    section = " – ".join(source.hit.passage.section)
    return Passage(meta.title, meta.issued or "", section, library.text(span), source.about)


def _lines(library: Library, hit: Hit) -> list[Line]:
    document = library.document(hit.passage.span.doc_id)
    about = f"{document.meta.title} {document.meta.issued or ''} {document.meta.publisher or ''}"
    return [Line(one.span, one.text, f"{about} {one.context}") for one in candidates(document, hit)]


def _cited(
    library: Library, found: Sequence[tuple[Claim, tuple[Span, ...]]]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Number the places that bear the sentences out; a place that is not there bears out none."""
    sentences: list[Sentence] = []
    citations: dict[Span, Citation] = {}
    for claim, spans in found:
        for span in spans:
            if span not in citations:
                with suppress(CitationError):
                    citations[span] = cite(library, len(citations) + 1, span, library.text(span))
        numbers = tuple(citations[span].number for span in spans if span in citations)
        if numbers:
            sentences.append(Sentence(claim.text, numbers))
    return tuple(sentences), tuple(citations.values())
