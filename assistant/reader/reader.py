"""Reads passages for a question: a logit for every token as an answer's start and as its end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from os import cpu_count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.encoder import find_model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from index.bert import Floats

WEIGHTS = "reader.onnx"
QUESTION = 48  # tokens of a question that are read
WINDOW = 192  # tokens of question and passage that are read at once
_STRIDE = 0.5  # of a window's room, from one window of a long passage to the next
_LONGEST = 24  # tokens of an answer
_CLS, _SEP = 101, 102
NEVER = -100.0  # logit of what no window showed


class Span(NamedTuple):
    """A stretch of a passage that may answer.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        score: its logits less those of "no answer"; above 0 it is the likelier.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A passage as it was read for a question.

    Attributes:
        offsets: the passage's tokens, first character and the one after the last, shape (n, 2).
        starts: logit of each token as an answer's first, less that of "no answer", shape (n).
        ends: the same of an answer's last.
        holds: logit that the passage holds an answer.
    """

    offsets: NDArray[np.int64]
    starts: Floats
    ends: Floats
    holds: float

    def score(self, start: int, end: int) -> float | None:
        """Score the characters ``start`` to ``end`` as the answer; see ``Span.score``.

        None where they lie outside the passage.
        """
        inside = np.flatnonzero((self.offsets[:, 0] < end) & (self.offsets[:, 1] > start))
        if not len(inside):
            return None
        return float(self.starts[inside[0]] + self.ends[inside[-1]])

    def best(self, start: int, end: int) -> Span | None:
        """Find the likeliest answer within characters ``start`` to ``end``; None in no token."""
        inside = np.flatnonzero((self.offsets[:, 0] >= start) & (self.offsets[:, 1] <= end))
        if not len(inside):
            return None
        sums = self.starts[inside, None] + self.ends[None, inside]
        allowed = np.triu(np.ones_like(sums, dtype=bool)) & ~np.triu(
            np.ones_like(sums, dtype=bool), _LONGEST
        )
        first, last = np.unravel_index(np.argmax(np.where(allowed, sums, 3 * NEVER)), sums.shape)
        return Span(
            int(self.offsets[inside[first], 0]),
            int(self.offsets[inside[last], 1]),
            float(sums[first, last]),
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """The shipped reader; see its card, ``assistant/reader/README.md``."""

    session: InferenceSession
    tokenizer: Tokenizer

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Read]:
        """Read passages for a question.

        Each window is computed by itself: with weights of 8 bits a batch would change the digits.

        Args:
            question: standing alone.
            passages: what stands over each, and its text.
        """
        asked = self.tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION]
        # Threads of this call alone: a process that is forked would inherit a pool without any.
        with ThreadPoolExecutor(cpu_count() or 1) as workers:
            return list(workers.map(lambda passage: self._read(asked, *passage), passages))

    def _read(self, asked: list[int], heading: str, text: str) -> Read:
        encoded = self.tokenizer.encode(f"{heading}\n{text}", add_special_tokens=False)
        ids, shift = encoded.ids, len(heading) + 1
        starts = np.full(len(ids), NEVER, dtype=np.float32)
        ends = starts.copy()
        holds = NEVER
        room = WINDOW - len(asked) - 3
        for first in windows_over(len(ids), room):
            part = ids[first : first + room]
            start, end, answers = self._window(asked, part)
            here = slice(first, first + len(part))
            starts[here] = np.maximum(starts[here], start)
            ends[here] = np.maximum(ends[here], end)
            holds = max(holds, answers)
        offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2) - shift
        own = offsets[:, 0] >= 0
        return Read(offsets[own], starts[own], ends[own], holds)

    def _window(self, asked: list[int], part: list[int]) -> tuple[Floats, Floats, float]:
        ids = np.array([[_CLS, *asked, _SEP, *part, _SEP]], dtype=np.int64)
        split = len(asked) + 2
        types = np.zeros_like(ids)
        types[:, split:] = 1
        start, end, answers = self.session.run(
            ["start", "end", "answers"], {"ids": ids, "mask": np.ones_like(ids), "types": types}
        )
        here = slice(split, split + len(part))
        return start[0, here] - start[0, 0], end[0, here] - end[0, 0], float(answers[0])


def windows_over(length: int, room: int) -> list[int]:
    """Tell where the windows over a text of ``length`` tokens begin."""
    if length <= room:
        return [0]
    last = length - room
    return [*range(0, last, max(1, int(room * _STRIDE))), last]


@lru_cache(maxsize=1)
def load() -> Reader:
    """Load the shipped reader; it is loaded once."""
    with as_file(files("assistant.reader") / WEIGHTS) as file:
        return load_from(file)


def load_from(file: Path) -> Reader:
    """Load a reader from its weights.

    Args:
        file: ONNX, as ``assistant.training.export`` writes it.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    # Windows are read side by side: threads within one would only wait for each other.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(find_model().folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Reader(session, tokenizer)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Give the whole words that the tokenizer knows, in lower case."""
    return frozenset(word for word in load().tokenizer.get_vocab() if word.isalpha())
