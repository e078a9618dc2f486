"""What the words around a policy's title tell: who issued it, when, and for what years; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.dates import Found, next_date
from corpus.policies import is_public

YEARS = re.compile(r"\(?(?P<a>(?:19|20)\d\d)\s?(?:[-–—]|to|年?至)\s?(?P<b>(?:19|20)?\d\d)\b")
ISSUED = (
    r"(?:issued|published|released|adopted|announced|unveiled|passed|launched|presented"
    r"|promulgated|approved|tabled|(?:put|brought|rolled) out|put forward)"
)
_BRACKETS = re.compile(r"(?: \([^()]{2,60}\)){0,2}")
_SAID = re.compile(rf",? (?:(?:which|that) )?(?:(?:was|were) )?(?P<verb>{ISSUED}|made)\b")
_WHICH = re.compile(
    rf", which (?P<who>[^,.;]{{2,160}}?) (?:jointly )?(?P<verb>{ISSUED}|dated|circulated"
    r"|(?:sent|submitted|distributed) to (?:the )?[a-z]+)\b"
)
_BODIES = re.compile(
    r"(?:the )?(?:[a-z]+ )?(?:ministries|bodies|agencies|departments|commissions)\b", re.IGNORECASE
)
_WITH = re.compile(
    r",? (?:jointly|together) with (?:the )?(?P<who>[A-Z][^.;]{1,160}?)(?=, (?!(?:the |and )?[A-Z])"
    r"| (?:is|was|has|and (?!(?:the )?[A-Z])|that|which|to)\b|[.;]|$)"
)
_BY = re.compile(
    r",? (?:jointly )?by (?:the )?(?P<who>[A-Z][^.;]{1,200}?)"
    r"(?=,? (?:on|in) (?:early |late |mid-)?(?:\d|[A-Z])|, (?!(?:the |and )?[A-Z])"
    r"| (?:is|was|were|has|have|and (?!(?:the )?[A-Z]|\w+ other)|that|which|with|to|as)\b|[.;]|$)"
)
_ON = re.compile(
    r",? (?:on|in|for) (?!(?:19|20)\d\d (?:to|and|[-–]) )"
    r"(?:(?:early|late|mid)[ -]|(?:the )?(?:beginning|start|middle|end) of )?"
    r"|,? (?=\d)"
)
_OF_DAY = re.compile(r",? (?:of|dated|from) (?=\d{1,2}\b|[A-Z][a-z]+ \d)")
_OF_YEARS = re.compile(
    r",? (?:for|of|from) (?P<years>(?:19|20)\d\d(?:\s?(?:to|and|[-–]) ?(?:19|20)\d\d)?)(?![\w-])"
)
_OF_BODY = re.compile(
    r",? (?:of|by|from) (?:the )?(?P<who>[A-Z][^,.;()]{2,60}?)"
    r"(?= (?:is|was|has|and|that|which|in)\b|[,.;]|$)"
)
_LONG = 40  # characters of a date at most


@dataclass(frozen=True, slots=True)
class After:
    """What stands behind a title.

    Attributes:
        brackets: the round brackets there, with what they hold.
        when: the date of issue, its offsets in the sentence; or None.
        years: the years that it is for, as printed; or "".
        who: who issued it, as printed; or "".
        verb: the word that says that it was issued; or "".
        end: offset after all this.
    """

    brackets: str
    when: Found | None
    years: str
    who: str
    verb: str
    end: int


def after_title(text: str, start: int) -> After:
    """Read what stands behind a title that ends at an offset of a sentence."""
    brackets = _BRACKETS.match(text, start)
    assert brackets is not None  # it matches nothing too
    end, when, who, verb = brackets.end(), None, "", ""
    dated = _OF_DAY.match(text, end)
    if dated:
        when = _date_at(text, dated.end())
        end = when.end if when else end
    early = _OF_YEARS.match(text, end)  # "the Plan for 2026-2030, which MIIT issued"
    which, said = _WHICH.match(text, early.end() if early else end), _SAID.match(text, end)
    if which and (is_public(which["who"].removeprefix("the ")) or _BODIES.match(which["who"])):
        who, verb, end = which["who"], which["verb"], which.end()
        when, end = _date_behind(text, end, when)
    elif said:
        verb, end = said["verb"], said.end()
        if verb != "made":
            when, end = _date_behind(text, end, when)
        by = _BY.match(text, end)
        if by:
            who = by["who"]
            when, end = _date_behind(text, by.end(), when)
        elif joint := _WITH.match(text, end):
            who, end = joint["who"], joint.end()
        elif when is None and not (verb and _OF_YEARS.match(text, end)):
            verb, end = "", brackets.end()
    years = early if early and who else None
    if when is None and not who:
        years = _OF_YEARS.match(text, end)
    body = _OF_BODY.match(text, end) if not verb and not years and when is None else None
    last = years or body
    return After(
        brackets=brackets.group(),
        when=when,
        years=years["years"] if years else "",
        who=body["who"] if body else who,
        verb=verb,
        end=max(end, last.end() if last else end),
    )


def _date_behind(text: str, start: int, known: Found | None) -> tuple[Found | None, int]:
    on = _ON.match(text, start)
    found = _date_at(text, on.end()) if on and known is None else None
    return (found, found.end) if found else (known, start)


def _date_at(text: str, start: int) -> Found | None:
    """Find the date at an offset; a bare day is none."""
    found = next_date(text[: start + _LONG], start)
    if found is None or found.start != start:
        return None
    return found if found.date.year or (found.date.month and found.date.day) else None
