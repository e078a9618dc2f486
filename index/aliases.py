"""Names that a question gives in full and a sentence as an acronym, and the reverse; pure."""

from __future__ import annotations

import re
from itertools import islice

from index.keywords import STOPWORDS, endings, stems

_ACRONYM = re.compile(r"\b[A-Z]{2,8}\b")
_NAME = re.compile(r"\b[A-Z][\w-]+(?: (?:(?:of|for|and|the) ){0,2}[A-Z][\w-]+)+")
_CAPITAL = re.compile(r"\b[A-Z][\w-]+")
_DROPPED = 2  # words that only open the sentence: "Is the European Union …"
_SMALL = frozenset("of and for the in on to".split())
_LONGEST = 3  # letters that an acronym takes of a word: "MOFCOM"
_MOST = 24  # acronyms of a question or sentence that are looked at


def aliases(question: str, sentence: str) -> list[tuple[str, tuple[int, int]]]:
    """List the names of a sentence that are names of the question in another form.

    Args:
        question: "What did MOST say to the European Union?".
        sentence: "The Ministry of Science and Technology told the EU …".

    Returns:
        For each, the form in the question and its place in the sentence: ("MOST", (4, 38)) and
        ("European Union", (48, 50)).
    """
    found = []
    if short := list(dict.fromkeys(_ACRONYM.findall(question)))[:_MOST]:
        for name, start in _names(sentence):
            span = (start, start + len(name))
            found += [(acronym, span) for acronym in short if abbreviates(acronym, name)]
    if full := list(dict.fromkeys(name for name, _ in _names(question)))[:_MOST]:
        for acronym in _ACRONYM.finditer(sentence):
            found += [(name, acronym.span()) for name in full if abbreviates(acronym.group(), name)]
    return found


def stems_with_aliases(question: str, text: str) -> set[str]:
    """Give the stems of a text, and those of the question that it has in another form."""
    named = (stems(name) for name, _ in aliases(question, text))
    return stems(text).union(endings(stems(question), text), *named)


def _names(text: str) -> list[tuple[str, int]]:
    """List runs of capitalised words with their offsets, also without their first words."""
    return [
        (run.group()[word.start() :], run.start() + word.start())
        for run in _NAME.finditer(text)
        for word in islice(_CAPITAL.finditer(run.group()), _DROPPED + 1)
    ]


def abbreviates(acronym: str, name: str) -> bool:
    """Tell whether an acronym is made of a name's initials: every capital, small words or not."""
    initials = [word[0] for word in name.split()]
    if not acronym.isupper() or len(initials) < 2:
        return False
    capitals = "".join(initial for initial in initials if initial.isupper())
    if capitals == acronym:
        return True
    letters = iter("".join(initials).upper())
    return (
        len(capitals) > 1
        and acronym[0] == initials[0]
        and all(letter in letters for letter in acronym)
        and set(capitals) <= set(acronym)
    )


def spelled_out(acronym: str, text: str) -> bool:
    """Tell whether words that follow each other in a text begin as an acronym goes, in any case.

    Args:
        acronym: "MOFCOM", "EV".
        text: "the ministry of commerce", "electric vehicles".
    """
    wanted = re.sub(r"[^a-z]", "", acronym.lower())
    words = re.findall(r"[a-z]+", re.sub(r"['’]s\b", "", text.lower()))
    if len(wanted) < 2:
        return False
    starts = (at for at, word in enumerate(words) if word[0] == wanted[0] and word not in STOPWORDS)
    return any(_spells(words, at, wanted, whole=len(wanted)) for at in starts)


def _spells(words: list[str], at: int, rest: str, whole: int) -> bool:
    """Tell whether the words from ``at`` begin with the letters that are left of an acronym."""
    if not rest:
        return True
    if at == len(words):
        return False
    most = min(_LONGEST, len(rest), whole - 1)
    return any(
        words[at].startswith(rest[:size]) and _spells(words, at + 1, rest[size:], whole)
        for size in range(most, 0, -1)
    ) or (words[at] in _SMALL and _spells(words, at + 1, rest, whole))
