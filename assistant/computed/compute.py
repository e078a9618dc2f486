"""Rows to an answer: counted, chosen, put in order; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from assistant.computed.alike import alike, widened
from assistant.computed.arithmetic import gap, same, times, total
from assistant.computed.asked import asks_for_contents
from assistant.computed.columns import are_of_one_measure, numbers, says_nothing, yearly
from assistant.computed.columns import times as time_of
from assistant.computed.computed import LIKELY, MOST_TOLD, SURE, Computed, in_words
from assistant.computed.fit import UNTOLD, Fit, fit, noun_phrase, title_of
from assistant.computed.leaving import left, outside, share_of_rows, wanted_count
from assistant.computed.operation import Op, Operation
from assistant.computed.rows import BODIES, Row, Rows
from assistant.computed.wording import in_all, spoken, spoken_names
from assistant.question import Kind as Wanted
from index.facts.fact import Kind
from index.keywords import content_terms, stem, stems
from index.names import written_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from corpus.documents import Span

_ANY_ROW = re.compile(r"\bhow many (?:entries|items|rows|lines)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|concern\w*|mention\w*|involv\w*|on)\b", re.IGNORECASE)
_SHARE = re.compile(r"what (?:share|percentage|proportion|part) of\b", re.IGNORECASE)
_PARTIAL = re.compile(r"\b(?:selection|selected|excerpt|extract|examples?)\b", re.IGNORECASE)
_GENERIC = frozenset(map(stem, "field area category kind type entry group sector one".split()))
_NUMBERED = re.compile(r"\b[A-Z]\w+ \d+\b")  # "Article 3" over a list is no list of articles
_NUMBER = re.compile(r"^(?:table|figure|chart) [\w.]+:?", re.IGNORECASE)
_BODIES = frozenset(map(stem, [*BODIES, "institution", "who"]))
_ISSUING = re.compile(
    r"\b(?:issue[ds]?|publish\w*|release[ds]?|adopt\w*|promulgat\w*|behind|responsible)\b", re.I
)
_PLACED = {"first": 1, "top": 1, "second": 2, "third": 3}
_PLACE = re.compile(r"\b(?:first|top|second|third|last|bottom)\b")
_EVENTS = (Kind.POLICY_EVENT, Kind.CORPORATE_EVENT)
_DATES = re.compile(r"^(?:on )?(?:which|what) (?:days|dates)\b", re.IGNORECASE)
_COMPANIES = frozenset(map(stem, "company companies firm business".split()))


def compute(
    asked: Operation,
    sets: Sequence[Rows],
    weights: Mapping[str, float],
    kind: Wanted,
    near: Collection[Span] = (),
) -> Computed | None:
    """Compute what a question asks for from the rows that it is about.

    Args:
        asked: what it wants to be computed.
        sets: rows of the documents that may answer, the likeliest document first.
        weights: rarity of each stem of the question.
        kind: of answer that is wanted.
        near: the passages that a search finds best.

    Returns:
        None where no rows account for all that the question says.
    """
    fits = [found for rows in sets if (found := fit(asked, rows, weights, near)) is not None]
    told = [
        (found, replace(told, sure=_sure(found)))
        for found in fits
        if (told := _DO[asked.op](asked, found, kind))
    ]
    if not told:
        return _none(asked, fits)
    ranked = [(_rank(asked, found), best) for found, best in told]
    first, best = min(ranked, key=lambda pair: pair[0])
    several = [rank for rank, _ in ranked].count(first) > 1 and title_of(asked.question)
    return None if several else best


def _sure(found: Fit) -> float:
    """Tell how sure an answer is by what it stands on: less where rows may be missing."""
    listed = found.rows.kind in (Kind.TABLE_ROW, Kind.LIST)
    whole = listed and not _is_partial(found.rows)
    return SURE if whole and round(found.untold, 3) == 0 else LIKELY


def _rank(asked: Operation, found: Fit) -> tuple[float, ...]:
    """Give what is left of the question, and of a title where it names the table by one."""
    title = title_of(asked.question)
    more = len(stems(_NUMBER.sub("", found.rows.title)) - title) if title else 0
    return round(found.untold, 3), -round(found.titled, 3), _is_partial(found.rows), more


def _is_partial(rows: Rows) -> bool:
    """Whether the title of a table says that not all is in it."""
    return rows.kind is Kind.TABLE_ROW and bool(_PARTIAL.search(rows.title))


def _count(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    nouns = [] if _ANY_ROW.search(asked.question) else _nouns(asked)
    rows = all(_is_row(noun, found.rows) for noun in nouns) or _begins_with_rows(asked, found.rows)
    if not found.chosen or not rows:
        return None
    if found.rows.kind is Kind.POLICY and asks_for_contents(asked.question):
        return None
    if found.rows.kind is Kind.TARGET and found.asked - found.rows.about:
        return None  # not every target says what plan it is of
    count = len(found.chosen)
    declared = found.rows.declared
    short = f"at least {count}" if _is_partial(found.rows) else str(count)
    if not found.narrowed and declared not in (None, count):
        short = f"{count} found, but the text speaks of {declared}"
    return Computed(short, (), found.chosen, in_words("counted", asked, found))


def _none(asked: Operation, fits: Sequence[Fit]) -> Computed | None:
    """Tell that no row keeps a bound, where one table alone is about all that is asked."""
    if asked.op not in (Op.COUNT, Op.CHOOSE) or not asked.bounds or len(fits) != 1:
        return None
    if asked.bounds[0].operator == "just":
        return None
    (found,) = fits
    values = numbers(found.rows, found.measured, asked.bounds[0].unit)
    noun = stems(noun_phrase(asked.text)) & alike(stems(found.rows.naming))
    if found.chosen or not noun or found.untold > UNTOLD or len(values) < len(found.rows.rows):
        return None
    if any(one.unit != asked.bounds[0].unit for one in values):
        return None
    short = "0" if asked.op is Op.COUNT else "none"
    return Computed(short, (), found.rows.rows, in_words("chosen", asked, found))


def _nouns(asked: Operation) -> list[str]:
    """Give the stems of what is counted; of "provinces and cities" either will do, so the first."""
    phrase = re.split(r"\b(?:and|or)\b", noun_phrase(asked.text), maxsplit=1)[0]
    words = content_terms(phrase) or content_terms(asked.text)
    return [stem(word) for word in words[-1:]]


def _begins_with_rows(asked: Operation, rows: Rows) -> bool:
    """Whether what is counted names rows, and a verb follows: "provinces plan" over 80 stations."""
    words = content_terms(noun_phrase(asked.text))
    return bool(words and asked.bounds) and stem(words[0]) in stems(rows.naming)


def _is_row(noun: str, rows: Rows) -> bool:
    """Whether a noun is what rows are, and not what a column of them counts."""
    if rows.kind is Kind.LIST and noun not in alike(stems(_NUMBERED.sub(" ", rows.title))):
        return False
    if noun not in widened(rows.called, rows.heads):
        return False
    counted = set().union(*(stems(head) for head in rows.heads[1:])) if rows.heads else set()
    first = stems(rows.heads[0]) if rows.heads else set()
    entitled = noun in stems(rows.title) and any(stems(head) == {noun} for head in rows.heads[1:])
    return noun in first or noun not in counted or (entitled and not numbers(rows, {noun}))


def _choose(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    if _SHARE.match(asked.question):
        return share_of_rows(asked, found)
    whole = len(found.chosen) == len(found.rows.rows)
    bounded = bool(asked.bounds or asked.period)
    listed = found.rows.kind in (Kind.TABLE_ROW, Kind.LIST)
    noun = stems(noun_phrase(asked.text))
    called = widened(found.rows.called, found.rows.heads)
    entire = whole and bool(noun & alike(stems(found.rows.naming)) and title_of(asked.question))
    issuers = _issuers(asked, found)
    are_rows = not noun or noun & called or (asked.bounds and listed and noun <= _GENERIC)
    if not found.chosen or not (found.narrowed or entire) or not (are_rows or issuers):
        return None
    if listed and whole and not (entire or asked.bounds or asked.change):
        return None
    chooses = issuers or _by_issuer(found) or _by_mention(asked, found)
    if not bounded and not listed and not chooses:
        return None
    items = issuers or list(dict.fromkeys(_label_for(asked, row, found) for row in found.chosen))
    name = stems(found.chosen[0].label)
    if not issuers and len(items) == 1 and name and name <= stems(asked.question):
        items = _of_column(asked, found.chosen[0])  # it names the row, and asks for what it says
    if not 0 < len(items) <= MOST_TOLD:
        return None
    return Computed(in_all(items), tuple(items), found.chosen, in_words("chosen", asked, found))


def _issuers(asked: Operation, found: Fit) -> list[str]:
    """Give the bodies that issued the one policy that is chosen, where a question asks for them."""
    noun = stems(noun_phrase(asked.text))
    alone = found.rows.kind is Kind.POLICY and len(found.chosen) == 1
    if not (alone and noun and noun <= _BODIES and _ISSUING.search(asked.question)):
        return []
    return list(found.chosen[0].fact.issuers)


def _of_column(asked: Operation, row: Row) -> list[str]:
    """Give what a row says in the one column whose head the question's noun phrase names."""
    noun = stems(noun_phrase(asked.text))
    named = [cell for head, cell in row.cells.items() if cell != row.label and noun & stems(head)]
    return [part.strip() for part in re.split(r"[,;] ", named[0])] if len(named) == 1 else []


