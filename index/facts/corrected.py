"""Figures that their own document corrects: the wrong one names the right one; pure.

"We gave it as 3.28 trillion. The office has since revised it to 3.34 trillion."
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from index.quantities import TIMES, Number, Quantity, quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.facts.fact import Fact

Told: TypeAlias = "tuple[str, int, Sequence[Fact]]"
"""A sentence, the index of its block, and the facts that it gave."""
Figure: TypeAlias = tuple[Number, str | None]

# What says that a figure told before was wrong.
_WRONG = re.compile(
    r"\bwe (?:had )?(?:wrongly )?(?:wrote|written|gave|given|stated|said|reported|put|printed)\b"
    r"|\b(?:wrongly|erroneously|incorrectly|mistakenly)\b"
    r"|\bour (?:table|chart|figure|map|report|article|last issue)\b[^.;]{0,60}?"
    r"\b(?:put|gave|had|showed|said|stated|listed)\b",
    re.IGNORECASE,
)
# What says that another takes its place, whoever told the first.
_REVISED = re.compile(
    r"\b(?:has|have|had|was|were)(?: since| later| now)?(?: been)? (?:since )?"
    r"(?:revised|corrected|amended|restated)\b[^.;]{0,40}?\bto\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"\bshould (?:read|be|have (?:been|read))\b", re.IGNORECASE)
_RIGHT = re.compile(
    r"^(?:it|they|that) (?:was|were|is|are)\b|\bin (?:fact|reality)\b"
    r"|\b(?:correct|right|true|actual) (?:figure|number|value|sum|amount|share)\b"
    r"|\b(?:figure|number|value|sum|amount|share)(?: for [\w ]{1,30}?)? (?:is|was)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:,? (?:and )?not|,? instead of|,? rather than) $", re.IGNORECASE)
_CORRECTION = re.compile(r"(?:corrections?|corrigend\w+|errat\w+)\b", re.IGNORECASE)


def with_corrections(told: Iterable[Told]) -> Iterator[Fact]:
    """Give the facts of sentences, a figure that is corrected with the right one beside it.

    The right one is of the same thing and time as the wrong one where it does not say so itself.

    Args:
        told: the sentences in order, with what each gave.
    """
    sentences = list(told)
    facts = [list(found) for *_, found in sentences]
    for at, (text, _, _) in enumerate(sentences):
        if own := _within(text):
            _mark(facts[at], facts[at], *own)
    for at, (one, other) in enumerate(pairwise(sentences)):
        if one[1] == other[1] and (figures := _across(one[0], other[0])):
            _mark(facts[at], facts[at + 1], *figures)
    for found in facts:
        yield from found


def _within(text: str) -> tuple[Figure, Figure] | None:
    """Find the wrong figure and the right one in one sentence."""
    if read := _SHOULD.search(text) or _REVISED.search(text):
        found = _figures(text)
        denied = [q for q in found if _NOT.search(text, 0, q.start)]
        before = [q for q in found if q.last <= read.start()]
        return _pair(before or denied, _after(found, read.end()))
    if _CORRECTION.match(text):
        found = _figures(text)
        wrong = [q for q in found if _NOT.search(text, 0, q.start)]
        return _pair(wrong, next((q for q in found if q not in wrong), None))
    return None


def _across(first: str, second: str) -> tuple[Figure, Figure] | None:
    """Find the wrong figure in a sentence, and the right one in the next."""
    said = _REVISED.search(second)
    if not said and _WRONG.search(first):
        said = _RIGHT.search(second) or _SHOULD.search(second)
    if not said or _within(second):
        return None
    return _pair(_figures(first), _after(_figures(second), said.end()))


def _pair(wrong: Sequence[Quantity], right: Quantity | None) -> tuple[Figure, Figure] | None:
    """Pair the right figure with the only other of its unit; None where that is in doubt."""
    alike = [q for q in wrong if right and q.unit == right.unit and q.value != right.value]
    if right is None or len(alike) != 1:
        return None
    return (alike[0].value, alike[0].unit), (right.value, right.unit)


def _figures(text: str) -> list[Quantity]:
    return [q for q in quantities(text) if q.unit not in TIMES and not q.spelled]


def _after(found: Sequence[Quantity], offset: int) -> Quantity | None:
    return next((q for q in found if q.last > offset), None)


def _mark(wrongs: list[Fact], rights: list[Fact], wrong: Figure, right: Figure) -> None:
    """Let a wrong figure name the right one, and that be of the same thing."""
    at = next((n for n, f in enumerate(wrongs) if (f.value, f.unit) == wrong), None)
    to = next((n for n, f in enumerate(rights) if (f.value, f.unit) == right), None)
    if at is None or to is None:
        return
    old, new = wrongs[at], rights[to]
    wrongs[at] = replace(old, qualifiers={**old.qualifiers, "corrected": right[0]})
    rights[to] = replace(
        new, subject=old.subject, measure=old.measure, when=new.when or old.when, kind=old.kind
    )
