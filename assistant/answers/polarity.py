"""Whether a question asks for what has something, or met a goal, or for what does not; pure.

A table tells it by the cells of a column: "plants | none". A question names the head of such a
column, and chooses by it: "Which makers are listed?", "Which have a plant abroad that is not just
planned?", "Which are unlisted?".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.predicates import REACHES
from index.heads import named_by
from index.keywords import stem, stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOTHING = re.compile(r"(?:no|none|nil|not yet|not any)\.?", re.IGNORECASE)
"""A cell that says that a row has nothing of what its column tells."""

LEFT_OPEN = re.compile(
    r"[-–—*.…]*|n\.?/?a\.?|not (?:yet )?[a-z]+(?: yet)?"
    r"|un(?:known|disclosed|decided|specified)|tbd|open|pending",
    re.IGNORECASE,
)
"""A cell that leaves open what its column tells: empty, a dash, "not fixed"."""

GOAL = re.compile(r"\b(?:targets?|goals?|aims?|quotas?|plan|planned)\b", re.IGNORECASE)
"""What a goal is called, in a question and over a column."""

_REACHED = rf"(?:{REACHES}|pass(?:ed)?|overtook|overtaken|(?:above|ahead of) (?:its|their|the))"
_MISSED = re.compile(
    r"\b(?:miss(?:ed|es)?|f[ae]ll(?:en|s)? short|short of|(?:behind|below) (?:its|their|the)"
    r"|fail(?:ed|s)? to [a-z]+"
    rf"|(?:not|never|yet to)\b(?: [a-z]+)? {_REACHED})\b(?=.*{GOAL.pattern})",
    re.IGNORECASE,
)
_MET = re.compile(rf"\b{_REACHED}\b(?=.*{GOAL.pattern})", re.IGNORECASE)
_STILL_TO_COME = re.compile(
    r"\b(?:(?:wants?|aims?|plans?|intends?|hopes?|seeks?|expect\w*|supposed|is|are|has|have) to"
    r"|should|must|will|would|can)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\((?:planned|announced|proposed|pending|under construction)\)", re.I)
_NOT_JUST = re.compile(
    r"\b(?:not|more than) (?:(?:just|only|merely|yet) )?(?:planned|announced|proposed|pending)\b"
    r"|\b(?:already|actually|in operation)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|none|without|lacks?|lacking|neither|never)\b|n['’]t\b",
    re.I,
)
_UN = re.compile(r"\bun([a-z]{4,})")
_OF_TABLE = re.compile(r"\blisted (?:in|by|under|there|here)\b", re.IGNORECASE)


def having(
    question: str, naming: str, rows: Sequence[Mapping[str, str]]
) -> tuple[str, tuple[int, ...]] | None:
    """Choose the rows that have, or have not, what the head of one column names.

    Args:
        question: as asked.
        naming: the head of the column that names the rows.
        rows: the cells of each by their heads.

    Returns:
        The head and the places of the rows; None where the question names no such column.
    """
    if _OF_TABLE.search(question):
        return None
    text = _NOT_JUST.sub(" ", question)
    un = set(map(stem, _UN.findall(text.casefold())))
    asked = stems(text) | un
    heads = {
        head: own
        for head in dict.fromkeys(head for cells in rows for head in cells)
        if head != naming and _parts_rows([cells.get(head, "") for cells in rows])
        if (own := stems(named_by(head))) and own <= asked
    }
    fullest = [head for head, own in heads.items() if not any(own < o for o in heads.values())]
    if len(fullest) != 1:
        return None
    (head,) = fullest
    cells = [row.get(head, "").strip() for row in rows]
    if bool(_NEGATIVE.search(text)) != bool(un & heads[head]):
        return head, tuple(at for at, cell in enumerate(cells) if NOTHING.fullmatch(cell))
    return head, tuple(at for at, cell in enumerate(cells) if _has(cell))


def _parts_rows(cells: Sequence[str]) -> bool:
    """Whether some cells of a column say that there is nothing, and others that there is."""
    bare = [cell.strip() for cell in cells]
    return any(map(NOTHING.fullmatch, bare)) and any(map(_tells, bare))


def _tells(cell: str) -> bool:
    """Whether a cell tells that there is something."""
    return not NOTHING.fullmatch(cell) and not LEFT_OPEN.fullmatch(cell)


def _has(cell: str) -> bool:
    """Whether a cell tells something, and not only what is planned."""
    return _tells(cell) and not all(_PLANNED.search(part) for part in cell.split(","))


def asks_of_goals(question: str) -> int:
    """Tell whether a question asks for what met its goal, 1, or for what missed it, -1; else 0."""
    if _MISSED.search(question):
        return -1
    return int(bool(_MET.search(question)) and not _STILL_TO_COME.search(question))
