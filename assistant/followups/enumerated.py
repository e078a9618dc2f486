"""What an earlier answer enumerated, and questions that refer to it by its place; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.question import AUXILIARY
from index.keywords import content_terms, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.answer import Turn

_CITED = re.compile(r"\s*\[\d{1,4}\]")
_IN_ALL = re.compile(r" \((?P<count>\d+) in all\)\.?$")
_BULLET = re.compile(r"^(?:[-•–*]|\d{1,2}[.)])\s+")
_OF_THESE = re.compile(r"\b(?:they|them|their|these|those)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.?!:…]\W*$| \| ")
_PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_LAST = ("last", "latter")
# "The second one", "the first of them", "the third project", "is the first late".
_ORDINAL = re.compile(
    rf"\b(?P<place>the (?P<ordinal>{'|'.join((*_PLACES, *_LAST, 'former'))}))"
    r"(?P<one> ones?| of (?:them|these|those|the [\w-]+))?(?P<owner>['’]s)?(?P<rest>\b.*|\W*$)",
    re.IGNORECASE,
)
_SAID_OF_IT = re.compile(
    r" (?:\w+ed|called|late|early|due|worth|cost|open|close|made|built|paid|for|about|do|say)\W*$"
)
_SAYS_MORE = re.compile(r"(?:: | [–—] | \().*", re.DOTALL)
_FEWEST, _MOST_WORDS = 2, 12  # items of an enumeration; words of one that a question can hold


@dataclass(frozen=True, slots=True)
class Enumerated:
    """What an answer enumerated.

    Attributes:
        question: what it answers.
        items: in the order of the answer.
    """

    question: str = ""
    items: tuple[str, ...] = ()


def last_enumerated(turns: Iterable[Turn]) -> Enumerated:
    """Give what the latest answer that enumerates anything does; nothing where none does.

    A question about what was enumerated ("where are they?") goes on with the same things.
    """
    found = Enumerated()
    for turn in turns:
        if found.items and _OF_THESE.search(turn.question):
            continue
        if items := enumerated(turn.answer):
            found = Enumerated(turn.question, items)
    return found


def enumerated(answer: str) -> tuple[str, ...]:
    """List what an answer enumerates, in its order; empty where it is no enumeration.

    It may be the short answer of a list ("A; B (2 in all)"), lines at its end that are no
    sentences, or rows of a table, which are called by their first cell.
    """
    if told := _IN_ALL.search(answer):
        parts = answer[: told.start()].split("; ")
        return tuple(parts) if len(parts) == int(told["count"]) >= _FEWEST else ()
    lines = [_BULLET.sub("", _CITED.sub("", line).strip()) for line in answer.splitlines()]
    lines = [line for line in lines if line]
    rows = [line.partition(" | ")[0] for line in lines if " | " in line]
    if len(rows) == len(lines) and len(set(rows)) == len(rows) >= _FEWEST:
        return tuple(rows)
    items = tuple(takewhile(lambda line: not _SENTENCE.search(line), reversed(lines)))[::-1]
    return items if _FEWEST <= len(items) < len(lines) else ()


def with_item(question: str, listed: Enumerated) -> str:
    """Put what was enumerated in the place of "the second one"; else the question as it is."""
    found = _ORDINAL.search(question)
    if found is None or not _is_one_of(found, question, listed):
        return question
    item, end = _item(found["ordinal"].lower(), listed.items), found.start("rest")
    item = _SAYS_MORE.sub("", item)  # "Wuhan: two centres"
    if not item or len(item.split()) > _MOST_WORDS:
        return question
    if counted := _counted(found, listed):
        end += len(counted)
    return question[: found.start()] + item + (found["owner"] or "") + question[end:]


def _is_one_of(found: re.Match[str], question: str, listed: Enumerated) -> bool:
    """Tell whether an ordinal stands for a thing by itself, or with what the things were called."""
    if found["one"] or found["owner"] or _counted(found, listed):
        return True
    acts = re.search(rf"\b{AUXILIARY} $", question[: found.start()], re.IGNORECASE)
    return not content_terms(found["rest"]) or bool(acts and _SAID_OF_IT.match(found["rest"]))


def _counted(found: re.Match[str], listed: Enumerated) -> str:
    """Give the noun after an ordinal that the enumerated things were asked for by."""
    noun = re.match(r" ([a-z-]+)", found["rest"])
    return noun[0] if noun and stem(noun[1]) in stems(listed.question) else ""


def _item(ordinal: str, items: tuple[str, ...]) -> str:
    """Give the item at a place; empty where there are not so many."""
    if not items or (ordinal in ("former", "latter") and len(items) != _FEWEST):
        return ""
    if ordinal in _LAST:
        return items[-1]
    number = 0 if ordinal == "former" else _PLACES.index(ordinal)
    return items[number] if number < len(items) else ""
