"""Series of numbers that go with a series of things, each with its own; pure.

"Exports and imports were 5 and 7 tonnes, respectively." The things may stand in the sentences
before: "The two have 5 and 7 docks respectively", "the corresponding shares were 5 and 7 percent".
Two numbers held against each other in a bracket go with the two names before it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from corpus.sentences import sentence_spans
from index.attachment import PART, clause
from index.names import find_names
from index.quantities import Quantity, quantities
from index.verbs import FIRST_VERB

if TYPE_CHECKING:
    from collections.abc import Sequence

Place: TypeAlias = tuple[int, int]

_EACH_OWN = re.compile(r"\b(?:respectively|in that order|correspondingly)\b", re.IGNORECASE)
_CORRESPONDING = re.compile(
    r"\bcorresponding (?:shares?|figures?|numbers?|rates?|values?|sums?|amounts?|percentages?)\b",
    re.IGNORECASE,
)
_THOSE = re.compile(
    r"(?:[A-Z][^,;:.]{0,40}, )?(?:the (?:two|three|four|five|six)|both|they|these|their)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?: [a-z%]+){0,3}?(?:, |,? and |,? or )(?:(?:by|to|at|of|from|for|in) )?(?:the )?"
)
_LISTED = re.compile(r",? (?:and|or) |, ")
_PAIR = re.compile(  # "(7 against 5)"
    r"\((?P<two>[^()]* (?:against|versus|vs\.?|compared (?:to|with)) [^()]*)\)"
)
_FAR = 60  # characters between a series of numbers and the word that sets it apart
_WORDS = 6  # of a thing
_OPENER = re.compile(r"(?:In|By|At|On|Since|During|Until|For)\b[^,;:]{0,40}?\b(?:19|20)\d\d,? ")
_DESCRIBED = re.compile(
    r"(?:Rivals?|Competitor|Peer|Partner|Start-?up|Subsidiary|[A-Z][a-z]*makers?) (?=[A-Z])"
)
_OPENS = re.compile(r"(?:(?:Its|Their|The|Another) )?(?:\w+ )?\W?")  # "Its rival Dune"
_NUMERAL = re.compile(r"[IVX]+|\d+|[A-Z]")  # "Phases I and II"
_VERB = re.compile(rf"{FIRST_VERB.pattern}|\s(?:add|earn|employ|pay|raise|ran)\b")  # of several


def respective(text: str, before: str = "") -> dict[Place, str]:
    """Give the numbers of such a series, with what each is of; none where that is in doubt.

    Args:
        text: a sentence, or several.
        before: those before it in its paragraph.
    """
    found = _paired(text)
    if not (_EACH_OWN.search(text) or _CORRESPONDING.search(text)):
        return found
    for start, end in sentence_spans(text, 0, len(text)):
        told = _of_sentence(text[start:end], f"{before} {text[:start]}".strip())
        found |= {(start + a, start + b): thing for (a, b), thing in told.items()}
    return found


def _paired(text: str) -> dict[Place, str]:
    """Give each of two numbers in brackets its name: "Alba beat Belm (7 vs 5)".

    The names are the only two before the bracket in its part of the sentence.
    """
    found = {}
    for pair in _PAIR.finditer(text):
        before = text[clause(text, *pair.span(), PART)[0] : pair.start()]
        names, numbers = find_names(before), list(quantities(pair["two"]))
        if len(numbers) != 2 or len(names) != 2 or numbers[0].unit != numbers[1].unit:
            continue
        if not _LISTED.fullmatch(before, names[0][1], names[1][0]):
            at = pair.start("two")
            for one, name in zip(numbers, names, strict=True):
                found[at + one.start, at + one.last] = before[slice(*name)]
    return found


def _of_sentence(text: str, before: str) -> dict[Place, str]:
    if mark := _CORRESPONDING.search(text):
        numbers = _series(text, mark.end())
        things = _each_named(_last(before), numbers)
    elif mark := _EACH_OWN.search(text):
        numbers = _nearest(text, mark.span())
        things = _things(text, numbers) or _those(text, before, len(numbers))
    else:
        return {}
    if len(things) != len(numbers) or len(numbers) < 2 or len(set(things)) < len(things):
        return {}
    return {(one.start, one.last): thing for one, thing in zip(numbers, things, strict=True)}


def _runs(text: str) -> list[list[Quantity]]:
    """List the numbers that stand together, "5, 6 and 7 tonnes", a single one included."""
    runs: list[list[Quantity]] = []
    for one in quantities(text):
        last = runs[-1][-1] if runs else None
        if last and _NEXT.fullmatch(text, last.end, one.start):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _nearest(text: str, mark: Place) -> list[Quantity]:
    """Find the series nearest to the word that sets it apart."""
    runs = [run for run in _runs(text) if len(run) > 1]
    far = {
        at: min(abs(mark[0] - run[-1].end), abs(run[0].start - mark[1]))
        for at, run in enumerate(runs)
    }
    near = min(far, key=lambda at: far[at], default=None)
    return runs[near] if near is not None and far[near] < _FAR else []


def _series(text: str, start: int) -> list[Quantity]:
    """Find the only series of numbers that begins behind a place."""
    runs = [run for run in _runs(text) if len(run) > 1 and start <= run[0].start]
    return runs[0] if len(runs) == 1 else []


def _things(text: str, numbers: Sequence[Quantity]) -> list[str]:
    """Find as many things as numbers before them: the subject's parts, or names in a row."""
    if not numbers:
        return []
    start = max(text.rfind(mark, 0, numbers[0].start) for mark in (";", ":")) + 1
    opener = _OPENER.match(text, start)
    start = opener.end() if opener else start
    for verb in _VERB.finditer(text, start, numbers[0].start):
        parts = [part.strip(" ,") for part in _LISTED.split(text[start : verb.start()])]
        if len(parts) == len(numbers) and all(0 < len(part.split()) <= _WORDS for part in parts):
            head = parts[0].split()[0]
            return [f"{head} {part}" if _NUMERAL.fullmatch(part) else part for part in parts]
    names = find_names(text[: numbers[0].start])
    for at in range(len(names) - len(numbers), -1, -1):
        row = names[at : at + len(numbers)]
        if all(_LISTED.fullmatch(text, one[1], other[0]) for one, other in pairwise(row)):
            return [text[slice(*name)] for name in row]
    return []


