"""What two lists share, and what one has that the other lacks; pure.

Two lists are set against each other where a question names each by words that stand over it, and
no other pair of lists goes with both names as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from assistant.computed.alike import alike
from assistant.computed.computed import Computed
from assistant.computed.operation import period_of
from assistant.computed.wording import in_all
from index.facts.fact import Kind
from index.keywords import acronyms, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.computed.limits import Period
    from assistant.computed.rows import Row, Rows

_NAMED = 0.6  # of the words by which a question names a list, weighed, that stand over it
_SAME = 0.5  # of the words of the longer of two items, more of which make it the same as the other
_FEW = 40  # items of a list
_IN = r"(?:(?:in|on|among|by|under|of|to|from|for) )?(?:the )?"
_SAID = r"(?:named |listed |covered |mentioned |included |found |part |contained |eligible )?"
_LESS = re.compile(
    r"^(?:which|what) (?:of the )?(?P<one>.+?),? (?:(?:that )?(?:is|are|was|were) )?(?:missing from"
    rf"|absent from|but not|not {_SAID}(?:in|by|on|of|among|under)"
    rf"|(?:do|does|did) not (?:appear|stand|occur) (?:in|on|among)) {_IN}(?P<other>.+)$",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"^(?:which|what) (?P<what>.+?) \bboth {_IN}(?P<one>.+?) and {_IN}(?P<other>.+)$"
    rf"|^(?:which|what) (?P<what2>.+?) in common (?:to|between) {_IN}(?P<one2>.+?) and {_IN}"
    r"(?P<other2>.+)$",
    re.IGNORECASE,
)
# "Firms may turn to sea funds but not …": what is named stands behind the verb.
_MAY = re.compile(
    r"^.*?\b(?:may|can|could|must|will|are|is)\b.*?\b(?:to|under|by|for|in|from) (?:the )?",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    map(
        stem,
        "table list which what name named list listed stand apply issue".split(),
    )
)
# What the names of items have or lack without being of another thing.
_LOOSE = frozenset(
    map(
        stem, "infrastructure technology industry development network system sector product".split()
    )
)
_ITEMS = re.compile(r"[,;、，；] ?")
_NUMBER = re.compile(
    r"[¥￥€$£]|(?:RMB|CNY|USD|EUR)\b|\d[\d.,]*(?:\s|%|$)|.*\b(?:19|20)\d\d$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of two lists.

    Attributes:
        shared: whether it is what both have; else what the first has and the other lacks.
        names: of the two lists, as the question has them.
        what: stems of what is asked for.
    """

    shared: bool
    names: tuple[str, str]
    what: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Items:
    """The items of a list, or of a column of a table, each with its row."""

    rows: Rows
    head: str
    about: frozenset[str]
    items: tuple[tuple[str, Row], ...]

    @property
    def document(self) -> str:
        """The document that has it."""
        return self.rows.rows[0].fact.doc_id


def asked_of_sets(question: str) -> Asked | None:
    """Read which two lists a question sets against each other; None where it does not."""
    text = question.strip(" ?.!")
    if found := _BOTH.search(text):
        what, one, other = (found[n] or found[f"{n}2"] for n in ("what", "one", "other"))
        if re.fullmatch(r"[a-z-]+", one) and " " in other:
            one = f"{one} {other.split()[-1]}"  # "both national and provincial funds"
        return Asked(True, (one, other), frozenset(stems(what)))
    found = _LESS.search(text)
    if found is None:
        return None
    one = _MAY.sub("", found["one"])
    return Asked(False, (one, found["other"]), frozenset(stems(found["one"])))


