"""Web pages, as saved by a browser, to raw blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.documents import BlockKind, RawBlock
from corpus.exhibits import is_source
from corpus.marks import char_for
from corpus.readers import furniture, properties
from corpus.readers.bold import bold_heading
from corpus.readers.definitions import is_plain, term_lines
from corpus.readers.elements import shown
from corpus.readers.encoding import decode
from corpus.readers.folds import OPENS, is_invitation
from corpus.readers.furniture import NOTE
from corpus.readers.notelinks import CITES, link_notes
from corpus.readers.pagetables import captioned, grid, is_header, is_layout, number_of
from corpus.readers.prose import HARD, lines, paragraphs, prose_block, superscript
from corpus.readers.raw import Raw
from corpus.readers.settle import settled
from corpus.readers.tables import table_blocks

_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_MAIN = ("main", '[role="main"]', "article")
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figure", "header", "footer", "hgroup", "hr", "html", "main", "p", "pre"),
        *("section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FOLDED = 6  # level of the heading of a part that folds, where none stands before it
_MAX_FOLDED = 200  # characters of one
_BOLD = ("b", "strong")
_CODE = ("script", "style", "template")  # what a page holds besides its text
_APART = ("a", "span", "time")
_NOTE_ID = re.compile(
    r"(?:user-content-)?_?(?:fn|ftn|footnote|endnote|edn)(?!ref)[-_:]?(\d+)", re.IGNORECASE
)
_BACK = re.compile(r"^\s*(?:\[?\d+\]?\.?|[\^↑])\s+|\s*[↩↑]\ufe0e?\s*$")


def read(path: Path, data: bytes) -> Raw:
    """Read a web page.

    Args:
        path: not looked at.
        data: the file's bytes.

    Returns:
        The blocks of its main part, and hints from its title and meta elements.

    Raises:
        ReadError: the bytes are not text.
    """
    declared = _CHARSET.search(data[:4096])
    charset = (declared[1] or declared[2]).decode("ascii") if declared else None
    text = decode(data, charset)
    tree = LexborHTMLParser(text)
    hints = properties.page_hints(tree)  # first: the page's head goes with its furniture
    link_notes(tree)
    removed = furniture.strip(tree)
    blocks = settled(_page_blocks(tree))
    return Raw(tuple(blocks), hints, tuple(removed))


def fragment_blocks(markup: str) -> list[RawBlock]:
    """Read a piece of HTML that stands in another format."""
    tree = LexborHTMLParser(markup)
    link_notes(tree)
    return _page_blocks(tree)


def _page_blocks(tree: LexborHTMLParser) -> list[RawBlock]:
    if tree.body is None:
        return []
    walker = _Walker()
    walker.children(_main(tree))
    walker.flush()
    return walker.blocks


def _main(tree: LexborHTMLParser) -> LexborNode:
    """Choose the main part: one that holds little of the page's text is a teaser."""
    body = tree.css("body")[0]
    for selector in _MAIN:
        found = tree.css(selector)
        if found and 3 * len(found[0].text()) > len(body.text()):
            return found[0]
    return body