def _those(text: str, before: str, count: int) -> list[str]:
    """Find what "the two" are: the last names that alone begin a sentence before, in order."""
    if not _THOSE.match(text):
        return []
    found: dict[str, None] = {}
    for start, end in sentence_spans(before, 0, len(before)):
        if name := _alone(before[start:end]):
            found[name] = None
    return list(found)[-count:]


def _alone(sentence: str) -> str | None:
    """Give the name that a sentence begins with, a word or two before it left out; None for two."""
    names = find_names(sentence)
    if not names or not _OPENS.fullmatch(sentence, 0, names[0][0]):
        return None
    joined = len(names) > 1 and _LISTED.fullmatch(sentence, names[0][1], names[1][0])
    return None if joined else _DESCRIBED.sub("", sentence[slice(*names[0])])


def _each_named(sentence: str, numbers: Sequence[Quantity]) -> list[str]:
    """Give the name before each number of a sentence that has as many, of the same unit."""
    told = [one for one in quantities(sentence) if numbers and one.unit == numbers[0].unit]
    if len(told) != len(numbers):
        return []
    found, at = [], 0
    for one in told:
        names = find_names(sentence[at : one.start])
        if len(names) != 1:
            return []
        found.append(sentence[at : one.start][slice(*names[0])])
        at = one.last
    return found


def _last(before: str) -> str:
    spans = list(sentence_spans(before, 0, len(before)))
    return before[slice(*spans[-1])] if spans else ""
