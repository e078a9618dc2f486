"""The answer and its parts: values that the command, the page and the evaluation share."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.scope.within import EVERYTHING, Within
from corpus.documents import Failure, Span
from index.facts.fact import Fact

REFUSAL = "The documents do not answer this."
"""What is told in the place of an answer where there is none."""
UNTOLD = "The documents say that this is not given: “{}”"
"""The same where a sentence of theirs says so."""


class Status(StrEnum):
    """How far a question was answered."""

    ANSWERED = "answered"
    PARTIAL = "partial"  # some parts of a compound question
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and the answer that was given."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document, with the words that stand there.

    Attributes:
        number: from 1, in the order of first use in the answer.
        span: the place; offsets are into the document's stored text.
        quote: exactly the characters of the span.
        file: name of the document's file, relative to the corpus folder.
        title: the document's title.
        issued: the document's ISO 8601 date at its own precision, or None.
        page: from 1, or None where the format has no pages.
        section: titles of the sections that hold the span, outermost first.
        authors: the document's, in its order.
        issued_inferred: whether ``issued`` is not printed in the document but inferred.
        title_original: the title in its East Asian script, where the document has both.
    """

    number: int
    span: Span
    quote: str
    file: str
    title: str
    issued: str | None
    page: int | None
    section: tuple[str, ...]
    authors: tuple[str, ...] = ()
    issued_inferred: bool = False
    title_original: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer and the numbers of the citations that it stands on."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What one of several documents says that differ in the answer.

    Attributes:
        short: its answer alone, a figure or a date.
        span: the place that says so, which the answer cites.
    """

    short: str
    span: Span


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked through for an answer.

    Attributes:
        documents: how many documents; with an as-of date, those issued by then; within a choice,
            those of it.
        passages: how many passages they hold.
        first: earliest printed issue date among them, or None when none is dated.
        last: latest issue date, or None.
        nearest: the best passages, which did not suffice, as citations numbered from 1.
        failures: files of the corpus that could not be read.
        within: which documents the reader had chosen.
        read: the passages whose sentences were weighed, best first.
        hint: what can be asked, where that was the question and nothing was searched; else empty.
        untold: the sentence, cited first among the nearest, which says that what was asked for is
            not given; else empty.
    """

    documents: int
    passages: int
    first: str | None
    last: str | None
    nearest: tuple[Citation, ...]
    failures: tuple[Failure, ...]
    within: Within = EVERYTHING
    read: tuple[Span, ...] = ()
    hint: str = ""
    untold: str = ""

    @property
    def refusal(self) -> str:
        """What is told in the place of an answer."""
        return self.hint or (UNTOLD.format(self.untold) if self.untold else REFUSAL)


@dataclass(frozen=True, slots=True)
class Prose:
    """How a model that was asked to write an answer fared.

    Attributes:
        model: its name.
        host: where the question and the passages went.
        why: why the answer is not in its words; empty where it is.
        struck: sentences of its that the passages do not bear out.
        read: tokens that it read, by its server's count; 0 where that is not told.
        written: tokens that it wrote, likewise.
        cost: by the prices in the settings, in their currency; None where there are none.
        searches: times that it looked further in the documents by itself.
        seconds: that it took, with what it looked up.
    """

    model: str
    host: str
    why: str = ""
    struck: tuple[str, ...] = ()
    read: int = 0
    written: int = 0
    cost: float | None = None
    searches: int = 0
    seconds: float = field(default=0.0, compare=False)

    def told(self) -> str:
        """Say in a line who wrote the answer, or why in the documents' words it is."""
        times = "" if self.searches == 1 else "es"
        looked = f" after {self.searches} search{times} of its own" * bool(self.searches)
        where = f"{self.model} at {self.host}{looked}"
        by = f"Not written by {where}: {self.why}." if self.why else f"Written by {where}."
        return by + _spent(self.read, self.written, self.cost, self.seconds)


@dataclass(frozen=True, slots=True)
class Helped:
    """How models fared that were asked to help find the passages.

    Attributes:
        done: what was done, each in a few words, with the model and where the question went.
        failed: what was not, likewise, with the reason.
        read: tokens that were read, by the servers' count; 0 where that is not told.
        written: tokens that were written, likewise.
        cost: by the prices in the settings, in their currency; None where there are none.
        seconds: that their requests took.
    """

    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    read: int = 0
    written: int = 0
    cost: float | None = None
    seconds: float = field(default=0.0, compare=False)

    def told(self) -> str:
        """Say in a line what was done by models, and what was not."""
        parts = [f"{part[:1].upper()}{part[1:]}." for part in (*self.done, *self.failed)]
        return " ".join(parts) + _spent(self.read, self.written, self.cost, self.seconds)


def _spent(read: int, written: int, cost: float | None, seconds: float) -> str:
    tokens = f"{read:,} tokens read, {written:,} written" * bool(read)
    price = "" if cost is None else f"cost {cost:.4f}"
    return " " + ", ".join(filter(None, [tokens, price, f"{seconds:.1f} s"]))


@dataclass(frozen=True, slots=True)
class Answer:
    """A question's answer; see ``assistant.ask``.

    Attributes:
        question: as asked.
        standalone: the question that was searched for, its references to earlier turns resolved.
        status: answered, partial or abstained.
        short: the answer alone; empty when abstaining.
        sentences: the answer in the documents' words, each with its citations.
        items: for a list question, the items; otherwise empty.
        citations: numbered from 1 without gaps.
        confidence: estimated probability, 0 to 1, that the answer is right.
        searched: what was looked through.
        index_version: name of the generation that answered.
        timings: milliseconds by step, in order.
        facts: the rows of the ledger that a computed answer stands on; else empty.
        query: how a computed answer was come by, in words; else empty.
        prose: how a model fared that was asked to write it; None where none was.
        versions: what each document says where they differ, the newest first; else empty.
        helped: how a model fared that was asked to help find the passages; None where none was.
    """

    question: str
    standalone: str
    status: Status
    short: str
    sentences: tuple[Sentence, ...]
    items: tuple[str, ...]
    citations: tuple[Citation, ...]
    confidence: float
    searched: Searched
    index_version: str
    timings: tuple[tuple[str, float], ...] = ()
    facts: tuple[Fact, ...] = ()
    query: str = ""
    prose: Prose | None = None
    versions: tuple[Version, ...] = ()
    helped: Helped | None = None

    def by_models(self) -> tuple[str, ...]:
        """Say in a line each what models did for it, and what that cost."""
        return tuple(one.told() for one in (self.helped, self.prose) if one)
