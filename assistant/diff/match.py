"""Statements of two sides matched: repeated, changed, dropped, new; pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.diff.statements import Statement
    from index.bert import Floats

ALIKE = 0.62  # how alike two statements are that say the same; see `likeness`
WORDS = 0.5  # what the words count in it beside the meaning


class Change(StrEnum):
    """What became of a statement."""

    NEW = "new"
    CHANGED = "changed"
    DROPPED = "dropped"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement of one side, or of both.

    Attributes:
        change: what became of it.
        old: as it was; None where it is new.
        new: as it is; None where it was dropped.
        likeness: of both, 0 to 1; 0 where there is but one.
    """

    change: Change
    old: Statement | None
    new: Statement | None
    likeness: float = 0.0


def match(
    old: Sequence[Statement],
    new: Sequence[Statement],
    before: Floats,
    after: Floats,
    weights: Mapping[str, float],
) -> list[Difference]:
    """Match the statements of two sides one to one, the most alike first.

    Args:
        old: of the one side.
        new: of the other.
        before: unit vectors of ``old``, their numbers masked, shape (m, d).
        after: the same of ``new``, shape (n, d).
        weights: rarity of each stem; a stem that is missing counts 1.

    Returns:
        Differences in the order of the new side, then what was dropped in that of the old one.
    """
    alike = likeness(old, new, before, after, weights)
    pairs = np.argwhere(alike >= ALIKE)
    order = sorted(pairs.tolist(), key=lambda pair: (-alike[pair[0], pair[1]], pair))
    taken: dict[int, int] = {}
    for first, second in order:
        if second not in taken and first not in taken.values():
            taken[second] = first
    found = []
    for at, statement in enumerate(new):
        if at in taken:
            earlier = old[taken[at]]
            same = earlier.values == statement.values
            change = Change.REPEATED if same else Change.CHANGED
            found.append(Difference(change, earlier, statement, float(alike[taken[at], at])))
        else:
            found.append(Difference(Change.NEW, None, statement))
    kept = set(taken.values())
    dropped = (one for at, one in enumerate(old) if at not in kept)
    return [*found, *(Difference(Change.DROPPED, one, None) for one in dropped)]


def likeness(
    old: Sequence[Statement],
    new: Sequence[Statement],
    before: Floats,
    after: Floats,
    weights: Mapping[str, float],
) -> Floats:
    """Tell how alike statements are, 0 to 1, shape (m, n): by their meaning and their words.

    The words by the Dice coefficient of their stems, each weighed by its rarity; numbers are left
    out. See ``match`` for the arguments.
    """
    if not old or not new:
        return np.zeros((len(old), len(new)), dtype=np.float32)
    names = sorted(frozenset().union(*(one.words for one in (*old, *new))))
    columns = {name: at for at, name in enumerate(names)}
    rarity = np.array([weights.get(name, 1.0) for name in names], dtype=np.float32)
    held, said = (_held(side, columns) for side in (old, new))
    shared = (held * rarity) @ said.T
    sums = (held @ rarity)[:, None] + (said @ rarity)[None, :]
    words = 2 * shared / np.maximum(sums, np.float32(1e-6))
    return np.asarray((1 - WORDS) * (before @ after.T) + WORDS * words, dtype=np.float32)


def _held(statements: Sequence[Statement], columns: Mapping[str, int]) -> Floats:
    """Tell which statement holds which stem, shape (n, stems): 1 or 0."""
    found = np.zeros((len(statements), len(columns)), dtype=np.float32)
    for row, statement in enumerate(statements):
        found[row, [columns[word] for word in statement.words]] = 1
    return found
