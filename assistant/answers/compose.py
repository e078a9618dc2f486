"""Ranked sentences to an answer: which to give, and the short answer; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.definition import expansion
from assistant.answers.span import field_value, short_span, shorten
from assistant.answers.yes_no import yes_or_no
from assistant.candidates import bare
from assistant.question import Kind, declared_count
from corpus.documents import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.select import Scored

MOST_SENTENCES = 4
MOST_WORDS = 110
MOST_ITEMS = 40  # of a list; a longer one is a table to look up, not an answer
_BEST_PLACES = 2  # of the ranking; a sentence further down seldom is in the list asked for
_LISTS_TRIED = 12  # sentences, where the question says how long the list is
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
    if kind is Kind.LIST and (listed := _list_of(question, ranked, document)):
        items = tuple(item.text for item in listed)
        said = {span for item in listed for span in item.spans}
        rest = [quoted for quoted in _choose(ranked) if not said.intersection(quoted.spans)]
        return Composed("; ".join(items), items, (*rest[:1], *listed))
    return Composed(_short(kind, question, ranked, document), (), tuple(_choose(ranked)))


def _choose(ranked: Sequence[Scored]) -> list[Quoted]:
    """Take the best sentence and those near it, within the length of an answer.

    The same sentence in another document becomes another place of the first; one that holds a
    sentence already taken is left out.
    """
    chosen: dict[str, Quoted] = {}
    for scored in ranked:
        text, span = scored.candidate.text, scored.candidate.span
        if scored.score < NEAR_BEST * ranked[0].score:
            break
        same = chosen.get(text.casefold())
        if same:
            chosen[text.casefold()] = Quoted(same.text, (*same.spans, span))
        elif not any(span.overlap(other) for q in chosen.values() for other in q.spans):
            words = sum(len(quoted.text.split()) for quoted in chosen.values())
            if chosen and (len(chosen) == MOST_SENTENCES or words + len(text.split()) > MOST_WORDS):
                break
            chosen[text.casefold()] = Quoted(text, (span,))
    return list(chosen.values())


def _short(
    kind: Kind, question: str, ranked: Sequence[Scored], document: Callable[[str], Document]
) -> str:
    best = [scored.candidate for scored in ranked[:MOST_SENTENCES]]
    if kind is Kind.YES_NO:
        return yes_or_no(question, best[0].text)
    if kind is Kind.DEFINITION:
        full = next((e for c in best if (e := expansion(question, c.text))), "")
        return full or shorten(best[0].text)
    suited = next((s.candidate for s in ranked[:MOST_SENTENCES] if s.suits), best[0])
    span = suited.span
    lines = document(span.doc_id).text[span.start : span.end].split("\n\n")
    if len(lines) > 1 and kind in (Kind.NAME, Kind.PERSON, Kind.OTHER):
        return field_value(question, lines)
    return short_span(kind, question, suited.text)


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
