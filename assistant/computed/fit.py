"""Which rows a question is about, and which of them it chooses; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answers.polarity import GOAL
from assistant.computed.alike import alike, widened
from assistant.computed.columns import changes, holding, number, numbers, said_by_nothing, times
from assistant.computed.goals import by_columns
from assistant.computed.limits import Period
from assistant.computed.operation import Op, Operation
from assistant.computed.rows import Row, Rows
from assistant.computed.veto import is_vetoed
from assistant.question import declared_count
from index.aliases import stems_with_aliases
from index.facts.fact import Kind
from index.heads import named_by, years_of
from index.keywords import acronyms, stem, stems
from index.names import written_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from corpus.documents import Span

UNTOLD = 0.12  # of a question's words, weighed by rarity, that rows need not account for
UNTOLD_NEAR = 0.34  # the same of rows in the passages that a search finds best
_UNTOLD_COUNTED = 0.5  # the same where a question says how many rows there are
ENTITLED = 0.6  # of them in the title, from which rows that a number chooses may miss as many
_BRIEF = 60  # characters of a cell on average, beyond which it holds words by chance
TITLED = 0.2  # of them, that the title or the heads of a table hold
_BY_NAME = (
    Op.GAP,
    Op.SUM,
    Op.TIMES,
    Op.REST,
    Op.PLACE,
    Op.OUTSIDE,
)  # a question names the rows that these are done with
_GOES_ON = re.compile(
    r"\b(?:of|in|on|about|for|from|by|with|to|under|that|which|who|does|do|did|were|was|are|is"
    r"|will|would|has|have|had|at|as|the|name\w*|use\w*|gets?|make\w*|miss(?:ed)?|reach(?:ed)?|met"
    r"|passed|exceed(?:ed)?)\b|[,:(]|\s{2,}",
    re.IGNORECASE,
)
# "Which makers are in the table of sales?": what follows is the title, and chooses no rows.
_OF_TABLE = re.compile(
    r"^(?:(?:which|what|how many) [\w -]+ (?:are|were) (?:there |(?:listed|named|given|shown) )?"
    r"|(?:list|name|give) [\w -]+ )in the (?:table|chart|figure) (?:of|on|for)\b(?P<title>.+)$",
    re.IGNORECASE,
)
# What is done with the numbers of a column, which may be that of a year.
_OF_NUMBERS = (Op.MOST, Op.LEAST, Op.GAP, Op.SUM, Op.TIMES, Op.REST, Op.SAME)
# "Opened in 2021": the year is that of rows, and of no column.
_BEGAN = re.compile(
    r"\b(?:established|founded|set up|issued|started|opened|created|launched|built)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_YEARS = frozenset(map(stem, "year years".split()))
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
    title = title_of(asked.question) & words
    if asked.op is Op.COUNT and _are_years(rows) and not words & _YEARS:
        return None
    says = rows.kind not in _SAYS or words & _SAYS[rows.kind] or _is_headed(asked, rows)
    if not says or not title <= about:
        return None
    chosen, told = _chosen(asked, rows, words - title, about)
    left = words - about - told
    if is_vetoed(asked, left, weights):
        return None
    untold = share(left)
    titled = share(words & widened(stems(" ".join([rows.title, *rows.heads])), rows.heads))
    bounded = bool(asked.bounds) and titled >= ENTITLED
    close = bounded or (
        asked.op is not Op.CHOOSE
        and any(span.overlap(row.fact.span) for span in near for row in rows.rows)
    )
    counted = bool(told) and declared_count(asked.question) == len(rows.rows)
    if untold > (_UNTOLD_COUNTED if counted else UNTOLD_NEAR if close else UNTOLD):
        return None
    measured = alike(words - _named(asked.question, rows))
    of_year = _of_year(asked, rows, words)
    of_goal = len(chosen) < len(rows.rows) and _is_of_a_goal(asked, rows, chosen)
    if of_year is None and not of_goal and _is_of_another_time(asked, rows):
        return None
    by_time = of_year is None and not of_goal
    limited = _limited(asked, of_year or rows, chosen, measured, by_time)
    narrowed = limited is not chosen or len(chosen) < len(rows.rows)
    by_name = asked.op in _BY_NAME
    if rows.kind in (Kind.TABLE_ROW, Kind.LIST) and titled < TITLED and not (by_name or counted):
        return None
    return Fit(
        of_year or rows, tuple(limited), narrowed, untold, titled, frozenset(words), measured
    )


def _are_years(rows: Rows) -> bool:
    """Whether each row of a table is of a year: what it counts stands in its cells."""
    table = rows.kind is Kind.TABLE_ROW
    return table and all(_YEAR.match(row.label) for row in rows.rows)


def _limited(
    asked: Operation, rows: Rows, chosen: list[Row], measured: Collection[str], by_time: bool
) -> list[Row]:
    """Leave those of the chosen rows that keep the limits of a question: the same where none is."""
    if by_time and asked.period is not None and not _is_of(asked.period, rows):
        chosen = [row for row in chosen if _in_time(asked, rows, row)]
    if asked.bounds:
        kept = _within(asked, rows, measured)
        chosen = [row for row in chosen if row in kept]
    if asked.change:
        moved = [one.row for one in changes(rows) if one.value * asked.change > 0]
        chosen = [row for row in chosen if row in moved]
    return chosen


def _is_headed(asked: Operation, rows: Rows) -> bool:
    """Whether a question has all words of the heading over news, which is one of its own."""
    own = stems(re.sub(r"^[\d.]+ ", "", rows.title)) - set().union(*_SAYS.values())
    return rows.kind is not Kind.POLICY and len(own) > 1 and own <= stems(asked.question)


def _named(question: str, rows: Rows) -> set[str]:
    """Give the stems of the longer names in a question that are no head's: "Center for Data"."""
    names = map(stems, written_names(question))
    heads = [stems(head) for head in rows.heads]

    def is_head(name: set[str]) -> bool:
        return any(name <= head or (len(head) > 1 and head <= name) for head in heads)

    return set().union(*(name for name in names if len(name) > 1 and not is_head(name)))