@dataclass(slots=True)
class _Walker:
    """Collects the blocks below a node; inline text waits in ``parts`` until a block ends."""

    blocks: list[RawBlock] = field(default_factory=list)
    parts: list[tuple[str, bool]] = field(default_factory=list)  # text, whether bold
    bold: bool = False
    marker: str | None = None  # of the list item that is open; None outside lists
    depth: int = -1
    item_at: int | None = None  # where the open item's block is, once it has one
    level: int = 0  # of the heading that the next parts that fold are under

    def children(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True, skip_empty=False):
            self.node(child)

    def node(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self.parts.append((re.sub(r"\s", " ", node.text_content or ""), self.bold))
        elif tag == "br":
            if _is_blank_line(self.parts):
                self.flush()
            else:
                self.parts.append((HARD, self.bold))
        elif level := self.heading_level(node):
            self.whole(node, BlockKind.HEADING, level)
        elif tag in ("figcaption", "caption"):
            self.caption(node)
        elif tag in ("ul", "ol", "menu"):
            self.list(node)
        elif tag in ("table", "dl"):
            self.flush()
            (self.table if tag == "table" else self.definitions)(node)
        elif _note_number(node):
            self.footnote(node)
        elif tag in _BLOCKS or tag == "li":
            self.flush()
            self.part(node)
            self.flush()
        else:
            self.inline(node)

    def heading_level(self, node: LexborNode) -> int:
        """Give the level of a heading; 0 for what is none.

        That of a part that folds is below the one before, but not below another such part's.
        """
        if node.tag in _HEADINGS:
            self.level = _HEADINGS[node.tag]
            return self.level
        if node.tag == "dt" and _is_line(node):
            return min(self.level + 1, _FOLDED)
        if OPENS in node.attributes or (node.tag == "summary" and _is_line(node)):
            return min(self.level + 1, _FOLDED) if self.level else _FOLDED
        return 0

    def part(self, node: LexborNode) -> None:
        """Read what a block holds; below one that folds, its own headings do not count.

        The caption of a figure that is a table stands over it, wherever the page has it.
        """
        outer = self.level
        for child in captioned(node):
            self.node(child)
            if child.tag == "summary" and outer:
                self.level = min(max(self.level, outer + 1), _FOLDED)
        if node.tag == "details":
            self.level = outer

    def inline(self, node: LexborNode) -> None:
        tag, cites = node.tag or "", node.attributes.get(CITES)
        if cites:
            self.parts.append((char_for(cites), self.bold))
        elif tag == "sup" and node.css_first(f"[{CITES}]") is None:
            before = "".join(text for text, _ in self.parts[-2:])
            self.parts.append((superscript(before, node.text()), self.bold))
        elif not tag.startswith("-") and tag not in _CODE:
            if tag in _APART and self.parts and _runs_on(self.parts[-1][0], node):
                self.parts.append((" ", self.bold))
            outer, self.bold = self.bold, self.bold or tag in _BOLD
            self.children(node)
            self.bold = outer

    def whole(self, node: LexborNode, kind: BlockKind, level: int = 0) -> None:
        self.flush()
        self.blocks.append(RawBlock(kind, _text(node), level=level))

    def caption(self, node: LexborNode) -> None:
        source = node.tag == "figcaption" and is_source(shown(node))
        self.whole(node, BlockKind.PARAGRAPH if source else BlockKind.CAPTION)

    def footnote(self, node: LexborNode) -> None:
        self.flush()
        text = _BACK.sub("", _text(node))
        self.blocks.append(RawBlock(BlockKind.FOOTNOTE, text, marker=_note_number(node)))

    def list(self, node: LexborNode) -> None:
        self.flush()
        outer = self.marker, self.item_at
        self.depth += 1
        number = number_of(node.attributes.get("start"), 1)
        for child in node.iter():
            if child.tag != "li" or _note_number(child):
                self.node(child)
                continue
            number = number_of(child.attributes.get("value"), number)
            kind = node.attributes.get("type") or "1"
            self.marker = _ordinal(number, kind) if node.tag == "ol" else "-"
            self.item_at = None
            self.node(child)
            number += 1
        self.depth -= 1
        self.marker, self.item_at = outer

    def definitions(self, node: LexborNode) -> None:
        """Read a list of terms: each a line with what is told of it, or else its heading."""
        if is_plain(node):
            self.blocks += [prose_block(line) for line in term_lines(node, _text) if line]
        else:
            self.part(node)
            self.flush()

    def table(self, node: LexborNode) -> None:
        parts = [part for part in node.iter() if part.tag in ("thead", "tbody", "tfoot")]
        for caption in (child for child in node.iter() if child.tag == "caption"):
            self.whole(caption, BlockKind.CAPTION)
        rows = [row for part in (node, *parts) for row in part.iter() if row.tag == "tr"]
        cells = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in rows]
        if is_layout(node, cells):
            for cell in (cell for row in cells for cell in row):
                self.children(cell)
                self.flush()
            return
        marked = [is_header(row, its) for row, its in zip(rows, cells, strict=True)]
        if marked[1:2] == [True]:  # a title across all columns
            marked[0] = marked[0] or all(cell.tag == "th" for cell in cells[0])
        headers = marked.index(False) if False in marked else 0
        self.blocks += table_blocks(grid(cells, _text), headers)

    def flush(self) -> None:
        parts, self.parts = self.parts, []
        broken = lines(parts)
        joined = paragraphs(broken)
        if not joined:
            return
        item_closed = self.item_at is not None and self.item_at < len(self.blocks) - 1
        if self.marker is None or item_closed:
            bold = len(joined) == 1 and all(line.whole for line in broken)
            self.blocks += [_prose(text, bold) for text in joined]
        elif self.item_at is None:
            self.item_at = len(self.blocks)
            text = " ".join(joined)
            self.blocks.append(RawBlock(BlockKind.ITEM, text, level=self.depth, marker=self.marker))
        else:
            item = self.blocks[-1]
            self.blocks[-1] = replace(item, text=" ".join([item.text, *joined]))


def _prose(text: str, bold: bool) -> RawBlock:
    return (bold_heading(text) if bold else None) or prose_block(text)


def _is_blank_line(parts: list[tuple[str, bool]]) -> bool:
    """Tell whether a line break stands last, so that a further one leaves a line empty."""
    for text, _ in reversed(parts):
        if text == HARD:
            return True
        if text.strip():
            return False
    return False


def _runs_on(before: str, node: LexborNode) -> bool:
    """Tell words that the page's style sets apart: "…brief" and "2 March" in boxes of their own."""
    own = (node.text() or "")[:1]
    previous = node.prev
    boxed = previous is not None and previous.tag in _APART
    return boxed and before[-1:].islower() and (own.isupper() or own.isdigit())


def _text(node: LexborNode) -> str:
    walker = _Walker()
    walker.children(node)
    walker.flush()
    return " ".join(" ".join((*block.cells, block.text)) for block in walker.blocks)


def _is_line(summary: LexborNode) -> bool:
    """Tell whether a part's summary is to be made its heading: a line, with no heading in it."""
    line = shown(summary)
    headed = summary.css_first(", ".join(_HEADINGS)) is not None
    return 0 < len(line) <= _MAX_FOLDED and not headed and not is_invitation(line)


def _note_number(node: LexborNode) -> str:
    """Give the label of a note: that of the marks that lead to it, or the one in its name."""
    if node.tag not in ("li", "p", "div", "dd", "aside", "section", "td"):
        return ""
    found = _NOTE_ID.fullmatch(node.attributes.get("id") or "")
    return node.attributes.get(NOTE) or (found[1] if found else "")


def _ordinal(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(kind) + number - 1)}."
    return f"{number}."
