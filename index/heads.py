"""What the head of a table's column says of its numbers: their unit, magnitude and years; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from index.keywords import CJK
from index.quantities import Number, quantities

if TYPE_CHECKING:
    from collections.abc import Mapping

_BRACKETS = re.compile(r"[(（\[](?:in )?(?P<unit>[^()（）\[\]]+)[)）\]]", re.IGNORECASE)
_COMMA = re.compile(r",\s?(?:in )?(?P<unit>[^(),]+)$", re.IGNORECASE)
_CURRENCY = r"(?:CNY|RMB|USD|US ?\$|EUR|GBP|JPY|HKD|KRW|[¥￥$€£]|yuan|euros?|(?:US )?dollars?)"
_MAGNITUDE = r"(?:thousand|million|billion|trillion|mn|mln|bn|trn|tn|m|k)"
# "Investment in CNY billion", "USD million": without brackets, both must be there.
_PLAIN = re.compile(
    rf"(?<!\w)(?:in )?(?P<unit>{_CURRENCY} ?{_MAGNITUDE}|{_MAGNITUDE} {_CURRENCY})$", re.IGNORECASE
)
_SEVERAL = re.compile(r"\b(thousand|million|billion|trillion)s\b(?: of\b)?", re.IGNORECASE)
_AFTER = re.compile(rf"^(?P<rest>.*\S)\s?\b(?P<size>{_MAGNITUDE})$", re.IGNORECASE)
_BEFORE = re.compile(r"[A-Z]{3}(?![A-Za-z])|(?:US ?)?[¥￥$€£]")  # is written before its number
_JOINED = re.compile(rf"[%{CJK}]")
_COUNTED = re.compile(
    r"(?:units|vehicles|cars|people|persons|pieces|sets|workers|employees|places|台|辆|套|个|人|家)"
)
# "yuan/kWh", "CNY million per site", "percent of orders": each is told of one of these.
_PER = re.compile(r"\s?/\s?[^\W\d][\w.² ]*$| per [a-z].*$|(?<=percent) of .*$|(?<=%) of .*$", re.I)
_CHANGE = re.compile(
    r"\b(?:change|growth|increase|yoy|year[- ](?:on|over)[- ]year|y/y)\b|同比|增速", re.IGNORECASE
)
_LETTER = re.compile(r"m|k", re.IGNORECASE)  # alone a metre as well as a million
_POWER = re.compile(r"10*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Scale:
    """What a head says of the bare numbers under it.

    Attributes:
        unit: as ``index.quantities`` names it; None where it names none.
        factor: by which they are to be multiplied: 1000000 of "(USD million)".
        written: as the head has it: "USD million"; empty where it says nothing.
    """

    unit: str | None = None
    factor: int = 1
    written: str = ""

    def of(self, value: Number) -> Number:
        """Give a bare number in the base unit."""
        scaled = Decimal(str(value)) * self.factor
        return int(scaled) if scaled == scaled.to_integral_value() else float(scaled)

    def told(self, number: str) -> str:
        """Write a bare number with what the head says: "CNY 45.1 bn", "120 million tonnes"."""
        if money := _BEFORE.match(self.written):
            sign, rest = money.group(), self.written[money.end() :].strip()
            return f"{sign}{' ' if sign.isalpha() else ''}{number} {rest}".strip()
        if self.written[:1].isdigit():
            return f"{number} ({self.written})"
        joined = _JOINED.match(self.written)
        return f"{number}{'' if joined else ' '}{self.written}".strip()


NOTHING = Scale()
_UNITS = re.compile(r"(?:units?|单位)(?: of measure(?:ment)?)?", re.IGNORECASE)
# What such columns count is not what the label of the row says.
_OTHERWISE = re.compile(
    r"\b(?:no|nr|rank|position|share|growth|change|ratio|rate|index|number|page|founded|since)\b|[%#]",
    re.IGNORECASE,
)
_IS_UNIT = re.compile(r"(?!(?:number|count|quantity|pieces|no\.?|n)$)[^\W\d][\w/²³% ]{0,20}", re.I)


def scale_of(head: str) -> Scale:
    """Read the unit and the magnitude that a head gives the bare numbers of its column."""
    named = [_part(found["unit"]) for found in _BRACKETS.finditer(head)]
    named += [found["unit"] for form in (_COMMA, _PLAIN) for found in form.finditer(head.strip())]
    scales = (_scale(" ".join(unit.split())) for unit in named)
    return next((scale for scale in scales if scale is not None), NOTHING)


def scale_in(cells: Mapping[str, str], head: str) -> Scale:
    """Read the unit of a bare number in a row.

    It is that of its head, or else what a column of units says, or the label of the row: "(GW)".

    Args:
        cells: of the row, by their heads.
        head: of the number's column.
    """
    own = scale_of(head)
    if own != NOTHING:
        return own
    unit = next((cell.strip() for name, cell in cells.items() if _UNITS.fullmatch(name)), "")
    named = scale_of(f"({unit})")
    if named == NOTHING and _IS_UNIT.fullmatch(unit):
        return Scale(written=unit)
    first, label = next(iter(cells.items()), ("", ""))
    if named != NOTHING or first == head or _OTHERWISE.search(head):
        return named
    return scale_of(label)


def years_of(head: str) -> frozenset[str]:
    """Give the years that a head names."""
    return frozenset(_YEAR.findall(head))


def named_by(head: str) -> str:
    """Give the words of a head, without its unit and its years."""
    return " ".join(re.sub(r"\( *\)|,\s*$", " ", _YEAR.sub("", without_unit(head))).split())


def without_unit(head: str) -> str:
    """Give a head, or the label of a row, without the unit of its numbers."""
    plain = _BRACKETS.sub(lambda m: " " if _scale(m["unit"].strip()) else m.group(), head)
    for form in (_COMMA, _PLAIN):
        plain = form.sub(lambda m: "" if _scale(m["unit"].strip()) else m.group(), plain)
    return plain


def is_bare(text: str) -> bool:
    """Whether a number, as it is written, names no magnitude of its own."""
    return text[-1:].isdigit()


def _part(within: str) -> str:
    """Give the only part between commas that is a unit: "core industry, CNY bn"; else all."""
    units = [part for part in within.split(", ") if _scale(" ".join(part.split()))]
    return units[0] if len(units) == 1 else within


def _scale(unit: str) -> Scale | None:
    """Read the words of a unit; None where they are none: "(2022)", "(estimate)"."""
    plain = _SEVERAL.sub(r"\1", _PER.sub("", unit))
    if _LETTER.fullmatch(plain) or _YEAR.search(plain):
        return None
    if behind := _AFTER.match(plain):
        forms = [f"1 {behind['size']} {behind['rest']}"]
    else:
        forms = [plain] if plain[:1].isdigit() else [f"1 {plain}"]
    found = list(quantities(forms[0]))
    if len(found) != 1 or found[0].start or found[0].high is not None:
        return None
    one = found[0]
    if not _POWER.fullmatch(str(one.value)):
        return None
    counted = forms[0][one.last :].strip()
    if one.unit is None and one.value == 1 and not _COUNTED.fullmatch(counted):
        return None
    return Scale(one.unit, int(one.value), _SEVERAL.sub(r"\1", unit))


def tells_change(head: str) -> bool:
    """Whether a column tells how things changed, and not what they came to."""
    return bool(_CHANGE.search(head))
