"""Which numbers of the prose are to be reached, and by when; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.verbs import acts_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.attachment import Time
    from index.quantities import Quantity

_GOAL = re.compile(
    r"\b(?:wants?|aims?|goals?|targets?|is to|are to|was to|were to|planned|plans to|seeks?"
    r"|intends?|hopes? to|must|should|shall|strives?|proposes?|calls? for|asks? for|due by"
    r"|expects? (?:at least|up to))\b",
    re.IGNORECASE,
)
_WAS_GOAL = re.compile(
    r"\b(?:(?:was|were) to|wanted|aimed|sought|asked for|called for|foresaw|demanded|target\w*)\b",
    re.IGNORECASE,
)
_NOUN = r"(?:goals?|targets?|aims?|objectives?)"
_LEAD_GOAL = re.compile(rf"\b(?:{_NOUN}|wants? to reach)\b", re.IGNORECASE)
_END = r"(?: (?:the )?end of)?"
_DEADLINE = re.compile(
    r"\b(?:(?:by|until|before)(?: (?:the )?(?:end of|year))?"
    rf"|{_NOUN}(?P<told> of (?:[^,.;:()]|[.,]\d){{1,40}}?)? for{_END}|{_NOUN} of)"
    r" (?P<year>20\d\d)\b",
    re.IGNORECASE,
)
# "raised its 2030 target from 12 to 18": of what is told as that target alone.
_GOAL_OF = re.compile(
    r"\b(?P<year>20\d\d) (?:[a-z-]+ ){0,2}(?:target|goal)(?: from [^,;]{1,30}?)?"
    r" (?:of|to|at|is|was) $"
)
_BY_THEN = re.compile(r"\bby (?:then|that (?:time|year|date))\b", re.IGNORECASE)
_OF_THE_YEAR = re.compile(
    r"\b(?:by (?:the )?(?:year['’]s end|end of the year|year-end)|for the (?:full |whole )?year)\b",
    re.IGNORECASE,
)
# "its target was 600", "a goal of 150": what is aimed at, whenever.
_GOAL_BEFORE = re.compile(
    r"\b(?:target|goal) (?:of|was|is|had been)(?: (?:only|just|a|an))? [“\"]?$", re.IGNORECASE
)
_COUNTED_GOALS = re.compile(r" (?:[\w-]+ ){0,2}(?:targets|goals|objectives)\b", re.IGNORECASE)
# "45 had been approved, against a target of 60": what was reached is no goal.
_AGAINST = re.compile(
    r",? (?:(?:as )?against|compared (?:with|to)|(?:falling |fell )?short of|below|above|instead of"
    r"|missing|beating)"
    r" (?:an?|the|its|their) (?:[\w-]+ ){0,3}(?:target|goal|aim|plan)\b[^,;]*"
)
# "The goal of 60 docks by 2035 was given up", "MIIT dropped its target of 60": no goal any more.
_GONE = r"(?:given up|dropped|abandoned|scrapped|withdrawn|discarded|cancell?ed)"
_GAVE_UP = re.compile(
    rf"\b(?:gave up|withdrew|{_GONE}) (?:an?|the|its|their|this|that) (?:[\w-]+ ){{0,3}}?{_NOUN}\b"
    r"(?:(?!, (?:and|but|while)\b)[^;])*$"
)
_IS_GONE = re.compile(
    r"(?:(?!, (?:and|but|while)\b)[^;])*?\b(?:was|were|is|are|has been|have been)"
    rf" (?:[a-z]+ly |later |since |now |then )?{_GONE}\b"
)
_CONTRAST = re.compile(r"(?:while|whereas)\b")
_BRACKET = re.compile(r"\([^()]*\)")
_HAD = re.compile(
    r"\b(?:had|has|have|was|were|previously|formerly|today|now|currently|so far|to date)\b"
)
_IN = re.compile(
    r"\b(?:in|of|at|by|since|during|for|until)(?: the| early| late)? $|\($", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Around:
    """What a number stands in.

    Attributes:
        text: its sentence.
        clause: the characters of its clause.
        part: those of its part of the sentence, between semicolons.
        lead: the sentence that leads in to its list, or "".
        after: the items of the same list after its own.
        before: the sentence before its own, or "".
        times: those that the sentence names.
        when: that which the number is told for; or None.
        issued: when the document was; or None.
    """

    text: str
    clause: tuple[int, int]
    part: tuple[int, int]
    lead: str
    after: str
    before: str
    times: Sequence[Time]
    when: str | None
    issued: str | None


def deadline_of(quantity: Quantity, around: Around) -> str | None:
    """Give the year by which a number is to be reached, as its clause, sentence or list says."""
    if named := _GOAL_OF.search(around.text, 0, quantity.start):
        return named["year"]
    for place in (around.clause, around.part):
        found = _deadlines(quantity, around.text, place)
        behind = [match for match in found if match.start() >= quantity.last]
        if found:
            return (behind[0] if behind else found[-1])["year"]
    own = around.text[slice(*around.clause)]
    if _BY_THEN.search(own):
        found = list(_DEADLINE.finditer(around.before))
        return found[-1]["year"] if found else None
    years = {when[:4] for when, *_ in around.times}
    if _OF_THE_YEAR.search(own) and len(years) == 1:
        return years.pop()
    listed = _LEAD_GOAL.search(around.lead) and not _HAD.search(own)
    if listed and _own_times(around) and not _told_beside(quantity, around.text):
        return around.when[:4] if around.when else None
    told = (_DEADLINE.search(text) for text in (around.lead, around.after))
    return next((match["year"] for match in told if match), None)


def _deadlines(quantity: Quantity, text: str, place: tuple[int, int]) -> list[re.Match[str]]:
    """List the deadlines of a part of a sentence; one told of a goal's figure is that one's."""
    found = _DEADLINE.finditer(text, *place)
    return [m for m in found if not m["told"] or m.start() < quantity.start < m.end()]


def is_goal(quantity: Quantity, around: Around, deadline: str | None) -> bool:
    """Whether a number is to be reached: aimed at by a date or a rate, or in a list of goals."""
    text, own = around.text, around.text[slice(*around.clause)]
    if _COUNTED_GOALS.match(text, quantity.last) and quantity.unit is None:
        return False  # "the 18 targets"
    if _is_gone(quantity, around):
        return False
    if _GOAL_OF.search(text, 0, quantity.start):
        return True
    if _is_reached(quantity, around, deadline):
        return False
    if _LEAD_GOAL.search(around.lead) or _GOAL_BEFORE.search(text, 0, quantity.start):
        return True
    lead = around.lead if _DEADLINE.search(around.lead) else ""
    if lead and _GOAL.search(f"{lead} {own}"):
        return True
    aimed = _GOAL if deadline and deadline >= (around.issued or "0")[:4] else _WAS_GOAL
    here = _BY_THEN.search(own) or _OF_THE_YEAR.search(own)
    if deadline and (here or _deadlines(quantity, text, around.part)):
        return bool(aimed.search(own if _is_apart(around) else _beside_goal(quantity, around)))
    return bool(quantity.per and quantity.unit is None and _GOAL.search(own))


def _is_gone(quantity: Quantity, around: Around) -> bool:
    """Whether a number is that of a goal which was given up."""
    start, end = around.part
    if _GAVE_UP.search(around.text, start, quantity.start):
        return True
    told = _LEAD_GOAL.search(around.text, start, quantity.start)
    return bool(told and _IS_GONE.match(around.text, quantity.last, end))


def _beside_goal(quantity: Quantity, around: Around) -> str:
    """Give a number's part of its sentence without a goal that it is held against."""
    start, end = around.part
    for held in _AGAINST.finditer(around.text, start, end):
        if quantity.last <= held.start():
            return around.text[start : held.start()] + around.text[held.end() : end]
    return around.text[start:end]


