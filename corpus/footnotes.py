"""Footnotes: their blocks taken out of the prose, their numbers taken off its words.

Everything here is pure. A footnote is believed only where the prose near it carries its number,
so that numbered table rows and lists stay what they are.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.clean import Line, Vocabulary, ends_sentence, join_lines
from corpus.documents import BlockKind, RawBlock

Chunk = tuple[Line, ...]  # lines with no gap between them

_NEAR = 150  # lines between a footnote and its mark: about two pages of a narrow column
_SKIP = 10  # footnotes of a lost page that the numbering may jump over
_NOTE = re.compile(r"^(?:\[(\d{1,3})\]|(\d{1,3}))\s+(?=[\w“‘\"'(\[<*])")
_ENDNOTE = re.compile(r"^(?:\[(\d{1,3})\]|(\d{1,3})[.)]?)\s+(?=[\w“‘\"'(\[<*])")
_STAR = re.compile(r"^([*†‡]{1,3})\s?(?=[A-Z“])")
_STARRED = re.compile(r"[\w.,”’)]([*†‡]{1,3})(?=[\s.,;:]|$)")
_ATTACHED = re.compile(
    r"(?:(?<=[^\W\d_]|[;:!?”’\"')\]%])|(?<=[^\W\d_][.,])|(?<=[”’\"')\]%][.,]))"
    r"(\d{1,4})(?![\d.,]*\d|[^\W\d_])"
)
_AFTER_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(\d{1,3})(?!\d)")
_SPACED = re.compile(r"(?<=[.:)”’]) (\d{1,3})(?= |$)")
_ENDNOTES = re.compile(r"^(?:(?:end|foot) ?notes?|notes|references|bibliography)$", re.I)
_GAPS = re.compile(r"\S {2,}\S.* {2,}\S|\t")  # a table's row
_AFTER_NOTES = re.compile(r"^(?:appendix|annex|about|imprint|contact|glossary)\b", re.I)


def chunks_of(lines: Sequence[Line]) -> list[Chunk]:
    """Divide lines where a gap, a page or a column parts them."""
    chunks: list[list[Line]] = []
    for line in lines:
        if line.gap or line.first or not chunks:
            chunks.append([])
        chunks[-1].append(line)
    return [tuple(chunk) for chunk in chunks]


def part_notes(lines: Sequence[Line], words: Vocabulary) -> list[Chunk | RawBlock]:
    """Take footnotes and endnotes out of the prose.

    Args:
        lines: the document's lines without running heads.
        words: the document's words.

    Returns:
        Chunks of prose and, where it stood, each footnote as a block; its number is the marker.
    """
    chunks = chunks_of(lines)
    marks = _marks(lines)
    found: list[Chunk | RawBlock] = []
    last, start, open_note, endnotes = 0, 0, False, False
    for index, chunk in enumerate(chunks):
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        if endnotes and _AFTER_NOTES.match(chunk[0].text):
            endnotes = False
        if open_note and _is_tail(chunk, following):
            _extend(found, chunk, words)
            open_note = False
        else:
            near = None if endnotes else (marks, start)
            prose, notes = _split_chunk(chunk, last, near)
            if prose:
                found.append(prose)
            for number, own in notes:
                text = join_lines([line.text for line in own], words)
                found.append(RawBlock(BlockKind.FOOTNOTE, text, own[0].page, marker=number))
            if notes:
                last = int(notes[-1][0]) if notes[-1][0].isdigit() else last
                open_note = not ends_sentence(notes[-1][1][-1].text)
            headed = len(prose) == 1 and _ENDNOTES.match(prose[0].text)
            endnotes = endnotes or bool(headed)
        start += len(chunk)
    return found


def _is_tail(chunk: Chunk, following: Chunk | None) -> bool:
    """Whether a chunk at a page's end may be the rest of a note that its column cut."""
    ends_page = following is None or following[0].first
    return ends_page and len(chunk) <= 6 and chunk[0].text[0].islower()


