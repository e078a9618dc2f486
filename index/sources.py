"""The files that an index is made of: those of a folder, and those added through the page."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.load import SourceFile, find, paths
from index.generations import Layout
from index.stamps import Stamp

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

_UPLOADS = "uploads/"  # before the names of files that were added through the page


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found on disk.

    Attributes:
        files: the documents' files, in order of ``source``.
        stamps: what each file on disk was, by its path relative to its folder.
    """

    files: tuple[SourceFile, ...]
    stamps: dict[str, Stamp]

    @property
    def digests(self) -> dict[str, str]:
        """What tells whether a file has changed: its digest, or its size where it is not read."""
        return {file.source: file.sha256 or f"unread, {file.size} bytes" for file in self.files}


def find_sources(folder: Path, layout: Layout) -> Sources:
    """Find the files of the corpus ``folder`` and of the index's own folder of uploads.

    Raises:
        FileNotFoundError: there is no such folder or file.
    """
    # Looked at before they are read: what changes in between then shows as changed.
    seen = dict(looks(folder, layout))
    files = [file for file in find(folder) if not _is_inside(file.path, layout.root)]
    taken = {file.source for file in files}
    if layout.uploads.is_dir():
        uploads = (_uploaded(file) for file in find(layout.uploads))
        files += [file for file in uploads if file.source not in taken]
    digests = {file.source: file.sha256 for file in files}
    stamps = {name: Stamp.of(status, digests.get(name, "")) for name, status in seen.items()}
    return Sources(tuple(sorted(files, key=lambda file: file.source)), stamps)


def changed_since(folder: Path, layout: Layout, stamps: dict[str, Stamp]) -> list[str]:
    """List the files on disk that were added, edited or removed since ``stamps``, by name.

    Files are looked at and not read, but for those whose date alone has moved.

    Raises:
        FileNotFoundError: there is no such folder or file.
    """
    found = dict(_paths(folder, layout))
    edited = {n for n, stamp in stamps.items() if n in found and not stamp.holds(found[n])}
    return sorted(edited | (found.keys() ^ stamps.keys()))


def looks(folder: Path, layout: Layout) -> Iterator[tuple[str, os.stat_result]]:
    """Look at the files on disk without reading any: name and status."""
    for name, path in _paths(folder, layout):
        with suppress(OSError):  # removed since
            yield name, path.stat()


def _paths(folder: Path, layout: Layout) -> Iterator[tuple[str, Path]]:
    for name, path in paths(folder):
        if path.exists() and not _is_inside(path, layout.root):
            yield name, path
    if layout.uploads.is_dir():
        yield from ((_UPLOADS + name, path) for name, path in paths(layout.uploads))


def _uploaded(file: SourceFile) -> SourceFile:
    return replace(file, source=_UPLOADS + file.source, id=f"uploads~{file.id}")


def _is_inside(path: Path, root: Path) -> bool:
    """Tell whether a file belongs to the index itself, where that lies in the corpus folder."""
    return path.absolute().is_relative_to(root.absolute())
