"""Markdown (CommonMark with tables and footnotes) to raw blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from corpus.documents import BlockKind, RawBlock, Removal, Rule
from corpus.marks import char_for
from corpus.readers.bold import bold_heading
from corpus.readers.encoding import decode
from corpus.readers.frontmatter import front_matter
from corpus.readers.html import fragment_blocks
from corpus.readers.prose import (
    HARD,
    SOFT,
    Line,
    is_contents,
    lines,
    paragraphs,
    prose_block,
    superscript,
)
from corpus.readers.raw import Raw
from corpus.readers.settle import settled
from corpus.readers.tables import table_blocks
from corpus.readers.tabs import tab_blocks, tabbed
from corpus.sitelines import is_site_line

_NOTE = re.compile(
    r"""
    ^[ ]{0,3}\[\^([^\]\s]+)\]:[ \t]*
    (.*(?:
        \n(?![ ]{0,3}\[[^\]\s]+\]:)  # further lines, up to the next note or the place of a link:
        (?:.*\S.* | [ \t]*(?=\n{1,3}(?:[ ]{4}|\t)))  # those with text, and indented paragraphs
    )*)
    """,
    re.MULTILINE | re.VERBOSE,
)
_CITED = re.compile(r"\[\^([^\]\s]+)\]")
_DEFINED = re.compile(r"^( {0,3})\[(\d{1,3})\]:(?=[ \t]*\S)", re.MULTILINE)
_BARE = re.compile(r"(?<=\S) ?\[(\d{1,3})\](?![(:]|\[(?!\d{1,3}\]))")
_OF_LINK = re.compile(r"(?<!\[\d)(?<!\[\d\d)(?<!\[\d\d\d)\]\[(\d{1,3})\]")  # "[plan][3]"
_ATTRIBUTES = re.compile(r"(?:\s+#+)?\s*\{(?:[#.-][^{}]*)\}\s*$")  # "# Plans {#sec:plans}"
_DIVISION = re.compile(
    r"^ {0,3}:{3,}[ \t]*(?:\{[^{}\n]*\}|[A-Za-z][\w-]*)?[ \t]*:*[ \t]*$", re.MULTILINE
)
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
    front = front_matter(text)
    # What is read apart leaves its line ends, so that lines can be counted.
    own = _DIVISION.sub("", text[len(front.text) :])
    body = _emptied(front.text) + _as_notes(own)
    labels = _labels(body)
    notes = [_note(found, labels) for found in _NOTE.finditer(body)]
    blocks = _parsed(_NOTE.sub(lambda found: _emptied(found[0]), body), labels)
    ordered = sorted([*blocks, *notes], key=lambda block: block.lines[:1])
    away = [block for block in ordered if _leads_away(block)]
    kept = [block for block in ordered if not _leads_away(block)]
    removed = tuple(_removed(front.text, away))
    return Raw(tuple(settled(kept)), front.hints, removed, text)


def _leads_away(block: RawBlock) -> bool:
    return block.kind is BlockKind.PARAGRAPH and is_site_line(block.text)


def _removed(front: str, away: Iterable[RawBlock]) -> Iterator[Removal]:
    if front:
        yield Removal(Rule.FRONT_MATTER, front.strip(), lines=((1, len(front.splitlines())),))
    yield from (Removal(Rule.NAVIGATION, block.text, lines=block.lines) for block in away)


def _emptied(text: str) -> str:
    return "\n" * text.count("\n")


def _parsed(text: str, labels: Mapping[str, str]) -> list[RawBlock]:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    # Indented text in a converted document is text, hardly ever code.
    parser.enable(["table", "strikethrough"]).disable("code")
    marked = _CITED.sub(lambda found: char_for(labels[found[1]]), text)
    return list(_blocks(SyntaxTreeNode(parser.parse(marked)).children))


def _as_notes(text: str) -> str:
    """Write "[1]: https://…" as a note where the prose has "[1]", which would be a link."""
    cited = {found[1] for found in _BARE.finditer(text)}
    notes = {found[2] for found in _DEFINED.finditer(text)} & cited - set(_OF_LINK.findall(text))
    text = _BARE.sub(lambda found: f"[^{found[1]}]" if found[1] in notes else found[0], text)
    return _DEFINED.sub(
        lambda found: f"{found[1]}[^{found[2]}]:" if found[2] in notes else found[0], text
    )


def _labels(text: str) -> dict[str, str]:
    """Give the label of each note as it is displayed: its own, or its number among named ones."""
    names = list(dict.fromkeys(_CITED.findall(text)))
    if all(map(char_for, names)):
        return {name: name for name in names}
    return {name: str(number) for number, name in enumerate(names, start=1)}


def _note(found: re.Match[str], labels: Mapping[str, str]) -> RawBlock:
    """Read a note, of however many paragraphs, as one block."""
    text = "\n".join(line.strip() for line in found[2].split("\n"))
    parts = _parsed(text, labels)
    joined = " ".join(part.text or " ".join(part.cells) for part in parts)
    first = found.string.count("\n", 0, found.start()) + 1
    lines = ((first, first + found[0].rstrip().count("\n")),)
    return RawBlock(BlockKind.FOOTNOTE, joined, marker=labels[found[1]], lines=lines)


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[RawBlock]:
    for node in nodes:
        if node.type == "heading":
            yield _placed(_heading(node), node)
        elif node.type == "paragraph":
            yield from (_placed(block, node) for block in _paragraph(_lines(node)))
        elif node.type in ("bullet_list", "ordered_list"):
            yield from _list(node, 0)
        elif node.type == "table":
            yield from _table(node)
        elif node.type == "html_block":
            yield from (_placed(block, node) for block in fragment_blocks(node.content))
        elif node.type in ("fence", "code_block"):
            yield _placed(prose_block(node.content), node)
        else:
            yield from _blocks(node.children)


def _placed(block: RawBlock, *nodes: SyntaxTreeNode) -> RawBlock:
    """Give a block the lines from the first node's first to the last node's last."""
    maps = [node.map for node in nodes if node.map]
    return replace(block, lines=((maps[0][0] + 1, maps[-1][1]),)) if maps else block


def _heading(node: SyntaxTreeNode) -> RawBlock:
    text = _ATTRIBUTES.sub("", _joined(_lines(node)))
    if not node.markup.startswith("#") and len(text) > _MAX_SETEXT:
        return prose_block(text)
    return RawBlock(BlockKind.HEADING, text, level=int(node.tag[1:]))


def _paragraph(broken: list[Line]) -> Iterator[RawBlock]:
    start, end = tabbed(broken)
    while start < end:
        yield from _paragraph(broken[:start])
        yield from tab_blocks(broken[start:end])
        broken = broken[end:]
        start, end = tabbed(broken)
    if broken and all(is_contents(line.text) for line in broken):
        yield from (RawBlock(BlockKind.ITEM, line.text) for line in broken)
    elif len(broken) == 1 and broken[0].whole and (heading := bold_heading(broken[0].text)):
        yield heading
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
    own = item.children[:count]
    broken = [line for child in own for line in _lines(child)]
    if len(broken) > 1 and all(is_contents(line.text) for line in broken):
        for number, line in enumerate(broken):
            printed = "" if number else marker
            item_block = RawBlock(BlockKind.ITEM, line.text, level=depth, marker=printed)
            yield _placed(item_block, *own)
    elif broken:
        item_block = RawBlock(BlockKind.ITEM, _joined(broken), level=depth, marker=marker)
        yield _placed(item_block, *own)
    for child in item.children[count:]:
        if child.type in ("bullet_list", "ordered_list"):
            yield from _list(child, depth + 1)
        else:
            yield from _blocks([child])


def _table(node: SyntaxTreeNode) -> list[RawBlock]:
    rows = [row for part in node.children for row in part.children]
    cells = [[_joined(_lines(cell)) for cell in row.children] for row in rows]
    shown = [row for row, its in zip(rows, cells, strict=True) if any(map(str.strip, its))]
    blocks = table_blocks(cells, headers=1)
    return [_placed(block, row) for block, row in zip(blocks, shown, strict=True)]


def _joined(broken: list[Line]) -> str:
    return " ".join(line.text for line in broken)


def _lines(node: SyntaxTreeNode) -> list[Line]:
    """Flatten the inline markup of a block to its lines."""
    inline = [child.token for child in node.children if child.token]
    return lines(part for token in inline for part in _runs(token.children or []))


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
