"""Checks of an installation and its index: one line each, with what to do where one fails."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.amounts import counted
from assistant.freshness import freshness
from index.encoder import ModelError, check_default, find_model
from index.generations import IndexMissing, Layout, current_generation
from index.hosted import HostedModel
from index.library import Library
from index.manifest import ManifestError, damaged_parts, read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REBUILD = "run `briefings build` to make it anew"
_QUESTION = "What is the plan?"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether all is well, and what was found or is to be done."""

    name: str
    passed: bool
    said: str


class _Trouble(Exception):
    """What a check found wrong."""


def examine(root: Path, model_name: str, offline: bool = False) -> Iterator[Check]:
    """Check the model, the index in ``root`` and the folders, one after another.

    Args:
        root: the index.
        model_name: see ``index.encoder.find_model``.
        offline: also load everything and answer a question with every connection refused.
    """
    checks: dict[str, Callable[[], str]] = {
        "model": lambda: _model(model_name),
        "encoding": _encoding,
        "index": lambda: _index(root),
        "checksums": lambda: _checksums(root),
        "documents": lambda: _documents(root),
        "vectors": lambda: _store(Layout(root).embeddings),
        "folder": lambda: _folder(root),
        "writing": lambda: _writing(root),
        "browser": lambda: "yours opens the chat; Chromium is needed by the project's tests alone",
    }
    if offline:
        checks["offline"] = lambda: _offline(root, model_name)
    for name, check in checks.items():
        try:
            yield Check(name, True, check())
        except (IndexMissing, ManifestError, ModelError, OSError, _Trouble) as error:
            yield Check(name, False, str(error))
        except (sqlite3.Error, ValueError) as error:
            yield Check(name, False, f"{error}; {_REBUILD}")


def _model(name: str) -> str:
    model = find_model(name)
    if isinstance(model, HostedModel):
        return f"{model.name}, to which questions and passages are sent"
    check_default(model)
    return f"{model.name}, SHA-256 of its weights {model.sha256[:12]}…"


def _encoding() -> str:
    from index.tokens import ENCODING, count_tokens

    if not count_tokens("Two words"):
        raise _Trouble("it counts no tokens: install the project again")
    return f"{ENCODING} ships with the project"


def _index(root: Path) -> str:
    with closing(Library.open(root)) as library:
        documents, passages = len(library.records), len(library.passages())
        held = f"{counted(documents, 'document')}, {counted(passages, 'passage')}"
        return f"{library.version}: {held}"


def _checksums(root: Path) -> str:
    folder = root / current_generation(Layout(root))
    manifest = read_manifest(folder)
    if damaged := damaged_parts(folder, manifest):
        raise _Trouble(f"{folder / damaged[0]} is not as it was written; {_REBUILD}")
    return f"{', '.join(sorted(manifest.parts))} are as they were written"


def _documents(root: Path) -> str:
    with closing(Library.open(root)) as library:
        if problems := library.problems():
            raise _Trouble(f"{problems[0]}; {_REBUILD}")
        return f"all {len(library.records)} read back, with their passages"


def _store(file: Path) -> str:
    if not file.exists():
        return "none kept yet; the next build embeds everything"
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            count = connection.execute("SELECT count(*) FROM embeddings").fetchone()[0]
        except sqlite3.DatabaseError as error:
            found = str(error)
    if found != "ok":
        raise _Trouble(f"{file} is damaged; remove it, and the next build embeds everything")
    return f"{count} kept for rebuilds"


def _folder(root: Path) -> str:
    with closing(Library.open(root)) as library:
        folder, fresh = library.manifest.corpus, freshness(library)
    if fresh.changed is None:
        raise _Trouble(f"{folder} is no longer there; build with the folder where it is now")
    if not os.access(folder, os.R_OK):
        raise _Trouble(f"{folder} cannot be read: check its permissions")
    return f"{folder}: {fresh}"


def _writing(root: Path) -> str:
    layout = Layout(root)
    places = (root, layout.generations, layout.embeddings.parent, layout.uploads)
    for place in (path for path in places if path.exists()):
        if not os.access(place, os.W_OK | os.X_OK):
            raise _Trouble(f"{place} cannot be written to: no rebuild; check its permissions")
    return f"{root} can be written to"


def _offline(root: Path, model_name: str) -> str:
    from assistant.ask import Assistant
    from index.encoder import SentenceTransformerEncoder

    with _no_connections() as tried:
        Assistant.open(root).ask(_QUESTION)
        SentenceTransformerEncoder(find_model(model_name)).encode([_QUESTION])
    if tried:
        raise _Trouble(f"a connection to {tried[0]} was tried; nothing here needs one")
    return "a question was answered and a passage embedded without any connection"


@contextmanager
def _no_connections() -> Iterator[list[str]]:
    """Refuse every connection while the block runs; give a list of those that were tried."""
    import socket
    from unittest.mock import patch

    tried: list[str] = []

    def refuse(*arguments: object) -> None:
        tried.append(str(arguments[-1]))
        raise ConnectionRefusedError(f"connections are refused here: {arguments[-1]}")

    with (
        patch.object(socket.socket, "connect", refuse),
        patch.object(socket.socket, "connect_ex", refuse),
        patch.object(socket, "getaddrinfo", refuse),
    ):
        yield tried
