"""Which documents an answer is to be taken from, as its reader chose them; pure.

``assistant.scope.asked`` reads off a question which documents it prefers; this is a filter, laid
before every search and ranking, so that what is left is found as if there were nothing else.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.documents import Metadata
    from index.ledger import DocumentRecord

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MOST_NAMES, _LONGEST_NAME = 1_000, 1_000
_TOLD = 3  # names that are told of a longer list
_DATES = ("since", "until")


@dataclass(frozen=True, slots=True)
class Within:
    """What a document must be to be searched: one of each list that is not empty.

    Attributes:
        publishers: as the documents print them.
        series: as the documents print them.
        languages: ISO 639-1 codes.
        documents: ids.
        since: ISO 8601 date; documents issued before it, or without a date, are left aside.
        until: ISO 8601 date; documents issued after it, or without a date, are left aside.
    """

    publishers: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is left aside at all."""
        return self != EVERYTHING

    def holds(self, record: DocumentRecord) -> bool:
        """Tell whether a document is to be searched."""
        meta = record.meta
        return (
            _any(self.publishers, publishers_of(meta))
            and _any(self.series, (meta.series,))
            and _any(self.languages, (meta.language,))
            and _any(self.documents, (record.id,))
            and self._in_period(meta.issued)
        )

    def _in_period(self, issued: str | None) -> bool:
        """Compare as far as both dates are precise: a day of May is not before May."""
        if issued is None:
            return not (self.since or self.until)
        since, until = self.since or issued, self.until or issued
        return (
            issued[: len(since)] >= since[: len(issued)]
            and issued[: len(until)] <= until[: len(issued)]
        )

    def __str__(self) -> str:
        return "; ".join(self._told())

    def _told(self) -> Iterator[str]:
        for names in (self.publishers, self.series, self.documents):
            if names:
                yield _listed(names)
        if self.languages:
            yield f"language {' or '.join(self.languages)}"
        if self.since and self.until:
            yield f"issued {self.since} to {self.until}"
        elif self.since or self.until:
            yield f"issued since {self.since}" if self.since else f"issued until {self.until}"


EVERYTHING = Within()


def searchable(
    records: Iterable[DocumentRecord], as_of: str | None, within: Within = EVERYTHING
) -> dict[str, Metadata]:
    """Choose the documents that were out at a date; those without a date are taken to be.

    An inferred date is the earliest that a document can bear: it was not out before.

    Args:
        records: of all documents.
        as_of: ISO 8601 date; None means no limit.
        within: what else they must be.

    Returns:
        What the documents say of themselves, by their ids.
    """
    return {
        record.id: record.meta
        for record in records
        if within.holds(record)
        and (
            as_of is None
            or (issued := record.meta.issued) is None
            # As far as both are precise: a day of October was out as of October.
            or issued[: len(as_of)] <= as_of[: len(issued)]
        )
    }


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _TOLD
    return " or ".join(names if more <= 0 else (*names[:_TOLD], f"{more} more"))


def _any(wanted: Sequence[str], found: Iterable[str | None]) -> bool:
    return not wanted or any(one in wanted for one in found)


def publishers_of(meta: Metadata) -> tuple[str, ...]:
    """List the publishers of a document; where there are several they stand between bars."""
    return tuple(filter(None, (part.strip() for part in (meta.publisher or "").split("|"))))


def to_record(within: Within) -> dict[str, Any]:
    """Give what is chosen as a JSON object, without what is not."""
    return {name: value for name, value in asdict(within).items() if value}


def from_record(told: object) -> Within:
    """Read a JSON object, as ``to_record`` gives it or a browser sends it.

    Raises:
        ValueError: it is none, has another field, or a field of the wrong kind.
    """
    if not isinstance(told, dict) or not told.keys() <= {field.name for field in fields(Within)}:
        raise ValueError("a scope is an object of publishers, series, languages, documents, dates")
    values: dict[str, Any] = {
        name: check_date(name, value) if name in _DATES else _names(name, value)
        for name, value in told.items()
    }
    return Within(**values)


def check_date(name: str, value: object) -> str | None:
    """Check a date; None or an empty text is none.

    Raises:
        ValueError: it is not an ISO 8601 date.
    """
    if not value:
        return None
    if isinstance(value, str) and DATE.fullmatch(value):
        return value
    raise ValueError(f"{name} must be a date such as 2021, 2021-03 or 2021-03-31, not {value!r}")


def _names(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or len(value) > _MOST_NAMES:
        raise ValueError(f"{name} must be a list of at most {_MOST_NAMES:,} names")
    if not all(isinstance(one, str) and 0 < len(one) <= _LONGEST_NAME for one in value):
        raise ValueError(f"{name} must be names of 1 to {_LONGEST_NAME:,} characters")
    return tuple(dict.fromkeys(value))


def choices(records: Iterable[DocumentRecord]) -> dict[str, list[dict[str, Any]]]:
    """List what there is to choose from, each with how many documents it has, by name.

    Documents come newest first, each with its title and date; those without a date come last.
    """
    counts: dict[str, dict[str, int]] = {"publishers": {}, "series": {}, "languages": {}}
    known = sorted(records, key=lambda record: record.id)
    for record in known:
        meta = record.meta
        for kind, names in (
            ("publishers", publishers_of(meta)),
            ("series", (meta.series,) if meta.series else ()),
            ("languages", (meta.language,)),
        ):
            for name in dict.fromkeys(names):
                counts[kind][name] = counts[kind].get(name, 0) + 1
    told: dict[str, list[dict[str, Any]]] = {
        kind: [{"name": name, "count": found[name]} for name in sorted(found)]
        for kind, found in counts.items()
    }
    newest = sorted(known, key=lambda record: record.meta.issued or "", reverse=True)
    told["documents"] = [
        {"name": one.id, "title": one.meta.title, "issued": one.meta.issued or ""} for one in newest
    ]
    return told


def named(kind: str, names: Sequence[str], there: Sequence[str]) -> tuple[str, ...]:
    """Find names as a person types them: in any case, and in part where that names only one.

    Raises:
        ValueError: one names nothing or several; the message lists what there is.
    """
    return tuple(dict.fromkeys(_named(kind, name, there) for name in names))


def _named(kind: str, name: str, there: Sequence[str]) -> str:
    sought = name.strip().casefold()
    whole = [one for one in there if one.casefold() == sought]
    found = whole or [one for one in there if sought and sought in one.casefold()]
    if len(found) == 1:
        return found[0]
    problem = f"several {kind} are called" if found else f"no {kind} is called"
    raise ValueError(f"{problem} '{name}': there are {'; '.join(found or there) or 'none'}")
