"""Ranked sentences to an answer: which to give, and the short answer; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.definition import expansion
from assistant.answers.span import short_span, shorten
from assistant.answers.yes_no import yes_or_no
from assistant.question import Kind
from corpus.documents import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.select import Scored

MOST_SENTENCES = 3
MOST_WORDS = 110
NEAR_BEST = 0.72  # of the best score; what is further behind is not given


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer before its citations are verified.

    Attributes:
        short: the answer alone.
        items: for a list, its items; otherwise empty.
        sentences: each place with the words that stand there, in the order shown.
    """

    short: str
    items: tuple[str, ...]
    sentences: tuple[tuple[Span, str], ...]


def compose(
    kind: Kind, question: str, ranked: Sequence[Scored], document: Callable[[str], Document]
) -> Composed:
    """Compose an answer from ranked sentences.

    Args:
        kind: what the question wants.
        question: standing alone.
        ranked: best first.
        document: gives a document by its id.
    """
    if not ranked:
        return Composed("", (), ())
    best = ranked[0].candidate
    listed = _listed(document(best.span.doc_id), best.block) if kind is Kind.LIST else ()
    chosen = _choose(ranked)
    if listed:
        items = tuple(text for _, text in listed)
        rest = [pair for pair in chosen if pair[0] not in {span for span, _ in listed}]
        return Composed("; ".join(items), items, (*listed, *rest[:1]))
    return Composed(_short(kind, question, ranked), (), tuple(chosen))


def _choose(ranked: Sequence[Scored]) -> list[tuple[Span, str]]:
    """Take the best sentence and those near it, within the length of an answer."""
    chosen: list[tuple[Span, str]] = []
    words = 0
    for scored in ranked[:MOST_SENTENCES]:
        text = scored.candidate.text
        words += len(text.split())
        near = scored.score >= NEAR_BEST * ranked[0].score
        if chosen and (not near or words > MOST_WORDS):
            break
        chosen.append((scored.candidate.span, text))
    return chosen


def _short(kind: Kind, question: str, ranked: Sequence[Scored]) -> str:
    sentences = [scored.candidate.text for scored in ranked[:MOST_SENTENCES]]
    if kind is Kind.YES_NO:
        return yes_or_no(question, sentences[0])
    if kind is Kind.DEFINITION:
        full = next((e for s in sentences if (e := expansion(question, s))), "")
        return full or shorten(sentences[0])
    suited = next((s.candidate.text for s in ranked[:MOST_SENTENCES] if s.kind > 0), sentences[0])
    return short_span(kind, question, suited)


def _listed(document: Document, block: Block) -> tuple[tuple[Span, str], ...]:
    """Give the items of the list that a block belongs to, or that it announces."""
    at = document.blocks.index(block)
    group = block.group if block.kind is BlockKind.ITEM else None
    following = document.blocks[at + 1 : at + 2]
    if group is None and following and following[0].kind is BlockKind.ITEM:
        group = following[0].group
    if group is None:
        return ()
    return tuple(
        (Span(document.id, item.start, item.end), document.text[item.start : item.end])
        for item in document.blocks
        if item.kind is BlockKind.ITEM and item.group == group
    )
