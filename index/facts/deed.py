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
from index.facts.act_verbs import ACT, ADVERB, LASTS, STANDING, TO_COME
from index.facts.wording import actors, dotted, subject
from index.names import find_names, with_acronym, written_names
from index.regions import ORIGINS, is_place

# The date behind it belongs to what comes after it.
_BREAK = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|which|who|whom|whose|that|when|where|while"
    r"|because|although|so that|grew|rose|fell|reached|stood|accounted)\b"
)
_SINCE = re.compile(rf"\b(?P<verb>{STANDING})(?: since| from| as of| on| until)?\s*$")
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
_FAR = 120  # characters from a verb to its date
_BY = re.compile(r"\bby (?:the )?(?=[A-Z])")
_WHICH = re.compile(r"(?:, | )(?:which|who|that|whose (?:[\w-]+ ?){1,4})(?: then| also)?\s*$")
_IT = re.compile(
    rf"(?:\b(?:it|they)(?: {ADVERB})?|^|^(?:the|this) (?:company|firm|group|[a-z-]*maker|start-?up"
    r"|developer|ministry|commission|regulator|city|province)"
    r"|^(?:its|their) (?:[\w’'-]+ ){0,7}(?-i:[a-z])[\w-]*)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|they)\b")
_GOES_ON = re.compile(r"\b(?:and|but|then)$")
_OPENER = re.compile(r"^(?:Since|When|After|While|Although|Before|As|If|Until|Once|Where) ")
_WE = re.compile(r"\b(?:[Ww]e|I|you|one) $|^Our\b")
_JOINED = re.compile(r"(?:,? and (?:the )?|, (?:the )?)?")
_OWNS = re.compile(r"['’]s ")
_ENDS = re.compile(r"(?:['’]s)?(?: (?:group|team|company|subsidiary|officials|government))?")
_FOUNDED = re.compile(r"(?:founded|established|created|formed|set up)")
_PLACED = re.compile(
    r"\b(?:in|at|with|from|for|to|among|through|than|on|under|near) (?:the )?(?:[A-Z]\w+ and )?$"
)
# "Acme, which was founded in 2019, sued Bolt", "It is Acme, a maker of cranes that sued Bolt".
_RELATIVE = re.compile(r", (?:which|who|whose|where) [^,;]+,(?= )")
_PARTICIPLE = re.compile(r"[^,;:]{0,60}, (?:the )?(?=[A-Z])")
_DESCRIBED = re.compile(r", (?:an?|one of) [^,;]*$")
_TOLD_THAT = re.compile(r"(?:Media|Press|News|Reports?|Reporting)\b[^,;.]{0,40}? that ")
# "In a joint notice, MHS and …", "With Order No. 9 of 2031 the Ministry …".
_BY_PAPER = re.compile(
    r"(?:In|With|By|Through|Under) (?:(?:an?|its|their) (?:[a-z-]+ ){1,4}?[a-z-]+,"
    r"|[A-Z][a-z]+ [Nn]o\.? ?\d+(?: of (?:19|20)\d\d)?,?) (?:the )?(?=[A-Z])"
)
_PAPER_OF = re.compile(r"(?:An?|The) (?:[a-z-]+ ){1,3}(?:of|by|from) (?:the )?(?=[A-Z])")
_OWN = re.compile(
    r"(?:['’]s|(?<=\b[A-Z]{2})|(?<=[A-Z]{3})) (?!(?:and|of|in|on|for|to|by|with|at)\b)[a-z]+"
)
_DAY = len("2021-02")  # characters of a date that tells more than its year
_GENERAL = re.compile(
    rf"(?:{'|'.join(sorted(ORIGINS, key=len, reverse=True))}|Foreign|Domestic|Private|Public|Local)"
    r"(?: [A-Z]+)?|\d.*"
)


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
            if (deed.who or not loose) and not lasts and not _WE.search(text, 0, verb.start()):
                yield deed


def acting(text: str) -> tuple[str, ...]:
    """Name who acts in a headline: "MHS fines two ferries", or whose act it is: "MHS notice on"."""
    found = actors(text)
    names = find_names(dotted(text))
    if (found and not text.startswith(f"{found[0]} of ")) or not names:
        return found
    name, whole = names[0], with_acronym(text, names[0])
    if name[0] == 0 and (ACT.match(text, whole[1] + 1) or _OWN.match(text, whole[1])):
        return (text[slice(*name)],)
    told = _TOLD_THAT.match(text) or _BY_PAPER.match(text)
    return acting(text[told.end() :]) if told else ()


