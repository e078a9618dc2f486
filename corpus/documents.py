"""The values that the rest of the project shares: documents, their parts, and spans of text.

All offsets count characters (Unicode code points) of ``Document.text``; ``end`` is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one item of a list
    HEADER = "header"  # the header row of a table
    ROW = "row"  # a body row of a table
    CAPTION = "caption"  # of a table or figure
    FOOTNOTE = "footnote"  # a footnote or endnote, kept apart from the prose that cites it


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` of the text of the document ``doc_id``."""

    doc_id: str
    start: int
    end: int

    def overlap(self, other: Span) -> int:
        """Count the characters that both spans hold; 0 across documents."""
        if self.doc_id != other.doc_id:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as a reader finds it in a file, before offsets are known.

    Attributes:
        kind: what the block is.
        text: its text; for a table row, empty (see ``cells``).
        page: page that it starts on, from 1; None where the format has no pages.
        level: heading level from 1; nesting depth of a list item from 0; otherwise 0.
        cells: the cells of a table row, left to right; empty for other kinds.
        marker: the number or bullet printed before a list item, or a footnote's number.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 0
    cells: tuple[str, ...] = ()
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document's text, in reading order; blocks do not overlap.

    Attributes:
        kind: what the block is.
        start: offset of its first character.
        end: offset after its last character.
        page: page that it starts on, from 1; None where the format has no pages.
        level: heading level from 1; nesting depth of a list item from 0; otherwise 0.
        group: number of the list or table that it belongs to, unique in the document; None
            for blocks that stand alone.
        cells: offsets of a table row's cells, left to right; empty for other kinds.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    level: int = 0
    group: int | None = None
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section from its heading to the next heading of the same or a higher level.

    Attributes:
        path: titles from the outermost section to this one; empty for text before any heading.
        level: level of its heading, from 1; 0 for text before any heading.
        start: offset of its heading.
        end: offset after its last character, its sub-sections included.
    """

    path: tuple[str, ...]
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page's stretch of the text; ``number`` counts from 1, as a viewer counts."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself.

    Attributes:
        title: never empty; the file's name where the text gives none.
        publisher: None where the text does not say.
        series: name of the periodical that it is an issue of, or None.
        issued: ISO 8601 date at the precision that the text gives (2021, 2021-03 or
            2021-03-02), or None.
        period: first and last day reported on, as ISO 8601 days, or None.
        language: ISO 639-1 code of the main language.
    """

    title: str
    publisher: str | None = None
    series: str | None = None
    issued: str | None = None
    period: tuple[str, str] | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the corpus, as text with structure.

    Attributes:
        id: made from the file's place, so that it stays the same from build to build.
        meta: title, publisher, dates.
        source: path of the file relative to the corpus folder, with forward slashes.
        sha256: hex digest of the file's bytes.
        text: the stored text; every offset in the project counts its characters.
        blocks: headings, paragraphs, list items, table rows and footnotes, in order; together
            they hold all of the text but the white space between them.
        sections: in order of their start; nested sections follow the one that holds them.
        pages: in order; empty where the format has no pages.
    """

    id: str
    meta: Metadata
    source: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    pages: tuple[Page, ...] = ()

    def section_at(self, offset: int) -> Section | None:
        """Find the innermost section that holds ``offset``; None before the first."""
        found = None
        for section in self.sections:
            if section.start > offset:
                break
            if offset < section.end:
                found = section
        return found

    def page_at(self, offset: int) -> int | None:
        """Find the number of the page that holds ``offset``; None without pages."""
        number = None
        for page in self.pages:
            if page.start > offset:
                break
            number = page.number
        return number


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read: what, why, and what to do about it."""

    source: str
    reason: str
    remedy: str
