"""Cells of ruled tables: where their columns stand, and which lines are one row.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF. A table's columns are
parted by valleys, which no row crosses; a row's edges alone do not tell, since a number that ends
its column stands close to the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.lattices import cell_at, lattice_rows
from corpus.rulings import Frame
from corpus.segments import Segment, is_stretched, segments_of
from corpus.words import Word

_VALLEY = 0.4  # of the font size: wider than a blank
_BLANK = 0.25  # of the font size: no blank is narrower
_NEAR = 2.0  # points: words so far outside are a table's
_ROWS = 2  # of a table tell its columns
_BANDS = 3  # between the lines of a table that has one for each row
_TOP_LINES = 3  # of prose above a table are no head
_CELL_LINES = 8  # a cell has no more

Valley = tuple[float, float]
"""Left and right edge of a stretch that no row of a table crosses."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Words of a table on one baseline.

    Attributes:
        row: index of the page's row that they are part of.
        words: left to right.
    """

    row: int
    words: tuple[Word, ...]

    @property
    def y(self) -> float:
        """Baseline."""
        return self.words[0].y

    @property
    def runs(self) -> list[tuple[Word, ...]]:
        """Its words, parted where a gap is wider than a blank."""
        groups = [[self.words[0]]]
        for left, right in pairwise(self.words):
            if right.x0 - left.x1 > _VALLEY * max(left.size, right.size):
                groups.append([])
            groups[-1].append(right)
        return [tuple(group) for group in groups]


def ruled_rows(
    rows: Sequence[Sequence[Word]], frames: Sequence[Frame]
) -> tuple[list[list[Segment]], list[Frame]]:
    """Cut the rows of a page into segments, those in a ruled table at its columns.

    Args:
        rows: words of each baseline, top to bottom.
        frames: the ruled tables of the page; a table of lines may be one of stripes too.

    Returns:
        The segments of each row, the lines of one cell together where rules part the rows; and
        the tables, without what lies beyond their last row.
    """
    cells: dict[int, list[Segment]] = {}
    taken: set[tuple[int, Word]] = set()
    kept: list[Frame] = []
    for frame in frames:
        free = [
            [word for word in row if (index, word) not in taken] for index, row in enumerate(rows)
        ]
        if cells_of_frame := lattice_rows(frame, free):
            edges = max(c.upper for c in frame.cells), min(c.lower for c in frame.cells)
            kept.append(replace(frame, rules=edges))
            for index, segment in cells_of_frame:
                cells.setdefault(index, []).append(segment)
            taken |= _words_in(frame, free)
            continue
        lines = _lines_beside(frame, free)
        trimmed = _trimmed(frame, [line for line in lines if frame.holds(line.y)])
        inside = [line for line in lines if trimmed and trimmed.lower < line.y <= trimmed.upper]
        valleys = _columns(trimmed, inside) if trimmed else []
        if trimmed is None or not valleys:
            continue
        above = _above(trimmed, lines, valleys)
        tops = tuple(line.y for line in above[:1])
        kept.append(replace(trimmed, rules=(*tops, *trimmed.rules)))
        for index, segment in (*_loose(above, valleys), *_segments(trimmed, inside, valleys)):
            cells.setdefault(index, []).append(segment)
        taken |= {(line.row, word) for line in (*above, *inside) for word in line.words}
    found: list[list[Segment]] = []
    for index, row in enumerate(rows):
        rest = [word for word in row if (index, word) not in taken]
        segments = [*(segments_of(rest) if rest else []), *cells.get(index, [])]
        found.append(sorted(segments, key=lambda segment: segment.x0))
    return [row for row in found if row], kept


def _words_in(frame: Frame, rows: Sequence[Sequence[Word]]) -> set[tuple[int, Word]]:
    """Give the words in the cells of a table, each with the index of its page's row."""
    return {
        (index, word)
        for index, row in enumerate(rows)
        for word in row
        if cell_at(frame, word) is not None
    }


def _lines_beside(frame: Frame, rows: Sequence[Sequence[Word]]) -> list[_Line]:
    """Give the lines between a table's left and right edge, those above and below it too."""
    left, right = frame.left - _NEAR, frame.right + _NEAR
    found = []
    for index, row in enumerate(rows):
        own = tuple(word for word in row if left <= word.x0 and word.x1 <= right)
        found += [_Line(index, own)] if own else []
    return found


def _above(frame: Frame, lines: Sequence[_Line], valleys: Sequence[Valley]) -> list[_Line]:
    """Give a head and a first row above a table's first rule, as near as its own rows are."""
    heights = [above - below for above, below in pairwise(frame.rules)]
    reach = 2 * median(heights) if len(heights) >= _BANDS else 0.0
    found: list[_Line] = []
    for line in reversed([line for line in lines if line.y > frame.upper]):
        far = line.y - frame.upper > reach or is_stretched(line.words)
        if far or _crossing([line], valleys):
            break
        found.append(line)
    while found and len(found[-1].runs) < _ROWS:
        found.pop()
    return found[::-1]


def _valleys(lines: Sequence[_Line]) -> list[Valley]:
    """Find the stretches that no row crosses, rows that are one run of words aside."""
    tabular = [runs for line in lines if len(runs := line.runs) > 1]
    if len(tabular) < _ROWS:
        return []
    edges = sorted((run[0].x0, run[-1].x1) for runs in tabular for run in runs)
    least = _VALLEY * median(run[0].size for runs in tabular for run in runs)
    found: list[Valley] = []
    reached = edges[0][1]
    for left, right in edges:
        if left - reached > least:
            found.append((reached, left))
        reached = max(reached, right)
    return found


