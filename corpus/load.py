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

from corpus import containers, readers
from corpus.documents import Document, Failure, Rule
from corpus.kinds import ARCHIVE, CONTAINERS, MAIL, SAVE, check_suffix, is_passed_over, suffix_of
from corpus.readers.errors import ReadError

MAX_BYTES = 200 * 2**20  # a briefing of this size is a mistake, and would fill memory
# Mails are parsed whole, to some five times their size; archives are unpacked piece by piece.
_LIMITS = {MAIL: 64 * 2**20, ARCHIVE: containers.MAX_TOTAL}
_NO_TEXT = {".pdf": "if it is a scan, add a text layer with an OCR program"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that is a document, or that a person may take for one.

    Attributes:
        path: where it lies; for a file in a mail or an archive, where that lies.
        source: its path relative to the folder, with forward slashes; a file in a mail or an
            archive has that one's path before its own ("mail.eml/annex.pdf").
        id: the id of its document, made from ``source``.
        sha256: hex digest of its bytes; empty when it must not or cannot be read.
        size: in bytes.
        inside: the names that lead to it from the file at ``path``; empty for that file itself.
        refused: why it was found that it cannot be read; None where only reading it can tell.
    """

    path: Path
    source: str
    id: str
    sha256: str
    size: int
    inside: tuple[str, ...] = ()
    refused: ReadError | None = None

    @property
    def name(self) -> str:
        """Its own name, without folders."""
        return self.source.rsplit("/", 1)[-1]


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

    Files that came with a mail or lie in an archive are files like the others. Hidden files,
    files such as README or LICENSE, and files of other trades (programs, data) are left out.
    Every file listed either reads with ``read_document`` or raises there.

    Args:
        folder: looked through with its sub-folders; a single file is taken for itself.

    Returns:
        The files, ordered by ``source``.

    Raises:
        FileNotFoundError: there is no such folder or file.
    """
    found = [file for source, path in paths(folder) for file in _found(path, source)]
    slugs = Counter(_slug(file.source) for file in found)
    named = [replace(file, id=_id(file.source, slugs)) for file in found]
    return sorted(named, key=lambda file: file.source)


def paths(folder: Path) -> list[tuple[str, Path]]:
    """List the files on disk that ``find`` looks at, reading none: name and path, by name.

    Raises:
        FileNotFoundError: there is no such folder or file.
    """
    if not folder.exists():
        raise FileNotFoundError(f"no folder or file at '{folder}'; check the path")
    root = folder if folder.is_dir() else folder.parent
    found = _walk(folder) if folder.is_dir() else [folder]
    return sorted((_printable(path.relative_to(root)), path) for path in found)


def read_document(file: SourceFile) -> Document:
    """Read one file.

    Args:
        file: as ``find`` lists it.

    Returns:
        The document, with the digest of the bytes that were read.

    Raises:
        ReadError: the file cannot be read; the error says why and what to do.
    """
    # Imported here, since one who but looks for files, as before a question, has no need of them.
    from corpus.assemble import assemble
    from corpus.labelled import part_labelled
    from corpus.metadata import describe

    suffix = suffix_of(file.name)
    data = _data(file)
    try:
        raw = readers.read(Path(file.name), data)
    except (MemoryError, ReadError):
        raise
    except Exception as error:  # parsers fail in ways of their own, and one file must not stop all
        name = type(error).__name__
        raise ReadError(f"the {suffix[1:]} parser failed ({name})", SAVE) from error
    assembled = assemble(list(part_labelled(raw.blocks)))
    if not assembled.text:
        raise ReadError("no text was found in it", _NO_TEXT.get(suffix, "remove it or fill it"))
    heads = [removed.text for removed in raw.removed if removed.rule is Rule.RUNNING_HEAD]
    return Document(
        id=file.id,
        meta=describe(assembled.text, assembled.blocks, raw.hints, file.name, heads),
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
            if not is_passed_over(name) or (name in links and not name.startswith(".")):
                yield Path(parent) / name


def _printable(path: Path) -> str:
    """Give a path as text that can be stored, even where its bytes are no valid UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="replace")


def _found(path: Path, source: str) -> list[SourceFile]:
    """Give a file and what is inside it; an archive is given only where it cannot be opened."""
    try:
        size = path.stat().st_size
    except OSError:  # a dangling link
        size = 0
    file = SourceFile(path, source, "", "", size)
    kind = suffix_of(path.name)
    try:
        _check(file)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            inside = list(containers.members(path.name, stream)) if kind in CONTAINERS else []
    except (ReadError, OSError):  # told by read_document
        return [file]
    own = [] if kind == ARCHIVE else [replace(file, sha256=digest)]
    return [*own, *(_member(file, member) for member in inside)]


def _member(file: SourceFile, member: containers.Member) -> SourceFile:
    return replace(
        file,
        source="/".join((file.source, *member.path)),
        sha256=member.sha256,
        size=member.size if member.path else file.size,
        inside=member.path,
        refused=member.refused,
    )


def _id(source: str, slugs: Counter[str]) -> str:
    slug = _slug(source)
    # A name that has lost its letters, or that two files share, is told apart by a hash.
    if slugs[slug] > 1 or not source.isascii():
        slug = f"{slug}-{hashlib.sha256(source.encode()).hexdigest()[:8]}"
    return slug


def _slug(source: str) -> str:
    return re.sub(r"[^a-z0-9._~-]+", "-", source.lower().replace("~", "-").replace("/", "~"))


def _data(file: SourceFile) -> bytes:
    try:
        _check(file)
        if file.refused:
            raise file.refused
        with file.path.open("rb") as stream:
            if file.inside:
                data = containers.extract(file.path.name, stream, file.inside)
            else:
                data = stream.read(os.fstat(stream.fileno()).st_size)
    except OSError as error:
        reason = f"the system does not let it be read ({error.strerror})"
        raise ReadError(reason, "check that it exists and that you may read it") from error
    if not data.strip():
        raise ReadError("the file is empty", "remove it or fill it")
    return data


def _check(file: SourceFile) -> None:
    """Refuse, before any byte is read, what must not be read."""
    depth = file.source.count("/") - sum(name.count("/") + 1 for name in file.inside)
    root = file.path.parents[depth]
    if not file.path.resolve().is_relative_to(root.resolve()):
        raise ReadError("it is a link that leads out of the folder", "copy the file itself here")
    if file.path.is_dir():
        raise ReadError("it is a link to a folder", "copy the folder itself here")
    check_suffix(suffix_of(file.path.name))
    status = file.path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ReadError("it is not a regular file", "remove it")
    if status.st_size > _limit(file):
        limit = f"{_limit(file) // 2**20} MB"
        raise ReadError(f"it is larger than {limit}", "split it into smaller files")


def _limit(file: SourceFile) -> int:
    return _LIMITS.get(suffix_of(file.path.name), MAX_BYTES)
