"""Raised figures in plain text: note marks where they follow a word, numbers where a note begins.

Everything here is pure.
"""

from __future__ import annotations

import re

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FIGURES = str.maketrans(_RAISED, "0123456789")
_NOTE = re.compile(rf"^([{_RAISED}]{{1,3}})\s*(?=[^\W\d_]|[“‘\"'(\[])")
_MARK = re.compile(rf"(?<=[^\W\d_]|[.,;:!?”’\"')\]%])([{_RAISED}]{{1,3}})(?!\w)")
_POWER = re.compile(r"(?:^|[\d /])[kcdm]?m$")  # "40 km²"


def lowered(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Take raised figures off the words of a line.

    Args:
        text: the line.

    Returns:
        The line, the number of a note that begins it written as a plain one; and for each mark
        its offset in that line and its label. Powers stay.
    """
    if not any(char in text for char in _RAISED):
        return text, ()
    text = _NOTE.sub(lambda match: f"{match[1].translate(_FIGURES)} ", text)
    parts: list[str] = []
    marks: list[tuple[int, str]] = []
    start = length = 0
    for match in _MARK.finditer(text):
        if match[1] in "²³" and _POWER.search(text[: match.start()][-4:]):
            continue
        parts.append(text[start : match.start()])
        length += match.start() - start
        marks.append((length, match[1].translate(_FIGURES)))
        start = match.end()
    return "".join(parts) + text[start:], tuple(marks)
