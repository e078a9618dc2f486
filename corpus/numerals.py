"""Numbers that are not written in digits: Roman ones, and the words that count in turn; pure."""

from __future__ import annotations

ORDINALS = tuple("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman(text: str) -> int:
    """Read a Roman number up to 89, in either case; a smaller letter before a larger is taken off.

    Raises:
        KeyError: a letter is none of I, V, X and L.
    """
    values = [_LETTERS[char] for char in text.casefold()]
    below = [*values[1:], 0]
    return sum(-one if one < other else one for one, other in zip(values, below, strict=True))
