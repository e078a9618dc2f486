"""Which documents are searched, by names as a person types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.batch import BatchError
from assistant.scope.within import choices, from_record, named
from assistant.show.documents import matching

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.scope.within import Within
    from index.library import Library


def chosen(
    library: Library,
    names: Mapping[str, Sequence[str] | None],
    dates: Mapping[str, str | None],
) -> Within:
    """Read a choice of documents.

    Args:
        library: the index.
        names: by ``publishers``, ``series``, ``languages`` and ``documents``.
        dates: by ``since`` and ``until``.

    Raises:
        BatchError: a name means nothing here, or a date is none.
    """
    told: dict[str, object] = dict(dates)
    try:
        there = choices(library.records) if any(names.values()) else {}
        for kind in ("publishers", "series", "languages"):
            known = [one["name"] for one in there.get(kind, ())]
            told[kind] = named(kind, names[kind] or (), known)
        documents = {name: matching(library.records, name) for name in names["documents"] or ()}
        for name, found in documents.items():
            if not found:
                raise ValueError(f"no document is called '{name}': see `briefings status`")
        told["documents"] = [record.id for found in documents.values() for record in found]
        return from_record(told)
    except ValueError as error:
        raise BatchError(str(error)) from error
