"""Facts that a model proposes: each is held against the text before it may enter; pure.

Every field is words of the quote, and the quote words of the stretch that the model was shown. What
figures and dates mean, and how sure the text is, is read by the functions that the rules use, from
the whole sentences that the quote is of: words cut out of these could mean anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.sentences import sentence_spans
from index.facts.fact import QUALIFIERS, Detail, Fact, Kind, numbered
from index.facts.forms import FORMS
from index.facts.issuing import YEARS
from index.facts.policy import covers, details_of
from index.facts.reading import Reading
from index.facts.table import details
from index.facts.wording import certainty
from index.quantities import Quantity, quantities

if TYPE_CHECKING:
    from corpus.documents import Document, Span
    from index.attachment import Time

LONGEST = 1000  # characters of the sentences of a quote
FORM = "it has not the form of a fact"
FIELDS = "it has a field too many or too few for its kind"
QUOTE = "its quote does not stand in the passage"
WORDS = "a field does not stand in the quote"
FIGURE = "its value is no figure of the quote"
DATE = "a date of it cannot be read"
DENIED = "its sentence denies something that its fields do not say"
KNOWN = "it was known already"

_TIMES = ("when", "deadline", "founded", "year")
_LISTS = ("issuers", "partners")
_OWN = ("subject", "measure", "value", "when", "issuers")  # fields of a fact, beside qualifiers
_FIGURED = (Kind.AMOUNT, Kind.RULE, Kind.TARGET)
_EVENTS = (Kind.CORPORATE_EVENT, Kind.POLICY_EVENT)
_NAMED = (Kind.DEFINITION, Kind.ORGANISATION, Kind.POLICY)  # told once in a document
_DENIAL = re.compile(r"\b(?:not|never|neither|nor|cannot|\w+n['’]t)\b|[并尚]未|没有", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\u3400-\u9fff]")  # Chinese is written without spaces
# Marks that models exchange, or are shown exchanged; one for one, so that offsets stay.
_MARKS = str.maketrans("‹›[]“”‘’—–", "<>()\"\"''--")


class NotAccepted(Exception):
    """A proposal that does not enter; the message is one of the reasons above."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a model told of a stretch of a document.

    Attributes:
        span: the characters that it was shown.
        model: its name.
        facts: as it wrote them, whatever they are.
    """

    span: Span
    model: str
    facts: tuple[object, ...]


def accepted(
    document: Document, told: Iterable[Told], known: Iterable[Fact] = ()
) -> tuple[Fact, ...]:
    """Give the facts of a document that stand in its text and that nothing tells already.

    Args:
        document: the document.
        told: what models told of it; of the same fact, the first counts.
        known: the facts that the rules read in it.
    """
    return numbered(further(standing(Reading(document), told), known))


def standing(
    reading: Reading, told: Iterable[Told], refused: Callable[[str], None] = lambda _: None
) -> Iterator[Fact]:
    """Give the facts that stand in the text, each as often as it is told.

    Args:
        reading: the document.
        told: what models told of it.
        refused: is given the reason for each proposal that does not enter.
    """
    for one in told:
        for proposal in one.facts:
            try:
                yield fact_of(reading, one.span, one.model, proposal)
            except NotAccepted as error:
                refused(str(error))


def fact_of(reading: Reading, shown: Span, model: str, proposal: object) -> Fact:
    """Make a fact of a proposal.

    Args:
        reading: the document.
        shown: the characters that the model was shown.
        model: its name.
        proposal: what it wrote.

    Raises:
        NotAccepted: it is not of the form asked for, or says what does not stand in the text.
    """
    kind, quote, fields = _read(proposal)
    place = _find(quote, reading.of(shown))
    if place is None:
        raise NotAccepted(QUOTE)
    start, end = (shown.start + offset for offset in place)
    span = _sentences(reading, start, end)
    text, quoted = reading.of(span), reading.text(start, end)
    within = start - span.start
    places = {
        name: [_placed(words, quoted, within) for words in given] for name, given in fields.items()
    }
    found = {name: [_plain(text[a:b]) for a, b in own] for name, own in places.items()}
    said = " ".join(words for own in found.values() for words in own)
    if _DENIAL.search(text) and not _DENIAL.search(said):
        raise NotAccepted(DENIED)
    times = {name: _time(reading, span, places[name][0]) for name in _TIMES if name in places}
    figure = _figure(text, *places["value"][0]) if kind in _FIGURED and "value" in places else None
    more = _qualifiers(kind, found, times, figure, text)
    return Fact(
        id="",
        kind=kind,
        subject=_one(found, "subject"),
        measure=_one(found, "measure"),
        value=figure.value if figure else _one(found, "value"),
        unit=figure.unit if figure else None,
        when=times.get("when") or times.get("deadline"),
        span=span,
        issuers=tuple(dict.fromkeys(found.get("issuers", ()))),
        certainty=certainty(text),
        qualifiers=more,
        proposed_by=model,
    )


def further(found: Iterable[Fact], known: Iterable[Fact]) -> Iterator[Fact]:
    """Leave out the facts that others of the same document tell already."""
    told = list(known)
    for fact in found:
        if not any(_is_same(fact, other) for other in told):
            told.append(fact)
            yield fact


def _read(proposal: object) -> tuple[Kind, str, dict[str, list[str]]]:
    """Read a proposal: its kind, its quote, and the words of each field that is given."""
    if not isinstance(proposal, dict):
        raise NotAccepted(FORM)
    given = {name: value for name, value in proposal.items() if value not in (None, "", [])}
    kind, quote = given.pop("kind", None), given.pop("quote", None)
    if not isinstance(kind, str) or kind not in FORMS or not isinstance(quote, str):
        raise NotAccepted(FORM)
    form = FORMS[Kind(kind)]
    enough = len(given) > 1 and given.keys() >= set(form.needs)
    if not enough or given.keys() - {*form.needs, *form.may}:
        raise NotAccepted(FIELDS)
    return Kind(kind), quote, {name: _words(name, value) for name, value in given.items()}


def _words(name: str, value: object) -> list[str]:
    words = value if name in _LISTS and isinstance(value, list) else [value]
    if not all(type(one) in (str, int, float) for one in words):
        raise NotAccepted(FORM)
    return list(map(str, words))


def _find(words: str, text: str) -> tuple[int, int] | None:
    """Find whole words in a text, however they are spaced; None where they are not in it."""
    parts = words.translate(_MARKS).split()
    if not parts:
        return None
    form = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    text = text.translate(_MARKS)
    found = form.search(text)
    while found and _cuts(text, *found.span()):
        found = form.search(text, found.start() + 1)
    return found.span() if found else None


def _cuts(text: str, start: int, end: int) -> bool:
    """Tell whether a word of the text goes on beyond one of two offsets."""
    # A range of Chinese in the form that is looked for would take longer than all the rest.
    return any(
        0 < at < len(text) and _LETTER.match(text, at - 1) and _LETTER.match(text, at)
        for at in (start, end)
    )


def _placed(words: str, quoted: str, within: int) -> tuple[int, int]:
    """Find words in a quote; give their place in its sentences, where it begins at ``within``."""
    if (place := _find(words, quoted)) is None:
        raise NotAccepted(WORDS)
    return place[0] + within, place[1] + within


def _sentences(reading: Reading, start: int, end: int) -> Span:
    """Give the sentences that stretch from one offset to another."""
    text = reading.document.text
    own = [
        (first, last)
        for block in reading.document.blocks
        if block.start < end and start < block.end
        for first, last in sentence_spans(text, block.start, block.end)
        if first < end and start < last
    ]
    span = reading.span(min(start, *(a for a, _ in own)), max(end, *(b for _, b in own)))
    if span.end - span.start > LONGEST:
        raise NotAccepted(QUOTE)
    return span


def _plain(words: str) -> str:
    return " ".join(words.split())


def _one(found: Mapping[str, Sequence[str]], name: str) -> str | None:
    return found[name][0] if name in found else None


def _figure(text: str, start: int, end: int) -> Quantity:
    """Read the figure at a place; words that cut it short ("2" of "$2 billion") are none."""
    alone = list(quantities(text[start:end]))
    there = [one for one in quantities(text) if one.start < end and start < one.end]
    values = [[(one.value, one.high) for one in found] for found in (alone, there)]
    if len(there) != 1 or values[0] != values[1]:
        raise NotAccepted(FIGURE)
    return there[0]


def _time(reading: Reading, span: Span, place: tuple[int, int]) -> str:
    """Read the time at a place, as far as the text tells it there."""
    start, end = place
    text = reading.of(span)
    years = YEARS.fullmatch(text, start, end)
    if years and covers(years)[5:] > years["a"]:
        return covers(years)
    found = [one for one in reading.times(text, span.start) if one[1] < end and start < one[2]]
    found = [one for one in found if not any(_is_within(one, other) for other in found)]
    if len(found) != 1:
        raise NotAccepted(DATE)
    return found[0][0]


def _is_within(one: Time, other: Time) -> bool:
    """Whether a time is part of another, as its year is of a quarter."""
    return other[1] <= one[1] and one[2] <= other[2] and one[1:] != other[1:]


def _qualifiers(
    kind: Kind,
    found: Mapping[str, list[str]],
    times: Mapping[str, str],
    figure: Quantity | None,
    text: str,
) -> dict[str, Detail]:
    """Give the fields that are the kind's own."""
    more: dict[str, Detail] = {n: words[0] for n, words in found.items() if n not in _OWN}
    more |= {name: when for name, when in times.items() if name in more}
    if "partners" in found:
        more["partners"] = found["partners"]
    if figure:
        read = details(figure, None)
        if "high" in read and "high" not in QUALIFIERS[kind]:
            raise NotAccepted(FIGURE)
        more |= {name: value for name, value in read.items() if name in QUALIFIERS[kind]}
    if kind is Kind.POLICY:
        title = found["subject"][0]
        told = details_of(title, f"{title} {more.get('title_zh', '')}", text)
        more |= {name: told[name] for name in ("doc_type", "covers") if name in told}
    return more


def _is_same(one: Fact, other: Fact) -> bool:
    """Whether two facts of one document tell the same."""
    if one.kind in _NAMED and one.kind is other.kind:
        fuller = one.kind is Kind.ORGANISATION and one.qualifiers.keys() - other.qualifiers.keys()
        return _folded(one.subject) == _folded(other.subject) and not fuller
    if not one.span.overlap(other.span):
        return False
    if one.kind in _EVENTS:  # the issuing of a policy is no second event
        return other.kind in (*_EVENTS, Kind.POLICY) and _same_time(one.when, other.when)
    if one.kind in _FIGURED and one.value is not None:
        return other.kind in _FIGURED and (one.value, one.high) == (other.value, other.high)
    same = (_folded(one.subject), one.value) == (_folded(other.subject), other.value)
    return one.kind is other.kind and same


def _same_time(one: str | None, other: str | None) -> bool:
    """Whether two times agree as far as both are told."""
    if not (one and other):
        return one is other
    return one.startswith(other) or other.startswith(one)


def _folded(words: str | None) -> str:
    """Give a name without its brackets, for comparing."""
    return re.sub(r"\s*[(（][^()（）]*[)）]", "", words or "").casefold()
