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


class Rule(StrEnum):
    """By what rule text of a file is kept out of the stored text."""

    RUNNING_HEAD = "running head"  # or foot: a line that recurs from page to page
    PAGE_NUMBER = "page number"
    AXIS = "axis labels"  # of a figure that is no longer there
    REPEATED_HEADER = "repeated table header"  # atop the next page
    REPEATED_LINK = "repeated link"  # the same one in a list of links
    DOUBLED = "printed twice"  # bold type that is faked by printing it twice
    NAVIGATION = "navigation"  # what surrounds the article of a saved page
    FRONT_MATTER = "front matter"  # it is read as metadata
    SCANNED = "scanned page"  # a picture of a page, without text that could be read
    HIDDEN = "not shown"  # deleted, hidden or replaced text of the file


Lines = tuple[tuple[int, int], ...]
"""Stretches of lines of a file: number of the first and the last of each, counted from 1."""


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
        lines: where it stands in the file; empty where the format has no lines.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 0
    cells: tuple[str, ...] = ()
    marker: str = ""
    lines: Lines = ()


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
        lines: where it stands in ``Document.raw``; empty where the format has no lines.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    level: int = 0
    group: int | None = None
    cells: tuple[tuple[int, int], ...] = ()
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where the text cites a note.

    Attributes:
        at: offset of the character that the mark stood before.
        label: the note's number or sign, as printed.
        note: index in ``Document.blocks`` of the note; None where the file does not hold it.
    """

    at: int
    label: str
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """Text of the file that is not in the stored text, and why.

    Attributes:
        rule: what took it out.
        text: its characters.
        page: page that it stood on, from 1; None where the format has no pages.
        lines: where it stood in ``Document.raw``; empty where the format has no lines.
    """

    rule: Rule
    text: str
    page: int | None = None
    lines: Lines = ()


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
class Evidence:
    """Where a value of a document's metadata comes from.

    Attributes:
        field: the field of ``Metadata``; a field of several values has one for each.
        how: what it was read from, or what it was inferred from: "title line", "file property".
        start: offset in the stored text of the words that say it; None where the text does not.
        end: offset after them, or None.
    """

    field: str
    how: str
    start: int | None = None
    end: int | None = None


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
        authors: persons, in the order in which they are named.
        title_original: the title in Chinese or another East Asian script, beside ``title``.
        issued_inferred: whether ``issued`` is not printed but inferred: the document is no older.
        evidence: where each value comes from.
    """

    title: str
    publisher: str | None = None
    series: str | None = None
    issued: str | None = None
    period: tuple[str, str] | None = None
    language: str = "en"
    authors: tuple[str, ...] = ()
    title_original: str | None = None
    issued_inferred: bool = False
    evidence: tuple[Evidence, ...] = ()


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
        marks: where the text cites its notes, in order.
        removed: what was taken out of the text, in the file's order.
        raw: the text of the file before cleaning, to whose lines ``Block.lines`` points; None for
            formats that are not lines of text. An index keeps it apart (``Library.raw``).
    """

    id: str
    meta: Metadata
    source: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    pages: tuple[Page, ...] = ()
    marks: tuple[NoteMark, ...] = ()
    removed: tuple[Removal, ...] = ()
    raw: str | None = None

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
    """A file that could not be read, or not all of it: what, why, and what to do about it."""

    source: str
    reason: str
    remedy: str


def unread_pages(document: Document) -> Failure | None:
    """Tell which pages of a document are scans without text; None where there are none."""
    pages = [str(part.page) for part in document.removed if part.rule is Rule.SCANNED]
    if not pages:
        return None
    which = (
        f"page {pages[0]} is a scan" if len(pages) == 1 else f"pages {', '.join(pages)} are scans"
    )
    return Failure(document.source, f"{which} without text", "run OCR and save as a searchable PDF")