def _crosses(run: Sequence[Word], valleys: Sequence[Valley]) -> bool:
    return any(run[0].x0 < left and right < run[-1].x1 for left, right in valleys)


def _crossing(lines: Sequence[_Line], valleys: Sequence[Valley]) -> list[_Line]:
    return [line for line in lines if any(_crosses(run, valleys) for run in line.runs)]


def _trimmed(frame: Frame, lines: Sequence[_Line]) -> Frame | None:
    """Leave out what lies above or below a table's rows; None if too few lines are left.

    The line over the notes of a page may be as long as those of the table above it: the prose
    between them crosses the table's columns.
    """
    rules = frame.rules
    while len(rules) > _ROWS:
        inside = [line for line in lines if rules[-1] <= line.y <= rules[0]]
        above = [line for line in inside if line.y > rules[-2]]
        last = [line for line in inside if line.y <= rules[-2]]
        below = [line for line in inside if line.y < rules[1]]
        first = [line for line in inside if line.y >= rules[1]]
        crossing = 2 * len(_crossing(last, _valleys(above))) >= len(last)
        if crossing or all(len(line.runs) < _ROWS for line in last):
            rules = rules[:-1]
        elif len(_crossing(first, _valleys(below))) >= _TOP_LINES:
            rules = rules[1:]
        else:
            return replace(frame, rules=rules)
    return None


def _columns(frame: Frame, lines: Sequence[_Line]) -> list[Valley]:
    """Find what parts a table's columns; a name over two of them hides it in the head."""
    body = [line for line in lines if line.y <= frame.rules[1]]
    return max(_valleys(lines), _valleys(body), key=len)


def _segments(
    frame: Frame, lines: Sequence[_Line], valleys: Sequence[Valley]
) -> list[tuple[int, Segment]]:
    """Cut the lines of a table into segments, each with the index of its page's row."""
    top = frame.rules[1]
    placed = {line.row: _placed(line, valleys, head=line.y > top) for line in lines}
    ends = [0.0] * (len(valleys) + 1)
    for cells in placed.values():
        for at, words in cells.items():
            if not _crosses(words, valleys):
                ends[at] = max(ends[at], words[-1].x1)
    bands = [
        [line for line in lines if lower < line.y <= upper]
        for upper, lower in pairwise(frame.rules)
    ]
    bands = [band for band in bands if band]
    single = len(bands) >= _BANDS and (len(ends) > _ROWS or any(len(b) == 1 for b in bands))
    found: list[tuple[int, Segment]] = []
    for band in bands:
        own = [placed[line.row] for line in band]
        crossed = bool(_crossing(band, valleys))
        if single and len(band) == 1:
            found += [
                (band[0].row, Segment(w, cut=not crossed, whole=True)) for w in own[0].values()
            ]
        elif single and not crossed and _is_row(frame, band, own, ends, head=band[0].y > top):
            found += [(band[0].row, segment) for segment in _row(own)]
        else:
            found += _loose(band, valleys)
    return found


def _loose(lines: Sequence[_Line], valleys: Sequence[Valley]) -> list[tuple[int, Segment]]:
    """Cut lines at a table's columns, without telling which of them are one row."""
    return [
        (line.row, Segment(words, cut=len(cells) > 1 or not _crosses(words, valleys)))
        for line in lines
        for cells in [_placed(line, valleys)]
        for words in cells.values()
    ]


def _placed(
    line: _Line, valleys: Sequence[Valley], *, head: bool = False
) -> dict[int, tuple[Word, ...]]:
    """Give the words of a line that stand in each column; names as many as columns go in order."""
    runs = line.runs
    found: dict[int, tuple[Word, ...]] = {}
    for index, run in enumerate(runs):
        middle = run[0].x0 if _crosses(run, valleys) else (run[0].x0 + run[-1].x1) / 2
        at = sum((left + right) / 2 < middle for left, right in valleys)
        at = index if head and len(runs) == len(valleys) + 1 else at
        found[at] = (*found.get(at, ()), *run)
    return found


def _is_row(
    frame: Frame,
    band: Sequence[_Line],
    cells: Sequence[dict[int, tuple[Word, ...]]],
    ends: Sequence[float],
    *,
    head: bool,
) -> bool:
    """Whether the lines between two rules are one row: what wraps would not fit its column."""
    if any(band[-1].y < y < band[0].y for y in frame.short) or len(band) > _CELL_LINES:
        return False
    for at, end in enumerate(ends):
        own = [line[at] for line in cells if at in line]
        for above, below in pairwise(own):
            room = end - above[-1].x1
            if not head and below[0].x1 - below[0].x0 + _BLANK * below[0].size <= room:
                return False
    return True


def _row(cells: Sequence[dict[int, tuple[Word, ...]]]) -> list[Segment]:
    """Put the lines of each cell of a row together; all cells begin on one baseline."""
    top = max(words[0].y for line in cells for words in line.values())
    found: list[Segment] = []
    for at in sorted({at for line in cells for at in line}):
        words = [word for line in cells for word in line.get(at, ())]
        shift = top - words[0].y
        moved = tuple(replace(word, y=word.y + shift) for word in words)
        found.append(Segment(moved, cut=True, whole=True))
    return found
