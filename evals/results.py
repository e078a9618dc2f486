"""What is kept of an evaluation: plain values that read back in any later version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.answer import Answer, Sentence, Status
from evals.gold import GoldQuestion
from evals.score import Cause, Scores, sure_of


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as it was shown.

    Attributes:
        number: from 1.
        file: name of the document's file.
        start: offset of the first character in the document's stored text.
        end: offset behind the last one.
        quote: the words shown.
        exact: whether they are what stands there.
    """

    number: int
    file: str
    start: int
    end: int
    quote: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What the assistant answered; see ``assistant.answer.Answer``."""

    status: Status
    short: str
    sentences: tuple[Sentence, ...]
    items: tuple[str, ...]
    citations: tuple[Cited, ...]
    confidence: float

    @property
    def abstained(self) -> bool:
        """Tell whether the answer is that there is none."""
        return self.status is Status.ABSTAINED


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage as it was ranked.

    Attributes:
        id: of the passage.
        file: name of its document's file.
        section: titles of the sections that hold it, outermost first.
        score: the ranking's own.
        text: of the passage; empty for those further down, which nobody reads.
    """

    id: str
    file: str
    section: tuple[str, ...]
    score: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """All that is known of one question after it was asked.

    Attributes:
        question: the gold question.
        query: what was searched for.
        located: for each evidence, whether the stored text holds it.
        ranks: for each evidence, the rank by which the passages hold it, or None.
        passages: best first.
        answer: None when only the retrieval was tried.
        scores: see ``Scores``.
        causes: why it failed; empty when it did not.
        why: in words, what the scores compare.
    """

    question: GoldQuestion
    query: str
    located: tuple[bool, ...]
    ranks: tuple[int | None, ...]
    passages: tuple[Ranked, ...]
    answer: Said | None
    scores: Scores
    causes: tuple[Cause, ...]
    why: tuple[str, ...] = ()

    @property
    def conversation(self) -> str:
        """The question that opened the conversation: those that share it are not independent."""
        return (
            self.question.history[0].question if self.question.history else self.question.question
        )

    @property
    def sure_and_right(self) -> tuple[float, bool] | None:
        """The confidence and whether the answer is right; None where none was given."""
        if self.answer is None or self.answer.abstained:
            return None
        return self.answer.confidence, not self.causes


@dataclass(frozen=True, slots=True)
class Header:
    """What an evaluation was made of, so that two can be compared.

    Attributes:
        key: digest of all that decides the answers: code, index, questions.
        commit: git commit of this project, with "+changes" where files differ from it; None where
            there is no repository.
        version: of this project.
        started: ISO 8601 in UTC to the second.
        index_version: name of the generation that answered.
        settings: how the index was built.
        gold: names of the gold files or folders.
        asked: ids of the questions, in order.
        skipped: ids of questions whose documents are not in the index; they are not asked.
        answers: False when only the retrieval is tried.
    """

    key: str
    commit: str | None
    version: str
    started: str
    index_version: str
    settings: dict[str, Any]
    gold: tuple[str, ...]
    asked: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    answers: bool = True

    @property
    def name(self) -> str:
        """Give the run's name: the commit or version, the generation, and the key."""
        made_by = self.commit or f"v{self.version}"
        return "-".join([made_by, self.index_version.rsplit("/", 1)[-1], self.key[:8]])


@dataclass(frozen=True, slots=True)
class Run:
    """An evaluation.

    Attributes:
        header: what it was made of.
        results: in the order of the questions.
    """

    header: Header
    results: tuple[Result, ...] = field(default=())


def said(answer: Answer, exact: dict[int, bool]) -> Said:
    """Keep of an answer what a reader of the evaluation needs.

    Args:
        answer: as given.
        exact: for the number of each citation, whether its quote stands at its span.
    """
    return Said(
        answer.status,
        answer.short,
        answer.sentences,
        answer.items,
        tuple(
            Cited(c.number, c.file, c.span.start, c.span.end, c.quote, exact[c.number])
            for c in answer.citations
        ),
        sure_of(answer),
    )
