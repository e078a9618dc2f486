"""What an acronym stands for, from a sentence that expands it; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.span import shorten
from assistant.answers.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&/-]{1,9}s?\b")
_QUOTES = "'‘’“”\" "
_NAME_LENGTH = 400  # characters before an acronym in brackets that may hold its full name
_ENTRY = re.compile(r"([A-Z][\w&/-]{1,11}): ([A-Z][^.:;]+)\.?$")
_MOST_WORDS = 12  # of a full name in a list of abbreviations
_MOST_ACRONYMS = 8  # of a question


def define(query: Query, ranked: Sequence[Scored], _: Documents) -> Told:
    """Give what the question's acronym stands for, or else the best sentence.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
    """
    full = ((expansion(query.standalone, s.candidate.text), s) for s in ranked)
    best = ranked[0]
    said, scored = next((f for f in full if f[0]), (shorten(best.candidate.text), best))
    return Told(said, (scored,))


def expansion(question: str, sentence: str) -> str:
    """Find the full name of the acronym that a question names.

    Args:
        question: "What does CNIPA stand for?".
        sentence: "The Chinese National Intellectual Property Administration (CNIPA) is …".

    Returns:
        The words before ``(CNIPA)`` that its letters stand for, or those in brackets after it;
        empty when the sentence does not expand it.
    """
    for acronym in list(dict.fromkeys(_ACRONYM.findall(question)))[-_MOST_ACRONYMS:]:
        name = re.escape(acronym)
        letters = [c for c in acronym.rstrip("s").lower() if c.isalnum()]
        for bracket in re.finditer(rf"\([{_QUOTES}]{{0,2}}{name}\b", sentence):
            before = sentence[max(0, bracket.start() - _NAME_LENGTH) : bracket.start()]
            if found := _matching_tail(before.split(), letters):
                return found
        if after := re.search(rf"\b{name} ?\(([^()]+)\)", sentence):
            return after.group(1).strip()
    return _labelled(question, sentence)


def _labelled(question: str, sentence: str) -> str:
    """Find what stands after a term and a colon, as in a list of abbreviations."""
    found = _ENTRY.match(sentence)
    asked = {word.lower() for word in re.findall(r"[\w&/-]+", question)}
    if found is None or found[1].lower() not in asked or len(found[2].split()) > _MOST_WORDS:
        return ""
    return found[2] if _in_order([c for c in found[1].lower() if c.isalnum()], [found[2]]) else ""


def _matching_tail(words: list[str], letters: list[str]) -> str:
    """Take the fewest last words that begin with the first letter and hold all in order."""
    first = max(0, len(words) - 2 * len(letters) - 2)
    for start in range(len(words) - 1, first - 1, -1):
        tail = words[start:]
        if tail[0].strip(_QUOTES)[:1].lower() == letters[0] and _in_order(letters, tail):
            return " ".join(tail).strip(_QUOTES + ",")
    return ""


def _in_order(letters: list[str], words: list[str]) -> bool:
    """Tell whether the letters occur in the words in this order."""
    characters = iter("".join(words).lower())
    return all(letter in characters for letter in letters)
