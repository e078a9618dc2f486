"""Tables, figures and boxes with their caption, their rows or text, and their source line; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.documents import Block, BlockKind, Document, Section, Span

_CAPTION = re.compile(
    r"(?P<label>(?:annex |appendix )?(?P<what>table|box|figure|fig\.|chart|graph|exhibit|map"
    r"|diagram|tabelle|abbildung|abb\.|tableau|表|图)\s?"
    r"(?:(?:[A-Z][.\-]?)?\d+(?:[.\-]\d+)*[a-z]?|[IVX]+|(?<=\s)(?-i:[A-Z])(?=\s?[:.–—|-]\s))?)"
    r"(?:\s?[:.：–—|-]\s*|\s+|$)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:sources?|notes?|quellen?|anmerkung(?:en)?|资料来源|来源|数据来源|注)\s?[:：]",
    re.IGNORECASE,
)
_TABLES = frozenset({"table", "tabelle", "tableau", "表"})
_ROWS = (BlockKind.HEADER, BlockKind.ROW)


class Kind(StrEnum):
    """What an exhibit is."""

    TABLE = "table"
    FIGURE = "figure"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table, figure or box.

    Attributes:
        kind: what it is.
        label: "Table 1" as printed; empty without a caption.
        caption: the whole caption; None without one.
        title: the caption after its label; None without one.
        blocks: indices in ``Document.blocks`` of its rows, or of what a box holds; none of a
            figure, whose picture is no text.
        sources: the lines below it that give its source and notes, in order.
        section: the innermost section that it stands in; None before any heading.
    """

    kind: Kind
    label: str
    caption: Span | None
    title: Span | None
    blocks: tuple[int, ...] = ()
    sources: tuple[Span, ...] = ()
    section: Section | None = None


def exhibits(document: Document) -> tuple[Exhibit, ...]:
    """Find the tables, figures and boxes of a document, in order."""
    found: list[Exhibit] = []
    at = 0
    while at < len(document.blocks):
        block = document.blocks[at]
        made = None
        if block.kind is BlockKind.CAPTION or _is_box(document, block):
            made = _captioned(document, at)
        elif block.kind in _ROWS:
            made = _table(document, at, Exhibit(Kind.TABLE, "", None, None))
        if made is None:
            at += 1
            continue
        exhibit, at = made
        if exhibit.caption is None:
            exhibit, at = _captioned_below(document, exhibit, at)
        found.append(replace(exhibit, section=document.section_at(block.start)))
    return tuple(found)


def is_source(text: str) -> bool:
    """Whether a paragraph is the source or note line of an exhibit."""
    return bool(_SOURCE.match(text))


def _captioned(document: Document, at: int) -> tuple[Exhibit, int]:
    """Make the exhibit of a caption, and tell where it ends."""
    exhibit = _of_caption(document, document.blocks[at])
    following = _next(document, at)
    rows = following < len(document.blocks) and document.blocks[following].kind in _ROWS
    if rows:
        return _table(document, following, exhibit)
    if exhibit.kind is Kind.BOX:
        return _box(document, at, exhibit)
    sources, end = _sources(document, at + 1)
    return replace(exhibit, sources=sources), end


def _of_caption(document: Document, block: Block) -> Exhibit:
    caption = Span(document.id, block.start, block.end)
    match = _CAPTION.match(document.text, block.start, block.end)
    if match is None:
        return Exhibit(Kind.FIGURE, "", caption, caption)
    what = match["what"].lower()
    kind = Kind.TABLE if what in _TABLES else Kind.BOX if what == "box" else Kind.FIGURE
    title = Span(document.id, match.end(), block.end) if match.end() < block.end else None
    return Exhibit(kind, match["label"].strip(), caption, title)


def _table(document: Document, at: int, exhibit: Exhibit) -> tuple[Exhibit, int]:
    """Give a table its rows and source lines; the notes of a page between them are left out."""
    group, rows, end = document.blocks[at].group, [], at
    for index in range(at, len(document.blocks)):
        block = document.blocks[index]
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if block.kind not in _ROWS or block.group != group:
            break
        rows.append(index)
        end = index + 1
    sources, end = _sources(document, end)
    kind = exhibit.kind if exhibit.kind is Kind.BOX else Kind.TABLE
    return replace(exhibit, kind=kind, blocks=tuple(rows), sources=sources), end


def _box(document: Document, at: int, exhibit: Exhibit) -> tuple[Exhibit, int]:
    """Give a box what it holds.

    Under a heading that is all of its section; otherwise what stands before its source line, and
    without one its first paragraph with a list that this leads in to.
    """
    head = document.blocks[at]
    section = document.section_at(head.start)
    own: list[int] = []
    for index in range(at + 1, len(document.blocks)):
        block = document.blocks[index]
        inside = section is not None and block.start < section.end
        if block.kind in (BlockKind.HEADING, BlockKind.CAPTION) or not inside:
            break
        if is_source(document.text[block.start : block.end]):
            sources, end = _sources(document, index)
            return replace(exhibit, blocks=tuple(own), sources=sources), end
        if block.kind is not BlockKind.FOOTNOTE:
            own.append(index)
    if head.kind is not BlockKind.HEADING:
        own = list(_first_part(document, own))
    return replace(exhibit, blocks=tuple(own)), (own[-1] if own else at) + 1


def _first_part(document: Document, blocks: list[int]) -> Iterator[int]:
    for place, index in enumerate(blocks):
        if place and document.blocks[index].kind is not BlockKind.ITEM:
            return
        yield index


def _is_box(document: Document, block: Block) -> bool:
    match = _CAPTION.match(document.text, block.start, block.end)
    return block.kind is BlockKind.HEADING and match is not None and match["what"].lower() == "box"


def _captioned_below(document: Document, exhibit: Exhibit, end: int) -> tuple[Exhibit, int]:
    """Take the caption under a table that has none above, unless it is another table's."""
    if end >= len(document.blocks) or document.blocks[end].kind is not BlockKind.CAPTION:
        return exhibit, end
    below = _of_caption(document, document.blocks[end])
    following = _next(document, end)
    another = following < len(document.blocks) and document.blocks[following].kind in _ROWS
    if below.kind is not Kind.TABLE or another:
        return exhibit, end
    sources, after = _sources(document, end + 1)
    return replace(below, blocks=exhibit.blocks, sources=exhibit.sources + sources), after


def _sources(document: Document, at: int) -> tuple[tuple[Span, ...], int]:
    """Read the source and note lines from a block on; what they are, and the block after them."""
    found: list[Span] = []
    end = at
    while at < len(document.blocks):
        block = document.blocks[at]
        told = is_source(document.text[block.start : block.end])
        if block.kind is BlockKind.FOOTNOTE:
            at += 1
        elif block.kind is BlockKind.PARAGRAPH and told:
            found.append(Span(document.id, block.start, block.end))
            at += 1
            end = at
        else:
            break
    return tuple(found), end


def _next(document: Document, at: int) -> int:
    at += 1
    while at < len(document.blocks) and document.blocks[at].kind is BlockKind.FOOTNOTE:
        at += 1
    return at
