"""Gold questions: JSON lines to values, with every bad line named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.answer import Turn


class QuestionType(StrEnum):
    """What kind of answer a gold question asks for."""

    FACTOID = "factoid"
    NUMERIC = "numeric"
    DATE = "date"
    LIST = "list"
    COMPARISON = "comparison"
    MULTIHOP = "multihop"
    DEFINITION = "definition"
    YESNO = "yesno"
    CONVERSATIONAL = "conversational"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a file that an answer must stand on.

    Attributes:
        doc: name of the file, without folders.
        quote: verbatim from the file, with line breaks collapsed to spaces.
    """

    doc: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what a right answer says and stands on.

    Attributes:
        id: unique among all files read together.
        docs: names of the files that hold the evidence; empty when no document answers.
        type: kind of answer asked for.
        question: as a user types it.
        history: earlier turns, oldest first; empty for a question that stands alone.
        answers: surface variants of the one right answer; empty for lists and unanswerable ones.
        items: for a list, the items of a complete answer, each as its surface variants.
        evidence: all of it is needed; empty when no document answers.
        note: a remark for the reader, such as why nothing answers; None without one.
    """

    id: str
    docs: tuple[str, ...]
    type: QuestionType
    question: str
    history: tuple[Turn, ...] = ()
    answers: tuple[str, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None

    @property
    def answerable(self) -> bool:
        """Tell whether the documents answer it."""
        return self.type is not QuestionType.UNANSWERABLE


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of a gold file that cannot be used; ``line`` counts from 1, 0 is the whole file."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{place}: {self.reason}"


class GoldError(ValueError):
    """Gold files with bad lines.

    Attributes:
        problems: all of them, in order of file and line.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and where it stands; ``line`` counts from 1."""

    file: Path
    line: int
    question: GoldQuestion


def read_gold(*paths: Path) -> tuple[GoldQuestion, ...]:
    """Read gold questions from files, and from the ``*.jsonl`` files of folders.

    Args:
        paths: files of JSON lines in UTF-8, or folders of them.

    Returns:
        The questions in the order of the paths, their file names and their lines.

    Raises:
        GoldError: a path holds no gold file, or some lines are bad; all are listed.
    """
    entries, problems = read_entries(*paths)
    if problems:
        raise GoldError(problems)
    return tuple(entry.question for entry in entries)


def read_entries(*paths: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read as ``read_gold`` does, but keep where each question stands, and go on after bad lines.

    Returns:
        The good lines, and what is wrong with the others.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    places: dict[str, str] = {}
    for file, number, outcome in _outcomes(paths):
        if isinstance(outcome, str):
            problems.append(Problem(file, number, outcome))
        elif outcome.id in places:
            reason = f"id {outcome.id!r} was already used in {places[outcome.id]}"
            problems.append(Problem(file, number, reason))
        else:
            places[outcome.id] = f"{file}:{number}"
            entries.append(Entry(file, number, outcome))
    return tuple(entries), tuple(problems)


def parse_question(line: str) -> GoldQuestion:
    """Read one JSON line.

    Raises:
        ValueError: saying which field is wrong and how.
    """
    record = parse_record(line)
    question = GoldQuestion(
        id=_text(record, "id"),
        docs=_texts(record.get("docs"), "docs"),
        type=parse_type(_text(record, "type")),
        question=_text(record, "question"),
        history=parse_turns(record.get("history", [])),
        answers=_texts(record.get("answers"), "answers"),
        items=tuple(_texts(item, "items") for item in _list(record.get("items", []), "items")),
        evidence=_evidence(record.get("evidence")),
        note=_text(record, "note") if record.get("note") else None,
    )
    if fault := _fault(question):
        raise ValueError(fault)
    return question


def parse_record(line: str) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        ValueError: it is none.
    """
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    return record


def parse_type(name: str) -> QuestionType:
    """Read the name of a question's type.

    Raises:
        ValueError: there is no such type; the message names all.
    """
    try:
        return QuestionType(name)
    except ValueError:
        raise ValueError(f"type {name!r} is none of {', '.join(QuestionType)}") from None


