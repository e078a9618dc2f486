"""What became of the files since the last build: added, edited, removed, renamed, twice; pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Changes:
    """How the files of a corpus differ from those of the build before, by name, each sorted.

    Attributes:
        added: new files.
        changed: files with other content than before.
        removed: files that are gone.
        renamed: old and new name of files that are gone and whose content is elsewhere now.
        duplicates: groups of files with the same content, new or not; each is a document.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    duplicates: tuple[tuple[str, ...], ...] = ()

    def __str__(self) -> str:
        counts = {
            "added": len(self.added),
            "changed": len(self.changed),
            "removed": len(self.removed),
            "renamed": len(self.renamed),
        }
        return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def compare(before: Mapping[str, str], now: Mapping[str, str]) -> Changes:
    """Compare the digests of files, by name, of two builds."""
    added, removed = sorted(now.keys() - before.keys()), sorted(before.keys() - now.keys())
    changed = sorted(name for name in before.keys() & now.keys() if before[name] != now[name])
    gone = _by_content(removed, before)
    renamed = []
    for name in added:
        if gone[now[name]]:
            renamed.append((gone[now[name]].pop(0), name))
    old, new = {a for a, _ in renamed}, {b for _, b in renamed}
    return Changes(
        added=tuple(name for name in added if name not in new),
        changed=tuple(changed),
        removed=tuple(name for name in removed if name not in old),
        renamed=tuple(sorted(renamed)),
        duplicates=tuple(tuple(g) for g in _by_content(sorted(now), now).values() if len(g) > 1),
    )


def _by_content(names: Iterable[str], digests: Mapping[str, str]) -> defaultdict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if not digests[name].startswith("unread"):  # a size tells nothing about content
            groups[digests[name]].append(name)
    return groups
