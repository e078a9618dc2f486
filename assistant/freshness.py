"""How old an index is, and which of its files have changed on disk since: quickly, by a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.library import Library


@dataclass(frozen=True, slots=True)
class Freshness:
    """An index beside the files that it was made of.

    Attributes:
        built: when, ISO 8601 with its time zone.
        changed: files added, edited or removed since, by name; None when their folder is gone.
        failed: how many files could not be read when it was built.
    """

    built: str
    changed: tuple[str, ...] | None
    failed: int

    @property
    def is_stale(self) -> bool:
        """Whether the files are no longer those that were indexed."""
        return self.changed is None or bool(self.changed)

    def touched(self, files: Iterable[str]) -> frozenset[str]:
        """Pick out of cited ``files`` those that changed, or lie in a mail or archive that did."""
        changed = self.changed or ()
        inside = tuple(f"{name}/" for name in changed)
        return frozenset(file for file in files if file in changed or file.startswith(inside))

    def __str__(self) -> str:
        day = datetime.fromisoformat(self.built).astimezone()
        told = [f"index of {day.day} {day:%B %Y}, {day:%H:%M}"]
        if self.changed is None:
            told.append("its folder is no longer there")
        elif self.changed:
            told.append(f"{_files(len(self.changed))} changed since")
        if self.failed:
            told.append(f"{self.failed} failed")
        return "; ".join((told[0], ", ".join(told[1:]))) if told[1:] else told[0]


def freshness(library: Library) -> Freshness:
    """Compare an opened index with the files on disk."""
    changed = library.changed_files()
    return Freshness(
        built=library.manifest.built,
        changed=None if changed is None else tuple(changed),
        failed=len(library.failures),
    )


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"
