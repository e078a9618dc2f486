"""Dated items: "February 7: …", "… (7 February)", rows of a calendar, with the whole date; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from corpus.dates import Day, next_date, whole_date
from corpus.documents import Block, BlockKind, Document, Section, Span
from corpus.policies import is_title
from corpus.years import with_year

_MARKER = re.compile(r"(?:- |\(?\w{1,3}[.)] )?")
# "[2024-05-07]", "Fri, May 10".
_OPENS = re.compile(
    r"\[?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?=[A-Z\d]))?",
    re.I,
)
_ABOUT = re.compile(
    r"(?:(?:on|from|since|by|as of|(?:the )?(?:end|start|beginning|middle) of|early|mid|late"
    r"|about|around|ca?\.|am|vom|ab|seit|anfang|mitte|ende|le|el)[\s-]+)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:[-–—~]|to|until|through|and|bis|[至到])\s*", re.IGNORECASE)
_STOP = re.compile(r"\s*[:：]\s*")
_DASH = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*")
_GAP = re.compile(
    rf"\]\s*(?:[-–—:]\s*)?|{_DASH.pattern}|\.\s+|,\s+(?=[A-Z])|\s+(?=[^\W\d_])|(?<=日)[，,]?\s*"
)
_REMARK = re.compile(r"(?:,[^:：.;]{1,40}|\s*[(（][^)）]{1,40}[)）])\s*[:：]\s*")
_COMMA = re.compile(r",\s+(?=\w)")
_TAIL_DASH = re.compile(r"\s+[-–—]\s+(?=[^-–—]{3,30}$)")
_BRACKET = re.compile(r"\s*[(（](?=[^()（）]{3,30}[)）]\W*$)")
_HEADED = re.compile(
    r"[^\n.!?()]{8,120}[(（](?P<date>[^()（）]{3,30})[)）](?:\s+[-–—]\s+|\s*[–—:：]\s*)(?=\S+ \S+ \S+)"
)
_TAIL = 45  # characters at an item's end in which its date stands
# So much is told at least, where nothing but its date's place shows that it is news.
_CLAUSE = re.compile(r"\S+(?:\s+\S+){3}|\S*[\u3400-\u9fff]{8}")
_SHORT_DAY = re.compile(r"(?<!\d)(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?!\d)")


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


@dataclass(frozen=True, slots=True)
class _Dated:
    """A block that begins or ends with a date: the dates, and offsets in the text.

    Attributes:
        block: the block.
        first: the date, or the first day of a stretch.
        last: the last day of a stretch, or None.
        start: offset of the date.
        end: offset after it.
        text: offset of what is told.
        stop: offset after it.
        sure: whether a colon or dash says that the date is a label.
    """

    block: Block
    first: Day
    last: Day | None
    start: int
    end: int
    text: int
    stop: int
    sure: bool


def entries(document: Document) -> tuple[Entry, ...]:
    """Find the dated items of a document, in order.

    A date without its year takes that of the item before it in its list, or else the year that
    places it in the reporting period, under a heading that names a year, or last before the issue.
    """
    found: list[Entry] = []
    for _, run in groupby(document.blocks, key=lambda block: (block.kind, block.group)):
        found += _entries(document, list(run))
    return tuple(found)


def _entries(document: Document, blocks: Sequence[Block]) -> Iterator[Entry]:
    if blocks[0].kind is BlockKind.ROW:
        dated = _calendar(document, blocks)
    elif blocks[0].kind in (BlockKind.ITEM, BlockKind.PARAGRAPH):
        dated = _without_lone([_dated(document, block) for block in blocks])
        dated = dated or _below_dates(document, blocks)
    else:
        return
    anchor: Day | None = None  # a date before, whose year is printed or comes from such a one
    for one in dated:
        if not one.sure and len(dated) < 2:
            continue
        section = document.section_at(one.block.start)
        inferred = one.first.year is None
        if inferred and anchor and _follows(anchor, one.first):
            first = anchor = replace(one.first, year=anchor.year)
        else:
            first = with_year(one.first, document.meta, section)
            ahead = (first.iso() or "") > (document.meta.issued or "9999")
            anchor = first if ahead or not inferred else None  # a calendar of what is to come
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


def _dated(document: Document, block: Block) -> _Dated | None:
    """Read the date of a block: that it begins with, or that an item ends in."""
    marker = _MARKER.match(document.text, block.start, block.end)
    begin = marker.end() if marker and block.kind is BlockKind.ITEM else block.start
    return (
        _first(document, block, begin)
        or _headed(document.text, block, begin)
        or _last(document.text, block, begin)
    )


def _without_lone(dated: Sequence[_Dated | None]) -> list[_Dated]:
    """Leave out a paragraph that ends in a date where those beside it do not: it is no news."""
    found: list[_Dated] = []
    for at, one in enumerate(dated):
        near = (*dated[max(0, at - 1) : at], *dated[at + 1 : at + 2])
        item = one is not None and (one.block.kind is BlockKind.ITEM or one.start < one.text)
        if one is not None and (item or any(other and other.start > other.text for other in near)):
            found.append(one)
    return found


def _month_over(document: Document, block: Block) -> int | None:
    """Give the month that the heading over a block consists of, with or without its year."""
    section = document.section_at(block.start)
    date = whole_date(section.path[-1].rstrip(" :")) if section and section.path else None
    return date.month if date and date.day is None else None


def _headed(text: str, block: Block, begin: int) -> _Dated | None:
    """Read "Ships land (7 February) – Two ships …": a headline, its day in brackets, the news."""
    head = _HEADED.match(text, begin, block.end)
    date = whole_date(head["date"]) if head else None
    if head is None or date is None or not (date.day and date.month):
        return None
    return _Dated(block, date, None, *head.span("date"), head.end(), block.end, sure=True)


def _last(text: str, block: Block, begin: int) -> _Dated | None:
    """Read "Ships land (7 February)." and "Ships land, 7 February"; a policy's title is no news.

    A paragraph has its date in brackets behind its last stop, or behind a dash.
    """
    near = max(begin, block.end - _TAIL)
    line = text[near : block.end]
    apart = _BRACKET.search(line) or _TAIL_DASH.search(line)
    commas = _COMMA.finditer(line) if block.kind is BlockKind.ITEM else ()
    for gap in [apart] if apart else commas:
        date, end = _date_at(line, gap.end())
        if date and date.day and date.month and re.fullmatch(r"\W*", line[end:]):
            stop = near + gap.start()
            own = "(" in gap.group() and text[stop - 1] not in '.!?。！？”"'
            if block.kind is not BlockKind.ITEM and own:
                return None  # it is the day of the last sentence
            if not _CLAUSE.match(text, begin, stop) or is_title(text[begin:stop]):
                return None
            return _Dated(block, date, None, near + gap.end(), near + end, begin, stop, sure=False)
    return None


def _below_dates(document: Document, blocks: Sequence[Block]) -> list[_Dated]:
    """Read paragraphs each of which stands below a date, as the terms of a timeline do."""
    found: list[_Dated] = []
    told = [(block, whole_date(document.text[block.start : block.end])) for block in blocks]
    for (over, date), (block, other) in pairwise(told):
        says = _CLAUSE.match(document.text, block.start, block.end)
        if date and date.month and other is None and says:
            found.append(
                _Dated(over, date, None, over.start, over.end, block.start, block.end, sure=False)
            )
    return found


def _calendar(document: Document, rows: Sequence[Block]) -> list[_Dated]:
    """Read a table of two columns whose first has nothing but days: "7 February | Ships land."."""
    found: list[_Dated] = []
    for row in rows:
        if len(row.cells) != 2:
            return []
        (start, end), (text, stop) = row.cells
        date, length = _date_at(document.text[start:end], 0)
        whole = date and date.day and date.month and start + length == end
        if date is None or not whole or not _CLAUSE.match(document.text, text, stop):
            return []
        found.append(_Dated(row, date, None, start, end, text, stop, sure=False))
    return found


def _first(document: Document, block: Block, begin: int) -> _Dated | None:
    """Read the date that a block begins with; None where it begins otherwise.

    A day that stands alone is of the month that is the heading over it. ``begin`` is the offset
    after the block's marker.
    """
    text = document.text
    opens = _OPENS.match(text, begin, block.end)
    begin = opens.end() if opens else begin
    about = _ABOUT.match(text, begin, block.end)
    start = about.end() if about else begin
    line = text[start : min(block.end, start + 120)]
    first, end = _date_at(line, 0)
    if first is None:
        return None
    last: Day | None = None
    gap = _RANGE.match(line, end)
    if gap:
        last, length = _date_at(line[gap.end() :], 0)
        after = gap.end() + length
        if last is not None and (_STOP.match(line, after) or _REMARK.match(line, after)):
            first, end = _lent(first, last), after
        else:
            last = None
    stop = _STOP.match(line, end) or _REMARK.match(line, end)
    alone = first.day and first.month is None and first.year is None
    if alone and (month := _month_over(document, block)):
        stop = stop or _DASH.match(line, end)
        first = replace(first, month=month) if stop else first
    label = first.month is not None or (first.year is not None and block.kind is BlockKind.ITEM)
    if stop is None and first.day is not None and first.month is not None and start == begin:
        stop = _GAP.match(line, end)
    if stop is None or not label or start + stop.end() >= block.end:
        return None
    if _date_at(text[: block.end], start + stop.end())[1] == block.end:
        return None  # a stretch of time, of which nothing is told
    sure = bool(re.search(r"[:：–—]|\s-\s", stop.group()))
    return _Dated(block, first, last, begin, start + end, start + stop.end(), block.end, sure)


def _lent(first: Day, last: Day) -> Day:
    """Give the first day of a stretch the month and year that only its last has: "7-9 May"."""
    if first.month is None:
        first = replace(first, month=last.month)
    wraps = bool(first.month and last.month and first.month > last.month)
    return first if first.year or wraps else replace(first, year=last.year)


def _date_at(line: str, start: int) -> tuple[Day | None, int]:
    """Read the date that begins at an offset, and give the offset after it."""
    short = _SHORT_DAY.match(line, start)
    if short:
        return Day(None, int(short["month"]), int(short["day"])), short.end()
    found = next_date(line, start)
    if found is None or found.start != start:
        return None, start
    return found.date, found.end


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
