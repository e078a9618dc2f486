"""Raw blocks to the stored text of a document, with exact offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.articles import article_labels
from corpus.documents import Block, BlockKind, NoteMark, Page, RawBlock, Section
from corpus.marks import lift

_ROWS = (BlockKind.HEADER, BlockKind.ROW)
_CELL_GAP = " | "
_NUMBERED_HEADING = re.compile(r"(\d{1,2})[.)] ")
_ARTICLE = 20  # level of the section that an article is: below that of any heading
_ASIDE = re.compile(
    r"(?:(?:translator|editor)(?:['’]?s)?['’]?|source|notes?)\b[^.]{0,20}[:：]", re.I
)
_FIRST_MARKER = re.compile(r"\W*1\W*")


@dataclass(frozen=True, slots=True)
class Assembled:
    """The text of a document and its structure; see ``Document`` for the fields."""

    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    pages: tuple[Page, ...]
    marks: tuple[NoteMark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A raw block with the text that it is stored as.

    Attributes:
        raw: the block.
        text: its text, without the marks of notes.
        cells: offsets of its cells in that text.
        marks: offset in that text and label of each mark.
    """

    raw: RawBlock
    text: str
    cells: tuple[tuple[int, int], ...] = ()
    marks: tuple[tuple[int, str], ...] = ()


def assemble(blocks: Sequence[RawBlock]) -> Assembled:
    """Join raw blocks into the stored text.

    Args:
        blocks: in reading order.

    Returns:
        The text, in which blocks stand apart by a blank line (by one newline inside a list or
        a table), with the blocks, sections and pages that lie on it. Blocks without a visible
        character are left out.
    """
    pieces = [piece for piece in map(_piece, _levelled(blocks)) if piece.text]
    groups = list(_groups(pieces))
    placed: list[Block] = []
    parts: list[str] = []
    offset = 0
    for piece, group in zip(pieces, groups, strict=True):
        gap = _gap(placed[-1] if placed else None, group)
        parts += (gap, piece.text)
        offset += len(gap)
        placed.append(_place(piece, offset, group))
        offset += len(piece.text)
    text = "".join(parts)
    marks = tuple(_note_marks(pieces, placed))
    return Assembled(text, tuple(placed), _sections(text, placed), _pages(text, placed), marks)


def normalise(text: str) -> str:
    """Collapse white space, drop invisible characters and compose accents (NFC)."""
    if not text.isprintable():
        text = "".join(char for char in text if char.isspace() or not _invisible(char))
    return " ".join(unicodedata.normalize("NFC", text).split())


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs")


def _piece(raw: RawBlock) -> _Piece:
    if raw.kind in _ROWS:
        return _row(raw)
    text = normalise(raw.text)
    marker = _marker(raw)
    bare, marks = lift(f"{marker} {text}" if marker and text else text)
    return _Piece(raw, bare, marks=marks)


def _row(raw: RawBlock) -> _Piece:
    lifted = [lift(normalise(cell)) for cell in raw.cells or (raw.text,)]
    joined = _CELL_GAP.join(cell for cell, _ in lifted)
    if not any(cell for cell, _ in lifted):
        return _Piece(raw, "")
    text = joined.strip()
    offset = joined.index(text)
    spans: list[tuple[int, int]] = []
    marks: list[tuple[int, str]] = []
    start = -offset
    for cell, own in lifted:
        spans.append((_within(start, text), _within(start + len(cell), text)))
        marks += ((_within(start + at, text), label) for at, label in own)
        start += len(cell) + len(_CELL_GAP)
    return _Piece(raw, text, tuple(spans), tuple(marks))


def _note_marks(pieces: Sequence[_Piece], blocks: Sequence[Block]) -> Iterator[NoteMark]:
    """Place the marks, and join each to the next note of its label, or else to the last."""
    notes: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.raw.kind is BlockKind.FOOTNOTE:
            notes.setdefault(piece.raw.marker.strip("[]().:^ "), []).append(index)
    for index, (piece, block) in enumerate(zip(pieces, blocks, strict=True)):
        for at, label in piece.marks:
            own = notes.get(label, [])
            after = bisect_right(own, index)
            note = own[min(after, len(own) - 1)] if own else None
            yield NoteMark(block.start + at, label, note)


def _within(offset: int, text: str) -> int:
    """Keep the offset of an empty first or last cell inside the stripped row."""
    return min(max(offset, 0), len(text))


def _marker(raw: RawBlock) -> str:
    marker = normalise(raw.marker)
    if raw.kind is BlockKind.FOOTNOTE and marker:
        return f"[{marker.strip('[]().:^ ') or marker}]"
    if raw.kind is BlockKind.ITEM and marker:
        return marker if any(char.isalnum() for char in marker) else "-"
    return marker


