"""Items of lists and rows of tables, each with what it is an item or row of; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.articles import without_label
from corpus.clean import ends_sentence
from corpus.documents import Section, Span
from corpus.lists import Item, List
from index.facts.fact import Detail, Fact, Kind
from index.facts.reading import Reading, Table
from index.facts.recorded import Policy, policy_at
from index.quantities import quantities
from index.verbs import FIRST_VERB

_MARKER = re.compile(r"(?:[-•*–·]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s+)?")
_FINDINGS = re.compile(
    r"\b(?:findings|takeaways|recommendations|conclusions|key (?:messages|points)|lessons"
    r"|what to watch|things to watch|watch ?list)\b",
    re.IGNORECASE,
)
_LEAST = 2  # items of a list


def list_facts(reading: Reading, policies: tuple[Policy, ...]) -> Iterator[Fact]:
    """Give each item of each list that tells something; news and labelled fields are none."""
    dated = {
        entry.span.start
        for entry in reading.structure.entries
        if entry.printed.start <= entry.text.start or FIRST_VERB.search(reading.of(entry.text))
    }
    labelled = {at for field in reading.structure.fields for at in field.blocks[:1]}
    for own in reading.structure.lists:
        items = [
            item
            for item in own.items
            if item.span.start not in dated
            and item.block not in labelled
            and reading.is_body(item.block, reading.document.blocks[item.block])
        ]
        if len(items) == len(own.items) >= _LEAST and not _is_prose(reading, own):
            yield from _items(reading, own, policy_at(policies, own.items[0].span.start))


def _is_prose(reading: Reading, own: List) -> bool:
    """Whether a list that nothing leads in to is prose in points: each item a sentence."""
    title = _heading(own.section) or ""
    counts = [one.value for one in quantities(title) if one.spelled and not one.unit]
    if _FINDINGS.search(title) or len(own.items) in counts:
        return False
    lead = reading.of(own.lead).rstrip() if own.lead else ""
    leads = lead.endswith((":", "：")) or _declared(lead, len(own.items)) is not None
    return not leads and all(ends_sentence(reading.of(item.span)) for item in own.items)


def row_facts(reading: Reading) -> Iterator[Fact]:
    """Give each row of each table, cells by the headers over them."""
    for table in reading.tables:
        yield from _rows(reading, table)


def list_name(reading: Reading, own: List) -> str | None:
    """Name a list by the sentence that leads in to it, or the heading over it."""
    if own.lead:
        return without_label(reading.text(own.lead.start, own.lead.end).rstrip(" :："))
    return _heading(own.section)


def _heading(section: Section | None) -> str | None:
    return section.path[-1] if section and section.path else None


def _items(reading: Reading, own: List, policy: Fact | None) -> Iterator[Fact]:
    name = list_name(reading, own)
    declared = _declared(name, len(own.items))
    told = next((when for when, _, _ in reading.times(name or "", own.span.start)), None)
    for position, item in enumerate(own.items, 1):
        words = _words(reading, item)
        if words[0] < words[1]:
            span = reading.span(item.span.start, item.span.end)
            yield item_fact(reading, name, words, span, (position, declared), told, policy)


def item_fact(
    reading: Reading,
    name: str | None,
    words: tuple[int, int],
    span: Span,
    place: tuple[int, int | None],
    when: str | None,
    policy: Fact | None,
) -> Fact:
    """Make the row of an item of a list.

    Args:
        reading: the document.
        name: what the list is of.
        words: offsets of the item's own words.
        span: where it stands.
        place: its position, from 1, and how many items the list says that it has; or None.
        when: the time that the list's name tells; or None.
        policy: that the list belongs to; or None.
    """
    position, declared = place
    details: dict[str, Detail] = {"position": position}
    if declared:
        details["declared"] = declared
    if policy and policy.subject:
        details["policy"] = policy.subject
    return Fact(
        id="",
        kind=Kind.LIST,
        subject=name,
        measure=None,
        value=reading.text(*words),
        unit=None,
        when=when or (policy.when[:4] if policy and policy.when else None),
        span=span,
        issuers=policy.issuers if policy else (),
        qualifiers=details,
    )


def _words(reading: Reading, item: Item) -> tuple[int, int]:
    """Give an item without its marker and the mark that closes it."""
    text = reading.document.text
    marker = _MARKER.match(text, item.span.start, item.span.end)
    start, end = (marker.end() if marker else item.span.start), item.span.end
    while end > start and text[end - 1] in " \n;,.；，。":
        end -= 1
    return start, end


def _declared(name: str | None, count: int) -> int | None:
    """Read how many items a list says that it has: "the 17 priority areas", "four principles"."""
    numbers = [q.value for q in quantities(name or "") if q.unit is None and q.operator is None]
    near = [n for n in numbers if isinstance(n, int) and abs(n - count) <= max(2, count // 3)]
    return near[0] if near else None


def _rows(reading: Reading, table: Table) -> Iterator[Fact]:
    title = table.caption or _heading(table.section)
    for position, block in enumerate((row for row in table.rows if row.cells), 1):
        cells = [reading.text(a, b) for a, b in block.cells]
        over = heads_of(table.heads, len(cells))
        named = {(over[n] or f"column {n + 1}"): cell for n, cell in enumerate(cells) if cell}
        yield Fact(
            id="",
            kind=Kind.TABLE_ROW,
            subject=title,
            measure=None,
            value=None,
            unit=None,
            when=None,
            span=reading.span(block.start, block.end),
            qualifiers={"cells": named, "position": position},
        )


def heads_of(heads: Sequence[str], count: int) -> list[str]:
    """Give the heads of ``count`` cells; empty where none is known.

    Heads that ran together stand at the left ("Rank Institution Place", "Faculty"): where the first
    has as many words as columns, the others are those of the last columns.
    """
    missing = count - len(heads)
    if missing > 0 and len(heads) > 1 and len(heads[0].split()) > missing + 1:
        return [heads[0], *[""] * missing, *heads[1:]]
    return [*heads[:count], *[""] * missing]
