"""What a figure is of, in words that its restatement elsewhere gives as well; pure.

Two figures are of one thing when their words are the same but for the figure, the words of aiming
and telling, and the bodies of the central government; and when they share unit, rate, time and
the places and names that stand over them. A word that only one of both has may tell it apart
("public charging points"), so that no word but those is left aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from corpus.dates import dates
from corpus.documents import BlockKind
from corpus.policies import CENTRAL
from index.attachment import GIVES_WAY, gives_way
from index.facts.fact import Certainty, Fact, Kind
from index.facts.surroundings import Place, place
from index.facts.wording import actors
from index.keywords import STOPWORDS, stem, terms
from index.names import MATTER, find_names, written_names
from index.quantities import Quantity, are_one_sum, quantities
from index.regions import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.documents import Document

_LEAST_GOAL, _LEAST = 2, 3  # words that tell what a figure is of; fewer may be of anything
_TITLES = 64  # sections, or sentences, whose names are kept in memory
_ALONE = 3  # words of a row's name that tell as much without the caption of its table
_TELLING = frozenset("from against before after above below between each few more most only other"
                     " own out not no nor off".split())  # fmt: skip
_STOP = STOPWORDS - _TELLING | {"per", "percent", "around", "least", "some", "number"}
_AIMED = """
    want wants wanted aim aims aimed aiming target targets targeted goal goals objective objectives
    plan plans planned planning seek seeks intend intends hope hopes call calls called ask asks
    asked demand demands foresee foresees foresaw foreseen set sets reach reaches reached reaching
    achieve achieves achieved hit raise raises raised raising lift lifts lifted increase increases
    increased grow grows expand expands expanded boost boosts cut cuts lower lowers lowered reduce
    reduces reduced put stand stands must shall now instead still again year annually total
    altogether expect expects expected pledge pledges pledged commit commits committed build builds
    built establish establishes established create creates created become becomes bring brings
    brought strive strives propose proposes proposed require requires required end latest
"""
_REACHED = """
    reach reaches reached stand stands stood amount amounts amounted total totals totalled totaled
    account accounts accounted came come comes hit now figure figures
