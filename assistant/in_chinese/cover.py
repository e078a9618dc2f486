"""Which of the words of a question in Chinese a text holds, without a list of words; pure.

Chinese writes no blanks. What a text holds of a run is told by the longest stretches of two or
more characters that both have, so that "每个站点最高补助" is held by "每个站点给予最高5万元的补助".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.keywords import CHINESE

if TYPE_CHECKING:
    from collections.abc import Iterable

_SMALL = frozenset(
    "提各等全共个为有每会可能应须需最时后前中内上下建年月日经并而且但所其该本此这那地得着过给"
)
_LEAST = 2  # characters of a stretch


def missing(run: str, text: str) -> list[str]:
    """List the stretches of a run that a text does not hold."""
    gaps: list[str] = []
    gap, at = "", 0
    while at < len(run):
        size = _longest(run, at, text)
        if size:
            gaps += [gap] if gap else []
            gap, at = "", at + size
        else:
            gap, at = gap + run[at], at + 1
    return [*gaps, gap] if gap else gaps


def _longest(run: str, at: int, text: str) -> int:
    """Give the length of the longest stretch from ``at`` on that a text holds; 0 for none."""
    least = 1 if len(run) == 1 else _LEAST
    size = 0
    while at + size < len(run) and run[at : at + max(size + 1, least)] in text:
        size = max(size + 1, least)
    return min(size, len(run) - at) if len(run[at : at + least]) == least else 0


def share(runs: Iterable[str], text: str) -> float:
    """Compute which share of the characters of some runs a text holds, 0 to 1."""
    total = lost = 0
    for run in runs:
        total += len(run)
        lost += sum(map(len, missing(run, text)))
    return 1 - lost / total if total else 0.0


def holds(runs: Iterable[str], text: str) -> bool:
    """Tell whether a text holds all of some runs, but for single small words between."""
    return all(gap in _SMALL for run in runs for gap in missing(run, text))


def is_chinese(text: str) -> bool:
    """Tell a text in Chinese from one in English that gives names in Chinese."""
    chinese = len(CHINESE.findall(text))
    latin = sum(char.isalpha() for char in text) - chinese
    return chinese >= _LEAST and chinese > latin
