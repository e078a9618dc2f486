"""Which of the rows that a question names has more, or less, in one column of their table; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.comparison import comparison
from assistant.answers.mentions import mentions
from assistant.answers.things import OF_CHANGE
from assistant.answers.wanted import Type
from assistant.computed.alike import alike
from assistant.computed.columns import are_of_one_measure, number, yearly
from assistant.computed.computed import LIKELY, SURE, Computed
from assistant.question import Kind as Wanted
from index.aliases import spelled_out
from index.facts.fact import Kind
from index.heads import named_by, years_of
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.answers.comparison import Comparison
    from assistant.computed.columns import Figure
    from assistant.computed.rows import Row, Rows
    from assistant.question import Query

_UNTOLD = 0.25  # of a question besides its things, weighed, that the table may leave out
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")  # "VC", where venture capital is asked for


def which_is_ahead(query: Query) -> Comparison | None:
    """Read which things a question chooses between by an amount; None where it does not."""
    asked = comparison(query)
    if asked is None or not (asked.which and asked.sign) or asked.over_time or asked.order:
        return None
    of_amount = asked.type in (Type.AMOUNT, Type.MONEY, Type.PERCENT)
    changed = query.kind is Wanted.YES_NO or OF_CHANGE.search(query.asked)
    return asked if of_amount and not changed else None


def ahead(query: Query, asked: Comparison, sets: Sequence[Rows]) -> Computed | None:
    """Answer "Which has more ships, A or B?" from the rows of A and B in one table.

    Args:
        query: the question.
        asked: what it chooses between.
        sets: rows of the documents that may answer, the likeliest document first.

    Returns:
        "B (22 against 18)"; None where no table has each of them in one row and what is compared in
        one column, or where tables say different things.
    """
    tables = (rows for rows in sets if rows.kind is Kind.TABLE_ROW and len(rows.heads) > 1)
    found = [one for rows in tables if (one := _figures(query, asked, rows))]
    if not found or len({tuple(one.value for one in told) for _, told, _ in found}) > 1:
        return None
    rows, told, untold = found[0]
    order = sorted(told, key=lambda one: -asked.sign * float(one.value))
    if order[0].value == order[1].value:
        return None
    others = " and ".join(one.text for one in order[1:])
    short = f"{order[0].row.label} ({order[0].text} against {others})"
    named = " and ".join(one.row.label for one in told)
    done = f"“{told[0].head}” of {named} in “{rows.title}”"
    return Computed(short, (), tuple(one.row for one in told), done, LIKELY if untold else SURE)


def _figures(
    query: Query, asked: Comparison, rows: Rows
) -> tuple[Rows, tuple[Figure, ...], float] | None:
    """Give the number of each thing in the one column that the question names, and what is left."""
    named = [_row(thing, rows) for thing in asked.things]
    if not all(named) or len({row.fact.id for row in named if row}) < len(named):
        return None
    words = asked.rest - stems(rows.naming)
    years = years_of(query.asked)
    acronyms = {name for head in rows.heads for name in _ACRONYM.findall(head)}
    words |= stems(" ".join(name for name in acronyms if spelled_out(name, query.asked)))
    head = _column(words, years, rows)
    if not head:
        return None
    if years and not years & (years_of(head) | years_of(rows.title)):
        return None
    over = alike(rows.about | rows.within | stems(rows.title) | stems(head))
    weights = {word: query.weights.get(word, 0.0) for word in words - years}
    left = sum(weight for word, weight in weights.items() if word not in over)
    if left > _UNTOLD * (sum(weights.values()) or 1.0):
        return None
    told = [one for row in named if row and (one := number(row, head))]
    whole = len(told) == len(named) and len({one.unit for one in told}) == 1
    if not whole or yearly(told) or not are_of_one_measure([one.row for one in told]):
        return None
    return rows, tuple(told), left


def _row(thing: str, rows: Rows) -> Row | None:
    """Give the one row whose name is that of a thing."""
    same = [row for row in rows.rows if row.label.casefold() == thing.casefold()]
    found = same or [
        row
        for row in rows.rows
        if stems(row.label) == stems(thing)
        or (mentions(thing, row.label) and mentions(row.label, thing))
    ]
    return found[0] if len(found) == 1 else None


def _column(words: Collection[str], years: frozenset[str], rows: Rows) -> str:
    """Give the head all of whose words are asked for; empty for none or several."""
    heads = [head for head in rows.heads if head != rows.naming]
    if years and any(years & years_of(head) for head in heads):
        heads = [head for head in heads if years & years_of(head)]
    told = {head: stems(named_by(head)) for head in heads}
    held = {head: own for head, own in told.items() if own and own <= alike(words)}
    found = [head for head, own in held.items() if not any(own < more for more in held.values())]
    return found[0] if len(found) == 1 else ""
