"""A document as the rules of all kinds read it: structure, sentences, names and years; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.articles import LABEL
from corpus.contents import Part, part
from corpus.dates import Day
from corpus.documents import Block, BlockKind, Document, Section, Span
from corpus.entries import Entry
from corpus.exhibits import Kind, is_source
from corpus.fields import Record, records
from corpus.sentences import sentence_spans
from corpus.structure import Structure, structure
from corpus.years import with_year
from index.facts.definition import Definition, definitions
from index.facts.glosses import glosses, is_glossary
from index.facts.times import times_told
from index.facts.wording import dotted
from index.names import find_names
from index.regions import is_place

_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FOOTNOTE)
_GLOSSES = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_ASIDE = (Part.CONTENTS, Part.REFERENCES)
_IMPRINT = re.compile(r"(?:imprint|impressum|colophon|about (?:us|the authors?)|contact)", re.I)
_MARKER = re.compile(
    r"\[\w{1,3}\]\s+|[-•*–·]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s+"
    rf"|(?:{LABEL.pattern})\s*"
)
# "3.14 Since May …": a paragraph's number, and no amount.
_NUMBERED = re.compile(
    r"(?:§ ?)?\d{1,2}(?:\.\d{1,3}){1,3}\.? (?=(?:[A-Z][a-z]+|An?|It|In|At|On)\b)"
)
_NOTES = re.compile(r"(?:(?:end|foot)?notes?|sources|references)", re.IGNORECASE)
_NOTE = re.compile(r"\d{1,3}\s+(?=[A-Z])")  # "1  Base stations: MIIT", where notes are listed
_LOWER = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
LONGEST = 2000  # characters; what is longer is no sentence, and would take long to read
_LAND = re.compile(r"^[A-Z]\w+['’]s (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose.

    Attributes:
        span: its characters.
        text: the words there.
        block: index in ``Document.blocks`` of the block that holds it.
        entry: the dated item that it stands in, or None.
        before: the sentence before it in its block, or "".
    """

    span: Span
    text: str
    block: int
    entry: Entry | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document.

    Attributes:
        section: that holds it, or None.
        caption: its words, or "".
        heads: of its columns, without white space around them; none where it has no header.
        rows: dated under its header.
    """

    section: Section | None
    caption: str
    heads: Sequence[str]
    rows: Sequence[Block]


@dataclass(frozen=True)
class Reading:
    """A document with all that its rules look at, each part made once.

    Attributes:
        document: the document.
    """

    document: Document

    @cached_property
    def structure(self) -> Structure:
        """What the blocks mean."""
        return structure(self.document)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The labelled fields that stand together."""
        return records(self.document)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables, each with its heads."""
        found = []
        for exhibit in self.structure.exhibits:
            if exhibit.kind is Kind.TABLE:
                blocks = [self.document.blocks[at] for at in exhibit.blocks]
                header = next((b for b in blocks if b.kind is BlockKind.HEADER), None)
                heads = [self.text(a, b).strip() for a, b in header.cells] if header else []
                rows = [b for b in blocks if b.kind is BlockKind.ROW]
                caption = self.of(exhibit.caption) if exhibit.caption else ""
                found.append(Table(exhibit.section, caption, heads, rows))
        return tuple(found)

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The terms that the text explains, each at its first place."""
        found: dict[tuple[str, bool], Definition] = {}
        for sentence in (*self.cells_and_sentences, *self._captions, *self._references):
            glossed = self._glossed.get(sentence.block)
            told = definitions(sentence.text, sentence.before) if glossed is None else glossed
            for one in told:
                moved = one if glossed else one.moved(sentence.span.start)
                found.setdefault((one.term.casefold(), one.expansion is None), moved)
        return tuple(found.values())

    @cached_property
    def _captions(self) -> tuple[Sentence, ...]:
        """The captions, each as if it were a sentence."""
        return tuple(
            Sentence(self.span(b.start, b.end), self.text(b.start, b.end), at)
            for at, b in enumerate(self.document.blocks)
            if b.kind is BlockKind.CAPTION and b.end - b.start <= LONGEST
        )

    @cached_property
    def _glossed(self) -> Mapping[int, tuple[Definition, ...]]:
        """What the lines of glossaries define, by the index of their block."""
        found = {}
        for at, block in enumerate(self.document.blocks):
            section = self.document.section_at(block.start)
            if section is None or block.kind not in _GLOSSES or not is_glossary(section.path):
                continue
            marker = _MARKER.match(self.document.text, block.start, block.end)
            start = marker.end() if marker else block.start
            told = tuple(glosses(self.text(start, block.end)))
            if told:
                found[at] = tuple(one.moved(start) for one in told)
        return found

    @cached_property
    def acronyms(self) -> Mapping[str, str]:
        """The acronym of each name that the text gives one, by the name: with its land, and not."""
        found = {d.expansion: d.term for d in self.definitions if d.expansion}
        return found | {_LAND.sub("", name): short for name, short in found.items()}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {short: name for name, short in reversed([*self.acronyms.items()])}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of paragraphs, items and notes, without contents and references."""
        return tuple(
            sentence
            for at, block in enumerate(self.document.blocks)
            if block.kind in _PROSE and self.is_body(at, block)
            for sentence in self._sentences(at, block)
        )

    @cached_property
    def _references(self) -> tuple[Sentence, ...]:
        """The sentences of bibliographies and lists of sources, which may explain acronyms."""
        return tuple(
            sentence
            for at, block in enumerate(self.document.blocks)
            if block.kind in _PROSE and self._is_reference(block)
            for sentence in self._sentences(at, block)
        )

    def _is_reference(self, block: Block) -> bool:
        section = self.document.section_at(block.start)
        return section is not None and part(section) is Part.REFERENCES

    @cached_property
    def _begins(self) -> Mapping[int, tuple[int, Entry | None]]:
        """Where the prose of a block begins that has a label or a date before it."""
        labels = {f.blocks[0]: (f.value.start, None) for f in self.structure.fields}
        at = {block.start: n for n, block in enumerate(self.document.blocks)}
        return labels | {at[e.span.start]: (e.text.start, e) for e in self.structure.entries}

    def _sentences(self, at: int, block: Block) -> Iterator[Sentence]:
        section = self.document.section_at(block.start)
        noted = block.kind is BlockKind.FOOTNOTE or (
            section is not None and bool(section.path) and _NOTES.fullmatch(section.path[-1])
        )
        marker = _MARKER.match(self.document.text, block.start, block.end) or (
            (_NOTE if noted else _NUMBERED).match(self.document.text, block.start, block.end)
        )
        start, entry = self._begins.get(at, (marker.end() if marker else block.start, None))
        before = ""
        for first, last in sentence_spans(self.document.text, start, block.end):
            text = self.text(first, last) if last - first <= LONGEST else ""
            if text:
                yield Sentence(self.span(first, last), text, at, entry, before)
            before = text

    @cached_property
    def cells_and_sentences(self) -> tuple[Sentence, ...]:
        """The sentences, and the rows of tables as if they were such."""
        rows = [
            Sentence(Span(self.document.id, b.start, b.end), self.text(b.start, b.end), at)
            for at, b in enumerate(self.document.blocks)
            if b.kind is BlockKind.ROW and b.end - b.start <= LONGEST and self.is_body(at, b)
        ]
        return tuple(sorted((*self.sentences, *rows), key=lambda each: each.span))

    def is_body(self, at: int, block: Block) -> bool:
        """Whether a block belongs to what the document tells, and not to its apparatus."""
        section = self.document.section_at(block.start)
        if at in self.structure.contents or is_source(self.text(block.start, block.end)):
            return False
        if section is None or block.kind is BlockKind.FOOTNOTE:
            return True
        return part(section) not in _ASIDE and not any(map(_IMPRINT.fullmatch, section.path))

    def text(self, start: int, end: int) -> str:
        """Give the characters from ``start`` to ``end``."""
        return self.document.text[start:end]

    def of(self, span: Span) -> str:
        """Give the characters of a span of this document."""
        return self.document.text[span.start : span.end]

    def span(self, start: int, end: int) -> Span:
        """Give a span of this document."""
        return Span(self.document.id, start, end)

    def section_at(self, offset: int) -> Section | None:
        """Find the innermost section that holds an offset."""
        return self.document.section_at(offset)

    def bodies(self, text: str) -> tuple[str, ...]:
        """List the names in a text, each by its acronym where the document has one."""
        found = (text[start:end] for start, end in find_names(dotted(text)))
        return tuple(dict.fromkeys(self.short(name) for name in found))

    def short(self, name: str) -> str:
        """Give the acronym of a name where the document has one, else the name."""
        return self.acronyms.get(name, name)

    def full(self, name: str) -> str:
        """Give the name that an acronym stands for where the document says so, else the name."""
        return self._names.get(name, name)

    def is_common(self, name: str) -> bool:
        """Whether a word has its capital for opening a sentence alone.

        The document has it in small letters as well, or never with a capital within a sentence.
        """
        return self.is_word(name) or (_may_open(name) and name not in self._words[1])

    def is_word(self, name: str) -> bool:
        """Whether the document has a word with a capital in small letters as well."""
        word = name.lower()
        forms = {word, f"{word}s", word.removesuffix("s")}
        return _may_open(name) and not forms.isdisjoint(self._words[0])

    @cached_property
    def _words(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words without a capital, and those with one that stand within a sentence."""
        text = self.document.text
        return frozenset(_LOWER.findall(text)), frozenset(_WITHIN.findall(text))

    def iso(self, day: Day, section: Section | None) -> str | None:
        """Write a date as ISO 8601, with the year that its issue lends it."""
        return with_year(day, self.document.meta, section).iso()

    def times(
        self, text: str, offset: int, year: int | None = None
    ) -> Iterator[tuple[str, int, int]]:
        """Find the times that a text speaks of: as ``Fact.when`` writes them, with their place.

        Args:
            text: a sentence.
            offset: of its first character in the document.
            year: of dates that have none; None for the one that their issue lends them.
        """
        section, meta = self.section_at(offset), self.document.meta
        return times_told(text, lambda day: self.iso(day, section), meta.issued, year)


def _may_open(name: str) -> bool:
    """Whether a name is one word that may have its capital for its place alone."""
    return " " not in name and name.istitle() and not is_place(name)
