"""Headings that only their numbers tell: in bold type, or the short lines of Chinese documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.documents import BlockKind, RawBlock
from corpus.pieces import CHINESE_HEADING
from corpus.readers.bold import LEVEL

_NUMBER = re.compile(r"(?P<one>\d{1,2})[.)]\s+\S|(?P<parts>\d{1,2}(?:\.\d{1,2})+)[.)]?\s+\S")
_LETTER = re.compile(r"\(?[a-h][.)]\s+\S")
_CHINESE = "[一二三四五六七八九十]{1,3}"
_CHINESE_PART = re.compile(rf"[（(]{_CHINESE}[）)]\s*[^，；：。]{{1,30}}")
_CHINESE_BEGIN = re.compile(rf"{_CHINESE}、|第{_CHINESE}[章节]")
_FEWEST = 2  # numbered headings of a document


def with_levels(blocks: Iterable[RawBlock]) -> list[RawBlock]:
    """Give numbered headings in bold type the depth of their numbers, below the real ones.

    Lines such as "一、总体要求" and "（一）指导思想" are headings where text is below them.
    """
    own = list(_chinese(list(blocks)))
    numbered = sum(_is_fake(block) and _depth(block.text, 0) > 0 for block in own)
    return list(_levelled(own)) if numbered >= _FEWEST else own


def _levelled(blocks: Iterable[RawBlock]) -> Iterator[RawBlock]:
    base, depth = 0, 0
    for block in blocks:
        if block.kind is BlockKind.HEADING and not _is_fake(block):
            base, depth = block.level, 0
        elif _is_fake(block) and (own := _depth(block.text, depth)):
            depth = depth if _LETTER.match(block.text) else own
            block = replace(block, level=min(base + own, LEVEL))
        yield block


def _is_fake(block: RawBlock) -> bool:
    return block.kind is BlockKind.HEADING and block.level == LEVEL


def _depth(text: str, above: int) -> int:
    """Tell the depth of a number before a heading; 0 for none. A letter is below the number."""
    flat = text.strip()
    found = _NUMBER.match(flat)
    if found:
        return found["parts"].count(".") + 1 if found["parts"] else 1
    if _LETTER.match(flat):
        return above + 1
    return _chinese_depth(flat)


def _chinese_depth(text: str) -> int:
    if _CHINESE_PART.match(text):
        return 2
    return int(_CHINESE_BEGIN.match(text) is not None)


def _chinese(blocks: list[RawBlock]) -> Iterator[RawBlock]:
    depths = [_line_depth(block) for block in blocks]
    for block, depth, below in zip(blocks, depths, [*depths[1:], 1], strict=True):
        heads = depth and (not below or below > depth)
        fake = heads and block.kind is BlockKind.PARAGRAPH
        yield replace(block, kind=BlockKind.HEADING, level=LEVEL) if fake else block


def _line_depth(block: RawBlock) -> int:
    """Tell the depth of a short line with a Chinese number and no stop; 0 for what is none."""
    text = "".join(block.text.split())
    line = CHINESE_HEADING.fullmatch(text) or _CHINESE_PART.fullmatch(text)
    prose = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    return _chinese_depth(text) if line and prose else 0
