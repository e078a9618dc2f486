"""What a name or an acronym stands for, from a sentence that expands it; pure."""

from __future__ import annotations

import re

_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&/-]{1,9}s?\b")
_WORD = r"[\w'’“”\"-]+"


def expansion(question: str, sentence: str) -> str:
    """Find the full name of the acronym that a question names.

    Args:
        question: "What does CNIPA stand for?".
        sentence: "The Chinese National Intellectual Property Administration (CNIPA) is …".

    Returns:
        The words before ``(CNIPA)`` that its letters stand for, or those in brackets after it;
        empty when the sentence does not expand it.
    """
    for acronym in _ACRONYM.findall(question):
        letters = [c for c in acronym.rstrip("s").lower() if c.isalnum()]
        before = re.search(rf"((?:{_WORD}[ ,/&]*)+)\(\s*['‘“\"]?{re.escape(acronym)}\b", sentence)
        if before and (found := _matching_tail(before.group(1).split(), letters)):
            return found
        after = re.search(rf"\b{re.escape(acronym)}\s*\(([^()]+)\)", sentence)
        if after:
            return after.group(1).strip()
    return ""


def _matching_tail(words: list[str], letters: list[str]) -> str:
    """Take the fewest last words whose initials hold the letters in order."""
    for start in range(len(words) - 1, max(-1, len(words) - 3 * len(letters) - 4), -1):
        tail = words[start:]
        if tail[0][:1].strip("'’“\"").lower() == letters[0] and _in_order(letters, tail):
            return " ".join(tail).strip(" ,'’‘“”\"")
    return ""


def _in_order(letters: list[str], words: list[str]) -> bool:
    """Tell whether the letters occur in order in the words, each word giving its first letters."""
    initials = iter("".join(c.lower() for w in words for c in w if c.isalpha()))
    return all(letter in initials for letter in letters)
