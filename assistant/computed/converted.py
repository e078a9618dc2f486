"""An amount in the currency that a question asks for, as the text itself converts it; pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from assistant.candidates import coverage
from assistant.computed.computed import Computed
from assistant.computed.rows import row_of_amount
from assistant.currency import currency_asked
from corpus.documents import BlockKind
from index.keywords import stem
from index.quantities import are_one_sum, quantities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.candidates import Candidate
    from assistant.question import Query
    from assistant.select import Scored
    from index.quantities import Quantity

_READ = 4  # sentences, best first
_ABOUT = 0.6  # of a question's words, weighed, that a sentence holds with what stands over it
_OF_AMOUNTS = frozenset(map(stem, "worth amount volume value size much many money".split()))
_BESIDE = re.compile(r"\W*[(（]\W*|\s?\|\s?")  # what stands between an amount and its conversion


def in_currency(query: Query, ranked: Sequence[Scored]) -> Computed | None:
    """Give an amount in the currency that a question names; None where no sentence converts it.

    Args:
        query: the question.
        ranked: sentences, best first.
    """
    unit = currency_asked(query.asked)
    if unit is None:
        return None
    words = {key: weight for key, weight in query.weights.items() if key not in _OF_AMOUNTS}
    for scored in ranked[:_READ]:
        one = scored.candidate
        pairs = _converted(one.text)
        if len(pairs) == 1 and _is_meant(query, words, one):
            return _told(unit, pairs[0], one)
    return None


def _converted(text: str) -> list[tuple[Quantity, Quantity]]:
    """List the amounts of a text that it converts, each with the other."""
    return [
        (one, other)
        for one, other in pairwise(quantities(text))
        if are_one_sum(one, other) and _BESIDE.fullmatch(text, one.last, other.start)
    ]


def _is_meant(query: Query, words: Mapping[str, float], one: Candidate) -> bool:
    """Whether a row of a table is the one that a question names, or a sentence speaks of it."""
    told = f"{one.context} {one.text}"
    if one.block.kind is BlockKind.ROW:
        name = one.text.partition("|")[0].strip()
        if not mentions(name, query.asked):
            return False
    return not words or coverage(words, told) >= _ABOUT


def _told(unit: str, pair: tuple[Quantity, Quantity], one: Candidate) -> Computed | None:
    other, wanted = pair
    if wanted.unit != unit:
        return None
    short, converted = (one.text[each.start : each.last].strip() for each in (wanted, other))
    row = row_of_amount(one.span, one.text, wanted.start, wanted)
    query = f"{converted} as the text converts it"
    return Computed(f"{short} ({converted})", (), (row,), query)
