"""Plain text to raw blocks: text that was once a PDF, mails, notes."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.abreast import one_after_another
from corpus.agendas import with_agendas
from corpus.clean import split_lines
from corpus.compose import compose
from corpus.dense import with_gaps
from corpus.drawn import undrawn
from corpus.readers.encoding import decode
from corpus.readers.errors import ReadError
from corpus.readers.mail import head_hints
from corpus.readers.raw import Raw

_HEAD = 4000  # characters that the lines above a mail's text hold at most


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
    lines = with_agendas(with_gaps(one_after_another(undrawn(split_lines(text)))))
    if not lines:
        raise ReadError("the file is empty", "remove it or save it again with its text")
    composed = compose(lines)
    head = re.split(r"\n[ \t]*\n", text.lstrip(), maxsplit=1)[0][:_HEAD]
    return Raw(composed.blocks, head_hints(head), composed.removed, text)
