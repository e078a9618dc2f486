"""Documents to passages: stretches of text that respect sections and fit the encoder."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.documents import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that is searched as one.

    Attributes:
        id: ``<document id>@<start>``; made from place, so that rankings can end in it.
        span: its characters.
        section: titles of the sections that hold it, outermost first.
        page: page that it starts on, from 1; None where the format has no pages.
    """

    id: str
    span: Span
    section: tuple[str, ...]
    page: int | None
