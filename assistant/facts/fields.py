"""Facts as values for JSON and as CSV, in every place that gives them to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.facts.fact import Fact
    from index.library import Library

_WHAT = (
    *("id", "kind", "subject", "measure", "value", "unit", "when", "issuers", "certainty"),
    *("proposed_by", "superseded_by"),
)
_WHERE = ("doc", "title", "issued", "page", "section", "start", "end", "quote")


def fact_fields(fact: Fact) -> dict[str, Any]:
    """Give what a fact states, without its place."""
    return {
        "id": fact.id,
        "kind": str(fact.kind),
        "subject": fact.subject,
        "measure": fact.measure,
        "value": fact.value,
        "unit": fact.unit,
        "when": fact.when,
        "issuers": list(fact.issuers),
        "certainty": str(fact.certainty),
        "proposed_by": fact.proposed_by or None,
        "superseded_by": None,
        **{name: fact.qualifiers[name] for name in sorted(fact.qualifiers)},
    }


def records_of(
    library: Library, facts: Sequence[Fact], until: str | None = None
) -> list[dict[str, Any]]:
    """Give facts as values for JSON, each with its citation, and with what has superseded it.

    Args:
        library: the index that holds them.
        facts: some of it.
        until: ISO 8601 date; documents issued later are left aside. None means no limit.
    """
    newer = library.newer(facts, until)
    return [record_of(library, fact, newer.get(fact.id)) for fact in facts]


def record_of(library: Library, fact: Fact, newer: Fact | None) -> dict[str, Any]:
    """Give a fact as a value for JSON, with its citation, and with what has superseded it."""
    what = fact_fields(fact)
    if newer:
        what["superseded_by"] = {**_figure(newer), **_place(library, newer)}
    return {**what, **_place(library, fact)}


def _figure(fact: Fact) -> dict[str, Any]:
    fields = fact_fields(fact)
    names = ("id", "value", "unit", "certainty", "operator", "high", "per")
    return {name: fields[name] for name in names if name in fields}


def _place(library: Library, fact: Fact) -> dict[str, Any]:
    document = library.document(fact.doc_id)
    section = document.section_at(fact.span.start)
    return {
        "doc": document.source,
        "title": document.meta.title,
        "issued": document.meta.issued,
        "page": document.page_at(fact.span.start),
        "section": list(section.path) if section else [],
        "start": fact.span.start,
        "end": fact.span.end,
        "quote": library.text(fact.span),
    }


def facts_csv(rows: Sequence[dict[str, Any]]) -> str:
    """Write rows under the names of all fields that any of them has; lists are joined by "; "."""
    import csv
    import io

    out = io.StringIO()
    more = sorted({name for row in rows for name in row} - {*_WHAT, *_WHERE})
    writer = csv.DictWriter(out, [*_WHAT, *more, *_WHERE], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {each}" for name, each in value.items())
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    # A spreadsheet takes text that begins like this for a formula; documents are not trusted.
    return f"'{text}" if isinstance(text, str) and text[:1] in ("=", "+", "-", "@", "\t") else text


def kind_of(row: Mapping[str, Any]) -> str:
    """Write the kind of a row, and the model that proposed it, if one did."""
    return str(row["kind"]) + (f", proposed by {who}" if (who := row["proposed_by"]) else "")


def value_of(row: Mapping[str, Any]) -> str:
    """Write the value of a row: "at least 20 %", "6 to 8", "20 GWh per year"."""
    value = row["value"]
    if not isinstance(value, int | float):
        return value or ""
    operator = row.get("operator", "")
    number = f"{value:,}" + (f" to {row['high']:,}" if "high" in row else "")
    sure = "" if row["certainty"] == "stated" else f"({row['certainty']})"
    rate = f"per {row['per']}" if row.get("per") else ""
    words = (operator if operator != "range" else "", number, row["unit"], rate, sure)
    return " ".join(filter(None, words))


def superseded_of(row: Mapping[str, Any]) -> str:
    """Write what has superseded a row: "now 700,000 (2021-03-02)"; empty where nothing has."""
    newer = row["superseded_by"]
    return f"now {value_of(newer)} ({newer['issued']})" if newer else ""
