"""Computed values in words: amounts with their unit, dates; pure."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


_LINE = 12  # words
_COUNTED = frozenset("kilometre kilometer metre meter tonne ton day week month year hour".split())


def spoken_names(names: Sequence[str]) -> str:
    """Write names as a text does: "MOF, STA and MIIT"; empty for none."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def spoken(when: str) -> str:
    """Write an ISO 8601 date as a text does: "7 February 2021"."""
    year, *rest = when.split("-")
    if not all(part.isdigit() for part in rest):
        return when
    month = [calendar.month_name[int(rest[0])]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])


def amount(value: float, unit: str | None) -> str:
    """Write a number with its unit: "¥97.2 billion" is "CNY 97.2 billion" here."""
    for size, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            value, magnitude = value / size, name
            break
    else:
        magnitude = ""
    number = f"{round(value, 6):,}".removesuffix(".0") + magnitude
    if unit is None:
        return number
    if re.fullmatch(r"[A-Z]{3}", unit):
        return f"{unit} {number}"
    if unit in ("%", "% of GDP"):
        return f"{number} percentage points{unit[1:]}"
    return f"{number} {unit}s" if unit in _COUNTED and value != 1 else f"{number} {unit}"


def share_of(part: float, whole: float) -> str:
    """Write a part of a whole as a percentage, to a tenth: "89.5%"."""
    return f"{100 * part / whole:.1f}".removesuffix(".0") + "%"


def in_all(items: Sequence[str]) -> str:
    """Join items, with their number where there are several: "A; B (2 in all)"."""
    joined = "; ".join(items)
    return f"{joined} ({len(items)} in all)" if len(items) > 1 else joined


def beside(named: Sequence[tuple[str, str]], joint: str) -> str:
    """Join amounts, each with what it is of where that makes them no longer than a line."""
    told = joint.join(f"{name}: {text}" for name, text in named)
    return told if len(re.findall(r"\w+", told)) <= _LINE else joint.join(text for _, text in named)


def times_of(large: float, small: float) -> str:
    """Write how many times an amount another is, to a tenth: "about 3.2 times"."""
    times = round(large / small, 1)
    about = "" if round(times * small, 6) == large else "about "
    return f"{about}{amount(times, None)} times"
