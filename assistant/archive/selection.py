"""A selection of facts as an evidence pack, in the forms of a conversation's."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.archive.export import inert
from assistant.archive.pack import Line, noted, plain, to_html
from assistant.archive.word import to_docx
from assistant.citations import CitationError, cite
from assistant.facts.fields import kind_of, records_of, superseded_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.facts.fact import Fact
    from index.library import Library

TITLE = "Facts"
PACKED = ("docx", "html", "md")
"""The forms, by the endings of their files, of those that a conversation has."""
MOST = 2_000  # facts of a pack; more is nothing that anybody reads


def packed(library: Library, facts: Sequence[Fact], form: str) -> bytes:
    """Write facts with a note for each that gives its place and exact quote.

    Args:
        library: the index that holds them.
        facts: in the order wanted.
        form: one of ``PACKED``.

    Raises:
        ValueError: they are too many.
    """
    if len(facts) > MOST:
        raise ValueError(f"{len(facts):,} facts are too many for a pack: choose at most {MOST:,}")
    told = fact_lines(library, facts)
    if form == "docx":
        return to_docx(TITLE, told)
    drawn = to_html(TITLE, told) if form == "html" else _markdown(TITLE, told)
    return drawn.encode("utf-8", "replace")


def fact_lines(library: Library, facts: Sequence[Fact]) -> Iterator[Line]:
    """List facts as the paragraphs of a pack; one whose span does not read back is left out."""
    records = records_of(library, facts)
    for number, (fact, record) in enumerate(zip(facts, records, strict=True), start=1):
        with suppress(CitationError):
            citation = cite(library, number, fact.span, library.text(fact.span))
            who = "; ".join(filter(None, (fact.subject, *fact.issuers)))
            told = (kind_of(record), fact.when, who, fact.measure, value_of(record))
            parts = (*told, superseded_of(record))
            yield Line("said", plain(" · ".join(str(p) for p in parts if p)), (noted(citation),))
    yield Line("told", f"From index {library.version}.")


def _markdown(title: str, told: Iterable[Line]) -> str:
    drawn, notes = [f"# {inert(title)}"], list[str]()
    for line in told:
        first = len(notes) + 1
        notes += line.notes
        marks = "".join(f"[^{number}]" for number in range(first, len(notes) + 1))
        drawn.append(f"{inert(line.text)}{marks}")
    drawn += [f"[^{number}]: {inert(note)}" for number, note in enumerate(notes, start=1)]
    return "\n\n".join(drawn) + "\n"
