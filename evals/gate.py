"""A gate: the figures that a run must reach, over all questions and by kind."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.figures import MEASURES, Figures


class GateError(Exception):
    """A gate file that cannot be used; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure of a group must reach: at least, or where less is better, at most."""

    group: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that missed its limit; ``value`` None is a figure that no question has."""

    limit: Limit
    value: float | None

    def __str__(self) -> str:
        limit, measure = self.limit, MEASURES[self.limit.name]
        if self.value is None:
            return f"{limit.group}: no question gives {limit.name}, which has a limit"
        verb = "fell to" if measure.higher else "rose to"
        end = "floor" if measure.higher else "ceiling"
        return f"{limit.group}: {limit.name} {verb} {self.value:.3f}, its {end} is {limit.value:g}"


def read_gate(file: Path) -> tuple[Limit, ...]:
    """Read limits from TOML, or from JSON where the file is called so.

    ``[all]`` and ``[date]`` name groups, ``answer = 0.7`` below them a figure and its limit.

    Raises:
        GateError: the file cannot be read, or names a figure that does not exist.
    """
    try:
        text = file.read_text(encoding="utf-8")
        tables = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:  # both kinds of bad syntax are ValueErrors
        raise GateError(f"the gate {file} cannot be read: {error}") from error
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise GateError(f"the gate {file} must hold tables of figures, such as [all] answer = 0.7")
    return tuple(
        _limit(file, group, name, value)
        for group, table in tables.items()
        for name, value in table.items()
    )


def falls(limits: Sequence[Limit], groups: Sequence[Figures]) -> tuple[Fall, ...]:
    """Give the limits that the figures miss, in the order of the gate."""
    by_group: Mapping[str, Figures] = {figures.group: figures for figures in groups}
    found = []
    for limit in limits:
        figures = by_group.get(limit.group)
        value = figures.value(limit.name) if figures else None
        if value is None or not _holds(limit, value):
            found.append(Fall(limit, value))
    return tuple(found)


def _holds(limit: Limit, value: float) -> bool:
    return value >= limit.value if MEASURES[limit.name].higher else value <= limit.value


def _limit(file: Path, group: str, name: str, value: object) -> Limit:
    if name not in MEASURES:
        raise GateError(f"the gate {file} names {name!r} in [{group}]: {', '.join(MEASURES)} exist")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GateError(f"the gate {file} must give a number for {name} in [{group}]")
    return Limit(group, name, float(value))
