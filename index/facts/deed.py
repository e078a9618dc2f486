"""What the prose says was done on a date: the verb, who did it, and when; pure.

A date belongs to the verb that it follows with no other verb between, to the one right after it,
or, where it opens its clause, to the first of that clause. Only verbs of single acts count: what
"grew" or "stood at" in a year is a figure and no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.attachment import Time, clause
from index.facts.act_verbs import ACT, LASTS, STANDING, TO_COME
from index.facts.doers import BREAK, doers
from index.facts.wording import actors, public_subject
from index.names import find_names

_SINCE = re.compile(rf"\b(?P<verb>{STANDING})(?: since| from| as of| on| until| to)?\s*$")
_BEFORE_DATE = (
    r"(?:[Ii]n|[Oo]n|[Ss]ince|[Aa]t)(?: the)?(?: (?:spring|summer|autumn|winter|fall) of)?"
)
_OPENS = re.compile(
    rf"(?:^|[;:] )(?:{_BEFORE_DATE}(?: (?:early|mid|late))?[ -])?$"
    rf"|(?:, |\b(?:and|but|when|while|where|which|who) ){_BEFORE_DATE}(?: (?:early|mid|late))?[ -]$"
)
# What such a word leads in to is no day of the act: "by 2025", "between 2006 and", "the draft of".
_OTHER = re.compile(
    r"\b(?:by|before|until|after|between|from|than|to|of|and|or|with|against|for|during|up to"
    r"|each|every)(?: (?:in|the|at|late|early|mid|end|beginning|close|of))*[ -]$|\d[-–/]$",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:in|on|since|from|at|of|by)(?: (?:early|mid|late))?[ -]$", re.IGNORECASE)
_OR_LATER = re.compile(r" or (?:later|earlier)\b| and (?:19|20)\d\d\b|[-–/]\d")
MARKS = re.compile(r"[;:] |, (?:and|but|while|whereas) ")
_STOP = re.compile(rf"[;:—]|{MARKS.pattern}")
_NUMBER = re.compile(
    r" (?:(?:the|its|their|about|around|some|nearly|almost|over|more than|only|another|first)"
    r" )*(?:(?:more|fewer|less|most|fewest)\b|(?:[A-Z]{2,3} ?)?[€$£¥]?\d)"
    r"|.{0,40}(?:\bper ?cent\b|%)"
)
_PASSIVE = re.compile(r"(?:was|were|been) ")
_NEXT = re.compile(r" (?:only |formally )?(?:in|on)(?: (?:early|mid|late))?[ -]")
_LASTING = re.compile(r"(?:^|[\s(])(?P<way>[Ss]ince|[Ff]rom)(?: (?:early|mid|late))?[ -]$")
_TO_COME = re.compile(r"(?:is|are|was|were)\b")
_CLOSE = re.compile(r",?\s?(?!(?:and|or|but) )(?:\S+ )?")
_FAR = 140  # characters from a verb to its date
_WE = re.compile(r"\b(?:[Ww]e|I|you|one) $|^Our\b")
_PRONOUN = re.compile(r"\b(?:it|they)\b")
# "It appeared in May, when MHS opened the quay": what was done then is what is told.
_WHEN = re.compile(r", when (?=(?:the |an? )?[A-Z])")
_TIMED = re.compile(r"\d")
_DAY = len("2021-02")  # characters of a date that tells more than its year


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that a sentence tells of.

    Attributes:
        when: its date, as ISO 8601 at the precision of the text.
        start: offset of the clause in the sentence.
        verb: offset of the verb.
        end: offset after the clause.
        who: the names that act, or are acted on where none does; empty where there are none.
    """

    when: str
    start: int
    verb: int
    end: int
    who: tuple[str, ...]


