"""The amounts of one sentence, each with the words that it is said of; pure.

"Ford sold 500 cars, Opel 300 and Fiat 120": a sentence that puts several amounts beside each other
is divided between them, so that each has its own words. What an amount is divided into ("of the
500, 300 …") is told apart from what merely stands beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.keywords import STOPWORDS, stem, stems
from index.quantities import are_one_sum, quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.facts.fact import Number
    from index.quantities import Quantity

_BOUNDS = ("over", "at least", "under", "up to", "range")
_FAR = 1_000  # times the smaller, from which one of two bare amounts may lack its magnitude
_ROUGH = re.compile(
    r"^(?:about|around|approximately|roughly|nearly|almost|close to|some|an estimated) ", re.I
)
_OF_N = re.compile(r"\s?(?:out )?of (?:the |a total of |all )?", re.IGNORECASE)
_CONVERTED = re.compile(r"\s?[(（]\W*")
# What divides two amounts, the surest first.
_DIVIDES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"[;；]",
        r"[:：,，、()（）]",
        r"\b(?:while|whereas|but|against)\b",
        r"\b(?:and|or)\b",
    )
)
_ENDS = re.compile(r"[.。](?= [A-Z]|[一-鿿])")
_ABOUT = "about |around |an estimated |only |just "
FROM = re.compile(rf"\bfrom\s(?:{_ABOUT})?$", re.IGNORECASE)
"""What stands before the first amount of two."""

TO = re.compile(rf"\bto\s(?:{_ABOUT})?$", re.IGNORECASE)
"""What stands before the second."""

BY = re.compile(rf"\bby\s(?:{_ABOUT}|over |more than )?$", re.IGNORECASE)
"""What stands before the amount of a change."""

_TO = re.compile(r"\bto\b")
# What comes after these is a part of what stands before.
_PARTS = re.compile(
    r"[:：]|\b(?:of|among) (?:which|them|these|whom|those)\b|\b(?:including|comprising)\b|其中",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(r"(?:^|[:：;；,，] ?)(?:out )?of (?:the |a total of |all )?$", re.IGNORECASE)
_COUNTED = re.compile(r"\s(?P<words>(?:[\w-]+ ){0,2}?(?P<noun>[a-z][a-z-]+s))\b")
_TIMES = frozenset("day week month year hour minute".split())
_OF_TIME = frozenset(map(stem, "quarters halves decades years months weeks days times".split()))
_SHARE = "%"
_ALL = 0.01  # of a whole, up to which its parts may miss it for roundness


@dataclass(frozen=True, slots=True)
class Part:
    """An amount of a sentence.

    Attributes:
        value: in the base unit.
        unit: as ``index.quantities`` names it; None for a bare number.
        text: as it stands.
        said: the words of the sentence that go with it, its own included.
        operator: "at least", "over", "about" and the like; None for exactly.
        per: "year" of "20 a year"; None where there is none.
        counted: stem of what a bare number counts; empty where no noun follows it.
        span: offsets of ``text`` in the sentence.
    """

    value: Number
    unit: str | None
    text: str
    said: str
    operator: str | None
    per: str | None
    counted: str
    span: tuple[int, int]

    @property
    def exact(self) -> bool:
        """Whether it is the amount itself, and no bound or range."""
        return self.operator not in _BOUNDS

    def agrees(self, other: Part) -> bool:
        """Whether both are amounts of one thing that can be set against each other."""
        if self.unit != other.unit or not (self.exact and other.exact):
            return False
        small, large = sorted((abs(self.value), abs(other.value)))
        bare = any(one.text[-1:].isdigit() for one in (self, other))
        lacking = bare and self.unit is None and not small * _FAR > large
        nouns = {one.counted for one in (self, other) if one.counted}
        return not lacking and len(nouns) < 2


@dataclass(frozen=True, slots=True)
class Divided:
    """An amount with amounts that it is divided into, which need not be all of it."""

    whole: Part
    parts: tuple[Part, ...]


def parts(text: str) -> list[Part]:
    """List the amounts of a sentence in order, each once: without what converts another one."""
    found = _amounts(text)
    ends = _ENDS.search(text, found[-1].last) if found else None
    last = ends.start() if ends else len(text)
    edges = [0, *(_edge(text, a, b) for a, b in pairwise(found)), last]
    told = [
        _part(text, one, text[start:end])
        for one, (start, end) in zip(found, pairwise(edges), strict=False)
    ]
    for at, (before, one) in enumerate(pairwise(told), 1):
        if one.unit == _SHARE and _SHARE in (before.unit or "") and _TO.match(one.said):
            told[at] = replace(one, unit=before.unit)  # "from 262% of GDP to 288%"
    return told


def divided(text: str) -> Divided | None:
    """Tell which amount of a sentence the others are parts of; None where it says of none."""
    found = parts(text)
    for at, one in enumerate(found):
        after = [other for other in found[at + 1 :] if _may_be_part(other, one)]
        until = after[0].span[0] if after else one.span[1]
        leads = _OF_WHOLE.search(text, 0, one.span[0])
        told = leads or _PARTS.search(text, one.span[1], until) or _is_sum(one, after)
        mine = [other for other in after if other.exact and 0 <= other.value <= one.value]
        if told and one.exact and mine and len(mine) == len(after):
            return Divided(one, tuple(mine))
    return _of_another(text, found)


def _may_be_part(one: Part, whole: Part) -> bool:
    """Whether an amount is of the unit of another, and counts nothing else."""
    return one.unit == whole.unit and one.counted in ("", whole.counted or one.counted)


def _is_sum(whole: Part, found: Sequence[Part]) -> bool:
    """Whether amounts add up to one before them."""
    added = sum(one.value for one in found)
    return len(found) > 1 and abs(added - whole.value) <= _ALL * abs(whole.value)


def _of_another(text: str, found: Sequence[Part]) -> Divided | None:
    """Read "5 of the 12 projects": the whole stands behind its part."""
    said = list(quantities(text))
    for one in found:
        within = _OF_N.match(text, one.span[1])
        whole = next((q for q in said if within and q.start == within.end()), None)
        if whole and whole.value >= one.value and whole.high is None and whole.unit == one.unit:
            return Divided(_part(text, whole, text), (one,))
    return None


def _amounts(text: str) -> list[Quantity]:
    kept: list[Quantity] = []
    for one in quantities(text):
        before = kept[-1] if kept else None
        between = text[before.last : one.start] if before else ""
        if before and are_one_sum(before, one) and _CONVERTED.fullmatch(between):
            kept[-1] = replace(before, end=one.last + 1)  # behind the bracket that closes
            continue
        if before and between and _OF_N.fullmatch(between):
            continue
        if one.unit == "rank" or one.unit in _TIMES or _is_word(text, one):
            continue
        kept.append(one)
    return kept


def _is_word(text: str, one: Quantity) -> bool:
    """Whether a number is a word like others: "one in Hefei", "the first three quarters"."""
    noun = _noun(text, one)
    return one.spelled and (one.value == 1 or not noun or noun in _OF_TIME)


def _noun(text: str, one: Quantity) -> str:
    """Give the stem of what a bare number counts; empty where no noun follows it."""
    found = _COUNTED.match(text, one.last) if one.unit is None else None
    if found is None or STOPWORDS.intersection(found["words"].lower().split()):
        return ""
    return stem(found["noun"])


def _edge(text: str, before: Quantity, after: Quantity) -> int:
    """Find where the words of one amount end and those of the next begin."""
    for form in _DIVIDES:
        if found := form.search(text, max(before.last, before.end), after.start):
            return found.start()
    if _OF_WHOLE.search(text, 0, before.start):
        noun = _COUNTED.match(text, before.last)
        return noun.end() if noun else before.last
    if FROM.search(text, 0, before.start) and (to := _TO.search(text, before.last, after.start)):
        return to.start()
    return after.start


def _part(text: str, one: Quantity, said: str) -> Part:
    return Part(
        one.value if one.high is None else one.high,
        one.unit,
        _ROUGH.sub("", text[one.start : one.last].strip()),
        said,
        one.operator,
        one.per,
        _noun(text, one),
        (one.start, one.last),
    )


def own_words(one: Part, among: Sequence[Part]) -> set[str]:
    """Give the stems that are said of one amount and of none of the others."""
    return stems(one.said) - set().union(*(stems(other.said) for other in among if other != one))