"""
_RESTATED = "revise revises revised revising correct corrected restate restated update updated"
# "from 20" to 25: told in passing.
_FROM = re.compile(r"\b(?:from|not|against|compared (?:with|to)) $", re.IGNORECASE)
_RATE = re.compile(r"\b(?:a|per|each|every) (?:year|month|week|day|quarter|hour|head|capita)\b")
_BY = re.compile(r"\bby $")
_TO = re.compile(r"\b(?:to|at) $")
_RISE = re.compile(
    r"\b(?:rose|rises?|rising|grew|grow\w*|increas\w*|goes up|went up|up|rais\w+|higher|expand\w*"
    r"|climb\w*|lift\w*|boost\w*)\b",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?:fell|falls?|falling|declin\w+|decreas\w+|shr[aiu]nk\w*|dropp?\w*|contract(?:ed|s)|down"
    r"|lower\w*|cuts?|cutting|reduc\w+)\b",
    re.IGNORECASE,
)
_NATION = re.compile(
    r"\b(?:(?:in|across|throughout|for) )?(?:(?:the )?(?:People['’]s Republic of )?China"
    r"|the (?:whole |entire )?(?:country|nation)|nationwide|nationally)(?:['’]s)?\b"
    r"(?!['’-]|-?[A-Z])"
)
_GOVERNMENT = re.compile(
    rf"\b(?:the )?(?:{'|'.join(sorted(CENTRAL))}|State Council|(?:central )?[Gg]overnment"
    r"|[Ll]eadership|Ministry of [A-Z]\w+(?:(?:,? and|,| of) [A-Z]\w+)*"
    r"|National [A-Z]\w+(?:(?:,? and)? [A-Z]\w+)* (?:Commission|Administration)"
    r"|(?:[Tt]his|[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir) (?:(?:new|latest|revised|updated|final|draft"
    r"|current|joint|five-year|central|national) )*(?:plan|draft|document|roadmap|strategy|notice"
    r"|guidelines?|programme|program|ministry|government|authorities|regulators?|targets?|goals?))"
    r"\b(?:['’]s)?"
    r"(?: \([A-Z]{2,8}\))?"
)
_GOAL = re.compile(r"\b(?:targets?|goals?|aims?)\b", re.IGNORECASE)
# What these stand for is told elsewhere; of "the plan" and "the ministry" it does not matter.
_ANAPHORA = re.compile(
    r"\b(?:it|they|them|their|its|he|she|his|her|these|those|this|which|whom|who"
    r"|the (?:company|firm|group|carmaker|maker|city|province|region|town|district|county|fund"
    r"|project|bank|latter|former|same|others?)"
    r"|(?:that|the (?:first|second|third|two|three|last))(?= (?:is|are|was|were|has|had|have|will"
    r"|would|should|of)\b|[,.;]|$))\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:table|figure|box|exhibit) [\w.]+[:.]?\s*", re.IGNORECASE)
_MEASURE = frozenset("value figure measure indicator level size".split())
_INNER_CAPITAL = re.compile(r"\w[A-Z]")
_PLAIN = frozenset(
    """
    agriculture analysis annex appendix automation aviation background batteries cars chips climate
    comment comments companies conclusion conclusions contents data digital economy education energy
    environment events exports figures finance goals growth hardware health imports industry
    infrastructure innovation internet introduction investment labour logistics manufacturing
    markets news notes numbers outlook overview policies policy ports prices regulation research
    robots science security software sources space statistics steel summary targets tariffs taxes
    technology telecoms trade transport vehicles
    """.split()
)
"""Titles of one word that name nothing whose figures they are."""


def thing(fact: Fact, document: Document) -> int | None:
    """Tell what a target or an amount is of, as a number that equals that of its restatements.

    Args:
        fact: it, as the rules read it.
        document: the one that states it.

    Returns:
        None where it is no figure for a time, or its words do not tell what it is of.
    """
    words = described(fact, document)
    if words is None:
        return None
    digest = blake2b("\x1f".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def described(fact: Fact, document: Document) -> tuple[str, ...] | None:
    """Tell the same in words: sort, unit, rate and time, publisher, then what it is of, sorted.

    A publisher restates its own figures; what another counts is another figure. Goals belong to
    whoever sets them, whoever reports them.
    """
    known = isinstance(fact.value, int | float) and fact.when is not None and document.blocks
    if fact.kind not in (Kind.TARGET, Kind.AMOUNT) or fact.proposed_by or not known:
        return None
    where = place(document, fact.span)
    goal = fact.kind is Kind.TARGET or bool(_GOAL.search(where.clause))
    is_row = where.block.kind is BlockKind.ROW
    words = _of_row(fact, where, goal) if is_row else _of_clause(fact, where, goal)
    if words is None:
        return None
    meta = document.meta
    sort = "goal" if goal else "forecast" if fact.certainty is Certainty.FORECAST else "figure"
    by = "" if goal else meta.publisher or meta.series or ""
    rate = fact.qualifiers.get("per", "")
    return (sort, fact.unit or "", str(rate), str(fact.when), by, *sorted(words))


def _of_row(fact: Fact, where: Place, goal: bool) -> set[str] | None:
    """Give the words of a row's name and of its column, and of the caption of the table."""
    named = _words(f"{fact.subject or ''} | {fact.measure or ''}", goal) - _MEASURE
    caption = _words(_LABEL.sub("", where.caption), goal)
    if goal and len(named) >= _ALONE:
        caption = set()
    words = named | caption | _places_over(where.titles) | _names_over(where.titles[1:])
    return words if named and len(words) >= (_LEAST_GOAL if goal else _LEAST) else None


def _of_clause(fact: Fact, where: Place, goal: bool) -> set[str] | None:
    """Give the words around a figure, of its clause or else of its sentence."""
    least = _LEAST_GOAL if goal else _LEAST
    for text in dict.fromkeys((where.clause, where.sentence)):
        found = _figures(text)
        at = next((f for f in found if (f.of.value, f.of.unit) == (fact.value, fact.unit)), None)
        if at is None or at.aside:
            return None
        years = _years(text)
        others = years - {str(fact.when)[:4]}
        if years and others == years:
            return None  # its time is that of another clause
        move = _move(text, at.of)
        words = _words(_without_figures(text, at, found), goal, level=not move)
        words |= {"by " + move} if move else set()
        if len([word for word in words if not word[0].isdigit()]) >= least:
            return _with_surroundings(words | others, text, where, goal)
    return None


def _with_surroundings(words: set[str], text: str, where: Place, goal: bool) -> set[str] | None:
    """Add the names that stand before and over a figure, where its own words may leave them out."""
    if _says_whose(text):
        return words | _places_over(where.titles)
    over = _places_over(where.titles) | _names_over(where.titles[1:])
    told = _ANAPHORA.search(_without_government(text) if goal else text)
    if not told and (any(_places(text)) or _NATION.search(text)):
        return words | over
    around = {word for before in where.before for word in _names(before)}
    return words | over | around if around or not told else None


