"""The numbers of rows that a question names: their gap, their sum, what they leave; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.computed.columns import Figure, number, numbers
from assistant.computed.computed import Computed, in_words
from assistant.computed.fit import UNTOLD
from assistant.computed.wording import amount, beside, times_of
from assistant.question import declared_count
from index.keywords import stems
from index.names import written_names
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.computed.fit import Fit
    from assistant.computed.operation import Operation
    from assistant.question import Kind as Wanted

NAMED = 0.66  # of the words of a row's name, that a question holds which names it
_TITLED = 0.5  # of a question's words, that the title holds of a table added up whole
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
    named = whole if len(whole) > 1 else [one for one, _ in shares]
    return named if len(named) > 1 else _by_name(asked, found) or named


def _by_name(asked: Operation, found: Fit) -> list[Figure]:
    """Give the numbers of the rows of which a question gives a name that no other row has.

    Empty where a name of it is no row's, or where anything else is left of it.
    """
    if found.untold > UNTOLD:
        return []
    names = [stems(name) for name in written_names(asked.question)]
    named = []
    for name in names:
        held = [one for one in numbers(found.rows, found.measured) if name <= stems(one.row.label)]
        if name and len(held) == 1:
            named += held
        elif held or not name <= found.rows.about:
            return []
    return named


def _columns_apart(asked: Operation, found: Fit) -> list[Figure]:
    """Give the numbers of the two columns that a question names, in the row of the total."""
    told = stems(asked.question)
    heads = [head for head in found.rows.heads if len(stems(head)) > 1 and stems(head) <= told]
    whole = found.rows.total
    if len(heads) != 2 or whole is None:
        return []
    return [one for head in heads if (one := number(whole, head)) is not None]


def _of(named: Sequence[Figure], done: str, asked: Operation, found: Fit) -> str:
    """Say what was done with the rows of some numbers."""
    return in_words(done, asked, replace(found, chosen=tuple(one.row for one in named)))


def gap(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Tell how far the numbers of two rows, or of two columns of the total, are apart."""
    named = _pair(asked, found) or _columns_apart(asked, found)
    if len(named) != 2:
        return None
    one, other = named
    far = abs(float(one.value) - float(other.value))
    told = beside([(each.row.label, each.text) for each in named], "; ")
    short = f"{amount(far, one.unit)} ({told})"
    return Computed(short, (), (one.row, other.row), _of(named, "the gap between", asked, found))


def times(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Tell how many times the smaller of the numbers of two rows the larger is."""
    named = _pair(asked, found)
    if len(named) != 2 or min(one.value for one in named) <= 0:
        return None
    small, large = sorted(float(one.value) for one in named)
    told = beside([(each.row.label, each.text) for each in named], "; ")
    rows = tuple(each.row for each in named)
    short = f"{times_of(large, small)} ({told})"
    return Computed(short, (), rows, _of(named, "how many times between", asked, found))


def total(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Add up the numbers of the rows that a question names, or of all that it counts."""
    named = _pair(asked, found)
    if len(named) < 2:
        named = _as_many_as_said(asked, found)
    if len(named) < 2:
        return None
    total = sum(float(one.value) for one in named)
    told = beside([(one.row.label, one.text) for one in named], " + ")
    rows = tuple(one.row for one in named)
    return Computed(
        f"{_whole(total, named[0].unit)} ({told})", (), rows, _of(named, "the sum of", asked, found)
    )


def _whole(value: float, unit: str | None) -> str:
    """Write a sum; that of shares is a share."""
    return f"{round(value, 6):,}".removesuffix(".0") + "%" if unit == "%" else amount(value, unit)


def _as_many_as_said(asked: Operation, found: Fit) -> list[Figure]:
    """Give the numbers of all rows of a time, where there are as many as the question says."""
    values = [one for one in numbers(found.rows, found.measured) if one.row in found.chosen]
    told = declared_count(asked.question)
    return values if len(values) == len(found.chosen) == told and found.titled >= _TITLED else []


def rest(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Take the rows that a question names from the whole, where the table tells all of it."""
    parts = numbers(found.rows, found.measured)
    added = number(found.rows.total, parts[0].head) if found.rows.total and parts else None
    wholes = [added] if added else []
    named = _pair(asked, found)
    whole = round(sum(float(one.value) for one in wholes or parts), 6)
    said = [float(one.value) for one in quantities(asked.question)]
    if not named or len(named) == len(parts) or len(parts) < len(found.rows.rows):
        return None
    if (said and whole not in said) or (not said and not wholes):
        return None
    left = whole - sum(float(one.value) for one in named)
    less = ", ".join(f"{one.row.label}: {one.text}" for one in named)
    short = f"{amount(left, named[0].unit)} ({amount(whole, named[0].unit)} less {less})"
    rows = tuple(one.row for one in ((*wholes, *named) if wholes else parts))
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
