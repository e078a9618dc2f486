"""Labelled fields ("Issuing body: MIIT") and all that belongs to each; pure.

A label is believed where the document shows that it is one: it recurs in parallel sections, or
stands in a run of labelled lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.clean import ends_clause
from corpus.dates import next_date
from corpus.documents import Block, BlockKind, Document, Section, Span
from corpus.labelled import LABEL

_LABEL = re.compile(rf"(?:- )?(?P<name>{LABEL})\s?[:：](?=\s|$|(?<=：))\s*")
_NO_LABEL = re.compile(
    r"(?:sources?|notes?|units?|quelle|anmerkung|资料来源|来源|注"
    r"|(?:table|figure|fig|chart|box|map|exhibit|step|example)\b.*)",
    re.IGNORECASE,
)
_WORDS = 6  # in a label at most; more are the start of a sentence
_PROSE = 80  # characters; a value as long as this that ends a sentence is prose
_SHORT = 40  # characters; a sentence shorter than this may still be a value such as a name
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_ORIGINAL = re.compile(rf"[《「『“‘(（]*[\d]*[{_CJK}](?:.*[{_CJK}])?[\d）)》」』”’]*", re.DOTALL)
# Nothing but the title follows the comma: a value may name several things.
_BEHIND = re.compile(rf"[,;/|] ?(?P<title>[《「『]?[{_CJK}][^,;/|A-Za-z]*)\Z", re.DOTALL)
_LINK = re.compile(r"[(（\[]\s*(?:link|url|链接|原文)\s*[)）\]]", re.IGNORECASE)
_PAIRS = {"(": ")", "（": "）", "《": "》", "「": "」", "『": "』", "“": "”", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value.

    Attributes:
        name: the label as printed, without its colon.
        label: its characters, the colon included.
        value: from the first to the last character that belongs to it.
        section: the innermost section that it stands in; None before any heading.
        blocks: indices in ``Document.blocks`` of the blocks that hold it; notes between are out.
        original: a title in Chinese or another East Asian script, inside the value; or None.
        link: a printed "(Link)" inside the value; or None.
    """

    name: str
    label: Span
    value: Span
    section: Section | None
    blocks: tuple[int, ...]
    original: Span | None = None
    link: Span | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one section, each label once.

    Attributes:
        section: where they stand; None before any heading.
        fields: in order.
    """

    section: Section | None
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """A block that begins as a labelled one does.

    Attributes:
        at: its index.
        name: the label.
        key: the label without regard to case, for comparing.
        start: offset of the label.
        colon: offset after its colon.
        value: offset of what follows it.
        section: where it stands.
    """

    at: int
    name: str
    key: str
    start: int
    colon: int
    value: int
    section: Section | None


def fields(document: Document) -> tuple[Field, ...]:
    """Find the labelled fields of a document, in order."""
    labels = _believed(document, list(_labels(document)))
    prose = {label.key for label in labels if _is_prose(document, label)}
    stops = [*(label.at for label in labels), len(document.blocks)][1:]
    found = (
        _field(document, label, stop, label.key in prose)
        for label, stop in zip(labels, stops, strict=False)
    )
    return tuple(field for field in found if field)


def records(document: Document) -> tuple[Record, ...]:
    """Gather the fields that stand together: by section, and anew where a label comes again."""
    found: list[Record] = []
    for section, group in groupby(fields(document), key=lambda field: field.section):
        own: list[Field] = []
        for field in group:
            if any(field.name.casefold() == other.name.casefold() for other in own):
                found.append(Record(section, tuple(own)))
                own = []
            own.append(field)
        found.append(Record(section, tuple(own)))
    return tuple(found)


def _labels(document: Document) -> Iterator[_Label]:
    listed = _labelled_lists(document)
    for at, block in enumerate(document.blocks):
        if block.kind is BlockKind.PARAGRAPH or block.group in listed:
            match = _match(document, block)
            if match:
                name = match["name"]
                key = " ".join(name.casefold().split())
                section = document.section_at(block.start)
                start, colon = match.start("name"), match.start() + len(match.group().rstrip())
                yield _Label(at, name, key, start, colon, match.end(), section)


def _match(document: Document, block: Block) -> re.Match[str] | None:
    match = _LABEL.match(document.text, block.start, block.end)
    if match is None:
        return None
    name = match["name"]
    if len(name.split()) > _WORDS or name[0].islower() or _NO_LABEL.fullmatch(name):
        return None
    date = next_date(name)
    return None if date and date.date.month else match


def _labelled_lists(document: Document) -> set[int]:
    """Find the lists that are sets of fields: each item has a label, and no sentence leads in."""
    found: set[int] = set()
    before: Block | None = None
    for group, run in groupby(document.blocks, key=lambda block: block.group):
        blocks = list(run)
        if group is not None and blocks[0].kind is BlockKind.ITEM:
            led = before is not None and document.text[before.start : before.end].endswith(":")
            top = [block for block in blocks if block.level == 0]
            if not led and len(top) > 1 and all(_match(document, block) for block in top):
                found.add(group)
        before = blocks[-1]
    return found


def _believed(document: Document, labels: Sequence[_Label]) -> list[_Label]:
    """Keep the labels that recur from section to section, or stand in a run of labelled lines."""
    places: defaultdict[str, set[Section | None]] = defaultdict(set)
    counts: defaultdict[str, int] = defaultdict(int)
    for label in labels:
        places[label.key].add(label.section)
        counts[label.key] += 1
    sure = {label.at for label in labels if len(places[label.key]) > 1}
    sure |= {at for run in _runs(document, labels) for at in run}
    sections = {label.section for label in labels if label.at in sure}
    return [
        label
        for label in labels
        if label.at in sure or (counts[label.key] > 1 and label.section in sections)
    ]


def _runs(document: Document, labels: Sequence[_Label]) -> Iterator[list[int]]:
    """Give the runs of labelled lines, of which one at least has a short value."""
    run: list[_Label] = []
    for label in (*labels, None):
        if label and run and label.at == run[-1].at + 1 and label.section == run[-1].section:
            run.append(label)
            continue
        if len(run) > 1 and any(_is_short(document, own) for own in run):
            yield [own.at for own in run]
        run = [label] if label else []


def _is_short(document: Document, label: _Label) -> bool:
    text = document.text[label.value : document.blocks[label.at].end]
    return 0 < len(text) < (_SHORT if ends_clause(text) else 2 * _PROSE)


def _is_prose(document: Document, label: _Label) -> bool:
    text = document.text[label.value : document.blocks[label.at].end]
    return text.endswith((":", "：")) or (len(text) >= _PROSE and ends_clause(text))


def _field(document: Document, label: _Label, stop: int, prose: bool) -> Field | None:
    blocks = document.blocks
    own = [label.at, *_further(document, label, stop, prose)]
    start = label.value
    if label.value >= blocks[label.at].end:
        if len(own) == 1:
            return None
        start = blocks[own[1]].start
    end = blocks[own[-1]].end
    doc = document.id
    value = Span(doc, start, end)
    original = None if prose else _original(document, value)
    return Field(
        name=label.name,
        label=Span(doc, label.start, label.colon),
        value=value,
        section=label.section,
        blocks=tuple(own),
        original=original,
        link=_link(document, value),
    )


def _further(document: Document, label: _Label, stop: int, prose: bool) -> Iterator[int]:
    """List the blocks after a label's own that belong to its value."""
    text = document.text
    first = document.blocks[label.at]
    empty = label.value >= first.end
    for at in range(label.at + 1, stop):
        block = document.blocks[at]
        if block.kind is BlockKind.HEADING:
            return
        if block.kind is BlockKind.FOOTNOTE:
            continue
        deeper = first.kind is BlockKind.ITEM and block.level > first.level
        if not (prose or empty or deeper or _goes_on(text[block.start : block.end], block)):
            return
        empty = False
        yield at


