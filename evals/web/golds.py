"""The gold questions that a curator can choose: those that ship, and those for this index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals.align import Aligner
from evals.gold import Problem, read_entries
from evals.gold_check import check, summary
from evals.gold_cli import SHIPPED
from evals.gold_import import DOCUMENTS, GOLD
from evals.store import write_whole

if TYPE_CHECKING:
    from index.library import Library

_SUFFIX = ".jsonl"
_EVERY = f"*{_SUFFIX}"


class NotTaken(Exception):
    """A file that holds no sound gold questions; the message says why in one line."""


def added_folder(root: Path) -> Path:
    """Name the folder of gold files that were added to the index in ``root``."""
    return root / "gold"


def golds(library: Library) -> dict[str, Path]:
    """List gold files and folders by what a reader calls them.

    First those that were added, then those beside the indexed documents, then those that ship.
    """
    return dict(_named(library))


def _named(library: Library) -> Iterator[tuple[str, Path]]:
    corpus = Path(library.manifest.corpus)
    for file in sorted(added_folder(library.root).glob(_EVERY)):
        yield f"added: {file.name}", file
    for file in sorted(corpus.glob(_EVERY)):
        yield f"among the documents: {file.name}", file
    if corpus.name == DOCUMENTS:  # as `briefings gold import` lays a set out
        for file in sorted((corpus.parent / GOLD).glob(_EVERY)):
            yield f"imported: {file.name}", file
    yield "sample corpus: everything but computing", SHIPPED
    for folder in (SHIPPED, SHIPPED / "computing"):
        for file in sorted(folder.glob(_EVERY)):
            yield f"sample corpus: {file.stem}", file


def add_gold(library: Library, file: Path) -> tuple[str, str]:
    """Check a gold file against the index and keep it; one of the same name is replaced.

    Args:
        library: the index that its questions are about.
        file: what was uploaded.

    Returns:
        The name in ``golds``, and a line that counts its questions.

    Raises:
        NotTaken: something is wrong with it.
        OSError: it cannot be written.
    """
    if file.suffix.lower() != _SUFFIX:
        raise NotTaken(f"{file.name} is no {_SUFFIX} file: give one question a line, as JSON")
    entries, unreadable = read_entries(file)
    aligner = Aligner(library.document(record.id) for record in library.records)
    problems = [*unreadable, *check(entries, aligner)]
    if problems:
        first = first_of(sorted(problems, key=lambda problem: problem.line))
        raise NotTaken(f"Not added. {first}")
    if not entries:
        raise NotTaken(f"Not added. {file.name} holds no question: give one a line, as JSON")
    folder = added_folder(library.root)
    folder.mkdir(exist_ok=True)
    write_whole(folder / file.name, file.read_text(encoding="utf-8-sig"))
    return f"added: {file.name}", summary(entry.question for entry in entries)


def first_of(problems: Sequence[Problem]) -> str:
    """Tell the first problem in one line, and how many more there are; not where the file lies."""
    first, more = problems[0], len(problems) - 1
    place = f"{first.file.name}:{first.line}" if first.line else first.file.name
    rest = f" (and {more} more: `briefings gold check` lists them)" if more else ""
    return f"{place}: {first.reason}{rest}"
