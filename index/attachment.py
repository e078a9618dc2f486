"""What a number of a sentence is attached to: its clause, its time, its name, its part; pure.

The rules of facts and the choice of a short answer read a sentence by the same functions.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from corpus.dates import dates
from index.names import find_names
from index.quantities import SPELLED, TIMES, Quantity, quantities

Time: TypeAlias = tuple[str, int, int]
"""A time as ``Fact.when`` writes it, with its first character and the one after its last."""

_BESIDE = r"(?<!respectively),(?! respectively\b)"  # such commas set no clauses apart
CLAUSE = re.compile(rf"[;:](?=\s)|,(?= (?:and|but|while|which|whereas) )|{_BESIDE} (?=\D)")
PART = re.compile(r"[;](?=\s)")
_BEFORE = r"before(?=[,.;:)]|$| (?:and|but)\b)"
_UNIT = "(?:year|quarter|month|week|day)"
_AWAY = re.compile(
    rf"\b(?:(?P<count>an?|{'|'.join(SPELLED)}|\d{{1,2}}) (?P<unit>{_UNIT})s? "
    rf"(?P<way>earlier|ago|{_BEFORE}|later|afterwards)(?! than\b)"
    rf"|the (?:(?:previous|prior|preceding) {_UNIT}|{_UNIT} (?:earlier|{_BEFORE})))\b",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(r"(?<!\bthe )\blast year\b(?! (?:for|that|in|of|when)\b)", re.IGNORECASE)
_QUARTERS, _MONTHS = 4, 12
_THAN = r"than|than in|against|compared (?:with|to)"
_COMPARED = re.compile(rf"\b(?:on|{_THAN}) $", re.IGNORECASE)
# "after a loss in the same quarter of 2023": no figure stands between.
_SAME = re.compile(
    rf"\b(?:on|over|from|after|{_THAN})\b[^,;.()\d]* same (?:\w+ )?(?:of |in )?$", re.I
)
_BRACKETED = re.compile(r"\([^()]*\)")
_CHANGED_FROM = re.compile(rf"\b(?:on|over|from|{_THAN}|(?:as|that|those) (?:in|of)) $", re.I)
# "…, up from RMB 0.4 billion in 2021": a time there is of nothing else in the sentence.
_ASIDE = re.compile(
    r"(?:(?:up|down|and|but) )?(?:from|after|against|following|compared (?:with|to)|versus|than)\b",
    re.IGNORECASE,
)
# "founded in 2012, about 780 staff": the time is of nothing else either.
_FOUNDED = re.compile(
    r"(?:(?:and|but|which|who|it) )?(?:was |were )?(?:founded|established|set up|created|formed"
    r"|spun off|born)\b(?=.*\b(?:in|on|since)\b)",
    re.IGNORECASE,
)
_AFTER_THAT = re.compile(r"\b(?:after|than|from|against) (?:that|those) (?:of|in|for) $")
# "in 2019 and 7 tonnes": what stands beyond such a word is rather of another number.
_TURNS = re.compile(r"\b(?:and|but|to|from|after|against|than|versus|compared)\b", re.IGNORECASE)
_BEYOND = 30  # characters that it counts
_OPENS = re.compile(r"(?:(?:and|but) )?(?:in|by|at|on|since|for|during|until|as of)\b", re.I)
_BRACKET = re.compile(r" ?\(")
_CLOSED = re.compile(r"\)(?=[,.;:”\[]| (?:and|or)\b|$)")
_ALTERED = re.compile(
    r"\b(?:raised|lifted|increased|cut|lowered|reduced|revised|changed|upped|adjusted|corrected)\b"
)
GIVES_WAY = re.compile(
    r"\b(?:(?:up|down) from|instead of|rather than|previously|formerly|originally"
    r"|(?:previous|earlier|former|original|old)(?: [a-z-]+){0,3} (?:of|was|were)"
    r"|replac(?:es|ed|ing)(?: [a-z-]+){0,4})(?: the)? $",
    re.IGNORECASE,
)
"""What stands before a number that another takes the place of: "up from", "instead of"."""
_TO = re.compile(r"\bto $")
_STOP = re.compile(r"[.;]|$")
_OF_WHICH = re.compile(r"[,;(–—] ?(?:(?:out )?of|among) (?:which|whom)\b(?:(?!, (?=\D))[^;)])*")


def clause(text: str, start: int, end: int, marks: re.Pattern[str] = CLAUSE) -> tuple[int, int]:
    """Find the clause that holds a number, between marks that set clauses apart.

    A clause that is the number alone ("$70 billion: the pledge") has all of the text.

    Args:
        text: a sentence.
        start: offset of the number's first character.
        end: offset after its last.
        marks: what stands between clauses.
    """
    first, last = 0, len(text)
    for mark in marks.finditer(text):
        if mark.end() <= start:
            first = mark.end()
        elif mark.start() >= end:
            last = mark.start()
            break
    while first < last and text[first].isspace():
        first += 1
    alone = not re.sub(r"[\W\d]", "", text[first:start] + text[end:last])
    return (0, len(text)) if alone else (first, last)


def years_told(text: str) -> list[Time]:
    """List the years that a text names, each with its place."""
    return [(str(d.date.year), d.start, d.end) for d in dates(text) if d.date.year]


def away(text: str, times: Sequence[Time], told: str | None = None) -> Iterator[Time]:
    """List the times told from another, "a year earlier", as that which they mean.

    Each counts from the last time before it, else from the first after it, else from that of the
    text. It is empty where there is none, or one too vague to count months or weeks from.

    Args:
        text: a sentence.
        times: those that it names.
        told: of what it stands in; or None.
    """
    for match in _AWAY.finditer(text):
        before = [time for time in times if time[2] <= match.start()]
        near = max(before, key=_end, default=min(times, key=_place, default=None))
        base = near[0] if near else told
        word = (match["count"] or "one").lower()
        count = int(word) if word.isdigit() else SPELLED.get(word, 1)
        step = count if (match["way"] or "").lower() in ("later", "afterwards") else -count
        unit = re.search(_UNIT, match[0], re.IGNORECASE)
        when = _moved(base, unit[0].lower() if unit else "", step) if base else ""
        yield when, match.start(), match.end()


def _moved(base: str, unit: str, step: int) -> str:
    """Give the time so many years, months or days from another; empty where it is vaguer."""
    year, rest = int(base[:4]), base[5:]
    if unit == "year":
        return f"{year + step}{base[4:7]}"
    if unit == "quarter" and rest.startswith("Q"):
        quarters = _QUARTERS * year + int(rest[1]) - 1 + step
        return f"{quarters // _QUARTERS}-Q{quarters % _QUARTERS + 1}"
    if unit == "month" and rest[:2].isdigit():
        months = _MONTHS * year + int(rest[:2]) - 1 + step
        return f"{months // _MONTHS}-{months % _MONTHS + 1:02}"
    if unit in ("week", "day") and len(base) == len("2021-02-01"):
        days = dt.timedelta(weeks=step) if unit == "week" else dt.timedelta(days=step)
        try:
            return str(dt.date.fromisoformat(base) + days)
        except (ValueError, OverflowError):  # a day that there is not: "29 February" of any year
            return ""
    whole = {"quarter": _QUARTERS, "month": _MONTHS}.get(unit)
    return str(year + step // whole) if whole and not rest and step % whole == 0 else ""


def last_years(text: str, now: str) -> list[Time]:
    """List the places that say "last year", with the year that it is; of a quote it is another.

    Args:
        text: a sentence.
        now: when it was written: an ISO 8601 date at any precision.
    """
    last = str(int(now[:4]) - 1)
    found = [match.span() for match in _LAST_YEAR.finditer(text)]
    return [(last, start, end) for start, end in found if not _is_quoted(text, start)]


def _is_quoted(text: str, at: int) -> bool:
    """Whether a quote has opened before a place, and has not closed there."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at) or text.count('"', 0, at) % 2 == 1


