"""What a text file draws with characters: frames, bars around rows, letters set apart; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.clean import Line

_BARRED = re.compile(r"\|.*\|")
_CELLS = re.compile(r"\s*\|\s*")
_FEWEST = 2  # rows of a table, or lines in a frame
_GAP = re.compile(r" {2,}")
_SPACED = 0.8  # share of a line's words that are single letters, at least
_LETTERS = 5  # of them at least
_WIDE_WORDS = 4  # of a line in capitals with wide gaps, at least


def undrawn(lines: Sequence[Line]) -> list[Line]:
    """Take the frames off boxes and the outer bars off rows, and close words that are set apart.

    Args:
        lines: of a text file.

    Returns:
        The lines; the cells of a row with bars on both sides are parted by tabs.
    """
    found: list[Line] = []
    for barred, run in groupby(lines, key=lambda line: bool(_BARRED.fullmatch(line.text))):
        own = list(run)
        found += _unbarred(own) if barred and len(own) >= _FEWEST else own
    return [_closed(line) for line in found]


def _unbarred(lines: Sequence[Line]) -> Iterator[Line]:
    """Give lines between bars as rows of a table, or without the frame that they stand in."""
    framed = all(line.text.count("|") == _FEWEST for line in lines)
    gap = 0
    for line in lines:
        inner = line.text[1:-1]
        if not inner.strip(" |"):
            gap = max(gap, line.gap, 1)
        elif framed:
            indent = line.indent + len(inner) - len(inner.lstrip())
            yield replace(line, text=inner.strip(), indent=indent, gap=max(gap, line.gap), marks=())
            gap = 0
        else:
            cells = "\t".join(_CELLS.split(inner.strip()))
            yield replace(line, text=cells, gap=max(gap, line.gap), marks=())
            gap = 0


def _closed(line: Line) -> Line:
    """Close "S U M M A R Y", and the wide gaps between all words of a line in capitals."""
    words = line.text.split()
    letters = [word for word in words if len(word) == 1 and word.isalpha()]
    if len(letters) >= _LETTERS and len(letters) >= _SPACED * len(words):
        parts = (part.replace(" ", "") for part in _GAP.split(line.text))
        return replace(line, text=" ".join(parts), marks=())
    wide = len(words) >= _WIDE_WORDS and len(_GAP.findall(line.text)) == len(words) - 1
    if wide and line.text.isupper():
        return replace(line, text=" ".join(words), marks=())
    return line
