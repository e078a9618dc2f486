"""Plain text to raw blocks: text that was once a PDF, mails, notes."""

from __future__ import annotations

import re
from email.parser import HeaderParser
from email.utils import parseaddr
from pathlib import Path

from corpus.abreast import one_after_another
from corpus.clean import split_lines
from corpus.compose import compose
from corpus.dense import with_gaps
from corpus.readers.encoding import decode
from corpus.readers.errors import ReadError
from corpus.readers.raw import Raw

_HEAD = 4000  # characters that the lines above a mail's text hold at most
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s?:\s*)+", re.IGNORECASE)


def read(path: Path, data: bytes) -> Raw:
    """Read a plain text file.

    Args:
        path: the file's path; not used.
        data: the file's bytes.

    Returns:
        The file's blocks with their lines. Page numbers are those that form feeds count, or None
        without them.

    Raises:
        ReadError: the bytes are not text, or there is none.
    """
    text = decode(data)
    lines = with_gaps(one_after_another(split_lines(text)))
    if not lines:
        raise ReadError("the file is empty", "remove it or save it again with its text")
    composed = compose(lines)
    return Raw(composed.blocks, _mail_hints(text), composed.removed, text)


def _mail_hints(text: str) -> dict[str, str]:
    """Read subject, date and sender of a mail; nothing where the text begins otherwise."""
    head = re.split(r"\n[ \t]*\n", text.lstrip(), maxsplit=1)[0][:_HEAD]
    mail = HeaderParser().parsestr(head)
    if not mail["Subject"] or not (mail["From"] or mail["Date"]):
        return {}
    subject = _REPLY.sub("", " ".join(mail["Subject"].split()))
    hints = {"title": subject, "issued": mail["Date"] or "", "authors": parseaddr(mail["From"])[0]}
    return {name: value for name, value in hints.items() if value}
