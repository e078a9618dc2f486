"""Dates and amounts in a sentence, as offsets; pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from index.operators import LEAST, MOST, beginning, forms
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_MONTH = f"(?:{_MONTHS}|{_MONTHS.upper()})"  # mastheads have "2 MARCH 2021"
_YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"(?<!\d){_YEAR}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?|\b{_YEAR}-\d\d-\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: {_YEAR})?\b"
    rf"|\b{_MONTH} \d{{1,2}}\b(?!,?\d)(?:, {_YEAR})?"
    rf"|\b(?:early |late |mid-|the (?:first|second) half of |the end of |spring |summer |autumn "
    r"|fall |winter |Q[1-4] |the (?:first|second|third|fourth) quarter of )?"
    rf"(?:{_MONTH} )?{_YEAR}(?:s\b|[-–](?:{_YEAR}|\d\d)\b)?(?!\d)"
)
_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundred|a dozen|half|a third|a quarter)"
)
_CURRENCY = r"(?:[€$¥£]|(?:US|USD|CNY|RMB|EUR|GBP|JPY)\s?\$?)"
_DIGITS = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MAGNITUDE = r"(?:\s?(?:thousand|million|billion|trillion|bn|mn|m|k)\b|[万亿]{1,2})"
_UNIT = (
    r"(?:\s?%|\s?-?\s?percent(?:age points?)?\b|\s?per cent\b"
    rf"|\s(?:[a-z]+ )?(?:per|out of) (?:{_DIGITS})(?: (?!(?:and|or|but|while|in|of|by|to|at|on|as"
    r"|for|from|with|than|the|is|are|was|were)\b)[a-z]+){0,2}"
    r"|\s?(?:GWh|MWh|GW|MW|km|nm|yuan|euros?|dollars?|RMB|CNY)\b"
    r"(?: (?:a|per) (?!year (?:earlier|before|ago|later)\b)[a-z]+)?"
    r"|[美欧日]?元)"
)
_ABOUT = rf"(?:(?<![A-Za-z])(?:{forms()})\s?)"
# Before a number; "2018 –20" is a stretch of years.
_SIGN = re.compile(r"(?:(?<![^\s(|])(?:[-−+]|(?<!\d )–)|\bminus )$", re.IGNORECASE)
_AMOUNT = rf"(?:{_CURRENCY}\s?)?(?:{_DIGITS}){_MAGNITUDE}?{_UNIT}?"
# "Not less than 5 days and not more than 10", "between 5 and 10".
_END = rf"(?:{_AMOUNT}|{_WORD}(?:-{_WORD})?\b{_MAGNITUDE}?{_UNIT}?)"
_BOUNDS = (
    rf"(?:{forms(*LEAST)}) {_END}(?: (?!and\b|but\b)[a-z]+){{0,2}},? (?:and|but) "
    rf"(?:{forms(*MOST)}) {_END}|between (?!{_YEAR}\b){_END} and {_END}"
)
# What a year begins is none: "from 262% in 2020 to 288%".
_RANGE = rf"(?P<to>(?<!\b19\d\d)(?<!\b20\d\d)\s?(?:[-–]|to|and)\s?(?:{_AMOUNT}))?"
_STOP = r"(?![^\W一-鿿]|[.,]\d)"
_BEGIN = rf"(?P<about>{_ABOUT})?(?:(?<![^\W一-鿿])(?<![.,])(?<![A-Za-z]-)(?:{_AMOUNT})"
_IN_WORDS = (
    rf"\b{_WORD}(?:fold\b|[- ](?:thirds?|quarters?|fifths?|tenths?)\b"
    rf"|(?:-{_WORD})?\b{_MAGNITUDE}?{_UNIT}?)"
)
AMOUNT = re.compile(
    rf"(?<![A-Za-z])(?P<bounds>{_BOUNDS}){_STOP}|{_BEGIN}{_RANGE}{_STOP}|{_IN_WORDS})",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"{_BEGIN}{_STOP}|{_IN_WORDS})", re.IGNORECASE)

_AND = re.compile(r"\s?and\b", re.IGNORECASE)
_EACH_OWN = re.compile(r"\b(?:respectively|corresponding)\b", re.IGNORECASE)


def find_dates(text: str) -> list[tuple[int, int]]:
    """Find dates at any precision: a day, a month, a year, a span of years."""
    return [match.span() for match in DATE.finditer(text)]


def find_amounts(text: str) -> list[tuple[int, int]]:
    """Find amounts with their sign, currency, magnitude and unit; dates are left out."""
    dates = find_dates(text)
    found = (one for match in AMOUNT.finditer(text) for one in _apart(match))
    return [(_signed(text, one.start()), one.end()) for one in found if not _is_date(dates, one)]


def _signed(text: str, start: int) -> int:
    """Give where the sign before a number begins: "-44", "minus 44"."""
    sign = _SIGN.search(text, max(0, start - len("minus  ")), start)
    return sign.start() if sign else start


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch that would cut what bounds its number: "more than 5" of "no more than 5"."""
    start = beginning(text, start)
    ranges = [one.span("bounds") for one in AMOUNT.finditer(text) if one["bounds"]]
    cut = [(a, b) for a, b in ranges if a < end and start < b]
    return min([start, *(a for a, _ in cut)]), max([end, *(b for _, b in cut)])


def _apart(match: re.Match[str]) -> Iterable[re.Match[str]]:
    """Give the two amounts of "60% to $3" or "over 60% and less than 20%", which are no range.

    Neither are those of which each is of its own thing: "38 and 34 percent, respectively".
    """
    if not (match["bounds"] or match["to"]):
        return [match]
    found = list(quantities(match.group()))
    unlike = len({one.unit for one in found if one.unit}) > 1
    listed = match["to"] and _AND.match(match["to"]) and _EACH_OWN.search(match.string)
    apart = unlike or listed or (match["bounds"] and len(found) > 1)
    return _ALONE.finditer(match.string, *match.span()) if apart else [match]


def _is_date(dates: list[tuple[int, int]], amount: re.Match[str]) -> bool:
    """Tell whether the number after "over" or "not later than" is that of a date."""
    start = amount.end("about") if amount["about"] else amount.start()
    return _in_one(dates, start) and _in_one(dates, amount.end() - 1)


def _in_one(dates: list[tuple[int, int]], offset: int) -> bool:
    """Tell whether one of the dates, which are in order and disjoint, holds an offset."""
    at = bisect_right(dates, offset, key=lambda date: date[0]) - 1
    return at >= 0 and offset < dates[at][1]
