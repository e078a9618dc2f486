"""Gold questions put to an assistant, one result after the other."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from assistant.answer import Answer, Turn
from assistant.conversation import resolve
from corpus.documents import Document
from evals.align import Aligner
from evals.citing import quote_exact
from evals.gold import GoldQuestion
from evals.results import Ranked, Result, said
from evals.score import DEPTH, score
from index.passages import Passage

_READ = 5  # passages whose text is kept


class _Record(Protocol):
    @property
    def id(self) -> str: ...


class _Hit(Protocol):
    @property
    def passage(self) -> Passage: ...
    @property
    def score(self) -> float: ...


class _Library(Protocol):
    def documents(self) -> Sequence[_Record]: ...
    def document(self, doc_id: str, /) -> Document: ...


class Assistant(Protocol):
    """What is evaluated; ``assistant.ask.Assistant`` is one."""

    @property
    def library(self) -> _Library:
        """The index that it answers from."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question after the turns of ``history``."""
        ...

    def retrieve(self, question: str, k: int, history: Sequence[Turn] = ()) -> Sequence[_Hit]:
        """Give the ``k`` passages that an answer is drawn from, best first."""
        ...


def split(
    library: _Library, questions: Iterable[GoldQuestion]
) -> tuple[tuple[GoldQuestion, ...], tuple[GoldQuestion, ...]]:
    """Tell the questions whose documents are in the index from those that must be skipped."""
    names = {_name(library.document(record.id)) for record in library.documents()}
    asked: list[GoldQuestion] = []
    skipped: list[GoldQuestion] = []
    for question in questions:
        (asked if names.issuperset(question.docs) else skipped).append(question)
    return tuple(asked), tuple(skipped)


def ask_all(
    assistant: Assistant, questions: Iterable[GoldQuestion], *, answers: bool = True
) -> Iterator[Result]:
    """Put questions to an assistant and score what comes back, one at a time.

    Args:
        assistant: what is evaluated.
        questions: their documents must be in the index, see ``split``.
        answers: False tries the retrieval only.
    """
    library = assistant.library
    aligner = Aligner(library.document(record.id) for record in library.documents())
    for question in questions:
        yield _result(assistant, aligner, question, answers)


def _result(
    assistant: Assistant, aligner: Aligner, question: GoldQuestion, answers: bool
) -> Result:
    def text_of(doc_id: str) -> str:
        return assistant.library.document(doc_id).text

    started = time.perf_counter()
    answer = assistant.ask(question.question, question.history) if answers else None
    ms = 1000 * (time.perf_counter() - started) if answers else None
    query = answer.standalone if answer else resolve(question.question, question.history).text
    hits = assistant.retrieve(question.question, DEPTH, question.history)
    places = tuple(aligner.places(e.doc, e.quote) for e in question.evidence)
    scored = score(question, places, [hit.passage.span for hit in hits], answer, ms, text_of)
    exact = {
        citation.number: quote_exact(citation, text_of(citation.span.doc_id))
        for citation in (answer.citations if answer else ())
    }
    return Result(
        question,
        query,
        tuple(map(bool, places)),
        scored.ranks,
        tuple(_ranked(assistant.library, hit, at < _READ) for at, hit in enumerate(hits)),
        said(answer, exact) if answer else None,
        scored.scores,
        scored.causes,
        scored.why,
    )


def _ranked(library: _Library, hit: _Hit, read: bool) -> Ranked:
    passage = hit.passage
    document = library.document(passage.span.doc_id)
    text = document.text[passage.span.start : passage.span.end] if read else ""
    return Ranked(passage.id, _name(document), tuple(passage.section), hit.score, text)


def _name(document: Document) -> str:
    return document.source.rsplit("/", 1)[-1]
