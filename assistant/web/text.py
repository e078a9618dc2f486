"""Words for a page: escaped, on one line, dates and counts as they are read."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date

from assistant.visible import one_line
from corpus.documents import Span


def escaped(text: str) -> str:
    """Write text on one line of HTML without its control and bidirectional-override characters."""
    return html.escape(one_line(text))


def written_date(iso: str, inferred: bool = False) -> str:
    """Write an ISO 8601 date for reading: ``2021-03-02`` gives ``2 March 2021``.

    One that is ``inferred`` says so. Anything that is not a date is given back as it came.
    """
    if inferred:
        return f"{written_date(iso)} (inferred)"
    try:
        day = date.fromisoformat((iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10])
    except ValueError:
        return iso
    return {4: f"{day:%Y}", 7: f"{day:%B %Y}"}.get(len(iso), f"{day.day} {day:%B %Y}")


def below(title: str, section: Sequence[str]) -> Sequence[str]:
    """Leave out a section path's first title where it only repeats the document's."""
    return section[1:] if section and section[0].casefold() == title.casefold() else section


def citation_href(span: Span) -> str:
    """Name a place in a document by the fragment that the page's script opens."""
    return f"#cite-{span.doc_id}-{span.start}-{span.end}"