def title_of(question: str) -> set[str]:
    """Give the stems of the title by which a question names a table; empty where it names none."""
    found = _OF_TABLE.search(question.strip(" ?.!"))
    return stems(found["title"]) if found else set()


def _chosen(
    asked: Operation, rows: Rows, words: Collection[str], about: frozenset[str]
) -> tuple[list[Row], frozenset[str]]:
    """Choose rows by the words of a question that some of them hold; also give these words."""
    everything = list(rows.rows)
    held = frozenset().union(*(row.words for row in rows.rows))
    kept = by_columns(asked.question, rows) if rows.kind is Kind.TABLE_ROW else None
    if kept and asked.op in (Op.OUTSIDE, Op.REST):
        return everything, held | kept[1]
    if asked.op in _BY_NAME:
        names = " | ".join(row.label for row in rows.rows)
        return everything, held | stems_with_aliases(asked.question, names)
    if kept:
        return kept
    called = widened(rows.called, rows.heads)
    phrase = stems(noun_phrase(asked.text))
    noun = phrase & (called | about | held) if phrase & called else set()
    known: frozenset[str] = about if rows.kind is Kind.TABLE_ROW else rows.called | rows.within
    # A "fixed budget" is that of no row whose is "not fixed".
    left_open = said_by_nothing(rows) & set(words) if asked.op in (Op.MOST, Op.LEAST) else set()
    choosing = {word for word in words if word in held} - known - noun - left_open
    if rows.kind is Kind.TABLE_ROW and not choosing and len(noun) > 1:
        found = [row for row in holding(rows, noun) if len(row.text) < _BRIEF * len(row.cells)]
        return (found or everything), frozenset(noun)
    if rows.kind is Kind.LIST or not choosing:
        return everything, frozenset(noun | left_open)  # an item holds a word by chance
    if rows.kind is Kind.TABLE_ROW:
        found = holding(rows, choosing, alike(stems(asked.question)))
        return (found, frozenset(choosing | noun)) if found else (everything, frozenset(noun))
    found = [row for row in rows.rows if choosing <= row.words]
    return found, frozenset(choosing | noun)


