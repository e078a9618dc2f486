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
    from collections.abc import Iterable

    from index.generations import Layout

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
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


def add(layout: Layout, name: str, chunks: Iterable[bytes], limit: int = MAX_BYTES) -> str:
    """Store a file in the index's folder of uploads; nothing that is there is overwritten.

    Args:
        layout: of the index.
        name: what the file is called where it comes from.
        chunks: its bytes; they are written as they come.
        limit: most bytes.

    Returns:
        The name that it is stored under: numbered where another file has it, or that of the same
        content where that is there already under this name.

    Raises:
        UploadError: the name or the size will not do.
        OSError: it cannot be written.
    """
    wanted = safe_name(name)
    layout.uploads.mkdir(parents=True, exist_ok=True)
    _forget_abandoned(layout.uploads)
    partial = layout.uploads / f".{token_hex(8)}{_PARTIAL}"
    try:
        with partial.open("xb") as out:
            size = 0
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise UploadError(f"{wanted} is larger than {limit // 2**20} MB: split it")
                out.write(chunk)
            if not size:
                raise UploadError(f"{wanted} is empty")
            out.flush()
            os.fsync(out.fileno())
        with _lock:
            final = _free(layout.uploads, wanted, partial)
            if not final.exists():
                partial.rename(final)
                flush(layout.uploads)
        return final.name
    finally:
        partial.unlink(missing_ok=True)


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
    files = (path for path in layout.uploads.iterdir() if not path.name.startswith("."))
    return sorted((Upload(f.name, f.stat().st_size) for f in files), key=lambda u: u.name)


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
    for path in folder.glob(f".*{_PARTIAL}"):
        if time.time() - path.stat().st_mtime > _ABANDONED:
            path.unlink(missing_ok=True)
