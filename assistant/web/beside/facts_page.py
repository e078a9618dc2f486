"""The page of facts: a form to choose by, drawings over time, and a table that leads to sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.amounts import counted
from assistant.facts.fields import kind_of, record_of, superseded_of, value_of
from assistant.web.beside.charts import measure_html, timeline_html
from assistant.web.beside.shell import (
    choice_html,
    document_href,
    field_html,
    form_html,
    notice_html,
    table_html,
)
from assistant.web.text import escaped, written_date
from index.facts.fact import Kind
from index.facts.store import Wanted

if TYPE_CHECKING:
    from index.facts.fact import Fact
    from index.library import Library

    Find = Callable[[str, Wanted], Sequence[Fact]]

MOST = 200  # rows that are shown
MOST_ABOUT = 50  # rows that are found for a question
DRAWN = 2_000  # facts that the drawings are made of, of a list that is longer
_PACKS = (("docx", "Word"), ("html", "HTML"), ("md", "Markdown"))
_EVENTS = (Kind.POLICY, Kind.POLICY_EVENT, Kind.CORPORATE_EVENT)
_FIGURES = (Kind.AMOUNT, Kind.TARGET)
_BY = {"": None, "rules": False, "model": True}
_QUESTION = "how many robots are there for each worker?"
_HELD = (("", "all"), ("yes", "none that a later one supersedes"))


def facts_html(library: Library, asked: Mapping[str, str], find: Find | None = None) -> str:
    """Draw what a form asks for.

    Args:
        library: the opened index.
        asked: ``kind``, ``words``, ``issuer``, ``since``, ``until``, ``doc``, ``by``, ``current``,
            ``as_of`` and ``about``; any may be empty.
        find: finds what is nearest to a question; None where nothing is asked so.

    Raises:
        ValueError: a kind or a document is not known.
    """
    wanted = wanted_by(library, asked)
    about = asked.get("about")
    if about and find:
        found = find(about, replace(wanted, limit=MOST_ABOUT))
        count = len(found)
        said = f"{counted(count, 'fact')}, the nearest to the question first"
    else:
        found = library.facts(replace(wanted, limit=DRAWN))
        count = library.how_many(wanted)
        said = counted(count, "fact")
    if count > MOST:
        said += f", the first {MOST} of which are shown"
    if count > DRAWN:
        said += f" and the first {DRAWN:,} drawn"
    shown = found[:MOST]
    ways = urlencode({name: value for name, value in asked.items() if value})
    files = (
        f'<a href="facts.csv?{escaped(ways)}">CSV</a> <a href="facts.json?{escaped(ways)}">JSON</a>'
    )
    body = (
        f'{_form(library, asked)}<p class="said" role="status">{said} · all of them as {files}</p>'
    )
    if not found:
        return body + notice_html("No fact fits: leave a field empty.")
    newer = library.newer(shown, wanted.issued_until)
    events = [fact for fact in found if fact.kind in _EVENTS]
    names = [_called(fact, library) for fact in events]
    figures = [fact for fact in found if fact.kind in _FIGURES]
    drawn = timeline_html(events, names) + (measure_html(figures) if asked.get("words") else "")
    heads = ("Keep", "Kind", "When", "Who or what", "Value", "In the document's words")
    rows = [_row(library, fact, newer.get(fact.id)) for fact in shown]
    return body + drawn + _keeping(asked, table_html("Facts", heads, rows))


def _keeping(asked: Mapping[str, str], table: str) -> str:
    """Set a table in a form whose buttons keep the rows that are chosen, or all that fit."""
    fields = "".join(
        f'<input type="hidden" name="{name}" value="{escaped(value)}">'
        for name, value in asked.items()
        if value
    )
    buttons = "".join(
        f'<button formaction="facts.{form}">{called}</button>' for form, called in _PACKS
    )
    return (
        f'<form method="get" action="facts.docx">{fields}<p class="keep">Evidence pack of the rows'
        f" that are ticked, or of all that fit where none is: {buttons}</p>{table}</form>"
    )


def wanted_by(library: Library, asked: Mapping[str, str]) -> Wanted:
    """Read what a form asks for.

    Raises:
        ValueError: a kind or a document is not known.
    """
    kind, doc, by = asked.get("kind"), asked.get("doc"), asked.get("by", "")
    if kind and kind not in list(Kind):
        raise ValueError(f"No facts are of the kind {kind!r}; there are {', '.join(Kind)}.")
    if by not in _BY:
        raise ValueError(f"Facts are not chosen by {by!r}.")
    if doc and doc not in {record.id for record in library.records}:
        raise ValueError("This document is no longer in the index.")
    return Wanted(
        kinds=(Kind(kind),) if kind else (),
        words=asked.get("words") or None,
        issuer=asked.get("issuer") or None,
        since=asked.get("since") or None,
        until=asked.get("until") or None,
        docs=(doc,) if doc else None,
        issued_until=asked.get("as_of") or None,
        current=bool(asked.get("current")),
        proposed=_BY[by],
    )


def _form(library: Library, asked: Mapping[str, str]) -> str:
    counts = library.fact_counts()
    kinds = [("", "all kinds"), *((str(k), f"{k} ({n:,})") for k, n in counts.items())]
    documents = [("", "all documents"), *((r.id, r.meta.title) for r in library.records)]
    get = {
        name: asked.get(name, "")
        for name in (
            *("kind", "words", "issuer", "since", "until", "doc", "by", "current", "as_of"),
            "about",
        )
    }
    found_by = [("", "rules and models"), ("rules", "rules"), ("model", "a model, and checked")]
    fields = [
        field_html("about", "Nearest to the question", get["about"], hint=_QUESTION),
        choice_html("kind", "Kind", get["kind"], kinds),
        field_html("words", "Holding the words", get["words"], hint="robot density"),
        field_html("issuer", "Issued by", get["issuer"], hint="MIIT"),
        field_html("since", "From", get["since"], hint="2021 or 2021-02"),
        field_html("until", "To", get["until"], hint="2021-02-28"),
        choice_html("doc", "Document", get["doc"], documents),
        choice_html("current", "Figures", get["current"], _HELD),
        field_html("as_of", "As of", get["as_of"], hint="2021-03-31"),
    ]
    if get["by"] or library.how_many(Wanted(proposed=True, limit=1)):
        fields.append(choice_html("by", "Found by", get["by"], found_by))
    return form_html("facts", "Show", fields)


def _called(fact: Fact, library: Library) -> str:
    return fact.subject or " ".join(library.text(fact.span).split())[:120]


def _row(library: Library, fact: Fact, newer: Fact | None) -> Sequence[str]:
    record = record_of(library, fact, newer)
    who = "; ".join(filter(None, (fact.subject, *fact.issuers)))
    when = written_date(fact.when) if fact.when else ""
    quote = " ".join(str(record["quote"]).split())
    page = f", page {record['page']}" if record["page"] else ""
    place = f"{record['title']}{page}"
    cells = (kind_of(record), when, who)
    value = f'<td dir="auto">{escaped(value_of(record))}{_now(record, newer)}</td>'
    source = (
        f'<td class="quote" dir="auto">{escaped(quote)} <a class="place"'
        f' href="{escaped(document_href(fact.span))}">{escaped(place)}</a></td>'
    )
    name = escaped(f"Keep: {fact.kind} {fact.subject or quote[:60]}")
    tick = (
        f'<td><input type="checkbox" name="id" value="{escaped(fact.id)}" aria-label="{name}"></td>'
    )
    return [tick, *(f'<td dir="auto">{escaped(cell)}</td>' for cell in cells), value, source]


def _now(record: Mapping[str, object], newer: Fact | None) -> str:
    """Lead from a figure that was superseded to the one that holds now."""
    if newer is None:
        return ""
    way = escaped(document_href(newer.span))
    return f' <a class="place" href="{way}">{escaped(superseded_of(record))}</a>'