def _is_of_a_goal(asked: Operation, rows: Rows, chosen: Sequence[Row]) -> bool:
    """Whether the year of a question is that of the goals that all chosen rows have."""
    year = whole_year(asked.period)
    heads = [h for h in rows.heads if year in years_of(h) and GOAL.search(h)]
    goal = heads[0] if len(heads) == 1 and year else ""
    return bool(goal and stems(asked.question) & stems(goal)) and all(
        number(row, goal) for row in chosen
    )


def _in_time(asked: Operation, rows: Rows, row: Row) -> bool:
    """Whether the time of a row, or its end where that is asked for, is in the period."""
    when = times(rows, row)
    if when and asked.ends:
        when = when.rpartition("/")[2]
    return asked.period is not None and asked.period.admits(when)


def _is_of(period: Period, rows: Rows) -> bool:
    """Whether rows that tell no time are all of a period: their title or their policy says so."""
    if rows.issued and period.admits(rows.issued):
        return True
    outside = not any(period.admits(times(rows, row)) for row in rows.rows)
    year = whole_year(period)
    return outside and bool(year) and year in rows.title


def _of_year(asked: Operation, rows: Rows, words: Collection[str]) -> Rows | None:
    """Give rows with the columns of the year that a question names; None where no head has it.

    What the question says of the columns of no year leaves them all.
    """
    year = whole_year(asked.period)
    own = [head for head in rows.heads if year in years_of(head)]
    if not own or not (asked.op in _OF_NUMBERS or asked.bounds) or _BEGAN.search(asked.question):
        return None
    others = [head for head in rows.heads if head not in own and head != rows.naming]
    numbered = [head for head in others if sum(bool(number(row, head)) for row in rows.rows)]
    of_own = set().union(*(stems(named_by(head)) for head in own))
    apart = set().union(*(stems(named_by(head)) for head in numbered)) - of_own
    if (apart - stems(rows.title)) & set(words):
        return None
    return replace(rows, heads=tuple(head for head in rows.heads if head not in numbered))


def _is_of_another_time(asked: Operation, rows: Rows) -> bool:
    """Whether the year of a question is that of a column, and chooses no rows, or of nothing."""
    year = whole_year(asked.period)
    if not year or asked.bounds or asked.change or _BEGAN.search(asked.question):
        return False
    if asked.op in _BY_NAME:
        told = [rows.title, *rows.heads, *(row.text for row in rows.rows)]
        return year not in rows.about and not any(year in text for text in told)
    return asked.op not in _OF_NUMBERS and any(year in years_of(head) for head in rows.heads)


def whole_year(period: Period | None) -> str:
    """Give the year that a period is; empty for any other."""
    year = period.first[:4] if period else ""
    whole = period and (period.first, period.last) == (f"{year}-01-01", f"{year}-12-31")
    return year if whole else ""


def _within(asked: Operation, rows: Rows, words: Collection[str]) -> list[Row]:
    """List the rows whose number keeps the one bound of a question."""
    bound = asked.bounds[0]
    found = numbers(rows, words, bound.unit)
    units = {one.unit for one in found}
    if len(asked.bounds) > 1 or not found or (bound.unit and units not in ({bound.unit}, {None})):
        return []
    # "Over 20" of a column in millions means millions.
    in_base = bound.unit or any(bound.value >= one.factor for one in found)
    return [one.row for one in found if bound.admits(one.value / (1 if in_base else one.factor))]


def noun_phrase(text: str) -> str:
    """Give what is counted or chosen: the words before a verb or a preposition."""
    bare = re.sub(r"^(?:which|what|who|on|in|of|the|some|\s)+\b", "", text, flags=re.IGNORECASE)
    return _GOES_ON.split(bare.strip(), maxsplit=1)[0]
