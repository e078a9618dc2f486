"""A gold file that grows by what readers said, each new question checked with those before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.documents import Document
from evals.align import Aligner
from evals.feedback import Feedback, gold_question, next_id
from evals.gold import GoldError, GoldQuestion, line_of, parse_question, read_entries
from evals.gold_check import asked, faults


class Adder:
    """The gold file that grows, with the questions beside it and the documents.

    Args:
        target: the file; it need not be there yet.
        own: its questions.
        beside: those of the other gold files in its folder.
        documents: those that the questions are asked of, by their ids.
    """

    def __init__(
        self,
        target: Path,
        own: Iterable[GoldQuestion],
        beside: Iterable[GoldQuestion],
        documents: Mapping[str, Document],
    ) -> None:
        self._target = target
        self._documents = documents
        self._aligner = Aligner(documents.values())
        self._own = list(own)
        self._beside = tuple(beside)

    @classmethod
    def open(cls, target: Path, documents: Iterable[Document]) -> Adder:
        """Read the file and those beside it, whose bad lines are theirs to mend.

        Raises:
            GoldError: the file itself has bad lines.
            FileNotFoundError: there is no such folder.
        """
        if not target.parent.is_dir():
            raise FileNotFoundError(f"there is no folder {target.parent}: make it first")
        beside = sorted(path for path in target.parent.glob("*.jsonl") if path != target)
        entries, _ = read_entries(*beside)
        own, problems = read_entries(target) if target.exists() else ((), ())
        if problems:
            raise GoldError(problems)
        return cls(
            target,
            (entry.question for entry in own),
            (entry.question for entry in entries),
            {document.id: document for document in documents},
        )

    def question(self, feedback: Feedback) -> GoldQuestion:
        """Make a question of what a reader said.

        Raises:
            ValueError: it cannot become a sound question; the message says why.
        """
        own, beside = ([one.id for one in group] for group in (self._own, self._beside))
        name = next_id(own, beside, self._target.stem)
        made = gold_question(feedback, name, self._aligner, self._documents)
        question = parse_question(line_of(made))
        reasons = list(faults(question, self._aligner))
        known = (*self._own, *self._beside)
        same = (other.id for other in known if asked(other) == asked(question))
        reasons += (f"the same question is {other}" for other in same)
        if reasons:
            raise ValueError("; ".join(reasons))
        return question

    def append(self, question: GoldQuestion) -> None:
        """Write the question at the end of the file.

        Raises:
            OSError: the file cannot be written.
        """
        open_end = self._target.exists() and self._target.read_bytes()[-1:] not in (b"", b"\n")
        with self._target.open("a", encoding="utf-8") as file:
            file.write("\n" * open_end + line_of(question) + "\n")
        self._own.append(question)


def shown(question: GoldQuestion) -> str:
    """Describe a question in a few lines, for a person to judge it."""
    turns = [f"  before: {turn.question} | {turn.answer}" for turn in question.history]
    wanted = question.answers or [item[0] for item in question.items] or ["(nothing answers it)"]
    quotes = [f"  {evidence.doc}: {evidence.quote}" for evidence in question.evidence]
    note = [f"  note: {question.note}"] if question.note else []
    head = f"{question.id} ({question.type}): {question.question}"
    return "\n".join([head, *turns, f"  answer: {'; '.join(wanted)}", *quotes, *note])
