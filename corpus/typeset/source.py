"""Markdown sources as blocks that the three typesetters share; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

_NOTE = re.compile(r"^\[\^(\d+)\]: (.+)$", re.MULTILINE)
_MARK = re.compile(r"\[\^(\d+)\]")
_CAPTION = re.compile(r"(?:Table|Figure) \d+: ")


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    TABLE = "table"
    CREDIT = "credit"  # the "Source: ..." line under a table
    BARS = "bars"  # a bar chart


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    Attributes:
        text: the characters; for a footnote's mark, its number.
        bold: set in bold.
        italic: set in italics.
        mark: the run is the mark of the footnote of that number.
    """

    text: str
    bold: bool = False
    italic: bool = False
    mark: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label, its length in the chart's unit, and the printed value."""

    label: str
    length: float
    value: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a source, in reading order.

    Attributes:
        kind: what the block is.
        runs: its text; empty for tables and charts.
        level: heading level from 2; otherwise 0.
        number: position in a numbered list from 1; None for bullets and other kinds.
        rows: a table's rows, the header first; otherwise empty.
        bars: a chart's bars; otherwise empty.
    """

    kind: Kind
    runs: Runs = ()
    level: int = 0
    number: int | None = None
    rows: tuple[tuple[Runs, ...], ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A briefing ready to be set.

    Attributes:
        title: its first heading.
        series: the line under the title, such as "Factsheet: China".
        imprint: the line after it: publisher and month of issue.
        blocks: everything that follows.
        notes: footnotes by their number.
    """

    title: str
    series: str
    imprint: str
    blocks: tuple[Block, ...]
    notes: dict[str, Runs]


def plain(runs: Runs) -> str:
    """Join the text of runs, without the marks of footnotes."""
    return "".join(run.text for run in runs if not run.mark)


def parse(markdown: str) -> Source:
    """Parse a briefing: a title, two lines of masthead, blocks, footnotes.

    Raises:
        ValueError: the title or the masthead is missing.
    """
    parser = MarkdownIt("commonmark").enable("table")
    notes = {
        number: _runs(parser.parseInline(text)[0].children or [])
        for number, text in _NOTE.findall(markdown)
    }
    blocks = tuple(_blocks(parser.parse(_NOTE.sub("", markdown))))
    kinds = [(block.kind, block.level) for block in blocks[:3]]
    if kinds != [(Kind.HEADING, 1), (Kind.PARAGRAPH, 0), (Kind.PARAGRAPH, 0)]:
        raise ValueError("expected a title, then a line with the series and one with the imprint")
    title, series, imprint = (plain(block.runs) for block in blocks[:3])
    return Source(title, series, imprint, blocks[3:], notes)


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    numbers: list[int | None] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(0 if token.type.startswith("ordered") else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "fence":
            yield from _chart(token.content)
        elif token.type == "table_open":
            end = next(i for i in range(place, len(tokens)) if tokens[i].type == "table_close")
            yield Block(Kind.TABLE, rows=tuple(_rows(tokens[place:end])))
            place = end
        elif token.type == "inline":
            if numbers and numbers[-1] is not None:
                numbers[-1] += 1
            yield _text_block(tokens[place - 1], _runs(token.children or []), numbers)
        place += 1


def _text_block(opening: Token, runs: Runs, numbers: list[int | None]) -> Block:
    if opening.type == "heading_open":
        return Block(Kind.HEADING, runs, level=int(opening.tag[1]))
    if numbers:
        return Block(Kind.ITEM, runs, number=numbers[-1])
    if _CAPTION.match(plain(runs)):
        return Block(Kind.CAPTION, runs)
    return Block(Kind.CREDIT if plain(runs).startswith("Source: ") else Kind.PARAGRAPH, runs)


def _rows(tokens: list[Token]) -> Iterator[tuple[Runs, ...]]:
    row: list[Runs] = []
    for token in tokens:
        if token.type == "inline":
            row.append(_runs(token.children or []))
        elif token.type == "tr_close":
            yield tuple(row)
            row = []


def _chart(content: str) -> Iterator[Block]:
    caption, *lines = content.strip().splitlines()
    yield Block(Kind.CAPTION, (Run(caption),))
    parts = [[part.strip() for part in line.split("|")] for line in lines]
    yield Block(Kind.BARS, bars=tuple(Bar(name, float(size), value) for name, size, value in parts))


def _runs(children: list[Token]) -> Runs:
    runs: list[Run] = []
    bold = italic = False
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            italic = child.type == "em_open"
        else:
            text = " " if child.type == "softbreak" else child.content
            pieces = enumerate(_MARK.split(text))  # text and numbers take turns
            runs += [Run(piece, bold, italic, bool(i % 2)) for i, piece in pieces if piece]
    return tuple(runs)
