"""The date that an item begins with, has in its headline or ends in: what of it is text; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.dates import Day, next_date, whole_date
from corpus.documents import Block, BlockKind, Document
from corpus.policies import is_title

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
_BRACKET = re.compile(r"\s*[(（\[](?=[^()（）\[\]]{3,30}[)）\]]\W*$)")
_HEADED = re.compile(
    r"[^\n.!?()]{8,120}[(（](?P<date>[^()（）]{3,30})[)）](?:\s+[-–—]\s+|\s*[–—:：]\s*)"
    r"(?=\S+ \S+ \S+)"
)
_NAMED = r"[A-Z][\w’']+(?:[ -][A-Z][\w’']+){0,2}"
_APART = r"(?:\s*[·|–—]\s*|, )"
_PLACE = re.compile(rf"{_NAMED}, (?=\d|[A-Z][a-z]+ \d)")
_LINE = re.compile(
    rf"(?:(?P<date>[^·|–—\n]{{4,30}}?){_APART}{_NAMED}|{_NAMED}{_APART}(?P<day>.{{4,30}}))"
)
_TAIL = 45  # characters at an item's end in which its date stands
# So much is told at least, where nothing but its date's place shows that it is news.
CLAUSE = re.compile(r"\S+(?:\s+\S+){3}|\S*[\u3400-\u9fff]{8}")
_SHORT_DAY = re.compile(r"(?<!\d)(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?!\d)")


@dataclass(frozen=True, slots=True)
class Dated:
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


def dated(document: Document, block: Block) -> Dated | None:
    """Read the date of a block: that it begins with, or that an item ends in."""
    marker = _MARKER.match(document.text, block.start, block.end)
    begin = marker.end() if marker and block.kind is BlockKind.ITEM else block.start
    return (
        _first(document, block, begin)
        or _headed(document.text, block, begin)
        or _last(document.text, block, begin)
    )


def dateline(text: str) -> Day | None:
    """Give the day that a line consists of, with or without a place: "3 February 2026 · Alba"."""
    line = _LINE.fullmatch(text)
    day = whole_date(line["date"] or line["day"]) if line else None
    return whole_date(text) or (day if day and day.day else None)


def days(text: str) -> tuple[Day, Day | None] | None:
    """Read a day, or the first and last of several, that a text consists of: "8 to 10 May"."""
    first, end = _day_at(text, 0)
    if first is None:
        return None
    last: Day | None = None
    if gap := _RANGE.match(text, end):
        last, behind = _day_at(text, gap.end())
        first, end = (_lent(first, last), behind) if last else (first, end)
    return (first, last) if first.day and first.month and end == len(text) else None


def _day_at(text: str, start: int) -> tuple[Day | None, int]:
    """Read the date at an offset, behind its weekday, and give the offset after it."""
    opens = _OPENS.match(text, start)
    return date_at(text, opens.end() if opens else start)


def _month_over(document: Document, block: Block) -> int | None:
    """Give the month that the heading over a block consists of, with or without its year."""
    section = document.section_at(block.start)
    date = whole_date(section.path[-1].rstrip(" :")) if section and section.path else None
    return date.month if date and date.day is None else None


def _headed(text: str, block: Block, begin: int) -> Dated | None:
    """Read "Ships land (7 February) – Two ships …": a headline, its day in brackets, the news."""
    head = _HEADED.match(text, begin, block.end)
    date = whole_date(head["date"]) if head else None
    if head is None or date is None or not (date.day and date.month):
        return None
    return Dated(block, date, None, *head.span("date"), head.end(), block.end, sure=True)


def _last(text: str, block: Block, begin: int) -> Dated | None:
    """Read "Ships land (7 February)." and "Ships land, 7 February"; a policy's title is no news.

    A paragraph has its date in brackets behind its last stop, or behind a dash.
    """
    near = max(begin, block.end - _TAIL)
    line = text[near : block.end]
    apart = _BRACKET.search(line) or _TAIL_DASH.search(line)
    commas = _COMMA.finditer(line) if block.kind is BlockKind.ITEM else ()
    for gap in [apart] if apart else commas:
        date, end = date_at(line, gap.end())
        if date and date.day and date.month and re.fullmatch(r"\W*", line[end:]):
            stop = near + gap.start()
            own = gap.group().strip() in ("(", "（", "[") and text[stop - 1] not in '.!?。！？”"'
            if block.kind is not BlockKind.ITEM and own:
                return None  # it is the day of the last sentence
            if not CLAUSE.match(text, begin, stop) or is_title(text[begin:stop]):
                return None
            return Dated(block, date, None, near + gap.end(), near + end, begin, stop, sure=False)
    return None


def _first(document: Document, block: Block, begin: int) -> Dated | None:
    """Read the date that a block begins with; None where it begins otherwise.

    A day that stands alone is of the month that is the heading over it. ``begin`` is the offset
    after the block's marker.
    """
    text = document.text
    opens = _OPENS.match(text, begin, block.end)
    begin = opens.end() if opens else begin
    place = _PLACE.match(text, begin, block.end)  # "ALBA, 6 May. …"
    begin = place.end() if place else begin
    about = _ABOUT.match(text, begin, block.end)
    start = about.end() if about else begin
    line = text[start : min(block.end, start + 120)]
    first, end = date_at(line, 0)
    if first is None:
        return None
    last: Day | None = None
    gap = _RANGE.match(line, end)
    if gap:
        last, length = date_at(line[gap.end() :], 0)
        after = gap.end() + length
        item = block.kind is BlockKind.ITEM and last is not None and last.day and last.month
        ends_there = _STOP.match(line, after) or _REMARK.match(line, after)
        if last is not None and (ends_there or (item and _GAP.match(line, after))):
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
    ends = line[end - 1] == "." and line[stop.end() :][:1].isupper()  # "6 May. Suzhou opens"
    if place and not (ends or stop.group().strip()):
        return None
    if date_at(text[: block.end], start + stop.end())[1] == block.end:
        return None  # a stretch of time, of which nothing is told
    sure = ends or bool(re.search(r"[:：–—]|\s-\s|^\.", stop.group()))
    return Dated(block, first, last, begin, start + end, start + stop.end(), block.end, sure)


def _lent(first: Day, last: Day) -> Day:
    """Give the first day of a stretch the month and year that only its last has: "7-9 May"."""
    if first.month is None:
        first = replace(first, month=last.month)
    wraps = bool(first.month and last.month and first.month > last.month)
    return first if first.year or wraps else replace(first, year=last.year)


def date_at(line: str, start: int) -> tuple[Day | None, int]:
    """Read the date that begins at an offset, and give the offset after it."""
    short = _SHORT_DAY.match(line, start)
    if short:
        return Day(None, int(short["month"]), int(short["day"])), short.end()
    found = next_date(line, start)
    if found is None or found.start != start:
        return None, start
    return found.date, found.end
