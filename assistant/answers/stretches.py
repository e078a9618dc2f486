"""The stretches of a sentence that can be an answer of the type wanted; pure.

What scores them is apart (``assistant.answers.span``), so that a reader can score them as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.values import find_amounts, find_dates
from assistant.answers.wanted import DAY, LENGTHS, MEASURED, Type, Wanted
from index.aliases import aliases
from index.keywords import STOPWORDS, content_terms, stem, terms
from index.names import find_names, has_title, is_body, is_person, with_acronym
from index.operators import beginning
from index.regions import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_READ = 2000  # characters of a sentence; no real one is longer
PERCENT = re.compile(r"%|per ?cent|thirds?\b|half\b|quarter|fifths?\b", re.IGNORECASE)
CURRENCY = re.compile(
    r"[€$¥￥£元]|\b(?:yuan|renminbi|euros?|dollars?|yen|RMB|CNY|USD|EUR|GBP|JPY|HKD)\b",
    re.IGNORECASE,
)
MONEY = re.compile(rf"{CURRENCY.pattern}|\b(?:billion|million|bn|tn|trillion)\b", re.IGNORECASE)
_COUNTED = re.compile(r"(?: (?!per\b)[a-z][a-z-]+){1,3}")
_PLACED = re.compile(r"\b(?:in|at|of|near|from|to|for|into) (?:the )?$")
# A land or a city, and nobody.
_WITHIN = re.compile(
    r"\b(?:in|near|(?:city|town|county|province|municipality|district) of) (?:the )?$",
    re.IGNORECASE,
)
_SUM = re.compile(r"(?:CNY|RMB|USD|US|EUR|GBP|JPY|HKD)(?: ?\$)?(?: ?\d|$)")
_PAID = re.compile(r" (?:for|of|at|and) (?:the )?(?:CNY|RMB|USD|US\$|EUR|GBP|JPY|HKD)\b")
_REGION = re.compile(r"\b(?:Province|City|Municipality|County|District|Region)\b")
_CHINESE = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff“”·0-9]*")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\b")
_RANKED = frozenset(map(stem, ("rank", "place", "position", "number", "ranked", "ranking")))
_YEAR = frozenset({stem("year")})
# "Of the 21 schools", "the top 20", "per 1,000 staff": told of what, and seldom the number told.
_WHOLE = re.compile(r"\b(?:top|of the|out of|of its|of|first|last|next|every|per) $", re.IGNORECASE)
# "40 cars, of which 32": the second number is of what the first counts.
_OF_WHICH = re.compile(r"[,;]? (?:of which|of (?:them|these|those))(?: \w+)? $")
_WORD = re.compile(r"[\w'’%€$¥-]+(?:[.,]\d+)*")
# "Institute 301": which of several bodies of one name it is.
_NUMBERED = re.compile(
    r" (?:No\. ?\d{1,4}|(?!(?:19|20)\d\d\b)\d{1,4})"
    r"(?= ?(?:$|[|,.;:()]| (?:and|or|in|at|has|is|was)\b| of (?!(?:the |its )?\d)))"
)
_AFTER_NAME = re.compile(r"(?: ?\([^()]{1,40}\))? ([a-z][\w-]+)")
_CALLED = 0.95  # how well a name fits that the text calls what is asked for
_MOST_PHRASES = 6
_FITS = 0.4  # of how well the best fits: a share, where a sum is asked for, may not be meant


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``start`` to ``end`` of a sentence, which may be the answer.

    Attributes:
        fit: how well they fit the type wanted, 0 to 1.
    """

    start: int
    end: int
    fit: float


