"""The values of rows: numbers and times, in a column of a table or of a fact itself; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.polarity import LEFT_OPEN
from assistant.computed.parts import parts
from corpus.dates import dates
from index.facts.fact import Kind
from index.heads import is_bare, scale_in, scale_of, tells_change
from index.keywords import acronyms, stems
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.computed.rows import Row, Rows
    from index.facts.fact import Number

_MOST_CELLS = 2 / 3  # share of the rows that a column must have a value in
_ORDER = re.compile(r"(?:no|nr|rank|position|#|page)\.?", re.IGNORECASE)
_UNIT = re.compile(r"(?:unit|measure)s?(?: of measure(?:ment)?)?", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:years?|dates?|day|month|established|founded|since|start\w*|set up|opened|issued|when|by"
    r"|deadline|until|end|period|covers)\b",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(
    r"\b(?:(?:by|at|as of) )?(?:the )?(?:year[ -])?(?:end|start|beginning)(?:[ -]of)?[ -]"
    r"(?:19|20)\d\d"
    r"|\bby (?:19|20)\d\d|\b(?:per|a) year\b|/ ?(?:year|day|month)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<=\b\d{4})-(?=\d{4}\b)")  # "2016-2020"
_YEARLY = re.compile(
    r"\b(?:an?|per|each|every) year\b|/ ?y(?:ea)?r\b|\bannual\w*|\bp\.a\.", re.IGNORECASE
)
_OPEN = re.compile(r"\b(?:ongoing|present|today|now)\b", re.IGNORECASE)
_NEVER = "9999"  # the end of what goes on
_BARE = re.compile(r"(\d{1,3}(?:[ ,]\d{3})+|\d+)(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a row.

    Attributes:
        row: the row.
        value: in the base unit.
        unit: as ``index.quantities`` names it; None for a bare number.
        text: as it is written, with the unit that its head gives it.
        head: of its column.
        factor: of its head, by which the number is multiplied that is written.
    """

    row: Row
    value: Number
    unit: str | None
    text: str
    head: str
    factor: int = 1


def numbers(rows: Rows, asked: Collection[str], unit: str | None = None) -> list[Figure]:
    """Read the column of numbers that is asked for.

    Args:
        rows: a table.
        asked: stems of the question; they choose among several columns.
        unit: of the numbers, where the question tells; it chooses before them.

    Returns:
        One for each row that has a number there; empty where no column is the one, or where its
        numbers are of several units.
    """
    columns = _of_items(rows) or {
        head: found
        for head in rows.heads
        if not _ORDER.fullmatch(head) and not _tells_time(head)
        if len(found := _column(rows, head)) >= _MOST_CELLS * len(rows.rows)
        and not _is_running(found)
    }
    if unit and (of_unit := {h: f for h, f in columns.items() if {o.unit for o in f} == {unit}}):
        columns = of_unit
    if "grew" in asked:  # beside each of what tables use for it
        columns = {head: found for head, found in columns.items() if tells_change(head)}
    if len(columns) > 1:
        shared = set.intersection(*(stems(head) for head in columns))
        overlap = {head: _overlap(stems(head) - shared, rows, asked) for head in columns}
        best = max(overlap.values())
        columns = {head: columns[head] for head, n in overlap.items() if n == best}
    if len(columns) > 1 and _convert(list(columns.values())):
        columns = dict(list(columns.items())[:1])  # the others convert it
    if len(columns) != 1:
        return []
    (found,) = columns.values()
    return found if len({one.unit for one in found}) == 1 else []


def _tells_time(head: str) -> bool:
    """Whether a column is of times; "Capacity end of 2022 (GWh)" is of amounts at one."""
    return bool(_TIME.search(_AT_A_TIME.sub(" ", head)))


def _of_items(rows: Rows) -> dict[str, list[Figure]]:
    """Read the amounts of a list's items as columns: those of one unit, or that count the same.

    Each item has to tell just one of them.
    """
    columns: defaultdict[str, list[Figure]] = defaultdict(list)
    for row in rows.rows if rows.kind is Kind.LIST else ():
        for one in parts(row.text):
            if one.exact and (named := one.unit or one.counted):
                columns[named].append(Figure(row, one.value, one.unit, one.text, named))
    whole = [row.fact.id for row in rows.rows]
    return {
        named: found
        for named, found in columns.items()
        if [one.row.fact.id for one in found] == whole
    }


def _overlap(head: set[str], rows: Rows, asked: Collection[str]) -> tuple[int, int]:
    """Count the words of a head that are asked for: those that the title has not, and all."""
    told = head & set(asked)
    return len(told - stems(rows.title)), len(told)


def are_of_one_measure(rows: Sequence[Row]) -> bool:
    """Tell whether numbers of rows can be set against each other: no row names another unit."""
    units = {
        cell
        for row in rows
        for head, cell in row.cells.items()
        if _UNIT.fullmatch(head) and cell != row.label  # "Measure" may be what the rows are
    }
    return len(units) < 2 and len({scale_of(row.label) for row in rows}) < 2


