"""Which blocks are a contents page, and what kind of part a section is; pure."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.documents import Block, BlockKind, Document, Section

_NUMBERING = r"(?:\d+(?:\.\d+)*\.?\s+|[ivx]+\.\s+)?"
CONTENTS = re.compile(
    rf"{_NUMBERING}(?:(?:table of )?contents"
    r"|in this (?:issue|edition|number|volume|report|briefing|bulletin|newsletter)"
    r"|list of (?:figures|tables|boxes)"
    r"|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|indice|目\s*[录錄])\W*",
    re.IGNORECASE,
)
_PAGE = re.compile(r"[\s.…·]*[\s.…](?:\d{1,4}|[ivxl]{1,6})$")
_LEADER = re.compile(r"(?:\. ?){4,}|…{2,}|\t")
_LEAST = 3  # lines without the word "contents" over them
_LINE = 200  # characters of a line of contents at most


class Part(StrEnum):
    """What a section is in its document."""

    BODY = "body"
    CONTENTS = "contents"
    APPENDIX = "appendix"
    NOTES = "notes"
    REFERENCES = "references"


_PARTS = {
    Part.CONTENTS: CONTENTS,
    Part.APPENDIX: re.compile(
        r"(?:appendi(?:x|ces)|annex(?:es|e)?|anhang|anlage|附录|附件)\b.*", re.IGNORECASE
    ),
    Part.NOTES: re.compile(
        rf"{_NUMBERING}(?:(?:end|foot) ?notes?|notes|anmerkungen|注释|尾注)\W*", re.IGNORECASE
    ),
    Part.REFERENCES: re.compile(
        rf"{_NUMBERING}(?:references|bibliography|works cited|(?:list of )?sources"
        r"|literatur(?:verzeichnis)?|参考文献)\W*",
        re.IGNORECASE,
    ),
}


def part(section: Section) -> Part:
    """Tell what a section is by the headings over it, the outermost that says so first."""
    for title in section.path:
        for kind, pattern in _PARTS.items():
            if pattern.fullmatch(title.strip()):
                return kind
    return Part.BODY


def contents(document: Document) -> frozenset[int]:
    """Find the blocks of contents pages: their indices in ``Document.blocks``.

    They are the short lines under a heading such as "Contents", and any run of lines that end in
    page numbers or repeat the document's headings.
    """
    titles = {
        _plain(document.text[block.start : block.end])
        for block in document.blocks
        if block.kind is BlockKind.HEADING
    } - {""}
    found: set[int] = set()
    run: list[int] = []
    titled = False
    for at, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            found |= _accepted(run, titled)
            run, titled = [], bool(CONTENTS.fullmatch(text))
            found |= {at} if titled else set()
        elif _is_line(text, block, titles, titled):
            run.append(at)
        elif block.kind is not BlockKind.FOOTNOTE:
            found |= _accepted(run, titled)
            run, titled = [], False
    return frozenset(found | _accepted(run, titled))


def _accepted(run: list[int], titled: bool) -> set[int]:
    return set(run) if titled or len(run) >= _LEAST else set()


def _is_line(text: str, block: Block, titles: set[str], titled: bool) -> bool:
    """Whether a block may be a line of contents; under their heading any short one is."""
    if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.ROW) or len(text) > _LINE:
        return False
    told = bool(_LEADER.search(text) and _PAGE.search(text))
    numbered = bool(_PAGE.search(text))
    return told or _plain(text) in titles or (titled and (numbered or block.kind is BlockKind.ITEM))


def _plain(text: str) -> str:
    """Write a title without its number, page and case, to compare it."""
    bare = re.sub(r"^(?:- |\d+(?:\.\d+)*[.)]?\s+)", "", text)
    if _PAGE.search(bare):
        bare = _PAGE.sub("", bare)
    return " ".join(re.sub(r"[\W_]+", " ", bare).casefold().split())
