"""Mails to raw blocks, and their attachments as bytes."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.parser import Parser
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any

from corpus.documents import BlockKind, RawBlock
from corpus.readers.encoding import decode
from corpus.readers.errors import ReadError
from corpus.readers.formats import readable_suffix
from corpus.readers.raw import Raw

# Headers are kept as they came: folding anew can fail, and would change an attached mail's digest.
_POLICY = default.clone(refold_source="none")
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|antw|tr|转发|回复|答复)\s?[:：]\s*)+", re.IGNORECASE)
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_WORD = re.compile(r"\w+")
_THIN = 3  # a plain text with less than a third of the words of the HTML beside it is a stand-in
_TINY = 20 * 1024  # bytes; a picture below this is a logo, a signature or a tracking dot
# Suffixes for attachments whose own name has none that is known.
_SUFFIXES = {
    "application/msword": ".doc",
    "application/pdf": ".pdf",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/x-zip-compressed": ".zip",
    "application/zip": ".zip",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/rtf": ".rtf",
}

_BODIES = frozenset(("text/html", "text/plain"))

Part = Any  # the email package gives no narrower type for the parts of a message


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail.

    Attributes:
        name: as the sender wrote it, which may be a path or any other trick.
        suffix: what its declared type would be named, with the dot; empty for unknown types.
        data: its bytes.
    """

    name: str
    suffix: str
    data: bytes


def read(path: Path, data: bytes) -> Raw:
    """Read the text of a mail; its attachments are documents of their own.

    Args:
        path: not looked at.
        data: the file's bytes.

    Returns:
        The blocks of its text (of its subject where it has none), and its headers as hints.

    Raises:
        ReadError: the mail is encrypted, or holds neither text nor subject.
    """
    message = _parse(data)
    hints = _hints(message)
    parts = [_read(part) for part in _texts(message)]
    blocks = [block for part in parts for block in part.blocks]
    if not blocks and any(part.get_content_type() in _ENCRYPTED for part in _leaves(message)):
        raise ReadError("the mail is encrypted", "save it unencrypted from the mail program")
    if not blocks and "title" in hints:
        blocks = [RawBlock(BlockKind.HEADING, hints["title"], level=1)]
    removed = tuple(removal for part in parts for removal in part.removed)
    if len(parts) == 1 and parts[0].text is not None:
        return Raw(tuple(blocks), hints, removed, parts[0].text)
    # Lines are counted in one text; of several parts, none is the text of the file.
    blocks = [replace(block, lines=()) for block in blocks]
    return Raw(tuple(blocks), hints, tuple(replace(one, lines=()) for one in removed))


def attachments(data: bytes) -> list[Attachment]:
    """List the files that came with a mail, pictures of its layout left out.

    Args:
        data: the bytes of the mail.
    """
    return [_attachment(part) for part in _leaves(_parse(data)) if _is_attached(part)]


def _parse(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data.lstrip(), policy=_POLICY)


def _leaves(part: Part) -> Iterator[Part]:
    """Give the parts that hold no others; an attached mail is one, encrypted mail another."""
    payload = part.get_payload()
    multipart = part.get_content_maintype() == "multipart" and isinstance(payload, list)
    if multipart and part.get_content_type() not in _ENCRYPTED:
        for child in payload:
            yield from _leaves(child)
    else:
        yield part


def _is_attached(part: Part) -> bool:
    kind = part.get_content_type()
    if part.get_content_maintype() == "image":
        return part["Content-ID"] is None and len(_payload(part)) >= _TINY
    return kind == "message/rfc822" or _is_file(part) or kind in _SUFFIXES.keys() - _BODIES


def _is_file(part: Part) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _attachment(part: Part) -> Attachment:
    kind = part.get_content_type()
    name = part.get_filename() or ""
    data = _payload(part)
    if kind == "message/rfc822":
        inner = _parse(data)
        name = name or _subject(inner)
    # The charset of a text stands in the mail; as a file of its own it must be readable without.
    charset = part.get_content_charset()
    if kind in ("text/plain", "text/markdown") and charset:
        data = decode(data, charset).encode()
    return Attachment(name or "attachment", _SUFFIXES.get(kind, ""), data)


def _payload(part: Part) -> bytes:
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
        return bytes(payload[0].as_bytes(policy=_POLICY))
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _texts(part: Part) -> list[Part]:
    """Choose the parts that together are the text of the mail."""
    payload = part.get_payload()
    if part.get_content_type() in _ENCRYPTED:
        return []
    if part.get_content_maintype() == "multipart" and isinstance(payload, list):
        options = [_texts(child) for child in payload]
        if part.get_content_type() == "multipart/alternative":
            return _preferred([option for option in options if option])
        return [text for option in options for text in option]
    return [] if _is_file(part) or part.get_content_type() not in _BODIES else [part]


def _preferred(options: list[list[Part]]) -> list[Part]:
    """Choose the plain form of a text, unless it only says that there is another."""
    if not options:
        return []
    plain = [one for one in options if all(p.get_content_type() == "text/plain" for p in one)]
    rich = [one for one in options if one not in plain]
    if not plain or not rich:
        return options[0]
    return rich[0] if _words(plain[0]) * _THIN < _words(rich[0]) else plain[0]


def _words(parts: list[Part]) -> int:
    return sum(
        len(_WORD.findall(block.text or " ".join(block.cells)))
        for part in parts
        for block in _read(part).blocks
    )


def _read(part: Part) -> Raw:
    """Read a text with the reader of its kind; nothing where it is blank."""
    from corpus import readers

    data = _payload(part)
    text = decode(data, part.get_content_charset()) if data.strip() else ""
    if not text.strip():
        return Raw(())
    suffix = readable_suffix(text.encode()) or _SUFFIXES[part.get_content_type()]
    return readers.read(Path(f"body{suffix}"), text.encode())


def head_hints(head: str) -> dict[str, str]:
    """Read the hints of a mail that was saved as text, from the lines above its text.

    Args:
        head: the lines; nothing comes of them where they are no mail's.
    """
    message = Parser(policy=_POLICY).parsestr(head, headersonly=True)
    if not message["Subject"] or not (message["From"] or message["Date"]):
        return {}
    return _hints(message)


def _hints(message: EmailMessage) -> dict[str, str]:
    hints = {
        "title": _REPLY.sub("", _subject(message)),
        "issued": _date(_header(message, "Date")),
        "authors": "; ".join(name for name, _ in getaddresses([_header(message, "From")]) if name),
    }
    return {key: value for key, value in hints.items() if value}


def _subject(message: EmailMessage) -> str:
    return " ".join(_header(message, "Subject").split())


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except Exception:  # the header parser fails on some malformed headers in ways of its own
        return ""


def _date(header: str) -> str:
    """Give the day as the sender's clock had it; the header itself where it is no date."""
    try:
        return parsedate_to_datetime(header).date().isoformat()
    except (TypeError, ValueError):
        return header
