"""A reader's judgement of one answer, and the record that it gives to the gold questions; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.answer import REFUSAL, Answer, Status, Turn
from assistant.batch import record as batch_record
from assistant.visible import visible

LONGEST_TEXT = 2000
"""Characters of a remark, or of a right answer."""


class Verdict(StrEnum):
    """What a reader's thumb says."""

    RIGHT = "right"
    WRONG = "wrong"


class Reason(StrEnum):
    """What is wrong with an answer."""

    ANSWER = "wrong answer"
    PASSAGE = "wrong passage"
    UNREFUSED = "should have been refused"
    REFUSED = "should have been answered"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in a document: the name of its file, and exactly its characters."""

    doc: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer as it was shown, and what a reader said of it.

    Attributes:
        id: tells it from others; the same answer judged again keeps it.
        time: ISO 8601, in UTC, to the second.
        question: as asked.
        history: earlier turns, oldest first; an answer is empty where there was none.
        status: whether it was answered.
        short: the answer alone; empty when it was refused.
        text: its sentences with the numbers of their citations, a line each.
        citations: as in the batch form.
        index_version: name of the generation that answered.
        verdict: the thumb.
        reason: None when none was chosen.
        remark: what the reader wrote besides; may be empty.
        answer: the right answer; a list has an item a line; empty when it was not told.
        passage: where the right answer stands; None when it was not told.
        gold: id of the gold question that was made of it; None before.
    """

    id: str
    time: str
    question: str
    history: tuple[Turn, ...]
    status: Status
    short: str
    text: str
    citations: tuple[dict[str, Any], ...]
    index_version: str
    verdict: Verdict
    reason: Reason | None = None
    remark: str = ""
    answer: str = ""
    passage: Passage | None = None
    gold: str | None = None


def judgement_of(
    answer: Answer, history: Sequence[Turn], verdict: Verdict, name: str, time: str
) -> Judgement:
    """Keep an answer as it was shown, with a reader's verdict.

    Args:
        answer: what was shown.
        history: the turns before it, oldest first.
        verdict: the reader's.
        name: the judgement's id.
        time: ISO 8601, in UTC.
    """
    told = batch_record(name, answer)
    return Judgement(
        id=name,
        time=time,
        question=answer.question,
        history=tuple(history),
        status=answer.status,
        short=answer.short,
        text=told["text"],
        citations=tuple(told["citations"]),
        index_version=answer.index_version,
        verdict=verdict,
    )


def typed(text: str, what: str) -> str:
    """Take what a reader typed, without what cannot be seen or stored.

    Raises:
        ValueError: it is too long; ``what`` names it.
    """
    clean = visible(text).encode(errors="ignore").decode().strip()
    if len(clean) > LONGEST_TEXT:
        over = f"{len(clean):,} characters, {LONGEST_TEXT:,} at most"
        raise ValueError(f"{what} is too long ({over}): shorten it, then send again.")
    return clean


def gold_record(judgement: Judgement) -> dict[str, Any] | None:
    """Write a judgement as the record that ``briefings gold add`` reads.

    Returns:
        None when the judgement does not tell what would have been right.
    """
    if judgement.verdict is Verdict.RIGHT:
        return None
    unrefused = judgement.reason is Reason.UNREFUSED
    right = None if unrefused else _right(judgement.answer, judgement.passage)
    if right is None and not unrefused:
        return None
    return {
        "id": judgement.id,
        "time": judgement.time,
        "index_version": judgement.index_version,
        "question": judgement.question,
        "history": [{"q": turn.question, "a": turn.answer} for turn in judgement.history],
        "answer": judgement.short or judgement.text or REFUSAL,
        "right": right,
        "reason": said(judgement) or "no reason given",
    }


def said(judgement: Judgement) -> str:
    """Give the reason and the remark on one line; empty without either."""
    remark = " ".join(judgement.remark.split())
    return ": ".join(filter(None, (judgement.reason, remark)))


def _right(answer: str, passage: Passage | None) -> str | dict[str, Any] | None:
    if passage is None:
        return answer or None
    right: dict[str, Any] = {"doc": passage.doc, "quote": passage.quote}
    items = [line.strip() for line in answer.splitlines() if line.strip()]
    if items:
        right["answer"] = items if len(items) > 1 else items[0]
    return right
