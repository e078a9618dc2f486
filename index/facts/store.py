"""The facts of a ledger: written with their document, found by field and by word."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.documents import Span
from index.facts.fact import Certainty, Fact, Kind, first_and_last_day
from index.facts.links import SUPERSEDED, holding
from index.facts.thing import thing
from index.keywords import fold, match_query

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.documents import Document

SCHEMA = (
    """
CREATE TABLE facts(
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    kind TEXT NOT NULL, subject TEXT, measure TEXT, value, unit TEXT, "when" TEXT,
    first TEXT, last TEXT, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    issuers TEXT NOT NULL, certainty TEXT NOT NULL, qualifiers TEXT NOT NULL,
    proposed_by TEXT NOT NULL, thing INTEGER
);
CREATE INDEX facts_by_thing ON facts(thing) WHERE thing IS NOT NULL;
CREATE INDEX facts_by_document ON facts(document, "start");
CREATE INDEX facts_by_kind ON facts(kind, first);
CREATE INDEX facts_proposed ON facts(document) WHERE proposed_by != '';
CREATE TABLE fact_issuers(
    name TEXT NOT NULL COLLATE NOCASE, fact INTEGER NOT NULL REFERENCES facts ON DELETE CASCADE,
    PRIMARY KEY(name, fact)
) WITHOUT ROWID;
CREATE INDEX fact_issuers_by_fact ON fact_issuers(fact);
CREATE TABLE names(
    name TEXT NOT NULL COLLATE NOCASE, other TEXT NOT NULL COLLATE NOCASE,
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY(name, other, document)
) WITHOUT ROWID;
CREATE INDEX names_by_document ON names(document);
CREATE VIRTUAL TABLE fact_words USING fts5(
    words, content='', tokenize='porter unicode61 remove_diacritics 2'
);
"""
    + SUPERSEDED
)
_FACT = (
    'id, document, kind, subject, measure, value, unit, "when", "start", "end", issuers,'
    " certainty, qualifiers, proposed_by"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts are asked for; a field that is left empty asks for nothing.

    Attributes:
        kinds: of any of these kinds.
        subject: whose subject holds these characters, whatever their case.
        issuer: that a body issued or did, by any of the names that the documents give it.
        since: that speak of this day or later: an ISO 8601 date at any precision.
        until: that speak of this day or earlier.
        docs: ids of the documents that state them.
        places: of which any holds some of their characters.
        words: that hold all of these words, in their fields or their quote.
        issued_until: from documents issued on this day or earlier.
        current: that none has superseded, among the documents issued until then.
        proposed: those that a model proposed, in place of those that the rules read; None: both.
        limit: how many at most; None for all.
    """

    kinds: tuple[Kind, ...] = ()
    subject: str | None = None
    issuer: str | None = None
    since: str | None = None
    until: str | None = None
    docs: tuple[str, ...] | None = None
    places: tuple[Span, ...] | None = None
    words: str | None = None
    issued_until: str | None = None
    current: bool = False
    proposed: bool | None = False
    limit: int | None = None


def add_facts(rows: sqlite3.Connection, document: Document, facts: Sequence[Fact]) -> None:
    """Write facts of a document that is there."""
    last_number = rows.execute("SELECT coalesce(max(number), 0) FROM facts").fetchone()[0]
    for number, fact in enumerate(facts, start=last_number + 1):
        first, last = first_and_last_day(fact.when)
        issuers = json.dumps(fact.issuers, ensure_ascii=False)
        qualifiers = json.dumps(dict(fact.qualifiers), ensure_ascii=False)
        measured = (fact.subject, fact.measure, fact.value, fact.unit, fact.when, first, last)
        told = (fact.span.start, fact.span.end, issuers, fact.certainty, qualifiers)
        of = (fact.proposed_by, thing(fact, document))
        row = (number, fact.id, document.id, fact.kind, *measured, *told, *of)
        rows.execute(f"INSERT INTO facts VALUES ({','.join('?' * len(row))})", row)
        rows.execute(
            "INSERT INTO fact_words(rowid, words) VALUES (?,?)", (number, _words(fact, document))
        )
        rows.executemany(
            "INSERT OR IGNORE INTO fact_issuers VALUES (?,?)",
            [(name, number) for name in fact.issuers],
        )
    rows.executemany(
        "INSERT OR IGNORE INTO names VALUES (?,?,?)",
        [(one, other, document.id) for one, other in _same(facts)],
    )


