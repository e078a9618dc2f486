"""Which of a sentence's numbers stand in another of its conjuncts than what is asked for; pure.

"A costs CNY 5 if it is made here and CNY 9 if it is imported": each number is told of what its own
conjunct says, and of what stands before the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.another.year import years
from assistant.answers.stretches import fitting
from assistant.answers.values import find_dates
from assistant.answers.wanted import asks_for_change
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.stretches import Stretch

# What parts two conjuncts, the strongest first.
_MARKS = tuple(
    re.compile(mark)
    for mark in (
        r"; ?",
        r",? (?:but|while|whereas|so that) |, (?:and|or) ",
        r", ",
        r" (?:and|or) ",
    )
)
_CONTRAST = re.compile(r",? (?:but|while|whereas) ")
_BRACKETS = re.compile(r"\([^()]*\)")
_OF_A_YEAR = re.compile(r"\((?:in |for )?(?:19|20)\d\d\b")
_STOP = re.compile(r"[.!?](?=\s+\W?[A-Z])")
_LIGHT = re.compile(r"\b(?:another|further|within|around|about|total)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\W*(?:(?:where|if|for|when|once) )[^,;]*,", re.IGNORECASE)
_LABEL, _OF_CONDITION = 0.6, 0.3  # shares of its words that a question has
_TOLD = 2  # words of a question that one side of a contrast has, and the other none


@dataclass(frozen=True, slots=True)
class _Conjunct:
    """Words of a conjunct: all, before its first number, after its last, and of its condition."""

    start: int
    end: int
    words: frozenset[str]
    lead: frozenset[str]
    tail: frozenset[str]
    condition: frozenset[str]


def in_other_conjuncts(
    question: str, noun: frozenset[str], text: str, numbers: Sequence[Stretch]
) -> frozenset[Stretch]:
    """Find the numbers of other conjuncts than the one that alone has words of the question.

    Args:
        question: standing alone.
        noun: stems of what it counts, which is of all conjuncts.
        text: the sentence.
        numbers: its stretches of the type wanted.
    """
    enclosed = [found.span() for found in _BRACKETS.finditer(text)]
    held = [one for one in numbers if any(a <= one.start < b for a, b in enclosed)]
    once = _told_once(noun, text, numbers)
    alone = bool(once) and once == noun
    noun -= once
    asked, named = stems(question) - noun, years(question) if enclosed else frozenset()
    if any(years(text[a:b]) & named for a, b in enclosed):
        return frozenset()
    free = [one for one in numbers if one not in held]
    fit = [one for one in fitting(numbers) if one not in held]
    for tried in (fit, free):
        parts = _conjuncts(text, noun, tried)
        chosen = _chosen(asked, parts) if len(parts) > 1 else None
        if chosen is None and alone:
            chosen = next((part for part in parts[1:] if once <= part.lead), None)
        own = [one for one in tried if chosen and chosen.start <= one.start < chosen.end]
        if chosen and (chosen.condition or any(one in fit for one in own)):
            return frozenset(one for one in (*tried, *held) if one not in own)
    dated = [a for a, b in enclosed if _OF_A_YEAR.match(text, a)]
    if not fit or asks_for_change(question):
        return frozenset()
    return frozenset(one for one in held if text.rfind("(", 0, one.start) in dated)


def across_the_contrast(question: str, text: str, names: Sequence[Stretch]) -> frozenset[Stretch]:
    """Find the names on the side of a "but" that has none of the words of a question."""
    cuts = [m.span() for m in _CONTRAST.finditer(text)]
    if len(cuts) != 1 or _STOP.search(text):
        return frozenset()
    sides = (0, cuts[0][0]), (cuts[0][1], len(text))
    asked = stems(question)
    words = [asked & stems(text[a:b]) for a, b in sides]
    own = [held - words[1 - at] for at, held in enumerate(words)]
    for at, (a, b) in enumerate(sides):
        if len(own[at]) >= _TOLD and not own[1 - at]:
            inside = frozenset(one for one in names if a <= one.start < b)
            return frozenset(names) - inside if inside else frozenset()
    return frozenset()


def _told_once(noun: frozenset[str], text: str, numbers: Sequence[Stretch]) -> frozenset[str]:
    """Find what of the noun stands once, after the first number: it is of one conjunct alone."""
    first = min((one.end for one in numbers), default=0)
    told = [stem(term) for term in terms(text)]
    return frozenset(key for key in noun & stems(text[first:]) if told.count(key) == 1)


def _conjuncts(text: str, noun: frozenset[str], numbers: Sequence[Stretch]) -> list[_Conjunct]:
    """Part a sentence between its numbers; give nothing where it is not sure where."""
    spans = sorted({(one.start, one.end) for one in numbers})
    plain = _blank(text, [*spans, *find_dates(text), *(m.span() for m in _BRACKETS.finditer(text))])
    if len(spans) < 2:
        return []
    cuts, groups = [0], [[spans[0]]]
    for before, after in pairwise(spans):
        gap = text[before[1] : after[0]]
        if after[0] < before[1] or _STOP.search(gap):
            return []
        cut = _boundary(plain[before[1] : after[0]])
        if cut is None:
            groups[-1].append(after)
            continue
        if cut < 0:
            return []
        cuts.append(before[1] + cut)
        groups.append([after])
    ends = [*cuts[1:], len(text)]
    return [
        _conjunct(plain, (start, end), (group[0][0], group[-1][1]), noun)
        for start, end, group in zip(cuts, ends, groups, strict=True)
    ]


def _boundary(gap: str) -> int | None:
    """Find where the text between two numbers is parted; None nowhere, -1 where it is open."""
    for mark in _MARKS:
        if found := list(mark.finditer(gap)):
            last = found[-1]
            return last.start() if len(found) == 1 or not _heavy(gap[last.end() :]) else -1
    return None


def _conjunct(
    plain: str, place: tuple[int, int], numbers: tuple[int, int], noun: frozenset[str]
) -> _Conjunct:
    start, end = place
    condition = _CONDITION.match(plain, start, end)
    lead, tail = _heavy(plain[start : numbers[0]]) - noun, _heavy(plain[numbers[1] : end]) - noun
    within = _heavy(plain[numbers[0] : numbers[1]]) - noun
    opening = _heavy(condition[0]) if condition and condition.end() <= numbers[0] else frozenset()
    return _Conjunct(start, end, lead | within | tail, lead, tail, opening)


def _chosen(asked: set[str], parts: Sequence[_Conjunct]) -> _Conjunct | None:
    """Choose the conjunct that is asked about; None where that is open."""
    own = [
        asked & part.words - frozenset().union(*(p.words for p in parts if p is not part))
        for part in parts
    ]
    later = [at for at in range(1, len(parts)) if own[at]]
    if len(later) > 1:  # "…, those in ports 7": the noun of one is that of the next
        later = [at for at in later if len(own[at]) >= _TOLD]
    if len(later) != 1:
        led = asked & parts[0].tail
        elliptic = all(not part.lead and part.tail for part in parts[1:])
        return parts[0] if not later and led and elliptic else None
    at = later[0]
    part = parts[at]
    if len(own[at]) >= _TOLD and own[0] <= parts[0].lead:  # which is of all
        return part
    if not part.lead:
        return None if own[0] & parts[0].tail else part
    if part.condition:
        return part if _share(asked, part.condition) >= _OF_CONDITION else None
    return part if not part.tail and _share(asked, part.lead) > _LABEL else None


def _share(asked: set[str], words: frozenset[str]) -> float:
    return len(asked & words) / len(words)


def _heavy(text: str) -> frozenset[str]:
    return frozenset(stems(_LIGHT.sub(" ", text)))


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
