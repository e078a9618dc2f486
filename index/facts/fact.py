"""The value of a fact, its kinds and what each of them tells; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from corpus.documents import Span

Number: TypeAlias = int | float
Detail: TypeAlias = str | int | float | list[str] | dict[str, str]


class Kind(StrEnum):
    """What a fact is of."""

    POLICY = "policy"
    POLICY_EVENT = "policy event"
    CORPORATE_EVENT = "corporate event"
    TARGET = "target"
    AMOUNT = "amount"
    LIST = "list"
    TABLE_ROW = "table row"
    ORGANISATION = "organisation"
    CONSORTIUM_ROLE = "consortium role"
    POLICY_LINEAGE = "policy lineage"
    RULE = "rule"
    DEFINITION = "definition"
    ISSUE = "issue"


class Certainty(StrEnum):
    """How the text tells a fact."""

    STATED = "stated"
    REPORTED = "reported"
    DRAFT = "draft"
    PLANNED = "planned"
    FORECAST = "forecast"
    IN_TALKS = "in talks"


QUALIFIERS: Mapping[Kind, frozenset[str]] = {
    Kind.POLICY: frozenset(
        {"title_zh", "doc_type", "status", "covers", "topic", "number", "adopted", "effective"}
    ),
    Kind.POLICY_EVENT: frozenset({"action", "topic", "until"}),
    Kind.CORPORATE_EVENT: frozenset({"action", "topic", "until"}),
    Kind.TARGET: frozenset(
        {"operator", "high", "per", "deadline", "policy", "converted", "converted_unit"}
        | {"direction", "baseline", "corrected"}
    ),
    Kind.AMOUNT: frozenset(
        {"operator", "high", "per", "policy", "converted", "converted_unit", "direction"}
        | {"deadline", "baseline", "corrected"}
    ),
    Kind.LIST: frozenset({"position", "declared", "policy"}),
    Kind.TABLE_ROW: frozenset({"cells", "position"}),
    Kind.ORGANISATION: frozenset({"acronym", "name_zh", "parent", "founded"}),
    Kind.CONSORTIUM_ROLE: frozenset({"partners"}),
    Kind.POLICY_LINEAGE: frozenset({"relation", "year"}),
    Kind.RULE: frozenset({"effect", "operator", "policy"}),
    Kind.DEFINITION: frozenset({"term_zh"}),
    Kind.ISSUE: frozenset({"publisher", "period", "authors"}),
}
"""What ``Fact.qualifiers`` may hold of each kind, beside the fields that all share."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a document states, at its place.

    Attributes:
        id: document, kind and place, so that it stays the same from build to build.
        kind: what it is of.
        subject: title of a policy, company or actor of an event, name of a list or table, term
            that is defined, series of an issue, or what is measured; None where there is none.
        measure: what of the subject is measured.
        value: a number in its base unit (dollars, not billions; percent as 20), the item of a
            list, or what a term stands for; None for a fact without one.
        unit: ISO 4217 code, ``%``, ``% of GDP`` or the word that the text counts in; None for a
            bare number or words.
        when: what the fact speaks of: ISO 8601 at the precision of the text (2021, 2021-03,
            2021-03-02), ``2020-Q4`` for a quarter, or ``2018/2020`` for a stretch; None if untold.
        span: the characters of the text that state it; a value stands inside them.
        issuers: who issued or did it; acronyms where the document has them.
        certainty: how the text tells it.
        qualifiers: the other fields of its kind (see ``QUALIFIERS``): ``operator`` is one of
            "about", "at least", "over", "up to", "under", "range"; ``high`` the upper end of a
            range that ``value`` begins; ``corrected`` the figure by which the same document
            corrects it; ``deadline`` and ``covers`` are written as ``when`` is.
        proposed_by: name of the model that proposed it; empty where the rules read it.
    """

    id: str
    kind: Kind
    subject: str | None
    measure: str | None
    value: Number | str | None
    unit: str | None
    when: str | None
    span: Span
    issuers: tuple[str, ...] = ()
    certainty: Certainty = Certainty.STATED
    qualifiers: Mapping[str, Detail] = field(default_factory=dict, hash=False)
    proposed_by: str = ""

    @property
    def doc_id(self) -> str:
        """The document that states it."""
        return self.span.doc_id

    @property
    def high(self) -> Number | None:
        """The upper end of a range that ``value`` begins; None for a single value."""
        high = self.qualifiers.get("high")
        return high if isinstance(high, int | float) else None


def numbered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give facts in the order of the text, each once, with ids by their place."""
    seen: dict[str, int] = {}
    found: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: (fact.span, fact.kind, repr(fact))):
        kind = f"{'proposed-' if fact.proposed_by else ''}{fact.kind.replace(' ', '-')}"
        place = f"{fact.doc_id}#{kind}@{fact.span.start}"
        if found and replace(found[-1], id=fact.id) == fact:
            continue
        count = seen[place] = seen.get(place, 0) + 1
        found.append(replace(fact, id=place if count == 1 else f"{place}.{count}"))
    return tuple(found)


def first_and_last_day(when: str | None) -> tuple[str, str] | tuple[None, None]:
    """Give the first and last day, as ISO 8601 days, of what ``Fact.when`` says.

    A month's last day is written as its 31st: the days are only compared as text.
    """
    if when is None:
        return None, None
    start, _, end = when.partition("/")
    return _day(start, ("-01", "-01")), _day(end or start, ("-12", "-31"))


def _day(when: str, fill: tuple[str, str]) -> str:
    year, _, rest = when.partition("-")
    if rest.startswith("Q"):
        month = 3 * int(rest[1]) - (2 if fill[0] == "-01" else 0)
        return f"{year}-{month:02}{fill[1]}"
    return when + "".join(fill)[3 * when.count("-") :]
