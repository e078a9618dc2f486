"""Questions about the documents themselves: how many, which, the newest, when and by whom; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.computed.computed import MOST_TOLD, Computed
from assistant.computed.limits import Period
from assistant.computed.operation import period_of
from assistant.computed.rows import row_of
from assistant.computed.wording import spoken
from assistant.scope.asked import GENRES, PERIODICAL, references
from corpus.documents import Span
from index.facts.fact import Fact, Kind
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from corpus.documents import Document, Metadata
    from index.ledger import DocumentRecord


class Ask(StrEnum):
    """What is asked about documents."""

    COUNT = "counted"
    LIST = "listed"
    NEWEST = "the newest"
    OLDEST = "the oldest"
    ISSUED = "when they were issued"
    PUBLISHER = "who published them"
    AUTHORS = "who wrote them"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks about documents.

    Attributes:
        ask: what.
        words: stems that their publisher or series holds.
        period: when they were issued; None where the question does not say.
        periodical: whether they are issues of a periodical.
    """

    ask: Ask
    words: frozenset[str]
    period: Period | None
    periodical: bool = False


_NEWEST = r"(?:newest|latest|last)"
_PUBLISHER = (
    r"(?:who|(?:which|what) (?:institut(?:e|ion)|organi[sz]ation|publisher|company|firm|house|group"
    r"|think tank))"
)
_PUBLISHES = (
    rf"^(?:{_PUBLISHER} (?:issue[sd]?|publishe[sd]|release[sd]|sends?|(?:puts|brings) out)"
    r"|who is the publisher)\b"
)
_FORMS: tuple[tuple[Ask, re.Pattern[str]], ...] = tuple(
    (ask, re.compile(form, re.IGNORECASE))
    for ask, form in (
        (Ask.COUNT, r"^(?:how many|(?:the )?number of)\b"),
        (Ask.AUTHORS, r"^who (?:wrote|authored|(?:is|are|was|were) the authors?)\b"),
        (Ask.PUBLISHER, _PUBLISHES),
        (Ask.ISSUED, r"^when\b|^(?:on |at )?(?:which|what) (?:dates?|days?)\b"),
        (Ask.OLDEST, r"\b(?:oldest|earliest|first)\b"),
        (Ask.NEWEST, rf"\b{_NEWEST}\b"),
        (Ask.LIST, r"^(?:please )?(?:list|show|name|give)\b|^(?:which|what)\b"),
    )
)
# Without one of these, "issues", "studies" and the like may be matters of the text.
_TELLS = re.compile(
    r"\b(?:issued|published|released|dated|index(?:ed)?|corpus|collection|library|have|list"
    rf"|how many|oldest|earliest|wrote|authors?|publishe[sd]|c[oa]me|most recent|{_NEWEST}"
    r"|(?:document|file|report|briefing|factsheet|monograph|newsletter|edition)s)\b",
    re.IGNORECASE,
)
_SAID = frozenset(
    "how many number of which what who when whom on at in from by for to the a an all any is are"
    " was were do does did has have had been there here you i we me us your our my please list"
    " show name give got hold holds contain contains indexed index corpus collection library"
    " altogether total issued publish published publishes publisher release released dated date"
    " dates day days come came out appear appeared wrote authored authors author newest latest"
    " last oldest earliest first and".split()
)
_GENRES = GENRES | {"file"}
_ANY = frozenset("document file report publication issue edition".split())
# A document "from 2018" is one of 2018, where news "from 2018" on would be a stretch.
_OF = re.compile(r"\bfrom (?=(?:\w+ )?(?:19|20)\d\d\b(?! on))", re.IGNORECASE)
_MOST_RECENT = re.compile(r"\bmost recent\b")


def asked_of_documents(question: str, rest: str) -> Asked | None:
    """Read what a question asks about the documents themselves; None where it asks for content.

    It asks about them when nothing is left of it beside what they are called and a date.

    Args:
        question: standing alone.
        rest: the same without the words that name known documents, see ``assistant.scope.asked``.
    """
    period, bare = period_of(_OF.sub("of ", rest.strip(" ?.!")))
    bare = _MOST_RECENT.sub("newest", bare).strip()
    ask = next((ask for ask, form in _FORMS if form.search(bare)), None)
    if ask is Ask.PUBLISHER:
        bare = re.sub(_PUBLISHES, "", bare, flags=re.IGNORECASE)
    words = [_one(word) for word in terms(bare) if word not in _SAID]
    called = _GENRES.intersection(words)
    tells = ask is Ask.PUBLISHER or _TELLS.search(question)
    if ask is None or not tells or not (called or rest != question):
        return None
    if ask is Ask.LIST and any(found.latest == 1 for found in references(question)):
        ask = Ask.NEWEST
    said = frozenset(stem(word) for word in words if word not in _ANY)
    return Asked(ask, said, period, periodical=bool(called & PERIODICAL))


