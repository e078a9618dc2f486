"""Text without blank lines, as some programs copy it out of PDFs: its gaps are found again.

Everything here is pure. What shows a paragraph's end is a line that stops short of its column;
captions, numbered headings and notes show where something else begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.clean import RAISED, Line, ends_clause, ends_sentence, is_dense, width_of
from corpus.pieces import NUMBERING, SOURCE, is_cjk, is_titled, starts_item

_CAPTION = re.compile(
    r"^(?:table|figure|fig\.|chart|box|exhibit|map)(?: ?(?:[A-Z][.-]?)?\d+[\d.]*| (?-i:[A-Z]))"
    r"\s?[:.–—|-]\s",
    re.I,
)
_INDENT = 2  # blanks before a paragraph's first line, at least
_AROUND = 4  # lines by which a column is measured
_FULL = 0.86  # of its column's width: a line so long was wrapped
_TITLE = 0.75  # of its column's width: a heading is no longer


def with_gaps(lines: Sequence[Line]) -> list[Line]:
    """Part the paragraphs, headings, captions and notes of text that has no blank lines.

    Args:
        lines: a document's lines.

    Returns:
        The same lines, a gap before each that begins something; a raised number on a line of its
        own is put before what follows it. Text with blank lines stays as it is.
    """
    if not is_dense(lines):
        return list(lines)
    found = list(_lowered(lines))
    for index in range(1, len(found)):
        if _begins(found, index):
            # A heading is no note, though it begins with a number as notes do.
            title = _is_title(found[index].text, _width(found, index))
            found[index] = replace(found[index], gap=1, first=found[index].first or title)
    return found


def _lowered(lines: Sequence[Line]) -> Iterator[Line]:
    """Put lines together that a raised number parted: what follows it begins with a blank."""
    held: Line | None = None
    for line in lines:
        if held and line.indent == 1 and not line.first and RAISED.search(held.text):
            bare = held.text.isdigit()  # a note begins, after which nothing else goes on
            text = f"{held.text} {line.text}"
            more = line.number - held.number
            held = replace(held, text=text, gap=max(held.gap, int(bare)), more=more)
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _begins(lines: Sequence[Line], index: int) -> bool:
    """Whether a line begins a paragraph, heading, caption, source or note."""
    above, line = lines[index - 1], lines[index]
    if line.first or line.gap or _CAPTION.match(line.text) or SOURCE.match(line.text):
        return True
    if starts_item(line.text):
        return False
    width = _width(lines, index)
    word = line.text[0] if is_cjk(line.text) else line.text.split()[0]
    short = width_of(above.text) + 1 + width_of(word) < _FULL * width
    if short and ends_sentence(above.text) and not line.text[0].islower():
        return True
    indented = line.indent >= _INDENT and not above.indent and not starts_item(above.text)
    if indented and ends_sentence(above.text):
        return True
    if _is_title(above.text, width) and (index < 2 or lines[index - 1].gap or above.first):
        return True
    ended = ends_sentence(above.text) or short
    return ended and (_is_title(line.text, width) or _heads_list(lines, index, width))


def _heads_list(lines: Sequence[Line], index: int, width: int) -> bool:
    """Whether a line is a few words over a list."""
    text = lines[index].text
    listed = index + 1 < len(lines) and starts_item(lines[index + 1].text)
    few = width_of(text) <= _TITLE * width and not ends_clause(text)
    return listed and few and is_titled(text) and ends_sentence(lines[index - 1].text)


def _width(lines: Sequence[Line], index: int) -> int:
    near = lines[max(0, index - _AROUND) : index + _AROUND]
    return max(width_of(line.text) for line in near)


def _is_title(text: str, width: int) -> bool:
    """Whether a line is a numbered heading."""
    short = width_of(text) <= _TITLE * width and not ends_clause(text)
    return short and bool(NUMBERING.match(text)) and is_titled(text)
