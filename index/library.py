"""A built index, opened: search by vector and by keyword, and text by span."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from index.generations import LEDGER, VECTORS, IndexMissing, Layout, current_generation
from index.keywords import match_query
from index.ledger import DocumentRecord, Ledger
from index.manifest import ManifestError, read_manifest
from index.vectors import Floats, Vectors

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from corpus.documents import Document, Span
    from index.passages import Passage

_DOCUMENTS_KEPT = 64  # in memory, most recently used


class Library:
    """One generation of an index, for reading by any number of threads.

    Attributes:
        version: the generation's name.
        manifest: how it was made.
        records: the documents' cards, in order of their ids.
        failures: files of the corpus that could not be read.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.version = version
        self.manifest = read_manifest(folder)
        self._ledger = Ledger.open(folder / LEDGER)
        self._vectors = Vectors.read(folder / VECTORS)
        self._passages = self._ledger.passages()
        self._numbers = {p.id: number for number, p in self._passages.items()}
        self.records = self._ledger.records()
        self.failures = self._ledger.failures()
        self._by_id = {record.id: record for record in self.records}
        self._document = lru_cache(_DOCUMENTS_KEPT)(self._ledger.document)

    @classmethod
    def open(cls, root: Path) -> Library:
        """Open the generation that serves in the index folder ``root``.

        Raises:
            IndexMissing: there is none, or it is damaged or of another format.
        """
        version = current_generation(Layout(root))
        try:
            return cls(root / version, version)
        except ManifestError as error:
            raise IndexMissing(str(error)) from error
        except (sqlite3.Error, RuntimeError) as error:
            raise IndexMissing(
                f"the index in {root} cannot be used ({error}): run `briefings build` again"
            ) from error

    def close(self) -> None:
        """Close the files."""
        self._ledger.close()

    def documents(self) -> tuple[DocumentRecord, ...]:
        """List the documents' cards in order of their ids."""
        return self.records

    def record(self, doc_id: str) -> DocumentRecord:
        """Give a document's card.

        Raises:
            KeyError: there is no such document.
        """
        return self._by_id[doc_id]

    def document(self, doc_id: str) -> Document:
        """Give a whole document.

        Raises:
            KeyError: there is no such document.
        """
        return self._document(doc_id)

    def raw(self, doc_id: str) -> str | None:
        """Give a document's file as it was before cleaning; None where its lines are not kept."""
        return self._ledger.raw(doc_id)

    def text(self, span: Span) -> str:
        """Give the characters of a span: the only way from a span to text.

        Raises:
            KeyError: there is no such document.
        """
        return self.document(span.doc_id).text[span.start : span.end]

    def passage(self, passage_id: str) -> Passage:
        """Give a passage by its id.

        Raises:
            KeyError: there is no such passage.
        """
        return self._passages[self._numbers[passage_id]]

    def passages(self) -> Sequence[Passage]:
        """List all passages, in order of documents and offsets."""
        return tuple(self._passages.values())

    def search_vectors(self, vector: Floats, k: int) -> list[tuple[str, float]]:
        """Find passages by cosine to ``vector`` (d): id and cosine, best first."""
        return [(self._passages[n].id, score) for n, score in self._vectors.search(vector, k)]

    def search_keywords(self, question: str, k: int) -> list[tuple[str, float]]:
        """Find passages by BM25 over the words of ``question``: id and score, best first."""
        found = self._ledger.search(match_query(question), k)
        return [(self._passages[n].id, score) for n, score in found]

    def cosines(self, vector: Floats, passage_ids: Sequence[str]) -> list[float]:
        """Compute the cosine of each passage to ``vector`` (d), in the order given."""
        vectors = self._vectors.get([self._numbers[name] for name in passage_ids])
        return [float(value) for value in vectors @ vector]

    def rarity(self, stems: Collection[str]) -> dict[str, float]:
        """Weigh stems by how few passages hold them: ln((N + 1) / (n + 0.5)), at least 0."""
        found = self._ledger.frequencies(stems)
        total = len(self._passages) + 1
        return {stem: max(0.0, log(total / (found.get(stem, 0) + 0.5))) for stem in stems}
