"""Rows that are left when others are taken out, how many are wanted, their share; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answers.polarity import NOTHING
from assistant.computed.arithmetic import rest
from assistant.computed.computed import MOST_TOLD, Computed, in_words
from assistant.computed.goals import by_columns
from assistant.computed.operation import Op, left_out
from assistant.computed.wording import in_all, share_of
from assistant.question import COUNTS, declared_count
from index.keywords import stems

if TYPE_CHECKING:
    from assistant.computed.fit import Fit
    from assistant.computed.operation import Operation
    from assistant.question import Kind as Wanted

# "The three largest", "which two yards have the most".
_SEVERAL = re.compile(
    rf"\b(?:which|what|the|name|list) (?:{'|'.join(COUNTS)}|\d{{1,2}}) (?:of (?:the )?)?[\w ]*?s\b"
    rf"|\b(?:{'|'.join(COUNTS)}) (?:largest|biggest|highest|smallest|lowest|greatest)\b",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"\b(?:which|what) of the\b", re.IGNORECASE)


def outside(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Choose the rows that do not have what a question leaves out, where others of them do."""
    if kept := by_columns(asked.question, found.rows):
        return _kept(asked, replace(found, chosen=tuple(kept[0])))
    without = stems(left_out(asked.question))
    for head in found.rows.heads[1:]:
        held = [row for row in found.rows.rows if without <= stems(row.cells.get(head, ""))]
        told = [
            row
            for row in found.rows.rows
            if row not in held and (cell := row.cells.get(head)) and not NOTHING.fullmatch(cell)
        ]
        if without and held and 0 < len(told) <= MOST_TOLD:
            return _kept(asked, replace(found, chosen=tuple(told)))
    return None


def left(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Take rows from the whole, or count those that have not what a column names."""
    kept = by_columns(asked.question, found.rows)
    counted = kept and _kept(asked, replace(found, chosen=tuple(kept[0])))
    return counted or rest(asked, found, kind)


def share_of_rows(asked: Operation, found: Fit) -> Computed | None:
    """Tell which share of all rows has what a question asks of them: "40% (2 of 5)"."""
    chosen, every = len(found.chosen), len(found.rows.rows)
    if not found.narrowed or not 0 < chosen < every or not by_columns(asked.question, found.rows):
        return None
    short = f"{share_of(chosen, every)} ({chosen} of {every})"
    return Computed(short, (), found.chosen, in_words("the share of", asked, found))


def _kept(asked: Operation, found: Fit) -> Computed | None:
    """Name the rows that are left, or count them where the question does."""
    items = tuple(row.label for row in found.chosen)
    if not 0 < len(items) <= MOST_TOLD:
        return None
    short = str(len(items)) if asked.op is Op.REST else in_all(items)
    told = () if asked.op is Op.REST or len(items) == 1 else items
    return Computed(short, told, found.chosen, in_words("chosen", asked, found))


def wanted_count(question: str) -> int:
    """Tell how many rows a question wants that have the most; 1 where it does not say."""
    several = _SEVERAL.search(question) and not _OF_ONE.search(question)
    return (declared_count(question) or 1) if several else 1
