"""Documents added through the page: written whole or not at all, under safe names.

A file that was acknowledged stays, whatever is killed later. It is written under a hidden name
first, which no build looks at.
"""

from __future__ import annotations

import os
import re
import threading
import time
import unicodedata
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from corpus.kinds import check_suffix, is_passed_over, suffix_of
from corpus.load import MAX_BYTES
from corpus.readers.errors import ReadError
from index.generations import flush
from index.stamps import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.generations import Layout

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
MAX_TOTAL = 10 * MAX_BYTES  # of all that is added together
_LONGEST = 180  # bytes of a name: with a number and a suffix still below what file systems allow
_PARTIAL = ".partial"
_ABANDONED = 3600.0  # seconds after which an unfinished file is nobody's any more
_lock = threading.Lock()


class UploadError(Exception):
    """A file that is not taken; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was added: its name, and its size in bytes."""

    name: str
    size: int


def safe_name(name: str) -> str:
    """Make a file's name out of what a browser calls it.

    Raises:
        UploadError: nothing is left of it, or there is no reader for such files.
    """
    bare = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    bare = _UNSAFE.sub("", bare.encode(errors="ignore").decode()).strip(" .")
    suffix = suffix_of(bare)
    stem = bare[: len(bare) - len(suffix)].encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")
    if not stem or not suffix:
        raise UploadError(f"{bare or 'a file'} has no name with a suffix such as .pdf: rename it")
    try:
        check_suffix(suffix)
    except ReadError as error:
        raise UploadError(f"{bare}: {error.reason}; {error.remedy}") from error
    if is_passed_over(stem + suffix):
        raise UploadError(f"{bare}: files of this name are passed over; rename it")
    return stem + suffix


class Incoming:
    """A file that is being received; see ``receiving``."""

    def __init__(self, layout: Layout, name: str, limit: int, total: int) -> None:
        self._name, self._limit, self._size, self._total = safe_name(name), limit, 0, total
        layout.uploads.mkdir(parents=True, exist_ok=True)
        _forget_abandoned(layout.uploads)
        self._check_total(_total(layout.uploads.iterdir()) + 1)
        self._file = layout.uploads / f".{token_hex(8)}{_PARTIAL}"
        self._out = self._file.open("xb")

    def write(self, chunk: bytes) -> None:
        """Write some bytes.

        Raises:
            UploadError: they are more than allowed.
        """
        self._size += len(chunk)
        if self._size > self._limit:
            raise UploadError(f"{self._name} is larger than {self._limit // 2**20} MB: split it")
        self._out.write(chunk)

    def keep(self) -> str:
        """Store what was written; give the name that it is stored under.

        Raises:
            UploadError: nothing was written, or all files together are more than allowed.
        """
        if not self._size:
            raise UploadError(f"{self._name} is empty")
        self._out.flush()
        os.fsync(self._out.fileno())
        with _lock:
            final = _free(self._file.parent, self._name, self._file)
            if not final.exists():
                self._check_total(_total(_kept(final.parent)) + self._size)
                self._file.rename(final)
                flush(final.parent)
        return final.name

    def _check_total(self, size: int) -> None:
        if size > self._total:
            raise UploadError(
                f"{self._name} has no room: added files may have {self._total // 2**20} MB "
                "together; remove some, or put it into the folder of the corpus"
            )

    def close(self) -> None:
        """Forget what was not kept."""
        self._out.close()
        self._file.unlink(missing_ok=True)


def receiving(
    layout: Layout, name: str, limit: int = MAX_BYTES, total: int = MAX_TOTAL
) -> closing[Incoming]:
    """Receive a file for the index's folder of uploads; nothing that is there is overwritten.

    It is stored under its name, numbered where another file has that one already; the same file
    under the same name is kept once.

    Args:
        layout: of the index.
        name: what the file is called where it comes from.
        limit: most bytes.
        total: most bytes of all files that were added.

    Raises:
        UploadError: the name will not do, or there is no room left.
        OSError: it cannot be written.
    """
    return closing(Incoming(layout, name, limit, total))


def add(
    layout: Layout,
    name: str,
    chunks: Iterable[bytes],
    limit: int = MAX_BYTES,
    total: int = MAX_TOTAL,
) -> str:
    """Store a file of which all bytes are at hand; see ``receiving``; give the name it gets."""
    with receiving(layout, name, limit, total) as incoming:
        for chunk in chunks:
            incoming.write(chunk)
        return incoming.keep()


def remove(layout: Layout, name: str) -> None:
    """Remove a file that was added.

    Raises:
        UploadError: there is none of this name.
    """
    if name not in {upload.name for upload in listed(layout)}:
        raise UploadError(f"there is no file {name!r} among those added")
    (layout.uploads / name).unlink(missing_ok=True)
    flush(layout.uploads)


def listed(layout: Layout) -> list[Upload]:
    """List the files that were added, in order of their names."""
    if not layout.uploads.is_dir():
        return []
    found = _looked_at(_kept(layout.uploads))
    return sorted((Upload(file.name, told.st_size) for file, told in found), key=lambda u: u.name)


def _kept(folder: Path) -> list[Path]:
    """List the files that were received whole."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


def _total(files: Iterable[Path]) -> int:
    """Add up the bytes of files."""
    return sum(told.st_size for _, told in _looked_at(files))


def _looked_at(files: Iterable[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    """Give files with what is known of them, but for those that go meanwhile."""
    for file in files:
        with suppress(FileNotFoundError):
            yield file, file.stat()


def _free(folder: Path, wanted: str, partial: Path) -> Path:
    """Find a name that no other content has."""
    suffix = suffix_of(wanted)
    stem, digest, number = wanted[: len(wanted) - len(suffix)], sha256(partial), 1
    while True:
        path = folder / (wanted if number == 1 else f"{stem} ({number}){suffix}")
        if not path.exists() or sha256(path) == digest:
            return path
        number += 1


def _forget_abandoned(folder: Path) -> None:
    for path, told in _looked_at(folder.glob(f".*{_PARTIAL}")):
        if time.time() - told.st_mtime > _ABANDONED:
            path.unlink(missing_ok=True)
