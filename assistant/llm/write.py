"""An answer in a model's words: each sentence checked, the extractive answer where none passes."""

from __future__ import annotations

import time
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from assistant.answer import REFUSAL, Citation, Prose, Sentence, Status
from assistant.candidates import candidates
from assistant.citations import CitationError, cite
from assistant.listener import Heard, unheard
from assistant.llm.client import Model, ModelUnavailable, Usage
from assistant.llm.prompt import Passage, PromptError, fitting, messages
from assistant.llm.verify import Claim, Line, claims, support, whole
from index.tokens import count_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.answer import Answer
    from assistant.retrieve import Hit
    from corpus.documents import Span
    from index.library import Library

MOST_SENTENCES = 6
NONE_PASSED = "no sentence of its answer is borne out by the passages"
REFUSED = "it finds no answer in the passages"


@dataclass(frozen=True, slots=True)
class Writer:
    """Has a model write answers.

    Attributes:
        model: what writes.
        budget: tokens that a question with its passages may take.
        most: tokens that an answer may take.
        strike: whether what is not borne out is shown struck through, rather than left out.
        prices: of a million tokens read and written, in any currency; None where unknown.
    """

    model: Model
    budget: int = 6000
    most: int = 500
    strike: bool = True
    prices: tuple[float, float] | None = None

    def written(
        self, answer: Answer, hits: Sequence[Hit], library: Library, heard: Heard = unheard
    ) -> Answer:
        """Give the answer in the model's words, or ``answer`` with the reason why not.

        What was worked out from the ledger stays as it is.

        Args:
            answer: the extractive one.
            hits: the passages for its question, best first.
            library: the index.
            heard: is told the answer anew with each sentence that is borne out.

        Raises:
            Left: ``heard`` says that nobody waits any more; the model's request is ended.
        """
        if answer.query or not hits:
            return answer
        heard(None)
        started, usage = time.perf_counter(), Usage()
        try:
            passages = [_passage(library, hit) for hit in hits]
            shown = fitting(answer.standalone, passages, self.budget, count_tokens)
            if not shown:
                raise PromptError(f"no passage fits the budget of {self.budget} tokens")
            asked = messages(answer.standalone, passages[:shown])
            checked = _checked(answer, library, hits[:shown])
            with closing(self.model.stream(asked, self.most, usage)) as pieces:
                text = _listened(pieces, lambda said: checked(said)[0], heard)
        except (ModelUnavailable, PromptError) as error:
            return replace(answer, prose=self._prose(usage, str(error)))
        if REFUSAL.rstrip(".") in text:
            return replace(answer, prose=self._prose(usage, REFUSED))
        made, unsupported = checked([*claims(text)])
        struck = unsupported if self.strike else ()
        if made is None:
            return replace(answer, prose=self._prose(usage, NONE_PASSED, struck))
        lap = ("write and check", 1000.0 * (time.perf_counter() - started))
        prose = self._prose(usage, "", struck)
        return replace(made, prose=prose, timings=(*answer.timings, lap))

    def _prose(self, usage: Usage, why: str, struck: tuple[str, ...] = ()) -> Prose:
        cost = None
        if self.prices:
            read, written = self.prices
            cost = (usage.read * read + usage.written * written) / 1e6
        return Prose(
            model=self.model.name,
            host=self.model.host,
            why=why,
            struck=struck,
            read=usage.read,
            written=usage.written,
            cost=cost,
        )


def _listened(
    pieces: Iterable[str], made: Callable[[Sequence[Claim]], Answer | None], heard: Heard
) -> str:
    """Join the pieces of a text; what is told is ``made`` anew when a further sentence is whole."""
    text, count, partial = "", 0, None
    for piece in pieces:
        text += piece
        said = whole(text) if piece else ()
        if len(said) > count:
            count, fuller = len(said), made(said)
            partial = partial if fuller == partial else fuller
        heard(partial)
    return text


def _checked(
    answer: Answer, library: Library, hits: Sequence[Hit]
) -> Callable[[Sequence[Claim]], tuple[Answer | None, tuple[str, ...]]]:
    """Make the check of what a model says of passages; no sentence is checked twice.

    Returns:
        From the claims so far to ``answer`` in those of them that are borne out, None where none
        is, and the texts of the others.
    """
    sources = [_lines(library, hit) for hit in hits]
    borne_out = cache(lambda claim: support(claim, sources))

    def check(said: Sequence[Claim]) -> tuple[Answer | None, tuple[str, ...]]:
        found = [(claim, borne_out(claim)) for claim in said[:MOST_SENTENCES]]
        sentences, citations = _cited(library, found)
        others = tuple(claim.text for claim, spans in found if not spans)
        if not sentences:
            return None, others
        made = replace(
            answer,
            status=Status.ANSWERED,
            short=sentences[0].text,
            sentences=sentences,
            items=(),
            citations=_with_versions(citations, answer),
        )
        return made, others

    return check


def _with_versions(citations: Sequence[Citation], answer: Answer) -> tuple[Citation, ...]:
    """Cite behind what a model wrote the places where the documents differ."""
    wanted = {one.span for one in answer.versions} - {one.span for one in citations}
    more = [one for one in answer.citations if one.span in wanted]
    first = len(citations) + 1
    return (*citations, *(replace(one, number=n) for n, one in enumerate(more, first)))


def _passage(library: Library, hit: Hit) -> Passage:
    span = hit.passage.span
    meta = library.document(span.doc_id).meta
    section = " – ".join(hit.passage.section)
    return Passage(meta.title, meta.issued or "", section, library.text(span))


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
