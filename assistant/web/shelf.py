"""What an index holds, as the Library lists it: its documents, and the files that failed."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, Any

from assistant.visible import one_line
from assistant.web.text import written_date

if TYPE_CHECKING:
    from corpus.documents import Failure, Metadata
    from index.ledger import DocumentRecord
    from index.library import Library


def shelf(library: Library) -> dict[str, Any]:
    """List the documents in order of their ids, and what could not be read.

    Texts are on one line and as they stand in the documents: a page must not draw them as markup.
    """
    return {
        "version": library.version,
        "documents": [_document(library, record) for record in library.records],
        "failures": [_failure(failure) for failure in library.failures],
    }


def _document(library: Library, record: DocumentRecord) -> dict[str, Any]:
    meta = record.meta
    return {
        "id": record.id,
        "file": one_line(record.source),
        "title": one_line(meta.title),
        "original": one_line(meta.title_original or ""),
        "publisher": one_line(meta.publisher or ""),
        "series": one_line(meta.series or ""),
        "issued": meta.issued or "",
        "when": written_date(meta.issued, meta.issued_inferred) if meta.issued else "",
        "period": _period(meta),
        "language": meta.language,
        "passages": len(library.passages_of(record.id)),
    }


def _period(meta: Metadata) -> str:
    """Write the days reported on: a whole month or year by its name, else from when to when."""
    if meta.period is None:
        return ""
    first, last = meta.period
    for length in (4, 7):
        if first[:length] == last[:length] and _is_whole(first, last, length):
            return written_date(first[:length])
    return written_date(first) if first == last else f"{written_date(first)} – {written_date(last)}"


def _is_whole(first: str, last: str, length: int) -> bool:
    """Tell whether two days are the first and the last of a year (4) or of a month (7)."""
    if length == 4:
        return first[4:] == "-01-01" and last[4:] == "-12-31"
    year, month = int(first[:4]), int(first[5:7])
    return first[7:] == "-01" and last[8:] == f"{monthrange(year, month)[1]:02}"


def _failure(failure: Failure) -> dict[str, str]:
    return {"file": one_line(failure.source), "why": why(failure)}


def why(failure: Failure) -> str:
    """Say in one line why a file was not read, and what would do."""
    return one_line(f"{failure.reason}; {failure.remedy}")