def is_told_of_itself(question: str, rest: str, named: frozenset[str]) -> bool:
    """Tell whether a question asks when or by whom a document was issued that it names.

    What the document says of itself answers that, and none of its sentences.

    Args:
        question: standing alone.
        rest: the same without the words that name known documents.
        named: ids of those.
    """
    asked = asked_of_documents(question, rest) if named else None
    return asked is not None and asked.ask in _FIELDS and not asked.words


def _one(word: str) -> str:
    """Give a genre for several of it; any other word as it is."""
    one = word.removesuffix("s")
    return one if one in _GENRES else word


def answer(
    asked: Asked,
    records: Iterable[DocumentRecord],
    named: frozenset[str],
    document: Callable[[str], Document],
) -> Computed | None:
    """Answer what is asked about documents; None where there are none, or they do not tell.

    Args:
        asked: what is asked.
        records: of the documents that may be asked about.
        named: ids of those that the question names; empty where it names none.
        document: gives a document by its id.
    """
    among = _among(asked, records, named)
    field = _FIELDS.get(asked.ask)
    if field:
        among = [one for one in among if named and field(one.meta)]
    found = _of_one_time(asked.ask, among)
    if not found:
        return None
    last = found[-MOST_TOLD:]
    rows = tuple(row_of(*_quoted(asked.ask, one, document(one.id))) for one in last)
    items = tuple(_item(one.meta) for one in last)
    short = "; ".join(dict.fromkeys(map(field, (one.meta for one in last)))) if field else ""
    if asked.ask is Ask.COUNT:
        short = str(len(found))
    elif len(found) > 1 and (asked.ask is Ask.ISSUED or not field):
        more = f" (the last {len(last)} of {len(found)})" if len(found) > len(last) else ""
        short = "; ".join(items) + more
    return Computed(
        short or items[0], items if len(items) > 1 else (), rows, _query(asked, len(among))
    )


def _among(
    asked: Asked, records: Iterable[DocumentRecord], named: frozenset[str]
) -> list[DocumentRecord]:
    """Choose the documents that are asked about, in the order of their dates."""
    found = [
        record
        for record in records
        if (not named or record.id in named)
        and (record.meta.period or not asked.periodical)
        and asked.words <= stems(f"{record.meta.publisher or ''} {record.meta.series or ''}")
        and (asked.period is None or asked.period.admits(record.meta.issued))
    ]
    return sorted(found, key=lambda record: (record.meta.issued or "", record.id))


def _of_one_time(ask: Ask, among: Sequence[DocumentRecord]) -> Sequence[DocumentRecord]:
    """Give the newest or the oldest of documents in the order of their dates, or all."""
    days = [record.meta.issued for record in among if record.meta.issued]
    if ask not in (Ask.NEWEST, Ask.OLDEST):
        return among
    best = days and days[-1 if ask is Ask.NEWEST else 0]
    return [record for record in among if record.meta.issued == best]


def _item(meta: Metadata) -> str:
    series = f" ({meta.series})" if meta.series and meta.series not in meta.title else ""
    return ", ".join(filter(None, (f"{meta.title}{series}", _issued(meta))))


def _issued(meta: Metadata) -> str:
    if not meta.issued:
        return ""
    return f"{'not before ' if meta.issued_inferred else ''}{spoken(meta.issued)}"


def _publisher(meta: Metadata) -> str:
    return (meta.publisher or "").replace(" | ", " – ")


def _authors(meta: Metadata) -> str:
    if meta.authors or not meta.publisher:
        return ", ".join(meta.authors)
    return f"{_publisher(meta)} (the publisher; no author is named)"


_FIELDS: dict[Ask, Callable[[Metadata], str]] = {
    Ask.ISSUED: _issued, Ask.PUBLISHER: _publisher, Ask.AUTHORS: _authors
}  # fmt: skip
_SHOWN = {Ask.ISSUED: "issued", Ask.PUBLISHER: "publisher", Ask.AUTHORS: "authors"}


def _quoted(ask: Ask, record: DocumentRecord, document: Document) -> tuple[Fact, str]:
    """Give a document as a fact, at the place that tells what is asked, and its words."""
    meta, first = record.meta, document.blocks[0]
    field = "publisher" if ask is Ask.AUTHORS and not meta.authors else _SHOWN.get(ask, "title")
    places = [
        (one.start, one.end)
        for one in meta.evidence
        if one.field == field and one.start is not None and one.end is not None
    ] or [(first.start, first.end)]
    span = Span(record.id, min(start for start, _ in places), max(end for _, end in places))
    by = (_publisher(meta),) if meta.publisher else ()
    fact = Fact(
        f"{record.id}#document", Kind.ISSUE, meta.title, None, None, None, meta.issued, span, by
    )
    return fact, document.text[span.start : span.end]


def _query(asked: Asked, among: int) -> str:
    """Say what was done, with how many documents."""
    many = f"{among} document{'s' if among > 1 else ''}"
    issued = f" (issued {asked.period})" if asked.period else ""
    return f"{asked.ask}, of {many} of the index{issued}"
