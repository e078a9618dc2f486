"""Rows of the ledger that belong together: a table, a list, the news of a document; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answers.tables import naming_column, total_rows
from index.facts.fact import Fact, Kind
from index.keywords import acronyms, stems
from index.names import written_names
from index.regions import is_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assistant.computed.parts import Part
    from corpus.documents import Document, Span
    from index.quantities import Quantity

KINDS = (
    Kind.TABLE_ROW,
    Kind.LIST,
    Kind.POLICY,
    Kind.POLICY_EVENT,
    Kind.CORPORATE_EVENT,
    Kind.TARGET,
)
_CALLED: Mapping[Kind, str] = {
    Kind.TABLE_ROW: "",
    Kind.LIST: "",
    Kind.POLICY: "policy policies plan measure document",
    Kind.POLICY_EVENT: "policy news event step body bodies act",
    Kind.CORPORATE_EVENT: "corporate company companies business news event",
    Kind.TARGET: "target goal aim due",
}
"""What rows of a kind are called, whatever stands over them."""


_UNNAMED = re.compile(r"column \d+")  # of a table without a header
_NUMBERED = re.compile(r"\b(?:\d+|[IVX]+)\b")  # "Port Fund II" is not the Port Fund
BODIES = ("body", "ministry", "agency", "authority", "department")
"""What a question may call whoever issued a policy."""

_DIVIDING = 0.2  # share of a table's rows, below which those of one cell are no rows


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger.

    Attributes:
        fact: the row.
        text: its quote, white space collapsed.
        label: what names it.
        cells: of a table, by their heads.
        words: stems of all that it says.
    """

    fact: Fact
    text: str
    label: str
    cells: Mapping[str, str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that belong together.

    Attributes:
        kind: of their facts.
        title: what stands over them.
        called: stems of what such rows are called: the title, the heads of the columns.
        about: these, and stems of the headings over them and of the document's title.
        within: stems of the document's title.
        heads: of the columns of a table; else empty.
        rows: in the order of the text.
        declared: how many the text says there are; None where it does not say.
        total: the row of a table that adds up the others, which is none of them; None without it.
        naming: the head of the column that names the rows of a table; else empty.
        issued: when the policy was issued that a list belongs to; None for other rows.
    """

    kind: Kind
    title: str
    called: frozenset[str]
    about: frozenset[str]
    within: frozenset[str]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    declared: int | None = None
    total: Row | None = None
    naming: str = ""
    issued: str | None = None


def together(
    facts: Iterable[Fact],
    document: Callable[[str], Document],
    names: Callable[[str], Sequence[str]] = lambda name: (name,),
) -> list[Rows]:
    """Put facts together that belong together, in the order of documents and of the text.

    Args:
        facts: in that order.
        document: gives a document by its id.
        names: gives all names of a body.
    """
    groups: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    issued: dict[tuple[str, str], str | None] = {}
    table = 0
    for fact in facts:
        if fact.kind is Kind.POLICY and fact.subject:
            issued[fact.doc_id, fact.subject] = fact.when
        key = _group(fact, document(fact.doc_id))
        if fact.kind is Kind.TABLE_ROW:
            table += fact.qualifiers.get("position") == 1  # each table counts its rows from one
            key = (*key, table)
        groups[key].append(fact)
    return [
        _rows(_with_cells(own), document(own[0].doc_id), names, issued)
        for own in groups.values()
        if not _are_fields(own)
    ]


def _are_fields(facts: Sequence[Fact]) -> bool:
    """Tell whether the rows of a table are the fields of one thing: "Issued by | MIIT"."""
    heads = {head for fact in facts for head in _cells(fact)}
    labels = [next(iter(_cells(fact).values()), "") for fact in facts]
    fields = len(heads) == 2 and all(map(_UNNAMED.fullmatch, heads))
    return fields and not any(map(str.isdigit, "".join(labels)))


def _with_cells(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Leave out the lines of one cell that stand between a table's rows: they divide it."""
    alone = [fact for fact in facts if len(_cells(fact)) == 1]
    few = 0 < len(alone) < _DIVIDING * len(facts)
    return [fact for fact in facts if fact not in alone] if few else facts


def _cells(fact: Fact) -> Mapping[str, str]:
    """Give the cells of a table's row by their heads; empty for any other."""
    cells = fact.qualifiers.get("cells")
    return cells if isinstance(cells, dict) else {}


def _group(fact: Fact, document: Document) -> tuple[object, ...]:
    """Give what facts that belong together have in common."""
    if fact.kind in (Kind.TABLE_ROW, Kind.LIST):
        return (fact.doc_id, fact.kind, fact.subject)
    if fact.kind in (Kind.POLICY, Kind.TARGET):
        return (fact.doc_id, fact.kind)
    section = document.section_at(fact.span.start)
    return (fact.doc_id, fact.kind, section.path if section else ())


def _rows(
    facts: Sequence[Fact],
    document: Document,
    names: Callable[[str], Sequence[str]],
    issued: Mapping[tuple[str, str], str | None],
) -> Rows:
    first = facts[0]
    section = document.section_at(first.span.start)
    path = section.path if section else ()
    of_document = first.kind in (Kind.POLICY, Kind.TARGET) or not path
    listed = first.kind in (Kind.TABLE_ROW, Kind.LIST)
    heading = document.meta.title if of_document else path[-1]
    title = (first.subject if listed else None) or heading
    heads = tuple(dict.fromkeys(head for fact in facts for head in _cells(fact)))
    declared = first.qualifiers.get("declared")
    own = "" if of_document else title
    called = " ".join([own, *heads, _CALLED[first.kind]])
    sections = (document.section_at(fact.span.start) for fact in facts)
    headings = {heading for section in sections if section for heading in section.path}
    by = document.meta.publisher or ""
    policy = str(first.qualifiers.get("policy", "")) if first.kind is Kind.LIST else ""
    about = " ".join([called, *sorted(headings), document.meta.title, by, policy])
    naming = _naming_head(facts, heads)
    rows = [_named(row_of(fact, _quote(fact, document), names), naming) for fact in facts]
    totals = total_rows([(row.label, tuple(row.cells.values())) for row in rows])
    return Rows(
        first.kind,
        title,
        frozenset(stems(called)),
        frozenset(stems(about) | acronyms(about)),
        frozenset(stems(document.meta.title)),
        heads,
        tuple(row for at, row in enumerate(rows) if at not in totals),
        declared if isinstance(declared, int) else None,
        rows[max(totals)] if totals else None,
        naming,
        issued.get((first.doc_id, policy)) if policy else None,
    )


def _quote(fact: Fact, document: Document) -> str:
    return document.text[fact.span.start : fact.span.end]


def _naming_head(facts: Sequence[Fact], heads: Sequence[str]) -> str:
    """Give the head of the column that names the rows of a table; empty for what is none."""
    rows = [[_cells(fact).get(head, "") for head in heads] for fact in facts]
    return heads[naming_column(rows)] if heads else ""


def _named(row: Row, head: str) -> Row:
    name = row.cells.get(head, "")
    return replace(row, label=name) if any(map(str.isalpha, name)) else row


def row_of(
    fact: Fact, quote: str, names: Callable[[str], Sequence[str]] = lambda name: (name,)
) -> Row:
    """Make a row of a fact.

    Args:
        fact: the fact.
        quote: its words in the document.
        names: gives all names of a body.
    """
    text = " ".join(quote.split())
    held = _cells(fact)
    bodies = [name for issuer in fact.issuers for name in names(issuer)]
    topics = [str(fact.qualifiers.get(name, "")) for name in ("doc_type", "status", "topic")]
    said = " ".join(
        [text, *bodies, *topics, *(BODIES if fact.kind is Kind.POLICY and bodies else ())]
    )
    words = stems(said) | acronyms(said)
    return Row(fact, text, _label(fact, text, held), held, frozenset(words))


def row_of_amount(
    span: Span, quote: str, at: int, amount: Part | Quantity, of: str | None = None
) -> Row:
    """Make a row of an amount that stands in prose, and in no row of the ledger.

    Args:
        span: the sentence or the cell that tells it.
        quote: its words.
        at: offset of the amount in it.
        amount: the amount.
        of: what it is of; None where that is not told.
    """
    place = f"{span.doc_id}#amount-in-prose@{span.start + at}"
    fact = Fact(place, Kind.AMOUNT, of, None, amount.value, amount.unit, None, span)
    return row_of(fact, quote)


def _label(fact: Fact, text: str, cells: Mapping[str, str]) -> str:
    """Give what names a row: the first cell of words, an item, a title, or all that it says."""
    if fact.kind is Kind.TABLE_ROW:
        named = (cell for cell in cells.values() if any(map(str.isalpha, cell)))
        return next(named, text)
    if fact.kind is Kind.LIST:
        return str(fact.value)
    if fact.kind is Kind.POLICY:
        return fact.subject or text
    return text.lstrip("-–•*· ")


def by_first_name(question: str, rows: Rows) -> Row | None:
    """Give the one row whose name begins with a name of the question: "Haida" of "Haida Yards"."""
    names = [name for name in written_names(question) if not is_place(name)]
    found = [
        row
        for row in rows.rows
        for name in names
        if row.label.startswith(f"{name} ") and not _NUMBERED.search(row.label[len(name) :])
    ]
    return found[0] if len(found) == 1 else None
