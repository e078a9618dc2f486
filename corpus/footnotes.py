"""Footnotes: their blocks taken out of the prose, their numbers taken off its words.

Everything here is pure. A footnote is believed only where the prose near it carries its number,
so that numbered table rows and lists stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.clean import Line, ends_sentence, join_lines, stretches
from corpus.dates import next_date
from corpus.documents import BlockKind, RawBlock
from corpus.notelines import is_near, marks_of, with_numbers
from corpus.pieces import HANGING
from corpus.vocabulary import Vocabulary

Chunk = tuple[Line, ...]  # lines with no gap between them

_SMALL = 0.95  # of the prose's font size
_TAIL = 6  # lines of a note below a blank line
_REST = 2  # of these, at the end of a page, which shows no other note
_SKIP = 10  # footnotes of a lost page that the numbering may jump over
_NOTE = re.compile(r"^(?:\[(\d{1,3})\]|(\d{1,3}))\s+(?=[\w“‘\"'(\[<*])")
_ENDNOTE = re.compile(r"^(?:\[(\d{1,3})\]|(\d{1,3})[.)]?)\s+(?=[\w“‘\"'(\[<*])")
_STAR = re.compile(r"^([*†‡]{1,3})\s?(?=[A-Z“])")
ENDNOTES = re.compile(r"^(?:(?:end|foot) ?notes?|notes|references|bibliography)$", re.I)
_GAPS = re.compile(r"\S {2,}\S.* {2,}\S|\t")  # a table's row
_CHAPTER = re.compile(  # is no note, though it is numbered as notes are
    r"^\d{1,2}\s+(?:introduction|background|overview|context|(?:executive )?summary|method\w*"
    r"|(?:key |main )?findings|conclusions?|outlook|recommendations|einleitung|fazit)$",
    re.I,
)
_AUTHOR = re.compile(r", [A-Z]")
_AFTER_NOTES = re.compile(r"^(?:appendix|annex|about|imprint|contact|glossary)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Prose:
    """What the prose says of its notes.

    Attributes:
        marks: the indices of the lines that carry each number.
        size: its font size in points; 0 where sizes are not known.
    """

    marks: Mapping[str, Sequence[int]]
    size: float


def chunks_of(lines: Sequence[Line]) -> list[Chunk]:
    """Divide lines where a gap, a page or a column parts them; a known heading is alone."""
    chunks: list[list[Line]] = []
    for line in lines:
        told = line.level or (chunks and chunks[-1][-1].level)
        if line.gap or line.first or told or not chunks:
            chunks.append([])
        chunks[-1].append(line)
    return [tuple(chunk) for chunk in chunks]


def part_notes(
    lines: Sequence[Line], words: Vocabulary, body_size: float = 0.0
) -> list[Chunk | RawBlock]:
    """Take footnotes and endnotes out of the prose.

    Args:
        lines: the document's lines without running heads.
        words: the document's words.
        body_size: font size of the prose in points; 0 where sizes are not known. Where they
            are, a footnote is what is printed small.

    Returns:
        Chunks of prose and, where it stood, each footnote as a block; its number is the marker.
    """
    marks = marks_of(lines)
    whole = lines if body_size else with_numbers(lines, marks)
    chunks = chunks_of(whole)
    prose = _Prose(marks if len(whole) == len(lines) else marks_of(whole), body_size)
    found: list[Chunk | RawBlock] = []
    last, start, open_note, endnotes = 0, 0, False, False
    cut = False  # a blank line may part the last note in two
    for index, chunk in enumerate(chunks):
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        endnotes = endnotes and not _AFTER_NOTES.match(chunk[0].text)
        if cut and not chunk[0].first and (tail := _rest(chunk, last + 1, following)):
            _extend(found, tail, words)
            open_note = cut = False
            start, chunk = start + len(tail), chunk[len(tail) :]
        if not chunk:
            continue
        if open_note and _is_tail(chunk, following):
            _extend(found, chunk, words)
            open_note = False
        else:
            text, notes = _split_chunk(chunk, start, last, None if endnotes else prose)
            found += [text] if text else []
            found += [_note(number, own, words) for number, own in notes]
            if notes:
                last = int(notes[-1][0]) if notes[-1][0].isdigit() else last
                open_note = not ends_sentence(notes[-1][1][-1].text)
            cut = bool(notes) and HANGING.search(notes[-1][1][-1].text) is not None
            endnotes = endnotes or (len(text) == 1 and bool(ENDNOTES.match(text[0].text)))
        start += len(chunk)
    return found


def _note(number: str, lines: Chunk, words: Vocabulary) -> RawBlock:
    text = join_lines([line.text for line in lines], words)
    return RawBlock(BlockKind.FOOTNOTE, text, lines[0].page, marker=number, lines=stretches(lines))


def _is_tail(chunk: Chunk, following: Chunk | None) -> bool:
    """Whether a chunk at a page's end may be the rest of a note that its column cut."""
    ends_page = following is None or following[0].first
    return ends_page and len(chunk) <= _TAIL and chunk[0].text[0].islower()


