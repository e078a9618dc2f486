"""Which of the words of a question in Chinese a text holds, without a list of words; pure.

Chinese writes no blanks. What a text holds of a run is told by the longest stretches of two or
more characters that both have, so that "每个站点最高补助" is held by "每个站点给予最高5万元的补助".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.keywords import CHINESE, CJK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PARTING = "的了里与和及或将已也都之是由到在于对被达"
"""Characters that part the names beside them, and say nothing of the matter."""
_SMALL = frozenset(
    "提各等全共个为有每会可能应须需最时后前中内上下建年月日经并而且但所其该本此这那地得着过给"
)
_LEANS = re.compile(r"(?:其中|同时|此外|另外)?[，,]?(?:[该其此这它]|上述|前述|本条)")
_LEAST = 2  # characters of a stretch
# The last character of the name of a port, a city, a body, a line: there are several of each.
_KINDS = frozenset("港市省县区镇局厅部院校司团路线桥站厂国州会")
BEGINS = rf"(?:(?<!\w)|(?<=[{PARTING}各全每年月日所其该本此这那称我比共有为等]))"
"""A place where a name may begin, as a pattern; at any other a longer one goes on."""


def missing(run: str, text: str) -> list[str]:
    """List the stretches of a run that a text does not hold."""
    return [gap for gap, _ in _parted(run, text) if gap]


def _parted(run: str, text: str) -> Iterator[tuple[str, str]]:
    """Part a run into what a text does not hold, and the stretch after it which it does hold."""
    gap, at = "", 0
    while at < len(run):
        size = _longest(run, at, text)
        if size:
            yield gap, run[at : at + size]
            gap, at = "", at + size
        else:
            gap, at = gap + run[at], at + 1
    if gap:
        yield gap, ""


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


def leans(text: str) -> bool:
    """Tell whether a text is understood only with what stands before it."""
    return bool(_LEANS.match(text))


def is_of_other(runs: Iterable[str], text: str) -> bool:
    """Tell whether a text names, in the place of a run, another thing that ends as it does.

    Of 青溪水库 a text on 白沙水库 holds 水库, which ends the name of another there. What leans on
    the text before it tells of what is named there.
    """
    return not leans(text) and any(_is_other(run, text) for run in runs)


def _is_other(run: str, text: str) -> bool:
    parted = list(_parted(run, text))
    ends = [held for gap, held in parted if held and gap and gap not in _SMALL]
    if any(re.search(rf"(?!{BEGINS}){re.escape(held)}", text) for held in ends):
        return True
    if run[-1] not in _KINDS or run[-2:] in text:
        return False
    return bool(re.search(rf"(?<![该本此各全其])[{CJK}]{{2}}{run[-1]}", text))


def is_chinese(text: str) -> bool:
    """Tell a text in Chinese from one in English that gives names in Chinese."""
    chinese = len(CHINESE.findall(text))
    latin = sum(char.isalpha() for char in text) - chinese
    return chinese >= _LEAST and chinese > latin
