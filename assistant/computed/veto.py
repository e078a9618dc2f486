"""What a question says that rows leave untold, and that may not be passed over; pure.

A name, a place or a condition chooses what is meant. Rows that say nothing of it are other rows,
however much of the question they hold besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.computed.operation import Op
from index.keywords import acronyms, stem, stems
from index.names import written_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.computed.operation import Operation

_OF_ALL = (Op.COUNT, Op.MOST, Op.LEAST, Op.LATEST, Op.EARLIEST, Op.SAME)
# What says of rows no more than that they are there.
_NEUTRAL = frozenset(
    map(
        stem,
        "hand offer provide use run plan want set cover include appear cite introduce identify"
        " propose present report describe take part belong speak say tell see find new different"
        " single much many more most less least".split(),
    )
)


def is_vetoed(asked: Operation, left: Collection[str], weights: Mapping[str, float]) -> bool:
    """Whether rows leave untold what says which rows are meant.

    Args:
        asked: what is wanted to be computed.
        left: stems of the question that neither the rows nor what stands over them hold.
        weights: rarity of each stem of the question.
    """
    if leaves_a_name(asked.question, left, weights):
        return True
    return asked.op in _OF_ALL and any(weights.get(word) for word in set(left) - _NEUTRAL)


def leaves_a_name(question: str, left: Collection[str], weights: Mapping[str, float]) -> bool:
    """Whether a name of a question is among the stems that rows leave untold."""
    return any(_is_left(name, left, weights) for name in written_names(question))


def _is_left(name: str, left: Collection[str], weights: Mapping[str, float]) -> bool:
    """Whether the rarest word of a name is untold."""
    words = stems(name) | acronyms(name)
    rarest = max((weights.get(word, 0.0) for word in words), default=0.0)
    return rarest > 0 and any(weights.get(word) == rarest for word in words & set(left))
