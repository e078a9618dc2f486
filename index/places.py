"""Numbers of passages: in the order of documents, with room between them for later ones; pure.

The keyword index knows passages by number, and ties are told apart by number. With room between
documents a new one gets numbers where it belongs, and the others keep theirs.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_APART = 2**32  # between two documents at most: small numbers make a smaller keyword index
_END = 2**62  # SQLite's numbers end at 2**63

Extent = tuple[int, int]  # first number, and the number after the last


def allot(names: Sequence[str], kept: Mapping[str, Extent]) -> dict[str, Extent]:
    """Give each new document the numbers that it may use.

    Args:
        names: all documents in order.
        kept: the numbers in use, of those documents that keep theirs; in the same order.

    Returns:
        For each name that is not in ``kept``, its extent; it may be empty when there is no room.
    """
    given: dict[str, Extent] = {}
    for new, low, high in _gaps(names, kept):
        step = min(_APART, (high - low) // (len(new) + 1))
        for place, name in enumerate(new, start=1):
            given[name] = (low + place * step, low + (place + 1) * step)
    return given


def _gaps(names: Sequence[str], kept: Mapping[str, Extent]) -> Iterator[tuple[list[str], int, int]]:
    """List runs of new documents, each with the free numbers from ``low`` to before ``high``."""
    low = 0
    runs = [(is_kept, list(run)) for is_kept, run in groupby(names, key=kept.__contains__)]
    for at, (is_kept, run) in enumerate(runs):
        if is_kept:
            low = kept[run[-1]][1]
        else:
            high = kept[runs[at + 1][1][0]][0] if at + 1 < len(runs) else _END
            yield run, low, high
