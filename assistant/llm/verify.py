"""Whether the passages that a sentence cites bear it out; pure.

A sentence is borne out where one line of a passage that it cites, or two of them, hold every
figure, date and name of the sentence and most of its other words, and deny what it denies.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.answers.yes_no import contradicts
from corpus.documents import Span
from corpus.sentences import sentence_spans
from index.aliases import stems_with_aliases
from index.keywords import content_terms, stem, stems
from index.names import written_names
from index.quantities import SPELLED

COVERED = 0.6  # share of a sentence's words that must stand in the lines that bear it out
OF_EACH = 0.3  # share that each of two lines must have of them
_LINES = 4  # of the cited passages, the best ones, that are tried in pairs
_KEY = re.compile(r"\[\s*(\d{1,6}(?:\s*[,;]\s*\d{1,6})*)\s*\]")
# "… by 2025. [1]" is read as "… by 2025 [1]."
_AFTER = re.compile(rf"([.!?])(\s*(?:{_KEY.pattern}\s*)+)")
_UNFINISHED = re.compile(r"(?:\[[^\]]*)?\S*$")  # the last word, or bracket with what it touches
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"(?<=\d)[,  ](?=\d{3}(?!\d))")
_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)|\b(?:https?|ftp|data|javascript):\S+|www\.\S+|<[^>]*>")
_SCALE = {
    "bn": "billion", "billion": "billion", "mn": "million", "million": "million",
    "tn": "trillion", "trillion": "trillion", "thousand": "thousand", "dozen": "dozen",
    "%": "percent", "percent": "percent", "percentage": "percent", "cent": "percent",
    "¥": "yuan", "yuan": "yuan", "rmb": "yuan", "cny": "yuan", "renminbi": "yuan",
    "$": "dollar", "usd": "dollar", "dollar": "dollar", "dollars": "dollar",
    "€": "euro", "eur": "euro", "euro": "euro", "euros": "euro",
    **{word: word for word in ("double", "doubled", "triple", "half", "third", "quarter")},
}  # fmt: skip
_SCALED = re.compile(r"[%¥$€]|[a-z]+", re.IGNORECASE)
_MONTHS = frozenset(map(str.lower, month_name[1:])) - {"may"}  # which is a verb as often


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a model wrote.

    Attributes:
        text: without its keys and links.
        keys: the numbers of the passages that it cites, in their order.
    """

    text: str
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, list item or row of a passage.

    Attributes:
        span: its place.
        text: white space collapsed.
        context: what it is read with: headings, lead-in, title and date of its document.
    """

    span: Span
    text: str
    context: str


def claims(text: str) -> Iterator[Claim]:
    """Cut what a model wrote into sentences with the keys that stand in or behind them."""
    for line in text.splitlines():
        joined = _AFTER.sub(lambda m: f"{m[2].rstrip()}{m[1]} ", line)
        for start, end in sentence_spans(joined, 0, len(joined)):
            if claim := _claim(joined[start:end]):
                yield claim


def whole(text: str) -> list[Claim]:
    """Cut a text that is still being written into those of its claims that are whole.

    They are the first of the ``claims`` of the text, however it goes on: what stands behind a full
    stop tells whether it ends the sentence, and which keys belong to it.
    """
    lines, _, last = text.rpartition("\n")
    return [*claims(lines), *[*claims(_UNFINISHED.sub("", last))][:-1]]


def _claim(part: str) -> Claim | None:
    keys = [int(key) for found in _KEY.findall(part) for key in re.split(r"\s*[,;]\s*", found)]
    bare = " ".join(without_links(_KEY.sub(" ", part)).split())
    bare = re.sub(r"\s+([.,;:!?])", r"\1", bare).lstrip("-*#> ")
    if not any(character.isalnum() for character in bare):
        return None
    return Claim(bare, tuple(dict.fromkeys(keys)))


def support(claim: Claim, passages: Sequence[Sequence[Line]]) -> tuple[Span, ...]:
    """Find the lines that bear a claim out.

    Args:
        claim: the sentence.
        passages: the lines of each passage shown, the first being number 1.

    Returns:
        The places of one line or two; none where the claim cites nothing, a passage that was not
        shown, or lines that do not bear it out.
    """
    if not claim.keys or not all(1 <= key <= len(passages) for key in claim.keys):
        return ()
    lines = [line for key in claim.keys for line in passages[key - 1]]
    ranked = sorted(lines, key=lambda line: (-_shared(claim.text, line.text), line.span))[:_LINES]
    telling = [line for line in ranked if _shared(claim.text, line.text) >= OF_EACH]
    tried = [*((line,) for line in ranked), *combinations(telling, 2)]
    for group in tried:
        if _bears_out(claim.text, group):
            return tuple(line.span for line in group)
    return ()


def _bears_out(text: str, lines: Sequence[Line]) -> bool:
    text, own = _GROUPED.sub("", text), _GROUPED.sub("", " ".join(line.text for line in lines))
    whole = " ".join([own, *dict.fromkeys(line.context for line in lines)])
    return (
        figures(text) <= figures(whole)
        and is_named(text, whole)
        and _shared(text, whole) >= COVERED
        and not contradicts(text, own)
    )


def without_links(text: str) -> str:
    """Take links, pictures and markup out of a text."""
    return _LINK.sub(" ", text)


def figures(text: str) -> set[str]:
    """Give the figures of a text: numbers, scales, currencies, months."""
    found = set(_FIGURE.findall(text))
    for word in map(str.lower, _SCALED.findall(text)):
        if SPELLED.get(word, 1) > 1:  # "one" is told of anything
            found.add(str(SPELLED[word]))
        if word in _SCALE:
            found.add(_SCALE[word])
        if word in _MONTHS:
            found.add(word)
    return found


def is_named(text: str, source: str) -> bool:
    """Tell whether a source has every name of a text, in this form or another."""
    held = stems_with_aliases(text, source)
    names = written_names(text)
    return all(stems(name) <= held for name in names)


def _shared(text: str, source: str) -> float:
    """Compute which share of a text's content words a source has, 0 to 1."""
    words = {stem(term) for term in content_terms(text)}
    return len(words & stems(source)) / len(words) if words else 0.0
