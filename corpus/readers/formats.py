"""What kind of file some bytes are, told by the bytes and not by the name."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from corpus.readers.errors import ReadError

_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype )?html\b"
)
_HEAD = 4096  # bytes in which a signature is looked for
_RENAME = {".docx": "a Word document", ".html": "a web page", ".pdf": "a PDF"}


@dataclass(frozen=True, slots=True)
class _Signature:
    start: bytes
    what: str
    remedy: str


_FOREIGN = (
    _Signature(
        _OFFICE,
        "an encrypted or old Office file",
        "remove its password, or save it as DOCX or PDF",
    ),
    _Signature(b"PK\x03\x04", "a zip archive", "unpack it, or save the document as DOCX or PDF"),
    _Signature(b"PK\x05\x06", "an empty zip archive", "replace it by the document itself"),
    _Signature(b"{\\rtf", "a rich text file", "save it as DOCX or PDF"),
    _Signature(b"\x89PNG", "an image", "save it as a PDF with a text layer"),
    _Signature(b"\xff\xd8\xff", "an image", "save it as a PDF with a text layer"),
    _Signature(b"GIF8", "an image", "save it as a PDF with a text layer"),
    _Signature(b"\x1f\x8b", "a gzip archive", "unpack it"),
    _Signature(b"7z\xbc\xaf", "a 7z archive", "unpack it"),
)


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
    for signature in _FOREIGN:
        if data.startswith(signature.start):
            raise ReadError(f"the content is {signature.what}", signature.remedy)


def readable_suffix(data: bytes) -> str | None:
    """Name the suffix of a format that there is a reader for; None for text and for others."""
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return ".docx" if _is_word(data) else None
    return ".html" if _HTML.match(data[:_HEAD].lower()) else None


def _is_word(data: bytes) -> bool:
    """Tell a Word document; a cut-off one has no directory left, but its first names."""
    try:
        return "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"word/" in data or b"[Content_Types].xml" in data[:_HEAD]
