"""A new generation filled: documents taken over or read, cut and embedded, one after another.

Documents whose file and recipe are as before are neither read nor cut: the old ledger is copied
and edited, and their vectors are copied. No step holds more than one document at a time.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.documents import Document, Failure, unread_pages
from corpus.isolation import read_all
from corpus.load import SourceFile
from index.embeddings import Embeddings, here
from index.encoder import Model, load_encoder
from index.facts.extract import extract_facts
from index.facts.store import Wanted
from index.generations import LEDGER, VECTORS, Layout
from index.ledger import Ledger
from index.manifest import read_manifest
from index.passages import Sizes, embedded_text, split_document, table_heads
from index.places import Extent, allot
from index.proposals import Proposals, take_up
from index.tokens import count_tokens
from index.vectors import Vectors
from index.writer import Outrun, Writer, numbers_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.embeddings import Embedder
    from index.manifest import Stored

_MANY = 8  # files to read: then a second process is worth its start
_WORKERS = 2  # reading processes, of which each may take memory; embedding takes longer anyway


class BuildError(Exception):
    """A build that could not be finished; the index that served before still serves."""


class NoRoom(Exception):
    """The new generation cannot be made from the old one, and is made from nothing.

    A document has more passages than numbers are free where it belongs; or the store has a later
    generation than the one that the index names.
    """


class Progress(Protocol):
    """What is told how far a step is."""

    def __call__(self, step: str, done: int, total: int, /) -> None:
        """Take note that ``done`` of ``total`` parts of ``step`` are finished."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the new generation, and what it took.

    Attributes:
        counts: documents, passages, dimension and failures.
        read: how many documents were read and cut.
        embedded: how many texts were embedded.
        failures: files that could not be read, in order of their names.
        proposals: digest of the proposals that were taken up.
    """

    counts: dict[str, int]
    read: int
    embedded: int
    failures: tuple[Failure, ...]
    proposals: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is taken over from the generation before.

    Attributes:
        extents: each document's first number and the number after its last, in order.
        vectors: those of the generation; None where there is none, or the store keeps them.
        stored: where the store keeps them.
        dimension: how long they are; 0 where there are none.
        removed: numbers of the passages that are not taken over.
        rows: in which of them each document's passages stand.
        failures: by file, those that would fail again.
        partly: what of the documents taken over could not be read.
        proposals: digest of the proposals that are among their facts.
    """

    extents: dict[str, Extent] = field(default_factory=dict)
    vectors: Vectors | None = None
    stored: Stored | None = None
    dimension: int = 0
    removed: list[Extent] = field(default_factory=list)
    rows: dict[str, range] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    partly: list[Failure] = field(default_factory=list)
    proposals: str = ""


def fill(
    partial: Path,
    old: Path | None,
    files: Sequence[SourceFile],
    model: Model,
    passage_tokens: tuple[int, int],
    layout: Layout,
    on_progress: Progress,
    out: Writer,
    runner: str | None = None,
) -> Filled:
    """Write ledger and vectors of ``files``: the ledger into the empty folder ``partial``.

    Args:
        partial: the new generation's folder.
        old: folder of a generation of the same recipe to take documents over from, or None.
        files: what to index, in order.
        model: embeds the passages.
        passage_tokens: fewest and most tokens of a passage.
        layout: of the index.
        on_progress: told how far each step is.
        out: takes the vectors; where it is a store, that of ``old``.
        runner: address of the queue for workers; None: texts are embedded here.

    Raises:
        StoreError: the store or the runner cannot be used.
        BuildError: no document could be read, or something did not read back as it was written.
        NoRoom: it cannot be made from ``old``.
        sqlite3.DatabaseError: the store of vectors is damaged, or the disk is full.
        OSError: the disk is full.
        ProposalsError: what a model proposed cannot be read.
    """
    with ExitStack() as stack:
        ledger, kept = _start(partial, old, files)
        stack.callback(ledger.close)
        embeddings = stack.enter_context(closing(Embeddings(layout.embeddings, model.sha256)))
        fresh, failures = _read(
            ledger, embeddings, files, kept, _sizes(model, passage_tokens), on_progress
        )
        if not any(ledger.count()):
            raise BuildError(_nothing_read(failures))
        ledger.set_failures(failures)
        proposals, digest = Proposals(layout), Proposals(layout).digest()
        take_up(ledger, proposals, fresh if digest == kept.proposals else None)
        ledger.link_facts()
        embedded = embeddings.embed(
            _embedder(model, runner),
            lambda done, total: on_progress("Embedding", done, total),
        )
        dimension = _write_vectors(out, ledger, embeddings, kept)
        counts = dict(zip(("documents", "passages"), ledger.count(), strict=True))
    counts |= {"dimension": dimension, "failures": len(failures)}
    _check(partial, counts, fresh, out)
    return Filled(counts, len(fresh), embedded, tuple(failures), digest)


