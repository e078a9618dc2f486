"""Questions to start from: those kept with the sample corpus, where it is what is indexed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.library import Library

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "briefings"
_FILE = Path(__file__).with_name("examples.txt")


def examples(library: Library) -> list[str]:
    """List questions that the indexed documents can answer; none for a user's own folder."""
    if Path(library.manifest.corpus) != SAMPLES:
        return []
    return [line for line in _FILE.read_text(encoding="utf-8").splitlines() if line.strip()]
