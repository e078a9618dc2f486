"""What came in between two times, from what there was by each of them; pure.

"It had tested 600 ships by the end of 2020" and "by June 2021, 650": 50 in the first half of 2021.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.wanted import COUNT, wanted
from assistant.candidates import coverage
from assistant.computed.computed import LIKELY, Computed
from assistant.computed.parts import Part, parts
from assistant.computed.rows import row_of_amount
from assistant.computed.wording import amount
from assistant.question import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from assistant.candidates import Candidate
    from assistant.question import Query
    from assistant.select import Scored

_MONTHS = [name.lower() for name in calendar.month_name]  # the first is empty
_MONTH, _YEAR = rf"(?:{'|'.join(_MONTHS[1:])})", r"(?:19|20)\d\d"
_LAST_DAY = 28  # of a month, or later
_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_WITHIN = r"\b(?:in|during|over|within|throughout) (?:the )?"
_STRETCH = re.compile(
    rf"{_WITHIN}(?:(?P<order>{'|'.join(_ORDER)}) (?P<part>half|quarter) (?:of )?"
    rf"|(?:months? of )?(?P<month>{_MONTH}) |(?:whole )?(?:year )?(?:of )?)(?P<year>{_YEAR})\b"
    rf"|\b(?:between|from) (?P<from>{_MONTH}) (?:and|to|until) (?P<to>{_MONTH}) (?P<of>{_YEAR})\b",
    re.IGNORECASE,
)
# "By June 2022", "by the end of 2021"; by a year alone may be before its end.
_BY = re.compile(
    r"\bby (?:(?:the )?(?P<end>end)(?:[- ]of)?[- ])?(?:(?P<day>\d{1,2}) )?"
    rf"(?:(?P<month>{_MONTH}) )?(?P<year>{_YEAR})\b|\bby (?P<mid>mid)-(?P<of>{_YEAR})\b",
    re.IGNORECASE,
)
_HALF, _QUARTER = 6, 3  # months
_READ = 12  # sentences, best first
_ABOUT = 0.2  # of a question's weight that each must hold


@dataclass(frozen=True, slots=True)
class _Told:
    """How many there were by the end of a month, which is counted from the year 0."""

    month: int
    part: Part
    candidate: Candidate


def of_two_times(query: Query, ranked: Sequence[Scored]) -> Computed | None:
    """Tell how many came in over a stretch of time.

    Args:
        query: the question.
        ranked: sentences, best first.

    Returns:
        "50 (650 less 600)"; None where a question asks for something else, where there is not one
        amount by the time before the stretch and one by its end, or where a sentence tells of the
        stretch itself.
    """
    asked = _STRETCH.search(query.asked) if COUNT.search(query.asked) else None
    if asked is None or query.kind is not Kind.NUMBER:
        return None
    before, after = _months(asked)
    near = [
        s.candidate for s in ranked[:_READ] if coverage(query.weights, s.candidate.text) >= _ABOUT
    ]
    if any((m := _STRETCH.search(one.text)) and _months(m) == (before, after) for one in near):
        return None
    noun = wanted(query).noun
    told = [found for one in near for found in _by_a_time(noun, one)]
    early = [one for one in told if one.month == before]
    late = [one for one in told if one.month == after]
    if len({one.part.value for one in early}) != 1 or len({one.part.value for one in late}) != 1:
        return None
    one, other = early[0], late[0]
    if other.part.value <= one.part.value:
        return None
    rows = tuple(
        row_of_amount(x.candidate.span, x.candidate.text, x.part.span[0], x.part)
        for x in (other, one)
    )
    sum_ = f"{other.part.text} less {one.part.text}"
    short = f"{amount(other.part.value - one.part.value, one.part.unit)} ({sum_})"
    return Computed(short, (), rows, sum_, LIKELY)


def _months(found: re.Match[str]) -> tuple[int, int]:
    """Give the last month before a stretch of time, and its own last month."""
    if found["from"]:
        return _month(found["of"], found["from"]) - 1, _month(found["of"], found["to"])
    start = 12 * int(found["year"])
    if found["order"]:
        length = _HALF if found["part"].lower() == "half" else _QUARTER
        end = start + length * _ORDER[found["order"].lower()]
        return end - length, end
    if found["month"]:
        month = _month(found["year"], found["month"])
        return month - 1, month
    return start, start + 12


def _month(year: str, month: str) -> int:
    return 12 * int(year) + _MONTHS.index(month.lower())


def _by_a_time(noun: Collection[str], one: Candidate) -> Iterator[_Told]:
    """Give the one amount of what is counted that a sentence tells by the end of a month."""
    found = [part for part in parts(one.text) if part.exact and part.counted in noun]
    times = list(_BY.finditer(one.text))
    if len(found) != 1 or len(times) != 1:
        return
    (time,) = times
    if time["mid"]:
        yield _Told(12 * int(time["of"]) + _HALF, found[0], one)
    elif time["month"] and (time["end"] or int(time["day"] or _LAST_DAY) >= _LAST_DAY):
        yield _Told(_month(time["year"], time["month"]), found[0], one)
    elif time["end"] and not time["day"]:
        yield _Told(12 * int(time["year"]) + 12, found[0], one)
