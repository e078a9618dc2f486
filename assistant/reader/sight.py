"""What the reader saw of one sentence of a passage, in the sentence's own characters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.reader.reader import NEVER, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.candidates import Candidate
    from assistant.reader.reader import Read, Reader
    from index.passages import Passage


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence as the reader saw it.

    Attributes:
        read: its passage, as it was read for the question.
        text: the sentence, its white space collapsed and what is printed before it left out.
        raw: the same as stored, or as it was read.
        shift: offset of ``raw`` in the passage; negative where it begins before.
        own: its characters' places, where it was read otherwise than it is stored.
    """

    read: Read
    text: str
    raw: str
    shift: int
    own: tuple[int, ...] = ()

    @property
    def places(self) -> Sequence[int]:
        """Offset in the passage of each of the sentence's characters; see ``places``."""
        return self.own or places(self.text, self.raw, self.shift)

    @property
    def logits(self) -> float:
        """Those of the likeliest answer in all of it; see ``Span.score``."""
        found = self.read.best(self.shift, self.shift + len(self.raw))
        return found.score if found else 2 * NEVER

    def best(self, start: int, end: int) -> Span | None:
        """Find the likeliest answer within some of its characters; None in none of the passage."""
        if start >= end:
            return None
        own = self.places
        found = self.read.best(own[start], own[end - 1] + 1)
        if found is None:
            return None
        inside = [at for at, place in enumerate(own) if found.start <= place < found.end]
        return Span(inside[0], inside[-1] + 1, found.score) if inside else None

    def score(self, start: int, end: int) -> float | None:
        """Score some of its characters as the answer; None where the passage has none of them."""
        own = self.places
        return self.read.score(own[start], own[end - 1] + 1)


@lru_cache(maxsize=256)
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
    found: Sequence[Candidate],
    shown: Callable[[Passage], tuple[str, str]],
) -> list[Sight]:
    """Read the passages of sentences for a question, and give each sentence as it was seen.

    Args:
        reader: reads the passages.
        question: standing alone.
        found: the sentences.
        shown: gives what stands over a passage, and its text.
    """
    passages = {candidate.hit.passage.id: candidate.hit.passage for candidate in found}
    read = reader.read(question, [shown(passage) for passage in passages.values()])
    reads = dict(zip(passages, read, strict=True))
    return [
        Sight(
            reads[candidate.hit.passage.id],
            candidate.text,
            candidate.raw,
            candidate.span.start - candidate.hit.passage.span.start,
        )
        for candidate in found
    ]
