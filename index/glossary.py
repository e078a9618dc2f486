"""The short names that a corpus defines: kept with their documents, and looked up in questions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from index.acronyms import definitions
from index.keywords import CHINESE, STOPWORDS, terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from corpus.documents import Document

DEFINITIONS = """
CREATE TABLE definitions(
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    short TEXT NOT NULL, long TEXT NOT NULL
);
CREATE INDEX definitions_by_document ON definitions(document);
"""
_WORD = re.compile(r"[^\W_]+(?:[&./-][^\W_]+)*")
_SURE = 0.5  # share of a short name's definitions that must agree
_MOST_NAMES = 8  # of a question that are looked up


def add_definitions(rows: sqlite3.Connection, document: Document) -> None:
    """Write the short names that a document defines."""
    rows.executemany(
        "INSERT INTO definitions VALUES (?,?,?)",
        [(document.id, found.short, found.long) for found in definitions(document.text)],
    )


def read_glossary(rows: sqlite3.Connection) -> Glossary:
    """Read the short names that all documents define; none in a ledger that keeps none."""
    kept = "SELECT 1 FROM sqlite_master WHERE name = 'definitions'"
    counted = "SELECT short, long, count(*) FROM definitions GROUP BY short, long"
    return Glossary(rows.execute(counted) if rows.execute(kept).fetchone() else ())


class Glossary:
    """The short names that a corpus defines, and what each most often stands for."""

    def __init__(self, counted: Iterable[tuple[str, str, int]]) -> None:
        """Take short name, long name and how often it is defined so."""
        by_short: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        self._written: dict[str, str] = {}
        for short, long, count in counted:
            words = tuple(terms(long))
            by_short[short][words] += count
            self._written.setdefault(" ".join(words), long)
        self._long: dict[str, str] = {}
        self._short: dict[tuple[str, ...], str] = {}
        for short, longs in sorted(by_short.items()):
            words, count = max(longs.items(), key=lambda pair: (pair[1], pair[0]))
            if count >= _SURE * longs.total():
                self._long[short] = " ".join(words)
                self._short[words] = short
        self._longest = max(map(len, self._short), default=0)
        self._chinese = [short for short in self._long if CHINESE.match(short)]

    def other_names(self, question: str) -> list[tuple[str, str]]:
        """List the names in a question that have another form: the form there, and the other."""
        found = [(name, self._long[name]) for name in self._chinese if name in question]
        for token in dict.fromkeys(_WORD.findall(question)):
            if short := self._as_defined(token):
                found.append((short, self._long[short]))
        words = terms(question)
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                if name := self._short.get(tuple(words[start:end])):
                    found.append((" ".join(words[start:end]), name))
        return list(dict.fromkeys(found))[:_MOST_NAMES]

    def english(self, name: str) -> str:
        """Give what a Chinese name stands for, as it is written, or the name if none is known."""
        return self._written[self._long[name]] if name in self._chinese else name

    def _as_defined(self, token: str) -> str:
        """Give a word of a question as the short name that it is, plural or typed small."""
        forms = [token, token.removesuffix("s")]
        if token.islower() and token not in STOPWORDS:
            forms.append(token.upper())
        return next((form for form in forms if form in self._long), "")
