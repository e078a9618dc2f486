"""The keyword index of a ledger: SQLite's FTS5 over titles, headings and texts of passages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.keywords import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from corpus.documents import Document
    from index.passages import Passage

WORDS = """
CREATE VIRTUAL TABLE keywords USING fts5(
    title, section, text, content='', tokenize='porter unicode61 remove_diacritics 2'
);
"""
# BM25 weights of title, section and text: a heading names what its passages are about.
_WEIGHTS = (0.5, 1.0, 1.0)
# Between their first and their last number, which FTS5 skips to, those of the documents (JSON); the
# plus keeps SQLite from running the whole search anew for each of them.
_NUMBERS = "SELECT {} FROM passages WHERE document IN (SELECT value FROM json_each(?))"
_WITHIN = (
    f" AND rowid BETWEEN ({_NUMBERS.format('min(number)')}) AND ({_NUMBERS.format('max(number)')})"
    f" AND +rowid IN ({_NUMBERS.format('number')})"
)


def add_words(rows: sqlite3.Connection, number: int, document: Document, passage: Passage) -> None:
    """Write the words of a passage."""
    rows.execute(
        "INSERT INTO keywords(rowid, title, section, text) VALUES (?,?,?,?)",
        (number, *_words(document, passage)),
    )


def remove_words(
    rows: sqlite3.Connection, number: int, document: Document, passage: Passage
) -> None:
    """Take out the words of a passage; the index keeps no texts, and is told what to forget."""
    rows.execute(
        "INSERT INTO keywords(keywords, rowid, title, section, text) VALUES ('delete',?,?,?,?)",
        (number, *_words(document, passage)),
    )


def search_words(
    rows: sqlite3.Connection, query: str, k: int, within: Collection[str] | None
) -> list[tuple[int, float]]:
    """Find passages by BM25; see ``Ledger.search``."""
    if not query:
        return []
    only, values = ("", ()) if within is None else (_WITHIN, 3 * (json.dumps(sorted(within)),))
    found = rows.execute(
        "SELECT rowid, -bm25(keywords, ?, ?, ?) AS score FROM keywords WHERE keywords MATCH ?"
        f"{only} ORDER BY score DESC, rowid LIMIT ?",
        (*_WEIGHTS, query, *values, k),
    )
    return [(int(number), float(score)) for number, score in found]


def open_vocabulary(rows: sqlite3.Connection) -> None:
    """Make the table that ``count_words`` reads; it is this connection's own."""
    rows.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, keywords, row)")


def count_words(rows: sqlite3.Connection, stems: Iterable[str]) -> dict[str, int]:
    """Count the passages that hold each stem; those that none holds are left out."""
    wanted = sorted(stems)
    marks = ",".join("?" * len(wanted))
    found = rows.execute(f"SELECT term, doc FROM vocabulary WHERE term IN ({marks})", wanted)
    return dict(found.fetchall())


def words_like(rows: sqlite3.Connection, stem: str) -> dict[str, int]:
    """Count the passages of each stem that begins with the same letter and is about as long."""
    first = stem[:1]
    found = rows.execute(
        "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?"
        " AND length(term) BETWEEN ? AND ?",
        (first, chr(ord(first) + 1), len(stem) - 1, len(stem) + 1),
    )
    return dict(found.fetchall())


def _words(document: Document, passage: Passage) -> tuple[str, str, str]:
    """Give what the index holds of a passage: title, section and text."""
    text = document.text[passage.span.start : passage.span.end]
    titles = (document.meta.title, document.meta.title_original)
    return fold(" ".join(filter(None, titles))), fold(" ".join(passage.section)), fold(text)
