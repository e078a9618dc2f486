"""Rows to an answer: counted, chosen, put in order, added up; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answers.compose import Composed
from assistant.answers.told import Quoted
from assistant.computed.columns import Figure, numbers, times
from assistant.computed.fit import Fit, fit, noun_phrase
from assistant.computed.operation import Op, Operation
from assistant.computed.rows import Row, Rows
from assistant.computed.wording import amount, spoken
from assistant.question import Kind as Wanted
from assistant.question import declared_count
from index.facts.fact import Kind
from index.keywords import content_terms, stem, stems
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from corpus.documents import Span
    from index.facts.fact import Fact

NAMED = 0.66  # of the words of a row's name, that a question holds which names it
_FEW = 40  # rows that are told one by one
_TITLED = 0.5  # of a question's words, that the title holds of a table added up whole
_TOTAL = re.compile(r"(?:total|sum|all|altogether|overall)\b", re.IGNORECASE)
_BODIES = frozenset(map(stem, "body bodies ministry agency institution authority who".split()))
_COMPANIES = frozenset(map(stem, "company companies firm business".split()))


@dataclass(frozen=True, slots=True)
class Computed:
    """What was computed.

    Attributes:
        short: the answer alone.
        items: of a list; else empty.
        rows: those that it stands on, in order.
        query: what was done, in words.
    """

    short: str
    items: tuple[str, ...]
    rows: tuple[Row, ...]
    query: str

    def composed(self) -> Composed:
        """Give it as an answer whose sentences are the rows."""
        rows = dict.fromkeys((row.text, row.fact.span) for row in self.rows)
        return Composed(self.short, self.items, tuple(Quoted(t, (span,)) for t, span in rows))

    def facts(self) -> tuple[Fact, ...]:
        """Give the facts of its rows."""
        return tuple(row.fact for row in self.rows)


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
    told = [(found, told) for found in fits if (told := _DO[asked.op](asked, found, kind))]
    if not told:
        return None
    _, best = min(told, key=lambda pair: (round(pair[0].untold, 3), -round(pair[0].titled, 3)))
    return best


def _count(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    if not found.chosen or not all(_is_row(noun, found.rows) for noun in _nouns(asked)):
        return None
    count = len(found.chosen)
    declared = found.rows.declared
    short = str(count)
    if not found.narrowed and declared not in (None, count):
        short = f"{count} found, but the text speaks of {declared}"
    return Computed(short, (), found.chosen, _in_words("counted", asked, found))


def _nouns(asked: Operation) -> list[str]:
    """Give the stems of what is counted; of "provinces and cities" either will do, so the first."""
    phrase = re.split(r"\b(?:and|or)\b", noun_phrase(asked.text), maxsplit=1)[0]
    words = content_terms(phrase) or content_terms(asked.text)
    return [stem(word) for word in words[-1:]]


def _is_row(noun: str, rows: Rows) -> bool:
    """Whether a noun is what rows are, and not what a column of them counts."""
    if noun not in rows.called:
        return False
    counted = set().union(*(stems(head) for head in rows.heads[1:])) if rows.heads else set()
    first = stems(rows.heads[0]) if rows.heads else set()
    return noun in first or noun not in counted


def _choose(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    whole = len(found.chosen) == len(found.rows.rows)
    bounded = bool(asked.bounds or asked.period)
    listed = found.rows.kind in (Kind.TABLE_ROW, Kind.LIST)
    noun = stems(noun_phrase(asked.text))
    if not found.chosen or not found.narrowed or (noun and not noun & found.rows.called):
        return None
    if listed and whole:
        return None
    if not bounded and not listed and not _by_issuer(found):
        return None
    items = list(dict.fromkeys(_label_for(row, found) for row in found.chosen))
    if len(items) == 1 and stems(found.chosen[0].label) <= stems(asked.question):
        items = _of_column(asked, found.chosen[0])  # it names the row, and asks for what it says
    if not 0 < len(items) <= _FEW:
        return None
    short = f"{'; '.join(items)} ({len(items)} in all)" if len(items) > 1 else items[0]
    return Computed(short, tuple(items), found.chosen, _in_words("chosen", asked, found))


def _of_column(asked: Operation, row: Row) -> list[str]:
    """Give what a row says in the one column whose head the question's noun phrase names."""
    noun = stems(noun_phrase(asked.text))
    named = [cell for head, cell in row.cells.items() if cell != row.label and noun & stems(head)]
    return [part.strip() for part in re.split(r"[,;] ", named[0])] if len(named) == 1 else []