def parse_turns(value: object) -> tuple[Turn, ...]:
    """Read the turns of a conversation, ``[{"q": "…", "a": "…"}]``.

    An answer is empty where there was none.

    Raises:
        ValueError: saying which field is wrong and how.
    """
    return tuple(Turn(*pair) for pair in _pairs(value, "history", ("q", "a"), True))


def line_of(question: GoldQuestion) -> str:
    """Write a question as the JSON line, without its end, that ``parse_question`` reads."""
    record: dict[str, object] = {
        "id": question.id,
        "docs": question.docs,
        "type": question.type,
        "question": question.question,
        "history": [{"q": turn.question, "a": turn.answer} for turn in question.history],
        "answers": question.answers,
        "items": question.items,
        "evidence": [asdict(evidence) for evidence in question.evidence],
        "note": question.note,
    }
    optional = ("history", "items", "note")
    kept = {name: value for name, value in record.items() if value or name not in optional}
    return json.dumps(kept, ensure_ascii=False)


def _fault(question: GoldQuestion) -> str | None:
    """Say what contradicts the question's type; None when nothing does."""
    kind = question.type
    if not question.answerable:
        full = [n for n in ("docs", "answers", "items", "evidence") if getattr(question, n)]
        return f"an unanswerable question has no {full[0]}" if full else None
    wanted = "items" if kind is QuestionType.LIST else "answers"
    for name in (wanted, "docs", "evidence"):
        if not getattr(question, name):
            return f"{name} must not be empty for the type {kind}"
    if not all(question.items):
        return "items: each item needs a variant"
    if kind is QuestionType.CONVERSATIONAL and not question.history:
        return "history must not be empty for the type conversational"
    if strange := {e.doc for e in question.evidence} - set(question.docs):
        return f"evidence from {min(strange)!r}, which is not among docs"
    return None


def _outcomes(paths: Sequence[Path]) -> Iterator[tuple[Path, int, GoldQuestion | str]]:
    """Read every line of every file: a question, or what is wrong."""
    for path in paths:
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not files:
            yield path, 0, "the folder holds no *.jsonl file"
        for file in files:
            try:
                text = file.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                yield file, 0, f"cannot be read: {getattr(error, 'strerror', None) or error}"
                continue
            for number, line in enumerate(text.split("\n"), 1):
                if line.strip():
                    yield file, number, _outcome(line)


def _outcome(line: str) -> GoldQuestion | str:
    try:
        return parse_question(line)
    except ValueError as error:
        return str(error)


def _list(value: object, name: str) -> list[object]:
    if not isinstance(value, list):
        raise ValueError(f"{name} must be a list, not {_kind(value)}")
    return value


def _texts(value: object, name: str) -> tuple[str, ...]:
    texts = _list(value, name)
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError(f"{name} must hold non-empty strings only")
    return tuple(_whole(str(text), name) for text in texts)


def _text(record: dict[str, object], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} must be a non-empty string, not {_kind(value)}")
    return _whole(value, name)


def _whole(text: str, name: str) -> str:
    """Refuse half of a surrogate pair: JSON may escape it, but no UTF-8 file holds it."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError(f"{name} holds half of a character (a lone surrogate)")
    return text


def _evidence(value: object) -> tuple[Evidence, ...]:
    return tuple(Evidence(*pair) for pair in _pairs(value, "evidence", ("doc", "quote")))


def _pairs(
    value: object, name: str, keys: tuple[str, str], may_be_empty: bool = False
) -> Iterator[tuple[str, str]]:
    """Read objects with two texts; ``may_be_empty`` tells whether the second may."""
    for part in _list(value, name):
        if not isinstance(part, dict):
            raise ValueError(f"{name} must hold objects with {keys[0]} and {keys[1]}")
        try:
            empty = may_be_empty and part.get(keys[1]) == ""
            yield _text(part, keys[0]), "" if empty else _text(part, keys[1])
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None


def _kind(value: object) -> str:
    """Name a JSON value's kind for a message."""
    if value is None:
        return "absent"
    return "empty" if value == "" else type(value).__name__
