"""The rows of a table that a question names; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from assistant.computed.rows import by_first_name
from index.heads import without_unit
from index.keywords import acronyms, stems

if TYPE_CHECKING:
    from assistant.computed.rows import Row, Rows

_NEARLY, _FEW = 0.75, 0.6  # of the words of a name
_INNER = re.compile(r"[(（](?P<name>[^()（）a-z][^()（）]*)[)）]")  # of a label
_OF_ALL = re.compile(r"\b(?:total|all|altogether|overall)\b", re.IGNORECASE)


def named_rows(question: str, words: set[str], rows: Rows) -> tuple[Row, ...]:
    """Give the rows whose whole name a question holds, else those that it mentions."""
    names = {row.fact.id: _name(row.label, words) for row in rows.rows}
    whole = [row for row in rows.rows if names[row.fact.id] and names[row.fact.id] <= words]
    fullest = [
        row
        for row in whole
        if not any(names[row.fact.id] < names[other.fact.id] for other in whole)
    ]
    found = fullest or [
        row
        for row in rows.rows
        if mentions(_plain(row.label), question)
        if _is_near(names[row.fact.id], words)
    ]
    if not found and (row := by_first_name(question, rows)):
        return (row,)
    if not found and rows.total and _OF_ALL.search(question):
        return (rows.total,)
    return tuple(found)


def _name(label: str, words: set[str]) -> set[str]:
    """Give the words of a name; those in its brackets where a question has these alone."""
    name, inner = words_of(_plain(label)), _INNER.search(label)
    own = words_of(inner["name"]) if inner else set()
    return own if own and own <= words and not name & words else name


def narrowed(question: str, words: set[str], named: tuple[Row, ...]) -> tuple[Row, ...]:
    """Leave those of several rows of one name that hold what else a question names."""
    if len(named) < 2 or len({row.label for row in named}) > 1:
        return named
    held = [row for row in named if _cells_named(question, words, row)]
    return tuple(held) if len(held) == 1 else named


def _cells_named(question: str, words: set[str], row: Row) -> list[set[str]]:
    """Give the stems of a question that name each of the other cells of words in a row."""
    found: list[set[str]] = []
    for text in row.cells.values():
        own = words_of(text)
        if text == row.label or not own or any(map(str.isdigit, text)):
            continue
        told = [words_of(question[a:b]) for a, b in mentions(text, question)]
        found += [own] if own <= words else [set().union(*told)] if told else []
    return found


def _is_near(name: set[str], words: set[str]) -> bool:
    """Whether a question has nearly all words of a name, or few: it has an acronym of it, then."""
    share = len(name & words) / len(name) if name else 0.0
    return share >= _NEARLY or share < _FEW


def of_row(question: str, words: set[str], row: Row) -> set[str]:
    """Give the stems of a question that name a row."""
    own = words_of(row.label) & words
    for start, end in mentions(_plain(row.label), question):
        own |= stems(question[start:end])
    return own.union(*_cells_named(question, words, row))


def words_of(text: str) -> set[str]:
    """Give the stems of a text, and the acronyms that small words look like."""
    return stems(text) | acronyms(text)


def _plain(label: str) -> str:
    """Give a name without its unit and another in brackets: "(旷视科技)", and not "(forecast)"."""
    plain = re.sub(r"\s*[(（](?![a-z ,-]+[)）])[^()（）]*[)）]", "", without_unit(label))
    return " ".join(plain.split()) or label
