"""Which facts of a ledger a later document supersedes, or their own corrects.

This is worked out when all of them are there.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from index.facts.fact import first_and_last_day
from index.facts.restated import Statement, superseded

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

SUPERSEDED = """
CREATE TABLE superseded(
    fact INTEGER NOT NULL REFERENCES facts ON DELETE CASCADE,
    newer INTEGER NOT NULL REFERENCES facts ON DELETE CASCADE,
    since TEXT NOT NULL, until TEXT, PRIMARY KEY(fact, since)
) WITHOUT ROWID;
CREATE INDEX superseded_by_newer ON superseded(newer);
"""
_SEVERAL = """
SELECT thing, number, issued, coalesce(json_extract(told, '$.issued_inferred'), 0), value,
       json_extract(qualifiers, '$.high'), json_extract(qualifiers, '$.operator')
FROM facts JOIN documents ON documents.id = document
WHERE issued IS NOT NULL AND json_extract(qualifiers, '$.corrected') IS NULL AND thing IN (
    SELECT thing FROM facts WHERE thing IS NOT NULL GROUP BY thing
    HAVING min(document) != max(document)
)
ORDER BY thing, number
"""

_CORRECTED = """
SELECT number, document, kind, json_extract(qualifiers, '$.corrected'), unit, "start", issued
FROM facts JOIN documents ON documents.id = document
WHERE json_extract(qualifiers, '$.corrected') IS NOT NULL ORDER BY number
"""
_RIGHT = """
SELECT number FROM facts WHERE document = ? AND kind = ? AND value = ? AND unit IS ?
ORDER BY abs("start" - ?), number LIMIT 1
"""


def link_facts(rows: sqlite3.Connection) -> int:
    """Link each fact to what supersedes it, in place of the links that are there; count them."""
    rows.execute("DELETE FROM superseded")
    links = list(_links(rows))
    rows.executemany("INSERT INTO superseded VALUES (?,?,?,?)", links)
    return len(links)


def _links(rows: sqlite3.Connection) -> Iterator[tuple[int, int, str, str | None]]:
    for wrong, *right, issued in rows.execute(_CORRECTED).fetchall():
        for (number,) in rows.execute(_RIGHT, right):
            yield wrong, number, issued or "", None
    for _, same in groupby(rows.execute(_SEVERAL), key=lambda row: row[0]):
        statements = [
            Statement(number, issued, bool(inferred), value, high, operator)
            for _, number, issued, inferred, value, high, operator in same
        ]
        for link in superseded(statements):
            yield link.fact, link.by, link.since, link.until


def holding(until: str | None) -> tuple[str, list[str]]:
    """Give the condition, with its values, for a row of ``superseded`` to hold.

    Args:
        until: ISO 8601 date; documents issued later are left aside. None means no limit.
    """
    day = first_and_last_day(until)[1]
    if day is None:
        return "until IS NULL", []
    return "since <= ? AND (until IS NULL OR until > ?)", [day, day]
