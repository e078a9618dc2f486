"""Where a line of English may be broken, for the few words where a plain rule is safe; pure."""

from __future__ import annotations

import re

_SHY = "\u00ad"
_NO_BREAK = "\u00a0"
_ENDINGS = (
    "tions?|cations?|sions?|ments?|mental|tional|ness|tures?|turing|turers?|tives?|ship|less|"
    "cial|tial|nology|nologies|trial|tries|panies|vanced|sembly|berg|ductors?|tronics?"
)
_STARTS = (
    "inter|trans|semi|over|under|micro|nano|manu|infra|counter|tele|multi|auto|tech|bio|"
    "(?:com|con|dis|sub)(?=[bcdfgjklmnpqrstvw])"
)
_WORD = re.compile(r"\b[A-Za-z][a-z]{7,}\b")
_START = re.compile(rf"^({_STARTS})(?=[a-z]{{4}})", re.IGNORECASE)
_END = re.compile(rf"(?<=[a-z]{{3}})({_ENDINGS})$")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")


def hyphenate(text: str) -> str:
    """Put soft hyphens into long words, and keep the digits of a number on one line."""
    return _THOUSANDS.sub(_NO_BREAK, _WORD.sub(lambda word: _divide(word.group()), text))


def _divide(word: str) -> str:
    return _START.sub(rf"\1{_SHY}", _END.sub(rf"{_SHY}\1", word))