def _extend(found: list[Chunk | RawBlock], chunk: Chunk, words: Vocabulary) -> None:
    for index in range(len(found) - 1, -1, -1):
        note = found[index]
        if isinstance(note, RawBlock):
            text = join_lines([note.text, *(line.text for line in chunk)], words)
            found[index] = RawBlock(note.kind, text, note.page, marker=note.marker)
            return


def _split_chunk(
    chunk: Chunk, last: int, near: tuple[dict[str, list[int]], int] | None
) -> tuple[Chunk, list[tuple[str, Chunk]]]:
    """Part a chunk into its prose and the notes that follow it.

    Args:
        chunk: the lines.
        last: number of the last note before them.
        near: where the prose carries which number, and the index of the chunk's first line;
            None in a section of endnotes, where numbers alone decide.
    """
    for offset, line in enumerate(chunk):
        star = _STAR.match(line.text)
        if star and near and offset == 0 and _is_near(near[0], star.group(1), near[1]):
            return (), [(star.group(1), _stripped(chunk, star.end()))]
        small = _smaller(chunk, offset)
        pattern = _ENDNOTE if near is None or small else _NOTE
        number = _number(pattern, line.text)
        if not number or not (small or (offset == 0 and not _tops_page(line))):
            continue
        lost = number != 1 and not last < number <= last + _SKIP
        if lost or _GAPS.search(line.text):
            continue
        notes = _notes(chunk[offset:], pattern)
        if near is None or _believed(notes, near, offset):
            return chunk[:offset], notes
    return chunk, []


def _smaller(chunk: Chunk, offset: int) -> bool:
    return 0 < chunk[offset].size < 0.93 * chunk[offset - 1].size


def _tops_page(line: Line) -> bool:
    """Whether a line begins a page in a file that tells no font sizes: then it is a heading."""
    return line.first and not line.size


def _number(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return int(match.group(1) or match.group(2)) if match else 0


def _notes(lines: Chunk, pattern: re.Pattern[str]) -> list[tuple[str, Chunk]]:
    notes: list[list[Line]] = []
    number = _number(pattern, lines[0].text) - 1
    for line in lines:
        if _number(pattern, line.text) == number + 1:
            number += 1
            notes.append([])
        notes[-1].append(line)
    first = number - len(notes) + 1
    ends = [match.end() for own in notes if (match := pattern.match(own[0].text))]
    return [
        (str(first + index), _stripped(own, end))
        for index, (own, end) in enumerate(zip(notes, ends, strict=True))
    ]


def _stripped(lines: Sequence[Line], start: int) -> Chunk:
    head = lines[0]
    return (replace(head, text=head.text[start:]), *lines[1:])


def _believed(
    notes: Sequence[tuple[str, Chunk]], near: tuple[dict[str, list[int]], int], offset: int
) -> bool:
    marks, start = near
    seen = sum(_is_near(marks, number, start + offset) for number, _ in notes)
    return 2 * seen >= len(notes)


def _is_near(marks: dict[str, list[int]], number: str, index: int) -> bool:
    places = marks.get(number, [])
    at = bisect.bisect_left(places, index - _NEAR)
    return at < len(places) and places[at] <= index + _NEAR


def _marks(lines: Iterable[Line]) -> dict[str, list[int]]:
    """Find on which lines a number is attached to a word as a note's number is."""
    marks: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.text
        for match in _ATTACHED.finditer(text):
            for number in _readings(match.group(1)):
                marks[number].append(index)
        for pattern in (_AFTER_YEAR, _SPACED, _STARRED):
            for match in pattern.finditer(text):
                marks[match.group(1)].append(index)
    return marks


def _readings(digits: str) -> list[str]:
    """Read "1516" as 15 and 16 too."""
    half = len(digits) // 2
    pair = [digits[:half], digits[half:]]
    return [digits, *pair] if len(digits) == 4 and int(pair[1]) == int(pair[0]) + 1 else [digits]
