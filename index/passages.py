"""Documents to passages: stretches of text that respect sections and fit the encoder; pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.contents import contents
from corpus.documents import Block, BlockKind, Document, Span
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that is searched as one.

    Attributes:
        id: ``<document id>@<start>``; made from place, so that rankings can end in it.
        span: its characters.
        section: titles of the sections that hold it, outermost first.
        page: page that it starts on, from 1; None where the format has no pages.
    """

    id: str
    span: Span
    section: tuple[str, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class Sizes:
    """How long a passage may be.

    Attributes:
        fewest: passages of fewer tokens are joined to a neighbour where that fits.
        most: tokens, as ``count`` tells, after which the next block begins a new passage.
        limit: tokens of the encoder, as ``encoder_count`` tells, that are never passed.
        count: counts the tokens of a text for the budget.
        encoder_count: counts the tokens that the encoder would see.
    """

    fewest: int
    most: int
    limit: int
    count: Callable[[str], int]
    encoder_count: Callable[[str], int]


def embedded_text(title: str, section: Sequence[str], text: str, table: str = "") -> str:
    """Give the text that is embedded for a passage: its innermost headings before its words.

    A passage often leaves unsaid what its heading says; the encoder sees both.

    Args:
        title: of its document.
        section: titles of the sections that hold it.
        text: its words.
        table: caption and header of the table in whose rows it begins; see ``table_heads``.
    """
    heading = " – ".join(section[-2:]) or title
    whole = f"{table}\n{text}" if table else text
    return whole if whole.startswith(heading) else f"{heading}\n{whole}"


def table_heads(document: Document) -> dict[int, str]:
    """Give what the rows of each table are to be read with, by the offset at which each begins.

    It is the caption and the header above a row, and the caption above a header.
    """
    heads: dict[int, str] = {}
    group: int | None = None
    above: list[str] = []
    caption: list[str] = []
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind in (BlockKind.HEADER, BlockKind.ROW):
            if block.group != group:
                group, above, caption = block.group, caption, []
            heads[block.start] = "\n".join(above)
            above = [*above, text] if block.kind is BlockKind.HEADER else above
        elif block.kind is not BlockKind.FOOTNOTE:
            caption = [text] if block.kind is BlockKind.CAPTION else []
    return heads


def split_document(document: Document, sizes: Sizes) -> list[Passage]:
    """Cut a document into passages, in order and disjoint, that hold all that it says.

    That is all of its blocks but those of contents pages, which only name what is said elsewhere.
    """
    room = _Room(sizes, table_heads(document))
    found: list[Passage] = []
    for blocks in _said(document):
        stretches = _stretches(document, blocks)
        pieces = [piece for stretch in stretches for piece in _cut(document, stretch, room)]
        found += [_passage(document, piece) for piece in _join_small(document, pieces, room)]
    return found


@dataclass(frozen=True, slots=True)
class _Room:
    """How long a passage may be, with what is embedded above the rows of tables."""

    sizes: Sizes
    heads: Mapping[int, str]


def _passage(document: Document, piece: Offsets) -> Passage:
    start, end = piece
    return Passage(
        id=f"{document.id}@{start}",
        span=Span(document.id, start, end),
        section=_path(document, piece),
        page=document.page_at(start),
    )


def _path(document: Document, piece: Offsets) -> tuple[str, ...]:
    """Find the path of the innermost section that holds the whole piece."""
    holding = [s for s in document.sections if s.start <= piece[0] and piece[1] <= s.end]
    return holding[-1].path if holding else ()


def _said(document: Document) -> list[list[Block]]:
    """Give the blocks between contents pages; all of them where there is nothing else."""
    named = contents(document)
    runs = groupby(enumerate(document.blocks), key=lambda pair: pair[0] in named)
    said = [[block for _, block in run] for only_named, run in runs if not only_named]
    return said or [list(document.blocks)]


def _stretches(document: Document, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Group blocks that may share a passage: one section; notes apart from the prose."""
    numbers = {id(s): n for n, s in enumerate(document.sections)}

    def key(block: Block) -> tuple[int, bool]:
        section = document.section_at(block.start)
        number = -1 if section is None else numbers[id(section)]
        return number, block.kind is BlockKind.FOOTNOTE

    for _, group in groupby(blocks, key=key):
        yield list(group)


def _cut(document: Document, blocks: Sequence[Block], room: _Room) -> Iterator[Offsets]:
    """Pack the blocks of a stretch into pieces that fit."""
    piece: Offsets | None = None
    for start, end in _atoms(document, blocks, room):
        if piece is None:
            piece = (start, end)
        elif _fits(document, piece[0], end, room):
            piece = (piece[0], end)
        else:
            yield piece
            piece = (start, end)
    if piece is not None:
        yield piece


def _atoms(document: Document, blocks: Iterable[Block], room: _Room) -> Iterator[Offsets]:
    """List what should stay whole: a block, with the heading or the line that announces it."""
    lead: int | None = None
    for start, end, announces in _units(document, blocks, room):
        if lead is not None and not _fits(document, lead, end, room):
            yield lead, _trim(document.text, lead, start)
            lead = None
        first = start if lead is None else lead
        if announces:
            lead = first
        else:
            yield first, end
            lead = None
    if lead is not None:
        yield lead, end


def _units(
    document: Document, blocks: Iterable[Block], room: _Room
) -> Iterator[tuple[int, int, bool]]:
    """List blocks, with whether each announces the next; cut a block that does not fit alone.

    It is cut into sentences, and a sentence that does not fit into stretches of words.
    """
    text = document.text
    for block in blocks:
        if _fits(document, block.start, block.end, room):
            is_lead = text[block.start : block.end].endswith((":", "："))
            yield block.start, block.end, is_lead or block.kind is BlockKind.HEADING
            continue
        for start, end in sentence_spans(text, block.start, block.end):
            yield from ((a, b, False) for a, b in _halves(document, start, end, room))


def _halves(document: Document, start: int, end: int, room: _Room) -> Iterator[Offsets]:
    """Halve a stretch at white space, or anywhere without any, until each part fits."""
    if _fits(document, start, end, room) or end - start < 2:
        yield start, end
        return
    middle = (start + end) // 2
    space = document.text.find(" ", middle, end)
    cut = space if space > 0 else middle
    yield from _halves(document, start, cut, room)
    after = cut + 1 if document.text[cut] == " " else cut
    if after < end:
        yield from _halves(document, after, end, room)


def _fits(document: Document, start: int, end: int, room: _Room) -> bool:
    text = document.text[start:end]
    if room.sizes.count(text) > room.sizes.most:
        return False
    path, table = _path(document, (start, end)), room.heads.get(start, "")
    embedded = embedded_text(document.meta.title, path, text, table)
    return room.sizes.encoder_count(embedded) <= room.sizes.limit


def _trim(text: str, start: int, end: int) -> int:
    """Move ``end`` back over white space."""
    return start + len(text[start:end].rstrip())


def _join_small(document: Document, pieces: list[Offsets], room: _Room) -> list[Offsets]:
    """Join pieces that are too small to a neighbour, where both together still fit."""
    joined: list[Offsets] = []
    for piece in pieces:
        if joined:
            start, end = joined[-1][0], piece[1]
            small = any(
                room.sizes.count(document.text[a:b]) < room.sizes.fewest
                for a, b in (joined[-1], piece)
            )
            if small and _fits(document, start, end, room):
                joined[-1] = (start, end)
                continue
        joined.append(piece)
    return joined
