"""Where the words that a reader selected stand in a document's stored text; pure.

A page draws the text in other white space than it is stored in, and leaves out the bars between
the cells of a table. So letters and digits are compared, and what comes back is the stored text.
"""

from __future__ import annotations

import re

from corpus.sentences import sentence_spans

MOST_WORDS = 60
"""Words of a passage; more point at nothing."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_LINE = re.compile(r"[^\n]+")


def find_selected(text: str, selected: str, before: int) -> tuple[int, int] | None:
    """Find selected words in a document.

    Args:
        text: of the document.
        selected: words as the page shows them.
        before: about how many letters and digits stand before them, to tell places apart that
            have the same words.

    Returns:
        Offsets of their first and behind their last letter; None where they do not stand.
    """
    places = [at for at, char in enumerate(text) if char.isalnum()]
    letters = "".join(text[at] for at in places)
    wanted = "".join(filter(str.isalnum, selected))
    found = []
    at = letters.find(wanted) if wanted else -1
    while at >= 0:
        found.append(at)
        at = letters.find(wanted, at + 1)
    if not found:
        return None
    nearest = min(found, key=lambda start: (abs(start - before), start))
    return places[nearest], places[nearest + len(wanted) - 1] + 1


def passage_around(text: str, start: int, end: int) -> str:
    """Give the whole sentences that ``text[start:end]`` stands in, as stored.

    Where those would be too long, its own words are given whole.

    Raises:
        ValueError: its own words are too many.
    """
    start, end = _whole_words(text, start, end)
    count = _words(text[start:end])
    if count > MOST_WORDS:
        raise ValueError(
            f"That passage has {count} words: select the sentence or two in it that answer the"
            f" question, {MOST_WORDS} words at most."
        )
    first = text.rfind("\n", 0, start) + 1
    last = (text.find("\n", end) + 1 or len(text) + 1) - 1
    sentences = [
        piece
        for line in _LINE.finditer(text, first, last)
        for piece in sentence_spans(text, *line.span())
        if piece[0] < end and piece[1] > start
    ]
    whole = text[sentences[0][0] : sentences[-1][1]] if sentences else ""
    return whole if 0 < _words(whole) <= MOST_WORDS else text[start:end]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _words(text: str) -> int:
    """Count words; each Chinese character is one."""
    return len(_WORD.findall(text))
