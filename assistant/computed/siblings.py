"""Items of one list, each a sentence of its own with one amount: the most of them, their sum; pure.

The ledger leaves such lists to the text, since nothing leads in to them. All items have to tell one
amount of what the question counts; else the list says nothing of what is the most or the whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.candidates import bare, coverage
from assistant.computed.computed import LIKELY, Computed
from assistant.computed.operation import Op, operation
from assistant.computed.parts import Part, parts
from assistant.computed.rows import row_of, row_of_amount
from assistant.computed.wording import amount
from assistant.question import declared_count
from corpus.documents import BlockKind, Span
from index.facts.fact import Fact, Kind
from index.heads import years_of
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.computed.rows import Row
    from assistant.question import Query
    from assistant.select import Scored

_READ = 12  # sentences, best first, whose lists are looked at
_ABOUT = 0.6  # of a question's words, weighed, that a list holds with what stands over it
_LISTED = re.compile(
    r"\b(?:listed|enumerated|in the list)\b|\bdo(?:es)? .* lists?\b", re.IGNORECASE
)
_OF_LIST = re.compile(
    r"\b(?:listed|lists?|enumerated?|document|text|section|chapter|report|review|issue)\b", re.I
)
_JOINED = re.compile(r"\b[a-z]+s and [a-z]+s\b", re.IGNORECASE)
_LABEL = re.compile(r"^[^:：,;(（–]{2,60}")


def of_siblings(query: Query, ranked: Sequence[Scored], document: Documents) -> Computed | None:
    """Tell which item of a list has the most or the least, or what all that are meant add up to.

    Args:
        query: the question.
        ranked: sentences, best first.
        document: gives a document by its id.
    """
    asked = operation(query.asked)
    if asked and asked.op is Op.COUNT and _LISTED.search(query.asked):
        return _counted(query, ranked, document)
    if asked is None or asked.op not in (Op.MOST, Op.LEAST, Op.SUM):
        return None
    seen = set()
    for scored in ranked[:_READ]:
        one = scored.candidate
        key = one.span.doc_id, one.block.group
        if one.block.kind is not BlockKind.ITEM or one.block.group is None or key in seen:
            continue
        seen.add(key)
        rows = _rows(query, one.span.doc_id, one.block.group, document)
        told = " ".join([one.context, *(row.text for row, _ in rows)])
        if len(rows) > 1 and coverage(query.weights, told) >= _ABOUT:
            return _added(query, rows) if asked.op is Op.SUM else _extreme(asked.op, rows)
    return None


def _counted(query: Query, ranked: Sequence[Scored], document: Documents) -> Computed | None:
    """Count the items of the one list whose heading says all that the question counts."""
    words = stems(_OF_LIST.sub(" ", query.asked)) | years_of(query.asked)
    found: dict[tuple[str, int], str] = {}
    for one in (scored.candidate for scored in ranked[:_READ]):
        title = one.context.rpartition(". ")[2]
        joined = _JOINED.search(title)
        told = stems(title) | years_of(title)
        if joined and not stems(joined.group()) <= words:
            continue  # of laws and rules the laws are not counted apart
        if one.block.kind is BlockKind.ITEM and one.block.group is not None and words <= told:
            found[one.span.doc_id, one.block.group] = title
    if len(found) != 1 or not words:
        return None
    ((doc, group), title) = next(iter(found.items()))
    made = document(doc)
    blocks = [b for b in made.blocks if b.kind is BlockKind.ITEM and b.group == group]
    rows = [
        row_of(Fact(f"{doc}#item@{b.start}", Kind.LIST, title, None, text, None, None, span), text)
        for b in blocks
        for span in [Span(doc, b.start, b.end)]
        for text in [bare(made.text[b.start : b.end])]
    ]
    done = f"counted {len(rows)} items of the list under “{title}”"
    return Computed(str(len(rows)), (), tuple(rows), done, LIKELY)


def _rows(query: Query, doc: str, group: int, document: Documents) -> list[tuple[Row, Part]]:
    """Give the items of a list with their amounts; empty where one has none, or several."""
    made = document(doc)
    words = stems(query.asked)
    found = []
    for block in made.blocks:
        if block.kind is not BlockKind.ITEM or block.group != group:
            continue
        text = bare(made.text[block.start : block.end])
        told = [one for one in parts(text) if one.exact and one.counted in words]
        if len(told) != 1:
            return []
        (one,) = told
        span = Span(doc, block.start, block.end)
        found.append((row_of_amount(span, text, one.span[0], one), one))
    return found


def _name(row: Row) -> str:
    """Name an item by the words that open it."""
    found = _LABEL.match(row.text)
    return found.group().strip() if found else row.text


def _extreme(op: Op, rows: Sequence[tuple[Row, Part]]) -> Computed | None:
    values = [one.value for _, one in rows]
    best = max(values) if op is Op.MOST else min(values)
    if values.count(best) > 1:
        return None
    row, one = rows[values.index(best)]
    others = ", ".join(f"{_name(other)}: {each.text}" for other, each in rows if other is not row)
    query = f"the {op} of {len(rows)} items of a list ({others})"
    return Computed(f"{_name(row)}, {one.text}", (), tuple(row for row, _ in rows), query, LIKELY)


def _added(query: Query, rows: Sequence[tuple[Row, Part]]) -> Computed | None:
    """Add up all items, where there are as many as the question says."""
    if declared_count(query.asked) != len(rows):
        return None
    total = amount(sum(one.value for _, one in rows), rows[0][1].unit)
    told = " + ".join(one.text for _, one in rows)
    done = f"the sum of {len(rows)} items of a list"
    return Computed(f"{total} ({told})", (), tuple(row for row, _ in rows), done, LIKELY)
