"""Which facts of the ledger are the ones that a person labelled; pure.

A found row is a label's when it has the label's kind (or one that the label allows), its span
overlaps a place of the label's quote, and the fields agree that make the fact:

- policy: title, date and, where the label names one, the issuer
- policy event, corporate event: date and who acts
- target, amount: number, upper end and unit
- list: the item; definition: the term and what it stands for; issue: the date

Dates agree when one is the other at less precision; names when one is the other's acronym, has
no word that the other lacks, or is spelled almost like it; numbers without regard to a sign, which
words may give.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from evals.fact_labels import Label, places
from evals.metrics import words
from index.facts.fact import Number

SAME_NAME = 85.0
"""Least rapidfuzz ratio, 0 to 100, of two names or items that are the same."""

_UNITS = {"percent": "%", "% of gdp": "%", "¥": "CNY", "rmb": "CNY", "yuan": "CNY", "$": "USD"}
_PER = re.compile(r"(?: per |/).*")  # "CNY per kilogram" is money
_EMPTY = {"and", "for", "in", "of", "on", "with"}
_TELLING = ("%", "CNY", "USD", "EUR", "GBP")


@dataclass(frozen=True, slots=True)
class Row:
    """A fact as the ledger gives it, as far as it is compared; see ``Label`` for the fields.

    Attributes:
        start: offset of its span in the stored text.
        end: offset after it.
        quote: the words there.
        names: acronyms or names of who issued it or acts in it.
        text: what a list or definition says in words.
    """

    doc: str
    kind: str
    start: int
    end: int
    quote: str
    subject: str | None = None
    value: Number | str | None = None
    high: Number | None = None
    unit: str | None = None
    when: str | None = None
    names: tuple[str, ...] = ()
    text: str = ""
    certainty: str | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """How labels and rows of documents belong together.

    Attributes:
        pairs: each label that was found, with its row.
        missed: labels that no row gives.
        wrong: rows that no label gives.
        allowed: rows that are neither right nor wrong: of an optional label, or telling the fact
            of a found label again under another kind that it allows.
    """

    pairs: tuple[tuple[Label, Row], ...]
    missed: tuple[Label, ...]
    wrong: tuple[Row, ...]
    allowed: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Names that mean the same.

    Attributes:
        full: for an acronym, in lower case, what it stands for.
    """

    full: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, labels: Sequence[Label]) -> Names:
        """Take the acronyms from the definitions among labels."""
        pairs = ((label.subject, label.value) for label in labels if label.kind == "definition")
        return cls({a.lower(): b for a, b in pairs if isinstance(a, str) and isinstance(b, str)})

    def same(self, one: str, other: str) -> bool:
        """Tell whether two names mean the same, or one is the other with words left out."""
        return any(_alike(a, b) for a in self._forms(one) for b in self._forms(other))

    def _forms(self, name: str) -> tuple[str, ...]:
        return (name, *filter(None, [self.full.get(name.lower())]))


def match(labels: Sequence[Label], rows: Sequence[Row], text: str, names: Names) -> Matching:
    """Pair as many labels with rows of one document as can be, each with one at most.

    Args:
        labels: of the document.
        rows: of the document.
        text: its stored text.
        names: to compare names by.
    """
    ordered = sorted(labels, key=lambda label: label.optional)
    fitting = [_fitting(label, rows, text, names) for label in ordered]
    owner: dict[int, int] = {}
    for number in range(len(ordered)):
        _assign(number, fitting, owner, set())
    taken = {label: row for row, label in owner.items()}
    pairs = [(ordered[n], rows[taken[n]]) for n in sorted(taken)]
    twins = {
        row
        for n, label in enumerate(ordered)
        for row in fitting[n]
        if row not in owner
        and (label.optional or (n in taken and rows[row].kind != rows[taken[n]].kind))
    }
    extra = [row for row in range(len(rows)) if row not in owner]
    return Matching(
        tuple(pair for pair in pairs if not pair[0].optional),
        tuple(label for n, label in enumerate(ordered) if n not in taken and not label.optional),
        tuple(rows[row] for row in extra if row not in twins),
        (
            *(row for label, row in pairs if label.optional),
            *(rows[row] for row in extra if row in twins),
        ),
    )