def _rest(chunk: Chunk, number: int, following: Chunk | None) -> Chunk:
    """Give the lines that a blank line parts from their note, up to the next or to a page's end."""
    end = next((at for at, line in enumerate(chunk) if _number(_NOTE, line.text) == number), None)
    ends_page = following is None or following[0].first
    if end is None and not (ends_page and chunk[0].page and len(chunk) <= _REST):
        return ()
    return chunk[:end]


def _extend(found: list[Chunk | RawBlock], chunk: Chunk, words: Vocabulary) -> None:
    for index in range(len(found) - 1, -1, -1):
        note = found[index]
        if isinstance(note, RawBlock):
            text = join_lines([note.text, *(line.text for line in chunk)], words)
            found[index] = replace(note, text=text, lines=note.lines + stretches(chunk))
            return


def _split_chunk(
    chunk: Chunk, start: int, last: int, prose: _Prose | None
) -> tuple[Chunk, list[tuple[str, Chunk]]]:
    """Part a chunk into its prose and the notes that follow it.

    Args:
        chunk: the lines.
        start: index of the first of them in the document.
        last: number of the last note before them.
        prose: None in a section of endnotes, where numbers alone decide.
    """
    if chunk[0].level or chunk[0].listed or (len(chunk) == 1 and _CHAPTER.match(chunk[0].text)):
        return chunk, []
    star = _STAR.match(chunk[0].text)
    if star and prose and is_near(prose.marks, star.group(1), start):
        return (), [(star.group(1), _stripped(chunk, star.end()))]
    for offset, line in enumerate(chunk):
        small = prose is not None and 0 < line.size <= _SMALL * prose.size
        pattern = _ENDNOTE if prose is None or small else _NOTE
        number = _number(pattern, line.text)
        placed = prose is None or small or (offset == 0 and not line.size and not line.first)
        lost = number > 3 if last == 0 else number != 1 and not last < number <= last + _SKIP
        if not number or not placed or lost:
            continue
        if _GAPS.search(line.text) or _is_dated(line.text):
            continue
        notes = _notes(chunk[offset:], pattern)
        due = prose is None or (small and number == last + 1)
        if due or (prose and _believed(notes, prose.marks, start + offset, last)):
            return chunk[:offset], notes
    return chunk, []


def _is_dated(text: str) -> bool:
    """Whether a line begins with a day: "1 January" is no note's number and its text."""
    found = next_date(text)
    if found is None or found.start or not (found.date.month or found.date.year):
        return False
    return not _AUTHOR.match(text, found.end)  # "3 March, James G."


def _number(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return int(match.group(1) or match.group(2)) if match else 0


def _notes(lines: Chunk, pattern: re.Pattern[str]) -> list[tuple[str, Chunk]]:
    notes: list[list[Line]] = []
    number = _number(pattern, lines[0].text) - 1
    for whole in lines:
        for line in _split_inline(whole, number + 1):
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


def _split_inline(line: Line, number: int) -> list[Line]:
    """Split a line that holds the end of one note and the next: "Ward 2019. 12 Own data."."""
    start = 0 if _number(_NOTE, line.text) == number else -1
    inner = re.search(rf"(?<=[.!?]) {number + start + 1} (?=[A-Z])", line.text)
    if inner is None:
        return [line]
    return [line.part(0, inner.start()), line.part(inner.start() + 1)]


def _stripped(lines: Sequence[Line], start: int) -> Chunk:
    return (lines[0].part(start), *lines[1:])


def _believed(
    notes: Sequence[tuple[str, Chunk]], marks: Mapping[str, Sequence[int]], index: int, last: int
) -> bool:
    """Whether the prose near notes carries half their numbers, or one where they are due."""
    seen = sum(is_near(marks, number, index) for number, _ in notes)
    return 2 * seen >= len(notes) or (seen > 0 and 0 < last == int(notes[0][0]) - 1)