def _says_whose(text: str) -> bool:
    """Whether a clause begins with a name that is no common word for its capital alone."""
    for name in actors(text):
        first = re.sub(r"['’]s$", "", name.split()[0])
        if is_place(name) or is_place(first):
            return True
        if _INNER_CAPITAL.search(first) and not MATTER.fullmatch(first):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure in its text.

    Attributes:
        of: its quantity.
        begin: offset of the words before it by which it is told in passing, or else its own.
        aside: whether it is told beside another that counts.
    """

    of: Quantity
    begin: int
    aside: bool


@lru_cache(_TITLES)
def _figures(text: str) -> tuple[_Figure, ...]:
    found = list(quantities(text))
    before = [_FROM.search(text, 0, q.start) or GIVES_WAY.search(text, 0, q.start) for q in found]
    return tuple(
        _Figure(q, said.start() if said else q.start, bool(said) or gives_way(text, q, found))
        for q, said in zip(found, before, strict=True)
    )


def _without_figures(text: str, own: _Figure, found: Sequence[_Figure]) -> str:
    """Blank a figure, what it is converted to and what it takes the place of; mark all others."""
    rest = text
    for one in reversed(found):
        gone = one is own or one.aside or are_one_sum(own.of, one.of)
        said = "" if gone else f" {one.of.value} ".replace(".", "x")
        rest = rest[: one.begin] + said + rest[one.of.last :]
    return _RATE.sub(" ", rest) if own.of.per else rest


def _move(text: str, own: Quantity) -> str:
    """Tell whether a figure is a change, and which way; empty for a level."""
    rises, falls = bool(_RISE.search(text)), bool(_FALL.search(text))
    share = (own.unit or "").startswith(("%", "percentage"))
    changes = bool(_BY.search(text, 0, own.start)) or (share and not _TO.search(text, 0, own.start))
    if not changes or rises == falls:
        return "moved" if changes and rises else ""
    return "up" if rises else "down"


def _words(text: str, goal: bool, level: bool = True) -> set[str]:
    """Give the stems that tell what a text is of, dates and words of aiming left aside."""
    for found in reversed(list(dates(text))):
        if found.date.year or found.date.month:
            text = text[: found.start] + " " + text[found.end :]
    text = _NATION.sub(" ", _without_government(text)) if goal else _NATION.sub(" China ", text)
    if not goal or not level:
        text = _FALL.sub(" ", _RISE.sub(" ", text))
    aside = _stems(_AIMED if goal else _REACHED) | _stems(_RESTATED)
    words = (re.sub(r"['’]s?$", "", term) for term in terms(text) if term not in _STOP)
    return {stem(word) for word in words if len(word) > 1} - aside


def _years(text: str) -> set[str]:
    return {str(found.date.year) for found in dates(text) if found.date.year}


def _without_government(text: str) -> str:
    return _GOVERNMENT.sub(" ", text)


@cache
def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


@lru_cache(_TITLES)
def _names(text: str) -> frozenset[str]:
    """Give the stems of the names in a text, but for the country and its central government."""
    plain = _GOVERNMENT.sub(lambda m: " " * len(m[0]), _without_nation(text))
    named = map(terms, written_names(plain))
    return frozenset(stem(term) for words in named for term in words)


def _without_nation(text: str) -> str:
    return _NATION.sub(lambda found: " " * len(found[0]), text)


@lru_cache(_TITLES)
def _places_over(titles: tuple[str, ...]) -> frozenset[str]:
    """Give the stems of the places in the headings over a figure."""
    return frozenset(word for title in titles for word in _places(title))


@lru_cache(_TITLES)
def _names_over(titles: tuple[str, ...]) -> frozenset[str]:
    """Give the stems of headings that are names, as of a company whose figures stand there."""
    names = [title.strip(" .:") for title in titles]
    whole = [n for n in names if n.lower() not in _PLAIN and find_names(n) == [(0, len(n))]]
    return frozenset(stem(word) for name in whole for word in terms(_without_nation(name)))


def _places(title: str) -> Iterator[str]:
    plain = _without_nation(title)
    for start, end in find_names(plain):
        name = plain[start:end]
        for part in (name, *re.split(r"[ ,–-]+(?:and |of |for )?", name)):
            if is_place(part):
                yield from map(stem, terms(part))
