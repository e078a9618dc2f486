"""Markdown (CommonMark with tables and footnotes) to raw blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from corpus.documents import BlockKind, RawBlock
from corpus.readers.encoding import decode
from corpus.readers.html import fragment_blocks
from corpus.readers.prose import (
    BOLD_LEVEL,
    HARD,
    SOFT,
    Line,
    is_bold_heading,
    is_contents,
    lines,
    paragraphs,
    prose_block,
    superscript,
)
from corpus.readers.raw import Raw
from corpus.readers.tables import table_blocks

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]*(.*)")
_ENTRY = re.compile(r"\s*- +(?:name: *)?(.*)")
_LISTED = re.compile(r"\[(.*)\]")
_FRONT_LINE = re.compile(r"(?:[A-Za-z][\w -]*[ \t]*:.*|[ \t]+.*|- .*|#.*|[ \t]*)")
_HINT_KEYS = {
    "title": ("title",),
    "authors": ("authors", "author", "by", "creator"),
    "publisher": ("publisher", "institution", "organisation", "organization", "source"),
    "series": ("series", "publication", "periodical"),
    "issued": ("issued", "date", "published", "publication date", "issue date"),
    "period": ("period", "reporting period"),
    "language": ("language", "lang"),
}
# CommonMark would take a one-word note for the target of a link, and swallow it.
_NOTE_START = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*", re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)", re.DOTALL)
_NOTE_REFERENCE = re.compile(r"(?<=.)\[\^[^\]\s]+\]|\[\^[^\]\s]+\](?!:)")
_MAX_SETEXT = 120  # characters; a longer line over a rule is a paragraph over a rule
_NESTING = 100  # the parser drops what is nested deeper than its limit, 20 unless told


def read(path: Path, data: bytes) -> Raw:
    """Read a markdown file.

    Args:
        path: not looked at.
        data: the file's bytes.

    Returns:
        The blocks, and hints from the front matter.

    Raises:
        ReadError: the bytes are not text.
    """
    text = decode(data)
    hints, body = _front_matter(text)
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    # Indented text in a converted document is text, hardly ever code.
    parser.enable(["table", "strikethrough"]).disable("code")
    tokens = parser.parse(_NOTE_START.sub(r"\n\\[^\1]: ", body))
    return Raw(tuple(_blocks(SyntaxTreeNode(tokens).children)), hints)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Split off a leading block between rules whose lines are all fields."""
    found = _FRONT.match(text)
    if not found or not all(map(_FRONT_LINE.fullmatch, found[1].splitlines())):
        return {}, text
    fields = _fields(found[1].splitlines())
    hints = {
        key: next((fields[name] for name in names if fields.get(name)), "")
        for key, names in _HINT_KEYS.items()
    }
    return {key: value for key, value in hints.items() if value}, text[found.end() :]


def _fields(lines: Iterable[str]) -> dict[str, str]:
    """Read "name: value"; the values of a list, under the name or in brackets, by semicolons."""
    fields: dict[str, str] = {}
    name = ""
    for line in lines:
        pair, entry = _FIELD.fullmatch(line), _ENTRY.fullmatch(line)
        if entry and name:
            fields[name] = "; ".join(filter(None, (fields[name], _unquoted(entry[1]))))
        elif pair:
            name = pair[1].strip().lower().replace("_", " ")
            listed = _LISTED.fullmatch(pair[2].strip())
            values = listed[1].split(",") if listed else [pair[2]]
            fields[name] = "; ".join(map(_unquoted, values))
    return fields


def _unquoted(value: str) -> str:
    return value.strip().strip("\"'").strip()


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[RawBlock]:
    for node in nodes:
        if node.type == "heading":
            yield _heading(node)
        elif node.type == "paragraph":
            yield from _paragraph(_lines(node))
        elif node.type in ("bullet_list", "ordered_list"):
            yield from _list(node, 0)
        elif node.type == "table":
            yield from _table(node)
        elif node.type == "html_block":
            yield from fragment_blocks(node.content)
        elif node.type in ("fence", "code_block"):
            yield prose_block(node.content)
        else:
            yield from _blocks(node.children)


