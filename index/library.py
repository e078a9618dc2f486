"""A built index, opened: search by vector and by keyword, and text by span."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from functools import cached_property, lru_cache
from itertools import groupby
from math import log
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import finalize

import numpy as np

from index.cards import Card, card
from index.encoder import ModelError
from index.facts.store import Wanted
from index.generations import LEDGER, IndexMissing, Layout, hold
from index.glossary import Glossary
from index.keywords import match_query
from index.ledger import DocumentRecord, Ledger
from index.manifest import ManifestError, damaged_parts, read_manifest
from index.sources import changed_since
from index.spelling import respelled
from index.vectors import Floats
from index.writer import open_vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from corpus.documents import Document, Span
    from index.facts.fact import Fact, Kind
    from index.passages import Passage

_ALL = Wanted()
_HOLDING = 20  # passages whose texts are given for some words
_DOCUMENTS_KEPT = 64  # in memory, most recently used


class Library:
    """One generation of an index, for reading by any number of threads.

    Attributes:
        root: the index's folder.
        version: the generation's name.
        manifest: how it was made.
        records: the documents' cards, in order of their ids.
        failures: files of the corpus that could not be read.
    """

    def __init__(self, folder: Path, version: str, release: Callable[[], None]) -> None:
        files = ExitStack()
        files.callback(release)
        # Closed at the latest when the last one who reads it forgets it.
        self._finalizer = finalize(self, files.close)
        self.version = version
        self.root = folder.parents[1]
        self.manifest = read_manifest(folder)
        if damaged := damaged_parts(folder, self.manifest, quick=True):
            raise ManifestError(
                f"the index is damaged ({folder / damaged[0]} is not as it was written): "
                "run `briefings build` to make it anew"
            )
        self._ledger = Ledger.open(folder / LEDGER)
        files.callback(self._ledger.close)
        self._by_number = self._ledger.passages()
        self._passages = tuple(self._by_number.values())
        self._vectors = open_vectors(
            folder, self.manifest, lambda: np.fromiter(self._by_number, dtype=np.int64)
        )
        files.callback(self._vectors.close)
        self._rows = {passage.id: row for row, passage in enumerate(self._passages)}
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
        layout = Layout(root)
        version, release = hold(layout)
        try:
            return cls(root / version, version, release)
        except ManifestError as error:
            raise IndexMissing(str(error)) from error
        except (sqlite3.Error, ValueError) as error:
            raise IndexMissing(
                f"the index in {root} cannot be used ({error}): run `briefings build` again"
            ) from error

    def close(self) -> None:
        """Close the files, and let go of the generation."""
        self._finalizer()

    def changed_files(self) -> list[str] | None:
        """List the files added, edited or removed since the build; None without their folder.

        Files are looked at and not read, but for those whose date alone has moved.
        """
        try:
            return changed_since(
                Path(self.manifest.corpus), Layout(self.root), self.manifest.stamps
            )
        except FileNotFoundError:
            return None

    def problems(self) -> list[str]:
        """List what is wrong with the index, each in a few words; reads all of it."""
        found = self._ledger.problems()
        spans = {record.id: 0 for record in self.records}
        for passage in self._passages:
            spans[passage.span.doc_id] = max(passage.span.end, spans.get(passage.span.doc_id, 0))
        for name, end in spans.items():
            try:
                if end > len(self._ledger.document(name).text):
                    found.append(f"a passage of {name} lies outside its text")
            except (KeyError, sqlite3.DatabaseError) as error:
                found.append(str(error))
        if len(self._vectors) != len(self._passages):
            found.append(f"{len(self._passages)} passages have {len(self._vectors)} vectors")
        return found

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

    def facts(self, wanted: Wanted = _ALL) -> tuple[Fact, ...]:
        """Find facts by their fields and words, in order of documents and of the text."""
        return self._ledger.facts(wanted)

    def how_many(self, wanted: Wanted = _ALL) -> int:
        """Count the facts that fit, whatever the limit."""
        return self._ledger.how_many(wanted)

    def newer(self, facts: Sequence[Fact], until: str | None = None) -> dict[str, Fact]:
        """Give what has superseded each of some facts, by the id of the one that it has.

        Args:
            facts: any.
            until: ISO 8601 date; documents issued later are left aside. None means no limit.
        """
        return self._ledger.newer(facts, until)

    def earlier(self, fact: Fact, until: str | None = None) -> tuple[Fact, ...]:
        """List the facts that ``fact`` has superseded; ``until`` is as for ``newer``."""
        return self._ledger.earlier(fact, until)

    def fact_counts(self) -> dict[Kind, int]:
        """Count the facts of each kind that there are any of."""
        return self._ledger.fact_counts()

    def names_of(self, name: str) -> tuple[str, ...]:
        """List the names under which the documents know a body, the given one first."""
        return self._ledger.names_of(name)

    def passage(self, passage_id: str) -> Passage:
        """Give a passage by its id.

        Raises:
            KeyError: there is no such passage.
        """
        return self._passages[self._rows[passage_id]]

    def passages(self) -> Sequence[Passage]:
        """List all passages, in order of documents and offsets."""
        return self._passages

    def passages_of(self, doc_id: str) -> Sequence[Passage]:
        """List the passages of a document, in order."""
        return self._by_document.get(doc_id, ())

    @cached_property
    def _by_document(self) -> dict[str, tuple[Passage, ...]]:
        # The passages of a document have consecutive numbers.
        grouped = groupby(self._passages, key=lambda passage: passage.span.doc_id)
        return {name: tuple(passages) for name, passages in grouped}

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """What questions call each document by, in order of the ids."""
        return tuple(map(card, self.records))

    @cached_property
    def glossary(self) -> Glossary:
        """The short names that the documents define."""
        return self._ledger.glossary()

    def english(self, name: str) -> str:
        """Give the English form of a Chinese name; a title, and one that is unknown, as it is."""
        titles = {title for one in self.cards for title in one.in_chinese}
        return name if name.strip("《》") in titles else self.glossary.english(name)

    def spelling(self, word: str, common: Callable[[], Collection[str]]) -> str:
        """Give a word as the passages spell it; see ``respelled``."""
        return respelled(word, common, self._ledger.frequencies, self._ledger.like)

    def search_vectors(
        self, vector: Floats, k: int, within: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find passages by cosine to ``vector`` (d): id and cosine, best first.

        Args:
            vector: of unit length.
            k: how many at most.
            within: ids of the documents whose passages may be found; None for all.

        Raises:
            ModelError: the vector is not as long as those of the index.
        """
        if len(vector) != (length := self.manifest.counts["dimension"]):
            raise ModelError(
                f"{self.manifest.recipe.model} gives vectors of {len(vector)} numbers, and the "
                f"index has {length}: it has changed under its name; remove the folder of the "
                "index and build again"
            )
        rows = None if within is None else [self._rows_of(name) for name in within]
        return [(self._passages[row].id, s) for row, s in self._vectors.search(vector, k, rows)]

    def search_keywords(self, question: str, k: int) -> list[tuple[str, float]]:
        """Find passages by BM25 over the words of ``question``: id and score, best first."""
        return self.search_query(match_query(question), k)

    def holding(self, words: str) -> list[str]:
        """Give the texts of passages that hold all of some words, the best by BM25 first."""
        found = self.search_query(match_query(words, every=True), _HOLDING)
        return [self.text(self.passage(name).span) for name, _ in found]

    def search_query(
        self, query: str, k: int, within: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find passages by BM25 for an FTS5 query, within documents: id and score."""
        found = self._ledger.search(query, k, within)
        return [(self._by_number[number].id, score) for number, score in found]

    def _rows_of(self, doc_id: str) -> range:
        """Give the rows of a document's passages."""
        passages = self.passages_of(doc_id)
        first = self._rows[passages[0].id] if passages else 0
        return range(first, first + len(passages))

    def cosines(self, vector: Floats, passage_ids: Sequence[str]) -> list[float]:
        """Compute the cosine of each passage to ``vector`` (d), in the order given."""
        vectors = self._vectors.get([self._rows[name] for name in passage_ids])
        return [float(value) for value in vectors @ vector]

    def rarity(self, stems: Collection[str]) -> dict[str, float]:
        """Weigh stems by how few passages hold them: ln((N + 1) / (n + 0.5)), at least 0."""
        found = self._ledger.frequencies(stems)
        total = len(self._passages) + 1
        return {stem: max(0.0, log(total / (found.get(stem, 0) + 0.5))) for stem in stems}
