"""Readers: one module for each kind of file, from its bytes to raw blocks."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from corpus.readers.errors import ReadError
from corpus.readers.formats import check
from corpus.readers.raw import Raw

_MODULES = {
    ".docx": "docx",
    ".eml": "mail",
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".pdf": "pdf",
    ".txt": "text",
    ".xhtml": "html",
}
SUFFIXES = frozenset(_MODULES)

_MARKDOWN_SIGNS = (
    r"^#{1,6} +\S",
    r"(?<![\w*])\*\*[^\s*][^*\n]*\*\*",
    r"\[[^\[\]\n]+\]\((?:https?:|mailto:|[#/.])[^)\s]*\)",
    r"^ {0,8}(?:\| {0,8})?:?-{3,}:? {0,8}\|[ :|-]*$",
    r"^\[\^[^\]\s]+\]: ",
)
_SIGNS_NEEDED = 3  # a lone "#" or pair of stars occurs in plain text too


def read(path: Path, data: bytes) -> Raw:
    """Read a file with the reader that its suffix names.

    Args:
        path: the file's path; only its suffix is looked at.
        data: the file's bytes.

    Returns:
        The file's blocks in reading order and its own hints.

    Raises:
        ReadError: the suffix is unknown or belies the content, or the reader cannot make text
            of the bytes.
    """
    name = _MODULES.get(path.suffix.lower())
    if name is None:
        raise ReadError(f"no reader for '{path.suffix}' files", "save it as DOCX or PDF")
    check(path.suffix.lower(), data)
    if name == "text" and _is_markdown(data):
        name = "markdown"
    raw: Raw = import_module(f"corpus.readers.{name}").read(path, data)
    return raw


def _is_markdown(data: bytes) -> bool:
    """Tell markdown saved as plain text by several signs, of two kinds at least."""
    from corpus.readers.encoding import decode

    text = decode(data)
    found = [len(re.findall(sign, text, re.MULTILINE)) for sign in _MARKDOWN_SIGNS]
    return sum(found) >= _SIGNS_NEEDED and sum(count > 0 for count in found) >= 2
