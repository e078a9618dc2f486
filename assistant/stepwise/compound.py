"""A question that asks several things, as questions that are answered one after the other; pure.

"Which body issued the plan, and when?" is answered in two parts: "Which body issued the plan?", and
then "When …?" of what was answered.
"""

from __future__ import annotations

import re

from assistant.answers.comparison import comparison
from assistant.answers.wanted import Type, wanted
from assistant.question import AUXILIARY, LONGEST_QUESTION, Kind, Query, kind_of
from index.names import find_names

_BEFORE = r"(?:(?:to|by|in|of|for|with|from|since|on|at|under|through) )?"
_ASKS = rf"{_BEFORE}(?:who|whom|whose|what|which|when|where|how (?:many|much|large|big|long|old))\b"
# "…, and when"; "how many A and how many B" likewise.
_JOINT = re.compile(rf"(?:,|;)? and (?:also )?(?={_ASKS})|\? (?:and )?(?={_ASKS})", re.IGNORECASE)
_LEAD = re.compile(rf"^[^?]*[.:] (?={_ASKS})", re.IGNORECASE)
# "The date of the draft and of the final version".
_OF_BOTH = re.compile(
    r"(?P<lead>[^?]*[.:] )?(?P<what>[^?:.]{3,60}? of) (?P<one>[^?]+?),? and of (?P<other>[^?]+)"
)
_ALONE = re.compile(
    rf"{_BEFORE}(?:when|where|whom?|(?:what|which) (?:year|day|date|month|city|country|place)"
    r"|how (?:much|many))",
    re.IGNORECASE,
)
_ASKING = re.compile(rf"{_ASKS}|[^?]*['’]s ", re.IGNORECASE)
_OTHER_END = re.compile(
    rf"{_BEFORE}(?:which|what|who|where) (?:the )?(?P<end>\w+est|most|least)", re.I
)
_END = re.compile(r"\b(?:\w{2,}est|most|least)\b", re.IGNORECASE)
_PHRASE = re.compile(
    rf"\b{_BEFORE}(?:(?:which|what|whose) (?!{AUXILIARY}\b)[\w-]+|who|whom|what|where|when)"
    rf"\b (?P<aux>{AUXILIARY}\b)?",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|they|them|he|she|him|(?P<own>its|their|his|her))\b", re.IGNORECASE)
_OWNER = re.compile(r"^(?:.*[.:] )?([\w-]+(?: [\w-]+)?)['’]s ")
_NAMING = (Type.BODY, Type.PERSON, Type.ACTOR, Type.PLACE, Type.NAME)
_KINDS = frozenset({Kind.DATE, Kind.NUMBER, Kind.PERSON, Kind.NAME, Kind.OTHER, Kind.DEFINITION})
_MOST = 3  # parts
_NAMES = 2  # of the first part, that a pronoun may mean


def parts(question: str) -> tuple[str, ...]:
    """Split a question that asks several things into what it asks; empty where it asks one.

    What leads in ("From the March issue: …") is put before each part.

    Args:
        question: standing alone.
    """
    text = " ".join(question[:LONGEST_QUESTION].split()).rstrip(" ?")
    if comparison(_query(text)) is not None:
        return ()
    lead, found = _split(text)
    if not 1 < len(found) <= _MOST:
        return ()
    if not all(_ALONE.fullmatch(part) or _is_brief(part) for part in found):
        return ()
    return tuple(f"{lead}{part}?" for part in found)


def _split(text: str) -> tuple[str, list[str]]:
    """Give what leads in, and what is asked after it."""
    if both := _OF_BOTH.fullmatch(text):
        return both["lead"] or "", [f"{both['what']} {both[name]}" for name in ("one", "other")]
    led = _LEAD.match(text)
    lead = led[0] if led else ""
    found = [part.strip(" ,;?") for part in _JOINT.split(text[len(lead) :])]
    if len(found) == 1 or not _ASKING.match(found[0]):
        return lead, []
    if _ALONE.fullmatch(found[0]) and (asks := re.match(_ASKS, found[1], re.IGNORECASE)):
        found[0] += found[1][asks.end() :]  # "when and where was it founded"
    if (end := _OTHER_END.fullmatch(found[-1])) and len(_END.findall(found[0])) == 1:
        found[-1] = _END.sub(end["end"], found[0])
    return lead, found


def _query(text: str) -> Query:
    return Query(text, text, kind_of(text), {})


def _is_brief(part: str) -> bool:
    """Tell whether a part asks for something that is told in a few words."""
    query = _query(part)
    return query.kind in _KINDS and wanted(query).type is not Type.PHRASE


def following(part: str, first: str, short: str) -> tuple[str, ...]:
    """Give the questions that a later part may mean, once the first is answered.

    Args:
        part: one of ``parts``.
        first: the first of them.
        short: its short answer.

    Returns:
        One where nothing refers back; where a pronoun does, one for each thing that it may mean.
    """
    led = _LEAD.match(part)
    own = part[len(led[0]) if led else 0 :].rstrip("?")
    if _ALONE.fullmatch(own):
        return (_of_the_first(own, first, short),)
    pronoun = _PRONOUN.search(part)
    if pronoun is None:
        return (part,)
    return tuple(
        part[: pronoun.start()] + name + ("'s" if pronoun["own"] else "") + part[pronoun.end() :]
        for name in _meant(first, short)
    ) or (part,)


def _of_the_first(asks: str, first: str, short: str) -> str:
    """Ask "when" of what the first part says, with its answer in the place of what it asks for."""
    found = _PHRASE.search(first)
    if found is None:
        return f"{first.rstrip('?')}, {asks}?"
    name = f" {found['aux']}" if found["aux"] else f" {short}"
    return f"{first[: found.start()]}{asks}{name} {first[found.end() :].strip()}"


def _meant(first: str, short: str) -> tuple[str, ...]:
    """List what a pronoun after a first part may mean: its answer, or a name in it."""
    own = [first[a:b] for a, b in find_names(first) if a > 0 or not _PHRASE.match(first)]
    owner = _OWNER.match(first)
    own = [owner[1], *own] if owner else own
    named = wanted(_query(first)).type in _NAMING and find_names(short)
    answers = [short] if named else []
    return tuple(dict.fromkeys([*answers, *own[:_NAMES]]))
