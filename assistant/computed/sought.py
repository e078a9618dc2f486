"""What a question wants worked out of amounts that a text tells: a gap, a sum, a share; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.answers.comparison import comparison
from assistant.answers.wanted import asks_for_change, wanted
from assistant.computed.operation import LEAVES_OUT, MORE
from index.heads import years_of
from index.keywords import stem, stems
from index.quantities import SPELLED, quantities

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.question import Query


class Way(StrEnum):
    """How amounts are put together."""

    GAP = "the gap between"
    MISSED = "what is missing from"
    CHANGE = "the change"
    TOTAL = "the sum of"
    SHARE = "the share of"
    TIMES = "how many times"
    REST = "what is left of"
    MOST = "the most of"
    LEAST = "the least of"
    YEARLY = "years at"
    DAYS = "the days between"
    PLANNED = "what was planned beside"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is to be worked out.

    Attributes:
        way: how.
        things: what the amounts are of, as the question names them; empty where it names none.
        noun: stems of what is counted; empty where the question does not say.
        rest: stems of the question besides the things and what tells the way.
        units: which the amounts may have, as ``index.quantities`` names them; None for any.
        count: of years; 0 where the question tells none.
    """

    way: Way
    things: tuple[str, ...]
    noun: frozenset[str]
    rest: frozenset[str]
    units: frozenset[str | None] | None
    count: int = 0


PLANNED = r"(?:hoped|planned|intended|aimed|sought|wanted|expected|budgeted|targeted|foreseen)"
"""What is said of an amount before it came about."""

_YEARS = rf"(?P<count>{'|'.join(SPELLED)}|\d{{1,2}}) years\b"
_FORMS: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, re.compile(form, re.IGNORECASE))
    for way, form in (
        (
            Way.DAYS,
            r"\bhow many days (?:lie|lay|pass(?:ed)?|elapsed|are|were|separate)\b(?=.* and )",
        ),
        (
            Way.YEARLY,
            rf"(?:over|in|within|during|after) (?:the )?(?:next |coming |first )?{_YEARS}"
            r"(?=.*\b(?:yearly|annual|(?:a|per|each|every) year)\b)",
        ),
        (
            Way.TIMES,
            r"\bhow many times\b(?! (?:a|per|each|did|was|were|has|have|had)\b)|\bratio of\b",
        ),
        (
            Way.MISSED,
            r"\b(?:by )?how (?:many|much|far)\b(?=.*\b(?:f[ae]ll(?:en)? short|short of|miss(?:ed)?"
            r"|below|exceed\w*|above|beyond)\b.*\b(?:target|goal|aim|plan)\b)",
        ),
        (
            Way.GAP,
            rf"\b(?:by|in) how (?:many|much)\b(?=.*\b{MORE}\b)"
            r"|\bhow (?:many|much) (?:more|fewer|less|higher|larger)\b(?=.* than )"
            r"|\b(?:difference|gap) (?:in [\w ]{1,60} )?between\b"
            r"|\bhow (?:many|much) (?:[\w%]+ ){1,4}?(?:apart|separates?)\b(?=.* and )",
        ),
        (
            Way.SHARE,
            r"\b(?:what|which|how (?:large|big|high)|how many|how much) (?:was |is |a |the )*"
            r"(?:share|percentage(?! points?)|proportion|portion|fraction|percent)\b",
        ),
        (
            Way.TOTAL,
            r"\b(?:add(?:s|ed)? up to|sum of|together|combined|altogether|in total|in all)\b",
        ),
        (
            Way.LEAST,
            r"^(?:which|who|what|where)\b(?!.*\bat least\b).*\b(?:fewest|smallest|lowest|least"
            r"|cheapest|shortest)\b",
        ),
        (
            Way.MOST,
            r"^(?:which|who|what|where)\b.*\b(?-i:(?!MOST))(?:most|largest|biggest|highest|greatest"
            r"|longest)\b(?! (?:recent|import|of\b))",
        ),
        (
            Way.REST,
            rf"^(?:in |of |on )?how (?:many|much)\b(?=.*{LEAVES_OUT})",
        ),
        (
            Way.PLANNED,
            r"^(?:what|how (?:much|many))\b(?!.*\b(?:than|short|miss\w*)\b)"
            rf".*\b(?:originally |initially )?{PLANNED}\b",
        ),
    )
)  # fmt: skip
_BETWEEN = re.compile(
    r"\bbetween (?:the )?(?P<one>.+?) and (?:that of |those of )?(?P<other>.+)$", re.I
)
_SEPARATE = re.compile(
    r"\b(?:separates?|apart (?:are|is|were|was)) (?:the )?(?P<one>.+?) and (?:the )?(?P<other>.+?)"
    r"(?= (?:in|of|on|by|from|at)\b|$)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:does|did|do|is|was|are|were) (?:the )?(?P<one>.+?) (?:trail|lag behind|lag|lead|behind"
    r"|ahead of) (?:the )?(?P<other>.+?)(?= (?:in|of|on|by|from|at)\b|$)",
    re.IGNORECASE,
)
_AS = re.compile(
    r"\b(?:did|does|do|is|was|were|are|has|have|had) (?P<one>.+?)(?<!times) as (?P<other>.+)$", re.I
)
_NAME = r"[A-Z][\w&.'’-]*(?: (?:of (?:the )?|the |for )?[A-Z][\w&.'’-]*)*"
_WORD = r"[a-z][a-z-]+"
_ONE = rf"(?:the )?(?:{_NAME}|{_WORD})"
_JOINED = tuple(
    re.compile(rf"(?<![\w-])(?:{one}, )*{one},? and {one}(?![\w-])")
    for one in (rf"(?:the )?{_NAME}", _ONE)
)
_SPLIT = re.compile(r",? and |, ")
_NOT = re.compile(rf"{LEAVES_OUT}(?P<what>.+)$", re.IGNORECASE)
_NOR = re.compile(r",? (?:nor|or) |, ")
_GENERIC = frozenset(
    map(
        stem,
        "percentage percent point share time day year amount number money more fewer less higher"
        " lie lies separate apart".split(),
    )
)
_MOST_OF = re.compile(r"\b(?:most|fewest) (?P<what>(?:[\w-]+ )??[a-z-]+s)\b", re.IGNORECASE)
_GROWTH = re.compile(
    r"(?:what|how (?:large|big|high)) (?:is|was|were) the (?:growth|increase|rise|decline|fall|drop"
    r"|decrease|change) (?:in|of)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many (?:more |fewer )?(?P<what>[\w-]+(?: [\w-]+)?)", re.IGNORECASE)