def within_subject(text: str) -> tuple[str, ...]:
    """Name whose a headline's subject is: "Cars with Acme's radios leave port"."""
    paper = _PAPER_OF.match(text)
    names = written_names(text[paper.end() :] if paper else subject(text) or "")[:1]
    return tuple(one for one in names if not is_place(one) and not _GENERAL.fullmatch(one))


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
    verb = form.search(text, end, last) or next(form.finditer(text, first, start), None)
    return None if verb is None or _STOP.search(text, *sorted((verb.start(), end))) else verb


def _after(text: str, time: Time, verbs: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """Find the verb after a date that opens its clause, or that a date stands right before."""
    _, start, end = time
    verb = next((v for v in verbs if v.start() >= end), None)
    if verb is None or _STOP.search(text, end, verb.start()):
        return None
    if _BREAK.search(text, end, verb.start()):
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
    return None if _STOP.search(between) or _BREAK.search(between) else verb


def _deed(text: str, time: Time, verb: re.Match[str], it: tuple[str, ...]) -> Deed:
    start, end = clause(text, verb.start(), verb.end(), MARKS)
    by = _BY.search(text, verb.end(), end)
    opened = start <= time[1] < verb.start() and _OPENS.search(text, 0, time[1])
    begin = time[2] if opened else start
    while begin < verb.start() and text[begin] in " ,":
        begin += 1
    if start and _PRONOUN.search(text, begin, verb.start()):
        it = actors(text[:start])[:1] or it  # of the clause before, or else of a sentence
    who = _before(text[begin:], verb.start() - begin, verb.end() - begin, it)
    if begin == verb.start() and (after := _PARTICIPLE.match(text, verb.end())):
        who = _agents(text[after.end() : end]) or who  # "Founded in 1957, the Institute …"
    told_by = by and not _BREAK.search(text, verb.end(), by.start())
    if by and told_by and not (who and _FOUNDED.fullmatch(verb["verb"])):
        who = _agents(text[by.end() : end])
    who = tuple(_OPENER.sub("", name) for name in who if not _GENERAL.fullmatch(name))
    return Deed(time[0], start, verb.start("verb"), end, who)


def _agents(after: str) -> tuple[str, ...]:
    """Name who acts by the words after "by": the names there, as far as they are joined."""
    found: list[str] = []
    at = 0
    for start, end in find_names(dotted(after)):
        if not _JOINED.fullmatch(after, at, start):
            break
        found.append(after[start:end])
        at = with_acronym(after, (start, end))[1]
    return tuple(found)


def _before(text: str, verb: int, end: int, it: tuple[str, ...]) -> tuple[str, ...]:
    """Name who acts by the words before a verb: those that begin the clause, or that end there.

    Args:
        text: from the clause on.
        verb: offset of its verb.
        end: offset after it.
        it: the names that "it" stands for.
    """
    set_aside = _RELATIVE.sub(lambda aside: "," + " " * (len(aside.group()) - 1), text[:verb])
    text = set_aside + text[verb:]
    own = _WHICH.sub("", text[:verb].rstrip())
    bare = re.sub(r"(?: \([^()]*\)|,)*\s*$", "", own)
    if _IT.search(bare):
        return it
    found = actors(text[:end])
    at = own.rfind(found[-1]) + len(found[-1]) if found else 0
    if found and (_GOES_ON.search(bare) or not _BREAK.search(own, at)):
        return found
    relative = own != text[:verb].rstrip()
    described = _DESCRIBED.search(own) if relative else None
    if described:
        bare = re.sub(r"(?: \([^()]*\)|,)*\s*$", "", own[: described.start()])
    names = find_names(dotted(bare))
    if names and _ENDS.fullmatch(bare, names[-1][1]):
        first, last = names[-1]
        return () if not relative and _PLACED.search(bare, 0, first) else (bare[first:last],)
    owner = next((name for name in names[:1] if _OWNS.match(bare, name[1])), None)
    return (bare[slice(*owner)],) if owner else ()
