"""Which rows a question is about, and which of them it chooses; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.computed.columns import holding, numbers, times
from assistant.computed.operation import Op, Operation, Period
from assistant.computed.rows import Row, Rows
from index.aliases import stems_with_aliases
from index.facts.fact import Kind
from index.keywords import acronyms, stem, stems
from index.names import find_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from corpus.documents import Span

UNTOLD = 0.12  # of a question's words, weighed by rarity, that rows need not account for
UNTOLD_NEAR = 0.34  # the same of rows in the passages that a search finds best
ENTITLED = 0.6  # of them in the title, from which rows that a number chooses may miss as many
_BRIEF = 60  # characters of a cell on average, beyond which it holds words by chance
TITLED = 0.2  # of them, that the title or the heads of a table hold
_BY_NAME = (
    Op.GAP,
    Op.SUM,
    Op.REST,
    Op.PLACE,
    Op.OUTSIDE,
)  # a question names the rows that these are done with
_GOES_ON = re.compile(
    r"\b(?:of|in|on|for|from|by|with|to|under|that|which|who|does|do|did|were|was|are|is|will|would"
    r"|has|have|had|at|as|the|name\w*|use\w*|get|gets|make\w*)\b|[,:(]|\s{2,}",
    re.IGNORECASE,
)
# Words that tables use for each other in their heads and titles.
_ALIKE = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "company firm enterprise business",
        "share percent percentage proportion portion",
        "country nation",
        "worker employee staff",
        "target goal aim",
        "project programme program plan",
    )
)
# What a question must say so that it means the news, and not the policies or the text.
_SAYS = {
    Kind.POLICY: frozenset(map(stem, "policy policies plan measure document law notice".split())),
    Kind.POLICY_EVENT: frozenset(map(stem, "news event step body bodies act".split())),
    Kind.CORPORATE_EVENT: frozenset(map(stem, "news event corporate business".split())),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How rows answer to a question.

    Attributes:
        rows: all of them.
        chosen: those that the question's words, numbers and dates choose.
        narrowed: whether these are chosen by anything.
        untold: share of the question's words that neither the rows nor their title hold.
        titled: share that the title holds.
        asked: stems of the question.
        measured: those of them that may name a column: a part of a longer name names none.
    """

    rows: Rows
    chosen: tuple[Row, ...]
    narrowed: bool
    untold: float
    titled: float
    asked: frozenset[str]
    measured: frozenset[str]


def fit(
    asked: Operation, rows: Rows, weights: Mapping[str, float], near: Collection[Span]
) -> Fit | None:
    """Account for a question's words by rows; None where too many are left."""
    words = stems(asked.text) | acronyms(asked.text)
    total = sum(weights.get(word, 0.0) for word in words) or 1.0

    def share(of: Collection[str]) -> float:
        return sum(weights.get(word, 0.0) for word in of) / total

    about = widened(rows.about, rows.heads)
    chosen, told = _chosen(asked, rows, words, about)
    if rows.kind in _SAYS and not words & _SAYS[rows.kind]:
        return None
    untold = share(words - about - told)
    titled = share(words & widened(stems(" ".join([rows.title, *rows.heads])), rows.heads))
    bounded = bool(asked.bounds) and titled >= ENTITLED
    close = bounded or (
        asked.op is not Op.CHOOSE
        and any(span.overlap(row.fact.span) for span in near for row in rows.rows)
    )
    if untold > (UNTOLD_NEAR if close else UNTOLD):
        return None
    measured = frozenset(words - _named(asked.question, rows))
    narrowed = len(chosen) < len(rows.rows)
    if asked.period is not None and not _is_of(asked.period, rows):
        chosen = [row for row in chosen if _in_time(asked, rows, row)]
        narrowed = True
    if asked.bounds:
        kept = _within(asked, rows, measured)
        chosen = [row for row in chosen if row in kept]
        narrowed = True
    by_name = asked.op in _BY_NAME
    if rows.kind in (Kind.TABLE_ROW, Kind.LIST) and titled < TITLED and not by_name:
        return None
    return Fit(rows, tuple(chosen), narrowed, untold, titled, frozenset(words), measured)


def _named(question: str, rows: Rows) -> set[str]:
    """Give the stems of the longer names in a question that are no head's: "Center for Data"."""
    names = (stems(question[start:end]) for start, end in find_names(question))
    heads = [stems(head) for head in rows.heads]
    return set().union(*(n for n in names if len(n) > 1 and not any(n <= head for head in heads)))


def widened(told: Collection[str], heads: Sequence[str]) -> frozenset[str]:
    """Give stems with those of words that tables use for them; "%" of a head is a share."""
    whole = {*told, *(["percent"] if any("%" in head for head in heads) else [])}
    return frozenset(whole.union(*(words for words in _ALIKE if words & whole)))


def _chosen(
    asked: Operation, rows: Rows, words: Collection[str], about: frozenset[str]
) -> tuple[list[Row], frozenset[str]]:
    """Choose rows by the words of a question that some of them hold; also give these words."""
    everything = list(rows.rows)
    held = frozenset().union(*(row.words for row in rows.rows))
    if asked.op in _BY_NAME:
        names = " | ".join(row.label for row in rows.rows)
        return everything, held | stems_with_aliases(asked.question, names)
    called = widened(rows.called, rows.heads)
    phrase = stems(noun_phrase(asked.text))
    noun = phrase if phrase & called else set()
    known: frozenset[str] = about if rows.kind is Kind.TABLE_ROW else rows.called | rows.within
    choosing = {word for word in words if word in held} - known - noun
    if rows.kind is Kind.TABLE_ROW and not choosing and len(noun) > 1:
        found = [row for row in holding(rows, noun) if len(row.text) < _BRIEF * len(row.cells)]
        return (found or everything), frozenset(noun)
    if rows.kind is Kind.LIST or not choosing:
        return everything, frozenset(noun)  # an item holds a word by chance
    if rows.kind is Kind.TABLE_ROW:
        found = holding(rows, choosing)
        return (found, frozenset(choosing | noun)) if found else (everything, frozenset(noun))
    found = [row for row in rows.rows if choosing <= row.words]
    return found, frozenset(choosing | noun)


def _in_time(asked: Operation, rows: Rows, row: Row) -> bool:
    """Whether the time of a row, or its end where that is asked for, is in the period."""
    when = times(rows, row)
    if when and asked.ends:
        when = when.rpartition("/")[2]
    return asked.period is not None and asked.period.admits(when)


def _is_of(period: Period, rows: Rows) -> bool:
    """Whether rows that tell no time are all of a period, because their title says so."""
    timeless = not any(times(rows, row) for row in rows.rows)
    year = period.first[:4]
    whole = (period.first, period.last) == (f"{year}-01-01", f"{year}-12-31")
    return timeless and whole and year in rows.title


def _within(asked: Operation, rows: Rows, words: Collection[str]) -> list[Row]:
    """List the rows whose number keeps the one bound of a question."""
    found = numbers(rows, words)
    units = {one.unit for one in found}
    bound = asked.bounds[0]
    if len(asked.bounds) > 1 or not found or (bound.unit and units not in ({bound.unit}, {None})):
        return []
    return [one.row for one in found if bound.admits(one.value)]


def noun_phrase(text: str) -> str:
    """Give what is counted or chosen: the words before a verb or a preposition."""
    bare = re.sub(r"^(?:which|what|who|on|in|of|the|some|\s)+\b", "", text, flags=re.IGNORECASE)
    return _GOES_ON.split(bare.strip(), maxsplit=1)[0]
