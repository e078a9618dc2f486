"""Files that hold files, mails and zip archives: their members by name, read one at a time.

Nothing is ever written to disk, so a member's name is a name and never a path to go to.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from corpus.kinds import ARCHIVE, CONTAINERS, check_suffix, is_known, is_passed_over, suffix_of
from corpus.readers.errors import ReadError

MAX_DEPTH = 3  # containers in each other: a mail in an archive in an archive; each is in memory
MAX_MEMBERS = 2000  # of a file, all depths together; a pack of more is a folder, and reads as one
MAX_MEMBER = 200 * 2**20  # bytes unpacked, in memory at one time; the limit for files as well
MAX_TOTAL = 2**30  # bytes unpacked of one file; more takes minutes to look through
MAX_RATIO = 200  # unpacked to packed: text comes to 10, a bomb to 1,000
_SMALL = 2**20  # bytes; below this, a high ratio is a form of many blanks and no danger
_MAX_DIRECTORY = 4 * 2**20  # bytes of an archive's list of members, parsed before any is counted
_MAX_NAME = 120  # characters of one part of a name
_TAIL = 65_557  # bytes at the end of an archive in which its directory is announced
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without a bound
# Chinese letters are pairs of bytes that DOS has no accented letters for.
_CHINESE_NAME = re.compile(rb"(?:[ -~]|[\xa1-\xfe]{2})+")
_UTF8 = 0x800  # flag: the name is in UTF-8
_UNPACK = "unpack it into the folder"


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container.

    Attributes:
        path: the names that lead to it, the outermost container's own name left out; empty
            where the container itself is refused.
        size: in bytes, unpacked.
        sha256: hex digest of its bytes; empty when it is refused.
        refused: why it cannot be read; None for others.
    """

    path: tuple[str, ...]
    size: int
    sha256: str = ""
    refused: ReadError | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A direct member: its name, unique and without tricks, and how to get its bytes."""

    name: str
    size: int
    read: Callable[[], bytes]  # raises ReadError


@dataclass(slots=True)
class _Budget:
    """What may still be taken out of one file, all depths together."""

    members: int = field(default_factory=lambda: MAX_MEMBERS)
    size: int = field(default_factory=lambda: MAX_TOTAL)

    def take(self, size: int) -> None:
        if self.members < 1:
            raise ReadError(f"its container holds more than {MAX_MEMBERS} files", _UNPACK)
        if size > self.size:
            limit = f"{MAX_TOTAL // 2**20} MB"
            raise ReadError(f"its container unpacks to more than {limit}", _UNPACK)
        self.members -= 1
        self.size -= size


def members(name: str, stream: BinaryIO) -> Iterator[Member]:
    """List what is inside a container, and inside containers in it.

    Args:
        name: the container's name, for its suffix.
        stream: its bytes; must be able to seek, and stay open until the last member is taken.

    Yields:
        The members that are documents or look like documents, in the container's own order.
    """
    yield from _members(name, stream, (), _Budget())


def extract(name: str, stream: BinaryIO, path: tuple[str, ...]) -> bytes:
    """Get the bytes of one member.

    Args:
        name: the container's name, for its suffix.
        stream: its bytes; must be able to seek.
        path: as ``members`` gives it.

    Raises:
        ReadError: the member cannot be read, or is no longer there.
    """
    data = b""
    for step in path:
        entries = {entry.name: entry for entry in _entries(name, stream)}
        if step not in entries:
            raise ReadError("it is no longer in its container", "build the index again")
        data = entries[step].read()
        name, stream = step, io.BytesIO(data)
    return data


def _members(
    name: str, stream: BinaryIO, above: tuple[str, ...], budget: _Budget
) -> Iterator[Member]:
    try:
        entries = _entries(name, stream)
        if not entries and suffix_of(name) == ARCHIVE:
            raise ReadError("it holds no document", "remove it or fill it")
    except ReadError as error:
        if suffix_of(name) == ARCHIVE:  # what is wrong with a mail is told when it is read
            yield Member(above, 0, refused=error)
        return
    for entry in entries:
        path, suffix = (*above, entry.name), suffix_of(entry.name)
        try:
            check_suffix(suffix)
            if suffix in CONTAINERS and len(path) >= MAX_DEPTH:
                raise ReadError(f"it lies more than {MAX_DEPTH} containers deep", _UNPACK)
            budget.take(entry.size)
            data = entry.read()
        except ReadError as error:
            yield Member(path, entry.size, refused=error)
            continue
        if suffix != ARCHIVE:
            yield Member(path, entry.size, hashlib.sha256(data).hexdigest())
        if suffix in CONTAINERS:
            yield from _members(entry.name, io.BytesIO(data), path, budget)


def _entries(name: str, stream: BinaryIO) -> list[_Entry]:
    stream.seek(0)
    found = _zipped(stream) if suffix_of(name) == ARCHIVE else _attached(stream)
    kept = [entry for entry in found if not _is_hidden(entry.name)]
    taken: set[str] = set()
    return [_told_apart(entry, taken) for entry in kept]


def _is_hidden(name: str) -> bool:
    *folders, last = name.split("/")
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in folders)
    return hidden or is_passed_over(last)


def _told_apart(entry: _Entry, taken: set[str]) -> _Entry:
    """Number the second and later entries of one name."""
    path, name, number = PurePosixPath(entry.name), entry.name, 1
    while name.casefold() in taken:
        number += 1
        name = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    taken.add(name.casefold())
    return _Entry(name, entry.size, entry.read)


def _attached(stream: BinaryIO) -> Iterator[_Entry]:
    from corpus.readers.mail import attachments

    try:
        found = attachments(stream.read())
    except Exception as error:  # the email package fails in ways of its own
        raise ReadError("the mail is damaged", "save it anew from the mail program") from error
    for one in found:
        name = _clean(one.name).replace("/", "_")
        if not is_known(suffix_of(name)):
            name += one.suffix
        yield _Entry(name, len(one.data), partial(bytes, one.data))


def _zipped(stream: BinaryIO) -> Iterator[_Entry]:
    _check_directory(stream)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("the archive is cut off or damaged", "pack it again") from error
    if "word/document.xml" in archive.namelist():
        raise ReadError("the content is a Word document", "rename it to .docx")
    for info in archive.infolist():
        if not info.is_dir():
            read = partial(_unpack, archive, info)
            yield _Entry(_clean(_decoded_name(info)), info.file_size, read)


def _check_directory(stream: BinaryIO) -> None:
    """Refuse a list of members that would fill memory, before it is parsed."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    length = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    # The 64-bit form is for more members, or more bytes, than any limit here lets through.
    if length > _MAX_DIRECTORY or b"PK\x06\x07" in tail[max(0, at - 20) : max(0, at)]:
        raise ReadError(f"it holds more than {MAX_MEMBERS} files, or is in ZIP64 form", _UNPACK)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one member, as far as it is safe."""
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ReadError("it is a link", "pack the file itself")
    if info.flag_bits & 1:
        raise ReadError("it is encrypted", "pack it again without a password")
    if info.compress_type not in _METHODS:
        raise ReadError("it is packed by a rare method", "pack it again as a plain zip archive")
    if info.file_size > MAX_MEMBER:
        raise ReadError(f"it is larger than {MAX_MEMBER // 2**20} MB", "split it")
    if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
        raise ReadError(f"it unpacks to more than {MAX_RATIO} times its size", _UNPACK)
    try:
        with archive.open(info) as member:
            return member.read(info.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise ReadError("it is damaged in its archive", "pack it again") from error


def _decoded_name(info: zipfile.ZipInfo) -> str:
    """Read a name that does not say its encoding: UTF-8, Chinese, or the DOS default."""
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    data = info.filename.encode("cp437", errors="replace")
    encodings = ["utf-8", "gb18030"] if _CHINESE_NAME.fullmatch(data) else ["utf-8"]
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return info.filename


def _clean(name: str) -> str:
    """Make a relative path of printable characters of what a packer or sender wrote."""
    parts = [_clean_part(part) for part in re.split(r"[/\\]", name)]
    *folders, last = [part for part in parts if part.strip(". ")] or ["attachment"]
    # A folder named like a container would look like one in the path of its files.
    folders = [f"{part}_" if suffix_of(part) in CONTAINERS else part for part in folders]
    return "/".join((*folders, last))


def _clean_part(part: str) -> str:
    printable = "".join(char if char.isprintable() else "_" for char in part)
    printable = re.sub(r'[:*?"<>|]', "_", " ".join(printable.split()))
    path = PurePosixPath(printable)
    return path.stem[: _MAX_NAME - len(path.suffix)] + path.suffix[:_MAX_NAME]
