"""What the amounts of one sentence give: their gap, their sum, a share, what is left; pure."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.computed.named import NAMED, Worked, about, done, listed, named, of_one_unit, part_of
from assistant.computed.parts import BY, FROM, TO, Divided, Part, divided, own_words, parts
from assistant.computed.sought import PLANNED, Sought, Way
from assistant.computed.wording import amount, share_of, spoken_names, times_of
from corpus.dates import dates
from index.keywords import stems
from index.names import written_names
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_OWN = 0.5  # of what a question says besides the whole, that is said of its part alone
_OPENS = 0.6  # of what a question leaves out, that stands before the amount of it
_CLAUSE = re.compile(r"[;.]|\b(?:and|while|but|whereas)\b", re.IGNORECASE)
_PERCENT = re.compile(r"\bpercent\w*\b|\bper cent\b|%", re.IGNORECASE)
_AIM = re.compile(r"\b(?:target|goal|aim|plan|want)\w*\b", re.IGNORECASE)
# "0.3 billion less than planned", "5 million tonnes short of its target".
_OFF_PLAN = re.compile(
    r"\s(?:(?P<less>less|fewer|lower|short|below|under)|more|higher|above|over|beyond)"
    r"(?: than| of)?"
    r"(?: (?:it|they|he|she|had|has|been|was|were|at first|originally|initially|first|its|their"
    rf"|the|own))* (?:{PLANNED}|plans?|targets?|goals?|aims?|budgets?|forecasts?)\b",
    re.IGNORECASE,
)
_ROOT = 5  # letters that the forms of a word share: "production", "produced"
_DAY = len("2021-03-02")


def work_out(asked: Sought, question: str, text: str) -> Worked | None:
    """Work out what is asked from one sentence; None where it does not tell all amounts of it.

    Args:
        asked: what is to be worked out.
        question: as asked.
        text: a sentence, with white space collapsed.
    """
    return _DO[asked.way](asked, question, text)


def _gap(asked: Sought, question: str, text: str) -> Worked | None:
    used = named(asked, text)
    if len(used) != 2:
        return None
    (_, one), (_, other) = used
    far = abs(one.value - other.value)
    short = f"{about(used)}{amount(far, one.unit)} ({listed(used, '; ')})"
    return Worked(short, used, done("the gap between", used))


def _missed(asked: Sought, question: str, text: str) -> Worked | None:
    """Tell by how much one amount of a sentence misses the other, which is a target."""
    for found in of_one_unit(asked, text):
        aims = [bool(_AIM.search(one.said)) for one in found]
        if len(found) == 2 and sum(aims) == 1 and found[0].agrees(found[1]):
            aim = found[aims.index(True)]
            far = abs(found[0].value - found[1].value)
            used = tuple(("the target" if one is aim else "reached", one) for one in found)
            short = f"{amount(far, aim.unit)} ({listed(used, '; ')})"
            return Worked(short, used, done("the gap between", used))
    return None


def _planned(asked: Sought, question: str, text: str) -> Worked | None:
    """Tell what was planned, from what came of it and by how much that was less or more."""
    told = parts(text)
    off = [(one, m) for one in told if (m := _OFF_PLAN.match(text, one.span[1]))]
    if len(off) != 1:
        return None
    ((far, found),) = off
    came = [one for one in told if one is not far and one.unit == far.unit]
    if len(came) != 1 or not came[0].agrees(far):
        return None
    (one,) = came
    planned = one.value + far.value if found["less"] else one.value - far.value
    sum_ = f"{one.text} {'and' if found['less'] else 'less'} {far.text}"
    used = (("came about", one), ("less" if found["less"] else "more", far))
    return Worked(f"{amount(planned, one.unit)} ({sum_})", used, f"{asked.way} {sum_}")


def _change(asked: Sought, question: str, text: str) -> Worked | None:
    """Tell by how much something changed "from 262% to 288%", where no change is told itself."""
    told = parts(text)
    for one, other in pairwise(told):
        before = one, other
        if TO.search(text, 0, one.span[0]) and FROM.search(text, 0, other.span[0]):
            before = other, one
        elif not (FROM.search(text, 0, one.span[0]) and TO.search(text, 0, other.span[0])):
            continue
        said = stems(f"{one.said} {other.said}") & asked.rest
        by = any(_tells_change(text, each, one, other) for each in told)
        if by or not said or not one.agrees(other) or one.value == other.value:
            continue
        first, last = before
        relative = _PERCENT.search(question) and "%" not in (one.unit or "")
        far = abs(last.value - first.value)
        change = amount(far, one.unit)
        if relative and first.value > 0:
            change = share_of(far, first.value)
        used = (("before", first), ("after", last))
        return Worked(
            f"{change} (from {first.text} to {last.text})", used, done("the change", used)
        )
    return _gap(asked, question, text)  # between the amounts of two years


def _tells_change(text: str, by: Part, one: Part, other: Part) -> bool:
    """Whether an amount is that of the change itself, in the same clause: "rose by 5 to 20"."""
    between = text[by.span[1] : one.span[0]] or text[other.span[1] : by.span[0]]
    return bool(BY.search(text, 0, by.span[0])) and not _CLAUSE.search(between)


def _total(asked: Sought, question: str, text: str) -> Worked | None:
    used = named(asked, text)
    if not used or "%" in (used[0][1].unit or ""):
        return None
    total = amount(sum(one.value for _, one in used), used[0][1].unit)
    return Worked(f"{about(used)}{total} ({listed(used, ' + ')})", used, done("the sum of", used))


def _times(asked: Sought, question: str, text: str) -> Worked | None:
    used = named(asked, text)
    if len(used) != 2 or min(one.value for _, one in used) <= 0:
        return None
    large, small = sorted(used, key=lambda pair: -pair[1].value)
    short = f"{times_of(large[1].value, small[1].value)} ({listed(used, '; ')})"
    return Worked(short, used, f"{large[1].text} ({large[0]}) by {small[1].text} ({small[0]})")


def _share(asked: Sought, question: str, text: str) -> Worked | None:
    """Give what share of a whole the one part is that the question speaks of."""
    found = divided(text)
    if found is None or any("%" in (one.unit or "") for one in parts(text)):
        return None
    whole = stems(found.whole.said)
    left = {word for word in asked.rest if not any(word[:_ROOT] == own[:_ROOT] for own in whole)}
    own = [own_words(one, (found.whole, *found.parts)) for one in found.parts]
    shares = [len(mine & left) / len(left) if left else 0.0 for mine in own]
    best = max(shares)
    if best < _OWN or shares.count(best) > 1 or found.whole.value <= 0:
        return None
    part = found.parts[shares.index(best)]
    used = (("the part", part), ("the whole", found.whole))
    share = share_of(part.value, found.whole.value)
    short = f"{share} ({part.text} of {found.whole.text})"
    return Worked(short, used, f"{part.text} as a share of {found.whole.text}")


def _extreme(asked: Sought, question: str, text: str) -> Worked | None:
    """Name what has the most or the least of a sentence's amounts, where each has a name."""
    of_all = divided(text)
    whole = of_all.whole.span if of_all else None
    units = ([one for one in found if one.span != whole] for found in of_one_unit(asked, text))
    choices = [
        (found, names)
        for found in units
        if len(found) > 1 and all(one.agrees(found[0]) for one in found)
        if (names := _names(found, text))
    ]
    if len(choices) != 1:
        return None
    ((found, names),) = choices
    values = [one.value for one in found]
    best = max(values) if asked.way is Way.MOST else min(values)
    if values.count(best) > 1:
        return None
    used = tuple(zip(names, found, strict=True))
    return Worked(names[values.index(best)], used, done(str(asked.way), used))


