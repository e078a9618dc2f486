"""A bare number out of a table's cell, with the unit that stands over it or beside it; pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.fields import fields
from assistant.currency import currency_asked
from corpus.documents import BlockKind
from index.heads import NOTHING, scale_in, scale_of
from index.quantities import quantities

if TYPE_CHECKING:
    from assistant.candidates import Candidate
    from corpus.documents import Document

_BARE = re.compile(r"[-+]?\d[\d.,  ]*")
_OF_TABLE = (BlockKind.ROW, BlockKind.HEADER)
_UNIT_AFTER = re.compile(r"(?<=\d)\s?(?:[^\W\d]+|%)$")
# "260 EFLOPS", "4.6 kilowatt-hours per normal cubic metre"; "41 AI firms" are firms.
_UNIT = re.compile(
    r" (?:(?!(?:AI|IT|IC|EU|US|UK)\b)(?:[A-Za-z]{0,2}[A-Z]{2,}[A-Za-z/]*|[kMGT]Wh?)"
    r"(?=[,.;:)]|$| [(]| (?:of|by|in|at|and|or|for|to|per|a|from|against|while|but|up|down)\b)"
    r"|[a-z]+-(?:hour|metre|meter|mile|year|day)s?\b)"
    r"(?: (?:per|a) (?:(?:normal|cubic|square) )*[a-z]+\b)?"
)
_BRACKETED = re.compile(r" ?\(")
_YEAR = re.compile(r"(?:19|20)\d\d")


def with_unit(text: str, candidate: Candidate, document: Document) -> str:
    """Write a cell's number with the unit of its column, its row or its table; else as it is.

    Args:
        text: the short answer, out of the candidate.
        candidate: a table's row, or a sentence, whose series share a unit: "38 and 34 percent".
        document: that holds it.
    """
    if own := _own(text, candidate.text):
        return text + own
    if not candidate.block.cells:
        return text + _shared(text, candidate.text)
    if not _BARE.fullmatch(text) or _YEAR.fullmatch(text):
        return text
    cells = {field.label: field.value for field in fields(document, candidate)}
    heads = [head for head, value in cells.items() if head and value == text]
    if len(heads) != 1:
        return text
    scales = (
        scale_in(cells, heads[0]),
        scale_of(next(iter(cells.values()))),  # "New storage (GW) | 31.4 | 73.8"
        scale_of(_caption(candidate, document)),
    )
    return next((one for one in scales if one != NOTHING), NOTHING).told(text)


def in_currency(question: str, short: str, sentence: str) -> str:
    """Give a sum in the currency that a question names, where its sentence converts it beside it.

    Args:
        question: "What does it cost, in euros?".
        short: the sum, as the sentence has it: "CNY 298,000".
        sentence: "It costs CNY 298,000 (EUR 38,200)."
    """
    unit = currency_asked(question)
    told = list(quantities(sentence)) if unit else []
    for one, other in pairwise(told):
        beside = _BRACKETED.fullmatch(sentence, one.last, other.start)
        if sentence[one.start : one.last] == short and other.unit == unit and beside:
            return f"{sentence[other.start : other.last]} ({short})"
    return short


def _own(short: str, sentence: str) -> str:
    """Give the unit behind a bare number, where it is no everyday word: " EFLOPS"; or nothing."""
    at = sentence.find(short)
    if not short[-1:].isdigit() or _YEAR.fullmatch(short) or at < 0:
        return ""
    found = _UNIT.match(sentence, at + len(short))
    return found[0] if found else ""


def _shared(short: str, sentence: str) -> str:
    """Give the unit that only the last number of a series names, for one before; else nothing."""
    told = list(quantities(sentence))
    at = next((n for n, q in enumerate(told) if sentence[q.start : q.last] == short), None)
    if at is None or not short[-1:].isdigit() or told[at].unit is None:
        return ""
    alike = (sentence[q.start : q.last] for q in told[at + 1 :] if q.unit == told[at].unit)
    return next((found[0] for one in alike if (found := _UNIT_AFTER.search(one))), "")


def _caption(candidate: Candidate, document: Document) -> str:
    """Give the caption over a row's table; empty for none."""
    before = [block for block in document.blocks if block.end <= candidate.block.start]
    above = next((b for b in reversed(before) if b.kind not in _OF_TABLE), None)
    if above is None or above.kind is not BlockKind.CAPTION:
        return ""
    return document.text[above.start : above.end].strip()
