"""Whose figures stand under a name: of a profile, of a list, of a section about one thing; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial

from corpus.documents import BlockKind, Section
from corpus.sentences import sentence_spans
from index.facts.listing import list_name
from index.facts.reading import Reading
from index.names import find_names

_BRACKETS = re.compile(r"\s?[(（][^()（）]*[)）]")
_POINT = re.compile(r"^[^.:]{3,60}: ")  # "Market share 2021: 20%"
_LEAST_WORDS = 2  # of a name that has no brackets after it
_MOST = 100  # characters of a name with its brackets


def heads(reading: Reading) -> Mapping[int, str]:
    """Give the name that the figures of a block without a subject are of, by the block's index.

    It opens the paragraph as a sentence of its own ("Acme Cranes (阿克梅). Founded in …"), or leads
    in to a list of points, or is the heading of a section that goes on to call it by that name.
    """
    titled = cache(partial(_titled, reading))
    found: dict[int, str] = {}
    for at, block in enumerate(reading.document.blocks):
        if block.kind is BlockKind.PARAGRAPH:
            own = _run_in(reading.text(block.start, block.end))
            name = own or titled(reading.section_at(block.start))
            if name:
                found[at] = name
    for one in reading.structure.lists:
        name = list_name(reading, one) or ""
        if _is_name(name) and (one.lead is None or one.lead.end - one.lead.start < _MOST):
            points = (i.block for i in one.items if _POINT.search(reading.of(i.span)))
            found |= dict.fromkeys(points, name)
    return found


def _run_in(paragraph: str) -> str | None:
    spans = list(sentence_spans(paragraph, 0, len(paragraph)))
    first = paragraph[slice(*spans[0])].rstrip(". ") if len(spans) > 1 else ""
    name = _BRACKETS.sub("", first)
    if not 0 < len(first) < _MOST or not paragraph[: spans[0][1]].rstrip().endswith("."):
        return None
    return name if _is_name(name) or (name != first and _is_whole(name)) else None


def _titled(reading: Reading, section: Section | None) -> str | None:
    title = section.path[-1] if section and section.path else ""
    if section is None or not _is_name(title) or title == reading.document.meta.title:
        return None
    prose = reading.text(section.start, section.end).partition(title)[2]
    return title if re.search(rf"\b[Tt]he {re.escape(title)}\b", prose) else None


def _is_name(words: str) -> bool:
    return len(words.split()) >= _LEAST_WORDS and _is_whole(words)


def _is_whole(words: str) -> bool:
    return bool(words) and find_names(words) == [(0, len(words))]