def _names(found: Sequence[Part], text: str) -> list[str]:
    """Name each of some amounts, all by the name before it or all by the one behind it.

    Empty where one has none there, or two have the same.
    """
    for behind in (False, True):
        names = []
        for one in found:
            start = text.index(one.said)
            sides = (one.span[1], start + len(one.said)) if behind else (start, one.span[0])
            told = written_names(text[slice(*sides)])
            names += [told[0] if behind else told[-1]] if told else []
        if len(set(names)) == len(found):
            return names
    return []


def _rest(asked: Sought, question: str, text: str) -> Worked | None:
    """Take from a whole what the question leaves out."""
    said = [one.value for one in quantities(question) if one.unit is None and not one.spelled]
    found = divided(text)
    if found and (not said or found.whole.value in said):
        whole, less = found.whole, _left_out(asked, found.parts) or _opens(asked, found, text)
    elif len(said) == 1:
        bare = [one for one in parts(text) if one.unit is None and one.exact]
        wholes = [one for one in bare if one.value == said[0]]
        rest = [one for one in bare if one.value < said[0]]
        if len(bare) != 2 or len(wholes) != 1 or len(rest) != 1:
            return None
        whole, less = wholes[0], tuple(rest) if _speaks_of(asked.things, rest[0], bare) else ()
    else:
        return None
    left = whole.value - sum(one.value for one in less)
    if not less or left < 0:
        return None
    used = (("all", whole), *(("left out", one) for one in less))
    names = spoken_names([one.text for one in less])
    short = f"{about(used)}{amount(left, whole.unit)} ({whole.text} less {names})"
    return Worked(short, used, f"{whole.text} less {names}")