def _bracket(quantity: Quantity, text: str) -> re.Match[str] | None:
    """Find the brackets that a number stands in; None for none."""
    found = _BRACKET.finditer(text)
    return next((m for m in found if m.start() < quantity.start < m.end()), None)


def _told_beside(quantity: Quantity, text: str) -> bool:
    """Whether a number is told beside that of its item: in brackets, or as what it rises from."""
    return bool(_bracket(quantity, text)) or text.endswith("from ", 0, quantity.start)


def _is_apart(around: Around) -> bool:
    """Whether a clause tells something else than the goal of its sentence: another year or verb."""
    start, end = around.clause
    if _DEADLINE.search(around.text, start, end):
        return False
    if any(start <= t[1] < end and around.text[t[1] - 1] != "(" for t in around.times):
        return True
    own = around.text[start:end]
    return bool(_CONTRAST.match(own) or acts_first(own))


def _is_reached(quantity: Quantity, around: Around, deadline: str | None) -> bool:
    """Whether a number was there before the deadline: "had 38 at the end of 2023"."""
    start, end = around.clause
    if bracket := _bracket(quantity, around.text):
        start, end = bracket.span()
        if _HAD.search(bracket[0]) and not _DEADLINE.search(bracket[0]):
            return True
    if not (deadline and around.when and around.when[:4] < deadline):
        return False
    times = [t for t in around.times if t[0] == around.when and start <= t[1] and t[2] <= end]
    return any(not _of_goal(around.text, quantity, first, last) for _, first, last in times)


def _own_times(around: Around) -> list[Time]:
    """List the places in a number's clause that tell its time."""
    start, end = around.clause
    return [t for t in around.times if t[0] == around.when and start <= t[1] < end]


def _of_goal(text: str, quantity: Quantity, first: int, last: int) -> bool:
    """Whether a time near a number is that of the goal, and not of what was reached."""
    if first < quantity.last:
        return any(goal.search(text, last, quantity.start) for goal in (_GOAL, _WAS_GOAL))
    told = text[first:last].lower().startswith("last") or _IN.search(text, 0, first)
    return not told or bool(re.search(r"\d", text[quantity.last : first]))
