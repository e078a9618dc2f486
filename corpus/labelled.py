"""Labelled values that share a line or stand in two columns, each to be a block of its own; pure.

"Issued by: MIIT | Date: 3 May 2024 | Status: draft" tells three things. Where a mark or a wide gap
parts the values, any labels count; where only blanks or semicolons do, those of a policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby

from corpus.documents import BlockKind, RawBlock
from corpus.policies import issue_parts, policy_parts

LABEL = r"[^\W\d_](?:[^:：.;!?|]|(?<=\b[Nn][or])\.){0,59}?"
"""Pattern of a label without its colon: "Issued by", "Document no."."""

CHINESE_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}")
_GAP = re.compile(r"\s*\u3000\s*|\s*[|│¦·•]\s*|[^\S\n]{2,}|\t+|\s*\n\s*")
_LABELLED = re.compile(rf"(?=[^a-z])(?P<name>{LABEL})\s?[:：]\s*(?P<value>\S.*)", re.DOTALL)
_RUN_ON = re.compile(
    r"(?:^|;\s*|[^\S\n]+|\n\s*|(?<=[)）】。]))(?P<name>"
    r"(?:Policy|Document|Regulation|Law|Measure)(?: [Nn]ame| [Tt]itle)?|Title"
    r"|(?:Issuing|Publishing|Adopting|Responsible|Competent|Lead) "
    r"(?:[Bb]od(?:y|ies)|[Aa]gency|[Aa]gencies|[Aa]uthorit(?:y|ies)|[Mm]inistr(?:y|ies))"
    r"|(?:Issued|Published|Released|Adopted|Promulgated)(?: by| on)?|Issuers?"
    r"|(?:(?:Issue|Issuing|Release|Publication|Effective|Adoption) [Dd]ate"
    r"|Date(?: of (?:issue|publication|release|adoption|effect))?)"
    r"|Status|In (?:force|effect)|Effective|(?:Document|Order) (?:[Nn]o\.?|[Nn]umber)"
    r"|(?:政策|文件)(?:名称)?|标题|发布机构|发文机关|发布单位|发文单位|印发机关|主办单位|编写单位"
    r"|编制单位|发布日期|发布时间"
    r"|成文日期|印发日期|日期|发文字号|文号)\s?[:：]\s*(?=\S)"
)
_WORDS = 5  # of a label at most
_COLON = re.compile(r"\s?[:：]$")


def part_labelled(blocks: Iterable[RawBlock]) -> Iterator[RawBlock]:
    """Part the paragraphs, and the two columns, that hold labelled values into one for each."""
    for block in chain.from_iterable(_lined(*run) for run in groupby(blocks, _is_row)):
        parts = _parts(block.text) if block.kind is BlockKind.PARAGRAPH else []
        if len(parts) > 1:
            yield from (replace(block, text=part) for part in parts)
        else:
            yield block


def _is_row(block: RawBlock) -> bool:
    return block.kind in (BlockKind.ROW, BlockKind.HEADER)


def _lined(rows: bool, run: Iterable[RawBlock]) -> list[RawBlock]:
    """Make lines of rows that are each a label, its colon and a value, and tell of a policy."""
    found = list(run)
    pairs = [(block.cells[0].strip(), block.cells[1]) for block in found if len(block.cells) == 2]
    if not rows or len(pairs) < len(found) or not all(_COLON.search(name) for name, _ in pairs):
        return found
    if policy_parts([(_COLON.sub("", name), value) for name, value in pairs]) is None:
        return found
    return [
        replace(block, kind=BlockKind.PARAGRAPH, text=f"{name} {value}".strip(), cells=())
        for block, (name, value) in zip(found, pairs, strict=True)
    ]


def _parts(text: str) -> list[str]:
    if ":" not in text and "：" not in text:
        return []
    return _marked(text) or _run_on(text)


def _marked(text: str) -> list[str]:
    """Cut at marks and wide gaps, where each part has a label and a value."""
    parts = [part for part in _GAP.split(text.strip()) if part]
    found = [_LABELLED.fullmatch(part) for part in parts]
    sure = all(one is not None and len(one["name"].split()) <= _WORDS for one in found)
    return parts if sure and len({one["name"] for one in found if one}) > 1 else []


def _run_on(text: str) -> list[str]:
    """Cut before each label of a policy in a line that begins with one and tells of one policy."""
    labels = list(_RUN_ON.finditer(text))
    if len(labels) < 2 or labels[0].start("name") != len(text) - len(text.lstrip()):
        return []
    ends = [*(label.start() for label in labels[1:]), len(text)]
    pairs = [
        (label["name"], text[label.end() : end].strip())
        for label, end in zip(labels, ends, strict=True)
    ]
    names = {name for name, _ in pairs}
    told = policy_parts(pairs) is not None or None not in issue_parts(pairs)
    told = told or all(map(CHINESE_LABEL.fullmatch, names))
    if len(names) < len(pairs) or not told:
        return []
    bounds = zip(labels, ends, strict=True)
    return [text[label.start("name") : end].strip(" \n\t|;") for label, end in bounds]
