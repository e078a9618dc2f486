"""Dated items: "February 7: …", "… (7 February)", rows of a calendar, with the whole date; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from corpus.datelines import CLAUSE, Dated, dated, dateline, days
from corpus.dates import Day
from corpus.documents import Block, BlockKind, Document, Section, Span
from corpus.years import with_year


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated item.

    Attributes:
        span: the whole item.
        date: ISO 8601 at the precision that the text gives; the first day of a stretch.
        until: the last day of a stretch, or None.
        printed: the characters of the date.
        text: what is told of it.
        inferred: whether the year is not printed with the date.
        section: the innermost section that it stands in; None before any heading.
    """

    span: Span
    date: str
    until: str | None
    printed: Span
    text: Span
    inferred: bool
    section: Section | None


def entries(document: Document) -> tuple[Entry, ...]:
    """Find the dated items of a document, in order.

    A date without its year takes that of the item before it in its list, or else the year that
    places it in the reporting period, under a heading that names a year, or last before the issue.
    """
    found: list[Entry] = []
    over: Block | None = None
    for _, run in groupby(document.blocks, key=lambda block: (block.kind, block.group)):
        blocks = list(run)
        found += _entries(document, blocks, over)
        over = blocks[-1]
    return tuple(found)


def _entries(document: Document, blocks: Sequence[Block], over: Block | None) -> Iterator[Entry]:
    """Read a run of blocks of one kind; ``over`` is the block before it."""
    if blocks[0].kind is BlockKind.ROW:
        run = _calendar(document, blocks)
    elif diary := _of_day(document, blocks, over):
        run = diary
    elif blocks[0].kind in (BlockKind.ITEM, BlockKind.PARAGRAPH):
        run = _without_lone([dated(document, block) for block in blocks])
        run = run or _below_dates(document, blocks)
    else:
        return
    # A date before whose year is sure: printed, from such a one, or of what is still to come.
    anchor: Day | None = None
    for one in run:
        if not one.sure and len(run) < 2:
            continue
        section = document.section_at(one.block.start)
        inferred = one.first.year is None
        if inferred and anchor and _follows(anchor, one.first):
            first = anchor = replace(one.first, year=anchor.year)
        else:
            first = with_year(one.first, document.meta, section)
            ahead = (first.iso() or "") > (document.meta.issued or "9999")
            anchor = first if ahead or not inferred else None
        iso = first.iso()
        if iso is None:
            continue
        name = document.id
        yield Entry(
            span=Span(name, one.block.start, max(one.block.end, one.stop)),
            date=iso,
            until=_until(first, one.last),
            printed=Span(name, one.start, one.end),
            text=Span(name, one.text, one.stop),
            inferred=inferred,
            section=section,
        )


def _without_lone(run: Sequence[Dated | None]) -> list[Dated]:
    """Leave out a paragraph that ends in a date where those beside it do not: it is no news."""
    found: list[Dated] = []
    for at, one in enumerate(run):
        near = (*run[max(0, at - 1) : at], *run[at + 1 : at + 2])
        item = one is not None and (one.block.kind is BlockKind.ITEM or one.start < one.text)
        if one is not None and (item or any(other and other.start > other.text for other in near)):
            found.append(one)
    return found


def _below_dates(document: Document, blocks: Sequence[Block]) -> list[Dated]:
    """Read paragraphs each of which stands below a date, as the terms of a timeline do."""
    found: list[Dated] = []
    told = [(block, dateline(document.text[block.start : block.end])) for block in blocks]
    heads = _is_headed(document, blocks[0])
    for (over, date), (block, other) in pairwise(told):
        says = CLAUSE.match(document.text, block.start, block.end)
        if date and date.month and other is None and says:
            sure = heads and over is blocks[0]
            found.append(
                Dated(over, date, None, over.start, over.end, block.start, block.end, sure)
            )
    return found


def _of_day(document: Document, blocks: Sequence[Block], over: Block | None) -> list[Dated]:
    """Read what stands below a heading that is a day, as in a diary: each block of it is news."""
    if over is None or over.kind is not BlockKind.HEADING:
        return []
    if blocks[0].kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
        return []
    told = days(document.text[over.start : over.end].rstrip(" :"))
    section = document.section_at(blocks[0].start)
    if told is None or section is None or len(section.path) < 2:  # the day of the whole document
        return []
    first, last = told
    return [
        Dated(block, first, last, over.start, over.end, block.start, block.end, sure=True)
        for block in blocks
        if CLAUSE.match(document.text, block.start, block.end)
    ]


def _is_headed(document: Document, block: Block) -> bool:
    """Whether a block stands right below the heading of a section, which its date is of."""
    section = document.section_at(block.start)
    if section is None or len(section.path) < 2:  # it may be the date of the whole
        return False
    return document.text[section.start : block.start].strip() == section.path[-1]


def _calendar(document: Document, rows: Sequence[Block]) -> list[Dated]:
    """Read a table of two columns whose first has nothing but days: "7 February | Ships land."."""
    found: list[Dated] = []
    for row in rows:
        if len(row.cells) != 2:
            return []
        (start, end), (text, stop) = row.cells
        told = days(document.text[start:end])
        if told is None or not CLAUSE.match(document.text, text, stop):
            return []
        found.append(Dated(row, *told, start, end, text, stop, sure=False))
    return found


def _follows(before: Day, date: Day) -> bool:
    """Whether a calendar goes on: within the year, and not back by months."""
    return (date.month or 12) >= (before.month or 1)


def _until(first: Day, last: Day | None) -> str | None:
    if last is None:
        return None
    month = last.month or first.month
    wraps = bool(month and first.month and month < first.month)
    year = last.year or (first.year and first.year + int(wraps))
    return Day(year, month, last.day).iso()
