"""The rebuild: read what is in the folder, embed only what is new, write beside, check, swap."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.documents import Failure, Span
from corpus.load import Loaded, SourceFile, find, read_document
from corpus.readers.errors import ReadError
from index.embeddings import embed
from index.encoder import Model, check_default, find_model, passage_encoder
from index.generations import (
    LEDGER,
    VECTORS,
    IndexMissing,
    Layout,
    current_generation,
    publish,
    sha256,
    writing,
)
from index.ledger import Ledger
from index.manifest import (
    Manifest,
    ManifestError,
    Recipe,
    code_digest,
    read_manifest,
    write_manifest,
)
from index.passages import Passage, Sizes, embedded_text, split_document
from index.tokens import ENCODING, count_tokens
from index.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.documents import Document
    from index.bert import Floats

PASSAGE_TOKENS = (60, 200)


class BuildError(Exception):
    """A build that could not be finished; the index that served before still serves."""


class Progress(Protocol):
    """What is told how far a step is."""

    def __call__(self, step: str, done: int, total: int, /) -> None:
        """Take note that ``done`` of ``total`` parts of ``step`` are finished."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        version: name of the generation that serves now.
        unchanged: whether the index already held exactly this, so that nothing was written.
        documents: how many documents the index holds.
        passages: how many passages it holds.
        embedded: how many texts were embedded now.
        reason: why it was built, in a few words.
        failures: files that could not be read.
        seconds: how long it took.
    """

    version: str
    unchanged: bool
    documents: int
    passages: int
    embedded: int
    reason: str
    failures: tuple[Failure, ...]
    seconds: float


def build(
    folder: Path, root: Path, model_name: str, on_progress: Progress = lambda *_: None
) -> Report:
    """Bring the index in ``root`` up to date with the files in ``folder``.

    Args:
        folder: the corpus, or one file.
        root: the index; made if missing.
        model_name: see ``index.encoder.find_model``.
        on_progress: told how far each step is.

    Raises:
        FileNotFoundError: there is no such folder.
        ModelError: the model is not on this machine, or its files are damaged.
        BuildError: no document could be read, or the new index failed its check.
        TimeoutError: another build is at work.
    """
    started = time.monotonic()
    files = find(folder)
    model = find_model(model_name)
    recipe = Recipe(model.name, model.sha256, ENCODING, PASSAGE_TOKENS, code_digest())
    digests = digests_of(files)
    layout = Layout(root)
    current, reason = _why(layout, recipe, folder, digests)
    if current is not None and not reason:
        return _unchanged(layout, current, started)
    check_default(model)
    with writing(layout) as partial:
        counts, embedded, failures = _fill(partial, files, model, layout, on_progress)
        checksums = {name: sha256(partial / name) for name in (LEDGER, VECTORS)}
        built = datetime.now(UTC).isoformat(timespec="seconds")
        corpus = str(folder.resolve())
        write_manifest(partial, Manifest(recipe, corpus, built, digests, counts, checksums))
        version = publish(layout, partial)
    seconds = time.monotonic() - started
    documents, passages = counts["documents"], counts["passages"]
    return Report(version, False, documents, passages, embedded, reason, failures, seconds)


def digests_of(files: Sequence[SourceFile]) -> dict[str, str]:
    """Give what tells whether a file has changed: its digest, or its size where it is not read."""
    return {file.source: file.sha256 or f"unread, {file.size} bytes" for file in files}


def _why(
    layout: Layout, recipe: Recipe, folder: Path, digests: dict[str, str]
) -> tuple[str | None, str]:
    """Name the generation that serves, and why it must be made anew; empty when it need not be."""
    try:
        current = current_generation(layout)
        manifest = read_manifest(layout.root / current)
    except IndexMissing:
        return None, "there was no index"
    except ManifestError:
        return None, "the index could not be read"
    if manifest.recipe != recipe:
        return current, "the model, the encoding or the code of the readers has changed"
    if manifest.corpus != str(folder.resolve()):
        return current, "another folder is indexed"
    before, now = manifest.files, digests
    added, gone = len(now.keys() - before.keys()), len(before.keys() - now.keys())
    edited = sum(before[name] != now[name] for name in before.keys() & now.keys())
    parts = [(added, "added"), (edited, "changed"), (gone, "removed")]
    return current, ", ".join(f"{count} {word}" for count, word in parts if count)


def _unchanged(layout: Layout, current: str, started: float) -> Report:
    counts = read_manifest(layout.root / current).counts
    ledger = Ledger.open(layout.root / current / LEDGER)
    failures = ledger.failures()
    ledger.close()
    seconds = time.monotonic() - started
    return Report(current, True, counts["documents"], counts["passages"], 0, "", failures, seconds)


def _fill(
    partial: Path, files: Sequence[SourceFile], model: Model, layout: Layout, on_progress: Progress
) -> tuple[dict[str, int], int, tuple[Failure, ...]]:
    """Write ledger and vectors into ``partial``; give counts, texts embedded and failures."""
    loaded = _read(files, on_progress)
    if not loaded.documents:
        raise BuildError(_nothing_read(loaded.failures))
    cut = [(document, split_document(document, _sizes(model))) for document in loaded.documents]
    texts = [_embedded(document, passage) for document, passages in cut for passage in passages]
    vectors, embedded = embed(
        texts,
        layout.embeddings,
        model.sha256,
        lambda count: passage_encoder(model, count),
        lambda done, total: on_progress("Embedding", done, total),
    )
    _write(partial, cut, loaded.failures, vectors)
    counts = {
        "documents": len(loaded.documents),
        "passages": len(texts),
        "dimension": int(vectors.shape[1]),
        "failures": len(loaded.failures),
    }
    _check(partial, counts, vectors)
    return counts, embedded, loaded.failures


def _read(files: Sequence[SourceFile], on_progress: Progress) -> Loaded:
    documents: list[Document] = []
    failures: list[Failure] = []
    for done, file in enumerate(files, start=1):
        try:
            documents.append(read_document(file))
        except ReadError as error:
            failures.append(Failure(file.source, error.reason, error.remedy))
        on_progress("Reading", done, len(files))
    return Loaded(tuple(documents), tuple(failures))


def _sizes(model: Model) -> Sizes:
    fewest, most = PASSAGE_TOKENS
    return Sizes(fewest, most, model.max_tokens, count_tokens, model.token_counter())


def _embedded(document: Document, passage: Passage) -> str:
    text = document.text[passage.span.start : passage.span.end]
    return embedded_text(document.meta.title, passage.section, text)


def _write(
    partial: Path,
    cut: Sequence[tuple[Document, Sequence[Passage]]],
    failures: Sequence[Failure],
    vectors: Floats,
) -> None:
    ledger = Ledger.create(partial / LEDGER)
    number = 0
    for document, passages in cut:
        ledger.add(document, list(enumerate(passages, start=number)))
        number += len(passages)
    ledger.add_failures(failures)
    ledger.close()
    Vectors.make(range(number), vectors).write(partial / VECTORS)


def _check(partial: Path, counts: dict[str, int], vectors: Floats) -> None:
    """Read the new generation back before it may serve.

    Raises:
        BuildError: something does not read back as it was written.
    """
    ledger, index = Ledger.open(partial / LEDGER), Vectors.read(partial / VECTORS)
    passages, records = ledger.passages(), ledger.records()
    sound = len(passages) == len(index) == counts["passages"]
    sound = sound and len(records) == counts["documents"]
    for record in records:
        document = ledger.document(record.id)
        whole = Span(document.id, 0, len(document.text))
        sound = sound and ledger.text(whole) == document.text
        spans = [p.span for p in passages.values() if p.span.doc_id == document.id]
        sound = sound and all(0 <= s.start < s.end <= len(document.text) for s in spans)
    last = len(vectors) - 1
    sound = sound and index.search(vectors[last], 1)[0][1] > 0.999
    ledger.close()
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
