"""What each route and each tool gives: from checked wire values to records, with no HTTP in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.answer import Turn
from assistant.batch import BatchError, check_date, check_question, citation_record, record
from assistant.citations import CitationError, cite
from assistant.facts.about import facts_about
from assistant.facts.fields import records_of
from assistant.listener import Heard, unheard
from assistant.scope.chosen import chosen
from assistant.show.documents import ShowError, matching
from assistant.show.record import source_record
from index.facts.store import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.api.wire import Asked, FactsWanted, Place, Sought
    from assistant.ask import Assistant
    from assistant.live import LiveAssistant
    from assistant.retrieve import Hit
    from index.ledger import DocumentRecord
    from index.library import Library

    Record = dict[str, Any]


def answer(live: LiveAssistant, asked: Asked, heard: Heard = unheard) -> Record:
    """Answer a question, as a line of the batch form; ``heard`` is as for ``Assistant.ask``.

    Raises:
        BatchError: the question, a date or a name cannot be used.
        Left: nobody waits for the answer any more.
    """
    question = check_question(asked.question)
    history = [Turn(turn.q, turn.a) for turn in asked.history]
    within = chosen(live.library, asked.names(), asked.dates())
    return record("", live.ask(question, history, check_date(asked.as_of), within, heard))


def passages(assistant: Assistant, sought: Sought) -> list[Record]:
    """Find the passages for a question, best first.

    Raises:
        BatchError: the question, a date or a name cannot be used.
    """
    library = assistant.library
    question, as_of = check_question(sought.question), check_date(sought.as_of)
    within = chosen(library, sought.names(), sought.dates())
    return list(_cited(library, assistant.retrieve(question, sought.limit, (), as_of, within)))


def _cited(library: Library, hits: list[Hit]) -> Iterator[Record]:
    number = 0
    for hit in hits:
        span = hit.passage.span
        try:
            citation = cite(library, number + 1, span, library.text(span))
        except CitationError:  # nothing is given that does not read back
            continue
        number += 1
        yield {**citation_record(citation), "score": round(hit.score, 4)}


def facts(assistant: Assistant, wanted: FactsWanted) -> list[Record]:
    """List the facts that are wanted, each with its citation.

    Raises:
        BatchError: a date cannot be used.
        ShowError: no document goes by the name.
    """
    library = assistant.library
    asked = Wanted(
        kinds=tuple(wanted.kinds),
        subject=wanted.subject,
        issuer=wanted.issuer,
        since=check_date(wanted.since),
        until=check_date(wanted.until),
        docs=None if wanted.doc is None else _ids(library, wanted.doc),
        words=wanted.words,
        issued_until=check_date(wanted.as_of),
        current=wanted.current,
        proposed=wanted.proposed,
        limit=wanted.limit,
    )
    about = wanted.about
    found = facts_about(assistant, about, asked) if about else library.facts(asked)
    return records_of(library, found, asked.issued_until)


def _ids(library: Library, name: str) -> tuple[str, ...]:
    found = tuple(record.id for record in matching(library.records, name))
    if not found:
        raise ShowError(f"no document is called {name!r}: see the list of documents")
    return found


def documents(library: Library) -> list[Record]:
    """List the documents, in order of their ids."""
    return [_document(library, record) for record in library.records]


def _document(library: Library, record: DocumentRecord) -> Record:
    meta = record.meta
    return {
        "id": record.id,
        "doc": record.source,
        "title": meta.title,
        "title_original": meta.title_original,
        "publisher": meta.publisher,
        "series": meta.series,
        "authors": list(meta.authors),
        "issued": meta.issued,
        "issued_inferred": meta.issued_inferred,
        "period": list(meta.period) if meta.period else None,
        "language": meta.language,
        "passages": len(library.passages_of(record.id)),
    }


def failures(library: Library) -> list[Record]:
    """List the files that could not be read, or not all of them."""
    return [{"doc": f.source, "reason": f.reason, "remedy": f.remedy} for f in library.failures]


def source(library: Library, place: Place) -> Record:
    """Give the characters that a citation names, with some of what stands around them.

    Only what is in the index is given: a name is looked up there, and is never a path.

    Raises:
        ShowError: no document has this name or id, or it has no such characters.
    """
    wanted = place.doc
    found = [one for one in library.records if wanted in (one.id, one.source)]
    if not found:
        raise ShowError(f"no document is called {wanted!r}: give the doc of a citation")
    return source_record(library.document(found[0].id), place.start, place.end)


UNUSABLE = (BatchError, ShowError)
"""What a call raises when what was asked cannot be done; the message is for who asked."""
