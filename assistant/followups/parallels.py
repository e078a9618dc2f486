"""The words of a question that another word may take the place of, by what the documents say; pure.

"And copper?" after "What is the recovery rate of lithium?": both stand in one column of a table.
"And grey?" after "What does green hydrogen cost?": the documents speak of grey hydrogen, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from assistant.answers.values import DATE
from assistant.question import AUXILIARY
from assistant.scope.asked import GENRES
from index.keywords import STOPWORDS, stem, terms
from index.regions import origins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Texts: TypeAlias = "Callable[[str], Sequence[str]]"
"""Gives the texts of passages that hold some words, as "a | b" where they are a table's row."""

_CELL = re.compile(r"\s*\|\s*")
_MARKER = re.compile(r"^(?:[-•–*]|\(?\d{1,2}[.)])\s+")
_NUMBERED = re.compile(
    r"(?P<kind>(?:[A-Z][\w’'&-]+ )+)(?P<number>(?!(?:19|20)\d\d\b)\d[\w.-]{0,5}|[IVX]{1,4}\b)"
)
_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
_NO_THING = frozenset("how what which who whom whose when where why much many".split())
_WHO_ACTS = re.compile(
    r"(?:companies|firms|start-?ups|ones|makers|players|investors|banks|applicants|universities"
    r"|producers|manufacturers|suppliers|groups|enterprises|businesses)"
)
BEFORE = r"(?:in|on|at|by|for|of|from|to|since|until|during|before|after|with|under)"
"""A preposition before the words that another takes the place of."""

_THE_ONE = re.compile(rf"(?P<before>(?:{BEFORE} )?)the (?P<which>[a-z-]+) one")
_MOST_WORDS = 6  # of what stands in one column


def no_texts(_: str) -> tuple[str, ...]:
    """Know no documents."""
    return ()


def numbered(text: str) -> list[re.Match[str]]:
    """Find names with a number: "Article 8", "Fund II"; "March 12" is a date."""
    return [one for one in _NUMBERED.finditer(text) if not DATE.search(one[0])]


def other_number(text: str, earlier: str) -> str | None:
    """Take "Article 11" for the only other article; None where there is none."""
    asked = _NUMBERED.fullmatch(text)
    if asked is None:
        return None
    found = [one for one in numbered(earlier) if one["kind"].endswith(asked["kind"])]
    if len(found) != 1:
        return None
    start = found[0].end("kind") - len(asked["kind"])
    return earlier[:start] + text + earlier[found[0].end() :]


def other_one(text: str, earlier: str) -> str | None:
    """Take "in the low one" for "in the central scenario"."""
    asked = _THE_ONE.fullmatch(text)
    if asked is None:
        return None
    found = list(re.finditer(rf"\b{asked['before']}the ([a-z-]+)(?= [a-z-]{{3,}})", earlier))
    if len(found) != 1:
        return None
    return earlier[: found[0].start(1)] + asked["which"] + earlier[found[0].end(1) :]


def other_origin(text: str, earlier: str) -> str | None:
    """Take "American companies" for "Chinese biology": whoever acts, it is of another land."""
    asked, found = origins(text), origins(earlier)
    if len(asked) != 1 or len(found) != 1 or asked[0].start() > 0:
        return None
    whose = text[asked[0].end() :].strip()
    if not (_WHO_ACTS.fullmatch(whose) or whose in earlier):
        return None
    return earlier[: found[0].start()] + asked[0][0] + earlier[found[0].end() :]


def again(text: str, last: str, earlier: str) -> str | None:
    """Take the place of what the fragment before, ``last``, took the place of itself."""
    whole = last == earlier.strip(" ?.？")
    if not last or whole or earlier.count(last) != 1 or text[0].isupper() != last[0].isupper():
        return None
    return earlier.replace(last, text)


def same_head(text: str, earlier: str) -> str | None:
    """Take "accident data" for "location data", where the one noun is there once."""
    words = text.split()
    if len(words) < 2 or not all(_is_content(word) for word in words):
        return None
    found = list(re.finditer(rf"((?:\b[\w'’-]+ ){{1,3}}){re.escape(words[-1])}\b", earlier))
    if len(found) != 1 or text in earlier:
        return None
    before = found[0][1].split()[-(len(words) - 1) :]
    while before and not _is_content(before[0]):
        before.pop(0)
    if not before:
        return None
    start = found[0].end(1) - len(" ".join(before)) - 1
    return earlier[:start] + text + earlier[found[0].end() :]


def parallel(text: str, earlier: str, texts: Texts) -> str | None:
    """Take a word for its only sibling in the question; None where the documents tell none.

    Args:
        text: of the fragment, without a preposition.
        earlier: the question that it follows.
        texts: gives the texts of passages that hold some words.
    """
    if len(text.split()) > _MOST_WORDS or not any(_is_content(word) for word in text.split()):
        return None
    passages = texts(text)
    beside = {cell for passage in passages for cell in _beside(text, passage)}
    places = {place for cell in beside if (place := _place(cell, earlier))}
    longest = {p for p in places if not any(_holds(other, p) for other in places)}
    if not longest:
        longest = set(_before_same_noun(text, earlier, passages))
    if len(longest) != 1:
        return None
    ((start, end),) = longest
    return earlier[:start] + text + earlier[end:]


def _is_content(word: str) -> bool:
    lower = word.lower()
    return not (lower in STOPWORDS or lower in _NO_THING or re.fullmatch(AUXILIARY, lower))


def _beside(text: str, passage: str) -> Iterator[str]:
    """List what stands in the column of a table, or the list, that a word stands in."""
    lines = [_CELL.split(_MARKER.sub("", line.strip())) for line in passage.splitlines()]
    wanted = _key(text)
    columns = {
        (at, len(cells)) for cells in lines for at, cell in enumerate(cells) if _key(cell) == wanted
    }
    for at, width in columns:
        column = [cells[at] for cells in lines if len(cells) == width]
        yield from filter(None, column[1:] if width > 1 else column)  # without its head


def _key(text: str) -> tuple[str, ...]:
    return tuple(stem(term) for term in terms(re.sub(r"\([^()]*\)", "", text)))


def _place(cell: str, earlier: str) -> tuple[int, int] | None:
    """Find the words of a cell in a question, where they stand there once."""
    wanted = _key(cell)
    if not wanted or len(wanted) > _MOST_WORDS or not any(map(_is_content, terms(cell))):
        return None
    words = list(_WORD.finditer(earlier))
    keys = [stem(word[0].lower()) for word in words]
    size = len(wanted)
    found = [at for at in range(len(keys) - size + 1) if tuple(keys[at : at + size]) == wanted]
    return (words[found[0]].start(), words[found[0] + size - 1].end()) if len(found) == 1 else None


def _holds(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and one[0] <= other[0] and other[1] <= one[1]


def _before_same_noun(
    text: str, earlier: str, passages: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """List the words of a question that stand before a noun which the passages put after a word."""
    for found in re.finditer(r"\b([\w'’-]+)(?= ([a-z][\w'’-]+))", earlier):
        pair = rf"\b{re.escape(text)} {re.escape(found[2])}\b"
        both = _is_content(found[1]) and _is_content(found[2]) and not found[1].isdigit()
        both = both and found[2] not in GENRES  # "the country report" names where to look
        if both and any(re.search(pair, passage, re.IGNORECASE) for passage in passages):
            yield found.span(1)
