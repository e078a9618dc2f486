"""Notes that a file prints without a link: "[1]" in the prose, and "[1] Source" below it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.documents import BlockKind, RawBlock
from corpus.footnotes import ENDNOTES
from corpus.marks import lift
from corpus.notemarks import bracketed, replace_bracketed

_SOURCES = re.compile(r"sources|注释|参考文献", re.IGNORECASE)
_LABEL = re.compile(r"\[(\d{1,3})\]:?")
_NOTE = re.compile(rf"{_LABEL.pattern}\s+(?=\S)")
_ORDINAL = re.compile(r"\(?(\d{1,3})[.)]?")  # of a list, or before a paragraph, of notes
_NUMBERED = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Note:
    """What may be a note.

    Attributes:
        at: the index of its block.
        number: the number before it.
        text: what stands behind the number.
    """

    at: int
    number: int
    text: str


def with_notes(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Make notes of the blocks that brackets in the prose cite, and marks of these brackets.

    Brackets with another number, and numbered blocks that nothing above them cites, stay as they
    are.

    Args:
        blocks: all blocks of a document, with the notes and marks that its links tell.

    Returns:
        The blocks, those of notes as footnotes; see ``corpus.marks`` for the marks.
    """
    found = list(_candidates(blocks))
    cited = _cited(blocks, {note.at for note in found})
    listed = {note.number for note in found}
    notes: dict[int, list[_Note]] = {}
    for run in _runs(found):
        seen = sum(cited.get(note.number, len(blocks)) < run[0].at for note in run)
        for note in run if 2 * seen >= len(run) else ():
            notes[note.at] = list(_parts(note, cited.keys() - listed))
    known = {note.number for own in notes.values() for note in own} | _uncited(blocks)
    if not known:
        return list(blocks)
    return [
        made
        for at, block in enumerate(blocks)
        for made in ([_footnote(block, n) for n in notes.get(at, ())] or [_marked(block, known)])
    ]


def _candidates(blocks: Sequence[RawBlock]) -> Iterator[_Note]:
    """Find what begins with a number in brackets, or among notes with a number."""
    among_notes = False
    for at, block in enumerate(blocks):
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            name = block.text.strip().rstrip(":：")
            head = ENDNOTES.match(name) or _SOURCES.fullmatch(name)
            among_notes = bool(head) or (among_notes and block.kind is BlockKind.PARAGRAPH)
        text, match = block.text, None
        if block.kind is BlockKind.ROW and len(block.cells) == 2:
            match, text = _LABEL.fullmatch(block.cells[0]), block.cells[1]
        elif block.kind is BlockKind.PARAGRAPH:
            match = _NOTE.match(text) or (_NUMBERED.match(text) if among_notes else None)
            text = text[match.end() :] if match else ""
        elif block.kind is BlockKind.ITEM and (match := _NOTE.match(text)):
            text = text[match.end() :]
        elif block.kind is BlockKind.ITEM:
            match = (_ORDINAL if among_notes else _LABEL).fullmatch(block.marker.strip())
        if match and text.strip():
            yield _Note(at, int(match[1]), text)


def _cited(blocks: Sequence[RawBlock], out: Container[int]) -> dict[int, int]:
    """Find the first block that cites each number, in brackets or by a mark that has no note."""
    told = _told(blocks)
    cited: dict[int, int] = {}
    for at, block in enumerate(blocks):
        if at not in out and block.kind is not BlockKind.FOOTNOTE:
            numbers = {int(label) for label in _labels(block) - told if label.isdigit()}
            for number in numbers.union(*map(bracketed, (block.text, *block.cells))):
                cited.setdefault(number, at)
    return cited


def _uncited(blocks: Sequence[RawBlock]) -> set[int]:
    """Give the numbers of the footnotes that no mark cites."""
    marked = {label for block in blocks for label in _labels(block)}
    return {int(label) for label in _told(blocks) - marked if label.isdigit()}


def _told(blocks: Sequence[RawBlock]) -> set[str]:
    return {block.marker for block in blocks if block.kind is BlockKind.FOOTNOTE}


def _labels(block: RawBlock) -> set[str]:
    return {label for text in (block.text, *block.cells) for _, label in lift(text)[1]}


def _runs(notes: Sequence[_Note]) -> Iterator[list[_Note]]:
    """Give the notes that stand below each other, with rising numbers."""
    run: list[_Note] = []
    for note in notes:
        if run and (note.at != run[-1].at + 1 or note.number <= run[-1].number):
            yield run
            run = []
        run.append(note)
    if run:
        yield run


def _parts(note: _Note, cited: Container[int]) -> Iterator[_Note]:
    """Part the notes that one paragraph holds: "[1] Ward 2019. [2] Own data."."""
    number, text = note.number, note.text
    while number + 1 in cited:
        following = re.search(rf"\s\[{number + 1}\]:?\s+(?=[^\s\[a-z])", text)
        if following is None:
            break
        yield _Note(note.at, number, text[: following.start()])
        number, text = number + 1, text[following.end() :]
    yield _Note(note.at, number, text)


def _footnote(block: RawBlock, note: _Note) -> RawBlock:
    return replace(
        block, kind=BlockKind.FOOTNOTE, text=note.text, marker=str(note.number), level=0, cells=()
    )


def _marked(block: RawBlock, known: set[int]) -> RawBlock:
    if block.kind is BlockKind.FOOTNOTE:
        return block
    cells = tuple(replace_bracketed(cell, known) for cell in block.cells)
    return replace(block, text=replace_bracketed(block.text, known), cells=cells)