def time_of(
    text: str, start: int, end: int, times: Sequence[Time], told: str | None = None
) -> str | None:
    """Tell which time a number is told for; None where neither its sentence nor ``told`` says.

    It is the nearest of its own clause, or else of the rest that is not compared with it.

    Args:
        text: a sentence.
        start: offset of the number's first character.
        end: offset after its last.
        times: those that the sentence names.
        told: of what the sentence stands in; or None.
    """
    named = [t for t in times if not _is_compared(text, t)]
    meant = [t for t in away(text, times, told) if not _CHANGED_FROM.search(text, 0, t[1])]
    found = _beside(text, start, named + meant)
    first, last = clause(text, start, end)
    inside = [time for time in found if first <= time[1] < last]
    if not inside:
        begin, stop = clause(text, start, end, PART)
        rest = [time for time in found if not _is_aside(text, time)]
        inside = [time for time in rest if begin <= time[1] < stop] or rest
    chosen = min(inside, key=lambda time: (_gap(text, start, end, time), time[1]), default=None)
    return (chosen[0] or None) if chosen else told


def _is_compared(text: str, time: Time) -> bool:
    """Whether a time is only that of what is compared with: "than in 2020"."""
    year = len(time[0]) == len("2020") and any(
        form.search(text, 0, time[1]) for form in (_COMPARED, _AFTER_THAT)
    )
    return bool(year or _SAME.search(text, 0, time[1]))


