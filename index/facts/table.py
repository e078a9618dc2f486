"""Targets and amounts in tables: cells that are a quantity, with their row and their column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.dates import dates
from corpus.documents import Block
from index.facts.fact import Certainty, Detail, Fact, Kind
from index.facts.reading import Reading, Table
from index.facts.wording import certainty
from index.heads import NOTHING, Scale, is_bare, named_by, scale_in, scale_of
from index.quantities import TIMES, Quantity, are_one_sum, quantities

_ORDER = re.compile(
    r"(?:no|nr|rank|position|#|year|start|date|founded|since|when|page|序号)\.?", re.IGNORECASE
)
_FOUNDED = re.compile(r"\b(?:founded|established|set up|listed|listing|since|born)\b", re.I)
_BY = re.compile(r"(?:by|deadline|target year|until)", re.IGNORECASE)
_TO = re.compile(r"\s?(?:[-–—]|to)\s?")
_SEVERAL = re.compile(r",? (?:and|vs\.?|versus) |, ")
_PER = re.compile(r"^ ?(?:/ ?|(?:per|of|an?) )[a-z][\w ]{0,30}$", re.IGNORECASE)  # "3 yuan per kg"
_MONTH = len("2021-03")
_RESULT = re.compile(r"\b(?:results?|actual|achieved|plan(?:ned)?)\b", re.IGNORECASE)
_GOAL = re.compile(r"\b(?:targets?|goals?|aims?)\b", re.IGNORECASE)


def table_facts(reading: Reading) -> Iterator[Fact]:
    """Give each cell that is a quantity as an amount, or as a target where the table has goals."""
    for table in reading.tables:
        yield from _in_table(reading, table)


def details(quantity: Quantity, converted: Quantity | None) -> dict[str, Detail]:
    """Give the qualifiers of a quantity, and of the same sum in another currency."""
    found: dict[str, Detail] = {}
    if quantity.operator:
        found["operator"] = quantity.operator
    if quantity.high is not None:
        found["high"] = quantity.high
    if quantity.per:
        found["per"] = quantity.per
    if converted:
        found["converted"] = converted.value
        found["converted_unit"] = converted.unit or ""
    return found


def _in_table(reading: Reading, table: Table) -> Iterator[Fact]:
    rows = [block for block in table.rows if len(block.cells) > 1]
    cells = [[reading.text(a, b).strip() for a, b in block.cells] for block in rows]
    for block, own, subject in zip(rows, cells, _subjects(cells), strict=True):
        yield from _in_row(reading, block, own, subject, table)


def _subjects(rows: Sequence[Sequence[str]]) -> list[str]:
    """Give what names each row; with the cell of the next column that tells rows of one name."""
    places = [_name(cells) for cells in rows]
    names = [cells[at] for cells, at in zip(rows, places, strict=True)]
    for column in range(1, max(map(len, rows), default=0)):
        further = [cells[column] if column < len(cells) else "" for cells in rows]
        words = all(cell and not _only_number(cell) and not _cell(cell, "") for cell in further)
        pairs = list(zip(names, further, strict=True))
        if words and len(set(names)) < len(names) == len(set(pairs)):
            return [f"{name}, {cell}" if names.count(name) > 1 else name for name, cell in pairs]
    return names


def _name(cells: Sequence[str]) -> int:
    """Give the place of the cell that names a row: the first that is no number."""
    return next((n for n, cell in enumerate(cells) if cell and not _only_number(cell)), 0)


def _in_row(
    reading: Reading,
    block: Block,
    cells: Sequence[str],
    subject: str,
    table: Table,
) -> Iterator[Fact]:
    heads, caption = table.heads, table.caption
    over = [heads[n] if n < len(heads) else "" for n in range(len(cells))]
    named = {heads[n] if n < len(heads) else str(n): cell for n, cell in enumerate(cells)}
    found = [_cell(cell, head) for cell, head in zip(cells, over, strict=True)]
    name, timed = _name(cells), _timed(cells, heads)
    by = bool(heads and _BY.fullmatch(heads[0]) and re.fullmatch(r"20\d\d", cells[0]))
    for n, quantity in enumerate(found):
        before = found[n - 1] if n else None
        if quantity is None or n == name or (before and are_one_sum(before, quantity)):
            continue
        head = over[n]
        after = found[n + 1] if n + 1 < len(found) else None
        converted = after if after and are_one_sum(quantity, after) else None
        quantity = _scaled(quantity, cells[n], _scale(named, head, caption if heads else ""))
        told = details(quantity, converted)
        when = cells[0] if by else _row_time(reading, timed, head, caption, block.start)
        goal = by or bool(_GOAL.search(head))
        if goal and when:
            told["deadline"] = when
        yield Fact(
            id="",
            kind=Kind.TARGET if goal else Kind.AMOUNT,
            subject=(caption or None) if by else subject,
            measure=head or None,
            value=quantity.value,
            unit=quantity.unit,
            when=when,
            span=reading.span(block.start, block.end),
            certainty=certainty(cells[n], Certainty.FORECAST),
            qualifiers=told,
        )


def _cell(cell: str, head: str) -> Quantity | None:
    """Read a cell that is a quantity and nothing else; a year or a running number is none."""
    found = list(quantities(cell))
    if len(found) != 1 or _ORDER.fullmatch(head):
        return None
    one = found[0]
    behind = _PER.sub("", cell[one.end :]) if one.unit else cell[one.end :]
    rest = re.sub(r"\([^()]*\)|^[+−–-]|[\s*†.]", "", cell[: one.start] + behind)
    if rest or (one.spelled and one.unit is None) or one.unit in TIMES:
        return None
    return one


def _scale(cells: Mapping[str, str], head: str, caption: str) -> Scale:
    """Tell in what a bare number is: by its head or row, or the caption over years and goals."""
    scale = scale_in(cells, head)
    over = not _GOAL.sub("", _RESULT.sub("", named_by(head))).strip()
    return scale_of(caption) if scale == NOTHING and over else scale


def _scaled(quantity: Quantity, cell: str, scale: Scale) -> Quantity:
    """Give a quantity in the unit and the magnitude that its table tells, where it names none."""
    if quantity.unit is not None:
        return quantity
    if not is_bare(cell[: quantity.last]):
        return replace(quantity, unit=scale.unit)
    high = None if quantity.high is None else scale.of(quantity.high)
    return replace(quantity, value=scale.of(quantity.value), high=high, unit=scale.unit)


def _only_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[\d\s.,%/–-]+", cell))


def _timed(cells: Sequence[str], heads: Sequence[str]) -> list[str]:
    """Give the cells that may tell of what time a row is: not when its subject was founded."""
    return [
        cell for n, cell in enumerate(cells) if n >= len(heads) or not _FOUNDED.search(heads[n])
    ]


def _row_time(
    reading: Reading, cells: Sequence[str], head: str, caption: str, offset: int
) -> str | None:
    """Give the time that a row or a column of a table speaks of, else its caption."""
    years = [int(when[:4]) for when, _, _ in reading.times(caption, offset)]
    for text in (head, *cells, caption):
        own = [found.date.year for found in dates(text) if found.date.year]
        lent = own if len(own) == 1 else years if len(years) == 1 else [None]
        times = list(reading.times(text, offset, lent[0]))
        if times:
            (first, _, end), (last, start, _) = times[0], times[-1]
            between = text[end:start] if len(times) > 1 else ""
            if text is caption and _SEVERAL.fullmatch(between):
                return None  # "2019 and 2023": of which, only the head could tell
            stretch = len(times) == 2 and _TO.fullmatch(between)
            return f"{first}/{last}" if stretch and len(first) == _MONTH else first
    return None