def agrees(label: Label, row: Row, names: Names) -> bool:
    """Tell whether the fields agree that make a fact of the label's kind."""
    return _AGREE.get(label.kind, _anything)(label, row, names)


def same_time(wanted: str | None, found: str | None) -> bool:
    """Tell whether two dates, or starts of stretches, agree as far as both go."""
    if wanted is None or found is None:
        return wanted is found
    first, second = (when.partition("/")[0] for when in (wanted, found))
    return first.startswith(second) or second.startswith(first)


def _fitting(label: Label, rows: Sequence[Row], text: str, names: Names) -> list[int]:
    spots = places(label, text)
    return [
        number
        for number, row in enumerate(rows)
        if row.kind in label.kinds
        and any(row.start < end and start < row.end for start, end in spots)
        and agrees(label, row, names)
    ]


def _assign(label: int, fitting: list[list[int]], owner: dict[int, int], seen: set[int]) -> bool:
    """Give a label a row, moving other labels to theirs where that makes room (Kuhn)."""
    for row in fitting[label]:
        if row not in seen:
            seen.add(row)
            if row not in owner or _assign(owner[row], fitting, owner, seen):
                owner[row] = label
                return True
    return False


def _policy(label: Label, row: Row, names: Names) -> bool:
    titled = names.same(label.subject or "", row.subject or "")
    return titled and _when(label, row) and _who(label.issuers, row, names)


def _event(label: Label, row: Row, names: Names) -> bool:
    actors = label.issuers or ((label.subject,) if label.subject else ())
    return _when(label, row) and _who(actors, row, names)


def _quantity(label: Label, row: Row, _: Names) -> bool:
    if label.value is None:
        return True
    same = _equal(label.value, row.value) and (label.high is None or _equal(label.high, row.high))
    both = [u or "" for u in (label.unit, row.unit)]
    plain = both if all(map(_PER.search, both)) else [_PER.sub("", unit) for unit in both]
    units = [_UNITS.get(u.lower(), u) for u in plain]
    telling = any(unit in _TELLING for unit in units)
    return same and (not telling or units[0] == units[1])


def _item(label: Label, row: Row, names: Names) -> bool:
    return names.same(str(label.value), row.text or str(row.value))


def _definition(label: Label, row: Row, _: Names) -> bool:
    term, *found = (" ".join(words(t or "")) for t in (label.subject, row.subject, *row.names))
    if term not in found and fuzz.ratio(term, found[0]) < SAME_NAME:
        return False
    meant = label.value or label.qualifiers.get("term_zh")
    wanted, *said = (" ".join(words(t)) for t in (str(meant or ""), row.text, row.subject or ""))
    return not wanted or any(fuzz.partial_ratio(wanted, part) >= SAME_NAME for part in said)


def _issue(label: Label, row: Row, _: Names) -> bool:
    return _when(label, row)


def _anything(_label: Label, _row: Row, _names: Names) -> bool:
    return True


def _when(label: Label, row: Row) -> bool:
    return label.when is None or same_time(label.when, row.when)


def _who(wanted: Sequence[str], row: Row, names: Names) -> bool:
    found = (*row.names, *((row.subject,) if row.subject else ()))
    return not wanted or any(names.same(one, other) for one in wanted for other in found)


def _alike(one: str, other: str) -> bool:
    first, second = ([w for w in words(name) if w not in _EMPTY] for name in (one, other))
    if not first or not second:
        return False
    within = set(first) <= set(second) or set(second) <= set(first)
    return within or fuzz.token_sort_ratio(" ".join(first), " ".join(second)) >= SAME_NAME


def _equal(wanted: object, found: object) -> bool:
    try:
        first, second = abs(float(str(wanted))), abs(float(str(found)))
    except ValueError:
        return False
    return abs(first - second) <= 1e-6 * max(1.0, first)


_AGREE: dict[str, Callable[[Label, Row, Names], bool]] = {
    "policy": _policy,
    "policy event": _event,
    "corporate event": _event,
    "target": _quantity,
    "amount": _quantity,
    "list": _item,
    "definition": _definition,
    "issue": _issue,
}
