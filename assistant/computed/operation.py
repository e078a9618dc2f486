"""What a question wants to be computed, and by which numbers and dates; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.computed.limits import Bound, Period
from corpus.dates import dates
from index.facts.fact import first_and_last_day
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Iterator


class Op(StrEnum):
    """What is done with rows."""

    COUNT = "count"
    CHOOSE = "choose"
    MOST = "most"
    LEAST = "least"
    LATEST = "latest"
    EARLIEST = "earliest"
    GAP = "gap"
    SUM = "sum"
    REST = "rest"
    SAME = "same"
    TIMES = "times"
    PLACE = "place"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Operation:
    """What a question wants to be computed.

    Attributes:
        op: what is done.
        question: as asked.
        text: the question without the words that say so, and without bounds and dates.
        bounds: on the numbers of a row.
        period: of the time of a row; None where the question gives none.
        due: whether that time is a deadline.
        ends: whether it is the end of a stretch.
        change: 1 or -1 where rows are asked for whose value rose or fell; else 0.
    """

    op: Op
    question: str
    text: str
    bounds: tuple[Bound, ...] = ()
    period: Period | None = None
    due: bool = False
    ends: bool = False
    change: int = 0


_NUMBERS = "(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_BEGAN = "(?:established|founded|set up|issued|started|opened|created)"
MORE = (
    r"(?:more|fewer|less|higher|larger|bigger|lower|smaller|exceed\w*|surpass\w*|outnumber\w*"
    r"|trail(?:s|ed)?|lag(?:s|ged)?|leads?|behind|ahead)"
)
"""What sets one amount against another."""

_MORE = re.compile(rf"\b{MORE}\b", re.IGNORECASE)
_FORMS: tuple[tuple[Op, re.Pattern[str]], ...] = tuple(
    (op, re.compile(form, re.IGNORECASE))
    for op, form in (
        (
            Op.GAP,
            r"\bhow (?:many|much) more\b(?=.* than )|\bdifference (?:in [\w ]{1,60} )?between\b"
            rf"|\bby how (?:many|much)\b(?=.*\b{MORE}\b)|\bhow far\b(?=.*\b(?:behind|ahead of)\b)"
            r"|\bhow (?:many|much) (?:[\w%]+ ){1,4}?(?:lie|lies|apart|separate)\b",
        ),
        (
            Op.PLACE,
            r"\b(?:in|for) (?:how many|which|what) (?:of (?:the|its) )?(?:\w+ )?"
            r"(?:categor\w+|fields|areas|dimensions|criteria|disciplines)\b"
            r"(?=.*\b(?:first|second|third|last|top|bottom)\b)",
        ),
        (
            Op.SUM,
            r"\b(?:add(?:s|ed)? up to|sum of|together|combined|altogether|in total|plus)\b"
            r"|^(?:the )?total\b",
        ),
        (Op.TIMES, r"\bhow many times\b(?= (?:its|their|the|as|larger|bigger|higher|more)\b)"),
        (
            Op.COUNT,
            r"(?:^|[,:] )(?:and |in |of |on )?how many\b(?! (?:times|percent|per cent)\b)"
            r"|^(?:the )?number of\b",
        ),
        (Op.LEAST, r"\b(?:the )?(?:fewest|smallest|lowest|(?<!at )least)\b(?! \d| developed)"),
        (
            Op.LATEST,
            r"\b(?:the )?(?:latest|newest|most recent|last)\b(?= [\w ]+\b(?:item|event|row)s?\b)"
            r"|(?<=\b(?:is|as) the )(?:latest|newest|most recent)$"
            r"|(?<=\bdate of the )(?:latest|newest|most recent|last)\b"
            rf"|\b{_BEGAN} (?:last|most recently|latest)\b",
        ),
        (
            Op.MOST,
            r"\b(?:the )?(?-i:(?!MOST))(?:most|largest|biggest|highest|greatest)\b"
            r"(?! (?:recent|import|of\b))",
        ),
        (
            Op.EARLIEST,
            rf"\b(?:the )?(?:earliest|oldest)\b|\b{_BEGAN} first\b"
            rf"|^(?=.*\b{_BEGAN} (?:[\w-]+ ){{1,4}}first$)",
        ),
        (Op.CHOOSE, r"^(?:please )?(?:list|name|give)\b|\b(?:which|what|who)\b"),
    )
)
_THEN_ASKS = re.compile(
    r"(?:[:;,?]| [-–—]) (?:and )?(?:how|what|which|when|where|who|its|their)\b", re.IGNORECASE
)
_FILLERS = re.compile(
    r"\b(?:there|have|has|had|were|was|are|is|did|does|do|been|being|according|than|they|it"
    r"|gets?|got|receive[ds]?|falls?(?= (?:in|on|within)\b)"
    r"|(?:run|led|managed|operated|administered|headed)(?= by\b)"
    r"|respectively|each|all|only|still|both|against|together|jointly"
    r"|alone or (?:together |jointly )?with others"
    r"|please|list|name|give|names|lists|listed|gives|contain\w*"
    r"|mention\w*|show\w*|put|located|dated|dates?|days?|items?|rows?|table|number|count\w*"
    r"|amount\w*|involv\w*|concern\w*|compar\w*|worth|exceed\w*|(?<!\bon )holds?|stand|stands"
    r"|made|makes?|act(?:s|ed)?|profiled|described|set out|carr(?:y|ies|ied)|entr(?:y|ies)|issuers?"
    r"|database|chart|ones|bullet points?|going by|sits?|as an?|altogether|overall|total"
    r"|issue[ds]?|publish\w*|release[ds]?|set up|start\w*|found(?:ed)?|establish\w*|open(?:ed|s)?"
    r"|launch\w*|create[ds]?|end(?:ed|s)?|due|came|come"
    rf"|first$|first (?={_NUMBERS})|{_NUMBERS})\b",
    re.IGNORECASE,
)
_CHOOSES = re.compile(r"(?:which|who)\b", re.IGNORECASE)  # "issued together with" adds up nothing
# What leaves rows out: to be worked out by other means than choosing rows.
_OTHERWISE = re.compile(
    r"\b(?:same|neither|nor|not|without|except|excluding|other than|missing|outside|besides|both in"
    r"|in common|added)\b",
    re.IGNORECASE,
)
# Of these, what is left out of a whole, and which rows have one value.
LEAVES_OUT = r"\b(?:not|neither|without|except|excluding|other than|outside|besides)\b"
_LEFT_OUT = re.compile(LEAVES_OUT, re.IGNORECASE)
# … and these, of rows of which each says where it is or what it has.
_OUTSIDE = re.compile(
    r"\b(?:(?:(?:is|are|was|were|do|does|did|has|have) )?not|outside(?: of)?|other than"
    r"|except(?: for)?|excluding|without)(?: (?:in|from|of|at|based|located|have|has))*"
    r" (?P<what>[\w' -]+)$",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?:first|second|third|last|top|bottom|com(?:e|es|ing)|came|place[ds]?|rank(?:s|ed)?"
    r"|of (?:the )?three)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b\d+(?:[ ,.]\d{3})*\b")  # "of the 619": held against the sum of the rows
_ALIKE = re.compile(r"\bsame (?:number|amount|share|value|sum|figure)\b", re.IGNORECASE)
HOW_MANY = re.compile(r"^(?:in |of |on )?how many\b", re.IGNORECASE)
"""How a question begins that counts."""
_ENDS = re.compile(r"\b(?:end(?:s|ed)?|expire[sd]?|r[ua]ns? (?:until|out))\b", re.IGNORECASE)
_EXACTLY = re.compile(r"\b(?:exactly|precisely) $", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|until|till|prior to|up to)(?: the)? $", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|later than)(?: the)? $", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from)(?: the)? $", re.IGNORECASE)
_DUE = re.compile(r"\bby(?: the)?(?: (?:end|start|middle) of)? $", re.IGNORECASE)
# "Between 1 and 20 February 2021": both days are of the one month.
_DAYS = re.compile(r"\b(\d{1,2}) (?:and|to|until|[-–]) (\d{1,2}) ([A-Z][a-z]+ (?:19|20)\d\d)\b")
_OF_THEM = re.compile(
    r"\b(?:the|of|these|those|all|first|last|top|about|in|on|by|to)(?: \w+)? $", re.I
)
# "Longer than 300 km": a limit as any other, where a number follows.
_LARGER = re.compile(
    r"\b(?:longer|larger|bigger|higher|greater|faster|wider|heavier) than(?= \W?\w{0,3} ?\d)", re.I
)
_SMALLER = re.compile(r"\b(?:shorter|smaller|lower|slower|cheaper) than(?= \W?\w{0,3} ?\d)", re.I)
_OF_SOME = re.compile(r"\w+ the ", re.IGNORECASE)  # "under the two plans" is no limit
_FELL = re.compile(
    r"\b(?:fell|fall|falls|declin(?:ed?|es)|dropped|drops?|shr[aiu]nk|decreased?)$", re.IGNORECASE
)
_ROSE = re.compile(r"\b(?:rose|rises?|grew|grows?|increased?)$", re.IGNORECASE)
_AND = re.compile(r"^\s*(?:and|to|or|[-–])\s*$")


def must_be_worked_out(question: str) -> bool:
    """Whether a question counts what is left when others are taken out: no text tells that."""
    return bool(HOW_MANY.search(question) and _OTHERWISE.search(question))


def operation(question: str) -> Operation | None:
    """Read what a question wants to be computed; None where it asks for nothing of the kind.

    Args:
        question: standing alone, without the words that name documents.
    """
    text = _DAYS.sub(r"\1 \3 and \2 \3", question.strip(" ?.!"))
    text = _SMALLER.sub("less than", _LARGER.sub("more than", text))
    forms = _FORMS if not _CHOOSES.match(text) else [one for one in _FORMS if one[0] is not Op.SUM]
    found = next(((op, match) for op, form in forms if (match := form.search(text))), None)
    if found is None:
        return None
    op, match = found
    if op in (Op.MOST, Op.LEAST) and _THEN_ASKS.search(text, match.end()):
        return None  # what has the most is but what something else is asked of
    if _OTHERWISE.search(text):
        outside = op is Op.CHOOSE and left_out(text)
        told = {Op.COUNT: _LEFT_OUT, Op.CHOOSE: _OUTSIDE if outside else _ALIKE}.get(op)
        if told is None or not told.search(text):
            return None
        op = Op.REST if op is Op.COUNT else Op.OUTSIDE if outside else Op.SAME
        for form in (_OTHERWISE, *([_WHOLE] if op is Op.REST else [])):
            text = form.sub(lambda left_out: " " * len(left_out.group()), text)
    if op is Op.GAP and re.search(r"\bor\b", text):
        return None  # "A or B: which is larger, and by how much?" asks for more than the gap
    if op is Op.GAP:
        text = _MORE.sub(lambda more: " " * len(more.group()), text)
    if op is Op.PLACE:
        text = _PLACES.sub(lambda place: " " * len(place.group()), text)
    changed = op is Op.CHOOSE and (_FELL.search(text) or _ROSE.search(text))
    bounds = list(_bounds(text)) or list(_just(text) if op is Op.CHOOSE else ())
    period, due, dated = _period(text)
    out = [(match.start(), match.end()), *(place for _, place in bounds), *dated]
    out += [changed.span()] if changed else []
    return Operation(
        op,
        question,
        _FILLERS.sub(" ", _without(text, out)),
        tuple(bound for bound, _ in bounds),
        period,
        due,
        bool(_ENDS.search(text)),
        (-1 if _FELL.search(text) else 1) if changed else 0,
    )


def left_out(question: str) -> str:
    """Give what rows must not have, where a question says so: "China" of "are not in China"."""
    found = _OUTSIDE.search(question.strip(" ?.!"))
    return found["what"] if found else ""


def _bounds(text: str) -> Iterator[tuple[Bound, tuple[int, int]]]:
    """Find the limits on numbers, each with its place."""
    for found in quantities(text):
        exactly = _EXACTLY.search(text, 0, found.start)
        operator = "exactly" if exactly else found.operator
        if _OF_SOME.match(text, found.start):
            continue
        if operator in ("over", "at least", "under", "up to", "exactly"):
            start = exactly.start() if exactly else found.start
            yield Bound(operator, found.value, found.unit), (start, found.last)


def _just(text: str) -> Iterator[tuple[Bound, tuple[int, int]]]:
    """Find the one number that rows must have: "which plan 10,000 vehicles"."""
    found = [one for one in quantities(text) if one.operator is None and one.high is None]
    if len(found) == 1 and not found[0].spelled and not _OF_THEM.search(text, 0, found[0].start):
        one = found[0]
        yield Bound("just", one.value, one.unit), (one.start, one.last)


def period_of(text: str) -> tuple[Period | None, str]:
    """Read the time that a question is limited to; and the question without it."""
    period, _, places = _period(text)
    return period, _without(text, places)


def _period(text: str) -> tuple[Period | None, bool, list[tuple[int, int]]]:
    """Read the time that rows are limited to, whether it is a deadline, and its places."""
    found = [one for one in dates(text) if one.date.year or one.date.month]
    found = [one for one in found if one.date.year or len(found) > 1]
    if not found or len(found) > 2:
        return None, False, []
    year = next((one.date.year for one in reversed(found) if one.date.year), None)
    if year is None:
        return None, False, []
    told = [_iso(one.date.year or year, one.date.month, one.date.day) for one in found]
    places = [(one.start, one.end) for one in found]
    if len(found) == 2:
        if not _AND.match(text[found[0].end : found[1].start]):
            return None, False, []
        first, last = first_and_last_day("/".join(told))
        return Period(first or "", last or ""), False, places
    first, last = first_and_last_day(told[0])
    before = text[: found[0].start]
    for form, period in (
        (_BEFORE, Period(last=first or "", strict=True)),
        (_AFTER, Period(first=last or "", strict=True)),
        (_SINCE, Period(first=first or "")),
    ):
        if match := form.search(before):
            return period, False, [(match.start(), found[0].end)]
    if match := _DUE.search(before):
        return Period(first or "", last or ""), True, [(match.start(), found[0].end)]
    return Period(first or "", last or ""), False, places


def _iso(year: int, month: int | None, day: int | None) -> str:
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def _without(text: str, places: list[tuple[int, int]]) -> str:
    for start, end in sorted(places, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text