def remove_facts(rows: sqlite3.Connection, document: Document, *, proposed: bool = False) -> None:
    """Take out the facts of a document, which is still there; or only those ``proposed``."""
    which = "WHERE document = ?" + " AND proposed_by != ''" * proposed
    query = f"SELECT number, {_FACT} FROM facts {which}"
    for number, *row in rows.execute(query, (document.id,)).fetchall():
        # The index keeps no texts, and wants to be told what it has to forget.
        rows.execute(
            "INSERT INTO fact_words(fact_words, rowid, words) VALUES ('delete',?,?)",
            (number, _words(_fact(row), document)),
        )
    rows.execute(f"DELETE FROM facts {which}", (document.id,))


def find_facts(rows: sqlite3.Connection, wanted: Wanted) -> tuple[Fact, ...]:
    """Find facts, in order of their documents' ids and of the text."""
    where, values = _where(rows, wanted)
    limit = -1 if wanted.limit is None else wanted.limit
    found = rows.execute(
        f'SELECT {_FACT} FROM facts{where} ORDER BY document, "start", number LIMIT ?',
        (*values, limit),
    )
    return tuple(map(_fact, found))


def newer_facts(
    rows: sqlite3.Connection, facts: Sequence[Fact], until: str | None
) -> dict[str, Fact]:
    """Give the fact that has superseded each of ``facts``, by the id of the one that it has.

    Args:
        rows: of the ledger.
        facts: any.
        until: ISO 8601 date; documents issued later are left aside. None means no limit.
    """
    return dict(_linked(rows, facts, until, "fact", "newer"))


def earlier_facts(rows: sqlite3.Connection, fact: Fact, until: str | None) -> tuple[Fact, ...]:
    """List the facts that ``fact`` has superseded, in order of their ids; see ``newer_facts``."""
    found = [other for _, other in _linked(rows, [fact], until, "newer", "fact")]
    return tuple(sorted(found, key=lambda other: other.id))


def _linked(
    rows: sqlite3.Connection, facts: Sequence[Fact], until: str | None, own: str, other: str
) -> Iterator[tuple[str, Fact]]:
    """Give the id of each fact in the column ``own`` with that in ``other``, where one has any."""
    holds, days = holding(until)
    ids = json.dumps([fact.id for fact in facts])
    found = rows.execute(
        f"SELECT (SELECT id FROM facts WHERE number = {own}), {_FACT}"
        f" FROM superseded JOIN facts ON number = {other} WHERE {holds} AND {own} IN"
        " (SELECT number FROM facts WHERE id IN (SELECT value FROM json_each(?)))",
        (*days, ids),
    )
    for name, *row in found:
        yield name, _fact(row)


def count_wanted(rows: sqlite3.Connection, wanted: Wanted) -> int:
    """Count the facts that fit, whatever the limit."""
    where, values = _where(rows, wanted)
    return int(rows.execute(f"SELECT count(*) FROM facts{where}", values).fetchone()[0])


def count_facts(rows: sqlite3.Connection) -> dict[Kind, int]:
    """Count the facts of each kind that there are any of."""
    found = rows.execute("SELECT kind, count(*) FROM facts GROUP BY kind ORDER BY kind")
    return {Kind(kind): count for kind, count in found}


