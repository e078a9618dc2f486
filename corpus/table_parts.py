"""Parts of a table whose gaps are lost: the lines that hold one cell, or some that nothing parts.

Everything here is pure. A blank line, a full line and the way in which a line begins tell whether
it goes on from the one above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.clean import Line
from corpus.pieces import BULLET, HANGING, starts_item
from corpus.table_cells import is_values, same_lead, share, trailing

NARROW = 0.45
"""Of a table's widest line: what wraps at such a width is a narrow column."""
_FULL = 0.86  # of a column's width: a line so long, with the next word, was wrapped
_FULL_WIDE = 0.93  # the same, of a column of many words
_WIDE = 60  # characters of such a column
_ACRONYM = re.compile(r"\([A-Z][A-Z\d&-]+s?\)$")
_ADDRESS = re.compile(r"(?:https?://|www ?\.)\S+$")
_NOTED = re.compile(r"[^\W\d][.)]?\d{1,3}$")
_RESTS = 0.3  # of the parts: so many that begin in a sentence's middle are no accident


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that hold one cell, or some cells that the text does not tell apart.

    Attributes:
        lines: at least one.
        opens: whether a blank line or a page's start stands above it.
        resumed: whether the table's header was printed again above it.
    """

    lines: tuple[Line, ...]
    opens: bool = True
    resumed: bool = False

    @property
    def text(self) -> str:
        """Its words as one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def marked(self) -> str:
        """Its words with the marks of notes and the line ends."""
        return "\n".join(line.marked for line in self.lines)

    def with_lines(self, lines: Sequence[Line]) -> Part:
        """Give the part with more lines below its own."""
        return Part((*self.lines, *lines), self.opens, self.resumed)


Row = list[Part]


def parts_of(chunks: Sequence[Sequence[Line]], resumed: frozenset[int]) -> list[Part]:
    """Divide the lines of a table into its parts.

    Args:
        chunks: the lines of its body, as gaps part them.
        resumed: indices of the chunks above which the header was repeated.
    """
    widest = max((len(line.text) for chunk in chunks for line in chunk), default=0)
    widths = [max(map(len, run)) for chunk in chunks for run in _runs(chunk) if len(run) > 1]
    narrow = max((width for width in widths if width <= NARROW * widest), default=0)
    parts: list[Part] = []
    for index, chunk in enumerate(chunks):
        for number, line in enumerate(chunk):
            if number and _goes_on(parts[-1], line, widest, narrow):
                parts[-1] = parts[-1].with_lines([line])
            else:
                parts.append(Part((line,), number == 0, number == 0 and index in resumed))
    return _mended(parts)


def _runs(chunk: Sequence[Line]) -> list[list[str]]:
    """Give the runs of lines without a list's items: what may be one label."""
    runs: list[list[str]] = [[]]
    for line in chunk:
        if starts_item(line.text):
            runs.append([])
        else:
            runs[-1].append(line.text)
    return runs


def _goes_on(part: Part, line: Line, widest: int, narrow: int) -> bool:
    """Whether a line goes on from the one above it in the same cell."""
    above, below = part.lines[-1].text, line.text
    if same_lead(part.lines[0].text, below) or (_ADDRESS.search(above) and not _is_rest(below)):
        return False
    if HANGING.search(above) and not starts_item(below):
        return True
    if below.isdigit() and _NOTED.search(above):
        return True  # the numbers of two notes
    if starts_item(below) or is_values(below) or (trailing(above) and not _is_rest(below)):
        return False
    if _is_rest(below) or below[0] in "(&+":
        return True
    if _ACRONYM.search(above):
        return False
    own = not _is_rest(part.text) and not starts_item(part.text)
    label = own and max(len(each.text) for each in part.lines) <= narrow
    column = max(narrow, len(below)) if label else widest
    full = _FULL_WIDE if column >= _WIDE else _FULL
    return len(above) + 1 + len(below.split()[0]) >= full * column


def _is_rest(text: str) -> bool:
    """Whether a text begins in the middle of a sentence; "iPhone" is a name."""
    return text.split()[0].islower()


def _mended(parts: Sequence[Part]) -> list[Part]:
    """Put a part that begins in a sentence's middle to the one that it goes on from."""
    usual = share(_is_rest(part.text) for part in parts) < _RESTS
    found: list[Part] = []
    for part in parts:
        above = found[-1] if found else None
        listed = above and BULLET.match(above.text) and not starts_item(part.text)
        hangs = above and listed and HANGING.search(above.text)
        rest = usual and _is_rest(part.text) and above and not is_values(above.text)
        if above and (hangs or rest):
            found[-1] = above.with_lines(part.lines)
        else:
            found.append(part)
    return found
