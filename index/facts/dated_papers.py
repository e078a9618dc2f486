"""Papers of public bodies that a sentence only dates: "a notice of 11 January obliges …"; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attachment import Time, clause
from index.facts.deed import MARKS, Deed
from index.facts.wording import actors
from index.names import find_names
from index.regions import ORIGINS

_PAPER = (
    r"(?:notice|circular|plan|draft|rules|guidelines?|guidance|catalogue|decision|measures"
    r"|regulations?|provisions|opinions?|law|roadmap|strategy|decree|order|ruling|reform|controls"
    r"|scheme|programme?|pledge|memorandum|blueprint|directive|audit|inspection)"
)
# Between a paper and its date may stand what it is about, its name in another script, whose it is.
_DATED = re.compile(
    rf"\b(?P<paper>{_PAPER})\b(?P<about>(?: (?:of|by|from|for|on|to) [^,;:.]{{2,80}}?)?)"
    r"(?<!\b(?:end|til))(?<!\b(?:start|close))(?<!\bmiddle)(?<!\bbeginning)"
    r"(?: \([^()]{2,40}\))*,? (?:of|dated(?: from)?|from|(?:distributed|circulated|signed) in"
    r"|(?:distributed|circulated|signed) on) (?:(?:early|mid|late)[ -])?$",
    re.IGNORECASE,
)
_FOR_LONG = re.compile(r" (?:for|on|to)\b")
_FAR = 140  # characters from a paper to its date
_BY = re.compile(r" (?:of|by|from) (?:the )?(?=[A-Z])")
_OWNS = re.compile(
    r"(?:['’]s)?(?: (?!(?:of|in|on|to|by|the|an?|and|or|that|which)\b)[\w-]+){0,4} $"
)
_ITS = re.compile(r"\b(?:its|their)(?: [\w-]+){0,4} $", re.IGNORECASE)
_WITHIN = re.compile(r"(?:In|By|With|Under) (?:an?|the|its|their)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:[Oo]ur|[Ww]e)\b")
_SPAN = re.compile(r" (?:to|and|or|until) (?:19|20)\d\d\b|[-–/]\d")


def dated_papers(text: str, times: Sequence[Time], it: tuple[str, ...] = ()) -> Iterator[Deed]:
    """Find the papers that a sentence dates without a verb of issuing.

    Args:
        text: the sentence.
        times: the dates that it gives.
        it: the names that "it" stands for.
    """
    for when, start, end in times:
        found = _DATED.search(text, max(0, start - _FAR), start)
        if found is None or _SPAN.match(text, end) or _OURS.search(text, 0, start):
            continue
        first, last = clause(text, found.start(), end, MARKS)
        if _FOR_LONG.search(found["about"]) and text[:start].rstrip().endswith("from"):
            continue  # "the plan for the time from 2020"
        who = _by(found["about"]) or _owner(text, found.start("paper"), it)
        if not who and _WITHIN.match(text, first):
            who = actors(text[end:last].lstrip(" ,"))  # "In a notice of 2 May, MHS asks …"
        yield Deed(when, first, found.start("paper"), last, who)


def _by(about: str) -> tuple[str, ...]:
    """Name whose a paper is by the words behind it: "a circular of the Harbour Office"."""
    by = _BY.match(about)
    names = find_names(about) if by else []
    return (about[slice(*names[0])],) if by and names and names[0][0] == by.end() else ()


def _owner(text: str, paper: int, it: tuple[str, ...]) -> tuple[str, ...]:
    """Name whose a paper is by the words before it: "MHS's draft", "its rules"."""
    names = [name for name in find_names(text) if name[1] <= paper]
    if names and _OWNS.fullmatch(text, names[-1][1], paper):
        name = text[slice(*names[-1])]
        return () if name in ORIGINS else (name,)
    return it if _ITS.search(text, 0, paper) else ()
