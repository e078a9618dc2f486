"""The SQLite file of a generation: documents, passages, facts, and keyword indexes over them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from corpus.documents import Document, Failure, Metadata, Span
from index.facts.links import link_facts
from index.facts.store import (
    SCHEMA,
    Wanted,
    add_facts,
    count_facts,
    count_wanted,
    earlier_facts,
    find_facts,
    names_of,
    newer_facts,
    remove_facts,
)
from index.glossary import DEFINITIONS, Glossary, add_definitions, read_glossary
from index.passages import Passage
from index.structure import from_json, to_json, told_from_json, told_json
from index.words import (
    WORDS,
    add_words,
    count_words,
    open_vocabulary,
    remove_words,
    search_words,
    words_like,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from index.facts.fact import Fact, Kind

_SCHEMA = """
CREATE TABLE documents(
    id TEXT PRIMARY KEY, file TEXT NOT NULL UNIQUE, title TEXT NOT NULL, issued TEXT,
    publisher TEXT, series TEXT, period_start TEXT, period_end TEXT, language TEXT NOT NULL,
    told TEXT NOT NULL, sha256 TEXT NOT NULL, structure TEXT NOT NULL, text TEXT NOT NULL,
    checksum INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE passages(
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, section TEXT NOT NULL, page INTEGER
);
CREATE INDEX passages_by_document ON passages(document, "start");
CREATE TABLE raw(
    document TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE, text TEXT NOT NULL
);
CREATE TABLE failures(file TEXT NOT NULL, reason TEXT NOT NULL, remedy TEXT NOT NULL);
"""
_PASSAGE = 'number, id, document, "start", "end", section, page'
_DOCUMENT = (
    "id, file, title, issued, publisher, series, period_start, period_end, language, told, sha256"
)
_CARD = len(_DOCUMENT.split(","))  # columns


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document's card: everything but its text.

    Attributes:
        id: the document's id.
        source: its file, relative to the corpus folder.
        meta: what it says of itself.
        sha256: digest of its file.
    """

    id: str
    source: str
    meta: Metadata
    sha256: str


class Ledger:
    """A generation's ledger, opened for reading or, while it is made, for writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def create(cls, file: Path) -> Ledger:
        """Make an empty ledger in ``file``."""
        ledger = cls.edit(file)
        ledger._connection.executescript(_SCHEMA + SCHEMA + DEFINITIONS + WORDS)
        return ledger

    @classmethod
    def edit(cls, file: Path) -> Ledger:
        """Open a ledger that nobody reads yet, to add documents and to remove some.

        It has no journal: whoever does not finish throws the file away.
        """
        connection = sqlite3.connect(file)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        return cls(connection)

    @classmethod
    def open(cls, file: Path) -> Ledger:
        """Open a finished ledger, which nobody writes any more, for use by several threads.

        Raises:
            sqlite3.Error: the file is missing or damaged.
        """
        uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        open_vocabulary(connection)
        return cls(connection)

    def close(self) -> None:
        """Write what is left to write, and close the file."""
        self._connection.commit()
        self._connection.close()

    def add(
        self,
        document: Document,
        passages: Sequence[tuple[int, Passage]],
        facts: Sequence[Fact] = (),
    ) -> None:
        """Write a document, its numbered passages and its facts."""
        meta, execute = document.meta, self._connection.execute
        start, end = meta.period or (None, None)
        card = (document.id, document.source, meta.title, meta.issued, meta.publisher, meta.series)
        told = (start, end, meta.language, told_json(meta), document.sha256)
        row = (*card, *told, to_json(document), document.text)
        marks = ",".join("?" * (len(row) + 1))
        execute(
            f"INSERT INTO documents({_DOCUMENT}, structure, text, checksum) VALUES ({marks})",
            (*row, _checksum(row)),
        )
        if document.raw is not None:
            execute("INSERT INTO raw VALUES (?,?)", (document.id, document.raw))
        add_definitions(self._connection, document)
        for number, passage in passages:
            span, section = passage.span, json.dumps(passage.section, ensure_ascii=False)
            execute(
                "INSERT INTO passages VALUES (?,?,?,?,?,?,?)",
                (number, passage.id, document.id, span.start, span.end, section, passage.page),
            )
            add_words(self._connection, number, document, passage)
        add_facts(self._connection, document, facts)

    def remove(self, doc_id: str) -> None:
        """Take out a document with all that was made of it.

        Raises:
            KeyError: there is no such document.
        """
        document, execute = self.document(doc_id), self._connection.execute
        for number, passage in self.passages_of(doc_id):
            remove_words(self._connection, number, document, passage)
        remove_facts(self._connection, document)
        execute("DELETE FROM documents WHERE id = ?", (doc_id,))

    def propose(self, document: Document, facts: Sequence[Fact]) -> None:
        """Write what a model proposed of a document, in place of what it proposed before."""
        remove_facts(self._connection, document, proposed=True)
        add_facts(self._connection, document, facts)

    def link_facts(self) -> int:
        """Link each figure to the one of a later document that supersedes it; count the links."""
        return link_facts(self._connection)

    def set_failures(self, failures: Iterable[Failure]) -> None:
        """Write which files could not be read, in place of what stood there."""
        rows = [(failure.source, failure.reason, failure.remedy) for failure in failures]
        self._connection.execute("DELETE FROM failures")
        self._connection.executemany("INSERT INTO failures VALUES (?,?,?)", rows)

    def failures(self) -> tuple[Failure, ...]:
        """List the files that could not be read, in order of their names."""
        rows = self._connection.execute("SELECT * FROM failures ORDER BY file")
        return tuple(Failure(*row) for row in rows)

    def records(self) -> tuple[DocumentRecord, ...]:
        """List the documents' cards in order of their ids."""
        rows = self._connection.execute(f"SELECT {_DOCUMENT} FROM documents ORDER BY id")
        return tuple(_record(row) for row in rows)

    def document(self, doc_id: str) -> Document:
        """Read a whole document, but for its raw text.

        Raises:
            KeyError: there is no such document.
            sqlite3.DatabaseError: it is not as it was written.
        """
        row = self._connection.execute(
            f"SELECT {_DOCUMENT}, structure, text, checksum FROM documents WHERE id = ?", (doc_id,)
        ).fetchone()
        if row is None:
            raise KeyError(doc_id)
        if _checksum(row[:-1]) != row[-1]:
            raise sqlite3.DatabaseError(f"the text of {doc_id} is not as it was written")
        return _document(_record(row[:_CARD]), *row[_CARD:-1])

    def raw(self, doc_id: str) -> str | None:
        """Read a document's file as it was before cleaning; None where its lines are not kept."""
        query = "SELECT text FROM raw WHERE document = ?"
        row = self._connection.execute(query, (doc_id,)).fetchone()
        return None if row is None else str(row[0])

    def glossary(self) -> Glossary:
        """Read the short names that the documents define."""
        return read_glossary(self._connection)

    def passages(self) -> dict[int, Passage]:
        """Read all passages by number, in order of their numbers."""
        rows = self._connection.execute(f"SELECT {_PASSAGE} FROM passages ORDER BY number")
        return dict(map(_passage, rows))

    def passages_of(self, doc_id: str) -> list[tuple[int, Passage]]:
        """List the passages of a document with their numbers, in order."""
        rows = self._connection.execute(
            f"SELECT {_PASSAGE} FROM passages WHERE document = ? ORDER BY number", (doc_id,)
        )
        return list(map(_passage, rows))

    def extents(self) -> dict[str, tuple[int, int]]:
        """Give each document's first number and its count of passages, in order of the numbers."""
        rows = self._connection.execute(
            "SELECT document, min(number), count(*) FROM passages GROUP BY document"
            " ORDER BY min(number)"
        )
        return {name: (first, count) for name, first, count in rows}

    def facts(self, wanted: Wanted) -> tuple[Fact, ...]:
        """Find facts, in order of their documents' ids and of the text."""
        return find_facts(self._connection, wanted)

    def how_many(self, wanted: Wanted) -> int:
        """Count the facts that fit, whatever the limit."""
        return count_wanted(self._connection, wanted)

    def newer(self, facts: Sequence[Fact], until: str | None = None) -> dict[str, Fact]:
        """Give what has superseded each of some facts; see ``index.facts.store.newer_facts``."""
        return newer_facts(self._connection, facts, until)

    def earlier(self, fact: Fact, until: str | None = None) -> tuple[Fact, ...]:
        """List what a fact has superseded; see ``index.facts.store.newer_facts``."""
        return earlier_facts(self._connection, fact, until)

    def fact_counts(self) -> dict[Kind, int]:
        """Count the facts of each kind that there are any of."""
        return count_facts(self._connection)

    def names_of(self, name: str) -> tuple[str, ...]:
        """List the names under which the documents know a body, the given one first."""
        return names_of(self._connection, name)

    def count(self) -> tuple[int, int]:
        """Count the documents and their passages."""
        counts = (
            self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("documents", "passages")
        )
        documents, passages = counts
        return documents, passages

    def problems(self) -> list[str]:
        """List what SQLite finds wrong with the file; reads all of it."""
        rows = self._connection.execute("PRAGMA integrity_check").fetchall()
        return [text for (text,) in rows if text != "ok"]

    def search(
        self, query: str, k: int, within: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """Find passages by BM25: number and score (higher is better), best first, ties by number.

        Args:
            query: an FTS5 query, as ``index.keywords.match_query`` makes it; empty finds nothing.
            k: how many at most.
            within: ids of the documents whose passages may be found; None for all.
        """
        return search_words(self._connection, query, k, within)

    def frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Count the passages that hold each of ``stems``; those that none holds are left out."""
        return count_words(self._connection, stems)

    def like(self, stem: str) -> dict[str, int]:
        """Count the passages of each stem with the first letter and about the length of another."""
        return words_like(self._connection, stem)


def _checksum(row: Sequence[object]) -> int:
    """Compute a check of a document's row, so that no character of it changes unnoticed."""
    return crc32("\x1f".join(map(str, row)).encode(errors="surrogatepass"))


def _passage(row: tuple[int, str, str, int, int, str, int | None]) -> tuple[int, Passage]:
    number, name, doc, start, end, section, page = row
    return number, Passage(name, Span(doc, start, end), tuple(json.loads(section)), page)


def _record(row: Sequence[str]) -> DocumentRecord:
    doc_id, file, title, issued, publisher, series, start, end, language, told, sha256 = row
    period = (start, end) if start and end else None
    card = (title, publisher, series, issued, period, language)
    return DocumentRecord(doc_id, file, Metadata(*card, **told_from_json(told)), sha256)


def _document(record: DocumentRecord, structure: str, text: str) -> Document:
    card = (record.id, record.meta, record.source, record.sha256)
    return Document(*card, text, **from_json(structure))
