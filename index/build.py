"""The rebuild: read and embed only what is new, write beside, check, swap."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.documents import Failure
from index.changes import Changes
from index.encoder import Model, check_default, find_model
from index.fill import BuildError, Filled, NoRoom, Progress, fill
from index.generations import (
    LEDGER,
    NEAR,
    VECTORS,
    IndexMissing,
    Layout,
    publish,
    writing,
)
from index.ledger import Ledger
from index.manifest import (
    Manifest,
    ManifestError,
    Recipe,
    Stored,
    code_digests,
    read_manifest,
    write_manifest,
)
from index.near import Search, Wanted
from index.plan import Plan, Wish, make_plan
from index.proposals import ProposalsError
from index.sources import Sources, find_sources
from index.stamps import Stamp, sha256
from index.tokens import ENCODING
from index.writer import Writer, numbers_of, writer_to

__all__ = ["BuildError", "Progress", "Report", "build"]

PASSAGE_TOKENS = (60, 200)
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


def build(
    folder: Path,
    root: Path,
    model_name: str,
    on_progress: Progress = lambda *_: None,
    search: Wanted = "auto",
    store: str | None = None,
    runner: str | None = None,
) -> Report:
    """Bring the index in ``root`` up to date with the files in ``folder`` and its own uploads.

    Args:
        folder: the corpus, or one file.
        root: the index; made if missing.
        model_name: see ``index.encoder.find_model``.
        on_progress: told how far each step is.
        search: how vectors are to be searched; see ``index.near.write_near``.
        store: address of the PostgreSQL database that is to hold the vectors; None: this machine.
        runner: address of the one through which workers embed; None: this process does.

    Raises:
        FileNotFoundError: there is no such folder or file.
        ModelError: the model is not on this machine, or its files are damaged.
        BuildError: no document could be read, or the new index could not be written.
        StoreError: the store or the runner cannot be used.
        TimeoutError: another build is at work.
    """
    started = time.monotonic()
    layout = Layout(root)
    sources = find_sources(folder, layout)
    model = find_model(model_name)
    recipe = Recipe(model.name, model.sha256, ENCODING, PASSAGE_TOKENS, code_digests())
    wish = Wish(search, store, runner)
    plan = make_plan(layout, recipe, folder, sources, wish)
    if plan.serving is not None and not plan.reasons:
        return _unchanged(layout, plan.serving, plan.changes, started)
    check_default(model)
    with writing(layout) as partial, closing(writer_to(store, partial)) as out:
        plan = make_plan(layout, recipe, folder, sources, wish)  # another build may just have ended
        filled = _fill(partial, plan, sources, model, layout, on_progress, out, wish)
        near = _near(partial, filled, wish, layout, out, plan.search)
        _describe(partial, filled, recipe, folder, sources, near, out.stored)
        version = _publish(layout, partial, out)
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
    partial: Path,
    filled: Filled,
    recipe: Recipe,
    folder: Path,
    sources: Sources,
    search: Search,
    stored: Stored | None,
) -> None:
    """Write the manifest of the new generation."""
    built = datetime.now(UTC).isoformat(timespec="seconds")
    corpus, digests = str(folder.resolve()), sources.digests
    names = [name for name in (LEDGER, VECTORS, NEAR) if (partial / name).exists()]
    parts = {n: Stamp.of((partial / n).stat(), sha256(partial / n)) for n in names}
    write_manifest(
        partial,
        Manifest(
            *(recipe, corpus, built, digests, sources.stamps, filled.counts, search, parts),
            *(stored, filled.proposals),
        ),
    )


def _publish(layout: Layout, partial: Path, out: Writer) -> str:
    """Have the new generation serve; then give up in the stores what no folder names any more."""
    before = _stored(layout)
    version = publish(layout, partial)
    with suppress(IndexMissing):  # the new index serves; the next build tries again
        out.published()
    gone = before - _stored(layout)
    for url in sorted({stored.url for stored in gone}):
        from index.remote.writer import retire

        with suppress(IndexMissing):
            retire(url, [stored.generation for stored in gone if stored.url == url])
    return version


def _stored(layout: Layout) -> set[Stored]:
    """List what the generations on disk have in stores."""
    found = set()
    for folder in layout.generations.glob("[0-9]*[0-9]"):
        with suppress(ManifestError):
            found.add(read_manifest(folder).stored)
    return {stored for stored in found if stored}


def _near(
    partial: Path, filled: Filled, wish: Wish, layout: Layout, out: Writer, before: Search | None
) -> Search:
    """Make what names candidates, where that is wanted.

    Raises:
        BuildError: it could not be written.
    """
    with closing(Ledger.open(partial / LEDGER)) as ledger:
        numbers = numbers_of(ledger.extents().values())
    try:
        return out.near(numbers, filled.counts["dimension"], wish.search, before)
    except (OSError, RuntimeError) as error:  # FAISS gives the latter on a full disk
        raise BuildError(_unwritten(layout, error)) from error


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
    plan: Plan,
    sources: Sources,
    model: Model,
    layout: Layout,
    on_progress: Progress,
    out: Writer,
    wish: Wish,
) -> Filled:
    """Fill the new generation; from nothing where it cannot be made from the old one.

    Raises:
        BuildError: see ``index.fill.fill``; or the disk is full.
    """
    old = plan.reusable
    while True:
        try:
            given = (sources.files, model, PASSAGE_TOKENS, layout, on_progress, out, wish.runner)
            return fill(partial, old, *given)
        except NoRoom:
            old = None
        except ProposalsError as error:
            raise BuildError(str(error)) from error
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
