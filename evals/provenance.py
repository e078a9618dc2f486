"""What made a run: the code, its commit, the index and the questions."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from evals.results import Header

if TYPE_CHECKING:
    from evals.gold import GoldQuestion
    from index.library import Library

ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("assistant", "corpus", "evals", "index")


def header_of(
    library: Library,
    gold: Iterable[Path],
    asked: Sequence[GoldQuestion],
    skipped: Sequence[GoldQuestion],
    *,
    answers: bool,
) -> Header:
    """Describe the run that is about to start."""
    manifest = library.manifest
    settings = asdict(manifest.recipe)
    decides = [code_digest(), settings, manifest.files, [asdict(q) for q in asked], answers]
    return Header(
        key=sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest(),
        commit=commit(ROOT),
        version=version("briefings"),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        index_version=library.version,
        settings=settings,
        gold=tuple(path.name for path in gold),
        asked=tuple(question.id for question in asked),
        skipped=tuple(question.id for question in skipped),
        answers=answers,
    )


def code_digest() -> str:
    """Digest this project's source, which tells apart what a commit with changes does not."""
    whole = sha256()
    for file in sorted(file for name in _PACKAGES for file in (ROOT / name).rglob("*.py")):
        whole.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return whole.hexdigest()


def commit(root: Path) -> str | None:
    """Give the short commit of the repository whose top folder is ``root``.

    Returns:
        The commit, with "+changes" behind it where tracked files differ; None where ``root`` is
        no repository of its own, or git is not installed.
    """
    if not (root / ".git").exists():
        return None
    try:
        name = _git(root, "rev-parse", "--short=10", "HEAD")
        changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return None
    return f"{name}+changes" if changed else name


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
