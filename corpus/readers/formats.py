"""What kind of file some bytes are, told by the bytes and not by the name."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from corpus.readers.errors import ReadError

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype )?html\b"
)
_HEAD = 4096  # bytes in which a signature is looked for
_RENAME = {".docx": "a Word document", ".html": "a web page", ".pdf": "a PDF"}


_REMEDY = "save it as DOCX or PDF"
_TEXT_LAYER = "save it as a PDF with a text layer"
_UNPACK = "unpack it into the folder"


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A format without a reader: what it is called, and what to do with such a file."""

    what: str
    remedy: str


_STARTS = {
    b"{\\rtf": _Foreign("a rich text file", _REMEDY),
    b"\x89PNG": _Foreign("an image", _TEXT_LAYER),
    b"\xff\xd8\xff": _Foreign("an image", _TEXT_LAYER),
    b"GIF8": _Foreign("an image", _TEXT_LAYER),
    b"II*\0": _Foreign("an image", _TEXT_LAYER),
    b"MM\0*": _Foreign("an image", _TEXT_LAYER),
    b"\x1f\x8b": _Foreign("a gzip archive", _UNPACK),
    b"7z\xbc\xaf": _Foreign("a 7z archive", _UNPACK),
    b"Rar!": _Foreign("a RAR archive", _UNPACK),
    b"BZh": _Foreign("a bzip2 archive", _UNPACK),
    b"\xfd7zXZ": _Foreign("an xz archive", _UNPACK),
    b"%!PS": _Foreign("a PostScript file", "save it as PDF"),
    b"AT&TFORM": _Foreign("a DjVu file", _TEXT_LAYER),
    b"ITSF": _Foreign("a compiled help file", _REMEDY),
    b"PK\x05\x06": _Foreign("an empty zip archive", "replace it by the document itself"),
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The streams that an old Office file, or the envelope of an encrypted one, is told by.
_STREAMS = {
    "EncryptedPackage": _Foreign("an encrypted Office file", "remove its password"),
    "WordDocument": _Foreign("an old Word document (.doc)", _REMEDY),
    "PowerPoint Document": _Foreign("an old PowerPoint file (.ppt)", "save it as PDF"),
    "Workbook": _Foreign("an old Excel file (.xls)", "save it as PDF"),
    "Book": _Foreign("an old Excel file (.xls)", "save it as PDF"),
    "__properties_version1.0": _Foreign("an Outlook mail (.msg)", "save it as EML"),
}
_ZIPPED = {
    "xl/workbook.xml": _Foreign("an Excel file (.xlsx)", "save it as PDF"),
    "ppt/presentation.xml": _Foreign("a PowerPoint file (.pptx)", "save it as PDF"),
    "xl/workbook.bin": _Foreign("an Excel file (.xlsb)", "save it as PDF"),
}
_MIMETYPES = {
    b"application/vnd.oasis.opendocument": _Foreign("an OpenDocument file", _REMEDY),
    b"application/epub": _Foreign("an EPUB book", _REMEDY),
}
_ZIP = _Foreign("a zip archive", "rename it to .zip, or save the document as DOCX or PDF")


def check(suffix: str, data: bytes) -> None:
    """Refuse bytes that are plainly of another format than the file's suffix says.

    Args:
        suffix: in lower case, with its dot.
        data: the file's bytes.

    Raises:
        ReadError: the content is of another format; the remedy names the right suffix.
    """
    actual = readable_suffix(data)
    if actual is not None:
        if actual != suffix and not (actual == ".html" and suffix in (".htm", ".xhtml")):
            raise ReadError(f"the content is {_RENAME[actual]}", f"rename it to {actual}")
        return
    foreign = _foreign(data)
    if foreign is not None:
        raise ReadError(f"the content is {foreign.what}", foreign.remedy)


def _foreign(data: bytes) -> _Foreign | None:
    if data.startswith(_OLD_OFFICE):
        return _old_office(data)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    return next((kind for start, kind in _STARTS.items() if data.startswith(start)), None)


def _old_office(data: bytes) -> _Foreign:
    """Tell the kind by the names of its streams, which stand in UTF-16 in its directory."""
    for name, kind in _STREAMS.items():
        if name.encode("utf-16-le") + b"\0\0" in data:
            return kind
    return _Foreign("an encrypted or old Office file", f"remove its password, or {_REMEDY}")


def _zipped(data: bytes) -> _Foreign:
    names = _names(data)
    for name, kind in _ZIPPED.items():
        if name in names:
            return kind
    # The first member of these is stored as it is, under the name "mimetype".
    head = data[: data.find(b"PK", 4)] if data[30:38] == b"mimetype" else b""
    return next((kind for start, kind in _MIMETYPES.items() if start in head), _ZIP)


def readable_suffix(data: bytes) -> str | None:
    """Name the suffix of a format that there is a reader for; None for text and for others."""
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return ".docx" if _is_word(data) else None
    return ".html" if _HTML.match(data[:_HEAD].lower()) else None


def _is_word(data: bytes) -> bool:
    """Tell a Word document; a cut-off one has no directory left, but its first names."""
    names = _names(data)
    if names:
        return "word/document.xml" in names
    return b"word/" in data or b"[Content_Types].xml" in data[:_HEAD]


def _names(data: bytes) -> frozenset[str]:
    """Name the members of a zip archive; nothing where its directory cannot be read."""
    try:
        return frozenset(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()
