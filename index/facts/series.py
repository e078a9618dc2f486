"""Series in sentences that no colon leads in to: "three docks, at Alba, Belm and Cove"; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from corpus.numerals import roman
from index.facts.parted import Places, announced, are_items, ends, ways, whole
from index.keywords import STOPWORDS
from index.quantities import SPELLED
from index.regions import is_place

_SPELLED = "|".join(word for word, number in SPELLED.items() if 2 < number <= 12)
_COUNT = rf"\b(?:{_SPELLED}|{_SPELLED.title()})\b"
_LINK = r"(?:for|in|on|with|by|at|to|from|as|of|against|about)"
_JOINS = rf"(?!(?:and|or|{_LINK}|that|which|who)\b)"
_TIMES = "(?:decades|years|months|weeks|days|hours|minutes|seasons|quarters|times)"
# "three methods, based on cost, income or price", "three classes of data (core, …)"
_APPOSED = re.compile(
    rf"{_COUNT}(?P<noun>(?: {_JOINS}[a-z][\w-]*){{0,2}} {_JOINS}(?!{_TIMES}\b)[a-z][\w-]*s"
    rf"(?: of(?: {_JOINS}[a-z][\w-]*){{1,2}})?)"
    rf"(?:,(?: [a-z]+ed(?= {_LINK} ))?(?: (?P<link>{_LINK}))? (?P<items>[^:;.()]{{5,400}})"
    r"| \((?P<within>[^:;.()]{5,200})\))",
)
_NUMBER_FIRST = re.compile(rf"(?:\d|(?:one|two|{_SPELLED})\b)")
_AMONG = re.compile(
    r", among (?:them|these|which)(?: are)? (?P<items>[^:;.()]{5,400}?)"
    r"(?=[.;:]|$|, (?:that|which|who|whose|both|all)\b)"
)
_NAME = r"(?:the )?[a-z]?[A-Z][\w’'&-]*(?: (?:of |for )?[A-Z\d][\w’'&-]*){0,5}(?: \([^()]{2,40}\))?"
_NAMES = re.compile(rf"(?<![\w-]){_NAME}(?:, {_NAME}){{1,10}},? and {_NAME}(?![\w-])")
_BY = re.compile(r"\b(?:by|of|than) (?:the )?$")  # "three notices by Alba, Belm and Cove"
_CUT = re.compile(r" [A-Z]$")  # a name whose initial ends what is read of the sentence
_DANGLES = re.compile(rf",? {_LINK}$")
_THE_COUNT = re.compile(rf"\b(?:the|these) (?:[a-z]+ )?(?P<count>{_COUNT})")
_ACTS = re.compile(r" (?!(?:of|in|for|and|or|to|at|on|by|from|with)\b)[a-z]")
_ARE_THE = re.compile(
    rf"^(?P<items>[^:;.()]{{5,200}}?) (?:are|were) (?:the|its|their|our) (?={_COUNT})"
)
_THEY = re.compile(
    r"^(?:They|These) (?:are|were|cover(?:ed)?|concern(?:ed)?|deal(?:t)? with|includ(?:e|ed)"
    r"|compris(?:e|ed)|treat(?:ed)?|range over) (?P<items>[^:;.()]{5,400})"
)
_ASKS = re.compile(
    r"\b(?:ask(?:s|ed) for|demand(?:s|ed)|press(?:es|ed) for|insist(?:s|ed) on)"
    r" (?P<items>[^:;.()]{5,400}?)(?=[.;]|$)"
)
# "(i) clean water, (ii) quiet nights and (iii) trees", "1) plans; 2) money; 3) rules"
_MARK = re.compile(r"(?<!\S)\(?(?:(?P<roman>[ivx]{1,5})|(?P<digit>\d{1,2})|(?P<letter>[a-h]))\) ")
_CLOSES = re.compile(r"[\s,;.:]*(?:\b(?:and|or))?\s*$")
_CLOSING = 8  # characters that may close an item
_TO = re.compile(r"\bto [a-z]|\bthat\b")
_LEAD = 50  # characters before "among them" that tell of how many
_LEAST = 3  # items


@dataclass(frozen=True, slots=True)
class Series:
    """The items of a list within a sentence.

    Attributes:
        items: offsets of each.
        name: the words that tell what they are.
        declared: how many the sentence says that there are; None where it does not say.
    """

    items: Places
    name: str
    declared: int | None


def series(text: str, before: str = "", headline: str = "") -> Series | None:
    """Find a series that a sentence tells without a colon; None where there is none.

    Args:
        text: the sentence.
        before: the sentence before it, which may announce what "they" are.
        headline: that the sentence follows, which may announce how many names it gives.
    """
    forms = (_apposed, _among, _places_first, _are_the, _asked_for)
    found = chain(
        *(form(text) for form in forms), _counted_names(text, headline), _they(text, before)
    )
    return next((one for one in found if _holds(text, one)), None)


def marked(text: str) -> Series | None:
    """Find what a sentence numbers in turn; None where it does not."""
    return next((one for one in _marked(text) if _holds(text, one)), None)


def _holds(text: str, found: Series) -> bool:
    return len(found.items) >= _LEAST and are_items(text, found.items)


def _marked(text: str) -> Iterator[Series]:
    """Read what a sentence numbers in turn: "(i) …, (ii) … and (iii) …"."""
    for kind in ("roman", "digit", "letter"):
        marks = [mark for mark in _MARK.finditer(text) if mark[kind]]
        turns = (_turn(mark) for mark in marks)
        if marks and all(number == at for at, number in enumerate(turns, 1)):
            begins = [mark.end() for mark in marks]
            stops = [*(mark.start() for mark in marks[1:]), len(text)]
            spans = zip(begins, stops, strict=True)
            items = [(a, _without_close(text, a, b)) for a, b in spans]
            if all(a < b for a, b in items):
                yield Series(items, text[: marks[0].start()].strip(" :,.;"), len(items))


def _turn(mark: re.Match[str]) -> int:
    if mark["letter"]:
        return ord(mark["letter"]) - ord("a") + 1
    return roman(mark["roman"]) if mark["roman"] else int(mark["digit"])


def _without_close(text: str, start: int, end: int) -> int:
    closes = _CLOSES.search(text, max(start, end - _CLOSING), end)
    return closes.start() if closes else end


def _apposed(text: str) -> Iterator[Series]:
    """Read what follows a number and its noun at a comma or in a bracket."""
    for found in _APPOSED.finditer(text):
        start, last = found.span("items" if found["items"] else "within")
        declared = {*announced(text[found.start() : found.end("noun")])}
        if _NUMBER_FIRST.match(text, start):
            continue  # "three crashes, two fires and a flood"
        for end in ends(text, start, last) if found["items"] else (last,):
            for parted in ways(text, start, end):
                if len(parted) in declared:
                    items = _without(found["link"], text, parted)
                    yield Series(items, text[: found.end("noun")], len(parted))


def _without(link: str | None, text: str, parted: Places) -> Places:
    """Cut the preposition that each item repeats after the first: "for ships, for cars"."""
    if link is None or not all(text.startswith(f"{link} ", a) for a, _ in parted[1:]):
        return parted
    return [parted[0], *((a + len(link) + 1, b) for a, b in parted[1:])]


def _among(text: str) -> Iterator[Series]:
    """Read some of a number of things: "ten towns, among them Alba, Belm and Cove"."""
    for found in _AMONG.finditer(text):
        end = found.start()
        counts = announced(text[max(0, end - _LEAD) : end])
        parted = whole(text, *found.span("items"))
        if counts and len(parted) < counts[-1]:
            yield Series(parted, text[:end], int(counts[-1]))


def _counted_names(text: str, headline: str) -> Iterator[Series]:
    """Read as many names as the words before say, or as "the first three" of those after."""
    for parted in _names(text):
        start, end = parted[0][0], parted[-1][1]
        after = _THE_COUNT.search(text, end)
        told = announced(f"{headline} | {text[:start]}")
        if len(parted) in told and not _BY.search(text, 0, start):
            name = f"{headline}{text[:start]}".strip(" :,.(–—-")
            yield Series(parted, _DANGLES.sub("", name), len(parted))
        elif after and len(parted) in announced(after["count"]):
            yield Series(parted, text[end:].strip(" .,"), len(parted))


def _places_first(text: str) -> Iterator[Series]:
    """Read places that are the whole subject: "Alba, Belm and Cove take part"."""
    for parted in _names(text):
        names = (text[a:b].removeprefix("the ") for a, b in parted)
        end = parted[-1][1]
        if parted[0][0] == 0 and _ACTS.match(text, end) and all(map(is_place, names)):
            yield Series(parted, text[end:].strip(" ."), None)


def _names(text: str) -> Iterator[Places]:
    for found in _NAMES.finditer(text):
        parted = whole(text, found.start(), found.end())
        opens = found[0].split()[0].lower() in STOPWORDS - {"the"}
        if parted and not opens and not _CUT.search(found[0]):
            yield parted


def _are_the(text: str) -> Iterator[Series]:
    """Read what a sentence begins with: "Wind, water and trade are the three dangers"."""
    for found in _ARE_THE.finditer(text):
        end = found.end("items")
        parted = whole(text, 0, end)
        if len(parted) in announced(text[end:])[:1]:
            yield Series(parted, text[end:].strip(" ."), len(parted))


def _asked_for(text: str) -> Iterator[Series]:
    """Read what somebody asks for."""
    for found in _ASKS.finditer(text):
        start, end = found.span("items")
        if not _TO.search(text, start, end):
            yield Series(whole(text, start, end), text[:start].strip(), None)


def _they(text: str, before: str) -> Iterator[Series]:
    """Read what as many things are that the sentence before tells of."""
    found = _THEY.match(text)
    counts = announced(before) if found else []
    if found is None or not counts:
        return
    start, last = found.span("items")
    for parted in chain.from_iterable(ways(text, start, end) for end in ends(text, start, last)):
        if len(parted) in counts:
            yield Series(parted, before.rstrip(" ."), len(parted))
