"""What is wrong with gold questions that can be read: each against its documents and the others.

A figure is worth what its gold questions are. So every evidence must stand in its document, and
the answer must stand in the evidence. Three kinds of answer are judgements over the evidence and
need not stand there in words: a comparison, a yes or no, and one that is worked out, whose note
then begins with ``DERIVED`` and says how.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evals.align import Aligner
from evals.gold import Entry, Evidence, GoldQuestion, Problem, QuestionType
from evals.metrics import polarity, says, words
from evals.quotes import LEAST_WORDS, MOST_WORDS, fits
from evals.values import quantities, values

DERIVED = "derived:"
"""How the note of a question begins whose answer is worked out from its evidence."""
_SHOWN = 60  # characters of a quote or an answer in a message


def check(entries: Sequence[Entry], aligner: Aligner) -> tuple[Problem, ...]:
    """Check questions against the documents and against each other.

    Args:
        entries: the questions with their places; their fields are sound and their ids differ.
        aligner: over the documents that they are asked of.

    Returns:
        All problems, in the order of the entries.
    """
    first: dict[tuple[str, ...], str] = {}
    problems: list[Problem] = []
    for entry in entries:
        place = f"{entry.file}:{entry.line}"
        before = first.setdefault(asked(entry.question), place)
        reasons = [*faults(entry.question, aligner)]
        if before != place:
            reasons.append(f"the same question stands in {before}")
        problems += [Problem(entry.file, entry.line, reason) for reason in reasons]
    return tuple(problems)


def faults(question: GoldQuestion, aligner: Aligner) -> Iterator[str]:
    """Say what is wrong with a question by itself and in its documents.

    Args:
        question: its fields are sound.
        aligner: over the documents that it is asked of.

    Yields:
        A reason that names what was expected and what was found.
    """
    for evidence in question.evidence:
        yield from _evidence_faults(evidence, aligner)
    unused = set(question.docs) - {evidence.doc for evidence in question.evidence}
    if unused:
        yield f"docs names {min(unused)!r}, which no evidence comes from"
    if question.history and question.type not in _FOLLOW_UPS:
        yield f"history belongs to follow-ups; the type is {question.type}"
    if question.items and question.type is not QuestionType.LIST:
        yield f"items belong to lists; the type is {question.type}"
    yield from answer_faults(question)


def summary(questions: Iterable[GoldQuestion]) -> str:
    """Count the questions by kind in one line, such as "3 questions: 2 date, 1 list"."""
    counts = Counter(question.type for question in questions)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in QuestionType if counts[kind])
    total = counts.total()
    return f"{total} question{'' if total == 1 else 's'}" + (f": {kinds}" if kinds else "")


_FOLLOW_UPS = (QuestionType.CONVERSATIONAL, QuestionType.UNANSWERABLE)


def asked(question: GoldQuestion) -> tuple[str, ...]:
    """Reduce a question and what came before it to the words that tell it from another."""
    turns = (turn.question for turn in question.history)
    return tuple(" ".join(words(text)) for text in (*turns, question.question))


def _evidence_faults(evidence: Evidence, aligner: Aligner) -> Iterator[str]:
    if not fits(evidence.quote):
        yield (
            f"evidence has {len(words(evidence.quote))} words, "
            f"expected {LEAST_WORDS} to {MOST_WORDS}: {short(evidence.quote)}"
        )
    if not aligner.holds(evidence.doc):
        yield f"there is no document {evidence.doc!r} here"
    elif not aligner.places(evidence.doc, evidence.quote):
        yield f"evidence does not stand in {evidence.doc}: {short(evidence.quote)}"


def answer_faults(question: GoldQuestion) -> Iterator[str]:
    """Say which answer does not stand in the evidence, where it must.

    Yields:
        A reason for each answer, and for each item of a list.
    """
    if question.type is QuestionType.YESNO and polarity(question.answers[0]) is None:
        yield f"answers must begin with yes or no, not with {short(question.answers[0])}"
    if _is_judgement(question):
        return
    text = "\n".join(evidence.quote for evidence in question.evidence)
    for variants in filter(None, (question.answers, *question.items)):
        if not any(_stands(variant, text) for variant in variants):
            what = "item" if question.items else "answer"
            yield f"{what} does not stand in the evidence: {short(variants[0])}"


def _is_judgement(question: GoldQuestion) -> bool:
    """Tell whether the answer need not stand in the evidence in words."""
    judged = question.type in (QuestionType.COMPARISON, QuestionType.YESNO)
    derived = question.note is not None and question.note.lower().startswith(DERIVED)
    return judged or derived or any(map(polarity, question.answers))


def _stands(variant: str, text: str) -> bool:
    """Tell whether a text gives an answer, which may leave out the unit of a number."""
    if says(text, variant):
        return True
    wanted = values(variant)
    bare = [replace(found, unit=None) for found in quantities(text)]
    return bool(wanted) and all(value in bare for value in wanted)


def short(text: str) -> str:
    """Quote a text in a message, on one line and cut when it is long."""
    line = " ".join(text.split())
    return repr(line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…")
