"""What a build has to do: what serves compared with the files, the settings and the code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.changes import Changes, compare
from index.generations import IndexMissing, Layout, current_generation
from index.manifest import Manifest, ManifestError, Recipe, damaged_parts, read_manifest
from index.near import Search, Wanted
from index.proposals import Proposals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.sources import Sources

FIRST = "there was no index"
HERE = "this machine"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build has to do.

    Attributes:
        serving: name of the generation that serves; None when none can be used.
        reusable: its folder, if documents can be taken over from it.
        reasons: why there must be a new generation; empty when there need not be one.
        changes: what became of the files.
        search: how the vectors of that generation are searched.
    """

    serving: str | None
    reusable: Path | None
    reasons: tuple[str, ...]
    changes: Changes
    search: Search | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Settings of a build that change no answer; see ``build``."""

    search: Wanted
    store: str | None
    runner: str | None


def make_plan(layout: Layout, recipe: Recipe, folder: Path, sources: Sources, wish: Wish) -> Plan:
    """Compare what serves with what there is.

    Raises:
        StoreError: the store of the vectors cannot be asked.
    """
    try:
        current = current_generation(layout)
        manifest = read_manifest(layout.root / current)
    except (IndexMissing, ManifestError) as error:
        missing = isinstance(error, IndexMissing) and not layout.current.exists()
        reason = FIRST if missing else f"the index could not be used ({error})"
        return Plan(None, None, (reason,), compare({}, sources.digests))
    changes = compare(manifest.files, sources.digests)
    if damaged := damaged_parts(layout.root / current, manifest):
        return Plan(None, None, (f"{damaged[0]} of the index was damaged",), changes)
    differences = tuple(manifest.recipe.differences(recipe))
    differences = (*differences, *_leaves(manifest, wish.store))
    reusable = None if differences else layout.root / current
    if manifest.search.wanted != wish.search:
        differences = (
            *differences,
            f"the search setting has changed from {manifest.search.wanted} to {wish.search}",
        )
    if manifest.proposals != Proposals(layout).digest():
        differences = (*differences, "what a model proposes has changed")
    reasons = (*differences, *_moves(manifest, folder, changes))
    return Plan(current, reusable, reasons, changes, manifest.search)


def _leaves(manifest: Manifest, store: str | None) -> Iterator[str]:
    """Say why the vectors cannot be taken over where they are.

    Raises:
        StoreError: the store cannot be asked.
    """
    if manifest.store != store:
        yield f"the vectors move from {manifest.store or HERE} to {store or HERE}"
    elif manifest.stored:
        from index.remote.writer import follows

        if not follows(manifest.stored):
            yield f"{store} does not hold the vectors, or holds later ones"


def _moves(manifest: Manifest, folder: Path, changes: Changes) -> Iterator[str]:
    if manifest.corpus != str(folder.resolve()):
        yield "another folder is indexed"
    if text := str(changes):
        yield text
