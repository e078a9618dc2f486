"""Events that a table lists: a row each, with its date and what was done; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.datelines import days
from corpus.dates import Day, dates
from corpus.documents import Block
from index.facts.deadlines import of_due
from index.facts.event import action, actors_of, bodies_of, event_fact, is_paper, kind_by
from index.facts.fact import Detail, Fact, Kind
from index.facts.reading import Reading, Table
from index.facts.wording import public_subject

_WHO = re.compile(
    r"who|actors?|bod(?:y|ies)|agenc(?:y|ies)|authorit(?:y|ies)|compan(?:y|ies)|firms?|institutions?"
    r"|countr(?:y|ies)|issuers?|organi[sz]ations?|by",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"what(?: (?:happened|was done))?|events?|steps?|actions?|measures?|news|developments?"
    r"|milestones?|decisions?|moves?|acts?|headlines?|items?",
    re.IGNORECASE,
)
_LEAST_WORDS = 3  # of what was done, on average
_MOST = 0.8  # share of the cells that are dates in a column of dates


def tabled_events(reading: Reading, policies: Sequence[Fact]) -> Iterator[Fact]:
    """Give the rows of each table that has a column of dates, and one that says what was done."""
    issued = {policy.span.start for policy in policies}
    for table in reading.tables:
        if any(block.start in issued for block in table.rows):
            continue  # its rows are policies
        rows = [(block, _cells(reading, block)) for block in table.rows]
        rows = [(block, cells) for block, cells in rows if len(cells) == len(rows[0][1])]
        if rows:
            yield from _of(reading, table, rows)


def _of(reading: Reading, table: Table, rows: Sequence[tuple[Block, list[str]]]) -> Iterator[Fact]:
    columns = list(zip(*(cells for _, cells in rows), strict=True))
    when = next((at for at, column in enumerate(columns) if _are_dates(column)), None)
    if when is None:
        return
    words = [sum(len(cell.split()) for cell in column) for column in columns]
    named = next((at for at, head in enumerate(table.heads) if _WHAT.fullmatch(head)), None)
    what = words.index(max(words)) if named is None else named
    if what == when or words[what] < _LEAST_WORDS * len(rows):
        return
    who = next((at for at, head in enumerate(table.heads) if _WHO.fullmatch(head)), None)
    for block, cells in rows:
        first, last = _days(cells[when])
        told = reading.iso(first, table.section) if first else None
        done = cells[what]
        by = cells[who] if who is not None and who != what else ""
        acts = (by,) if by else actors_of(reading, done) or public_subject(done)
        due = of_due(done)
        acts = acts if due is None else bodies_of(reading, due)
        if told:
            kind = kind_by(reading, acts, done) or Kind.POLICY_EVENT
            names = [name for name in acts if not is_paper(name)]
            details: dict[str, Detail] = {"action": action(done, acts)}
            if last and (until := reading.iso(last, table.section)):
                details["until"] = until
            span = reading.span(block.start, block.end)
            yield event_fact(reading, kind, names, told, span, done, details)


def _cells(reading: Reading, block: Block) -> list[str]:
    return [" ".join(reading.text(*cell).split()) for cell in block.cells]


def _are_dates(column: Sequence[str]) -> bool:
    """Whether most cells are a day, several days or a month, and nothing else."""
    return sum(_days(cell)[0] is not None for cell in column) >= max(2, _MOST * len(column))


def _days(cell: str) -> tuple[Day | None, Day | None]:
    """Give the day, the first and last of several, or the month that a cell consists of."""
    if told := days(cell):
        return told
    found = next(dates(cell), None)
    alone = found and found.start == 0 and found.end == len(cell) and found.date.month
    return (found.date if found and alone else None), None
