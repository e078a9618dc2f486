"""Which file was added by whom: ``uploads.json`` in the folder of the index."""

from __future__ import annotations

import json
import threading
from secrets import token_hex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assistant.people.person import Person


class NotYours(Exception):
    """A file that somebody else added."""


class Belongings:
    """Remembers whose each added file is; one that nobody signed in for is anybody's.

    Args:
        root: folder of the index.
    """

    def __init__(self, root: Path) -> None:
        self._file, self._lock = root / "uploads.json", threading.Lock()

    def check(self, name: str, person: Person | None) -> None:
        """Refuse what is another's.

        Raises:
            NotYours: somebody else added it.
        """
        if person is not None and self._all().get(name, person.name) != person.name:
            raise NotYours(f"{name} was added by somebody else, who alone may remove it")

    def add(self, name: str, person: Person | None) -> None:
        """Note who added a file; whoever came first with the same file keeps it."""
        if person is not None:
            with self._lock:
                self._write({name: person.name, **self._all()})

    def remove(self, name: str) -> None:
        """Forget whose a file was."""
        with self._lock:
            before = self._all()
            if name in before:
                self._write({one: owner for one, owner in before.items() if one != name})

    def _all(self) -> Mapping[str, str]:
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise NotYours(f"{self._file} cannot be read ({error}): mend or remove it") from error
        return told if isinstance(told, dict) else {}

    def _write(self, told: Mapping[str, str]) -> None:
        partial = self._file.with_name(f".{self._file.name}.{token_hex(4)}")
        partial.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        partial.replace(self._file)
