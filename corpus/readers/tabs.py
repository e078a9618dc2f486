"""Tables of running text whose cells are parted by tabs, or by bars between them; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.documents import RawBlock
from corpus.readers.prose import LABEL, Line, is_contents
from corpus.readers.tables import table_blocks

_FEWEST = 3  # lines, with the header
_BAR = " | "
_CELL = 200  # characters; what is longer is prose after a tab


def tabbed(broken: Sequence[Line]) -> tuple[int, int]:
    """Find the lines of a paragraph that are a table's rows: as many tabs or bars in each.

    The last cells of a row may be empty, and its tabs be lost with them.

    Returns:
        Index of the first such line and of the one after the last; equal where there is no table.
    """
    mark = _mark(broken)
    cells = [_cells(line, mark) for line in broken]
    counts = [*map(len, cells)]
    start = next((at for at, count in enumerate(counts) if count > 1), len(counts))
    end = next((at for at in range(start, len(counts)) if counts[at] == 1), len(counts))
    if end - start < _FEWEST:
        return start, start
    columns, alike = Counter(counts[start:end]).most_common(1)[0]
    whole = columns == counts[start] == max(counts[start:end]) and 2 * alike > end - start
    own = (cell for row in cells[start:end] for cell in row)
    prose = any(len(cell) > _CELL or (mark == _BAR and LABEL.match(cell)) for cell in own)
    listed = (is_contents(line.text) for line in broken[start:end])
    few = columns == 2 and (mark == _BAR or all(listed))
    return (start, end) if whole and not prose and not few else (start, start)


def tab_blocks(rows: Sequence[Line]) -> list[RawBlock]:
    """Make a table of lines that ``tabbed`` found; a first line in bold names its columns."""
    cells = [_cells(line, _mark(rows)) for line in rows]
    width = len(cells[0])
    marked = rows[0].whole and not all(line.whole for line in rows)
    filled = [[*row, *[""] * (width - len(row))] for row in cells]
    return table_blocks(filled, headers=int(marked))


def _mark(lines: Sequence[Line]) -> str:
    return "\t" if any("\t" in line.text for line in lines) else _BAR


def _cells(line: Line, mark: str) -> list[str]:
    return [cell.strip() for cell in line.text.strip().split(mark)]