def _place(piece: _Piece, offset: int, group: int | None) -> Block:
    raw = piece.raw
    return Block(
        kind=raw.kind,
        start=offset,
        end=offset + len(piece.text),
        page=raw.page,
        level=max(raw.level, 1) if raw.kind is BlockKind.HEADING else raw.level,
        group=group,
        lines=raw.lines,
        cells=tuple((offset + start, offset + end) for start, end in piece.cells),
    )


def _gap(before: Block | None, group: int | None) -> str:
    if before is None:
        return ""
    return "\n" if group is not None and group == before.group else "\n\n"


def _groups(pieces: Iterable[_Piece]) -> Iterator[int | None]:
    """Number lists and tables; footnotes at the foot of a page do not end them."""
    number = 0
    run: list[RawBlock] = []
    for piece in pieces:
        raw = piece.raw
        if raw.kind is BlockKind.ITEM or raw.kind in _ROWS:
            if not run or _breaks(run, raw):
                number += 1
                run = []
            run.append(raw)
            yield number
        else:
            if raw.kind is not BlockKind.FOOTNOTE:
                run = []
            yield None


def _breaks(run: Sequence[RawBlock], raw: RawBlock) -> bool:
    """Tell whether a list or table that directly follows another one is a new one."""
    if (raw.kind in _ROWS) != (run[-1].kind in _ROWS):
        return True
    if raw.kind in _ROWS:
        return raw.kind is BlockKind.HEADER and run[-1].kind is BlockKind.ROW
    if raw.level or not raw.marker.strip():
        return False
    peers = (item.marker for item in reversed(run) if item.level == 0 and item.marker.strip())
    last = next(peers, None)
    if last is None:
        return False
    if _is_bullet(raw.marker) != _is_bullet(last):
        return True
    restarts = _FIRST_MARKER.fullmatch(raw.marker.strip())
    return bool(restarts) and any(_FIRST_MARKER.fullmatch(p.strip()) for p in (last, *peers))


def _is_bullet(marker: str) -> bool:
    return not any(char.isalnum() for char in marker)


def _levelled(blocks: Sequence[RawBlock]) -> Iterator[RawBlock]:
    """Give numbered headings of one sequence ("1. ", "2. ") the level of its first.

    Converted documents often carry one sequence at several levels; the numbers are surer.
    """
    expected: dict[int, int] = {}  # heading level to the number that comes next at it
    for raw in blocks:
        if raw.kind is not BlockKind.HEADING:
            yield raw
            continue
        level = max(raw.level, 1)
        found = _NUMBERED_HEADING.match(normalise(raw.text))
        if found:
            level = _sequence_level(level, int(found[1]), expected)
        expected = {open_: number for open_, number in expected.items() if open_ <= level}
        if found:
            expected[level] = int(found[1]) + 1
        yield replace(raw, level=level)


def _sequence_level(level: int, number: int, expected: dict[int, int]) -> int:
    if number == 1 or expected.get(level) == number:
        return level
    return max((open_ for open_, due in expected.items() if due == number), default=level)


def _sections(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Close each section at the last block before a heading of its level or a higher one.

    The articles of a law are sections too, each headed by its number.
    """
    if not blocks:
        return ()
    paragraphs = (
        (at, text[block.start : block.end])
        for at, block in enumerate(blocks)
        if block.kind is BlockKind.PARAGRAPH
    )
    labels = article_labels(paragraphs)
    closed: list[Section] = []
    open_: list[Section] = []
    if blocks[0].kind is not BlockKind.HEADING:
        open_ = [Section((), 0, blocks[0].start, 0)]
    previous_end = 0
    for at, block in enumerate(blocks):
        if open_ and open_[-1].level == _ARTICLE and _ASIDE.match(text, block.start, block.end):
            closed.append(replace(open_.pop(), end=previous_end))
        if block.kind is BlockKind.HEADING or at in labels:
            level = _ARTICLE if at in labels else block.level
            while open_ and (open_[-1].level >= level or open_[-1].level == 0):
                closed.append(replace(open_.pop(), end=previous_end))
            outer = open_[-1].path if open_ else ()
            path = (*outer, labels.get(at) or text[block.start : block.end])
            open_.append(Section(path, level, block.start, 0))
        previous_end = block.end
    closed += (replace(section, end=previous_end) for section in open_)
    return tuple(sorted(closed, key=lambda section: (section.start, section.level)))


def _pages(text: str, blocks: Sequence[Block]) -> tuple[Page, ...]:
    """Let pages follow each other without gaps; a block out of order stays where it stands."""
    starts: list[tuple[int, int]] = []
    for block in blocks:
        if block.page is not None and (not starts or block.page > starts[-1][0]):
            starts.append((block.page, block.start if starts else 0))
    ends = [start for _, start in starts[1:]] + [len(text)]
    return tuple(
        Page(number, start, end) for (number, start), end in zip(starts, ends, strict=False)
    )