def _heading(node: SyntaxTreeNode) -> RawBlock:
    text = _joined(_lines(node))
    if not node.markup.startswith("#") and len(text) > _MAX_SETEXT:
        return prose_block(text)
    return RawBlock(BlockKind.HEADING, text, level=int(node.tag[1:]))


def _paragraph(broken: list[Line]) -> Iterator[RawBlock]:
    note = _NOTE.match(broken[0].text) if broken else None
    if note:
        text = " ".join([note[2], *(line.text for line in broken[1:])])
        yield RawBlock(BlockKind.FOOTNOTE, text, marker=note[1])
    elif broken and all(is_contents(line.text) for line in broken):
        yield from (RawBlock(BlockKind.ITEM, line.text) for line in broken)
    elif len(broken) == 1 and broken[0].whole and is_bold_heading(broken[0].text):
        yield RawBlock(BlockKind.HEADING, broken[0].text, level=BOLD_LEVEL)
    else:
        yield from map(prose_block, paragraphs(broken))


def _list(node: SyntaxTreeNode, depth: int) -> Iterator[RawBlock]:
    for item in node.children:
        marker = "-"
        if node.type == "ordered_list":
            marker = f"{item.info}{item.markup}"
        yield from _item(item, marker, depth)


def _item(item: SyntaxTreeNode, marker: str, depth: int) -> Iterator[RawBlock]:
    """Join the paragraphs of an item up to its first nested list, table or heading."""
    count = 0
    while count < len(item.children) and item.children[count].type == "paragraph":
        count += 1
    broken = [line for child in item.children[:count] for line in _lines(child)]
    if len(broken) > 1 and all(is_contents(line.text) for line in broken):
        for number, line in enumerate(broken):
            yield RawBlock(BlockKind.ITEM, line.text, level=depth, marker="" if number else marker)
    elif broken:
        yield RawBlock(BlockKind.ITEM, _joined(broken), level=depth, marker=marker)
    for child in item.children[count:]:
        if child.type in ("bullet_list", "ordered_list"):
            yield from _list(child, depth + 1)
        else:
            yield from _blocks([child])


def _table(node: SyntaxTreeNode) -> list[RawBlock]:
    rows = [row for part in node.children for row in part.children]
    cells = [[_joined(_lines(cell)) for cell in row.children] for row in rows]
    return table_blocks(cells, headers=1)


def _joined(broken: list[Line]) -> str:
    return " ".join(line.text for line in broken)


def _lines(node: SyntaxTreeNode) -> list[Line]:
    """Flatten the inline markup of a block to its lines."""
    inline = [child.token for child in node.children if child.token]
    broken = lines(part for token in inline for part in _runs(token.children or []))
    return [replace(line, text=_NOTE_REFERENCE.sub("", line.text)) for line in broken]


def _runs(tokens: Iterable[Token]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    bold = 0
    raised: int | None = None  # index of the first run inside <sup>
    for token in tokens:
        tag = token.content.lower() if token.type == "html_inline" else ""
        if token.type in ("strong_open", "strong_close") or re.match(r"</?(?:b|strong)\b", tag):
            bold += -1 if token.type == "strong_close" or tag.startswith("</") else 1
        elif token.type == "hardbreak" or tag.startswith("<br"):
            runs.append((HARD, False))
        elif token.type == "softbreak":
            runs.append((SOFT, False))
        elif tag.startswith("<sup"):
            raised = len(runs)
        elif tag.startswith("</sup") and raised is not None:
            before = "".join(text for text, _ in runs[:raised][-2:])
            text = "".join(text for text, _ in runs[raised:])
            runs[raised:] = [(superscript(before, text), bold > 0)]
            raised = None
        elif not tag and token.content:
            runs.append((token.content, bold > 0))
    return runs
