"""Readers' judgements on disk: ``feedback.sqlite`` beside the index, one row a judgement.

Each call is one transaction, so that any number of pages and commands can use it at once.
"""

from __future__ import annotations

import json
from pathlib import Path

from assistant.answer import Status, Turn
from assistant.feedback.judgement import Judgement, Passage, Reason, Verdict
from index.sqlite_file import SqliteFile

FORMAT = 1
_TABLE = """CREATE TABLE IF NOT EXISTS judgements (
    id TEXT PRIMARY KEY, time TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT,
    remark TEXT NOT NULL, answer TEXT NOT NULL, doc TEXT, quote TEXT,
    question TEXT NOT NULL, history TEXT NOT NULL, status TEXT NOT NULL, short TEXT NOT NULL,
    text TEXT NOT NULL, citations TEXT NOT NULL, index_version TEXT NOT NULL, gold TEXT)"""
_COLUMNS = (
    "id, time, verdict, reason, remark, answer, doc, quote, question, history, status, short,"
    " text, citations, index_version, gold"
)


class FeedbackError(Exception):
    """The file of judgements cannot be used; the message says why and what would do."""


class FeedbackStore:
    """The judgements of one index.

    Args:
        root: folder of the index.
    """

    def __init__(self, root: Path) -> None:
        self._file = SqliteFile(root / "feedback.sqlite", FORMAT, _TABLE, FeedbackError)

    def put(self, judgement: Judgement) -> None:
        """Store a judgement, in the place of an earlier one with its id.

        Raises:
            FeedbackError: it cannot be written; nothing has changed then.
        """
        with self._file.open() as rows:
            marks = ", ".join("?" * len(_row(judgement)))
            rows.execute(f"REPLACE INTO judgements ({_COLUMNS}) VALUES ({marks})", _row(judgement))

    def remove(self, name: str) -> None:
        """Forget the judgement with the id ``name``, if there is one.

        Raises:
            FeedbackError: it cannot be written.
        """
        with self._file.open() as rows:
            rows.execute("DELETE FROM judgements WHERE id = ?", (name,))

    def mark_gold(self, name: str, question: str) -> None:
        """Note that the judgement ``name`` became the gold question with the id ``question``.

        Raises:
            FeedbackError: it cannot be written.
        """
        if self._file.exists():
            with self._file.open() as rows:
                rows.execute("UPDATE judgements SET gold = ? WHERE id = ?", (question, name))

    def all(self) -> tuple[Judgement, ...]:
        """List the judgements, newest first; none where nothing was ever said.

        Raises:
            FeedbackError: the file cannot be read.
        """
        if not self._file.exists():
            return ()
        order = "ORDER BY time DESC, id"
        with self._file.open(write=False) as rows:
            found = rows.execute(f"SELECT {_COLUMNS} FROM judgements {order}").fetchall()
        return tuple(map(_judgement, found))


def _row(one: Judgement) -> tuple[str | None, ...]:
    passage = one.passage
    history = [[turn.question, turn.answer] for turn in one.history]
    values = (
        *(one.id, one.time, one.verdict, one.reason, one.remark, one.answer),
        *((passage.doc, passage.quote) if passage else (None, None)),
        *(one.question, _json(history), one.status, one.short, one.text),
        *(_json(one.citations), one.index_version, one.gold),
    )
    # Half of a surrogate pair is no UTF-8.
    return tuple(v if v is None else str(v).encode(errors="replace").decode() for v in values)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _judgement(row: tuple[str, ...]) -> Judgement:
    name, time, verdict, reason, remark, answer, doc, quote, question, history, *rest = row
    status, short, text, citations, version, gold = rest
    return Judgement(
        id=name,
        time=time,
        question=question,
        history=tuple(Turn(*pair) for pair in json.loads(history)),
        status=Status(status),
        short=short,
        text=text,
        citations=tuple(json.loads(citations)),
        index_version=version,
        verdict=Verdict(verdict),
        reason=Reason(reason) if reason else None,
        remark=remark,
        answer=answer,
        passage=Passage(doc, quote) if doc else None,
        gold=gold,
    )
