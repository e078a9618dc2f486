"""Conversations on disk: ``conversations.sqlite`` beside the index; each belongs to one owner.

A conversation is reached by its id and its owner together, both of which cannot be guessed: who
knows neither learns not even that it is there. Each call is one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from assistant.archive.exchange import Exchange, from_json, stored, to_json, words
from index.sqlite_file import SqliteFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = 1
LONGEST_TITLE = 200  # characters
MOST_LISTED = 200
_SCHEMA = """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL,
    begun TEXT NOT NULL, changed TEXT NOT NULL);
CREATE INDEX conversations_by_owner ON conversations(owner, changed);
CREATE TABLE exchanges (
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    position INTEGER NOT NULL, id TEXT NOT NULL, question TEXT NOT NULL, words TEXT NOT NULL,
    told TEXT NOT NULL, PRIMARY KEY (conversation, position)) WITHOUT ROWID
"""
_NEW = 16  # bytes of an id that come from chance


class ArchiveError(Exception):
    """The file of conversations cannot be used; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list.

    Attributes:
        id: what it is opened by.
        title: its first question, or as its owner named it.
        changed: when it last changed, ISO 8601 in UTC.
        questions: how many it holds.
    """

    id: str
    title: str
    changed: str
    questions: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A whole conversation.

    Attributes:
        title: its first question, or as its owner named it.
        begun: when, ISO 8601 in UTC.
        exchanges: oldest first.
    """

    title: str
    begun: str
    exchanges: tuple[Exchange, ...]


class Archive:
    """The conversations of one index.

    Args:
        root: folder of the index.
    """

    def __init__(self, root: Path) -> None:
        self._file = SqliteFile(root / "conversations.sqlite", FORMAT, _SCHEMA, ArchiveError)

    def keep(
        self, owner: str, name: str, known: Sequence[Exchange], exchanges: Sequence[Exchange]
    ) -> str:
        """Store a conversation as it is now.

        Args:
            owner: whose it is.
            name: its id; unknown or empty for a new one.
            known: what it held when the page last saw it. Where another page has changed it since,
                this one becomes a conversation of its own, and nothing of the other is lost.
            exchanges: what it holds now; at least one.

        Returns:
            The id to reach it by from now on.

        Raises:
            ArchiveError: it cannot be written; nothing has changed then.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._file.open() as rows:
            if _stored(rows, owner, name) != [one.id for one in known]:
                name, known = token_urlsafe(_NEW), ()
                title = stored(" ".join(exchanges[0].question.split())[:LONGEST_TITLE])
                conversation = (name, owner, title or "…", now, now)
                rows.execute("INSERT INTO conversations VALUES (?,?,?,?,?)", conversation)
            same = _same(known, exchanges)
            rows.execute(
                "DELETE FROM exchanges WHERE conversation = ? AND position >= ?", (name, same)
            )
            rows.executemany(
                "INSERT INTO exchanges VALUES (?,?,?,?,?,?)",
                [
                    (name, at, one.id, stored(one.question), words(one), to_json(one))
                    for at, one in enumerate(exchanges[same:], start=same)
                ],
            )
            rows.execute("UPDATE conversations SET changed = ? WHERE id = ?", (now, name))
        return name

    def get(self, owner: str, name: str) -> Conversation | None:
        """Give a conversation; None where ``owner`` has none of that id.

        Raises:
            ArchiveError: the file cannot be read.
        """
        if not self._file.exists():
            return None
        with self._file.open(write=False) as rows:
            head = rows.execute(
                "SELECT title, begun FROM conversations WHERE id = ? AND owner = ?", (name, owner)
            ).fetchone()
            found = rows.execute(
                "SELECT told, question, id FROM exchanges WHERE conversation = ? ORDER BY position",
                (name,),
            ).fetchall()
        if head is None:
            return None
        title, begun = head
        return Conversation(title, begun, tuple(from_json(*row) for row in found))

    def search(self, owner: str, sought: str = "") -> list[Listed]:
        """List conversations, last changed first; those that hold every word of ``sought``.

        Raises:
            ArchiveError: the file cannot be read.
        """
        if not self._file.exists():
            return []
        terms = stored(sought).casefold().split()
        holds = (
            " AND (instr(casefolded(c.title), ?) OR EXISTS (SELECT 1 FROM exchanges e"
            " WHERE e.conversation = c.id AND instr(e.words, ?)))" * len(terms)
        )
        with self._file.open(write=False) as rows:
            rows.create_function("casefolded", 1, str.casefold, deterministic=True)
            found = rows.execute(
                "SELECT c.id, c.title, c.changed,"
                " (SELECT count(*) FROM exchanges e WHERE e.conversation = c.id)"
                f" FROM conversations c WHERE c.owner = ?{holds}"
                f" ORDER BY c.changed DESC, c.rowid DESC LIMIT {MOST_LISTED}",
                (owner, *(term for term in terms for _ in range(2))),
            ).fetchall()
        return [Listed(*row) for row in found]

    def rename(self, owner: str, name: str, title: str) -> bool:
        """Give a conversation another title; False where ``owner`` has none of that id.

        Raises:
            ValueError: the title is empty or too long.
            ArchiveError: it cannot be written.
        """
        title = stored(" ".join(title.split()))
        if not 0 < len(title) <= LONGEST_TITLE:
            raise ValueError(f"a title has 1 to {LONGEST_TITLE} characters, not {len(title):,}")
        return self._change("UPDATE conversations SET title = ?", (title,), owner, name)

    def delete(self, owner: str, name: str) -> bool:
        """Forget a conversation; False where ``owner`` has none of that id.

        Raises:
            ArchiveError: it cannot be written.
        """
        return self._change("DELETE FROM conversations", (), owner, name)

    def _change(self, statement: str, values: tuple[str, ...], owner: str, name: str) -> bool:
        if not self._file.exists():
            return False
        with self._file.open() as rows:
            where = f"{statement} WHERE id = ? AND owner = ?"
            return rows.execute(where, (*values, name, owner)).rowcount == 1


def _stored(rows: sqlite3.Connection, owner: str, name: str) -> list[str] | None:
    """List the ids of a conversation's exchanges; None where ``owner`` has no such one."""
    query = "SELECT 1 FROM conversations WHERE id = ? AND owner = ?"
    if rows.execute(query, (name, owner)).fetchone() is None:
        return None
    ids = "SELECT id FROM exchanges WHERE conversation = ? ORDER BY position"
    return [one for (one,) in rows.execute(ids, (name,))]


def _same(known: Sequence[Exchange], exchanges: Sequence[Exchange]) -> int:
    """Count the exchanges at the start that are as they were."""
    pairs = enumerate(zip(known, exchanges, strict=False))
    first = (at for at, (before, now) in pairs if before.id != now.id)
    return next(first, min(len(known), len(exchanges)))
