"""Fill columns with flowables and set each footnote at the foot of the column that cites it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Flowable: TypeAlias = Any  # reportlab has no type stubs

_NOTE_GAP = 10.0  # points between the text and the first footnote, the rule included
_LEAST_LINES = 3  # lines that must follow a heading in its column


@dataclass(frozen=True, slots=True)
class Unit:
    """Flowables that stay together; a single paragraph may be split.

    Attributes:
        flowables: in order.
        heading: whether text must follow in the same column.
    """

    flowables: tuple[Flowable, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds: flowables from the top, and the numbers of footnotes at its foot."""

    flowables: tuple[Flowable, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the filling of a column depends on.

    Attributes:
        width: of a column, in points.
        marks: lists the footnotes that a flowable cites.
        note_height: height in points of the footnote with a number, set in ``width``.
    """

    width: float
    marks: Callable[[Flowable], tuple[str, ...]]
    note_height: Callable[[str], float]

    def foot(self, notes: tuple[str, ...]) -> float:
        """Height in points that footnotes take at the foot of a column."""
        return sum(map(self.note_height, notes)) + _NOTE_GAP if notes else 0.0

    def cited(self, flowables: tuple[Flowable, ...]) -> tuple[str, ...]:
        """List the footnotes that flowables cite, in order."""
        return tuple(mark for flowable in flowables for mark in self.marks(flowable))


def fill(units: list[Unit], height: float, setting: Setting) -> tuple[Column, list[Unit]]:
    """Fill one column as far as it goes.

    Args:
        units: what is left to set, in order; not changed.
        height: of the column, in points.
        setting: the width and the footnotes.

    Returns:
        The column, and the units that are left.

    Raises:
        ValueError: a unit is higher than an empty column.
    """
    placed: tuple[Flowable, ...] = ()
    for number, unit in enumerate(units):
        ahead = (*placed, *unit.flowables)
        if _needed(ahead, setting) + _follow(units[number:], setting) <= height:
            placed = ahead
            continue
        parts = _split(placed, unit, height, setting)
        if parts:
            placed = (*placed, parts[0])
        if not placed:
            raise ValueError("a table or paragraph is higher than a column")
        rest = [Unit((parts[1],))] if parts else [unit]
        return Column(placed, setting.cited(placed)), rest + units[number + 1 :]
    return Column(placed, setting.cited(placed)), []


def gap(above: Flowable | None, below: Flowable) -> float:
    """Points between two flowables; none above the first of a column."""
    if above is None:
        return 0.0
    return max(float(above.getSpaceAfter()), float(below.getSpaceBefore()))


def _needed(flowables: tuple[Flowable, ...], setting: Setting) -> float:
    total = 0.0
    above = None
    for flowable in flowables:
        total += gap(above, flowable) + flowable.wrap(setting.width, 1e6)[1]
        above = flowable
    return total + setting.foot(setting.cited(flowables))


def _follow(units: list[Unit], setting: Setting) -> float:
    """Height that must stay free under a heading; 0 for what is not one."""
    if not units[0].heading or len(units) < 2:
        return 0.0
    below = units[1]
    height = _needed(below.flowables, setting) + gap(units[0].flowables[0], below.flowables[0])
    if below.heading:
        return height + _follow(units[1:], setting)
    if len(below.flowables) > 1:
        return height
    return min(height, _LEAST_LINES * float(below.flowables[0].style.leading) + 2 * _NOTE_GAP)


def _split(
    placed: tuple[Flowable, ...], unit: Unit, height: float, setting: Setting
) -> tuple[Flowable, Flowable] | None:
    """Split a paragraph where its first part, with the footnotes cited there, still fits."""
    paragraph = unit.flowables[0]
    if len(unit.flowables) > 1 or not hasattr(paragraph, "frags"):
        return None
    above = placed[-1] if placed else None
    room = height - (_needed(placed, setting) + gap(above, paragraph) if placed else 0.0)
    while room > 2 * paragraph.style.leading:
        paragraph.wrap(setting.width, room)
        parts = paragraph.split(setting.width, room)
        if len(parts) == 2 and _needed((*placed, parts[0]), setting) <= height:
            return parts[0], parts[1]
        room -= paragraph.style.leading
    return None
