"""The two sides of a comparison, read from an index: two documents, or two dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.diff.match import Change, Difference, match
from assistant.diff.statements import Statement, statements
from assistant.show.documents import ShowError, matching
from index.facts.store import Wanted
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.encoder import Encoder
    from index.ledger import DocumentRecord
    from index.library import Library
    from index.passages import Passage

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NEAR = 4  # earlier passages that are compared with a statement


class DiffError(ShowError):
    """Sides that cannot be compared; the message says why and what would do."""


def differences(
    library: Library, encoder: Encoder, old: str, new: str, topic: str = ""
) -> list[Difference]:
    """Compare two documents by name, or what was known at two dates.

    Args:
        library: the opened index.
        encoder: the model that it was made with.
        old: a file name, an id, a part of either or of a title; or an ISO 8601 date.
        new: the same, of the other side.
        topic: words that a statement or the headings over it must all hold; empty for all.

    Raises:
        DiffError: nothing or more than one document goes by a name, only one of both is a date,
            or nothing was issued between two dates.
    """
    dates = [bool(_DATE.fullmatch(side)) for side in (old, new)]
    if any(dates) and not all(dates):
        raise DiffError(f"give two documents or two dates, not '{old}' and '{new}'")
    if all(dates):
        return _between_dates(library, encoder, old, new, topic)
    sides = [_one(library, name) for name in (old, new)]
    if sides[0].id == sides[1].id:
        raise DiffError(f"'{old}' and '{new}' are the same document")
    first, second = (_about(topic, _all(library, [side.id])) for side in sides)
    vectors = encoder.encode([statement.masked for statement in (*first, *second)])
    weights = _weights(library, (*first, *second))
    return match(first, second, vectors[: len(first)], vectors[len(first) :], weights)


def _one(library: Library, name: str) -> DocumentRecord:
    found = matching(library.documents(), name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise DiffError(f"no document is called '{name}': `briefings status` tells what is indexed")
    names = ", ".join(record.source for record in found[:4])
    raise DiffError(f"'{name}' may be several documents ({names}): name one of them")


def _between_dates(
    library: Library, encoder: Encoder, old: str, new: str, topic: str
) -> list[Difference]:
    """Compare what was issued between two dates with what had been issued before.

    Nothing is dropped so: what an earlier issue said is still known.
    """
    dated = [(record.meta.issued, record.id) for record in library.records if record.meta.issued]
    earlier = [name for issued, name in dated if _by(issued, old)]
    later = [name for issued, name in dated if _by(issued, new) and name not in earlier]
    if not later:
        raise DiffError(f"no document was issued after {old} and by {new}")
    told = _about(topic, _all(library, later))
    vectors = encoder.encode([statement.masked for statement in told])
    near: dict[str, Passage] = {}
    for vector in vectors:
        for name, _ in library.search_vectors(vector, _NEAR, earlier):
            near.setdefault(name, library.passage(name))
    before = _of_passages(library, near.values())
    known = encoder.encode([one.masked for one in before])
    found = match(before, told, known, vectors, _weights(library, (*before, *told)))
    return [one for one in found if one.change is not Change.DROPPED]


def _by(issued: str, date: str) -> bool:
    """Whether a document was out at a date, as far as both are precise."""
    return issued[: len(date)] <= date[: len(issued)]


def _all(library: Library, names: Iterable[str]) -> list[Statement]:
    return _of_passages(library, [one for name in names for one in library.passages_of(name)])


def _of_passages(library: Library, passages: Iterable[Passage]) -> list[Statement]:
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.span.doc_id, []).append(passage)
    return [
        statement
        for name, own in sorted(by_document.items())
        for statement in statements(
            library.document(name), own, library.facts(Wanted(docs=(name,)))
        )
    ]


def _about(topic: str, found: Sequence[Statement]) -> list[Statement]:
    wanted = stems(topic)
    return [one for one in found if wanted <= stems(" ".join([one.text, *one.section]))]


def _weights(library: Library, found: Sequence[Statement]) -> dict[str, float]:
    return library.rarity(frozenset().union(*(one.words for one in found)))
