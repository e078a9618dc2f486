"""Bodies or people with those that acted with them: "NDRC, MIIT and MOST", not one; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.values import DATE
from assistant.answers.wanted import Type
from index.names import find_names, is_body, is_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.wanted import Wanted

_FORM = r"(?: ?\([^()]{1,60}\))?"  # the name's acronym, or its form in another script
_JOINS = re.compile(rf"{_FORM}(?:,? and |,? as well as |, )(?:the )?")
# "NDRC issued with MIIT", "together with MIIT".
_ACTS_WITH = re.compile(
    rf"{_FORM},? (?:[a-z]+ed |[a-z]+ )?(?:(?:jointly|together) )?with (?:the )?"
)
_DATED = re.compile(rf"(?:{DATE.pattern}),? (?:the )?")
# Of a line that names who issued something, all do so.
_ISSUED_BY = re.compile(
    r"\b(?:issu(?:ing|ed)|adopt(?:ing|ed)|publish(?:ing|ed)) (?:body|bodies|by)\**: ?\**$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(_FORM)
# "… and six state banks set up the fund": what stands before the verb.
_OTHERS = re.compile(
    rf"{_FORM} and (?P<others>(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+|other"
    r"|several) (?:other )?(?:[a-z-]+ ){0,2}?(?:[a-z-]+s|bodies))(?= [a-z]+)"
)


def with_partners(text: str, sentence: str, want: Wanted) -> str:
    """Take in the bodies or people that a sentence joins to the one found; else give it alone.

    Args:
        text: the short answer, which is a body's or a person's name.
        sentence: that it stands in.
        want: what the question wants.
    """
    start = sentence.find(text)
    issued = want.type is Type.BODY and _ISSUED_BY.search(sentence, 0, max(start, 0))
    people = want.type in (Type.ACTOR, Type.PERSON) and is_person(text, (0, len(text)))
    bodies = (want.type is Type.ACTOR or issued) and is_body(text)
    if not (people or bodies) or start < 0:
        return text
    found = [
        (a, b)
        for a, b in find_names(sentence)
        if (is_body(sentence[a:b]) if bodies else is_person(sentence, (a, b)))
    ]
    names = [_undated(sentence, a, b) for a, b in found if sentence[a - 1 : a] != "("]
    at = next((n for n, (a, b) in enumerate(names) if a < start + len(text) and b > start), None)
    if at is None:
        return text
    first = last = at
    while first and _joins(sentence, names, first - 1):
        first -= 1
    while last + 1 < len(names) and _joins(sentence, names, last):
        last += 1
    start, end = _undated(sentence, start, start + len(text))
    begin = names[first][0] if first < at else start
    end = names[last][1] if last > at else end
    if last > at and sentence.startswith(":", end):  # the label of the next line is no name's end
        end = sentence.rfind(" ", 0, end)
    if first == last and (others := _OTHERS.match(sentence, end)):
        return sentence[begin : others.end("others")]
    if brackets := _IN_BRACKETS.match(sentence, end):
        end = brackets.end() if last > at else end
    return sentence[begin:end] + _with(sentence, names, last)


def _undated(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the date that a name seems to begin with: "On 26 April 2024 the Ministry …"."""
    dated = _DATED.match(sentence, start, end)
    return (dated.end() if dated else start), end


def _joins(sentence: str, names: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether nothing but "and" or a comma stands between a name and the next."""
    between = sentence[names[at][1] : names[at + 1][0]]
    return bool(_JOINS.fullmatch(between))


def _with(sentence: str, names: Sequence[tuple[int, int]], at: int) -> str:
    """Give those that a body acted "with", all that are joined; empty for none."""
    if at + 1 == len(names):
        return ""
    between = _ACTS_WITH.fullmatch(sentence[names[at][1] : names[at + 1][0]])
    if between is None:
        return ""
    end = at + 1
    while end + 1 < len(names) and _joins(sentence, names, end):
        end += 1
    return f" with {sentence[names[at + 1][0] : names[end][1]]}"
