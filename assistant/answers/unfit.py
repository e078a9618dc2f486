"""What cannot be the answer: years of a name, an end for a beginning, a sum for a count; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.counted import things_counted
from assistant.answers.stretches import PERCENT
from assistant.answers.wanted import COUNT, MEASURED, Type, Wanted
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.stretches import Stretch

_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)\d\d|\d\d))?")
_RANGE = re.compile(r"[-–—]")
# "Transport Plan 2025–2035", "the Rail Strategy (2021-2025)".
_NAMED = re.compile(
    r"\b(?:Plan|Programme|Program|Strategy|Outline|Roadmap|Blueprint|Framework|Agenda|Action"
    r"|Initiative|Project|Scheme|Guidelines?|Catalogue|Measures)[”\"’]? ?\(?$"
)
_PERIOD = re.compile(
    r"\b(?:period|cover|covers|run|runs|running|years|until|end|ends|expire[sd]?|term|valid|start"
    r"|starts|begin|begins)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\d\s?(?:km|kilomet(?:re|er)s?|met(?:re|er)s?|miles?)\b")
_FROM_WHEN = re.compile(
    r"\b(?:from|since|as of) (?:when|(?:what|which) (?:day|date|month|year))\b", re.IGNORECASE
)
_TILL_WHEN = re.compile(
    r"\b(?:until|till|by|up to) (?:when|(?:what|which) (?:day|date|month|year))\b", re.IGNORECASE
)
_BEGINS = re.compile(r"\b(?:from|since|as of|as from|starting|effective|beginning)(?: on)? $", re.I)
_ENDS = re.compile(
    r"\b(?:until|till|up to|before|by|through|no later than|(?:expire|end|close)[sd]?(?: on)?"
    r"|(?:comments?|feedback|open|runs?|valid|extended|postponed|deadline:?) to)"
    r" (?:the end of )?$",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    rf"{PERCENT.pattern}|[€$¥£]|\b(?:yuan|euros?|dollars?|RMB|CNY|USD|EUR)\b", re.IGNORECASE
)
_OF_SUMS = re.compile(
    r"\b(?:yuan|euros?|dollars?|RMB|CNY|USD|EUR|(?:m|b|tr)illions?|points?|per ?cent\w*|shares?)\b",
    re.IGNORECASE,
)
# "How long is the tunnel?", and not "How long is the trial?" or "How long was it delayed?".
_HOW_LONG = re.compile(
    r"\bhow long (?:is|are|was|were|will) (?:the|its|their|an?) (?!(?:[\w-]+ )*?(?:period"
    r"|delay|wait|trial|phase|term|validity|transition|contract|course|training|stay|break|time|deadline"
    r"|visit|tests|ban|licen[cs]e|strike|talks|project|programme|[a-z]{2,}ed|taken?|last)\b)",
    re.IGNORECASE,
)
_IN_ERROR = re.compile(
    r"\bwe (?:gave|put|wrote|said|reported|stated|printed|named)\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously|in error|by mistake)\b",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\s*(?:It|This|That|They|The (?:correct|right|true|actual) [\w ]{1,40}?)"
    r" (?:is|was|are|were|should (?:be|have been|read)) (?:[a-z]+ ){0,2}[\d€$£¥A-Z]"
)
_STOP = re.compile(r"[.!?](?=\s)|$")
_OF_ERROR = re.compile(
    r"\b(?:gave|given|wrong\w*|error|mistake\w*|incorrect\w*|first|originally|before|earlier)\b",
    re.IGNORECASE,
)
# What is told of a part next, "Of these, two failed".
_OF_THESE = re.compile(r"\W*(?:Of|Among) (?:these|them|those)\b(?P<part>[^.;]+)")
_PART = 0.6  # of its words, more of which a question has that asks for it
MOST_AFTER = 120  # characters after a sentence that may put it right or tell of a part


def unfit(
    question: str, want: Wanted, text: str, after: str, found: Sequence[Stretch]
) -> frozenset[Stretch]:
    """Find what cannot be meant, where something else can, in the sentence or in the next.

    Args:
        question: standing alone.
        want: what it wants.
        text: the sentence.
        after: what follows it in its document.
        found: its stretches of that type.
    """
    if want.type is Type.DATE:
        other = [one for one in found if _is_of_a_name(question, text, one)]
        other += _of_the_other_end(question, text, found)
    elif _HOW_LONG.search(question):
        long = [one for one in found if _LENGTH.search(text, one.start, one.end + 12)]
        other = [one for one in found if long and one not in long]
    elif want.type in MEASURED and COUNT.search(question) and not _OF_SUMS.search(question):
        counted = {one: stems(things_counted(text, one.start, one.end)) for one in found}
        told = any(want.noun & things for things in counted.values())
        other = [
            one
            for one, things in counted.items()
            if _NO_COUNT.search(text, one.start, one.end)
            or (told and things and not want.noun & things)
        ]
    else:
        other = []
    if want.type in MEASURED and _is_of_a_part(question, text, after):
        return frozenset(found)
    wrong = _put_right(question, text, after)
    other += [one for one in found if one.end <= wrong]
    rest = len(found) - len(set(other))
    return frozenset(other) if rest or wrong == len(text) else frozenset()


def _is_of_a_name(question: str, text: str, date: Stretch) -> bool:
    years = _YEARS.fullmatch(text, date.start, date.end)
    named = bool(years) and bool(_NAMED.search(text, 0, date.start))
    spans = bool(_RANGE.search(text, date.start, date.end))
    return named and not (spans and _PERIOD.search(question))


def _of_the_other_end(question: str, text: str, dates: Sequence[Stretch]) -> list[Stretch]:
    """List the dates at which a thing ends where it is asked from when it is so, or the reverse."""
    for asked, own, other in (
        (_FROM_WHEN, _BEGINS, _ENDS),
        (_TILL_WHEN, _ENDS, _BEGINS),
    ):
        if asked.search(question):
            right = [one for one in dates if own.search(text[: one.start])]
            wrong = [one for one in dates if other.search(text[: one.start])]
            return [one for one in dates if one not in right] if right else wrong
    return []


def ends(question: str, text: str, date: str) -> bool:
    """Tell whether a date ends what a question asks the end of: "comments until 20 June"."""
    at = text.find(date)
    return bool(_TILL_WHEN.search(question)) and at >= 0 and bool(_ENDS.search(text, 0, at))


def _is_of_a_part(question: str, text: str, after: str) -> bool:
    """Tell whether a question asks for the part that is told after a sentence."""
    told = _OF_THESE.match(after)
    own = stems(re.sub(r"\d\S*", " ", told["part"])) - stems(text) if told else set()
    return bool(own) and len(own & stems(question)) > _PART * len(own)


def _put_right(question: str, text: str, after: str) -> int:
    """Give up to where a text tells what its next sentence puts right; 0 for nowhere."""
    error = None if _OF_ERROR.search(question) else _IN_ERROR.search(text)
    stops = _STOP.finditer(text, error.end()) if error else ()
    right = (stop.end() for stop in stops if _RIGHT.match(text[stop.end() :] + after))
    return next(right, 0)