def _beside(text: str, start: int, times: Sequence[Time]) -> list[Time]:
    """Leave out the times in brackets of their own figure; of a bracket's number, all but its own.

    "38% (2021: 12%)" has two figures with a time of one of them.
    """
    kept = list(times)
    for bracket in _BRACKETED.finditer(text):
        inside = [t for t in kept if bracket.start() <= t[1] < bracket.end()]
        if bracket.start() <= start < bracket.end():
            kept = inside or kept
        elif inside and any(q.unit not in TIMES for q in quantities(bracket[0])):
            kept = [t for t in kept if t not in inside]
    return kept


def _gap(text: str, start: int, end: int, time: Time) -> int:
    """Count the characters between a number and a time, more where the sentence turns there."""
    between = text[end : time[1]] if time[1] >= end else text[time[2] : start]
    turns = _TURNS.search(between) or ("," in between and not _opens(text, time))
    return len(between) + (_BEYOND if turns else 0)


def _opens(text: str, time: Time) -> bool:
    """Whether a time opens its clause, for all that follows: "In 2020, 30 percent"."""
    return bool(_OPENS.match(text, clause(text, time[1], time[2])[0]))


def _place(time: Time) -> int:
    return time[1]


def _end(time: Time) -> tuple[int, int]:
    """Order times by where they end; of two that end there, the longer one is the last."""
    return time[2], -time[1]


def _is_aside(text: str, time: Time) -> bool:
    """Whether a time is that of a number it is compared with, or of when something was founded."""
    first, last = clause(text, time[1], time[2])
    if _FOUNDED.match(text, first):
        return True
    rest = text[first : time[1]] + text[time[2] : last]
    return first > 0 and bool(_ASIDE.match(text, first) and re.search(r"\d", rest))


def gives_way(text: str, own: Quantity, found: Sequence[Quantity]) -> bool:
    """Tell whether a figure is told as one that another takes the place of.

    Args:
        text: a sentence.
        own: one of its quantities.
        found: all of them, in order.
    """
    if GIVES_WAY.search(text, 0, own.start):
        return True
    stop = _STOP.search(text, own.last)
    altered = _ALTERED.search(text, own.last, stop.start() if stop else len(text))
    if not stop or not altered:
        return False
    reach = range(altered.end(), stop.start() + 1)
    after = (q.start for q in found if q.unit == own.unit and q.start in reach)
    return any(_TO.match(text, start - len("to "), start) for start in after)


def names_of(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Find the numbers in brackets after a name, and the name of each: "Singapore (670)"."""
    told = {q.start: (q.start, q.end) for q in quantities(text)}
    named = {}
    for name in find_names(text):
        opened = _BRACKET.match(text, name[1])
        number = told.get(opened.end()) if opened else None
        if number and _CLOSED.match(text, number[1]):
            named[number] = name
    return named


def parts_told(text: str) -> list[tuple[int, int]]:
    """Find the clauses that tell of a part: ", of which 2.08 million were public"."""
    return [match.span() for match in _OF_WHICH.finditer(text)]
