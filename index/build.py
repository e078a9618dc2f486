"""The rebuild: read and embed only what is new, write beside, check, swap."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.documents import Failure
from index.changes import Changes, compare
from index.encoder import Model, check_default, find_model
from index.fill import BuildError, Filled, NoRoom, Progress, fill
from index.generations import (
    LEDGER,
    NEAR,
    VECTORS,
    IndexMissing,
    Layout,
    current_generation,
    publish,
    writing,
)
from index.ledger import Ledger
from index.manifest import (
    Manifest,
    ManifestError,
    Recipe,
    code_digests,
    damaged_parts,
    read_manifest,
    write_manifest,
)
from index.near import Search, Wanted, write_near
from index.sources import Sources, find_sources
from index.stamps import Stamp, sha256
from index.tokens import ENCODING
from index.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BuildError", "Progress", "Report", "build"]

PASSAGE_TOKENS = (60, 200)
FIRST = "there was no index"
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        version: name of the generation that serves now.
        unchanged: whether the index already held exactly this, so that nothing was written.
        documents: how many documents the index holds.
        passages: how many passages it holds.
        read: how many documents were read and cut now; the others were kept as they were.
        embedded: how many texts were embedded now.
        reason: why it was built, in a few words.
        changes: what became of the files since the last build.
        failures: files that could not be read.
        seconds: how long it took.
    """

    version: str
    unchanged: bool
    documents: int
    passages: int
    read: int
    embedded: int
    reason: str
    changes: Changes
    failures: tuple[Failure, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a build has to do.

    Attributes:
        serving: name of the generation that serves; None when none can be used.
        reusable: its folder, if documents can be taken over from it.
        reasons: why there must be a new generation; empty when there need not be one.
        changes: what became of the files.
    """

    serving: str | None
    reusable: Path | None
    reasons: tuple[str, ...]
    changes: Changes


def build(
    folder: Path,
    root: Path,
    model_name: str,
    on_progress: Progress = lambda *_: None,
    search: Wanted = "auto",
) -> Report:
    """Bring the index in ``root`` up to date with the files in ``folder`` and its own uploads.

    Args:
        folder: the corpus, or one file.
        root: the index; made if missing.
        model_name: see ``index.encoder.find_model``.
        on_progress: told how far each step is.
        search: how vectors are to be searched; see ``index.near.write_near``.

    Raises:
        FileNotFoundError: there is no such folder or file.
        ModelError: the model is not on this machine, or its files are damaged.
        BuildError: no document could be read, or the new index could not be written.
        TimeoutError: another build is at work.
    """
    started = time.monotonic()
    layout = Layout(root)
    sources = find_sources(folder, layout)
    model = find_model(model_name)
    recipe = Recipe(model.name, model.sha256, ENCODING, PASSAGE_TOKENS, code_digests())
    plan = _plan(layout, recipe, folder, sources, search)
    if plan.serving is not None and not plan.reasons:
        return _unchanged(layout, plan.serving, plan.changes, started)
    check_default(model)
    with writing(layout) as partial:
        plan = _plan(layout, recipe, folder, sources, search)  # another build may just have ended
        filled = _fill(partial, plan, sources, model, layout, on_progress)
        _describe(partial, filled, recipe, folder, sources, _near(partial, filled, search, layout))
        version = publish(layout, partial)
    return Report(
        version=version,
        unchanged=False,
        documents=filled.counts["documents"],
        passages=filled.counts["passages"],
        read=filled.read,
        embedded=filled.embedded,
        reason="; ".join(plan.reasons) or "another build has just ended",
        changes=plan.changes,
        failures=filled.failures,
        seconds=time.monotonic() - started,
    )


def _describe(
    partial: Path, filled: Filled, recipe: Recipe, folder: Path, sources: Sources, search: Search
) -> None:
    """Write the manifest of the new generation."""
    built = datetime.now(UTC).isoformat(timespec="seconds")
    corpus, digests = str(folder.resolve()), sources.digests
    names = [LEDGER, VECTORS, *([NEAR] if search.factor else [])]
    parts = {n: Stamp.of((partial / n).stat(), sha256(partial / n)) for n in names}
    write_manifest(
        partial,
        Manifest(recipe, corpus, built, digests, sources.stamps, filled.counts, search, parts),
    )


def _near(partial: Path, filled: Filled, wanted: Wanted, layout: Layout) -> Search:
    """Write the candidates' index, where there is to be one.

    Raises:
        BuildError: it could not be written.
    """
    counts = filled.counts
    exact = Vectors.read(partial / VECTORS, counts["passages"], counts["dimension"])
    try:
        return write_near(partial / NEAR, exact, wanted)
    except (OSError, RuntimeError) as error:  # FAISS gives the latter on a full disk
        raise BuildError(_unwritten(layout, error)) from error


def _plan(layout: Layout, recipe: Recipe, folder: Path, sources: Sources, search: Wanted) -> _Plan:
    """Compare what serves with what there is."""
    try:
        current = current_generation(layout)
        manifest = read_manifest(layout.root / current)
    except (IndexMissing, ManifestError) as error:
        missing = isinstance(error, IndexMissing) and not layout.current.exists()
        reason = FIRST if missing else f"the index could not be used ({error})"
        return _Plan(None, None, (reason,), compare({}, sources.digests))
    changes = compare(manifest.files, sources.digests)
    if damaged := damaged_parts(layout.root / current, manifest):
        return _Plan(None, None, (f"{damaged[0]} of the index was damaged",), changes)
    differences = tuple(manifest.recipe.differences(recipe))
    reusable = None if differences else layout.root / current
    if manifest.search.wanted != search:
        differences = (
            *differences,
            f"the search setting has changed from {manifest.search.wanted} to {search}",
        )
    return _Plan(current, reusable, (*differences, *_moves(manifest, folder, changes)), changes)


def _moves(manifest: Manifest, folder: Path, changes: Changes) -> Iterator[str]:
    if manifest.corpus != str(folder.resolve()):
        yield "another folder is indexed"
    if text := str(changes):
        yield text


def _unchanged(layout: Layout, current: str, changes: Changes, started: float) -> Report:
    counts = read_manifest(layout.root / current).counts
    ledger = Ledger.open(layout.root / current / LEDGER)
    failures = ledger.failures()
    ledger.close()
    documents, passages = counts["documents"], counts["passages"]
    seconds = time.monotonic() - started
    return Report(current, True, documents, passages, 0, 0, "", changes, failures, seconds)


def _fill(
    partial: Path,
    plan: _Plan,
    sources: Sources,
    model: Model,
    layout: Layout,
    on_progress: Progress,
) -> Filled:
    """Fill the new generation; from nothing where it cannot be made from the old one.

    Raises:
        BuildError: see ``index.fill.fill``; or the disk is full.
    """
    old = plan.reusable
    while True:
        try:
            return fill(partial, old, sources.files, model, PASSAGE_TOKENS, layout, on_progress)
        except NoRoom:
            old = None
        except sqlite3.DatabaseError as error:
            damaged = error.sqlite_errorname.startswith(_DAMAGED)
            if not damaged or not layout.embeddings.exists():
                raise BuildError(_unwritten(layout, error)) from error
            layout.embeddings.unlink()  # nothing is lost but the time to make it again
        except OSError as error:
            if isinstance(error, FileNotFoundError):
                raise
            raise BuildError(_unwritten(layout, error)) from error
        for file in partial.iterdir():
            file.unlink()


def _unwritten(layout: Layout, error: Exception) -> str:
    return (
        f"the new index could not be written to {layout.root} ({error}); nothing else has "
        "changed; check that the disk is not full, and build again"
    )
