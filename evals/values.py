"""Numbers and dates read from prose, compared as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?<![\w.,-])(?:"
    rf"(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])-(?P<d1>{_DAY})(?!\d)"
    rf"|(?P<d2>{_DAY}){_ORDINAL}\s+(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR})(?!\d))?"
    rf"|(?P<m3>{_MONTH})\s+(?P<d3>{_DAY}){_ORDINAL}(?![\d:])(?:,?\s+(?P<y3>{_YEAR})(?!\d))?"
    rf"|(?P<m4>{_MONTH}),?\s+(?:of\s+)?(?P<y4>{_YEAR})(?!\d)"
    rf"|(?P<y5>{_YEAR})-(?P<m5>0[1-9]|1[0-2])(?![\d-])"
    rf"|(?P<y6>{_YEAR})\s?年(?:\s?(?P<m6>1[0-2]|[1-9])\s?月(?:\s?(?P<d6>{_DAY})\s?日)?)?)"
    rf"|(?<![\w.,])(?P<y7>{_YEAR})(?!\w|[.,]\d)",
    re.IGNORECASE,
)

_CURRENCIES = {
    "CNY": r"CNY|RMB|¥|￥|yuan|renminbi|元",
    "USD": r"US\s?\$|USD|\$|(?:US\s)?dollars?|美元",
    "EUR": r"EUR|€|euros?",
    "GBP": r"GBP|£|pounds?",
}
_UNITS = {
    **_CURRENCIES,
    "%": r"%|％|per\s?cent(?:age\spoints?)?\b",
    "day": r"days?\b",
    "week": r"weeks?\b",
    "month": r"months?\b",
    "year": r"years?\b",
}
_MAGNITUDES = {
    "k": 3, "thousand": 3, "万": 4, "m": 6, "mn": 6, "mln": 6, "million": 6, "亿": 8,
    "b": 9, "bn": 9, "billion": 9, "tn": 12, "trn": 12, "trillion": 12,
}  # fmt: skip
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELLED = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_WORD = "|".join([*_SPELLED, "hundred"])
_QUANTITY = re.compile(
    rf"(?:(?<![A-Za-z])(?P<currency>{'|'.join(_CURRENCIES.values())})\s?"
    rf"|(?<![A-Za-z\d])(?<!\d[.,]))"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d,])"
    rf"|\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!\d)(?:\.\d+)?"
    rf"|\d+(?:\.\d+)?"
    rf"|\b(?:{_WORD})\b(?:(?:[\s-]|\sand\s)(?:{_WORD})\b)*)(?![.,]?\d)"
    rf"(?:[\s-]?(?P<magnitude>thousand|million|billion|trillion|mln|mn|bn|trn|tn|万|亿|k"
    rf"|(?<=\d)[mb])(?![A-Za-z]))?"
    rf"(?:[\s-]?(?P<unit>{'|'.join(_UNITS.values())}))?(?![A-Za-z])",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:-|–|—|to)\s?", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s(?:\S+\s)?$", re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:a|about|and|almost|approximately|around|as|at|between|by|compared|estimated|from|in|just"
    r"|least|less|more|most|nearly|of|on|only|or|over|roughly|since|some|than|the|to|under|until"
    r"|up|versus|vs|with)\b|[^\w]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date at the precision that the text gives; None is a part that it does not give."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def met_by(self, found: Date) -> bool:
        """Tell whether ``found`` agrees in every part that this date gives."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.year, found.year),
                (self.month, found.month),
                (self.day, found.day),
            )
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range of numbers.

    Attributes:
        low: the number, or the lower end.
        high: equal to ``low`` for a single number.
        unit: CNY, USD, EUR, GBP, %, day, week, month or year; None for any other or none.
    """

    low: Decimal
    high: Decimal
    unit: str | None = None

    def met_by(self, found: Quantity) -> bool:
        """Tell whether ``found`` is the same number in the same unit; it may lack the unit."""
        same = (self.low, self.high) == (found.low, found.high)
        return same and found.unit in (None, self.unit)


Value: TypeAlias = Date | Quantity


def dates(text: str) -> tuple[Date, ...]:
    """Read the dates of a text: days, months and years, in English, ISO 8601 or Chinese."""
    return tuple(_date(match) for match in _DATE.finditer(text))


def quantities(text: str) -> tuple[Quantity, ...]:
    """Read the numbers of a text, in digits or English words; dates with a month are left out.

    Signs, and qualifiers such as "about" or "at least", are not read. "¥" is the yuan.
    """
    return tuple(quantity for quantity, _ in _quantities(text))


def values(text: str) -> tuple[Value, ...]:
    """Read a short text that is nothing but numbers or dates.

    Returns:
        Its values; empty when other words are left over, or more than two values are found.
    """
    numbers = _quantities(text)
    days = [(_date(match), match.span()) for match in _DATE.finditer(text)]
    ranges = [entry for entry in numbers if entry[0].low != entry[0].high]
    for found in (ranges, days, numbers):
        if 1 <= len(found) <= 2 and not _rest(text, [place for _, place in found]):
            return tuple(value for value, _ in found)
    return ()


def holds(text: str, wanted: tuple[Value, ...]) -> bool:
    """Tell whether a text gives every one of the values."""
    found: tuple[Value, ...] = (*dates(text), *quantities(text))
    return all(any(_met(value, other) for other in found) for value in wanted)


def _met(wanted: Value, found: Value) -> bool:
    if isinstance(wanted, Date):
        return isinstance(found, Date) and wanted.met_by(found)
    return isinstance(found, Quantity) and wanted.met_by(found)


def _rest(text: str, places: list[tuple[int, int]]) -> str:
    return _FILLER.sub("", _blank(text, places))


def _blank(text: str, places: list[tuple[int, int]]) -> str:
    """Overwrite the places with blanks, so that offsets stay."""
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _date(match: re.Match[str]) -> Date:
    parts = {key[0]: part for key, part in match.groupdict().items() if part}
    month = parts.get("m")
    number = None
    if month:
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    year, day = (int(parts[key]) if key in parts else None for key in "yd")
    return Date(year, number, day)


def _quantities(text: str) -> list[tuple[Quantity, tuple[int, int]]]:
    """Read the numbers with their places, pairs that form a range as one."""
    dated = [m.span() for m in _DATE.finditer(text) if _date(m).month]
    text = _blank(text, dated)
    found: list[tuple[Quantity, tuple[int, int]]] = []
    previous: re.Match[str] | None = None
    for match in _QUANTITY.finditer(text):
        joined = _range(previous, match, text) if previous else None
        if joined and previous:
            found[-1] = joined, (previous.start(), match.end())
        else:
            number = _number(match)
            found.append((Quantity(number, number, _unit(match)), match.span()))
        previous = None if joined else match
    return found


def _range(first: re.Match[str], second: re.Match[str], text: str) -> Quantity | None:
    """Join two neighbours into a range; None when they are not one."""
    gap = text[first.end() : second.start()]
    between = gap.strip().lower() == "and" and _BETWEEN.search(text[: first.start()])
    if not (_RANGE.fullmatch(gap) or between):
        return None
    low, high = _number(first), _number(second)
    if second["magnitude"] and not first["magnitude"]:
        low = low.scaleb(_MAGNITUDES[second["magnitude"].lower()])
    units = {unit for unit in (_unit(first), _unit(second)) if unit}
    if low >= high or len(units) > 1:
        return None
    return Quantity(low, high, units.pop() if units else None)


def _number(match: re.Match[str]) -> Decimal:
    power = _MAGNITUDES[match["magnitude"].lower()] if match["magnitude"] else 0
    digits = re.sub(r"[\s,]", "", match["number"])
    number = Decimal(digits) if digits[0].isdigit() else _spelled(match["number"])
    return number.scaleb(power)


def _spelled(written: str) -> Decimal:
    """Add up a number in words below a thousand, such as "one hundred and twenty-one"."""
    total = 0
    for word in re.split(r"[\s-]+", written.lower()):
        total = max(total, 1) * 100 if word == "hundred" else total + _SPELLED.get(word, 0)
    return Decimal(total)


def _unit(match: re.Match[str]) -> str | None:
    written = match["currency"] or match["unit"]
    if not written:
        return None
    return next(u for u, p in _UNITS.items() if re.fullmatch(p, written, re.IGNORECASE))
