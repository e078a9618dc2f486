"""What a question wants to be told, more closely than its kind: a person, a place; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.answers.values import find_amounts, find_dates
from assistant.currency import without_currency
from assistant.question import AUXILIARY, COUNTS, Kind, Query
from index.keywords import content_terms, stem
from index.names import find_names


class Type(StrEnum):
    """The type of a short answer."""

    DATE = "date"
    PERCENT = "percentage"
    MONEY = "money"
    AMOUNT = "amount"  # any other number
    PERSON = "person"
    BODY = "body"  # an organisation
    ACTOR = "actor"  # a person or an organisation
    PLACE = "place"
    CHINESE = "Chinese name"
    NAME = "name"  # of anything
    PHRASE = "phrase"


MEASURED = (Type.AMOUNT, Type.MONEY, Type.PERCENT)
"""The types that are told in numbers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants.

    Attributes:
        type: the type of the answer.
        noun: stems of the words that name it: "research organis" of "how many research
            organisations".
        subject: whether the answer does what is asked about ("Who issued …?"), so that it stands
            before the verb; None where the question does not tell.
    """

    type: Type
    noun: frozenset[str]
    subject: bool | None = None


DAY = frozenset(map(stem, ("day", "date")))
"""What a question is about that asks for a date to the day."""
_NOUN = re.compile(
    r"\b(?:how (?:many|much)|what|which|whose|no\. of)(?:['’]s)?"
    r" (?:kind of |type of |sort of )?(?:the )?"
    rf"(?:(?:{'|'.join(COUNTS)}|\d{{1,2}}) (?:of (?:the )?)?)?"
    rf"((?:(?!(?:{AUXILIARY}|of|for|in|on|to|with|by|from|the)\b)[\w'’&-]+ ?){{1,4}})",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r" ?\b[a-z]{2,}(?<!e)ed ?$", re.IGNORECASE)  # "how many cities joined"
_SHARES = frozenset(map(stem, "share proportion portion part slice fraction".split()))
_BELOW_ZERO = re.compile(r"(?:[-−–]|minus ) ?\d", re.IGNORECASE)
# Words before a noun, up to it: "what AI company", and not "what does the company".
_UP_TO = rf"(?:(?!{AUXILIARY}\b)[\w-]+ )"
_PERCENT = re.compile(
    r"\b(?:percent(?:ages?)?|per cent|(?<!per )shares?(?! with\b| price)|proportion|portion|slice"
    r"|fraction|stake|how (?:busy|full)|what part|ratio|margins?|utili[sz]ation)\b|%",
    re.IGNORECASE,
)
OF_MONEY = re.compile(
    r"\bhow much (?:money|did|does|do|is|was|were|has|have|will|would|should)\b|\bworth\b"
    r"|\b(?:budgets?|cost|costs|price|prices|revenue|invest\w*|spen[dt]\w*|pay|pays|paid"
    r"|charged?|funding|valued?|fine|fines|sums?|yuan|euros?|dollars?|money|turnover"
    r"|turn(?:ed)? over|gross(?:ed)?|profits?|subsid\w+)\b"
    r"|\bhow (?:expensive|costly|dear|cheap)\b"
    r"|\bhow (?:big|large|high) (?:is|was|are|were|will)\b[^,;?]*\bfunds?\b",
    re.IGNORECASE,
)
"""What a question has that asks for a sum of money."""
# What a stake costs is no share.
_COSTS = re.compile(
    r"\bhow much (?:did|does|do|will|would) [^?]*\bcost\b|\bcost\w* how much\b|\bhow expensive\b",
    re.IGNORECASE,
)
# What tells how long something is or takes.
_HOW_LONG = re.compile(
    r"\bhow long\b|\b(?:with)?in (?:what|which) (?:time|period)\b"
    r"|\bhow (?:quickly|soon)\b(?!.*\b(?:gr[eo]w|ris|ros|increas|expand|fall|fell)\w*)",
    re.IGNORECASE,
)
LENGTHS = frozenset(
    map(
        stem, "hours days weeks months years minutes kilometres kilometers metres meters km".split()
    )
)
"""What a question wants that asks how long something is or takes."""
_CHANGE = re.compile(
    r"\b(?:how (?:much|far)|by how (?:much|many)|by what|how many (?:percentage )?points)\b"
    r".*\b(?:grow|grew|grown|ris(?:e|en)|rose|increas\w+|fall|fell|fallen|drop\w*|declin\w+"
    r"|decreas\w+|shr[aiu]nk|chang\w+|gain\w*|los[et]|go(?:ne)? (?:up|down)|went (?:up|down))\b",
    re.IGNORECASE,
)
COUNT = re.compile(r"\bhow many\b|\b(?:no\.|number) of\b|\bhead ?count\b", re.IGNORECASE)
"""What a question has that asks how many there are."""
_PART_OF = re.compile(r"\bhow much of (?:the|its|their|this|that|these)\b", re.IGNORECASE)
# "How many staff did it lose?"
_LOST = re.compile(
    r"\bhow (?:many|much) (?:[\w-]+ ){1,4}(?:did|has|have|had) [^?]*"
    r"\b(?:los[et]|shed|gain(?:ed)?)\b",
    re.IGNORECASE,
)
# "Which is larger, and by how many tonnes": what is larger is wanted.
_AND_BY = re.compile(r",? and by how (?:much|many|far)\b[^?]*\??$", re.IGNORECASE)
_MANNER = re.compile(r"\s*(?:and |so |but )?how\b", re.IGNORECASE)
_CHINESE = re.compile(r"\bchinese (?:name|title|term|word|characters?)\b|\bin chinese\b", re.I)
_PERSON = re.compile(
    r"\b(?:which|what|name of the|who is the|who was the) (?:\w+ )?(?:official|person|minister"
    r"|vice premier|premier|chair(?:man|woman|person)?|director|president|ceo|author|researcher"
    r"|scientist|analyst|founder|politician|member|scholar)s?\b|\bwho (?:chair(?:s|ed)?|heads?"
    r"|leads?|gave|succeed\w*)\b"
    r"|\bwho (?:is|was)\b"
    r"(?! (?:(?:(?:going|set|due|subject|(?:expect|requir|oblig|suppos|allow|entitl)ed) )?to"
    r"|responsible|eligible|exempt|liable|in charge|behind)\b)",
    re.IGNORECASE,
)
_FIRM = (
    r"(?:\w*maker|supplier|developer|manufacturer|producer|vendor|operator|integrator|investor"
    r"|lender)"
)
_BODY = re.compile(
    rf"\b(?:which|what) {_UP_TO}{{0,3}}(?:body|bodies|ministry|ministries|agency|agencies"
    r"|authorit\w+|organi[sz]ation|institut\w+|universit\w+|compan\w+|firms?|start-?ups?|group"
    r"|bank|bureau|commission|committee|office|association|federation|alliance|department"
    rf"|regulator|think tank|publisher|school|{_FIRM}|foundry|insurer|broker)\b"
    r"|^(?:the )?(?:biggest|largest|leading|top|main|number one|no\. 1) (?:[\w-]+ ){0,3}?"
    rf"(?:{_FIRM}|shareholder|importer|exporter|buyer|seller|owner|employer|provider|funder|sponsor"
    r"|builder)\b",
    re.IGNORECASE,
)
_ACTOR = re.compile(r"\bwho(?:m|se)?\b|\bissuers?\b|\bowners?\b|\bpublishers?\b", re.IGNORECASE)
_PLACE = re.compile(
    rf"\bwhere\b|\b(?:which|what) {_UP_TO}{{0,2}}(?:city|cities|town|province|county|countr\w+"
    r"|place|region|municipality|district|continent|location)\b",
    re.IGNORECASE,
)
# "Who issued", "which group let": what follows the question word is the verb, not a subject.
_SUBJECT = re.compile(
    rf"\bwho (?!{AUXILIARY}\b)\w+|\bwho (?:is|was|are|were|has|had) (?:\w+ed|\w+ing)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:who(?:m|se)?|what|which|where)\b[^?.;:]{0,60}?\b(?:do|does|did)\b", re.IGNORECASE
)


def wanted(query: Query) -> Wanted:
    """Tell what a question wants to be told."""
    text = without_currency(query.asked)
    noun = _NOUN.search(_AND_BY.sub("", text))
    named = content_terms(_PARTICIPLE.sub("", noun.group(1))) if noun else ()
    nouns = LENGTHS if _HOW_LONG.search(text) else frozenset(map(stem, named))
    type_ = _type(query.kind, text)
    if type_ is Type.AMOUNT and text != query.asked:
        type_ = Type.MONEY
    return Wanted(type_, nouns, _is_subject(text))


def _type(kind: Kind, text: str) -> Type:
    if _CHINESE.search(text):
        return Type.CHINESE
    if kind is Kind.DATE:
        return Type.DATE
    if kind is Kind.NUMBER:
        if COUNT.search(text) or _HOW_LONG.search(text) or _PART_OF.search(text):
            return Type.AMOUNT
        if asks_for_change(text):
            return Type.AMOUNT  # of whatever: spending may fall by a sum or by a share
        found = ((Type.MONEY, _COSTS), (Type.PERCENT, _PERCENT), (Type.MONEY, OF_MONEY))
        return next((t for t, pattern in found if pattern.search(text)), Type.AMOUNT)
    if kind in (Kind.PERSON, Kind.NAME, Kind.OTHER) and not _MANNER.match(text):
        named = (
            (Type.PERSON, _PERSON), (Type.BODY, _BODY), (Type.PLACE, _PLACE), (Type.ACTOR, _ACTOR),
        )  # fmt: skip
        return next((t for t, pattern in named if pattern.search(text)), Type.NAME)
    return Type.PHRASE


def may_be(text: str, wanted: Wanted) -> bool:
    """Tell whether a text may be what is wanted: a number is nobody, and no words are a number.

    No share is below zero.
    """
    if wanted.noun & _SHARES and _BELOW_ZERO.match(text):
        return False
    if wanted.type in MEASURED:
        return bool(find_amounts(text[:1].lower() + text[1:]) or re.search(r"\d", text))
    if wanted.type not in (Type.PERSON, Type.BODY, Type.ACTOR):
        return True
    lower = text[:1].lower() + text[1:]
    values = [*find_dates(text), *find_amounts(lower)]
    bare = "".join(c for at, c in enumerate(text) if not any(a <= at < b for a, b in values))
    return bool(content_terms(bare)) and bool(not text[:1].isdigit() or find_names(text))


def asks_for_change(question: str) -> bool:
    """Tell whether a question asks by how much something changed."""
    return bool(_CHANGE.search(question) or _LOST.search(question))


def _is_subject(text: str) -> bool | None:
    if _OBJECT.search(text):
        return False
    return True if _SUBJECT.search(text) else None