def changes(rows: Rows) -> list[Figure]:
    """Read the one column of a table that says by how much something rose or fell, with signs."""
    columns = [
        found
        for head in rows.heads
        if tells_change(head) and len(found := _column(rows, head)) >= _MOST_CELLS * len(rows.rows)
        if any(row.cells.get(head, "").strip().startswith(("+", "-", "−")) for row in rows.rows)
    ]
    return columns[0] if len(columns) == 1 else []


def says_nothing(row: Row, head: str) -> bool:
    """Tell whether a row's cell leaves open what its column tells."""
    return bool(LEFT_OPEN.fullmatch(row.cells.get(head, "").strip()))


def said_by_nothing(rows: Rows) -> set[str]:
    """Give the stems of the cells that leave open what their columns of numbers tell."""
    heads = [head for head in rows.heads if _column(rows, head)]
    cells = [(row, head) for row in rows.rows for head in heads if says_nothing(row, head)]
    return set().union(*(stems(row.cells.get(head, "")) for row, head in cells))


def yearly(found: Sequence[Figure]) -> list[Figure]:
    """List the numbers that are of a year each, where others of their column are not."""
    told = [one for one in found if _YEARLY.search(one.row.cells.get(one.head, ""))]
    return told if len(told) < len(found) else []


def _is_running(found: Sequence[Figure]) -> bool:
    """Tell whether a column only numbers its rows."""
    values = [one.value for one in found]
    return len(values) > 2 and values == list(range(1, len(values) + 1))


def _convert(columns: Sequence[Sequence[Figure]]) -> bool:
    """Tell whether columns give one amount of money in several currencies."""
    units = [{one.unit for one in found} for found in columns]
    names = set().union(*units)
    apart = len(names) == len(units) and all(len(one) == 1 for one in units)
    return apart and all(re.fullmatch(r"[A-Z]{3}", name or "") for name in names)


def _column(rows: Rows, head: str) -> list[Figure]:
    return [one for row in rows.rows if (one := number(row, head)) is not None]


def number(row: Row, head: str) -> Figure | None:
    """Read a cell that begins with its number; a year alone is none.

    The head of the column, or a column of units, says in what unit and magnitude a bare number is.
    """
    cell, scale = row.cells.get(head, "").strip(), scale_in(row.cells, head)
    bare = _BARE.fullmatch(cell)
    if bare and not re.fullmatch(r"(?:19|20)\d\d", cell):
        value = float(re.sub(r"[ ,]", "", cell))
        return Figure(row, scale.of(value), scale.unit, scale.told(cell), head, scale.factor)
    told = next(quantities(cell), None)
    if told is None or told.high is not None or re.search(r"[^\W\d_]{4,}", cell[: told.start]):
        return None
    text = cell[told.start : told.last].strip()
    if told.unit is not None or not is_bare(text):
        return Figure(row, told.value, told.unit or scale.unit, text, head)
    return Figure(row, scale.of(told.value), scale.unit, scale.told(text), head, scale.factor)


def times(rows: Rows, row: Row) -> str | None:
    """Give the time of a row as ``Fact.when`` is written: its own, or its column's."""
    if not row.cells:
        deadline = row.fact.qualifiers.get("deadline")
        return str(deadline) if deadline else row.fact.when
    heads = [head for head in rows.heads if _TIME.search(head)] or list(rows.heads)[1:]
    for head in heads:
        cell = _YEARS.sub("–", row.cells.get(head, ""))
        found = [one.date.iso() for one in dates(cell) if one.date.year]
        if found and found[0] and _OPEN.search(cell):
            return f"{found[0]}/{_NEVER}"
        if found and found[0] and found[-1]:
            return found[0] if len(found) == 1 else f"{found[0]}/{found[-1]}"
    return None


def holding(rows: Rows, words: Collection[str], asked: Collection[str] = ()) -> list[Row]:
    """List the rows of a table that hold words in one column, not that of their names.

    Of several columns the one is meant whose head is asked for, or else the one whose cells say
    these words and no more. Empty where no column holds them, or several may be meant.
    """
    named = {head for row in rows.rows for head, cell in row.cells.items() if cell == row.label}

    def said(row: Row, head: str) -> set[str]:
        cell = row.cells.get(head, "")
        return stems(cell) | acronyms(cell)

    columns = {
        head: [row for row in rows.rows if set(words) <= said(row, head)]
        for head in rows.heads
        if head not in named
    }
    found = {head: held for head, held in columns.items() if held}
    if len(found) > 1:
        headed = {head: held for head, held in found.items() if stems(head) & set(asked)}
        whole = {
            head: held
            for head, held in found.items()
            if all(said(row, head) == set(words) for row in held)
        }
        found = headed if len(headed) == 1 else whole
    return next(iter(found.values())) if len(found) == 1 else []
