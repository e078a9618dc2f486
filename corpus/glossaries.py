"""Glossaries whose column gaps are lost: a term, its Chinese, what it means; pure.

"Teleoperation 遥操作 guidance of a machine by a person": the Chinese tells where both columns end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.clean import Line
from corpus.documents import BlockKind
from corpus.pieces import CAPTION, NAMED, NUMBERING, Piece, is_cjk, piece_of
from corpus.table_cells import PIVOTS, header_cells

_CHINESE = re.compile(r"(?:Chinese|中文)(?: (?:name|term))?", re.IGNORECASE)
_COLUMNS = 3
_FEWEST = 3  # terms
_TERM_WORDS = 6


def with_glossary(lines: Sequence[Line], pieces: Sequence[Piece]) -> list[Piece]:
    """Put the header and rows of a glossary in the place of the prose that it was taken for.

    Args:
        lines: what may hold a glossary, and more.
        pieces: the same lines as prose.
    """
    found = _glossary(lines)
    if found is None:
        return list(pieces)
    start, end, rows = found
    heads = [piece.source[0] for piece in pieces]
    first = next((at for at, head in enumerate(heads) if head is lines[start]), None)
    below = (at for at, head in enumerate(heads) if end < len(lines) and head is lines[end])
    last = next(below, None if end < len(lines) else len(pieces))
    if first is None or last is None:
        return list(pieces)
    return [*pieces[:first], *rows, *pieces[last:]]


def _glossary(lines: Sequence[Line]) -> tuple[int, int, list[Piece]] | None:
    """Tell where a glossary begins and ends, and make its header and rows."""
    for start, line in enumerate(lines):
        heads = _CHINESE.search(line.text) and header_cells([line.text], _COLUMNS)
        if not heads or not _CHINESE.fullmatch(heads[1]):
            continue
        end = next((at for at in range(start + 1, len(lines)) if _ends(lines[at].text)), len(lines))
        if rows := _rows(lines[start + 1 : end]):
            header = piece_of(BlockKind.HEADER, (line,), cells=heads)
            return start, end, [header, *rows]
    return None


def _ends(text: str) -> bool:
    return any(kind.match(text) for kind in (NAMED, NUMBERING, CAPTION))


def _rows(lines: Sequence[Line]) -> list[Piece]:
    """Make a row of each term; none where a line cannot be one's."""
    starts: list[int] = []
    for at, line in enumerate(lines):
        found = PIVOTS[0].search(line.text)
        if found is None or (at and is_cjk(line.text) and is_cjk(lines[at - 1].text[-1])):
            continue
        if found.start():
            starts.append(at)
        else:
            begun = [i for i in range(at) if lines[i].text[0].isupper()]
            starts.append(begun[-1] if begun else at)
    if len(starts) < _FEWEST or starts[0]:
        return []
    rows = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    cells = [_cells(row) for row in rows]
    if not all(cells):
        return []
    return [piece_of(BlockKind.ROW, row, cells=own) for row, own in zip(rows, cells, strict=True)]


def _cells(row: Sequence[Line]) -> tuple[str, ...]:
    text = "\n".join(line.marked for line in row)
    found = PIVOTS[0].search(text)
    if found is None:
        return ()
    term, meaning = text[: found.start()].strip(), text[found.end() :].strip()
    named = term[:1].isalpha() and len(term.split()) <= _TERM_WORDS
    return (term, found[0], meaning) if named and meaning else ()