def stretches(text: str, wanted: Wanted, said: frozenset[str], question: str = "") -> list[Stretch]:
    """List the stretches of a sentence that fit what is wanted and say more than the question.

    Args:
        text: the sentence, of which the first ``MOST_READ`` characters are read.
        wanted: what the question wants.
        said: stems of all words of the question.
        question: as it is searched for; what only abbreviates or spells out its names is no news.
    """
    read = text[:MOST_READ]
    other = {span for pair in aliases(question, read) for span in [pair[1]]}
    if wanted.type in (Type.PERSON, Type.ACTOR):  # "who owns Aqua?": not Aqua Lines
        other |= _fuller(question, read)
    known = read
    for start, end in other:
        known = f"{known[:start]}{' ' * (end - start)}{known[end:]}"
    return [s for s in _of_type(read, wanted, said) if is_news(known[s.start : s.end], said)]


def fitting(found: Sequence[Stretch]) -> list[Stretch]:
    """List the stretches that fit well enough beside the best of them."""
    least = _FITS * max((one.fit for one in found), default=0.0)
    return [one for one in found if one.fit >= least]


def _fuller(question: str, text: str) -> set[tuple[int, int]]:
    """Find the names that begin as one of the question does: the same, in full."""
    asked = {
        question[start:end].split()[0]
        for start, end in find_names(question)
        if not (_PLACED.search(question[:start]) or is_place(question[start:end]))
    }
    return {(a, b) for a, b in find_names(text) if text[a:b].split()[0] in asked}


def _of_type(text: str, wanted: Wanted, said: frozenset[str]) -> Iterator[Stretch]:
    if wanted.type is Type.DATE:
        yield from (Stretch(a, b, _precise(text[a:b], wanted)) for a, b in find_dates(text))
    elif wanted.type in MEASURED:
        yield from _amounts(text, wanted)
    elif wanted.type is Type.CHINESE:
        yield from (Stretch(*m.span(), 0.5) for m in _CHINESE.finditer(text))
    elif wanted.type is not Type.PHRASE:
        yield from _names(text, wanted)
        if wanted.type is Type.NAME:
            yield from _phrases(text, wanted, said)


def _precise(date: str, wanted: Wanted) -> float:
    """Tell how well a date's precision fits what is asked for."""
    if wanted.noun & DAY:
        return 1.0 if len(re.findall(r"\w+", date)) > 1 and re.search(r"\b\d{1,2}\b", date) else 0.2
    if wanted.noun & _YEAR:
        return 0.7 if re.search(r"\b(?:19|20)\d\d\b", date) else 0.2
    return 0.5


def _amounts(text: str, wanted: Wanted) -> Iterator[Stretch]:
    if wanted.noun & _RANKED:
        yield from (Stretch(*m.span(), 1.0) for m in _ORDINAL.finditer(text))
    spans, fit = find_amounts(text), 0.5
    for at, (start, end) in enumerate(spans):
        amount = text[start:end]
        percent, money = bool(PERCENT.search(amount)), bool(MONEY.search(amount))
        if wanted.noun == LENGTHS and (percent or money):
            continue
        whole = 0.4 if _WHOLE.search(text[:start]) or (percent and wanted.noun) else 1.0
        if wanted.type is Type.PERCENT:
            yield Stretch(start, end, 1.0 if percent else 0.2)
        elif wanted.type is Type.MONEY:
            yield Stretch(start, end, 0.1 if percent else 1.0 if money else 0.3)
        else:
            limit = spans[at + 1][0] if at + 1 < len(spans) else len(text)
            counted = _counted(text, end, limit)
            shares = bool(wanted.noun & set(map(stem, terms(text[end:counted]))))
            of_which = at > 0 and _OF_WHICH.search(text, spans[at - 1][1], start)
            fit = fit if of_which else 1.0 if shares else 0.5
            yield Stretch(start, counted if shares else end, whole * fit)


def _counted(text: str, end: int, limit: int) -> int:
    """Give where the noun that a number counts ends: "28 scientific organisations"."""
    found = _COUNTED.match(text, end, limit)
    if found is None:
        return end
    words = found.group().split(" ")[1:]
    kept = 0
    for at, word in enumerate(words, 1):
        if word in STOPWORDS:
            break
        kept = at if word.endswith("s") else kept
    return end + sum(len(word) + 1 for word in words[:kept])


