"""Fields above the body whose labels stand apart from their values, as one line each; pure.

A cover's table ("Publisher | Delta Institute"), a list of definitions and a line "Date | 3 May
2024" tell the same as a line "Date: 3 May 2024". The lines that are made here have the characters
of the text, but for those between label and value, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.documents import BlockKind
from corpus.told import Line

FIELD = re.compile(
    r"(?:title|publisher|published(?: by| on)?|institution|issued(?: by| on)?|editors?|edited by"
    r"|(?:lead )?authors?(?:\(s\))?|written by|contact|series|issue|issue (?:no\.?|number)"
    r"|(?:release |publication |issue )?date|date of (?:issue|publication)|(?:last )?updated"
    r"|(?:reporting |report |review )?(?:period|window)(?: covered| under review)?"
    r"|titel|herausgeber(?:in)?|autor(?:en|innen|in)?|datum|stand|berichtszeitraum"
    r"|éditeur|auteurs?|titre"
    r"|标题|出版者?|出版单位|发布(?:机构|单位|日期|时间)|编制单位|编写单位|发文(?:机关|单位|机构|字号)"
    r"|印发(?:机关|单位|日期)|主办单位|成文日期|出版日期|日期|作者|报告期间?|统计时间)",
    re.IGNORECASE,
)
"""A label of what a document says of itself, without its colon."""

_BAR = " | "
_ROWS = (BlockKind.HEADER, BlockKind.ROW)
_LABEL = 40  # characters of a label
_VALUE = 120  # characters of a value below its label
_VALUES = 3  # lines between two labels
_FEWEST = 2  # labels of a table or list of fields
_Cell = tuple[int, str]  # where it begins in its line, and its text


def with_pairs(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a document with those that are fields as "Label: value"."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        made, used = _fields(lines[at:])
        found += made or lines[at : at + 1]
        at += used if made else 1
    return found


def _fields(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """Make fields of the lines that stand first, and count those; none where they are no fields."""
    first = lines[0]
    if first.kind in _ROWS:
        rows = [first]
        for line in lines[1:]:
            if line.kind is not BlockKind.ROW:
                break
            rows.append(line)
        return _of_table(rows), len(rows)
    if first.kind is not BlockKind.PARAGRAPH:
        return [], 0
    cells = _cells(first)
    if len(cells) > 1:
        whole = (cells[1][0], first.text[cells[1][0] :])
        told = is_field(cells[0][1]) and not is_field(cells[1][1])
        return ([_joined(first, cells[0], whole)] if told else []), 1
    return _of_list(lines)


def is_field(text: str) -> bool:
    """Whether a text is the label of a field, with its colon or without."""
    return FIELD.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    bare = text.strip().rstrip(":：").rstrip()
    return (
        bare if bare.isascii() else re.sub(r"(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])", "", bare)
    )


def _of_table(rows: Sequence[Line]) -> list[Line]:
    """Read a table each of whose rows is a label and its value, or two such pairs, or a title.

    What stands across the first row heads the cover.
    """
    made: list[Line] = []
    known: set[str] = set()
    for row in rows:
        cells = [cell for cell in _cells(row) if cell[1]]
        if len(cells) == 1 and not _is_colon(cells[0][1]):
            kind = BlockKind.PARAGRAPH if made else BlockKind.HEADING
            made.append(Line(kind, cells[0][1], row.start + cells[0][0]))
            continue
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        sure = len(cells) == 2 or all(
            _is_colon(label) or is_field(label) for (_, label), _ in pairs
        )
        if len(cells) % 2 or not sure or any(len(label) > _LABEL for (_, label), _ in pairs):
            return []
        known |= {_bare(label) for (_, label), _ in pairs if is_field(label)}
        made += (_joined(row, label, value) for label, value in pairs)
    return made if len(known) >= _FEWEST else []


def _of_list(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """Read labels on a line each with the values below them: "Authors", "Jo Doe", "Mo Roe"."""
    run: list[Line] = []
    for line in lines:
        if line.kind is not BlockKind.PARAGRAPH or len(line.text) > _VALUE:
            break
        run.append(line)
    labels = [at for at, line in enumerate(run) if is_field(line.text)]
    if labels[:1] != [0]:
        return [], 0
    made: list[Line] = []
    for at, after in pairwise([*labels, min(labels[-1] + 2, len(run))]):
        if not 1 < after - at <= _VALUES + 1:
            break
        made.append(_together(run[at:after]))
    used = labels[len(made)] if len(made) < len(labels) else min(labels[-1] + 2, len(run))
    return (made, used) if len(made) >= _FEWEST else ([], 0)


def _together(lines: Sequence[Line]) -> Line:
    """Join a label with the values below it; a blank line is as long as ": " and ", "."""
    label, *values = (line.text for line in lines)
    gap = "  " if _is_colon(label) else ": "
    return Line(BlockKind.PARAGRAPH, label + gap + ", ".join(values), lines[0].start)


def _joined(line: Line, label: _Cell, value: _Cell) -> Line:
    between = value[0] - label[0] - len(label[1])
    gap = " " * between if _is_colon(label[1]) else ":".ljust(between)
    return Line(BlockKind.PARAGRAPH, label[1] + gap + value[1], line.start + label[0])


def _is_colon(text: str) -> bool:
    return text.endswith((":", "："))


def _cells(line: Line) -> list[_Cell]:
    """Part a line at its bars."""
    cells: list[_Cell] = []
    start = 0
    for text in line.text.split(_BAR):
        cells.append((start, text.rstrip(" |")))
        start += len(text) + len(_BAR)
    return cells
