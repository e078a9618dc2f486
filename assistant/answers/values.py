"""Dates and amounts in a sentence, as offsets; pure."""

from __future__ import annotations

import re
from bisect import bisect_right

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
    rf"|fall |winter )?(?:{_MONTH} )?{_YEAR}(?:s\b|[-–](?:{_YEAR}|\d\d)\b)?(?!\d)"
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
    r"(?:\s?%|\s?-?\s?percent(?:age points)?\b|\s?per cent\b"
    rf"|\s(?:[a-z]+ )?(?:per|out of) (?:{_DIGITS})(?: (?!(?:and|or|but|while|in|of|by|to|at|on|as"
    r"|for|from|with|than|the|is|are|was|were)\b)[a-z]+){0,2}"
    r"|\s?(?:GWh|MWh|GW|MW|km|nm|yuan|euros?|dollars?|RMB|CNY)\b"
    r"(?: (?:a|per) (?!year (?:earlier|before|ago|later)\b)[a-z]+)?"
    r"|[美欧日]?元)"
)
_ABOUT = (
    r"(?:(?:at least|at most|up to|more than|less than|fewer than|over|under|about|around"
    r"|approximately|roughly|nearly|almost|an estimated|some) )?"
)
_AMOUNT = rf"(?:{_CURRENCY}\s?)?(?:{_DIGITS}){_MAGNITUDE}?{_UNIT}?"
# What a year begins is none: "from 262% in 2020 to 288%".
_RANGE = rf"(?:(?<!\b19\d\d)(?<!\b20\d\d)\s?(?:[-–]|to|and)\s?(?:{_AMOUNT}))?"
AMOUNT = re.compile(
    rf"{_ABOUT}(?:(?<![^\W一-鿿])(?<![.,])(?<![A-Za-z]-)(?:{_AMOUNT}){_RANGE}(?![^\W一-鿿]|[.,]\d)"
    rf"|\b{_WORD}(?:fold\b|[- ](?:thirds?|quarters?|fifths?|tenths?)\b"
    rf"|(?:-{_WORD})?\b{_MAGNITUDE}?{_UNIT}?))",
    re.IGNORECASE,
)


_UNLIKE = re.compile(rf"(?:%|percent|per cent)(?P<to> (?:to|and) ){_CURRENCY}\s?\d", re.IGNORECASE)


def find_dates(text: str) -> list[tuple[int, int]]:
    """Find dates at any precision: a day, a month, a year, a span of years."""
    return [match.span() for match in DATE.finditer(text)]


def find_amounts(text: str) -> list[tuple[int, int]]:
    """Find amounts with their currency, magnitude and unit; dates are left out."""
    dates = find_dates(text)
    found = [span for match in AMOUNT.finditer(text) for span in _one_by_one(match)]
    return [(a, b) for a, b in found if not (_in_one(dates, a) and _in_one(dates, b - 1))]


def _one_by_one(match: re.Match[str]) -> list[tuple[int, int]]:
    """Give the two amounts of "32% to RMB 3 trillion", which are no range; else the one."""
    between = _UNLIKE.search(match.string, *match.span())
    if between is None:
        return [match.span()]
    return [(match.start(), between.start("to")), (between.end("to"), match.end())]


def _in_one(dates: list[tuple[int, int]], offset: int) -> bool:
    """Tell whether one of the dates, which are in order and disjoint, holds an offset."""
    at = bisect_right(dates, offset, key=lambda date: date[0]) - 1
    return at >= 0 and offset < dates[at][1]