def _start(partial: Path, old: Path | None, files: Sequence[SourceFile]) -> tuple[Ledger, _Kept]:
    """Copy the old ledger without the documents that are gone or edited; or make an empty one."""
    if old is None:
        return Ledger.create(partial / LEDGER), _Kept()
    manifest = read_manifest(old)
    shutil.copyfile(old / LEDGER, partial / LEDGER)
    ledger = Ledger.edit(partial / LEDGER)
    now = {file.id: (file.source, file.sha256) for file in files}
    stays = {r.id for r in ledger.records() if now.get(r.id) == (r.source, r.sha256)}
    counts, told = manifest.counts, manifest.proposals
    if manifest.stored:
        kept = _Kept(stored=manifest.stored, dimension=counts["dimension"], proposals=told)
    else:
        vectors = Vectors.read(old / VECTORS, counts["passages"], counts["dimension"])
        kept = _Kept(vectors=vectors, proposals=told)
    at = 0
    for name, (first, count) in ledger.extents().items():
        if name in stays:
            kept.extents[name] = (first, first + count)
            kept.rows[name] = range(at, at + count)
        else:
            ledger.remove(name)
            kept.removed.append((first, first + count))
        at += count
    same = {f.source for f in files if f.sha256 and f.sha256 == manifest.files.get(f.source)}
    read = {file.source for file in files if file.id in kept.extents}
    for failure in ledger.failures():
        if failure.source in read:
            kept.partly.append(failure)
        elif failure.source in same:
            kept.failures[failure.source] = failure
    return ledger, kept


def _read(
    ledger: Ledger,
    embeddings: Embeddings,
    files: Sequence[SourceFile],
    kept: _Kept,
    sizes: Sizes,
    on_progress: Progress,
) -> tuple[list[str], list[Failure]]:
    """Read and cut what is new; give the ids of the documents read, and all failures."""
    failed = dict(kept.failures)
    new = [f for f in files if f.id not in kept.extents and f.source not in failed]
    room = allot([f.id for f in files if f.source not in failed], kept.extents)
    fresh: list[str] = []
    partly = list(kept.partly)
    workers = _WORKERS if len(new) >= _MANY else 1
    with closing(read_all(new, workers)) as outcomes:
        for done, (file, found) in enumerate(zip(new, outcomes, strict=True), start=1):
            if isinstance(found, Failure):
                failed[file.source] = found
            else:
                _add(ledger, embeddings, found, room[file.id], sizes)
                fresh.append(file.id)
                partly += filter(None, [unread_pages(found)])
            on_progress("Reading", done, len(new))
    return fresh, sorted((*failed.values(), *partly), key=lambda failure: failure.source)


def _add(
    ledger: Ledger, embeddings: Embeddings, document: Document, room: Extent, sizes: Sizes
) -> None:
    passages = split_document(document, sizes)
    first, end = room
    if first + len(passages) > end:
        raise NoRoom
    numbered = list(enumerate(passages, start=first))
    ledger.add(document, numbered, extract_facts(document))
    heads = table_heads(document)
    for number, passage in numbered:
        start = passage.span.start
        text, table = document.text[start : passage.span.end], heads.get(start, "")
        embeddings.want(number, embedded_text(document.meta.title, passage.section, text, table))


def _sizes(model: Model, passage_tokens: tuple[int, int]) -> Sizes:
    fewest, most = passage_tokens
    return Sizes(fewest, most, model.max_tokens, count_tokens, model.token_counter())


def _embedder(model: Model, runner: str | None) -> Embedder:
    if runner is None:
        return here(lambda: load_encoder(model))
    from index.remote.runner import through

    return through(runner, model, lambda: load_encoder(model))


def _write_vectors(out: Writer, ledger: Ledger, embeddings: Embeddings, kept: _Kept) -> int:
    """Write the vectors in the order of the passages' numbers; give their length.

    Raises:
        NoRoom: the store cannot keep those of the old generation.
    """
    _, passages = ledger.count()
    dimension = kept.dimension
    try:
        out.start(passages, kept.stored, kept.removed if kept.stored else ())
    except Outrun as error:
        raise NoRoom from error
    for name, (first, count) in ledger.extents().items():
        if name not in kept.rows:
            rows = embeddings.rows(first, count)
        elif kept.vectors is not None:
            rows = kept.vectors.get(kept.rows[name])
        else:
            continue  # the store keeps them
        dimension = rows.shape[1]
        out.add(first, rows)
    out.finish()
    return dimension


def _check(partial: Path, counts: Mapping[str, int], fresh: Sequence[str], out: Writer) -> None:
    """Read back what is new, before it may serve; what was taken over has been checked before.

    Raises:
        BuildError: something does not read back as it was written.
    """
    with closing(Ledger.open(partial / LEDGER)) as ledger:
        vectors = out.searcher(numbers_of(ledger.extents().values()), counts["dimension"])
        sound = len(vectors) == counts["passages"]
        sound = sound and ledger.count() == (counts["documents"], counts["passages"])
        for name in fresh:
            document = ledger.document(name)
            passages = [passage for _, passage in ledger.passages_of(name)]
            ends = [0, *(p.span.end for p in passages)]
            sound = sound and all(
                end <= p.span.start < p.span.end <= len(document.text)
                for end, p in zip(ends, passages, strict=False)
            )
            sound = sound and all(
                0 <= fact.span.start < fact.span.end <= len(document.text)
                for fact in ledger.facts(Wanted(docs=(name,), proposed=None))
            )
    last = len(vectors) - 1
    sound = sound and vectors.search(vectors.get([last])[0], 1)[0][1] > 0.999
    vectors.close()
    if not sound:
        raise BuildError(
            "the new index did not read back as it was written, so the old one still serves; "
            "check that the disk is not full, and build again"
        )


def _nothing_read(failures: Sequence[Failure]) -> str:
    if not failures:
        return "the folder holds no documents (PDF, DOCX, HTML, markdown or text)"
    first = failures[0]
    return (
        f"none of the {len(failures)} files could be read; the first: {first.source} "
        f"{first.reason} ({first.remedy})"
    )
