"""All that a careful reader sees in a document, made on demand; pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from corpus.contents import contents
from corpus.documents import BlockKind, Document, NoteMark
from corpus.entries import Entry, entries
from corpus.exhibits import Exhibit, exhibits
from corpus.fields import Field, fields
from corpus.lists import List, lists


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote.

    Attributes:
        block: its index in ``Document.blocks``.
        label: its number or sign; empty where none is printed.
        cited: the marks that cite it, in order.
    """

    block: int
    label: str
    cited: tuple[NoteMark, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """What the blocks of a document mean to its reader; each part in the order of the text.

    Attributes:
        contents: indices of the blocks of contents pages.
        fields: labelled fields.
        entries: dated items.
        lists: lists with their lead-in.
        exhibits: tables, figures and boxes.
        notes: footnotes and endnotes.
    """

    contents: frozenset[int]
    fields: tuple[Field, ...]
    entries: tuple[Entry, ...]
    lists: tuple[List, ...]
    exhibits: tuple[Exhibit, ...]
    notes: tuple[Note, ...]


def structure(document: Document) -> Structure:
    """Read the structure of a document."""
    return Structure(
        contents=contents(document),
        fields=fields(document),
        entries=entries(document),
        lists=lists(document),
        exhibits=exhibits(document),
        notes=notes(document),
    )


def notes(document: Document) -> tuple[Note, ...]:
    """List the notes of a document with where the text cites them."""
    joined = sorted((m for m in document.marks if m.note is not None), key=lambda m: m.note or 0)
    cited = {note: tuple(marks) for note, marks in groupby(joined, key=lambda mark: mark.note)}
    return tuple(
        Note(at, _label(document.text[block.start : block.end]), cited.get(at, ()))
        for at, block in enumerate(document.blocks)
        if block.kind is BlockKind.FOOTNOTE
    )


def _label(text: str) -> str:
    """Read the label that the stored text puts before a note: "[3] See …"."""
    return text[1 : text.index("]")] if text.startswith("[") and "]" in text[:8] else ""
