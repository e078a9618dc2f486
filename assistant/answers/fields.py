"""The labelled parts of a candidate: lines such as "Date: …", and a table row's cells; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.tables import flat, heads_of
from assistant.answers.wanted import Type, Wanted
from corpus.documents import BlockKind
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from assistant.candidates import Candidate
    from corpus.documents import Document


@dataclass(frozen=True, slots=True)
class Field:
    """A value with the label that stands before it, or at the head of its column.

    Attributes:
        label: empty where there is none.
        value: white space collapsed.
    """

    label: str
    value: str


_NAMED = 0.6  # how far a label is asked for that has any of the words that name what is
_LABEL = re.compile(r"\**([^\W\d][^:\n]{0,40}?)\**: ?\**")
_ASKS = {
    Type.DATE: re.compile(r"\b(?:date|issued|year|founded|established|since|when)\b", re.I),
    Type.BODY: re.compile(r"\b(?:body|by|issuers?|publisher|author|owner|parent|under)\b", re.I),
    Type.ACTOR: re.compile(r"\b(?:body|by|issuers?|publisher|author|owner|parent)\b", re.I),
    Type.PLACE: re.compile(r"\b(?:place|city|location|seat|province|country|where)\b", re.I),
    Type.CHINESE: re.compile(r"\bchinese\b", re.I),
}


def fields(document: Document, candidate: Candidate) -> list[Field]:
    """List the labelled parts of a candidate; empty for prose."""
    block, span = candidate.block, candidate.span
    if block.kind is BlockKind.ROW and len(block.cells) > 1:
        heads = heads_of(document, block)
        return [
            Field(heads[at] if at < len(heads) else "", flat(document.text[start:end]))
            for at, (start, end) in enumerate(block.cells)
            if end > start
        ]
    lines = document.text[span.start : span.end].split("\n\n")
    found = [(_LABEL.match(line), line) for line in lines]
    if len(lines) < 2 or not all(match for match, _ in found):
        return []
    return [Field(m.group(1), flat(line[m.end() :])) for m, line in found if m]


def asked_for(field: Field, wanted: Wanted, query: Set[str]) -> float:
    """Tell how far a field's label is what a question asks for, 0 to 1.

    Args:
        field: of the candidate.
        wanted: what the question wants.
        query: stems of the question.
    """
    label = stems(field.label)
    shared = len(label & query) / len(label) if label else 0.0
    if held := wanted.noun & label:
        return _NAMED + (1.0 - _NAMED) * len(held) / len(wanted.noun)
    pattern = _ASKS.get(wanted.type)
    if pattern is None:
        return shared
    return 0.8 if pattern.search(field.label) else 0.4 * shared


def within_one(words: str, parts: Sequence[Field]) -> str:
    """Cut words that run on from one labelled value into the next label, or begin with a label."""
    for label in {part.label for part in parts if part.label}:
        words = words.removeprefix(f"{label}: ").partition(f" {label}:")[0]
    return words
