"""Numbers in a text with what they count: money, shares, counts, ranges; pure.

A number that is no quantity is left out: a year, a date, an ordinal, part of a name ("5G",
"COVID-19") or a label ("phase 3", "Table 1").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf
from typing import Protocol, TypeAlias

from corpus.dates import dates
from index.operators import LEAST, MOST, forms, operator_before
from index.registers import without_registered

Number: TypeAlias = int | float

_CURRENCIES = {
    "CNY": r"CNY|RMB|[¥￥]|yuan|renminbi|元(?:人民币)?|人民币",
    "USD": r"US ?\$|USD|\$|(?:US |U\.S\. )?dollars?|美元",
    "EUR": r"EUR|€|euros?|欧元",
    "GBP": r"GBP|£|pounds? sterling",
    "JPY": r"JPY|yen|日元",
    "KRW": r"KRW|₩",
    "HKD": r"HKD|HK\$",
}
TIMES = ("day", "week", "month", "year", "hour", "minute")
"""Units of stretches of time."""
_UNITS = {
    "percentage point": r"percentage points?|个百分点",
    "% of GDP": r"(?:%|percent|per cent) of GDP",
    "%": r"[%％]|per ?cent",
    **{unit: unit for unit in ("GWh", "MWh", "kWh", "TWh", "GW", "MW", "km", "nm", "cm", "mm")},
    **{name: f"{name}s?" for name in ("kilometre", "kilometer", "metre", "meter", "tonne", "ton")},
    **{name: f"{name}s?" for name in TIMES},
}
_WON = r"(?:(?<=illion )|(?<=[mbt]n )|(?<=,\d{3} ))won"  # else a verb: "Acme won 61"
_FORMS = _CURRENCIES | _UNITS | {"KRW": r"KRW|₩|won"}
_NAMED = {name: re.compile(form, re.IGNORECASE) for name, form in _FORMS.items()}
_MAGNITUDES = {
    "thousand": 3, "k": 3, "万": 4, "m": 6, "mn": 6, "mln": 6, "million": 6, "亿": 8,
    "bn": 9, "billion": 9, "tn": 12, "trn": 12, "trillion": 12,
}  # fmt: skip
_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SPELLED = {word: number for number, word in enumerate(_SMALL, 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[:9])}))?|{'|'.join(_SMALL)})"
_CURRENCY = "|".join(_CURRENCIES.values())
_NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]\d)|\d{1,3}(?:[  \u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
    rf"|\d+(?:\.\d+)?|\b{_WORD}\b"
)
_ONE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<currency>{_CURRENCY})\s?|(?<![^\W一-鿿])(?<![A-Za-z.,/\x00][-–./,])"
    r"(?<!\d[./,])(?<!/))"
    rf"(?P<sign>(?<![\w\x00])(?:[-−]|(?<![\d\x00] )–))?(?P<number>{_NUMBER})(?![.,]?\d|[\d/])"
    r"(?:[\s-]?(?P<magnitude>(?i:thousand|million|billion|trillion|mln|mn|bn|trn|tn|[万亿])"
    r"|(?<=\d)\s?[mk])(?![A-Za-z]))?"
    rf"(?:\s?-?(?P<unit>(?:{'|'.join([_CURRENCY, _WON, *_UNITS.values()])})(?![A-Za-z])))?"
    r"(?![A-Za-z\d/])",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:-|–|—|\bto\b)\s?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)
# "Not less than 5 days and not more than 10": what lies between the ends of such a range.
_TO_MOST = re.compile(
    rf"(?P<counted>(?: [a-z]+){{0,2}}?),?(?: (?:and|but|or))? (?:{forms(*MOST)}) ", re.IGNORECASE
)
_PER = re.compile(
    r"(?: [\w-]+){0,5}? (?:annually|yearly|(?:(?:a|per|each|every) (?P<time>year|month|day|week"
    r"|quarter|hour|head|capita|kilomet(?:re|er))|per (?P<base>[\d,]+(?: [a-z]+){0,2}))\b"
    r"(?! (?:earlier|before|ago|later)\b))"  # "a year earlier" is a time, and no rate
)
_YEARLY = re.compile(r"\b(?:annual|yearly)(?: [a-z]+){1,3} $", re.IGNORECASE)
_LABELS = re.compile(
    r"\b(?:phase|stage|step|story|stories|chapters?|sections?|tables?|figures?|fig|box|articles?|annex"
    r"|appendix|nos?|numbers?|part|page|pages|pp|p(?=\.)|vol|issue|version|level|tc|sc|wg|item|paragraph"
    r"|top|tier|grade|category|class|point|per|out of|every|iso|iec"
    r"|(?:customs|tariff|hs|postal) codes?|gb(?:/[tz])?|ieee|din|astm|ansi|jis)\.? "
    r"(?:[\d.]+(?:,| and| or| to|\s?[-–]) ?)*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:rose|rise|rises|fell|falls?|grew|grow|went|goes|moved?|increas\w+|raised?|dropped|declin\w+"
    r"|shr[aiu]nk|cut|climbed|up|down|chang\w+)\b[^,;.]*\bfrom $",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r" (?:[A-Z][\w’'-]+ ){1,3}(?:Street|Road|Avenue|Lane|Square|Boulevard|Drive|Quay|Terrace)\b"
)
_PLACED = re.compile(r"\b(?:rank|ranked|(?:is|was|were|be|become|place) number) $", re.IGNORECASE)
_DAYS = re.compile(r"\s?(?:[-–—]|to|and)\s?(?:\d{1,2} )?\x00")
_RANKED = re.compile(
    r" (?:(?:largest|biggest|most|best|top|leading|fastest|strongest)\b|(?:st|nd|rd|th)\b)"
    r"|(?:st|nd|rd|th)\b",
)
_SHARED = frozenset(_UNITS) - {"percentage point", "% of GDP"}
_AND = re.compile(r",? (?:and|or) ")
_FEW = 0.05  # share by which a figure that is "about" so much may differ


class Figure(Protocol):
    """A number or a range with what is said before it, as ``Quantity`` has them."""

    @property
    def value(self) -> Number:
        """The number, or the lower end of a range."""

    @property
    def high(self) -> Number | None:
        """The upper end of a range; None for a single number."""

    @property
    def operator(self) -> str | None:
        """One of those of ``Quantity``; None for exactly."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with its unit.

    Attributes:
        start: offset of its first character, an operator before it included.
        end: offset after its last, a unit and "a year" included.
        last: offset after the number and its unit, before what it counts and "a year".
        value: in the base unit: "$2 billion" is 2000000000, "20 percent" is 20.
        high: the upper end of a range; None for a single number.
        unit: ISO 4217 code, ``%``, ``% of GDP``, "rank", or the word; None for a bare number.
        operator: "at least", "up to", "over", "under", "about" or "range"; None for exactly.
        per: "year" of "20 a year"; None where there is none.
        spelled: whether the number is written in words.
    """

    start: int
    end: int
    last: int
    value: Number
    high: Number | None = None
    unit: str | None = None
    operator: str | None = None
    per: str | None = None
    spelled: bool = False


def quantities(text: str) -> Iterator[Quantity]:
    """Find the quantities of a sentence or a table cell, in order, without its dates."""
    if not _ONE.search(text):
        return
    plain = _without_dates(without_registered(text))
    found = [match for match in _ONE.finditer(plain) if _counts(plain, match)]
    at, told = 0, []
    while at < len(found):
        first, second = found[at], found[at + 1] if at + 1 < len(found) else None
        joined = second is not None and _are_range(text, first, second)
        last = second if joined and second is not None else first
        at += 2 if joined else 1
        told.append(_quantity(text, first, last))
    yield from _with_shared_units(text, told)


def _with_shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the numbers of a series the unit that only its last one names: "38 and 34 percent"."""
    in_series = False
    for at in reversed(range(len(found) - 1)):
        one, following = found[at : at + 2]
        gap = text[one.last : following.start]
        bare = one.unit is None and one.last == one.end and text[one.last - 1].isdigit()
        in_series = bool(_AND.fullmatch(gap) or (in_series and gap == ", "))
        if in_series and bare and following.unit in _SHARED:
            found[at] = replace(one, unit=following.unit)
    return found