def deeds(text: str, times: Sequence[Time], it: tuple[str, ...] = ()) -> Iterator[Deed]:
    """Find the dated acts of a sentence.

    Args:
        text: the sentence.
        times: the dates that it gives.
        it: the names that "it" stands for.
    """
    if not times:
        return
    verbs = list(ACT.finditer(text[:1].lower() + text[1:]))
    named = find_names(text)
    told = set()
    for time in times:
        within = any(first < time[1] and time[2] <= last for first, last in named)
        if within and not _TOLD.search(text, 0, time[1]):
            continue  # "Made in China 2025"
        verb = _verb_of(text, time, verbs)
        if verb is not None and verb.start("verb") not in told:
            told.add(verb.start("verb"))
            deed = _deed(text, time, verb, it)
            passive = len(time[0]) >= _DAY and _PASSIVE.match(verb.group())
            loose = verb.groupdict().get("loose") and not passive
            lasts = loose and text.endswith("since ", 0, time[1])
            whose = deed.who or not loose or public_subject(text[deed.start : deed.end])
            if whose and not lasts and not _WE.search(text, 0, verb.start()):
                yield deed


def _verb_of(text: str, time: Time, verbs: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """Find the verb that a date belongs to; None where it is no single act's."""
    when, start, end = time
    if standing := _SINCE.search(text, max(0, start - 40), start):
        return standing
    if lasting := _lasting(text, time):
        return lasting
    bracketed = text[:start].endswith("(") and text.startswith(")", end)
    opens = _OPENS.search(text, 0, start)
    if (_OTHER.search(text, 0, start) and not opens) or _OR_LATER.match(text, end):
        return None
    behind = _behind(text, time, verbs)
    near = behind and _NEXT.fullmatch(text, behind.end(), start)
    verb = behind if near else _after(text, time, verbs) or behind
    if verb is None or (len(when) < _DAY and verb["often"]):
        return None
    vague = bracketed or len(when) < _DAY  # "The Center (August 2019) awards 44.2 points"
    return None if vague and _NUMBER.match(text, verb.end()) else verb


def _lasting(text: str, time: Time) -> re.Match[str] | None:
    """Find the verb of what has lasted since a date, or will be from one on: "since May, …"."""
    _, start, end = time
    lead = _LASTING.search(text, 0, start)
    if lead is None or _OR_LATER.match(text, end) or text.startswith((" to ", " until "), end):
        return None
    form = LASTS if lead["way"].lower() == "since" else TO_COME
    first, last = clause(text, start, end, MARKS)
    verb = form.search(text, end, last) or form.search(text, first, start)
    return None if verb is None or _STOP.search(text, *sorted((verb.start(), end))) else verb


def _after(text: str, time: Time, verbs: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """Find the verb after a date that opens its clause, or that a date stands right before."""
    _, start, end = time
    verb = next((v for v in verbs if v.start() >= end), None)
    if verb is None or _STOP.search(text, end, verb.start()):
        return None
    if _WHEN.match(text, end) and not _TIMED.search(text, end, verb.end()):
        return verb
    if BREAK.search(text, end, verb.start()):
        return None
    close = _CLOSE.fullmatch(text, end, verb.start()) and not _TO_COME.match(text, verb.start())
    return verb if close or _OPENS.search(text, 0, start) else None


def _behind(text: str, time: Time, verbs: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """Find the verb before a date, with no other between."""
    _, start, _ = time
    verb = next((v for v in reversed(verbs) if v.end() <= start), None)
    if verb is None or start - verb.end() > _FAR:
        return None
    between = text[verb.end() : start]
    return None if _STOP.search(between) or BREAK.search(between) else verb


def _deed(text: str, time: Time, verb: re.Match[str], it: tuple[str, ...]) -> Deed:
    start, end = clause(text, verb.start(), verb.end(), MARKS)
    opened = start <= time[1] < verb.start() and _OPENS.search(text, 0, time[1])
    begin = time[2] if opened else start
    while begin < verb.start() and text[begin] in " ,":
        begin += 1
    if pronoun := _PRONOUN.search(text, begin, verb.start()):
        it = actors(text[: start or pronoun.start()])[:1] or it  # of a clause before it
    who = doers(text[begin:end], verb.start() - begin, verb.end() - begin, it)
    return Deed(time[0], start, verb.start("verb"), end, who)
