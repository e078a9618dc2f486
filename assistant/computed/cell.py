"""One cell of a table: a row and a column that a question names; pure.

It answers where the row, the column and what stands over the table account for every word of the
question, or for nearly all where the table is among the passages that a search finds best; else a
sentence tells it better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answers.polarity import GOAL
from assistant.computed.alike import alike
from assistant.computed.columns import number
from assistant.computed.computed import LIKELY, SURE, Computed
from assistant.computed.fit import title_of
from assistant.computed.row_names import named_rows, narrowed, of_row, words_of
from assistant.computed.veto import leaves_a_name
from assistant.computed.wording import amount
from corpus.table_cells import SAYS_NOTHING
from index.facts.fact import Kind
from index.heads import named_by, scale_of, years_of
from index.keywords import stem, stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from assistant.computed.rows import Row, Rows
    from corpus.documents import Span

_ASKS = re.compile(
    r"^(?:and |so )?(?:(?:in|on|by|to|from|with|since|under|at) )?"
    r"(?:what|which|how (?:much|many|large|big|high)|where|when|who(?:se)?|compare|give|tell me)\b",
    re.IGNORECASE,
)
_MORE_THAN_A_CELL = re.compile(
    r"\b(?:or|not|neither|nor|without|except|(?-i:(?!MOST))most|least|largest|smallest|highest"
    r"|lowest|biggest"
    r"|greatest|fewest|more|fewer|less|over|above|below|average|mean|median|per year|sum|together"
    r"|each|every|ratio|times|why|first|last|latest|earliest|new|newest|recent\w*"
    r"|how (?:did|do|does|is|are|was|were|has|have))\b|^what (?:do|does|did|has|have|can|could)\b",
    re.IGNORECASE,
)
# "headcount of the port in 2022": the words of a row and of a column, and no more.
_PHRASE = re.compile(
    r"^(?!(?:is|are|was|were|do|does|did|has|have|had|can|may|why|how|list|name|any)\b)"
    r"(?:the )?[\w&%-]+(?: [\w&%-]+){0,3} (?:of|at|for) [^?!;:]{2,80}$",
    re.IGNORECASE,
)
# What is to come is told under a head, or a title, that says so.
_TO_COME = re.compile(r"\b(?:will|would|should|must)\b", re.IGNORECASE)
_AHEAD = re.compile(rf"{GOAL.pattern}|\b(?:forecasts?|expected|projected)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"^compare\b|\bdifference\b|\bcompared? (?:with|to)\b|\bapart\b", re.IGNORECASE
)
_ADDED = re.compile(r"\b(?:total|together|combined|altogether|sum)\b", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow (?:much|many|large|big|high)\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many (?P<what>[\w-]+)\b", re.IGNORECASE)
_WHICH = re.compile(
    r"^(?:(?:in|of) )?(?:which|what|how many) (?P<what>(?!(?:is|are|was|were)\b)[\w-]+)", re.I
)
_WORKS = re.compile(r"\b(?:do |does |did )?works? (?:at|for|in)\b", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_WHEN = re.compile(r"\bwhen\b|\b(?:which|what) year\b", re.IGNORECASE)
_NAMES = re.compile(r"^(?:which|who)\b", re.IGNORECASE)
_UNTOLD = 0.25  # of a question's words, weighed by rarity, that a cell need not account for
_NOTHING_ASKED = frozenset(
    map(
        stem,
        "amount number figure value table accord situat locat give get got receive"
        " tell compar differ difference"
        " apart row column entry total altogether overall size".split(),
    )
)
# Words of questions for what a head calls otherwise.
_FOUNDED = frozenset(map(stem, "founded established set since start started creation".split()))
_PLACES = alike({stem("seat")}) | set(map(stem, "place city province region site where".split()))
_SIZE = frozenset(map(stem, "amount size volume value worth sum large big".split()))


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a table says in one column of the rows that a question names, and what that leaves."""

    rows: Rows
    named: tuple[Row, ...]
    head: str
    left: frozenset[str]


def asks_for_a_cell(question: str) -> bool:
    """Whether a question may ask for what one row of a table says in one column."""
    text = question.strip()
    of_one = (_ASKS.match(text) or _PHRASE.match(text)) and not _MORE_THAN_A_CELL.search(text)
    return bool(of_one) and not title_of(text)


def cell(
    question: str,
    sets: Sequence[Rows],
    weights: Mapping[str, float],
    near: Collection[Span],
) -> Computed | None:
    """Give what a table says in the row and the column that a question names.

    Of two rows it gives both, and by how much they differ where that is asked for.

    Args:
        question: standing alone, without the words that name documents.
        sets: rows of the documents that may answer, the likeliest document first.
        weights: rarity of each stem of the question.
        near: the passages that a search finds best.

    Returns:
        None where no table has the one cell, or where tables say different things.
    """
    tables = (rows for rows in sets if rows.kind is Kind.TABLE_ROW and len(rows.heads) > 1)
    found = [one for rows in tables if (one := _find(question, rows)) is not None]
    whole = [one for one in found if not one.left]
    near_enough = (one for one in found if _is_near_enough(question, one, weights, near))
    kept, sure = (whole, SURE) if whole else (list(near_enough), LIKELY)
    told = {tuple(_value(row, one.head) for row in one.named) for one in kept}
    return replace(_told(question, kept[0]), sure=sure) if len(told) == 1 else None


