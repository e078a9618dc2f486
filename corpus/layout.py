"""Words on a page to lines in reading order: margins, columns, rows, cells.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from statistics import median

from corpus.bands import gutters_at
from corpus.clean import Line
from corpus.columns import baselines, columns_of, gutter_of, with_true_cells
from corpus.grids import ruled_rows
from corpus.marks import lift
from corpus.rulings import Frame
from corpus.segments import Segment
from corpus.sidebars import boxes_of, with_boxes
from corpus.words import Word, rows_of, settle_marks, single, with_initials

_PARAGRAPH_GAP = 1.3  # of the usual distance of lines: a paragraph ends
_WRAPPED = 1.4  # of the font size: rows so near are lines of one cell
_HALF_LINE = 0.85  # of the font size: rows so near are no lines of one text
_STAGGERED_ROWS = 5  # a table's row has no more lines; columns of text beside each other have
_MARGIN_ROWS = 2  # rows of a running head or foot
_APART = 1.7  # of the font size: a row so far from the next stands apart


def lines_of_pages(
    pages: Sequence[Sequence[Word]], frames: Sequence[Sequence[Frame]] = ()
) -> list[Line]:
    """Put the words of a document in reading order, as lines.

    Args:
        pages: the words of each page, in the order in which the file draws them.
        frames: the ruled tables of each page, where they are known.

    Returns:
        Lines, page after page, column after column, top to bottom; two blanks part the cells of
        a table's row. Pages count from 1.
    """
    ruled = [_ruled(words, own) for words, own in zip_longest(pages, frames, fillvalue=())]
    parted = [_parted(rows) for rows, _ in ruled]
    own = [gutter_of([s for row in body for s in row if not s.cut]) for _, body, _ in parted]
    known = [gutter for gutter in own if gutter is not None]
    usual = median(known) if len(known) > 1 else None
    lines: list[Line] = []
    for index, (heads, body, feet) in enumerate(parted):
        boxes = boxes_of([s for row in body for s in row]) if usual is None else []
        rest, gutter = _without(body, boxes), usual if boxes else own[index] or usual
        segments = [s for row in with_true_cells(rest, gutter) for s in row]
        text = [
            line
            for column in columns_of(segments, gutter, ruled[index][1])
            for line in _lines(column, index + 1)
        ]
        for column in heads:
            lines += _margin_lines(column, index + 1)
        lines += with_boxes(text, [_box_lines(box, index + 1) for box in boxes])
        for column in feet:
            lines += _margin_lines(column, index + 1)
    return lines


def _without(
    rows: Sequence[Sequence[Segment]], boxes: Sequence[Sequence[Segment]]
) -> list[list[Segment]]:
    """Take what stands in boxes off the rows of a page."""
    taken = {segment for box in boxes for segment in box}
    rest = [[segment for segment in row if segment not in taken] for row in rows]
    return [row for row in rest if row]


def _box_lines(box: Sequence[Segment], page: int) -> list[Line]:
    rows = with_true_cells(baselines(box), None)
    return _lines([segment for row in rows for segment in row], page)


def _ruled(
    words: Sequence[Word], frames: Sequence[Frame]
) -> tuple[list[list[Segment]], list[Frame]]:
    return ruled_rows(rows_of(with_initials(single(settle_marks(words)))), frames)


def _parted(
    rows: Sequence[Sequence[Segment]],
) -> tuple[list[list[Segment]], list[list[Segment]], list[list[Segment]]]:
    """Part a page into the rows at its top, those of its body, and those at its foot."""
    top, foot = _margins(rows)
    whole = [[Segment(tuple(w for s in row for w in s.words))] for row in rows]
    body = [list(row) for row in rows[top : len(rows) - foot]]
    return whole[:top], body, whole[len(rows) - foot :]


def _margins(rows: Sequence[Sequence[Segment]]) -> tuple[int, int]:
    """Count the rows at a page's top and foot that stand apart from the rest."""
    counts = []
    for own in (rows, rows[::-1]):
        count = 0
        while count < min(_MARGIN_ROWS, len(own) - 1):
            distance = abs(own[count][0].y - own[count + 1][0].y)
            near = distance < _APART * max(own[count][0].size, own[count + 1][0].size)
            begun = own is rows and gutters_at(rows, count)
            if near or begun or any(segment.cut for segment in own[count]):
                break
            count += 1
        counts.append(count)
    top, foot = counts
    return (top, foot) if top + foot < len(rows) else (top, 0)


def _margin_lines(column: Sequence[Segment], page: int) -> list[Line]:
    return [replace(line, margin=True) for line in _lines(column, page)]


