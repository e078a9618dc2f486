"""What the reader saw of one sentence of a passage, in the sentence's own characters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.reader.reader import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.reader.reader import Read, Reader
    from assistant.select import Scored
    from index.passages import Passage

LOOKED_AT = 6  # sentences; reading the passages of more takes longer and changed no answer


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence as the reader saw it.

    Attributes:
        read: its passage, as it was read for the question.
        places: offset in the passage of each of the sentence's characters; see ``places``.
    """

    read: Read
    places: Sequence[int]

    def best(self, start: int, end: int) -> Span | None:
        """Find the likeliest answer within some of its characters; None in none of the passage."""
        if start >= end:
            return None
        found = self.read.best(self.places[start], self.places[end - 1] + 1)
        if found is None:
            return None
        inside = [at for at, place in enumerate(self.places) if found.start <= place < found.end]
        return Span(inside[0], inside[-1] + 1, found.score) if inside else None

    def score(self, start: int, end: int) -> float | None:
        """Score some of its characters as the answer; None where the passage has none of them."""
        return self.read.score(self.places[start], self.places[end - 1] + 1)


def places(text: str, raw: str, shift: int) -> tuple[int, ...]:
    """Tell where each character of a sentence stands in its passage.

    Args:
        text: the sentence, its white space collapsed and what is printed before it left out.
        raw: the same as stored.
        shift: offset of ``raw`` in the passage; negative where it begins before.
    """
    solid = [at for at, character in enumerate(raw) if not character.isspace()]
    count = sum(not character.isspace() for character in text)
    own = iter(solid[len(solid) - count :] if count else ())
    found: list[int] = []
    for character in text:
        found.append(found[-1] + 1 if character.isspace() else next(own) + shift)
    return tuple(found)


def look(
    reader: Reader,
    question: str,
    ranked: Sequence[Scored],
    shown: Callable[[Passage], tuple[str, str]],
) -> list[Scored]:
    """Read the passages of the best sentences, and note in these what was seen of them.

    Args:
        reader: reads the passages.
        question: standing alone.
        ranked: sentences, best first; the order is kept.
        shown: gives what stands over a passage, and its text.
    """
    best = ranked[:LOOKED_AT]
    passages = {s.candidate.hit.passage.id: s.candidate.hit.passage for s in best}
    found = reader.read(question, [shown(passage) for passage in passages.values()])
    reads = dict(zip(passages, found, strict=True))
    return [*(replace(s, sight=_sight(s, reads)) for s in best), *ranked[LOOKED_AT:]]


def _sight(scored: Scored, reads: dict[str, Read]) -> Sight:
    candidate, passage = scored.candidate, scored.candidate.hit.passage
    shift = candidate.span.start - passage.span.start
    return Sight(reads[passage.id], places(candidate.text, candidate.raw, shift))
