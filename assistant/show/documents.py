"""Documents by name for `briefings show` and `briefings source`: from the index or from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.load import find, read_document
from corpus.readers.errors import ReadError
from index.generations import IndexMissing
from index.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.documents import Document
    from index.ledger import DocumentRecord

_NAMED = 4  # documents that an error lists at most


class ShowError(Exception):
    """What was asked to be shown is not there; the message says what would do."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A document to show.

    Attributes:
        document: it.
        raw: the text of its file before cleaning; None for formats that are not lines of text.
        file: where its file is or was when it was indexed.
        indexed: whether it comes from the index.
    """

    document: Document
    raw: str | None
    file: Path
    indexed: bool


def open_document(root: Path, name: str) -> Shown:
    """Open the document that a name means.

    Args:
        root: folder of the index; need not be there where ``name`` is a path to a file.
        name: a file name, an id, an unambiguous part of either or of the title, or a path.

    Raises:
        IndexMissing: there is no usable index, and no such file.
        ShowError: nothing or more than one document goes by that name, or it cannot be read.
    """
    path = Path(name).expanduser()
    try:
        library = Library.open(root)
    except IndexMissing:
        if path.is_file():
            return _read(path)
        raise
    try:
        return _of_index(library, name, path)
    finally:
        library.close()


def _of_index(library: Library, name: str, path: Path) -> Shown:
    corpus = Path(library.manifest.corpus)
    folder = corpus.parent if corpus.is_file() else corpus
    found = matching(library.documents(), name)
    if path.is_file():
        inside = path.resolve()
        found = [one for one in library.documents() if (folder / one.source).resolve() == inside]
        if not found:
            return _read(path)
    if not found:
        raise ShowError(
            f"no document is called '{name}': `briefings status` tells what is indexed, "
            "and a path to a file shows that file"
        )
    if len(found) > 1:
        raise ShowError(f"'{name}' is part of {_listed(found)}: give more of the name")
    document = library.document(found[0].id)
    return Shown(document, library.raw(document.id), folder / document.source, indexed=True)


def matching(records: Iterable[DocumentRecord], name: str) -> list[DocumentRecord]:
    """Find the documents that a name means; a whole name before a part of one."""
    records = list(records)
    wanted = name.casefold()
    tests = (
        lambda record: wanted in (record.id.casefold(), record.source.casefold()),
        lambda record: wanted == record.source.casefold().rpartition("/")[2],
        lambda record: wanted in record.id.casefold() or wanted in record.source.casefold(),
        lambda record: wanted in record.meta.title.casefold(),
    )
    for test in tests:
        found = [record for record in records if test(record)]
        if found:
            return found
    return []


def ids_of(library: Library, name: str) -> tuple[str, ...]:
    """Give the ids of the documents that a name means.

    Raises:
        ShowError: there is none.
    """
    if found := tuple(record.id for record in matching(library.documents(), name)):
        return found
    raise ShowError(f"no document is called '{name}': `briefings status` tells what is indexed")


def _listed(records: list[DocumentRecord]) -> str:
    names = ", ".join(record.source for record in records[:_NAMED])
    more = len(records) - _NAMED
    return f"{names} and {more} more" if more > 0 else names


def page_texts(shown: Shown) -> list[str]:
    """Read the text of each page of a document's file, before any cleaning.

    Raises:
        ShowError: the file has no pages, or is not there any more.
    """
    from corpus.readers.pdf import page_texts as texts_of

    name = shown.document.source
    if not shown.document.pages:
        raise ShowError(
            f"'{name}' has neither lines nor pages to set beside the stored text: "
            "show it without --raw"
        )
    try:
        return texts_of(shown.file.read_bytes())
    except (OSError, ReadError) as error:
        raise ShowError(
            f"the file of '{name}' cannot be read at {shown.file} ({error}): "
            "show it without --raw, or give the path to its file"
        ) from error


def _read(path: Path) -> Shown:
    """Read a file that is not in the index."""
    files = find(path)
    if len(files) != 1:
        inside = ", ".join(file.source for file in files[:_NAMED])
        raise ShowError(f"'{path}' holds {len(files)} documents ({inside}): build an index of it")
    try:
        document = read_document(files[0])
    except ReadError as error:
        raise ShowError(f"'{path}' cannot be read: {error.reason}; {error.remedy}") from error
    return Shown(document, document.raw, path, indexed=False)