def are_one_sum(first: Quantity, second: Quantity) -> bool:
    """Whether two neighbours are sums of money in two currencies, one converted to the other."""
    money = all(quantity.unit in _CURRENCIES for quantity in (first, second))
    return money and first.unit != second.unit


def bounds(figure: Figure) -> tuple[float, float]:
    """Give the least and the most that a figure may be."""
    low, high = figure.value, figure.value if figure.high is None else figure.high
    if figure.operator == "about":
        return low - _FEW * abs(low), high + _FEW * abs(high)
    return (
        -inf if figure.operator in ("up to", "under") else low,
        inf if figure.operator in ("at least", "over") else high,
    )


def overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether two stretches have a number in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def _without_dates(text: str) -> str:
    """Overwrite dates, so that offsets stay; a bare day is a number like any other."""
    for found in dates(text):
        date = found.date
        follows = text[found.end : found.end + 1]
        if (date.year or date.month) and not (follows.isascii() and follows.isalpha()):
            blank = re.sub(r"\S", "\x00", text[found.start : found.end])
            text = text[: found.start] + blank + text[found.end :]
    return text


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a number counts or measures something, and is not the name of one."""
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() :][:24]
    if match["currency"] or match["unit"]:
        return True
    if _DAYS.match(after) or _is_named(match, before) or _ADDRESS.match(text, match.end()):
        return False
    return not (_RANKED.match(after) or (_LABELS.search(before) and not _PLACED.search(before)))


def _is_named(match: re.Match[str], before: str) -> bool:
    """Whether a number is part of a name: "Industry 4.0", "the Ten Thousand Plan"."""
    number = match["number"]
    version = (
        number.endswith(".0") and not match["magnitude"] and bool(re.search(r"[A-Z]\w* $", before))
    )
    return version or (number[0].isupper() and bool(re.search(r"\w[ “\"-]$", before)))


def _are_range(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    gap = text[first.end() : second.start()]
    between = gap.strip() == "and" and bool(_BETWEEN.search(text[: first.start()]))
    if _CHANGE.search(text, max(0, first.start() - 60), first.start()):
        return False
    units = {unit for unit in (_unit(first), _unit(second)) if unit}
    low, high = _ends(first, second)
    joined = bool(_RANGE.fullmatch(gap)) or between or _are_bounds(text, first, second)
    return joined and len(units) < 2 and low < high


def _are_bounds(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two numbers are the least and the most of one: "at least 5 and at most 10"."""
    gap = _TO_MOST.fullmatch(text, first.end(), second.start())
    least = gap and operator_before(text, first.start())[0] in LEAST
    return bool(least) and not (gap and gap["counted"] and _unit(second) and not _unit(first))


