"""Facts over time as drawings: when events were, and how a figure went; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.web.beside.shell import document_href
from assistant.web.text import escaped
from index.facts.fact import first_and_last_day

if TYPE_CHECKING:
    from index.facts.fact import Fact

_WIDTH, _HEIGHT, _EDGE = 1000, 240, 60
_LEAST = 3  # facts that are worth a drawing
_YEAR = 372  # days, as ``first_and_last_day`` counts a month to its 31st


def timeline_html(facts: Sequence[Fact], said: Sequence[str]) -> str:
    """Draw when facts were, each a dot that leads to its source; nothing for too few.

    Args:
        facts: policies and events; those without a time are left out.
        said: of each, what it is called.
    """
    dated = [
        (day, fact, name) for fact, name in zip(facts, said, strict=True) if (day := _day(fact))
    ]
    if len({day for day, *_ in dated}) < _LEAST:
        return ""
    first, last = min(day for day, *_ in dated), max(day for day, *_ in dated)
    stacked: dict[int, int] = {}
    dots = []
    for day, fact, name in sorted(dated, key=lambda one: one[0]):
        x = _along(day, first, last)
        column = round(x / 9)
        level = stacked[column] = stacked.get(column, -1) + 1
        dots.append(_dot(x, _HEIGHT - 46 - 11 * min(level, 15), fact, f"{fact.when}: {name}"))
    return _figure("When the policies and events of this list were", first, last, dots)


def measure_html(facts: Sequence[Fact]) -> str:
    """Draw figures of one unit over time; nothing for too few, or for several units."""
    told = [
        (day, fact, float(fact.value))
        for fact in facts
        if isinstance(fact.value, int | float) and (day := _day(fact))
    ]
    units = {fact.unit for _, fact, _ in told}
    if len(units) != 1 or len({day for day, *_ in told}) < _LEAST:
        return ""
    first, last = min(day for day, *_ in told), max(day for day, *_ in told)
    most = max(value for *_, value in told) or 1.0
    unit = units.pop() or ""
    dots = [
        _dot(
            _along(day, first, last),
            _HEIGHT - 46 - (_HEIGHT - 90) * max(value, 0.0) / most,
            fact,
            f"{fact.when}: {value:,g} {unit}",
        )
        for day, fact, value in told
    ]
    return _figure(f"The figures of this list over time, up to {most:,g} {unit}", first, last, dots)


def _day(fact: Fact) -> int | None:
    """Give the first day that a fact speaks of as a number that grows with time."""
    first, _ = first_and_last_day(fact.when)
    if first is None:
        return None
    year, month, day = map(int, first.split("-"))
    return _YEAR * year + 31 * (month - 1) + day


def _along(day: int, first: int, last: int) -> float:
    return _EDGE + (_WIDTH - 2 * _EDGE) * (day - first) / max(1, last - first)


def _dot(x: float, y: float, fact: Fact, title: str) -> str:
    name = escaped(title)
    return (
        f'<a href="{escaped(document_href(fact.span))}" aria-label="{name}"><circle class="dot"'
        f' cx="{x:.1f}" cy="{y:.1f}" r="5"><title>{name}</title></circle></a>'
    )


def _figure(caption: str, first: int, last: int, dots: Sequence[str]) -> str:
    years = range(first // _YEAR, last // _YEAR + 2)
    step = max(1, len(years) // 12)
    ticks = "".join(
        f'<text x="{x:.1f}" y="{_HEIGHT - 12}" text-anchor="middle">{year}</text>'
        for year in years[::step]
        if _EDGE - 30 <= (x := _along(_YEAR * year, first, last)) <= _WIDTH - 20
    )
    base = f'<path class="line" d="M{_EDGE - 20} {_HEIGHT - 32}H{_WIDTH - _EDGE + 20}"/>'
    return (
        f"<figure><figcaption>{escaped(caption)}. Each dot leads to its source.</figcaption>"
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group" aria-label="{escaped(caption)}">'
        f"{base}{ticks}{''.join(dots)}</svg></figure>"
    )
