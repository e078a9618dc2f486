"""How well follow-ups are searched for: ``python -m evals.followups FOLDER``.

FOLDER holds CANARD (Elgohary et al. 2019) as ``evals.public`` reads it: conversations with a
human's rewrite of each question. Printed is how often a passage of the conversation's own document
is among the first ten, and the mean reciprocal rank of the first, for each way to ask.

The documents of that set are made of the conversations' answers, so an earlier answer names its
document by its own words; the line without answers shows what the questions alone are good for.
The lines "after another topic" put five turns of another conversation before a question that
stands alone: what is carried along then only does harm.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from assistant.answer import Turn
from assistant.ask import Assistant
from assistant.conversation import resolve
from evals.gold_import import DOCUMENTS, import_set
from evals.public import Form, document_name
from index.build import build
from index.encoder import DEFAULT_MODEL, Encoder

if TYPE_CHECKING:
    from index.bert import Floats

DEPTH = 10
HALVES = ("A", "B")
_OTHER_TURNS = 5
_NAME = 33  # characters of the widest name of a way


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question of a conversation, with a human's rewrite of it.

    Attributes:
        question: as asked.
        rewrite: the same, standing alone.
        history: the turns before it, at least one.
        conversation: id of the conversation, which has a document of its own.
        other: the first turns of a conversation about something else.
    """

    question: str
    rewrite: str
    history: tuple[Turn, ...]
    conversation: str
    other: tuple[Turn, ...] = ()

    @property
    def half(self) -> str:
        """A or B, by the conversation: rules are written by A alone."""
        return HALVES[int(md5(self.conversation.encode()).hexdigest(), 16) % 2]


Way = Callable[[FollowUp], tuple[str, Sequence[Turn]]]
WAYS: dict[str, Way] = {
    "no rewrite": lambda f: (f.question, ()),
    "questions joined": lambda f: (_joined(f.history, f.question), ()),
    "our rewrite": lambda f: (f.question, f.history),
    "our rewrite, no answers": lambda f: (f.question, [Turn(t.question, "") for t in f.history]),
    "human rewrite": lambda f: (f.rewrite, ()),
    "after another topic: joined": lambda f: (_joined(f.other, f.rewrite), ()),
    "after another topic: our rewrite": lambda f: (f.rewrite, f.other),
}


def _joined(turns: Sequence[Turn], question: str) -> str:
    return " ".join([*(turn.question for turn in turns), question])


def read_follow_ups(folder: Path) -> list[FollowUp]:
    """Read the questions of CANARD that follow another, in their order.

    Raises:
        OSError: there is no questions.jsonl.
        KeyError, ValueError: a line is not of the set.
    """
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    talks = {r["doc_ids"][0]: tuple(Turn(t["q"], t["a"]) for t in r["history"]) for r in records}
    names = list(talks)
    after = dict(zip(names, [*names[1:], *names[:1]], strict=True))
    return [
        FollowUp(
            record["question"],
            record["rewrite"],
            tuple(Turn(turn["q"], turn["a"]) for turn in record["history"]),
            record["doc_ids"][0],
            talks[after[record["doc_ids"][0]]][:_OTHER_TURNS],
        )
        for record in records
        if record["history"]
    ]


class Remembering:
    """An encoder that encodes each text once, and many at a time when it is told of them."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Floats] = {}
        self.max_tokens = encoder.max_tokens

    def encode(self, texts: Sequence[str]) -> Floats:
        """Encode texts to unit vectors, shape (n, d), in the order given."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def ranks(assistant: Assistant, found: Sequence[FollowUp], way: Way) -> list[int | None]:
    """Give the rank of the first passage of the right document; None when it is not among ten."""
    asked = [way(follow_up) for follow_up in found]
    understood = [resolve(question, history) for question, history in asked]
    texts = [text for one in understood for text in (one.question, one.topic) if text]
    assistant.encoder.encode(texts)
    sources = {record.id: record.source for record in assistant.library.records}
    ranked = []
    for follow_up, (question, history) in zip(found, asked, strict=True):
        hits = assistant.retrieve(question, DEPTH, history)
        names = [sources[hit.passage.span.doc_id] for hit in hits]
        own = document_name(follow_up.conversation, Form.CANARD)
        ranked.append(names.index(own) + 1 if own in names else None)
    return ranked


def heading(found: Sequence[FollowUp]) -> str:
    """Tell how many questions there are, over the columns of ``line``."""
    counts = (f"{sum(one.half == half for one in found)} in half {half}" for half in HALVES)
    columns = "".join(f"{f'recall@{DEPTH} {half}':>13}{f'MRR {half}':>7}" for half in HALVES)
    return f"{len(found)} follow-ups: {', '.join(counts)}\n{'':{_NAME}}{columns}"


def line(name: str, found: Sequence[FollowUp], ranked: Sequence[int | None]) -> str:
    """Tell recall and mean reciprocal rank of a way to ask, in each half."""
    cells = ""
    for half in HALVES:
        own = [rank for one, rank in zip(found, ranked, strict=True) if one.half == half]
        most = max(1, len(own))
        recall = sum(rank is not None for rank in own) / most
        reciprocal = sum(1 / rank for rank in own if rank) / most
        cells += f"{recall:13.3f}{reciprocal:7.3f}"
    return f"{name:{_NAME}}{cells}"


def main(arguments: Sequence[str]) -> None:
    """Measure the set that the arguments name, and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.followups", description=__doc__)
    parser.add_argument("folder", type=Path, help="with corpus.jsonl and questions.jsonl of CANARD")
    parser.add_argument("--work", type=Path, help="keeps the documents and their index for later")
    parser.add_argument("--limit", type=int, help="most questions, from the first on")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as passing:
        work = options.work or Path(passing)
        if not (work / DOCUMENTS).exists():
            import_set(options.folder, Form.CANARD, work)
        build(work / DOCUMENTS, work / "index", DEFAULT_MODEL)
        opened = Assistant.open(work / "index")
        assistant = Assistant(opened.library, Remembering(opened.encoder))
        found = read_follow_ups(options.folder)[: options.limit]
        sys.stdout.write(heading(found) + "\n")
        for name, way in WAYS.items():
            sys.stdout.write(line(name, found, ranks(assistant, found, way)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
