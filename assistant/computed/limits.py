"""Limits that a question sets: on the numbers of rows, and on their time; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.facts.fact import first_and_last_day

if TYPE_CHECKING:
    from index.facts.fact import Number


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit on a number.

    Attributes:
        operator: "over", "at least", "under", "up to", "exactly", or "just" where
            a question gives a number alone.
        value: in the base unit.
        unit: as ``index.quantities`` names it; None for a bare number.
    """

    operator: str
    value: Number
    unit: str | None

    def admits(self, value: Number) -> bool:
        """Whether a number keeps the limit."""
        return {
            "over": value > self.value,
            "at least": value >= self.value,
            "under": value < self.value,
            "up to": value <= self.value,
            "exactly": value == self.value,
            "just": value == self.value,
        }[self.operator]


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, as ISO 8601; an empty text leaves that end open.

    Attributes:
        first: the first day.
        last: the last day.
        strict: whether these days themselves are left out.
    """

    first: str = ""
    last: str = ""
    strict: bool = False

    def admits(self, when: str | None) -> bool:
        """Whether all of a time lies inside; a time that is not told does not."""
        first, last = first_and_last_day(when)
        if first is None or last is None or (self.strict and self.first >= first):
            return False
        if self.last and (last > self.last or (self.strict and last == self.last)):
            return False
        return first >= self.first

    def __str__(self) -> str:
        return " to ".join(filter(None, (self.first, self.last)))
