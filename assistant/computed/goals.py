"""Rows chosen by what they have or have not, and by whether they met their goals; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.polarity import GOAL, asks_of_goals, having
from assistant.computed.columns import number
from index.heads import named_by, years_of
from index.keywords import stem, stems

if TYPE_CHECKING:
    from assistant.computed.rows import Row, Rows

# Stems of what a question says of goals.
_OF_GOALS = frozenset(
    map(
        stem,
        "target goal aim quota plan planned miss missed misses pass passed met meet reach reached"
        " exceed exceeded hit fall fell fallen short behind below surpass surpassed beat already"
        " ahead achieve achieved overtook overtaken fail failed".split(),
    )
)
# … and of what there is only on paper, or not at all, or of which share.
_PLANNED = frozenset(
    map(
        stem,
        "just only planned announced already operation lack yet share percentage "
        "proportion".split(),
    )
)
_RESULT = re.compile(
    r"\b(?:results?|actual\w*|achiev\w+|reached|realised|realized|outcomes?|recruited|attracted)\b",
    re.I,
)


def by_columns(question: str, rows: Rows) -> tuple[list[Row], frozenset[str]] | None:
    """Choose rows by what they have or have not, or by whether they met their goals.

    Also give the stems that say so; None where the question does not.
    """
    cells = [row.cells for row in rows.rows]
    if found := having(question, rows.naming, cells):
        head, places = found
        told = {stem(f"un{word}") for word in re.findall(r"\w+", head.casefold())}
        return [rows.rows[at] for at in places], frozenset(stems(head) | told | _PLANNED)
    if (held := _against_goals(question, rows)) and not _tells_status(question, rows):
        return held, _OF_GOALS
    return None


def _tells_status(question: str, rows: Rows) -> bool:
    """Whether a cell says in words what became of a row's goal: "will be missed"."""
    asked = stems(question)
    return any(
        own <= asked
        for row in rows.rows
        for cell in row.cells.values()
        if cell != row.label and (own := stems(cell))
    )


def _against_goals(question: str, rows: Rows) -> list[Row]:
    """List the rows whose result is, or is not, at least their goal, where a question asks which.

    Empty where it does not, or where the columns of results and of goals are not told apart. It is
    of rows whose numbers are all the better for being larger that goals are set.
    """
    if not asks_of_goals(question):
        return []
    missed = asks_of_goals(question) < 0
    goal = _goal(question, rows)
    result = _result(rows, goal) if goal else ""
    if not (goal and result):
        return []
    pairs = [(row, number(row, result), number(row, goal)) for row in rows.rows]
    told = [
        (row, float(reached.value) >= float(aim.value))
        for row, reached, aim in pairs
        if reached and aim and reached.unit == aim.unit
    ]
    return [row for row, met in told if met != missed]


def _goal(question: str, rows: Rows) -> str:
    """Give the head of the goals, of the year that the question says; empty for several."""
    heads = [head for head in rows.heads if GOAL.search(head)]
    if (years := years_of(question)) and any(years & years_of(head) for head in heads):
        heads = [head for head in heads if years & years_of(head)]
    return heads[0] if len(heads) == 1 else ""


def _result(rows: Rows, goal: str) -> str:
    """Give the head of the results, the latest of several years; empty where it is not the one."""
    others = [
        head
        for head in rows.heads
        if head not in (goal, rows.naming) and not GOAL.search(head)
        if 2 * sum(number(row, head) is not None for row in rows.rows) > len(rows.rows)
    ]
    named = [head for head in others if _RESULT.search(head)]
    yearly = [head for head in others if years_of(head) and not stems(named_by(head))]
    found = named or yearly or others
    if len(found) > 1 and all(map(years_of, found)):
        found = [max(found, key=lambda head: max(years_of(head)))]
    return found[0] if len(found) == 1 else ""
