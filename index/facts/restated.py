"""Which figures a later document gives otherwise, and from when to when they were so; pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from index.quantities import bounds, overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.facts.fact import Number

_DIGITS = 3  # that a large number gives at least, where it is one that was rounded


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure of a thing in a document.

    Attributes:
        fact: number of the fact in its ledger.
        issued: when its document was issued: an ISO 8601 date at any precision.
        inferred: whether that is only the earliest date that the document can bear.
        value: see ``Fact``.
        high: likewise.
        operator: likewise.
    """

    fact: int
    issued: str
    inferred: bool
    value: Number
    high: Number | None = None
    operator: str | None = None

    def agrees(self, other: Statement) -> bool:
        """Tell whether both can be true of one thing, as far as either is precise."""
        if self.operator == other.operator:
            return _alike(self.value, other.value) and _alike(self.high, other.high)
        return overlap(bounds(self), bounds(other))


@dataclass(frozen=True, slots=True)
class Superseded:
    """A figure that another took the place of.

    Attributes:
        fact: number of the fact that gave way.
        by: number of the other.
        since: when the document of the other was issued.
        until: when a later one gave the first figure again, or a third; None: it still holds.
    """

    fact: int
    by: int
    since: str
    until: str | None = None


def superseded(statements: Iterable[Statement]) -> Iterator[Superseded]:
    """Find what took the place of each figure of one thing.

    Documents of one date that give several figures say no more than that the thing was not told
    apart well enough; they are left out. So is a figure as the earlier one where the date of its
    document is only inferred: it may be older than it is.
    """
    ordered = sorted(statements, key=lambda one: (one.issued, one.fact))
    dated = [list(same) for _, same in groupby(ordered, key=lambda one: one.issued)]
    clear = [one for same in dated if all(same[0].agrees(one) for one in same) for one in same]
    runs = [list(run) for _, run in groupby(clear, key=lambda o: (o.value, o.high, o.operator))]
    for at, run in enumerate(runs):
        for one in run:
            if not one.inferred:
                yield from _after(one, runs[at + 1 :])


def _after(one: Statement, runs: Iterable[Sequence[Statement]]) -> Iterator[Superseded]:
    """Follow a figure through what later documents say in its place, run by run of one figure."""
    by: Statement | None = None
    for run in runs:
        # What begins with the same date was issued in that year or month, before it or after.
        other = next((o for o in run if not o.issued.startswith(one.issued)), None)
        if other is None:
            continue
        instead = None if one.agrees(other) else other
        if by is not None and (instead is None or not by.agrees(instead)):
            yield Superseded(one.fact, by.fact, by.issued, other.issued)
            by = instead
        by = by or instead
    if by is not None:
        yield Superseded(one.fact, by.fact, by.issued)


def _alike(one: Number | None, other: Number | None) -> bool:
    """Whether two numbers are the same, or one of them is the other rounded."""
    if one is None or other is None or one == other:
        return one == other
    return any(
        digits is not None and round(fine, digits) == coarse
        for coarse, fine in ((one, other), (other, one))
        for digits in [_decimals(coarse)]
    )


def _decimals(number: Number) -> int | None:
    """Give the decimals that a number may be rounded to; negative for tens; None where it is not.

    A large number of few digits, such as 600,000, is as often a plan as it is rounded.
    """
    whole, _, after = f"{abs(number):f}".rstrip("0").partition(".")
    if after or len(whole) < _DIGITS:
        return len(after)
    digits = len(whole.rstrip("0"))
    return digits - len(whole) if digits >= _DIGITS else None
