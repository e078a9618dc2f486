"""Amounts and dates with what they count, and how far two of them are apart; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.currency import CURRENCIES
from index.keywords import stem, terms
from index.operators import LEAST, MOST, forms

_POWERS = {
    "thousand": 3, "k": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12,
    "trillion": 12, "万": 4, "亿": 8,
}  # fmt: skip
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_SPELLED = {word: number for number, word in enumerate(_SMALL)}
_NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|\b(?P<word>{'|'.join(_SMALL)})\b",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(r"\s?(?:(thousand|k|million|mn|m|billion|bn|trillion|tn)\b|([万亿]))", re.I)
_BOUND = re.compile(rf"\b(?:{forms(*LEAST, *MOST)}|between)(?![a-z])", re.IGNORECASE)
_ROUGH = re.compile(rf"\b(?:{forms('about')})(?![a-z])\s?", re.IGNORECASE)
_CURRENCIES = tuple((code, re.compile(form, re.IGNORECASE)) for code, form in CURRENCIES.items())
_PERCENT = re.compile(r"%|％|\bper\s?cent(?:age points?)?\b|(?<=\d)percent", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FEW_DAYS, _FEW_MONTHS = 45, 24  # up to which a span of time is told in them


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount that can be set against another.

    Attributes:
        size: with its magnitude.
        unit: "%", a currency's code, or the stems of what is counted; "" where nothing says.
        bound: whether it is only a bound ("at least", "up to"), or a range.
        rough: whether it is said to be about so much.
    """

    size: Decimal
    unit: str
    bound: bool = False
    rough: bool = False

    def agrees(self, other: Measure) -> bool:
        """Tell whether both are amounts of the same unit: "198 entries" and "121" may well be."""
        bare = "" in (self.unit, other.unit) and not any(
            unit == "%" or unit.isupper() for unit in (self.unit, other.unit)
        )
        return self.unit == other.unit or bare


def measure(amount: str) -> Measure | None:
    """Read an amount; None where it has no number."""
    number = _NUMBER.search(amount)
    if number is None:
        return None
    rest = amount[number.end() :]
    power = _MAGNITUDE.match(rest)
    size = Decimal(_plain(number)).scaleb(_POWERS[(power[1] or power[2]).lower()] if power else 0)
    rest = rest[power.end() :] if power else rest
    ranged = bool(re.match(r"\s?(?:[-–]|to|and)\s?\W?\d", rest))
    bound = ranged or bool(_BOUND.search(amount[: number.start()]))
    return Measure(size, _unit(amount, rest), bound, bool(_ROUGH.search(amount)))


def _plain(number: re.Match[str]) -> str:
    word = number["word"]
    return str(_SPELLED[word.lower()]) if word else re.sub(r"[, ]", "", number["digits"])


def _unit(amount: str, rest: str) -> str:
    if _PERCENT.search(amount):
        return "%"
    for code, pattern in _CURRENCIES:
        if pattern.search(amount):
            return code
    return " ".join(stem(term) for term in terms(rest))


def gap(one: str, other: str) -> str:
    """Say by how much two amounts differ, in the unit of both: "2.4 points", "€1.48 billion".

    Empty where their units differ, or where one is no more than a bound or range.
    """
    a, b = measure(one), measure(other)
    if a is None or b is None or not a.agrees(b) or a.bound or b.bound or a.size == b.size:
        return ""
    text, larger = (one, a) if a.size > b.size else (other, b)
    number = _NUMBER.search(text)
    if number is None:
        return ""
    power = larger.size / Decimal(_plain(number)) if larger.size else Decimal(1)
    told = f"{(abs(a.size - b.size) / power).normalize():,f}"
    about = "about " if a.rough or b.rough else ""
    if larger.unit == "%":
        return f"{about}{told} points"
    before = _ROUGH.sub("", text[: number.start()])
    return f"{about}{before}{told}{text[number.end() :]}"


def ratio(one: str, other: str) -> str:
    """Say how many times the smaller of two amounts the larger is: "3.7 times"; else empty."""
    a, b = measure(one), measure(other)
    if a is None or b is None or not a.agrees(b) or a.bound or b.bound:
        return ""
    small, large = sorted((a.size, b.size))
    if small <= 0 or small == large:
        return ""
    times = f"{(large / small).quantize(Decimal('0.1')).normalize():f} times"
    return f"about {times}" if a.rough or b.rough or large % small else times


def apart(one: str, other: str) -> str:
    """Say how far two dates are apart, as closely as both are given; empty without two years."""
    a, b = _parts(one), _parts(other)
    if a is None or b is None:
        return ""
    if a[2] and b[2]:
        days = abs((date(*a) - date(*b)).days)
        if days <= _FEW_DAYS:
            return _count(days, "day")
    if a[1] and b[1]:
        months = abs(12 * (a[0] - b[0]) + a[1] - b[1])
        if months <= _FEW_MONTHS:
            return ("about " if a[2] or b[2] else "") + _count(months, "month")
    return _count(abs(a[0] - b[0]), "year")


def moment(text: str) -> float | None:
    """Give a date as a year with a fraction for its month and day; None without a year."""
    year = _YEAR.search(text)
    if year is None:
        return None
    month, day = _month_and_day(text)
    return int(year[0]) + max(month - 1, 0) / 12 + day / 400


def _month_and_day(text: str) -> tuple[int, int]:
    """Read the month and the day of a date, 0 for what it does not give."""
    month = re.search("|".join(_MONTHS), text, re.IGNORECASE)
    if month is None:
        return 0, 0
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
    return _MONTHS.index(month[0].lower()) + 1, int(day[1]) if day else 0


def _parts(text: str) -> tuple[int, int, int] | None:
    """Read year, month and day of a date, 0 for what it does not give; None without a year."""
    year = _YEAR.search(text)
    if year is None or re.search(r"\d\s?[-–]\s?\d", text):
        return None
    month, day = _month_and_day(text)
    try:
        date(int(year[0]), month or 1, day or 1)
    except ValueError:
        return None
    return int(year[0]), month, day


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