def _left_out(asked: Sought, found: tuple[Part, ...]) -> tuple[Part, ...]:
    """Give the parts that a question leaves out: those of its things, or as many as it says."""
    told = [part_of(thing, found) for thing in asked.things]
    named = tuple(one for one in told if one is not None)
    if named and len(named) == len(told) == len({one.span for one in named}):
        return named
    counts = {one.value for thing in asked.things for one in quantities(thing)}
    return found if len(found) > 1 and counts == {len(found)} else ()


def _opens(asked: Sought, found: Divided, text: str) -> tuple[Part, ...]:
    """Give the one part whose sentence opens with all that a question leaves out.

    "Four hubs account for 127 of the 171 companies": no number parts them from the amount.
    """
    words = set().union(*map(stems, asked.things))
    opening = stems(text[: found.parts[0].span[0]]) if len(found.parts) == 1 else set()
    return found.parts if len(words) > 1 and len(words & opening) >= _OPENS * len(words) else ()


def _speaks_of(things: Sequence[str], one: Part, among: Sequence[Part]) -> bool:
    words = stems(" ".join(things))
    return bool(words) and len(words & own_words(one, among)) >= NAMED * len(words)


def _yearly(asked: Sought, question: str, text: str) -> Worked | None:
    """Multiply what is told of each year by the years."""
    found = [one for one in parts(text) if one.per == "year"]
    if len(found) > 1 and asked.noun:
        found = [one for one in found if asked.noun & stems(one.said)]
    if len(found) > 1 or (found and "%" in (found[0].unit or "")) or not asked.count:
        found = [one for one in found if one.unit and "%" not in one.unit and not asked.noun]
    if len(found) != 1:
        return None
    (one,) = found
    bound = f"{one.operator} " if one.operator else ""
    total = amount(one.value * asked.count, one.unit)
    short = f"{bound}{total} ({asked.count} years at {one.text} a year)"
    return Worked(short, (("a year", one),), f"{asked.count} years at {one.text} a year")


def _days(asked: Sought, question: str, text: str) -> Worked | None:
    """Count the days between the two dates of a sentence or of a row."""
    found = [one for one in dates(text) if len(one.date.iso() or "") == _DAY]
    if len(found) != 2 or not all(stems(thing) & stems(text) for thing in asked.things):
        return None
    one, other = (date.fromisoformat(each.date.iso() or "") for each in found)
    told = [text[each.start : each.end] for each in found]
    used = tuple(
        ("", Part(0, None, day, text, None, None, "", (each.start, each.end)))
        for day, each in zip(told, found, strict=True)
    )
    short = f"{amount(abs((one - other).days), 'day')} ({told[0]} to {told[1]})"
    return Worked(short, used, f"the days from {told[0]} to {told[1]}")


_DO: Mapping[Way, Callable[[Sought, str, str], Worked | None]] = {
    Way.GAP: _gap,
    Way.MISSED: _missed,
    Way.CHANGE: _change,
    Way.TOTAL: _total,
    Way.SHARE: _share,
    Way.TIMES: _times,
    Way.REST: _rest,
    Way.MOST: _extreme,
    Way.LEAST: _extreme,
    Way.YEARLY: _yearly,
    Way.DAYS: _days,
    Way.PLANNED: _planned,
}
