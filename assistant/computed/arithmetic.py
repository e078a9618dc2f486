"""The numbers of rows that a question names: their gap, their sum, what they leave; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.computed.columns import Figure, numbers
from assistant.computed.computed import Computed, in_words
from assistant.computed.wording import amount
from assistant.question import declared_count
from index.keywords import stems
from index.quantities import quantities

if TYPE_CHECKING:
    from assistant.computed.fit import Fit
    from assistant.computed.operation import Operation
    from assistant.question import Kind as Wanted

NAMED = 0.66  # of the words of a row's name, that a question holds which names it
_TITLED = 0.5  # of a question's words, that the title holds of a table added up whole
_TOTAL = re.compile(r"(?:total|sum|all|altogether|overall)\b", re.IGNORECASE)
# What a question leaves out of the name of a place.
_GENERIC = re.compile(r"\b(?:province|municipality|city|county|region|autonomous)\b", re.IGNORECASE)


def _pair(asked: Operation, found: Fit) -> list[Figure]:
    """Give the numbers of the rows that a question names."""
    asked_for = stems(asked.question)
    shares = []
    for one in numbers(found.rows, found.measured):
        label = stems(_GENERIC.sub("", re.sub(r"\([^()]*\)", "", one.row.label)))
        share = len(label & asked_for) / len(label) if label else 0.0
        if share >= NAMED:
            shares.append((one, share))
    whole = [one for one, share in shares if share == 1]
    return whole if len(whole) > 1 else [one for one, _ in shares]


def _columns_apart(asked: Operation, found: Fit) -> list[Figure]:
    """Give the numbers of the two columns that a question names, in the row of the total."""
    told = stems(asked.question)
    heads = [head for head in found.rows.heads if len(stems(head)) > 1 and stems(head) <= told]
    rows = [row for row in found.rows.rows if _TOTAL.match(row.label)]
    if len(heads) != 2 or len(rows) != 1:
        return []
    return [
        one
        for head in heads
        for one in numbers(replace(found.rows, heads=(head,), rows=tuple(rows)), ())
    ]


def gap(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Tell how far the numbers of two rows, or of two columns of the total, are apart."""
    named = _pair(asked, found) or _columns_apart(asked, found)
    if len(named) != 2:
        return None
    one, other = named
    far = abs(float(one.value) - float(other.value))
    told = "; ".join(f"{each.row.label}: {each.text}" for each in named)
    short = f"{amount(far, one.unit)} ({told})"
    return Computed(short, (), (one.row, other.row), in_words("the gap between", asked, found))


def total(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Add up the numbers of the rows that a question names, or of all that it counts."""
    named = [one for one in _pair(asked, found) if not _TOTAL.match(one.row.label)]
    if len(named) < 2:
        named = _as_many_as_said(asked, found)
    if len(named) < 2:
        return None
    total = sum(float(one.value) for one in named)
    told = " + ".join(f"{one.row.label}: {one.text}" for one in named)
    rows = tuple(one.row for one in named)
    return Computed(
        f"{_whole(total, named[0].unit)} ({told})", (), rows, in_words("the sum of", asked, found)
    )


def _whole(value: float, unit: str | None) -> str:
    """Write a sum; that of shares is a share."""
    return f"{round(value, 6):,}".removesuffix(".0") + "%" if unit == "%" else amount(value, unit)


def _as_many_as_said(asked: Operation, found: Fit) -> list[Figure]:
    """Give the numbers of all rows of a time, where there are as many as the question says."""
    chosen = [row for row in found.chosen if not _TOTAL.match(row.label)]
    values = [one for one in numbers(found.rows, found.measured) if one.row in chosen]
    told = declared_count(asked.question)
    return values if len(values) == len(chosen) == told and found.titled >= _TITLED else []


def rest(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Take the rows that a question names from the whole, where the table tells all of it."""
    values = numbers(found.rows, found.measured)
    parts = [one for one in values if not _TOTAL.match(one.row.label)]
    wholes = [one for one in values if _TOTAL.match(one.row.label)]
    named = [one for one in _pair(asked, found) if one in parts]
    whole = round(sum(float(one.value) for one in wholes[:1] or parts), 6)
    said = [float(one.value) for one in quantities(asked.question)]
    if not named or len(named) == len(parts) or len(values) < len(found.rows.rows):
        return None
    if (said and whole not in said) or (not said and not wholes):
        return None
    left = whole - sum(float(one.value) for one in named)
    less = ", ".join(f"{one.row.label}: {one.text}" for one in named)
    short = f"{amount(left, named[0].unit)} ({amount(whole, named[0].unit)} less {less})"
    rows = tuple(one.row for one in ((*wholes[:1], *named) if wholes else parts))
    return Computed(short, (), rows, in_words("what is left of", asked, found))


def same(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Choose the rows that have one value, where only some of one value there are."""
    values = [one for one in numbers(found.rows, found.measured) if one.row in found.chosen]
    alike = [
        [one for one in values if one.value == value] for value in {one.value for one in values}
    ]
    shared = [group for group in alike if len(group) > 1]
    if len(values) < len(found.chosen) or len(shared) != 1:
        return None
    (group,) = shared
    items = tuple(one.row.label for one in group)
    short = f"{'; '.join(items)} ({group[0].text} each)"
    rows = tuple(one.row for one in group)
    return Computed(short, items, rows, in_words("equal among", asked, found))
