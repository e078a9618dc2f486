"""What a reader said of a wrong answer, and the gold question that comes of it.

The record is one JSON object a line, in UTF-8:

``question``  what was asked
``history``   earlier turns, ``[{"q", "a"}]``, oldest first; may be absent
``answer``    what was shown; may be absent
``right``     what would have been right, in one of three forms:
              the answer, a text that stands in one place of the documents;
              the passage, ``{"doc": file name, "quote": its words, "answer": …}``, where ``answer``
              may be absent, is a text, or a list of texts for a list;
              null: nothing in the documents answers, and ``reason`` says why
``reason``    a remark; may be absent but for null
``type``      a gold question's type, where the one guessed from the question would be wrong

``id``        of the reader's judgement in the index's ``feedback.sqlite``; may be absent

Other fields are left alone, so that a record may also carry a time or an index's version.
`briefings feedback --json` prints such records (``assistant.feedback.judgement.gold_record``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.question import Kind, kind_of
from corpus.documents import Document, Span
from evals.align import Aligner
from evals.gold import Evidence, GoldQuestion, QuestionType, parse_record, parse_turns, parse_type
from evals.metrics import polarity
from evals.quotes import MOST_WORDS, fits, quote_around

_TYPES = {
    Kind.DATE: QuestionType.DATE,
    Kind.NUMBER: QuestionType.NUMERIC,
    Kind.DEFINITION: QuestionType.DEFINITION,
    Kind.COMPARISON: QuestionType.COMPARISON,
}
_NUMBERED = re.compile(r"(.*\D)(\d+)")
_POINT_AT_IT = 'point at the passage: "right": {"doc", "quote", "answer"}'


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's word on an answer that was wrong.

    Attributes:
        question: what was asked.
        history: earlier turns, oldest first.
        shown: the answer that was shown; empty when it is not known.
        answers: the right answer; several are the items of a list; empty when only the passage
            is known.
        passage: where the right answer stands; None when it is not known.
        reason: a remark; None without one.
        type: None leaves it to the question.
        id: of the judgement that the page stored; None for what comes from elsewhere.
    """

    question: str
    history: tuple[Turn, ...]
    shown: str
    answers: tuple[str, ...]
    passage: Evidence | None
    reason: str | None
    type: QuestionType | None
    id: str | None = None

    @property
    def answerable(self) -> bool:
        """Tell whether the reader knows an answer or a passage that holds it."""
        return bool(self.answers) or self.passage is not None


def parse_feedback(line: str) -> Feedback:
    """Read one JSON line.

    Raises:
        ValueError: saying which field is wrong and how.
    """
    record = parse_record(line)
    if "right" not in record:
        raise ValueError("right is absent: the right answer, its passage, or null for none")
    answers, passage = _right(record["right"])
    feedback = Feedback(
        question=_text(record.get("question"), "question"),
        history=parse_turns(record.get("history") or []),
        shown=_text(record["answer"], "answer") if record.get("answer") else "",
        answers=answers,
        passage=passage,
        reason=_text(record["reason"], "reason") if record.get("reason") else None,
        type=parse_type(_text(record["type"], "type")) if record.get("type") else None,
        id=_text(record["id"], "id") if record.get("id") else None,
    )
    if not feedback.answerable and feedback.reason is None:
        raise ValueError("reason must say why nothing answers, because right is null")
    return feedback


def gold_question(
    feedback: Feedback, name: str, aligner: Aligner, documents: Mapping[str, Document]
) -> GoldQuestion:
    """Make a gold question of a reader's word; it is still to be checked.

    Args:
        feedback: what the reader said.
        name: the id of the new question.
        aligner: over the documents.
        documents: by their ids.

    Raises:
        ValueError: the passage or the answer cannot be found in the documents.
    """
    if not feedback.answerable:
        return GoldQuestion(
            name, (), QuestionType.UNANSWERABLE, feedback.question, feedback.history,
            note=feedback.reason,
        )  # fmt: skip
    evidence = _evidence(feedback, aligner, documents)
    answers = feedback.answers or (evidence.quote,)
    kind = feedback.type or _type(feedback, answers)
    is_list = kind is QuestionType.LIST
    return GoldQuestion(
        name,
        (evidence.doc,),
        kind,
        feedback.question,
        feedback.history,
        answers=() if is_list else answers,
        items=tuple((item,) for item in answers) if is_list else (),
        evidence=(evidence,),
        note=feedback.reason,
    )


def next_id(own: Sequence[str], others: Iterable[str], stem: str) -> str:
    """Give an id that follows a file's last one, or begins with ``stem`` in a file without any.

    Args:
        own: the ids in the file, in its order.
        others: the ids in files that are read together with it.
        stem: the name of the file without its ending.
    """
    last = _NUMBERED.fullmatch(own[-1]) if own else None
    prefix = last[1] if last else f"{stem}-"
    matches = map(_NUMBERED.fullmatch, (*own, *others))
    numbers = [int(match[2]) for match in matches if match and match[1] == prefix]
    return f"{prefix}{max(numbers, default=0) + 1:03}"


def _type(feedback: Feedback, answers: tuple[str, ...]) -> QuestionType:
    if feedback.history:
        return QuestionType.CONVERSATIONAL
    if len(answers) > 1:
        return QuestionType.LIST
    if polarity(answers[0]):
        return QuestionType.YESNO
    return _TYPES.get(kind_of(feedback.question), QuestionType.FACTOID)


def _evidence(feedback: Feedback, aligner: Aligner, documents: Mapping[str, Document]) -> Evidence:
    """Find the passage, and quote as much of it as an evidence may have."""
    passage = feedback.passage
    if passage is None:
        return _place_of(feedback.answers[0], documents.values())
    places = aligner.places(passage.doc, passage.quote)
    if not places:
        raise ValueError(f"the right passage does not stand in {passage.doc}")
    if fits(passage.quote):
        return Evidence(passage.doc, " ".join(passage.quote.split()))
    if len(places) > 1:
        where = f"{len(places)} places of {passage.doc}"
        raise ValueError(f"the right passage stands in {where}: mark more of it")
    return _quote(documents[places[0].doc_id], places[0])


def _place_of(answer: str, documents: Iterable[Document]) -> Evidence:
    """Quote the one sentence in all documents that gives an answer word for word."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, answer.split())) + r"(?!\w)", re.I)
    found = [(d, Span(d.id, *m.span())) for d in documents for m in pattern.finditer(d.text)]
    if len(found) != 1:
        places = f"{len(found) or 'no'} place{'' if len(found) == 1 else 's'}"
        raise ValueError(f"the right answer stands in {places} of the documents; {_POINT_AT_IT}")
    return _quote(*found[0])


def _quote(document: Document, span: Span) -> Evidence:
    quote = quote_around(document.text, span.start, span.end)
    if quote is None:
        raise ValueError(f"the right passage must have at most {MOST_WORDS} words")
    return Evidence(document.source.rsplit("/", 1)[-1], quote)


def _right(value: object) -> tuple[tuple[str, ...], Evidence | None]:
    if value is None:
        return (), None
    if not isinstance(value, dict):
        return (_text(value, "right"),), None
    passage = Evidence(
        _text(value.get("doc"), "right.doc"), _text(value.get("quote"), "right.quote")
    )
    answer = value.get("answer")
    if answer is None:
        return (), passage
    texts = answer if isinstance(answer, list) else [answer]
    if not texts:
        raise ValueError("right.answer must not be an empty list")
    return tuple(_text(text, "right.answer") for text in texts), passage


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} must be a non-empty text")
    return value
