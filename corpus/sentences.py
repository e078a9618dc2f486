"""Text to sentences, as offsets; pure."""

from __future__ import annotations

import re

# Words whose full stop does not end a sentence, in the prose of reports and briefings.
_ABBREVIATIONS = frozenset(
    """
    e.g i.e etc cf vs al no nos vol pp p fig figs ed eds dept approx ca est inc ltd co corp st
    dr mr mrs ms prof gen jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
# These also close sentences ("…and others, etc. The plan…"): then the next word's capital decides,
_MAY_CLOSE = frozenset({"etc", "al", "inc", "ltd", "co", "corp"})
# or, as names follow a country ("the U.S. Department of Commerce"), whether it opens sentences.
_COUNTRIES = frozenset({"u.s", "u.k", "p.r"})
_OPENER = re.compile(
    r"\s*(?:The|This|That|These|Those|In|On|At|As|By|For|From|To|It|Its|They|Their|He|She|We|A|An|And"
    r"|But|However|While|When|Since|After|Although|If|Both|Such)\b"
)
# Numbers of notes printed behind the stop, "in 2022.[1] Output", are the sentence's. Behind a
# Chinese stop "(1)" begins a list.
_END = re.compile(
    r"""(?:[.!?]+["'”’»)\]]*(?:\[\d{1,3}\]|\(\d{1,3}\)|[¹²³⁰⁴-⁹])*(?=\s|$))"""
    r"""|(?:[。！？]+["”’」』）]*(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹])*)"""
)
# "… a new plant. (April 25) The next firm …": the date at an item's end is of what stands before.
DATED = re.compile(
    r"\s\((?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z][a-z]{2,8}\.?)(?:,? (?:19|20)\d\d)?\)"
    r"\.?(?=\s|$)"
)
"""A day in brackets behind the stop that a blank parts from it."""

_WORD_BEFORE = re.compile(r"[\w.]*$")
_LONGEST_WORD = 24  # characters; nothing longer is an abbreviation or a number of an item
_STARTS = re.compile(r"""\s*["'“‘«(\[]*[A-Z0-9À-ÞΑ-ΩА-Я一-鿿]""")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Split ``text[start:end]`` into sentences.

    Args:
        text: the whole text; offsets count its characters.
        start: where to begin.
        end: where to stop; None means the end of the text.

    Returns:
        Offsets into ``text``, white space around each sentence left out; in order, disjoint, and
        together holding every character that is not white space.
    """
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    headed = DATED.match(f" {text[start : start + _LONGEST_WORD]}")  # then each date heads its own
    for match in _END.finditer(text, start, stop):
        if _closes(text, begin, match.start(), match.end(), stop):
            dated = None if headed else DATED.match(text, match.end(), stop)
            end = dated.end() if dated else match.end()
            _append(spans, text, begin, end)
            begin = end
    _append(spans, text, begin, stop)
    return spans


def _append(spans: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    stripped = piece.strip()
    if stripped:
        offset = begin + piece.index(stripped[0])
        spans.append((offset, offset + len(stripped)))


def _closes(text: str, begin: int, mark: int, after: int, stop: int) -> bool:
    """Tell whether the mark at ``mark`` ends a sentence that began at ``begin``."""
    if text[mark] != "." or after >= stop:
        return True
    rest = text[after : after + 20]
    if not _STARTS.match(rest):
        return False
    word = _WORD_BEFORE.search(text, max(begin, mark - _LONGEST_WORD), mark)
    before = word.group().lower().strip(".") if word else ""
    if before in _COUNTRIES:
        return bool(_OPENER.match(rest))
    if before in _ABBREVIATIONS:
        return before in _MAY_CLOSE and rest.strip()[:1].isupper()
    # An initial ("J. Smith"), or the number of a list item or heading ("2. The plan").
    single = len(before) == 1 and before.isalpha()
    numbered = before.isdigit() and not text[begin : mark - len(before)].strip()
    return not (single or numbered)
