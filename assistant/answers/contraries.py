"""Words that say the contrary of each other, in pairs, and how many of them a text turns; pure."""

from __future__ import annotations

from typing import TypeAlias

from index.keywords import stem

Contraries: TypeAlias = tuple[tuple[frozenset[str], frozenset[str]], ...]
"""Pairs of stems: those of the one side say the contrary of those of the other."""


def contraries(*pairs: tuple[str, str]) -> Contraries:
    """Give the stems of pairs of words; a side may have several, with spaces between."""
    return tuple((_side(one), _side(other)) for one, other in pairs)


def turned(pairs: Contraries, asked: set[str], told: set[str]) -> int:
    """Count the pairs of which a question has the one side alone, and a text the other alone.

    Args:
        pairs: that are looked for.
        asked: stems of all words of the question.
        told: those of the text.
    """
    return sum(
        bool(asked & mine and told & other and not (told & mine or asked & other))
        for pair in pairs
        for mine, other in (pair, pair[::-1])
    )


def _side(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))
