"""A folder of files to documents, with a list of what could not be read and why."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import readers
from corpus.assemble import assemble
from corpus.documents import Document, Failure
from corpus.metadata import describe
from corpus.readers.errors import ReadError

MAX_BYTES = 200 * 1024 * 1024  # a briefing of this size is a mistake, and would fill memory

_SAVE = "open it and save it anew as DOCX or PDF"
_NO_TEXT = {".pdf": "if it is a scan, add a text layer with an OCR program"}
_HOUSEKEEPING = frozenset(
    ("readme", "license", "licence", "copying", "notice", "contributing", "changelog")
)
_IMAGES = (".bmp", ".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")
_ARCHIVES = (".7z", ".gz", ".rar", ".zip")
_OFFICE = (
    *(".csv", ".doc", ".docm", ".dot", ".dotx", ".epub", ".key", ".mht", ".mhtml", ".mobi"),
    *(".numbers", ".odp", ".ods", ".odt", ".pages", ".ppt", ".pptx", ".rtf", ".tex"),
    *(".wpd", ".wps", ".xls", ".xlsm", ".xlsx"),
)
# Files that a person may take for documents; without a word they would be missed in answers.
_REMEDIES = {
    **dict.fromkeys(_IMAGES, "save it as a PDF with a text layer"),
    **dict.fromkeys(_ARCHIVES, "unpack it into the folder"),
    **dict.fromkeys(_OFFICE, "save it as DOCX or PDF"),
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that is a document, or that a person may take for one.

    Attributes:
        path: where it lies.
        source: its path relative to the folder, with forward slashes.
        id: the id of its document, made from ``source``.
        sha256: hex digest of its bytes; empty when it must not or cannot be read.
        size: in bytes.
    """

    path: Path
    source: str
    id: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The documents of a folder, and the files that are none, each in the order of source."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...]


def load(folder: Path) -> Loaded:
    """Read all documents of a folder, or of a single file.

    Args:
        folder: looked through with its sub-folders.

    Returns:
        The documents and the files that could not be read.

    Raises:
        FileNotFoundError: there is no such folder or file.
    """
    documents: list[Document] = []
    failures: list[Failure] = []
    for file in find(folder):
        try:
            documents.append(read_document(file))
        except ReadError as error:
            failures.append(Failure(file.source, error.reason, error.remedy))
    return Loaded(tuple(documents), tuple(failures))


def find(folder: Path) -> list[SourceFile]:
    """List the files of a folder that are documents or look like documents.

    Hidden files, files such as README or LICENSE, and files of other trades (programs, data)
    are left out. Every file listed either reads with ``read_document`` or raises there.

    Args:
        folder: looked through with its sub-folders; a single file is taken for itself.

    Returns:
        The files, ordered by ``source``.

    Raises:
        FileNotFoundError: there is no such folder or file.
    """
    if not folder.exists():
        raise FileNotFoundError(f"no folder or file at '{folder}'; check the path")
    root = folder if folder.is_dir() else folder.parent
    paths = _walk(folder) if folder.is_dir() else [folder]
    sources = sorted((_printable(path.relative_to(root)), path) for path in paths)
    slugs = Counter(_slug(source) for source, _ in sources)
    return [_source_file(path, source, slugs) for source, path in sources]


def read_document(file: SourceFile) -> Document:
    """Read one file.

    Args:
        file: as ``find`` lists it.

    Returns:
        The document, with the digest of the bytes that were read.

    Raises:
        ReadError: the file cannot be read; the error says why and what to do.
    """
    suffix = file.path.suffix.lower()
    data = _data(file)
    try:
        raw = readers.read(file.path, data)
    except ReadError:
        raise
    except Exception as error:  # parsers fail in ways of their own, and one file must not stop all
        name = type(error).__name__
        raise ReadError(f"the {suffix[1:]} parser failed ({name})", _SAVE) from error
    assembled = assemble(raw.blocks)
    if not assembled.text:
        raise ReadError("no text was found in it", _NO_TEXT.get(suffix, "remove it or fill it"))
    return Document(
        id=file.id,
        meta=describe(assembled.text, assembled.blocks, raw.hints, file.path.name),
        source=file.source,
        sha256=hashlib.sha256(data).hexdigest(),
        text=assembled.text,
        blocks=assembled.blocks,
        sections=assembled.sections,
        pages=assembled.pages,
        marks=assembled.marks,
        removed=raw.removed,
        raw=raw.text,
    )


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        # Links to folders are listed like files, to be refused by name and not passed over.
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        folders[:] = sorted(set(folders) - set(links) - {"__MACOSX"})
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*links, *names]:
            if not _is_passed_over(Path(parent) / name):
                yield Path(parent) / name


def _is_passed_over(path: Path) -> bool:
    if path.name.startswith((".", "~$")):
        return True
    if path.is_symlink() and path.is_dir():
        return False
    stem = path.name.split(".")[0].lower()
    suffix = path.suffix.lower()
    return stem in _HOUSEKEEPING or not (suffix in readers.SUFFIXES or suffix in _REMEDIES)


def _printable(path: Path) -> str:
    """Give a path as text that can be stored, even where its bytes are no valid UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="replace")


def _source_file(path: Path, source: str, slugs: Counter[str]) -> SourceFile:
    slug = _slug(source)
    # A name that has lost its letters, or that two files share, is told apart by a hash.
    if slugs[slug] > 1 or not source.isascii():
        slug = f"{slug}-{hashlib.sha256(source.encode()).hexdigest()[:8]}"
    try:
        size = path.stat().st_size
    except OSError:  # a dangling link
        size = 0
    file = SourceFile(path, source, slug, "", size)
    return replace(file, sha256=_digest(file))


def _slug(source: str) -> str:
    return re.sub(r"[^a-z0-9._~-]+", "-", source.lower().replace("~", "-").replace("/", "~"))


def _digest(file: SourceFile) -> str:
    try:
        _check(file)
        with file.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (ReadError, OSError):  # told by read_document
        return ""


def _data(file: SourceFile) -> bytes:
    try:
        _check(file)
        with file.path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = f"the system does not let it be read ({error.strerror})"
        raise ReadError(reason, "check that it exists and that you may read it") from error
    if not data.strip():
        raise ReadError("the file is empty", "remove it or fill it")
    return data


def _check(file: SourceFile) -> None:
    """Refuse, before any byte is read, what must not be read."""
    suffix = file.path.suffix.lower()
    root = file.path.parents[file.source.count("/")]
    if not file.path.resolve().is_relative_to(root.resolve()):
        raise ReadError("it is a link that leads out of the folder", "copy the file itself here")
    if file.path.is_dir():
        raise ReadError("it is a link to a folder", "copy the folder itself here")
    if suffix not in readers.SUFFIXES:
        raise ReadError(f"there is no reader for '{suffix}' files", _REMEDIES.get(suffix, _SAVE))
    status = file.path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ReadError("it is not a regular file", "remove it")
    if status.st_size > MAX_BYTES:
        limit = f"{MAX_BYTES // 2**20} MB"
        raise ReadError(f"it is larger than {limit}", "split it into smaller files")
