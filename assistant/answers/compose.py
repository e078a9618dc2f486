"""Ranked sentences to an answer: which to give, and the short answer; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.compare import compare
from assistant.answers.definition import expansion
from assistant.answers.span import find_spans, shorten
from assistant.answers.yes_no import decide
from assistant.candidates import bare
from assistant.question import Kind, declared_count, may_want_several
from corpus.documents import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.question import Query
    from assistant.select import Scored

MOST_SENTENCES = 4
MOST_WORDS = 110
MOST_ITEMS = 40  # of a list; a longer one is a table to look up, not an answer
_BEST_PLACES = 2  # of the ranking; a sentence further down seldom is in the list asked for
_LISTS_TRIED = 12  # sentences, where the question says how long the list is
# Kinds that one sentence answers; the others need several.
_BRIEF = frozenset({Kind.DATE, Kind.NUMBER, Kind.PERSON, Kind.NAME, Kind.YES_NO, Kind.DEFINITION})
_TWO_PARTS = re.compile(
    r"\band (?:(?:to|by|in|of|for|with|from) )?(?:what|who|whom|whose|which|when|where|how)\b",
    re.IGNORECASE,
)
MOST_BRIEF, NEAR_BRIEF = 3, 0.87
RIVAL = 0.2  # behind the best short answer; the sentence of one that is nearer is given too
NEAR_BEST = 0.72  # of the best score; what is further behind is not given


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the documents, and every place where they were found standing."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer before its citations are verified.

    Attributes:
        short: the answer alone.
        items: for a list, its items; otherwise empty.
        sentences: in the order shown.
    """

    short: str
    items: tuple[str, ...]
    sentences: tuple[Quoted, ...]


def compose(
    query: Query, ranked: Sequence[Scored], document: Callable[[str], Document]
) -> Composed:
    """Compose an answer from ranked sentences.

    Args:
        query: the question.
        ranked: best first.
        document: gives a document by its id.
    """
    if not ranked:
        return Composed("", (), ())
    question = query.standalone
    if query.kind is Kind.LIST and (listed := _list_of(question, ranked, document)):
        items = tuple(item.text for item in listed)
        said = {span for item in listed for span in item.spans}
        rest = [quoted for quoted in _choose(ranked[:1]) if not said.intersection(quoted.spans)]
        return Composed("; ".join(items), items, (*rest, *listed))
    short, stands = _short(query, ranked, document)
    brief = _is_brief(query)
    line = (NEAR_BRIEF if brief else NEAR_BEST) * ranked[0].score
    first = stands if brief or query.kind is Kind.COMPARISON else ()
    near = [scored for scored in ranked if scored not in first and scored.score >= line]
    most = MOST_BRIEF if brief else MOST_SENTENCES
    return Composed(short, (), tuple(_choose([*first, *near], most)))


def _is_brief(query: Query) -> bool:
    """Tell whether a sentence or two are the whole answer; a follow-up may mean more."""
    named = query.kind in (Kind.NAME, Kind.PERSON)
    several = named and may_want_several(query.asked)
    alone = query.asked == query.standalone and not _TWO_PARTS.search(query.asked)
    return query.kind in _BRIEF and alone and not several


def _choose(ranked: Sequence[Scored], most: int = MOST_SENTENCES) -> list[Quoted]:
    """Take the best sentence and those near it, within the length of an answer.

    The same sentence in another document becomes another place of the first; one that holds a
    sentence already taken is left out.

    Args:
        ranked: best first.
        most: how many sentences.
    """
    chosen: dict[str, Quoted] = {}
    for scored in ranked:
        text, span = scored.candidate.text, scored.candidate.span
        same = chosen.get(text.casefold())
        if same:
            chosen[text.casefold()] = Quoted(same.text, (*same.spans, span))
        elif not any(span.overlap(other) for q in chosen.values() for other in q.spans):
            words = sum(len(quoted.text.split()) for quoted in chosen.values())
            if chosen and (len(chosen) == most or words + len(text.split()) > MOST_WORDS):
                break
            chosen[text.casefold()] = Quoted(text, (span,))
    return list(chosen.values())


def _short(
    query: Query, ranked: Sequence[Scored], document: Callable[[str], Document]
) -> tuple[str, tuple[Scored, ...]]:
    """Give the answer alone, and the sentences that it stands in."""
    best = ranked[0]
    if compared := compare(query, ranked, document):
        return compared
    if query.kind is Kind.YES_NO:
        verdict = decide(query, ranked, document)
        return verdict.short, (verdict.scored,)
    if query.kind is Kind.DEFINITION:
        full = ((expansion(query.standalone, s.candidate.text), s) for s in ranked)
        said, scored = next((f for f in full if f[0]), (shorten(best.candidate.text), best))
        return said, (scored,)
    found = find_spans(query, ranked, document)
    if not found:
        return shorten(best.candidate.text), (best,)
    return found[0].text, tuple(f.scored for f in found if f.score >= found[0].score - RIVAL)


def _list_of(
    question: str, ranked: Sequence[Scored], document: Callable[[str], Document]
) -> tuple[Quoted, ...]:
    """Give the items of the list or table that a good sentence is in or announces.

    A list as long as the question says ("the seven areas") goes before a better placed one.
    """
    lists = [
        found
        for place, scored in enumerate(ranked[:_LISTS_TRIED])
        if (found := _listed(document(scored.candidate.span.doc_id), scored.candidate.block))
        and 1 < len(found) <= MOST_ITEMS
        and (place < _BEST_PLACES or len(found) == declared_count(question))
    ]
    return max(lists, key=lambda found: len(found) == declared_count(question), default=())


def _listed(document: Document, block: Block) -> tuple[Quoted, ...]:
    at = document.blocks.index(block)
    group = block.group
    if group is None:
        following = next((b for b in document.blocks[at + 1 : at + 3] if b.group is not None), None)
        announces = document.text[block.start : block.end].endswith((":", "："))
        if following is None or not (announces or block.kind is BlockKind.CAPTION):
            return ()
        group = following.group
    return tuple(
        Quoted(bare(document.text[start:end]), (Span(document.id, start, end),))
        for item in document.blocks
        if item.group == group and item.kind in (BlockKind.ITEM, BlockKind.ROW)
        for start, end in [_said(item)]
    )


def _said(item: Block) -> tuple[int, int]:
    """Give the place of what names an item: all of it, or a table row's first cell with words."""
    cells = [cell for cell in item.cells if cell[1] - cell[0] > len("12. ")]
    return cells[0] if cells else (item.start, item.end)
