"""The documents that a question asks to be answered from ("in the March 2021 issue"); pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.scope.titled import titled
from index.cards import months
from index.keywords import content_terms, stem, stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from index.cards import Card

# What documents are called. The first two kinds name none by themselves: "the report" may be any.
PERIODICAL = frozenset("issue edition".split())
_ANY = PERIODICAL | frozenset("report paper study publication document volume review".split())
GENRES = _ANY | frozenset("briefing factsheet monograph newsletter bulletin digest".split())
_TOKEN = re.compile(r"[^\W_]+(?:[&.-][^\W_]+)*(?:['’]s\b)?|[^\w\s]|_")
_DEFINITE = frozenset("the our your this that these those its their".split())
_INDEFINITE = frozenset("a an any some no every each".split())
_STOPS = frozenset(
    "in from per by to according going as of with on under see for who whom whose what which when"
    " where why how is are was were do does did has have had can could will would should may"
    " might must and or but than then it they says say said issued published released ended started"
    " began expired many all both".split()
)
_CONTINUES = frozenset("of for from on about covering dated reporting".split())
_COVERS = frozenset("covering reporting about".split())
_LATEST = frozenset("latest newest last recent current".split())
_BEFORE = frozenset("previous preceding".split())
_FILLS = _LATEST | _BEFORE | frozenset("most year special".split())
_DATE = "0"  # stands for each word of a date, which may be a stop word: "may"
_MOST_WORDS = 6  # of a reference, on either side of what it calls the document
_BESIDE = re.compile(r" |,? (?:of |for |dated )?(?:the )?|'s ", re.IGNORECASE)
_YEAR = len("2021")
_LAST_MONTH = re.compile(r"\b(?:last|past|previous) month\b", re.IGNORECASE)
_BY = r"(?:according to|per|going by)"
_SAYS = (
    r"(?:say|said|report|wrote|write|name|list|mention|put|see|call|give|expect|think|describe"
    r"|claim|find|note)(?:e?s|e?d)?\b"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that name a document or several: "the chips factsheet", "our March 2021 issue".

    Attributes:
        place: offsets of the words in the question.
        genre: what it calls the document.
        words: stems of what else tells which one.
        months: the dates it gives, as ISO 8601 years or months.
        covers: whether they are what the document reports on, not when it was issued.
        definite: whether it speaks of documents that are known ("the", "our").
        latest: 1 for the newest, 2 for the one before it; 0 where it does not say.
    """

    place: tuple[int, int]
    genre: str
    words: frozenset[str] = frozenset()
    months: tuple[str, ...] = ()
    covers: bool = False
    definite: bool = False
    latest: int = 0

    def meets(self, other: Reference) -> bool:
        """Whether both stand in the same words."""
        return self.place[0] < other.place[1] and other.place[0] < self.place[1]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a question asks its answer to be taken from.

    Attributes:
        documents: ids of the documents; none where it names no document, or all that there are.
        question: the question without the words that name them.
    """

    documents: frozenset[str]
    question: str


def scope(question: str, cards: Sequence[Card]) -> Scope:
    """Tell which documents a question asks to be answered from.

    Args:
        question: standing alone.
        cards: of the documents that may be asked for.
    """
    said = references(question)
    said += tuple(one for one in _by_series(question, cards) if not any(map(one.meets, said)))
    meant = {reference: _meant(reference, cards) for reference in said}
    found = {name for names in meant.values() for name in names}
    if _LAST_MONTH.search(question):
        found |= _of_last_month(cards)
    names = {name for card in cards for name in card.names}
    speakers = {name for name in names if _speaks(name, question)}
    found |= {card.id for card in cards if speakers.intersection(card.names)}
    wrote = {name for card in cards for name in card.authors if _speaks_as_author(name, question)}
    found |= {card.id for card in cards if wrote.intersection(card.authors)}
    called, names_of_title = titled(question, cards)
    known = any(map(_genre, called.lower().split()))  # and is found as such, or not meant
    told = (names and _tells(r, called, question) for r, names in meant.items())
    called = "" if known or any(told) else called
    if called:
        found, meant = set(names_of_title), {}
    if not found:
        return Scope(frozenset(), question)
    for (start, end), named in sorted(((r.place, n) for r, n in meant.items()), reverse=True):
        question = question[:start] + question[end:] if named else question
    question = question.replace(called, "", 1)
    for name in wrote:  # which title pages and notes have, and not what its bearer says
        question = re.sub(
            rf",? \b{_BY} {_called(name)}", "", question, count=1, flags=re.IGNORECASE
        )
    return Scope(frozenset(found) if len(found) < len(cards) else frozenset(), question)


def _tells(reference: Reference, called: str, question: str) -> bool:
    """Whether words that name a document say more of it than its title does."""
    said = question[slice(*reference.place)]
    return bool(reference.months or reference.latest) or said in called or called in said


def references(question: str) -> tuple[Reference, ...]:
    """List the references of a question to documents, in order."""
    dated = [(start, end) for _, start, end in months(question)]
    tokens = [
        (_DATE if any(a <= m.start() < b for a, b in dated) else m.group().lower(), *m.span())
        for m in _TOKEN.finditer(question)
    ]
    return tuple(_references(question, tokens))


def _by_series(question: str, cards: Sequence[Card]) -> Iterator[Reference]:
    """Find issues named by their series and a date beside it: "the May 2021 Port Weekly"."""
    dated = [one for one in months(question) if len(one[0]) > _YEAR]
    if not dated:
        return
    full = {name for card in cards for name in card.names}
    short = {short for name in full for short in (name.partition(":")[0], name.rpartition(" ")[0])}
    written = {name: stems(name) for name in full | short if name in question}
    series = {
        name
        for name, own in written.items()
        if len(own) > 1 and any(own <= card.called and _bears(card, name) for card in cards)
    }
    for name in sorted(series, key=lambda name: (-len(name), name)):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", question):
            for month, start, end in dated:
                gap = question[end : found.start()] or question[found.end() : start]
                if _BESIDE.fullmatch(gap):
                    place = min(start, found.start()), max(end, found.end())
                    yield Reference(place, "issue", frozenset(stems(name)), (month,))


def _bears(card: Card, name: str) -> bool:
    return any(full.startswith(name) for full in card.names)


def _references(question: str, tokens: Sequence[tuple[str, int, int]]) -> Iterator[Reference]:
    words = [token for token, *_ in tokens]
    done = 0
    for at, word in enumerate(words):
        if at < done or not (genre := _genre(word)):
            continue
        before = list(takewhile(_describes, reversed(words[max(0, at - _MOST_WORDS) : at])))
        first = at - len(before)
        after = words[at + 2 : at + 2 + _MOST_WORDS] if words[at + 1 : at + 2] else []
        goes_on = after and words[at + 1] in _CONTINUES
        more = list(takewhile(_describes_on, after)) if goes_on else []
        last = at + 1 + len(more) if more else at
        opener = words[first - 1] if first else ""
        done = last + 1
        if opener not in _INDEFINITE:
            place = tokens[first][1], tokens[last][2]
            yield _read(question, place, genre, words[first:done], definite=opener in _DEFINITE)


def _genre(word: str) -> str:
    bare = re.sub(r"['’]s$", "", word)
    return next((form for form in (bare, bare.removesuffix("s")) if form in GENRES), "")


def _describes(word: str) -> bool:
    return word[0].isalnum() and word not in _STOPS | _DEFINITE | _INDEFINITE


def _describes_on(word: str) -> bool:
    return _describes(word) or word == "the"


def _read(
    question: str, place: tuple[int, int], genre: str, words: Sequence[str], *, definite: bool
) -> Reference:
    said = question[slice(*place)]
    told = months(said)
    for _, start, end in reversed(told):
        said = said[:start] + said[end:]
    qualifiers = {word for word in content_terms(said) if word not in _FILLS and not _genre(word)}
    return Reference(
        place,
        genre,
        frozenset(map(stem, qualifiers)),
        tuple(month for month, _, _ in told),
        bool(_COVERS.intersection(words)),
        definite,
        2 if _BEFORE.intersection(words) else int(bool(_LATEST.intersection(words))),
    )


def _meant(reference: Reference, cards: Sequence[Card]) -> list[str]:
    """List the documents that a reference names; none when it names no known one."""
    words, kind = reference.words, stem(reference.genre)
    if reference.genre in PERIODICAL and (reference.months or reference.latest):
        # "The March 2021 special issue on chips": the date is enough.
        words = words.intersection(word for card in cards for word in card.words)
    alone = not (words or reference.months or reference.latest)
    if alone and (reference.genre in _ANY or not reference.definite):
        return []
    able = [card for card in cards if words <= card.words]
    called = [card for card in able if kind in card.called]
    able = called if called or alone else able
    for month in reference.months:
        able = _dated(month, able, covers=reference.covers)
    if reference.genre in PERIODICAL:
        able = [card for card in able if card.period] or able
    if reference.latest:
        able = _newest(able, reference.latest)
    return [card.id for card in able] if len(able) < len(cards) or len(cards) == 1 else []


def _dated(month: str, cards: Sequence[Card], *, covers: bool) -> list[Card]:
    """Choose the documents of a month or year: issued then, or reporting on it."""
    issued = [c for c in cards if c.issued.startswith(month) or month in c.titled]
    size = len(month)
    reporting = [c for c in cards if c.period and c.period[0][:size] <= month <= c.period[1][:size]]
    return (reporting or issued) if covers else (issued or reporting)


def _newest(cards: Collection[Card], place: int) -> list[Card]:
    """Choose the newest documents, or those before."""
    dated = [card for card in cards if card.issued]
    days = sorted({card.issued for card in dated}, reverse=True)
    return [card for card in dated if card.issued == days[place - 1]] if days[place - 1 :] else []


def _of_last_month(cards: Sequence[Card]) -> set[str]:
    """List the documents on the last month that a periodical reports on."""
    periodicals = [card for card in cards if card.period]
    last = {card.period[1][:7] for card in _newest(periodicals, 1) if card.period}
    return {card.id for card in cards if card.period and card.period[1][:7] in last}


def _speaks(name: str, question: str) -> bool:
    """Tell whether a question asks for what the publisher or series ``name`` says."""
    if name.casefold() not in question.casefold():
        return False
    who = rf"(?:the )?{re.escape(name)}"
    asks = rf"\b{_BY} {who}\b|\b{who} {_SAYS}"
    return bool(re.search(asks, question, re.IGNORECASE))


def _speaks_as_author(name: str, question: str) -> bool:
    """Tell whether a question asks for what an author says, by the whole name or the last."""
    if name.rpartition(" ")[2] not in question:
        return False
    asks = rf"\b{_BY} {_called(name)}|\b{_called(name)} {_SAYS}"
    return bool(re.search(asks, question))


def _called(name: str) -> str:
    """Match a person's whole name, or the last."""
    return rf"(?:{re.escape(name)}|{re.escape(name.rpartition(' ')[2])})\b"