def of_sets(asked: Asked, sets: Sequence[Rows], weights: Mapping[str, float]) -> Computed | None:
    """Give what two lists share, or what the first has alone.

    Args:
        asked: what is asked of which lists.
        sets: rows of the documents that may answer.
        weights: rarity of each stem of the question.

    Returns:
        None where no two lists, or several pairs, go with the names.
    """
    known = [one for rows in sets for one in _collections(rows)]
    wanted = [_words(name) for name in asked.names]
    first, second = ([_share(*name, one, weights) for one in known] for name in wanted)
    pairs = [
        (a, b)
        for a, b in permutations(range(len(known)), 2)
        if min(first[a], second[b]) >= _NAMED and known[a].rows is not known[b].rows
    ]
    ranks = {
        (a, b): (
            round(first[a] + second[b], 3),
            *_closeness(asked, wanted, known[a], known[b]),
        )
        for a, b in pairs
    }
    best = [pair for pair in pairs if ranks[pair] == max(ranks.values())]
    told = [_answer(asked, known[a], known[b]) for a, b in best]
    found = [one for one in told if one is not None]
    same = {one.short.casefold() for one in found}
    return found[0] if len(same) == 1 and len(found) == len(told) else None


def _closeness(
    asked: Asked, wanted: Sequence[tuple[set[str], Period | None]], one: _Items, other: _Items
) -> tuple[float, ...]:
    """Give what speaks for two lists beside their names: time, one document, titles, a head."""
    times = [
        bool(when and each.rows.issued)
        for (_, when), each in zip(wanted, (one, other), strict=True)
    ]
    titled = [
        len(words & stems(each.rows.title)) / len(words) if words else 0.0
        for (words, _), each in zip(wanted, (one, other), strict=True)
    ]
    heads = sum(len(asked.what & stems(each.head)) for each in (one, other))
    return sum(times), one.document == other.document, round(sum(titled), 3), heads


def _collections(rows: Rows) -> Iterator[_Items]:
    """Give a list, or each column of a table that holds words."""
    if rows.kind is Kind.LIST:
        yield _Items(rows, "", rows.about, tuple((row.label, row) for row in rows.rows))
    if rows.kind is not Kind.TABLE_ROW:
        return
    heads = {head: stems(head) for head in rows.heads}
    for head, own in heads.items():
        items = tuple(
            (item, row)
            for row in rows.rows
            for item in _ITEMS.split(row.cells.get(head, ""))
            if item and not _NUMBER.match(item)
        )
        if len(items) >= len(rows.rows):
            others = set().union(*(words for other, words in heads.items() if other != head))
            yield _Items(rows, head, rows.about - (others - own), items)


def _words(name: str) -> tuple[set[str], Period | None]:
    """Give the stems and acronyms of a name, and the time that it gives."""
    period, bare = period_of(name)
    words = {word for word in stems(bare) | acronyms(bare) if not word.isdigit()}
    return words - _EMPTY, period


def _share(
    words: set[str], when: Period | None, one: _Items, weights: Mapping[str, float]
) -> float:
    """Tell which share of a name's words stands over a list; 0 where it is of another time."""
    if when and one.rows.issued and not when.admits(one.rows.issued):
        return 0.0
    total = sum(weights.get(word, 0.0) for word in words)
    held = sum(weights.get(word, 0.0) for word in words & alike(one.about))
    return held / total if total else 0.0


def _answer(asked: Asked, one: _Items, other: _Items) -> Computed | None:
    if not 1 < len(one.items) <= _FEW or not 1 < len(other.items) <= _FEW:
        return None
    met = {item: [row for also, row in other.items if _same(item, also)] for item, _ in one.items}
    told = [(item, row) for item, row in one.items if bool(met[item]) is asked.shared]
    also = [row for item, _ in told for row in met[item]] if asked.shared else other.rows.rows
    items = tuple(item for item, _ in told)
    stands = {row.fact.id: row for row in [*(row for _, row in told), *also]}
    rows = tuple(stands.values()) if items else (*one.rows.rows, *other.rows.rows)
    verb = "is also" if asked.shared else "is not"
    query = f"what of “{one.rows.title}” {verb} in “{other.rows.title}”"
    return Computed(in_all(items) or "none", items if len(items) > 1 else (), rows, query)


def _same(one: str, other: str) -> bool:
    """Whether two items name the same: in nearly the same words, or one by its initials."""
    a, b = stems(one) - _LOOSE or stems(one), stems(other) - _LOOSE or stems(other)
    if a == b or _initials(one) == other or _initials(other) == one:
        return True
    small, large = sorted((a, b), key=len)
    return bool(small) and small <= large and len(small) > _SAME * len(large)


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""
