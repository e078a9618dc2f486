"""Note marks within text that is still being made: a private character stands for each.

A footnote's number in running text is no part of the sentence, but where it stood says which
sentence cites the note. A reader takes the number out and puts ``char_for(number)`` in its place;
the characters go through joining and tidying with their words, and ``lift`` takes them out again
when the text's offsets are settled. Everything here is pure.
"""

from __future__ import annotations

import re

_FIRST = 0x100000  # the second plane for private use: no font and no file format uses it
_NUMBERS = 10_000
_SIGNS = "*†‡§¶abcdefghijklmnopqrstuvwxyz"
_REPEATS = 3  # "*", "**" and "***" are three notes
_ONES = " i ii iii iv v vi vii viii ix".split(" ")
_TENS = " x xx xxx xl l lx lxx lxxx xc".split(" ")
_ROMANS = [tens + ones for tens in _TENS for ones in _ONES]  # to 99, as endnotes are numbered
_ROMAN_FIRST = _FIRST + _NUMBERS + _REPEATS * len(_SIGNS)
_LAST = _ROMAN_FIRST + len(_ROMANS) - 1
_MARK = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_SIGN = re.compile(rf"([{re.escape(_SIGNS)}])\1{{0,{_REPEATS - 1}}}")


def char_for(label: str) -> str:
    """Give the character that stands for a note's number or sign; nothing for another label."""
    if label.isascii() and label.isdigit() and int(label) < _NUMBERS:
        return chr(_FIRST + int(label))
    sign = _SIGN.fullmatch(label.lower())
    if sign is None:
        roman = label.lower()
        return chr(_ROMAN_FIRST + _ROMANS.index(roman)) if roman in _ROMANS[1:] else ""
    repeats = len(label) - 1
    return chr(_FIRST + _NUMBERS + repeats * len(_SIGNS) + _SIGNS.index(sign[1]))


def lift(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Take the marks out of a text.

    Returns:
        The text without them, and for each its offset in that text and its label, in order.
    """
    found: list[tuple[int, str]] = []
    for count, match in enumerate(_MARK.finditer(text)):
        found.append((match.start() - count, _label(match.group())))
    return (_MARK.sub("", text) if found else text), tuple(found)


def bare(text: str) -> str:
    """Give a text without marks."""
    return _MARK.sub("", text)


def spelled(text: str) -> str:
    """Give a text with the label of each mark in its place, as it was printed."""
    return _MARK.sub(lambda match: _label(match.group()), text)


def _label(char: str) -> str:
    number = ord(char) - _FIRST
    if number < _NUMBERS:
        return str(number)
    if number >= _ROMAN_FIRST - _FIRST:
        return _ROMANS[number - (_ROMAN_FIRST - _FIRST)]
    repeats, sign = divmod(number - _NUMBERS, len(_SIGNS))
    return _SIGNS[sign] * (repeats + 1)