def _ends(first: re.Match[str], second: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Give both ends; the lower shares the magnitude that only the upper names, if it is lower."""
    low, high = _number(first), _number(second)
    if second["magnitude"] and not first["magnitude"]:
        shared = low.scaleb(_power(second))
        low = low if low < high <= shared else shared
    return low, high


def _quantity(text: str, first: re.Match[str], last: re.Match[str]) -> Quantity:
    operator = operator_before(text, first.start())
    per = _PER.match(text, last.end())
    yearly = _YEARLY.search(text, max(0, operator[1] - 40), operator[1])
    low, high = _ends(first, last) if first is not last else (_number(first), None)
    return Quantity(
        start=operator[1],
        end=per.end() if per else last.end(),
        last=last.end(),
        value=_plain(low),
        high=None if high is None else _plain(high),
        unit=_unit(last) or _unit(first) or _rank(text, first.start()),
        operator="range" if high is not None else operator[0],
        per=(per["time"] or per["base"] or "year") if per else "year" if yearly else None,
        spelled=not first["number"][0].isdigit(),
    )


def _rank(text: str, start: int) -> str | None:
    return "rank" if _PLACED.search(text, max(0, start - 24), start) else None


def _number(match: re.Match[str]) -> Decimal:
    written = match["number"].lower()
    if written[0].isdigit():
        number = Decimal(re.sub(r"[^\d.]", "", written))
    else:
        number = Decimal(sum(SPELLED[word] for word in re.split(r"[- ]", written)))
    number = number.scaleb(_power(match))
    return -number if match["sign"] else number


def _power(match: re.Match[str]) -> int:
    return _MAGNITUDES[match["magnitude"].strip().lower()] if match["magnitude"] else 0


def _plain(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else float(number)


def _unit(match: re.Match[str]) -> str | None:
    written = match["currency"] or match["unit"]
    if not written:
        return None
    return next(name for name, form in _NAMED.items() if form.fullmatch(written))