def names_of(rows: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """List the names under which the documents know a body, the given one first."""
    found = rows.execute("SELECT DISTINCT other FROM names WHERE name = ? ORDER BY other", (name,))
    return (name, *(other for (other,) in found))


def _where(rows: sqlite3.Connection, wanted: Wanted) -> tuple[str, list[Any]]:
    """Give what the wanted facts fulfil as one clause, empty for all, and its values."""
    found = list(_conditions(rows, wanted))
    clause = " AND ".join(f"({condition})" for condition, _ in found)
    return f" WHERE {clause}" * bool(found), [value for _, given in found for value in given]


def _conditions(rows: sqlite3.Connection, wanted: Wanted) -> Iterator[tuple[str, list[Any]]]:
    """Give what the wanted facts fulfil, as SQL and its values."""
    if wanted.proposed is not None:
        yield "proposed_by != ''" if wanted.proposed else "proposed_by = ''", []
    if wanted.kinds:
        yield f"kind IN ({_marks(wanted.kinds)})", list(wanted.kinds)
    if wanted.docs is not None:
        yield f"document IN ({_marks(wanted.docs)})", list(wanted.docs)
    if wanted.places is not None:
        one = '(document = ? AND "start" < ? AND "end" > ?)'
        spans = [value for s in wanted.places for value in (s.doc_id, s.end, s.start)]
        yield " OR ".join([one] * len(wanted.places)) or "FALSE", spans
    if wanted.subject is not None:
        yield "instr(lower(subject), lower(?))", [wanted.subject]
    if wanted.issuer is not None:
        names = names_of(rows, wanted.issuer)
        yield f"number IN (SELECT fact FROM fact_issuers WHERE name IN ({_marks(names)}))", [*names]
    yield from _timed(wanted)
    if wanted.words is not None:
        query = match_query(wanted.words, every=True)
        yield "number IN (SELECT rowid FROM fact_words WHERE fact_words MATCH ?)", [query or '""']


def _timed(wanted: Wanted) -> Iterator[tuple[str, list[Any]]]:
    """Give what the wanted facts fulfil in time."""
    if wanted.since is not None:
        yield "last >= ?", [first_and_last_day(wanted.since)[0]]
    if wanted.until is not None:
        yield "first <= ?", [first_and_last_day(wanted.until)[1]]
    if wanted.issued_until is not None:
        day = first_and_last_day(wanted.issued_until)[1]
        yield "document IN (SELECT id FROM documents WHERE issued <= ?)", [day]
    if wanted.current:
        holds, days = holding(wanted.issued_until)
        yield f"number NOT IN (SELECT fact FROM superseded WHERE {holds})", [*days]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _words(fact: Fact, document: Document) -> str:
    """Give what is searched of a fact."""
    quote = document.text[fact.span.start : fact.span.end]
    parts = (fact.kind, fact.subject, fact.measure, *fact.issuers, quote)
    return fold(" ".join(part for part in parts if part))


def _same(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    """Give the pairs of names that facts say mean the same, both ways round."""
    for fact in facts:
        # A name that a model proposes would change what questions about a body count.
        if fact.kind is Kind.DEFINITION and fact.subject and not fact.proposed_by:
            names = [fact.subject, fact.value, fact.qualifiers.get("term_zh")]
            told = [name for name in names if isinstance(name, str)]
            yield from ((one, other) for one in told for other in told if one != other)


def _fact(row: Sequence[Any]) -> Fact:
    name, doc, kind, subject, measure, value, unit, when, start, end, *rest = row
    issuers, certainty, more, proposed_by = rest
    return Fact(
        id=name,
        kind=Kind(kind),
        subject=subject,
        measure=measure,
        value=value,
        unit=unit,
        when=when,
        span=Span(doc, start, end),
        issuers=tuple(json.loads(issuers)),
        certainty=Certainty(certainty),
        qualifiers=json.loads(more),
        proposed_by=proposed_by,
    )
