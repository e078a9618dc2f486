"""Plain text to raw blocks: text that was once a PDF, mails, notes."""

from __future__ import annotations

from pathlib import Path

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.readers.encoding import decode
from corpus.readers.errors import ReadError
from corpus.readers.raw import Raw


def read(path: Path, data: bytes) -> Raw:
    """Read a plain text file.

    Args:
        path: the file's path; not used.
        data: the file's bytes.

    Returns:
        The file's blocks. Page numbers are those that form feeds count, or None without them.

    Raises:
        ReadError: the bytes are not text, or there is none.
    """
    lines = split_lines(decode(data))
    if not lines:
        raise ReadError("the file is empty", "remove it or save it again with its text")
    return Raw(tuple(compose(lines)))
