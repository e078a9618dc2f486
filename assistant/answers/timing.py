"""Whether a clause dates otherwise, or only plans, what a question takes for done; pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.another.year import years
from assistant.answers.predicates import REACHES
from corpus.dates import dates
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from corpus.dates import Found

_DATES = re.compile(r"\b(?:in|on|during) (?:(?:early|late|mid-?) ?)?$", re.IGNORECASE)
# A date after such a word is a limit, or names a thing: "the draft of 28 May".
_LIMITS = re.compile(
    r"(?:\b(?:by|until|till|before|after|than|since|to|end of|of|from|between|and)"
    r"(?: the)?|\d\s?[-–—])\s?$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;] |\. (?=[A-Z])|\s(?:and|but|while) ")
_NEAR = 24  # characters before a date that tell what it is to its clause
_DONE = re.compile(r"^(?:and |so |but )?(?:has|have|had|did|was|were)\b", re.IGNORECASE)
_IS = re.compile(r"^(?:and |so |but )?(?:is|are)\b", re.IGNORECASE)
_ALREADY = re.compile(r"\balready\b|\bby now\b", re.IGNORECASE)
_PLANS = re.compile(
    r"\b(?:will|going to|plan\w*|due|expect\w*|schedul\w*|set to|meant|intend\w*|propos\w*|aims?"
    r"|aiming|targets?|goals?|want\w*|ask\w*|requir\w*|oblig\w*|suppos\w*|to be)\b",
    re.IGNORECASE,
)
_DUE = r"(?:is|are) (?:due|planned|expected|scheduled|set|meant|supposed) to(?: be)?"
_VERB = r" (?P<verb>[a-z]+)\b"
_WAITS = re.compile(rf"\b{_DUE}{_VERB}", re.IGNORECASE)
_TO_COME = re.compile(rf"\b(?:will(?: be)?|(?:is|are) to(?: be)?|{_DUE}){_VERB}", re.IGNORECASE)
_AIM = re.compile(r"\b(?:goal|target|aim)\b", re.IGNORECASE)
_REACHED = re.compile(rf"\b(?:{REACHES}|already)\b", re.IGNORECASE)


def other_dates(question: str, clause: str, around: str) -> tuple[str, ...]:
    """List the dates that a clause gives in the place of the one that a question gives.

    Only days and months count, which seldom are anything but the time of what is told; a clause
    that dates several things is read where it shares most with the question.

    Args:
        question: "Did the rules enter into force on 1 January 2025?".
        clause: "the rules, adopted on 14 November 2024, shall enter into force on 1 March 2025".
        around: what a row is to be read with, whose years are those of its cells.

    Returns:
        The dates in the clause's words; none where one of them is the question's, at the
        precision of the question, or where it is left open.
    """
    asked = [one for one in dates(question) if one.date.year and _is_when(question, one)]
    if len(asked) != 1:
        return ()
    wanted = asked[0].date
    bare = wanted.month is None
    if bare and any(one.date.year == wanted.year and not one.date.month for one in dates(around)):
        return ()
    told = [one for one in dates(clause) if one.date.year and one.date.month]
    named = {one.date.year for one in told}
    if bare and wanted.year in years(clause) - named:
        return ()  # within a stretch of years, or "a year earlier"
    undated = question[: asked[0].start] + question[asked[0].end :]
    first, last = _nearest(undated, clause, told)
    near = [one for one in told if first <= one.start < last] or told
    if any(wanted.agrees(one.date) for one in near):
        return ()
    if any(_LIMITS.search(clause[: one.start][-_NEAR:]) for one in near):
        return ()
    return tuple(clause[one.start : one.end] for one in near)


def is_not_yet(question: str, clause: str) -> bool:
    """Tell whether a clause says that what a question takes for so by now is still to come.

    Args:
        question: "Is the line already open?".
        clause: "the line is due to open in 2027".
    """
    already = _ALREADY.search(question)
    if already and _AIM.search(clause) and not _REACHED.search(clause):
        return True
    if already:
        return bool(_TO_COME.search(clause))
    return bool(_IS.match(question)) and _tells_of(question, _WAITS, clause)


def is_planned(question: str, clause: str) -> bool:
    """Tell whether a clause only plans what a question takes for done; it may be so by now.

    Args:
        question: "Have the companies been named?".
        clause: "the ministry will name the companies".
    """
    return bool(_DONE.match(question)) and _tells_of(question, _TO_COME, clause)


def _tells_of(question: str, form: re.Pattern[str], clause: str) -> bool:
    """Tell whether a clause has in some form a verb of the question that is no plan itself."""
    asked = {stem(term) for term in terms(question)}
    verbs = {stem(match["verb"].lower()) for match in form.finditer(clause)}
    return bool(verbs & asked) and not _PLANS.search(question)


def _is_when(question: str, found: Found) -> bool:
    return bool(_DATES.search(question[: found.start][-_NEAR:]))


def _nearest(question: str, clause: str, told: list[Found]) -> tuple[int, int]:
    """Find the part with a date that shares most with a question; all of it where two do."""
    whole = 0, len(clause)
    cuts = [0, *(match.end() for match in _PARTS.finditer(clause)), len(clause)]
    parts = [part for part in pairwise(cuts) if any(part[0] <= one.start < part[1] for one in told)]
    asked = stems(question)
    shared = [len(asked & stems(clause[a:b])) for a, b in parts]
    best = max(shared, default=0)
    return parts[shared.index(best)] if shared.count(best) == 1 else whole
