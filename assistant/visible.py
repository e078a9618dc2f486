"""Text of documents without the characters that act: controls, and marks that reorder a line."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """Write a text on one line, white space collapsed, without the characters that act."""
    return " ".join(visible(re.sub(r"\s", " ", text)).split())


def visible(text: str) -> str:
    """Leave out control and bidirectional-override characters; tabs and line ends stay."""
    return _UNSEEN.sub("", text)