def _is_near_enough(
    question: str, found: _Cell, weights: Mapping[str, float], near: Collection[Span]
) -> bool:
    """Whether little is left of a question, no name of it, and a search finds the one row."""
    left = found.left
    if len(found.named) > 1 or leaves_a_name(question, left, weights) or any(map(_has_digit, left)):
        return False
    if not any(span.overlap(row.fact.span) for span in near for row in found.named):
        return False
    total = sum(weights.get(word, 0.0) for word in words_of(question)) or 1.0
    return sum(weights.get(word, 0.0) for word in left) <= _UNTOLD * total


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _find(question: str, rows: Rows) -> _Cell | None:
    """Find the rows and the column that a question names; None where it names none or several."""
    words = words_of(_WORKS.sub(" ", question))
    if (which := _WHICH.match(question)) and stems(which["what"]) & alike(stems(rows.naming)):
        return None  # it asks for the rows that have something
    named = named_rows(question, words, rows)
    if not named or not all(row.cells for row in named):
        return None
    named = narrowed(question, words, named)
    left = words - set().union(*(of_row(question, words, row) for row in named))
    years = left.intersection(years_of(question))
    head = _column(question, left, years, rows)
    if head is None:
        return None
    if years - years_of(head):
        of_year = tuple(row for row in named if years <= years_of(row.text))
        if years_of(head) or (len(of_year) != 1 and not years <= years_of(rows.title)):
            return None
        named = of_year or named
    if _TO_COME.search(question) and not _AHEAD.search(f"{head} {rows.title}"):
        return None
    left -= years | _of_head(question, head) | _over(rows) | _NOTHING_ASKED
    one = named and (len(named) == 1 or (len(named) == 2 and _are_apart(named)))
    if not one or not all(_answers(question, row, head) for row in named):
        return None
    return _Cell(rows, named, head, frozenset(left))


def _column(question: str, left: set[str], years: set[str], rows: Rows) -> str | None:
    """Give the head that a question names: all of its words, and its year; None for several."""
    heads = [head for head in rows.heads if head != rows.naming]
    asked = {head: stems(named_by(head)) for head in heads}
    held = {
        head: own
        for head, own in asked.items()
        if (own and own <= (left | _meant(question, left))) or (not own and years & years_of(head))
    }
    if any(years & years_of(head) for head in held):
        held = {head: own for head, own in held.items() if years & years_of(head)}
    fullest = [
        head for head, own in held.items() if not any(own < other for other in held.values())
    ]
    return fullest[0] if len(fullest) == 1 else None


def _meant(question: str, left: set[str]) -> set[str]:
    """Give the stems that heads have for what a question asks."""
    found = set(alike(left))
    if _WHERE.search(question):
        found |= _PLACES
    if left & _FOUNDED:
        found |= _FOUNDED
        found |= {stem("year")} if _WHEN.search(question) else set()
    if _HOW_MUCH.search(question):
        found |= _SIZE
    return found


def _of_head(question: str, head: str) -> set[str]:
    """Give the stems of a question that the head of a column accounts for."""
    own = stems(head)
    told = own | alike(own)
    for group in (_FOUNDED, _PLACES, _SIZE):
        told |= group if own & group else set()
    if _WHEN.search(question):
        told |= {stem("year")}
    if _HOW_MUCH.search(question):
        told |= {stem("large"), stem("big"), stem("high")}
    counted = _HOW_MANY.search(question)
    if counted and scale_of(head).written.endswith(("units", "vehicles")):
        told |= stems(counted["what"])
    return told


def _over(rows: Rows) -> frozenset[str]:
    """Give the stems of what stands over a table, and not over its other columns."""
    others = set().union(*(stems(head) for head in rows.heads if head != rows.naming))
    own = stems(rows.title) | rows.within | stems(rows.naming)
    return alike((rows.about - others) | own)


def _are_apart(rows: Iterable[Row]) -> bool:
    return len({row.label.casefold() for row in rows}) == 2


def _answers(question: str, row: Row, head: str) -> bool:
    """Whether a cell is of the kind that is asked for."""
    text = row.cells.get(head, "").strip()
    if SAYS_NOTHING.fullmatch(text):
        return False
    if _HOW_MUCH.search(question):
        return number(row, head) is not None
    if _WHEN.search(question):
        return bool(years_of(text))
    if years_of(text) == {text}:
        return bool(re.search(r"\b(?:year|date)\b", question, re.IGNORECASE))
    if _WHERE.search(question) and not stems(head) & _PLACES:
        return False
    if _WHERE.search(question) or _NAMES.match(question):
        return not any(map(str.isdigit, text))
    return True


def _value(row: Row, head: str) -> tuple[object, ...]:
    """Give what tables must agree in: a number with its unit, or words."""
    one = number(row, head)
    return (one.value, one.unit) if one else (row.cells.get(head, "").casefold().strip(),)


def _told(question: str, found: _Cell) -> Computed:
    cells = [(row, number(row, found.head)) for row in found.named]
    texts = [
        one.text if one and _is_all(one.text, row, found.head) else row.cells[found.head]
        for row, one in cells
    ]
    labels = " and ".join(row.label for row in found.named)
    query = f"“{found.head}” of {labels} in “{found.rows.title}”"
    if len(found.named) == 1:
        return Computed(texts[0], (), found.named, query)
    short = "; ".join(f"{row.label}: {text}" for row, text in zip(found.named, texts, strict=True))
    (_, one), (_, other) = cells
    if one and other and one.unit == other.unit and _COMPARED.search(question):
        far = abs(float(one.value) - float(other.value))
        short = f"{amount(far, one.unit)} ({short})"
    elif one and other and one.unit == other.unit != "%" and _ADDED.search(question):
        short = f"{amount(float(one.value) + float(other.value), one.unit)} ({short})"
    return Computed(short, (), found.named, query)


def _is_all(text: str, row: Row, head: str) -> bool:
    """Whether a number is all that a cell says, its unit and what converts it apart."""
    return re.sub(r"\s*\([^()]*\)$", "", row.cells[head].strip()) in text