def _names(text: str, wanted: Wanted) -> Iterator[Stretch]:
    names = find_names(text)
    numbers = _numbers(text, names)
    for start, end in names:
        if _SUM.match(text, start, end):
            continue
        paid = _PAID.search(text, start, end)
        span = (start, paid.start() if paid else end)
        name, before = text[slice(*span)], text[: span[0]]
        fit = 0.4
        if wanted.type in (Type.PERSON, Type.ACTOR):
            person = is_person(text, span)
            fit = (1.0 if has_title(text, span) else 0.6) if person else 0.1
            if wanted.type is Type.ACTOR and not person:
                fit = 0.8 if is_body(name) else 0.5
        elif wanted.type is Type.BODY:
            fit = 0.8 if is_body(name) else 0.5
        elif wanted.type is Type.PLACE:
            placed = bool(_PLACED.search(before)) or bool(_REGION.search(name))
            fit = (0.4 if is_body(name) else 0.9) if placed else 0.3
        if wanted.type in (Type.BODY, Type.ACTOR) and not is_body(name) and _WITHIN.search(before):
            fit = 0.1
        if _is_called(text, span, wanted):
            fit = max(fit, _CALLED)
        first, last = with_acronym(text, span)
        yield Stretch(first, numbers.get(last, last), fit)


def _numbers(text: str, names: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Give where the number of a body ends, by where its name does.

    Bodies of several names that numbers follow are listed with their values: "Port Institute 45,
    Rope Institute 38".
    """
    ends = {span: with_acronym(text, span)[1] for span in names if is_body(text[slice(*span)])}
    found = {span: match for span, end in ends.items() if (match := _NUMBERED.match(text, end))}
    one = len({text[slice(*span)] for span in found}) == 1
    return {ends[span]: match.end() for span, match in found.items()} if one else {}


def _is_called(text: str, span: tuple[int, int], wanted: Wanted) -> bool:
    """Tell whether a name has the noun asked for, in it or after it: "a Long March 5 rocket"."""
    after = _AFTER_NAME.match(text, span[1])
    told = [*terms(text[slice(*span)]), *([after[1].lower()] if after else [])]
    return any(stem(word) in wanted.noun for word in told)


def _phrases(text: str, wanted: Wanted, said: frozenset[str]) -> Iterator[Stretch]:
    """List runs of words that the question lacks, from one of its words or a mark to the next."""
    run: list[tuple[int, int]] = []
    found = 0
    last = 0
    for word in [*_WORD.finditer(text), None]:
        own = word is not None and stem(word.group().lower()) not in said
        broken = word is None or bool(re.search(r"[.,;:|()—–\n]", text[last : word.start()]))
        if run and (broken or not own):
            if span := _without_ends(text, run):
                found += 1
                yield Stretch(beginning(text, span[0]), span[1], 0.3 if len(run) > 1 else 0.0)
            run = []
        if word is None or found == _MOST_PHRASES:
            break
        if own:
            run.append(word.span())
        elif wanted.noun and stem(word.group().lower()) in wanted.noun and not broken:
            before = _WORD.findall(text[max(0, word.start() - 40) : word.start()])
            if before and before[-1].lower() not in STOPWORDS:
                start = text.rindex(before[-1], 0, word.start())
                yield Stretch(start, word.end(), 0.6)
        last = word.end()


def _without_ends(text: str, run: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Cut words without content from both ends of a run; None when nothing is left."""
    words = [span for span in run]
    while words and text[slice(*words[0])].lower() in STOPWORDS:
        words.pop(0)
    while words and text[slice(*words[-1])].lower() in STOPWORDS:
        words.pop()
    return (words[0][0], words[-1][1]) if words else None


def is_news(stretch: str, said: frozenset[str]) -> bool:
    """Tell whether a stretch says something that the question did not."""
    told = stretch.lower().removeprefix("minus ")  # "by 5 percent" has said so much as well
    own = content_terms(told) or terms(told)
    return any(stem(term) not in said for term in own)
