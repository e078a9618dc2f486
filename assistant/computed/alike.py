"""Words that stand for each other in questions, tables and their heads; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.keywords import stem

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_ALIKE = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "company firm enterprise business",
        "body institute institution organisation",
        "nev ev vehicle car",
        "forecast forecaster expect expected predict",
        "share percent percentage proportion portion",
        "country nation",
        "worker employee staff headcount personnel workforce",
        "target goal aim",
        "project programme program plan",
        "sale sales sell sells sold",
        "change growth grow grew grown",
        "cost price expensive cheap cheaper cheapest dearer dearest",
        "length long longer longest shorter shortest",
        "throughput handle handled",
        "mass weight weigh weighs heavy heavier heaviest lighter lightest",
        "area field domain sector",
        "priority focus emphasis",
        "calendar deadline date",
        "seat headquarters base location",
    )
)


def widened(told: Collection[str], heads: Sequence[str]) -> frozenset[str]:
    """Give stems with those of words that tables use for them; "%" of a head is a share."""
    return alike({*told, *(["percent"] if any("%" in head for head in heads) else [])})


def alike(told: Collection[str]) -> frozenset[str]:
    """Give stems with those of words that tables use for them."""
    return frozenset(told).union(*(words for words in _ALIKE if words & set(told)))