def _goes_on(text: str, block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and (text[0] in "(（《【[" or text[0].islower())


def _original(document: Document, value: Span) -> Span | None:
    """Find the East Asian title after a title in another script, in brackets or behind a comma."""
    text = document.text
    if re.match(rf"\W*[{_CJK}]", text[value.start : value.end]):
        return None
    for start, end in _brackets(text, value.start, value.end):
        own = re.match(
            rf"[{_CJK}]", text[start - 2]
        )  # it ends with these brackets: "港口法（2020年）"
        found = None if own else _ORIGINAL.search(text, start, end)
        if found:
            return Span(value.doc_id, *_balanced(text, found.start(), found.end()))
    behind = _BEHIND.search(text, value.start, value.end)
    return Span(value.doc_id, *behind.span("title")) if behind else None


def _brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the insides of the outermost round brackets; one that stays open runs to the end."""
    depth, begin = 0, start
    for at in range(start, end):
        if text[at] in "(（":
            depth += 1
            begin = at + 1 if depth == 1 else begin
        elif text[at] in ")）" and depth:
            depth -= 1
            if depth == 0:
                yield begin, at
    if depth:
        yield begin, end


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out brackets at either end whose partner is outside."""
    while end > start and text[end - 1] in _PAIRS.values():
        opener = next(key for key, closer in _PAIRS.items() if closer == text[end - 1])
        closers = text.count(text[end - 1], start, end)
        if text.count(opener, start, end) >= closers:
            break
        end -= 1
    while start < end and text[start] in _PAIRS:
        closer = _PAIRS[text[start]]
        if text.count(text[start], start, end) <= text.count(closer, start, end):
            break
        start += 1
    return start, end


def _link(document: Document, value: Span) -> Span | None:
    match = _LINK.search(document.text, value.start, value.end)
    return Span(value.doc_id, match.start(), match.end()) if match else None
