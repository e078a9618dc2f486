"""The runs that a folder keeps, newest first, each with its main figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.figures import OVERALL
from evals.making import SUMMARY
from evals.results import Header
from evals.store import RunError, read_header


@dataclass(frozen=True, slots=True)
class Kept:
    """A run that was finished.

    Attributes:
        folder: of the run; its name is the run's.
        header: what it was made of.
        values: the figures over all questions, by name.
    """

    folder: Path
    header: Header
    values: Mapping[str, float]

    @property
    def name(self) -> str:
        """Tell it from the others of its folder."""
        return self.folder.name


def kept_runs(folder: Path) -> tuple[Kept, ...]:
    """List the finished runs in ``folder``; what is unfinished or damaged is left out."""
    inner = sorted(folder.iterdir()) if folder.is_dir() else []
    found = [kept for kept in map(_kept, inner) if kept]
    return tuple(sorted(found, key=lambda kept: (kept.header.started, kept.name), reverse=True))


def _kept(folder: Path) -> Kept | None:
    try:
        summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        overall = next(group for group in summary["figures"] if group["group"] == OVERALL)
        values = {
            name: float(figure["value"])
            for name, figure in overall.items()
            if isinstance(figure, dict)
        }
        return Kept(folder, read_header(folder), values)
    except (OSError, ValueError, KeyError, TypeError, StopIteration, RunError):
        return None
