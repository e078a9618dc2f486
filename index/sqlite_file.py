"""A small SQLite file beside the index that pages and commands write to at the same time.

Each use opens the file, does one transaction and closes it, so that none holds it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 5.0  # seconds to wait for another writer


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A file with the tables of one version of the program.

    Attributes:
        file: its path; made when it is first written.
        format: version of its tables.
        schema: statements that make them, each ended by a semicolon.
        error: raised, with why and what would do, where it cannot be used.
    """

    file: Path
    format: int
    schema: str
    error: type[Exception]

    def exists(self) -> bool:
        """Tell whether anything was ever written."""
        return self.file.exists() and bool(self.file.stat().st_size)  # 0: a write that failed

    @contextmanager
    def open(self, write: bool = True) -> Iterator[sqlite3.Connection]:
        """Open it for one transaction, which is kept when the block ends and else undone."""
        mode = "rwc" if write else "ro"
        try:
            name = f"{self.file.absolute().as_uri()}?mode={mode}"
            opened = sqlite3.connect(name, uri=True, timeout=_PATIENCE, isolation_level=None)
            with closing(opened) as rows:
                rows.execute("PRAGMA foreign_keys = ON")
                rows.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                self._check_format(rows, write)
                yield rows
                rows.execute("COMMIT")
        except sqlite3.Error as error:
            raise self.error(f"{self.file} cannot be used ({error}): {_remedy(error)}") from error

    def _check_format(self, rows: sqlite3.Connection, write: bool) -> None:
        (found,) = rows.execute("PRAGMA user_version").fetchone()
        if found not in (0, self.format):
            raise self.error(
                f"{self.file} has format {found}, expected {self.format}: use the version of"
                " Briefings that wrote it, or move it away"
            )
        if found == 0 and write:
            for statement in filter(str.strip, self.schema.split(";")):
                rows.execute(statement)
            rows.execute(f"PRAGMA user_version = {self.format}")


def _remedy(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return "make room on the disk"
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return "let this user write to its folder"
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return "move it away; a new one is made"
    return "try again"