_PERCENT = re.compile(r"\b(?:percent(?:age)?|per cent) points?\b", re.IGNORECASE)
_SHARES: frozenset[str | None] = frozenset({"%", "% of GDP"})
_SAID = re.compile(
    rf"\b(?:how|many|much|what|which|was|is|are|were|did|does|do|has|have|had|by|than|{MORE}"
    r"|between|difference|gap|share|percentage|percent|points?|proportion|portion|fraction|times|ratio|apart"
    r"|lies?|separates?|target|goal|aim|short|fall|fell|made up|make up|account(?:s|ed)? for|total"
    r"|together|combined|altogether|sum|years?|yearly|annual|its|their|each|not|neither|nor|without"
    r"|except|excluding|outside|besides|who|where|(?-i:most)|largest|biggest|highest|greatest|longest"
    r"|fewest|smallest|lowest|least|cheapest|shortest|expensive|days?|made|make|makes|came|come|comes"
    rf"|{PLANNED}|originally|initially|amount|sits?|sums?)\b",
    re.IGNORECASE,
)


def sought(query: Query) -> Sought | None:
    """Read what is to be worked out; None where a question asks for nothing of the kind."""
    text = query.asked.strip(" ?.!")
    found: tuple[Way, re.Match[str] | None] | None = next(
        ((way, m) for way, form in _FORMS if (m := form.search(text))), None
    )
    if found is None and (asks_for_change(text) or _GROWTH.match(text)):
        found = Way.CHANGE, None
    if found is None or " or " in text.partition(" neither ")[0]:
        return None
    way, match = found
    read = _THINGS.get(way)
    things = read(query, text) if read else ()
    left = text
    for thing in things:
        left = left.replace(thing, " ")
    noun = wanted(query).noun - _GENERIC if _HOW_MANY.search(text) else frozenset()
    rest = frozenset(stems(_SAID.sub(" ", text if way is Way.DAYS else left)))
    count = match["count"] if way is Way.YEARLY and match else "0"
    years = SPELLED[count.lower()] if count.lower() in SPELLED else int(count)
    return Sought(way, things, noun, rest, _units(text), years)


def _units(text: str) -> frozenset[str | None] | None:
    """Tell in which units an amount may be: "how many tonnes" are bare numbers or tonnes."""
    if _PERCENT.search(text):
        return _SHARES
    found = _HOW_MANY.search(text) or _MOST_OF.search(text)
    if found is None:
        return None
    units = {one.unit for word in found["what"].split() for one in quantities(f"2 {word}")}
    return frozenset({None, *units})


def _pair(query: Query, text: str) -> tuple[str, ...]:
    """Give the two things that are set against each other."""
    for form in (_BETWEEN, _SEPARATE, _BEHIND):
        if found := form.search(text):
            return found["one"], found["other"]
    asked = comparison(query)
    return asked.things if asked and len(asked.things) == 2 and not asked.over_time else ()


def _as_many(query: Query, text: str) -> tuple[str, ...]:
    found = _AS.search(text)
    if found is None:
        return _pair(query, text)
    name = re.match(_NAME, found["one"])
    return (name.group() if name else found["one"], found["other"])


def _joined(query: Query, text: str) -> tuple[str, ...]:
    """Give the things that are added up: "Ford, Opel and Fiat"."""
    found = next((m for form in _JOINED if (m := form.search(text))), None)
    names = _SPLIT.split(found.group()) if found else []
    return tuple(name.removeprefix("the ") for name in names)


def _left_out(query: Query, text: str) -> tuple[str, ...]:
    found = _NOT.search(text)
    return tuple(part.strip() for part in _NOR.split(found["what"])) if found else ()


def _two_years(query: Query, text: str) -> tuple[str, ...]:
    years = sorted(years_of(text))
    return tuple(years) if len(years) == 2 else ()


_THINGS: dict[Way, Callable[[Query, str], tuple[str, ...]]] = {
    Way.GAP: _pair,
    Way.CHANGE: _two_years,
    Way.DAYS: _pair,
    Way.TIMES: _as_many,
    Way.TOTAL: _joined,
    Way.REST: _left_out,
}