def _by_issuer(found: Fit) -> bool:
    """Whether what chooses rows is the name of who issued them."""
    words = found.asked - found.rows.about
    who = ((row, f"{' '.join(row.fact.issuers)} {row.fact.subject or ''}") for row in found.chosen)
    return all(words & row.words & stems(names) for row, names in who)


def _by_mention(asked: Operation, found: Fit) -> bool:
    """Whether rows are asked for that speak of a name, and nothing else chooses them."""
    names = written_names(asked.question)
    words = found.asked - found.rows.about
    return bool(words and _ABOUT.search(asked.question)) and words <= stems(" ".join(names))


def _label_for(asked: Operation, row: Row, found: Fit) -> str:
    """Name a row by what the question asks for: dates, bodies, companies, or the row itself."""
    if found.rows.kind in _EVENTS and row.fact.when and _DATES.search(asked.question):
        return spoken(row.fact.when)
    if found.rows.kind in (Kind.POLICY_EVENT, Kind.POLICY) and found.asked & _BODIES:
        return spoken_names(row.fact.issuers) or row.label
    if found.rows.kind is Kind.CORPORATE_EVENT and found.asked & _COMPANIES and row.fact.subject:
        return row.fact.subject
    return row.label


def _extreme(best: Callable[[Sequence[float]], float]) -> Callable[..., Computed | None]:
    def best_of(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
        noun = stems(noun_phrase(asked.text))
        names = stems(" ".join(row.label for row in found.rows.rows))
        if noun and not noun & (widened(found.rows.called, found.rows.heads) | names):
            return None  # it is one of what only the title of the document names
        values = [one for one in numbers(found.rows, found.measured) if one.row in found.chosen]
        told = [one.row for one in values]
        if len(values) < 2 or not all(
            row in told or says_nothing(row, values[0].head) for row in found.chosen
        ):
            return None
        if not are_of_one_measure(found.chosen):
            return None
        order = sorted(values, key=lambda one: float(one.value), reverse=best is max)
        of_a_year = yearly(values)
        if of_a_year and (best is max or order[0] in of_a_year):
            return None  # over all its years it is more
        count = wanted_count(asked.question)
        if count > 1 and (count >= len(order) or order[count - 1].value == order[count].value):
            return None
        best_rows = (
            [one for one in order if one.value == order[0].value] if count < 2 else order[:count]
        )
        short = "; ".join(
            one.row.label if one.text in one.row.label else f"{one.row.label}, {one.text}"
            for one in best_rows
        )
        rows = tuple(one.row for one in best_rows)
        items = tuple(row.label for row in rows) if len(rows) > 1 else ()
        return Computed(short, items, rows, in_words(f"the {asked.op} of", asked, found))

    return best_of


def _in_order(best: Callable[[Sequence[str]], str]) -> Callable[..., Computed | None]:
    def best_of(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
        if found.rows.kind in _EVENTS and stems(noun_phrase(asked.text)) & _BODIES:
            return None
        dated = {row.fact.id: when for row in found.chosen if (when := time_of(found.rows, row))}
        if len(set(dated.values())) < 2 or len(dated) < len(found.chosen):
            return None
        top = best(list(dated.values()))
        rows = tuple(row for row in found.chosen if dated[row.fact.id] == top)
        told, day = "; ".join(row.label for row in rows), spoken(top)
        short = f"{day} ({told})" if kind is Wanted.DATE else f"{told}, {day}"
        return Computed(short, (), rows, in_words(f"the {asked.op} of", asked, found))

    return best_of


def _place(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Name or count the columns in which a row has a place: "in which categories is it last?"."""
    named = [row for row in found.rows.rows if mentions(row.label, asked.question)]
    word = next(iter(_PLACE.findall(asked.question.lower())), "")
    if len(named) != 1 or not word:
        return None
    places = {head: cell for head, cell in named[0].cells.items() if cell != named[0].label}
    lowest = len(found.rows.rows)
    if len(places) < 2 or not all(p.isdigit() and 1 <= int(p) <= lowest for p in places.values()):
        return None
    wanted = _PLACED.get(word, lowest)
    heads = tuple(head for head, place in places.items() if int(place) == wanted)
    counts = kind is Wanted.NUMBER
    short = str(len(heads)) if counts else "; ".join(heads) or "none"
    query = f"the columns of “{found.rows.title}” in which {named[0].label} is {word}"
    return Computed(short, () if counts or len(heads) < 2 else heads, (named[0],), query)


_DO: Mapping[Op, Callable[[Operation, Fit, Wanted], Computed | None]] = {
    Op.COUNT: _count,
    Op.CHOOSE: _choose,
    Op.MOST: _extreme(max),
    Op.LEAST: _extreme(min),
    Op.LATEST: _in_order(max),
    Op.EARLIEST: _in_order(min),
    Op.GAP: gap,
    Op.SUM: total,
    Op.TIMES: times,
    Op.REST: left,
    Op.SAME: same,
    Op.PLACE: _place,
    Op.OUTSIDE: outside,
}