def _by_issuer(found: Fit) -> bool:
    """Whether what chooses rows is the name of who issued them."""
    words = found.asked - found.rows.about
    return all(words & row.words & stems(" ".join(row.fact.issuers)) for row in found.chosen)


def _label_for(row: Row, found: Fit) -> str:
    """Name a row by what the question asks for: bodies, companies, or the row itself."""
    if found.rows.kind in (Kind.POLICY_EVENT, Kind.POLICY) and found.asked & _BODIES:
        return " and ".join(row.fact.issuers) or row.label
    if found.rows.kind is Kind.CORPORATE_EVENT and found.asked & _COMPANIES and row.fact.subject:
        return row.fact.subject
    return row.label


def _extreme(best: Callable[[Sequence[float]], float]) -> Callable[..., Computed | None]:
    def best_of(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
        values = [one for one in numbers(found.rows, found.asked) if one.row in found.chosen]
        if len(values) < 2 or len(values) < len(found.chosen):
            return None
        top = best([float(one.value) for one in values])
        told = [one for one in values if one.value == top]
        short = "; ".join(f"{one.row.label}, {one.text}" for one in told)
        rows = tuple(one.row for one in told)
        items = tuple(row.label for row in rows) if len(rows) > 1 else ()
        return Computed(short, items, rows, _in_words(f"the {asked.op} of", asked, found))

    return best_of


def _in_order(best: Callable[[Sequence[str]], str]) -> Callable[..., Computed | None]:
    def best_of(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
        dated = {row.fact.id: when for row in found.chosen if (when := times(found.rows, row))}
        if len(set(dated.values())) < 2 or len(dated) < len(found.chosen):
            return None
        top = best(list(dated.values()))
        rows = tuple(row for row in found.chosen if dated[row.fact.id] == top)
        told, day = "; ".join(row.label for row in rows), spoken(top)
        short = f"{day} ({told})" if kind is Wanted.DATE else f"{told}, {day}"
        return Computed(short, (), rows, _in_words(f"the {asked.op} of", asked, found))

    return best_of


def _pair(asked: Operation, found: Fit) -> list[Figure]:
    """Give the numbers of the rows that a question names."""
    asked_for = stems(asked.question)
    shares = []
    for one in numbers(found.rows, found.asked):
        label = stems(re.sub(r"\([^()]*\)", "", one.row.label))
        share = len(label & asked_for) / len(label) if label else 0.0
        if share >= NAMED:
            shares.append((one, share))
    whole = [one for one, share in shares if share == 1]
    return whole if len(whole) > 1 else [one for one, _ in shares]


def _columns_apart(asked: Operation, found: Fit) -> list[Figure]:
    """Give the numbers of the two columns that a question names, in the row of the total."""
    told = stems(asked.question)
    heads = [head for head in found.rows.heads if len(stems(head)) > 1 and stems(head) <= told]
    rows = [row for row in found.rows.rows if _TOTAL.match(row.label)]
    if len(heads) != 2 or len(rows) != 1:
        return []
    return [
        one
        for head in heads
        for one in numbers(replace(found.rows, heads=(head,), rows=tuple(rows)), ())
    ]


def _gap(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    named = _pair(asked, found) or _columns_apart(asked, found)
    if len(named) != 2:
        return None
    one, other = named
    far = abs(float(one.value) - float(other.value))
    told = "; ".join(f"{each.row.label}: {each.text}" for each in named)
    short = f"{amount(far, one.unit)} ({told})"
    return Computed(short, (), (one.row, other.row), _in_words("the gap between", asked, found))


def _sum(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    named = _pair(asked, found)
    if len(named) < 2:
        named = _as_many_as_said(asked, found)
    if len(named) < 2:
        return None
    total = sum(float(one.value) for one in named)
    told = " + ".join(f"{one.row.label}: {one.text}" for one in named)
    rows = tuple(one.row for one in named)
    return Computed(
        f"{amount(total, named[0].unit)} ({told})", (), rows, _in_words("the sum of", asked, found)
    )


def _as_many_as_said(asked: Operation, found: Fit) -> list[Figure]:
    """Give the numbers of all rows of a time, where there are as many as the question says."""
    chosen = [row for row in found.chosen if not _TOTAL.match(row.label)]
    values = [one for one in numbers(found.rows, found.asked) if one.row in chosen]
    told = declared_count(asked.question)
    return values if len(values) == len(chosen) == told and found.titled >= _TITLED else []


def _rest(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Take the rows that a question names from the whole, where the table tells all of it."""
    values = numbers(found.rows, found.asked)
    parts = [one for one in values if not _TOTAL.match(one.row.label)]
    wholes = [one for one in values if _TOTAL.match(one.row.label)]
    named = [one for one in _pair(asked, found) if one in parts]
    whole = round(sum(float(one.value) for one in wholes[:1] or parts), 6)
    said = [float(one.value) for one in quantities(asked.question)]
    if not named or len(named) == len(parts) or len(values) < len(found.rows.rows):
        return None
    if (said and whole not in said) or (not said and not wholes):
        return None
    left = whole - sum(float(one.value) for one in named)
    less = ", ".join(f"{one.row.label}: {one.text}" for one in named)
    short = f"{amount(left, named[0].unit)} ({amount(whole, named[0].unit)} less {less})"
    rows = tuple(one.row for one in ((*wholes[:1], *named) if wholes else parts))
    return Computed(short, (), rows, _in_words("what is left of", asked, found))


def _same(asked: Operation, found: Fit, kind: Wanted) -> Computed | None:
    """Choose the rows that have one value, where only some of one value there are."""
    values = [one for one in numbers(found.rows, found.asked) if one.row in found.chosen]
    alike = [
        [one for one in values if one.value == value] for value in {one.value for one in values}
    ]
    shared = [group for group in alike if len(group) > 1]
    if len(values) < len(found.chosen) or len(shared) != 1:
        return None
    (group,) = shared
    items = tuple(one.row.label for one in group)
    short = f"{'; '.join(items)} ({group[0].text} each)"
    rows = tuple(one.row for one in group)
    return Computed(short, items, rows, _in_words("equal among", asked, found))


def _in_words(done: str, asked: Operation, found: Fit) -> str:
    """Say what was done with which rows."""
    limits = [f"{one.operator} {amount(float(one.value), one.unit)}" for one in asked.bounds]
    if asked.period:
        limits.append(" to ".join(filter(None, (asked.period.first, asked.period.last))))
    where = f" ({'; '.join(limits)})" if limits else ""
    of = f"{len(found.chosen)} of {len(found.rows.rows)} rows"
    return f"{done} {of} of “{found.rows.title}”{where}"


_DO: Mapping[Op, Callable[[Operation, Fit, Wanted], Computed | None]] = {
    Op.COUNT: _count,
    Op.CHOOSE: _choose,
    Op.MOST: _extreme(max),
    Op.LEAST: _extreme(min),
    Op.LATEST: _in_order(max),
    Op.EARLIEST: _in_order(min),
    Op.GAP: _gap,
    Op.SUM: _sum,
    Op.REST: _rest,
    Op.SAME: _same,
}