def _lines(column: Sequence[Segment], page: int) -> list[Line]:
    rows = _level_rows(baselines(column))
    cells = _whole_cells(rows)
    usual = _usual_pitch(rows)
    lines: list[Line] = []
    above: list[Segment] | None = None
    for row, texts in zip(rows, cells, strict=True):
        if texts:
            lines.append(_line(row, texts, page, _gap(above, row, usual), above is None))
            above = row
        elif above is not None:
            above = [replace(above[0], words=(replace(above[0].words[0], y=row[0].y),)), *above[1:]]
    return lines


def _level_rows(rows: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Put the lines of a table's row together whose cells are centred on each other."""
    runs: list[list[list[Segment]]] = []
    for row in map(list, rows):
        if runs and _is_staggered(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    found: list[list[Segment]] = []
    for run in runs:
        found += [_level_row(run)] if len(run) <= _STAGGERED_ROWS else run
    return found


def _is_staggered(above: Sequence[Segment], row: Sequence[Segment]) -> bool:
    """Whether two rows stand beside each other, half a line apart."""
    size = row[0].size
    apart = not row[0].whole and all(a.x1 < b.x0 or b.x1 < a.x0 for a in above for b in row)
    alike = abs(above[0].size - size) < 0.1 * size
    return apart and alike and above[0].y - row[0].y < _HALF_LINE * size


def _level_row(run: Sequence[Sequence[Segment]]) -> list[Segment]:
    cells: list[Segment] = []
    for segment in (segment for row in run for segment in row):
        over = [i for i, s in enumerate(cells) if s.x0 < segment.x1 and segment.x0 < s.x1]
        if over:
            cells[over[0]] = Segment(cells[over[0]].words + segment.words)
        else:
            cells.append(segment)
    return sorted(cells, key=lambda cell: cell.x0)


def _line(row: Sequence[Segment], texts: Sequence[str], page: int, gap: int, first: bool) -> Line:
    words = [word for segment in row for word in segment.words]
    text, marks = lift("  ".join(texts))
    return Line(
        text=text,
        page=page,
        gap=gap,
        first=first,
        size=row[0].size,
        left=row[0].x0,
        bold=all(word.bold for word in words),
        marks=marks,
        edges=tuple((segment.x0, segment.x1) for segment in row),
        places=tuple(segment.place for segment in row if segment.place),
        y=row[0].y,
    )


def _whole_cells(rows: Sequence[Sequence[Segment]]) -> list[list[str]]:
    """Give each row its cells' texts; a line that goes on in cells above leaves an empty list."""
    cells: list[list[str]] = []
    head = -1  # the row that lines below it may belong to
    for index, row in enumerate(rows):
        texts = [segment.marked for segment in row]
        if row[0].whole:
            cells.append(texts)
            head = index
            continue
        places = _places(rows[head], row) if head >= 0 and len(rows[head]) > 1 else None
        near = index > 0 and rows[index - 1][0].y - row[0].y <= _WRAPPED * row[0].size
        if places is not None and near and _is_part(cells[head], texts):
            for place, text in zip(places, texts, strict=True):
                cells[head][place] += f"\n{text}"
            cells.append([])
            continue
        cells.append(texts)
        head = index
    return cells


def _is_part(above: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a row has fewer cells than the one above, or begins in the middle of a sentence."""
    return len(texts) < len(above) or (texts[0][:1].islower() and above[0][:1].isupper())


def _places(above: Sequence[Segment], row: Sequence[Segment]) -> list[int] | None:
    """Find under which cell of the row above each segment stands; None if one does not."""
    places = []
    for segment in row:
        under = [i for i, cell in enumerate(above) if abs(cell.x0 - segment.x0) < 4]
        if not under:
            return None
        places.append(under[0])
    return places


def _usual_pitch(rows: Sequence[Sequence[Segment]]) -> float:
    """Find the usual distance of baselines, in font sizes."""
    pitches = [
        (above[0].y - below[0].y) / max(below[0].size, 1)
        for above, below in pairwise(rows)
        if abs(above[0].size - below[0].size) < 0.5
    ]
    pitches = [pitch for pitch in pitches if 0.8 < pitch < 2.2]
    return sorted(pitches)[len(pitches) // 3] if pitches else 1.25


def _gap(above: Sequence[Segment] | None, row: Sequence[Segment], usual: float) -> int:
    if above is None:
        return 1
    if (len(above) > 1 and len(row) > 1) or (above[0].place and row[0].place):
        return 0
    size = max(row[0].size, 1)
    if abs(above[0].size - row[0].size) > 0.06 * size or (len(above) > 1) != (len(row) > 1):
        return 1
    return int((above[0].y - row[0].y) / size > _PARAGRAPH_GAP * usual)
