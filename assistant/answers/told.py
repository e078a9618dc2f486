"""What an answerer tells: values that the answerers and the composition share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.documents import Document, Span

if TYPE_CHECKING:
    from assistant.select import Scored

Documents = Callable[[str], Document]
"""Gives a document by its id."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the documents, and every place where they were found standing."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one kind of answerer is sure of; one that is not sure gives None in its place.

    Attributes:
        short: the answer alone.
        stands: the sentences that it stands on, which are given before any other.
        items: of a list, each with its places, or without where ``stands`` holds them; else empty.
        share: probability of the short answer among those proposed; None where none else was.
        alone: whether the sentences are the whole answer, so that none near them is given too.
    """

    short: str
    stands: tuple[Scored, ...]
    items: tuple[Quoted, ...] = ()
    share: float | None = None
    alone: bool = False
