"""Two things compared: the value of each, and which of them is what the question asks for; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answers.aliases import abbreviates
from assistant.answers.fields import fields
from assistant.answers.stretches import MOST_READ, stretches
from assistant.answers.told import Told
from assistant.answers.values import moment, size
from assistant.answers.wanted import Type, Wanted, wanted
from assistant.question import Kind, Query
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.select import Scored
    from corpus.documents import Document

_JOINED = re.compile(r",? (?:or|vs\.?|versus|against|compared (?:to|with)) (?:the |an? )?", re.I)
_CAPITALS = re.compile(r"[A-Z][\w-]*(?:'s)?(?: (?:of |the )?[A-Z][\w-]*)*")
_MOST = re.compile(
    r"\b(?:larger|bigger|more|higher|greater|largest|biggest|highest|most|exceeds?|better|ahead)\b",
    re.IGNORECASE,
)
_LEAST = re.compile(r"\b(?:smaller|fewer|lower|less|smallest|lowest|least|fewest)\b", re.IGNORECASE)
_EARLIEST = re.compile(
    r"\b(?:older|oldest|earlier|earliest|first|sooner|further back|goes? back)\b", re.IGNORECASE
)
_LATEST = re.compile(r"\b(?:younger|youngest|later|latest|newer|newest|last)\b", re.IGNORECASE)
_MOST_WORDS = 9  # of a thing that is compared
_BESIDE = 60  # characters between a thing and its value
_FITS = 0.3  # of a stretch's fit to its type


@dataclass(frozen=True, slots=True)
class Value:
    """A thing's value and the sentence that tells it."""

    text: str
    scored: Scored
    score: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared.

    Attributes:
        things: the two, as the question names them.
        type: of their values.
        sign: 1 where the greater or later is asked for, -1 where the smaller or earlier is, 0 where
            both values are.
    """

    things: tuple[str, str]
    type: Type
    sign: int


def comparison(query: Query) -> Comparison | None:
    """Read two things to be compared out of a question; None when it names no two."""
    text = query.asked.strip(" ?")
    for joint in _JOINED.finditer(text):
        one = _thing(re.split(r"[,:;?]", text[: joint.start()])[-1], last=True)
        other = _thing(re.split(r"[,:;?]", text[joint.end() :])[0], last=False)
        if one and other and stems(one) != stems(other):
            time = _EARLIEST.search(text) or _LATEST.search(text)
            sign = 1 if _MOST.search(text) or _LATEST.search(text) else 0
            sign = -1 if _LEAST.search(text) or _EARLIEST.search(text) else sign
            asked = wanted(replace(query, kind=Kind.NUMBER)).type
            if sign or joint.group().strip(" ,").lower() != "or":  # "or" joins much else
                return Comparison((one, other), Type.DATE if time else asked, sign)
    return None


def compare(
    query: Query, ranked: Sequence[Scored], document: Callable[[str], Document]
) -> Told | None:
    """Compare the two things that a question names.

    Args:
        query: the question.
        ranked: sentences, best first.
        document: gives a document by its id.

    Returns:
        "B (1962 against 1981)" where the question asks which, else "A: 34%; B: 2.5%", with the
        sentences that tell the values; None where a value is missing.
    """
    asked = comparison(query)
    if asked is None:
        return None
    one, other = (_best(query, asked, at, ranked, document) for at in (0, 1))
    if one is None or other is None:
        return None
    scored = tuple(dict.fromkeys((one.scored, other.scored)))
    measure = moment if asked.type is Type.DATE else size
    sizes = measure(one.text), measure(other.text)
    if asked.sign and sizes[0] is not None and sizes[1] is not None and sizes[0] != sizes[1]:
        first = (sizes[0] > sizes[1]) == (asked.sign > 0)
        won, lost = (one, other) if first else (other, one)
        short = f"{asked.things[not first]} ({won.text} against {lost.text})"
        return Told(short, scored)
    if asked.sign:
        return None
    return Told(f"{asked.things[0]}: {one.text}; {asked.things[1]}: {other.text}", scored)


def _thing(text: str, *, last: bool) -> str:
    """Cut the name of a thing out of the words beside "or": its capitalised words, if any."""
    names = _CAPITALS.findall(text.strip())
    text = (names[-1] if last else names[0]) if names else text.strip()
    words = re.sub(r"^(?:the|an?|is|was|did|does|who|which) |(?:'s|’s)$", "", text.strip()).split()
    return " ".join(words) if 0 < len(words) <= _MOST_WORDS else ""


def _best(
    query: Query,
    asked: Comparison,
    at: int,
    ranked: Sequence[Scored],
    document: Callable[[str], Document],
) -> Value | None:
    thing, rival = asked.things[at], asked.things[1 - at]
    found = [
        Value(text, scored, score + scored.score)
        for scored in ranked
        for text, score in _values(query, asked.type, thing, rival, scored, document)
    ]
    return max(found, key=lambda value: value.score, default=None)


def _values(
    query: Query,
    kind: Type,
    thing: str,
    rival: str,
    scored: Scored,
    document: Callable[[str], Document],
) -> Iterator[tuple[str, float]]:
    """List the values that a sentence gives for a thing, with what speaks for them."""
    candidate = scored.candidate
    said = frozenset(map(stem, terms(query.standalone)))
    want = Wanted(kind, frozenset())
    parts = fields(document(candidate.span.doc_id), candidate)
    named = _places(thing, " | ".join(part.value for part in parts))
    for part in parts:
        if _places(thing, part.label) or (named and not _places(rival, part.label)):
            for s in stretches(part.value, want, said, query.standalone):
                if s.fit >= _FITS:
                    yield part.value[s.start : s.end], s.fit
    if not parts:
        text = candidate.text[:MOST_READ]
        places, others = _places(thing, text), _places(rival, text)
        for s in stretches(text, want, said, query.standalone):
            gap, away = _gap(places, s.start, s.end), _gap(others, s.start, s.end)
            if s.fit >= _FITS and gap < min(away, _BESIDE):
                yield text[s.start : s.end], s.fit / (1.0 + gap / _BESIDE)


def _gap(places: Sequence[tuple[int, int]], start: int, end: int) -> int:
    gaps = [max(start - b, a - end, 0) for a, b in places]
    return min(gaps, default=10**6)


def _places(thing: str, text: str) -> list[tuple[int, int]]:
    """Find where a text names a thing: most of its words close by, or its acronym."""
    wanted_stems = stems(thing)
    words = [(*w.span(), stem(w.group().lower())) for w in re.finditer(r"[^\W_]+", text)]
    hits = [(a, b) for a, b, key in words if key in wanted_stems]
    held = {key for *_, key in words} & wanted_stems
    if wanted_stems and len(held) / len(wanted_stems) > 0.6:
        return hits
    return [
        m.span()
        for m in re.finditer(r"\b[A-Z]{2,8}\b|[A-Z]\w+(?: (?:of |and )?[A-Z]\w+)+", text)
        if abbreviates(m.group(), thing) or abbreviates(thing, m.group())
    ]
