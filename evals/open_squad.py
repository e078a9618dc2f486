"""How right it is on an open corpus that is not ours: ``python -m evals.open_squad FOLDER``.

FOLDER holds SQuAD 2.0 (Rajpurkar et al. 2018) as ``evals.public`` reads it. All its articles are
indexed, and the questions on those that the reader was not trained on are asked of the whole index,
from the search on. Printed are exact match and F1 of the short answer, where a refusal is an empty
one: right for a question without an answer, wrong for any other, as in that set's own evaluation.
The questions were written beside a paragraph ("When was it built?"), and one that its paragraph
does not answer may be answered by another: in an open corpus no system gets them all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.answer import Status
from assistant.ask import Assistant
from assistant.training.examples import is_held_out
from evals import squad
from evals.gold_import import DOCUMENTS, import_set
from evals.public import Form, document_name
from index.build import build
from index.encoder import DEFAULT_MODEL

if TYPE_CHECKING:
    from assistant.answer import Answer

DEPTH = 5
_NAME = 22  # characters of the widest name of a line


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on an article that was kept out of training.

    Attributes:
        question: as the set has it.
        answers: every form of the answer; empty where its paragraph gives none.
        document: name of the file that its article is in.
    """

    question: str
    answers: tuple[str, ...]
    document: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question was answered.

    Attributes:
        asked: the question.
        said: the short answer; empty where it abstained.
        found: whether its article is among those of the first passages.
    """

    asked: Asked
    said: str
    found: bool

    @property
    def exact(self) -> float:
        """1.0 for a refusal of what has no answer, and for a short answer in one of its forms."""
        if not (self.asked.answers and self.said):
            return float(not self.asked.answers and not self.said)
        return squad.exact_match(self.said, self.asked.answers)

    @property
    def f1(self) -> float:
        """As ``exact``, with a share for the words that are right."""
        if not (self.asked.answers and self.said):
            return self.exact
        return squad.f1(self.said, self.asked.answers)


def held_out(folder: Path) -> Iterator[Asked]:
    """Read the questions on articles that were kept out of training, in their order.

    Raises:
        OSError: there is no questions.jsonl.
        KeyError, ValueError: a line is not of the set.
    """
    with (folder / "questions.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            paragraph = record["context_id"] if not record["doc_ids"] else record["doc_ids"][0]
            if is_held_out(paragraph):
                name = document_name(paragraph, Form.SQUAD)
                yield Asked(record["question"], tuple(record["answers"]), name)


def outcome(assistant: Assistant, asked: Asked) -> Outcome:
    """Ask a question of the whole index."""
    answer: Answer = assistant.ask(asked.question)
    hits = assistant.retrieve(asked.question, DEPTH)
    sources = {record.id: record.source for record in assistant.library.records}
    found = asked.document in {sources[hit.passage.span.doc_id] for hit in hits}
    said = answer.short if answer.status is not Status.ABSTAINED else ""
    return Outcome(asked, said, found)


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Give the figures in lines: of all, of those with an answer, of those without."""
    groups = {
        "all": outcomes,
        "with an answer": [one for one in outcomes if one.asked.answers],
        "without an answer": [one for one in outcomes if not one.asked.answers],
    }
    columns = ("questions", "exact", "F1", "refused", f"article in {DEPTH}")
    yield " " * _NAME + "".join(f"{column:>14}" for column in columns)
    for name, group in groups.items():
        if not group:
            continue
        values = (
            mean(one.exact for one in group),
            mean(one.f1 for one in group),
            mean(not one.said for one in group),
            mean(one.found for one in group),
        )
        cells = "".join(f"{value:14.3f}" for value in values)
        yield f"{name:{_NAME}}{len(group):14d}{cells}"


def main(arguments: Sequence[str]) -> None:
    """Measure the set that the arguments name, and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.open_squad", description=__doc__)
    parser.add_argument("folder", type=Path, help="with corpus.jsonl and questions.jsonl of SQuAD")
    parser.add_argument("--work", type=Path, help="keeps the documents and their index for later")
    parser.add_argument("--limit", type=int, help="most questions, from the first on")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as passing:
        work = options.work or Path(passing)
        if not (work / DOCUMENTS).exists():
            import_set(options.folder, Form.SQUAD, work)
        build(work / DOCUMENTS, work / "index", DEFAULT_MODEL)
        assistant = Assistant.open(work / "index")
        found = islice(held_out(options.folder), options.limit)
        for line in report([outcome(assistant, asked) for asked in found]):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
