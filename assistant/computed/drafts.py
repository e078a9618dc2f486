"""What a draft had and what the final version has, from two sentences or from one; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.wanted import asks_for_change
from assistant.candidates import coverage
from assistant.computed.computed import LIKELY, Computed
from assistant.computed.parts import Part, parts
from assistant.computed.rows import row_of_amount
from assistant.computed.wording import amount
from assistant.question import Kind
from index.keywords import stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.candidates import Candidate
    from assistant.question import Query
    from assistant.select import Scored

_DRAFT = re.compile(r"\b(?:drafts?|drafted)\b", re.IGNORECASE)
_FINAL = re.compile(
    r"\b(?:final|finali[sz]ed|definitive|adopted|issued|published|in the end|as passed)\b", re.I
)
_BY_HOW_MUCH = re.compile(r"\bby how (?:much|many)\b|\bdifference\b", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\b(?:not|where|whereas|but|while|against|instead|rather|than|compared|up from|down from)\b",
    re.I,
)
_READ = 12  # sentences, best first
_APART = 1500  # characters between the sentence of the draft and that of the final version
_ABOUT = 0.2  # of a question's weight that each must hold
_SAID = frozenset(
    map(stem, "draft drafted final version finalised definitive adopted issued published".split())
)

_Pair = tuple["Candidate", Part, "Candidate", Part]


def of_draft_and_final(query: Query, ranked: Sequence[Scored]) -> Computed | None:
    """Set what a draft had against what became of it.

    Args:
        query: the question.
        ranked: sentences, best first.

    Returns:
        "draft: 65; final: 40", or "25 (from 65 in the draft to 40)" where the question asks by how
        much; None where it asks for no draft, or where sentences tell several pairs or none.
    """
    asks = _DRAFT.search(query.asked) and _FINAL.search(query.asked)
    if not asks or query.kind is Kind.YES_NO:
        return None
    found = list(_pairs(query, [one.candidate for one in ranked[:_READ]]))
    if len({(before.value, after.value) for _, before, _, after in found}) != 1:
        return None
    early, before, late, after = found[0]
    rows = (
        row_of_amount(early.span, early.text, before.span[0], before, "draft"),
        row_of_amount(late.span, late.text, after.span[0], after, "final"),
    )
    done = f"{before.text} (draft) beside {after.text} (final)"
    return Computed(_short(query, before, after), (), rows, done, LIKELY)


def _short(query: Query, before: Part, after: Part) -> str:
    far = abs(before.value - after.value)
    if not (asks_for_change(query.asked) or _BY_HOW_MUCH.search(query.asked)):
        return f"draft: {before.text}; final: {after.text}"
    told = f"from {before.text} in the draft to {after.text}"
    return f"{amount(far, before.unit)} ({told})" if before.exact and after.exact else told


def _pairs(query: Query, read: Sequence[Candidate]) -> Iterator[_Pair]:
    """List the amounts of a draft, each with that of the final version nearby."""
    asked = stems(query.asked) - _SAID
    near = [one for one in read if coverage(query.weights, one.text) >= _ABOUT]
    for early in near:
        if not _DRAFT.search(early.text):
            continue
        told = parts(early.text)
        own = [one for one in told if _DRAFT.search(one.said)]
        rest = [one for one in told if one not in own]
        before = _meant(own, asked, None)
        after = _meant(rest, asked, before) if before and rest else None
        if before and after and _CONTRAST.search(_between(early.text, before, after)):
            yield early, before, early, after
            continue
        if (before := _meant(told, asked, None)) is None:
            continue
        for late in near:
            apart = _DRAFT.search(late.text) or not _is_beside(early, late)
            if not apart and (after := _meant(parts(late.text), asked, before)):
                yield early, before, late, after


def _between(text: str, one: Part, other: Part) -> str:
    first, last = sorted((one.span, other.span))
    return text[first[1] : last[0]]


def _is_beside(one: Candidate, other: Candidate) -> bool:
    same = one.span.doc_id == other.span.doc_id
    return same and abs(one.span.start - other.span.start) <= _APART


def _meant(found: Sequence[Part], asked: set[str], like: Part | None) -> Part | None:
    """Give the one amount that is of what is asked, and of the same as another; None for several.

    Args:
        found: amounts of one sentence.
        asked: stems of the question.
        like: the amount of the draft; None where it is looked for.
    """
    if like is not None:
        nouns = {like.counted, "", *asked}
        found = [o for o in found if o.unit == like.unit and (o.unit or o.counted in nouns)]
    of_noun = [one for one in found if one.counted and one.counted in asked]
    if len(of_noun or found) == 1:
        return (of_noun or found)[0]
    shares = [len(asked & stems(one.said)) for one in found]
    best = max(shares, default=0)
    return found[shares.index(best)] if best and shares.count(best) == 1 else None
