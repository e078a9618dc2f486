"""What a model proposed as facts, kept beside the generations, and taken up by each build.

A reply is kept as the model gave it, with the digest of the text that it was given for. It is held
against the text whenever it is taken up, so that what the ledger holds is never older than the
document, nor than the check.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from corpus.documents import Document, Span
from index.facts.proposed import Told, accepted
from index.facts.store import Wanted
from index.sqlite_file import SqliteFile
from index.stamps import sha256 as file_digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from index.generations import Layout
    from index.ledger import Ledger

FORMAT = 1
_TABLE = """CREATE TABLE IF NOT EXISTS replies (
    document TEXT NOT NULL, text TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    model TEXT NOT NULL, facts TEXT NOT NULL,
    PRIMARY KEY (document, text, model, "start", "end"))"""


class ProposalsError(Exception):
    """The file of proposals cannot be used; the message says why and what would do."""


class Proposals:
    """The proposals for one index; each call is one transaction.

    Args:
        layout: of the index.
    """

    def __init__(self, layout: Layout) -> None:
        self._file = SqliteFile(layout.proposals, FORMAT, _TABLE, ProposalsError)

    def digest(self) -> str:
        """Digest all of them; empty where there never were any."""
        return file_digest(self._file.file) if self._file.exists() else ""

    def keep(self, document: Document, told: Told) -> None:
        """Keep what a model told of a stretch of a document, in the place of what it told before.

        Raises:
            ProposalsError: it cannot be written.
        """
        span = told.span
        place = (document.id, _digest(document), span.start, span.end)
        with self._file.open() as rows:
            row = (*place, told.model, json.dumps(told.facts))
            rows.execute("REPLACE INTO replies VALUES (?,?,?,?,?,?)", row)

    def of(self, document: Document) -> tuple[Told, ...]:
        """List what models told of a document as it is now, in order of the text.

        Raises:
            ProposalsError: the file cannot be read.
        """
        if not self._file.exists():
            return ()
        query = (
            'SELECT "start", "end", model, facts FROM replies WHERE document = ? AND text = ?'
            ' ORDER BY "start", "end", model'
        )
        with self._file.open(write=False) as rows:
            found = rows.execute(query, (document.id, _digest(document))).fetchall()
        return tuple(
            Told(Span(document.id, start, end), model, tuple(json.loads(facts)))
            for start, end, model, facts in found
        )

    def documents(self) -> frozenset[str]:
        """List the ids of the documents of which anything was told.

        Raises:
            ProposalsError: the file cannot be read.
        """
        if not self._file.exists():
            return frozenset()
        with self._file.open(write=False) as rows:
            return frozenset(name for (name,) in rows.execute("SELECT document FROM replies"))

    def forget_others(self, documents: Iterable[Document]) -> None:
        """Forget what was told of all texts but those that ``documents`` have now.

        Raises:
            ProposalsError: it cannot be written.
        """
        with self._file.open() as rows:
            now = {(document.id, _digest(document)) for document in documents}
            known = set(rows.execute("SELECT DISTINCT document, text FROM replies"))
            rows.executemany("DELETE FROM replies WHERE document = ? AND text = ?", known - now)


def take_up(ledger: Ledger, proposals: Proposals, only: Collection[str] | None) -> None:
    """Write into a ledger what of the proposals stands in its documents.

    Args:
        ledger: of a generation that is being made.
        proposals: for its index.
        only: ids of the documents that need it; None for all.

    Raises:
        ProposalsError: the proposals cannot be read.
    """
    before = {fact.doc_id for fact in ledger.facts(Wanted(proposed=True))}
    names = {record.id for record in ledger.records()} & (before | proposals.documents())
    for name in sorted(names if only is None else names.intersection(only)):
        document = ledger.document(name)
        known = ledger.facts(Wanted(docs=(name,)))
        ledger.propose(document, accepted(document, proposals.of(document), known))


def _digest(document: Document) -> str:
    return sha256(document.text.encode(errors="surrogatepass")).hexdigest()
