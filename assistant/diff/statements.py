"""A document as the statements that it makes, each with the figures and dates in it; pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.candidates import bare, candidates
from assistant.retrieve import Hit
from corpus.dates import dates
from corpus.documents import Span
from index.facts.fact import Fact, Kind
from index.keywords import stems
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.documents import Document
    from index.passages import Passage

Value = tuple[str, object]


class Topic(StrEnum):
    """What a statement is, by the facts that it states."""

    POLICY = "policy"
    TARGET = "target"
    EVENT = "event"
    FIGURE = "figure"
    OTHER = "statement"


_OF_KIND = {
    Kind.POLICY: Topic.POLICY,
    Kind.TARGET: Topic.TARGET,
    Kind.POLICY_EVENT: Topic.EVENT,
    Kind.CORPORATE_EVENT: Topic.EVENT,
    Kind.AMOUNT: Topic.FIGURE,
}
_NUMBER = re.compile(r"\d[\d.,]*")
_LEAST = 4  # stems of a statement; less says nothing that could be compared


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, list item, table row or run of labelled lines.

    Attributes:
        span: its place.
        text: its words, white space collapsed.
        section: titles of the sections that hold it, outermost first.
        topic: what it is.
        words: its stems, without numbers.
        values: its figures, dates and status, each as often as it stands there.
    """

    span: Span
    text: str
    section: tuple[str, ...]
    topic: Topic
    words: frozenset[str]
    values: Counter[Value]

    @property
    def masked(self) -> str:
        """The text with its numbers made alike, so that another figure does not move it away."""
        return _NUMBER.sub("0", self.text)


def statements(
    document: Document, passages: Iterable[Passage], facts: Sequence[Fact]
) -> list[Statement]:
    """List what a document states, in order, each once.

    Args:
        document: it.
        passages: some or all of its passages.
        facts: those of the document.
    """
    found = {
        candidate.span: passage.section
        for passage in passages
        for candidate in candidates(document, Hit(passage, 0.0, 0.0))
    }
    made = (
        _statement(span, bare(document.text[span.start : span.end]), found[whole], facts)
        for whole, span in _apart(sorted(found), document.text)
    )
    return [one for one in made if len(one.words) >= _LEAST]


def _apart(spans: Sequence[Span], text: str) -> Iterator[tuple[Span, Span]]:
    """Give each span with what of it no earlier one holds: a sentence may come with the last."""
    end = 0
    for span in spans:
        start = max(span.start, end)
        start += len(text[start : span.end]) - len(text[start : span.end].lstrip())
        if start < span.end:
            yield span, Span(span.doc_id, start, span.end)
        end = max(end, span.end)


def _statement(span: Span, text: str, section: tuple[str, ...], facts: Sequence[Fact]) -> Statement:
    own = [fact for fact in facts if fact.span.overlap(span)]
    topics = [topic for kind, topic in _OF_KIND.items() if any(f.kind is kind for f in own)]
    words = frozenset(word for word in stems(text) if not word[0].isdigit())
    values = Counter(_values(text))
    values.update(("status", fact.qualifiers["status"]) for fact in own if _has_status(fact))
    return Statement(span, text, section, topics[0] if topics else Topic.OTHER, words, values)


def _has_status(fact: Fact) -> bool:
    return fact.kind is Kind.POLICY and "status" in fact.qualifiers


def _values(text: str) -> Iterator[Value]:
    """Give the figures and the dates of a text, however they are spelled."""
    for one in quantities(text):
        yield (one.unit or "", (one.value, one.high))
    for found in dates(text):
        if found.date.year or found.date.month:
            yield ("date", (found.date.year, found.date.month, found.date.day))
