"""What is said before a number: that it is the least, the most, or about so much; pure.

"No more than" sets the bound that "more than" goes beyond, so that a negation is part of it.
"""

from __future__ import annotations

import re

_NOT = r"(?:no|not|never|cannot|[a-z]+n['’]t) "
# The forms of each, those with a negation before those without.
_OPERATORS = {
    "at least": r"at least|a minimum of|至少|不低于|不少于|不小于|不得(?:低|少)于"
    rf"|{_NOT}(?:(?:less|fewer|lower|smaller|shorter|earlier|sooner) than|below|under)|≥|>=",
    "up to": r"up to|as (?:much|many) as|at most|a maximum of|without exceeding"
    rf"|{_NOT}(?:(?:more|greater|higher|larger|longer|later) than|over|above|to exceed"
    r"|exceed(?:s|ing)?)|至多|不(?:得|能|应)?(?:超过|高于|多于|大于)|≤|<=",
    "over": r"over|more than|greater than|in excess of|above|beyond|exceed(?:s|ed|ing)?"
    r"|surpass(?:es|ed|ing)?|超过|(?<![-=])>",
    "under": r"under|less than|fewer than|below|低于|<",
    "about": r"about|around|approximately|roughly|nearly|almost|close to|some|an estimated"
    r"|ca\.|约|[~≈]",
}
LEAST, MOST = ("at least", "over"), ("up to", "under")
"""Operators of the lower and of the upper end of a range."""
_NAMES = tuple(_OPERATORS)
_EACH = "|".join(f"(?P<o{at}>{form})" for at, form in enumerate(_OPERATORS.values()))
_ANY = re.compile(rf"(?<![A-Za-z0-9])(?:{_EACH})(?![a-z])", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<![A-Za-z0-9])(?:{_EACH})(?: (?:a|an|of|the))?\s?$", re.IGNORECASE)
_WINDOW = 32  # characters before a number, or after the start of a stretch


def forms(*names: str) -> str:
    """Give the pattern of some operators, of all by default."""
    return "|".join(_OPERATORS[name] for name in names or _NAMES)


def operator_of(amount: str) -> str | None:
    """Name the operator with which an amount begins; None where it begins with none."""
    found = _ANY.match(amount)
    return _name(found) if found else None


def operator_before(text: str, start: int) -> tuple[str | None, int]:
    """Read what stands before a number; give its name, None for none, and where it begins."""
    found = _BEFORE.search(text, max(0, start - _WINDOW), start)
    if found is None:
        return None, start
    return _name(found), found.start()


def beginning(text: str, start: int) -> int:
    """Give where an operator begins that a stretch of a text would begin in the middle of."""
    near = max(0, start - _WINDOW)
    found = _ANY.finditer(text, near, start + _WINDOW)
    inside = (m.start() for m in found if m.start() < start < m.end())
    return next(inside, start)


def _name(found: re.Match[str]) -> str:
    """Name the operator whose form was found."""
    return next(name for at, name in enumerate(_NAMES) if found[f"o{at}"])
