"""Examples to token windows of the encoder: ids, where the answer lies, whether there is one."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.training.examples import Example

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tokenizers import Encoding, Tokenizer

QUESTION = 48  # tokens of a question at most
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids of a question and a passage, and the answer's place.

    Attributes:
        ids: ``[CLS] question [SEP] heading and passage [SEP]``.
        split: index of the first token of the second part.
        start: index of the answer's first token; 0 where there is none.
        end: index of its last token; 0 where there is none.
        rival: the same question put to a passage that a search confuses with this one, or None.
    """

    ids: tuple[int, ...]
    split: int
    start: int = 0
    end: int = 0
    rival: Window | None = None


def windows(
    examples: Iterable[Example], tokenizer: Tokenizer, most: int, seed: int = 0
) -> Iterator[Window]:
    """Cut each example to a window of at most ``most`` tokens that holds its whole answer.

    A passage that is too long is cut at a place drawn by chance, so that answers do not come to
    stand at its beginning.
    """
    chance = random.Random(seed)
    for example in examples:
        window = _window(example, tokenizer, most, chance)
        if window is None:
            continue
        if example.rival:
            other = Example(example.question, *example.rival)
            window = replace(window, rival=_window(other, tokenizer, most, chance))
        yield window


def _window(
    example: Example, tokenizer: Tokenizer, most: int, chance: random.Random
) -> Window | None:
    """Cut an example; None where its answer cannot be held."""
    question = tokenizer.encode(example.question, add_special_tokens=False).ids[:QUESTION]
    text = tokenizer.encode(f"{example.heading}\n{example.passage}", add_special_tokens=False)
    room = most - len(question) - 3
    answer = _tokens(example, text)
    if answer is None and example.start is not None:
        return None
    first = _first(len(text.ids), room, answer, chance)
    if first is None:
        return None
    split = len(question) + 2
    ids = (_CLS, *question, _SEP, *text.ids[first : first + room], _SEP)
    start, end = (split + token - first for token in answer) if answer else (0, 0)
    return Window(ids, split, start, end)


def _tokens(example: Example, text: Encoding) -> tuple[int, int] | None:
    """Find the first and the last token of the answer."""
    if example.start is None or example.end is None:
        return None
    shift = len(example.heading) + 1
    covered: Sequence[int] = [
        index
        for index, (start, end) in enumerate(text.offsets)
        if start < example.end + shift and end > example.start + shift
    ]
    return (covered[0], covered[-1]) if covered else None


def _first(
    length: int, room: int, answer: tuple[int, int] | None, chance: random.Random
) -> int | None:
    """Choose where a window begins; None where the answer is too long for it."""
    if length <= room:
        return 0
    if answer is None:
        return chance.randint(0, length - room)
    low, high = max(0, answer[1] - room + 1), min(answer[0], length - room)
    return chance.randint(low, high) if low <= high else None
