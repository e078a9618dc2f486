"""Public question sets to examples for the reader: a question, a passage, where it answers.

A folder holds ``corpus.jsonl`` (``doc_id``, ``title``, ``text``) and ``questions.jsonl``
(``question``, ``answers``, ``doc_ids``, ``evidence``; ``items``, each in its variants, in place of
``answers`` where several things answer together; and, where no passage answers, ``context_id``: the
passage that the question was written against).
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from index.keywords import fold, match_query

_PUBLIC = ("squad-v2-dev", "squad-v1.1-dev-extra", "tatqa")
OWN = Path(__file__).parent / "briefings"  # the set that ships; see its README.md
_HELD_OUT = 10  # one article in so many is never trained on
_ITEMS = 3  # of those that answer a question together; each is an example by itself
_SOUGHT, _RIVALS = 8, 4  # passages that a search gives; of those that do not answer, the first
_YEARS = (-3, -2, -1, 1, 2, 3)  # from the year asked for to another
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
# What a question counts, measures or tells of; swapped for that of another question.
_WORD = re.compile(r"(?<=[a-z] )[a-z]{5,}(?= [a-z])")


@dataclass(frozen=True, slots=True)
class Example:
    """A question put to a passage.

    Attributes:
        question: the question.
        heading: what stands over the passage.
        passage: the passage.
        start: offset of the answer in it; None where it does not answer.
        end: offset after the answer; None where it does not answer.
        rival: heading and text of a passage that a search confuses with one that answers, or None.
    """

    question: str
    heading: str
    passage: str
    start: int | None = None
    end: int | None = None
    rival: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, with the passage that it is about.

    Attributes:
        question: the question.
        document: id of the passage that it was written against.
        answers: accepted answers, the first one preferred; empty where none answers.
        evidence: the sentences that hold an answer; may be empty.
        together: whether the answers are items that answer only together.
    """

    question: str
    document: str
    answers: tuple[str, ...]
    evidence: tuple[str, ...]
    together: bool = False


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A folder read: title and text of each passage by its id, and the questions."""

    passages: Mapping[str, tuple[str, str]]
    questions: tuple[Asked, ...]


def sets(public: Path) -> list[Path]:
    """List the folders that the reader is trained on: those in ``public``, and the set that ships.

    The last one is the set that ships.
    """
    return [*(public / name for name in _PUBLIC), OWN]


def read_set(folder: Path) -> QuestionSet:
    """Read a folder; questions that name no single passage are left out."""
    corpus = _lines(folder / "corpus.jsonl")
    passages = {row["doc_id"]: (row["title"], row["text"]) for row in corpus}
    questions = []
    for row in _lines(folder / "questions.jsonl"):
        documents = row["doc_ids"] or [row.get("context_id")]
        if len(documents) == 1 and documents[0] in passages and row.get("type") != "numeric":
            items, evidence = row.get("items") or [], row.get("evidence") or []
            answers = [variants[0] for variants in items] or row.get("answers") or []
            questions.append(
                Asked(row["question"], documents[0], tuple(answers), tuple(evidence), bool(items))
            )
    return QuestionSet(passages, tuple(questions))


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as opened:
        yield from map(json.loads, opened)


def is_held_out(document: str) -> bool:
    """Whether a passage's article is kept for testing: a fixed tenth, by a hash of its name."""
    article = document.split("#")[0]
    return int(sha256(article.encode()).hexdigest(), 16) % _HELD_OUT == 0


def examples(found: QuestionSet, *, held_out: bool, seed: int = 0) -> Iterator[Example]:
    """Give each question with its passage and one that a search confuses with it, and altered.

    Args:
        found: the question set.
        held_out: whether to give the articles kept for testing, or all others.
        seed: of the choice among the passages confused.
    """
    chance = random.Random(seed)
    search = Search(found.passages)
    names, words = (
        sorted({word for asked in found.questions for word in kind.findall(asked.question)})
        for kind in (_NAME, _WORD)
    )
    for asked in found.questions:
        if is_held_out(asked.document) is not held_out:
            continue
        title, text = found.passages[asked.document]
        own = list(_own(asked, title, text))
        if not own:
            continue
        if own[0].start is None:
            yield from own
            continue
        for example in own if len(own) <= _ITEMS else chance.sample(own, _ITEMS):
            yield replace(example, rival=_rival(search, asked, chance))
        for altered in near_misses(asked.question, text, names, words, chance):
            yield Example(altered, title, text)


def _own(asked: Asked, title: str, text: str) -> Iterator[Example]:
    """Place the answer, or each of its items, in the passage; else none."""
    if not asked.answers:
        yield Example(asked.question, title, text)
    placed = (
        Example(asked.question, title, text, start, start + len(answer))
        for answer in asked.answers
        if (start := _place(answer, (*asked.evidence, text), text)) is not None
    )
    yield from placed if asked.together else islice(placed, 1)


def _place(answer: str, sentences: Sequence[str], text: str) -> int | None:
    for sentence in sentences:
        at = text.find(sentence)
        start = text.find(answer, at, at + len(sentence)) if at >= 0 else -1
        if start >= 0:
            return start
    return None


def near_misses(
    question: str, passage: str, names: Sequence[str], words: Sequence[str], chance: random.Random
) -> Iterator[str]:
    """Alter a question so that its passage answers it no more.

    Args:
        question: a question that the passage answers.
        passage: the passage.
        names: names to take another one from.
        words: common words to take another one from.
        chance: chooses.

    Yields:
        The question with another year or else another name, and with another word; neither where
        the question has nothing of the passage's to alter.
    """
    yield from islice(_altered(question, passage, ((_YEAR, ()), (_NAME, names)), chance), 1)
    yield from islice(_altered(question, passage, ((_WORD, words),), chance), 1)


def _altered(
    question: str,
    passage: str,
    kinds: Sequence[tuple[re.Pattern[str], Sequence[str]]],
    chance: random.Random,
) -> Iterator[str]:
    for kind, others in kinds:
        for found in kind.finditer(question):
            if found[0] not in passage:
                continue
            year = int(found[0]) if kind is _YEAR else 0
            other = str(year + chance.choice(_YEARS)) if year else chance.choice(others)
            if other not in passage:
                yield question[: found.start()] + other + question[found.end() :]


def _rival(search: Search, asked: Asked, chance: random.Random) -> tuple[str, str] | None:
    """Choose among the passages that a search finds and that hold no accepted answer."""
    answers = [answer.lower() for answer in asked.answers]
    others = (
        search.passages[name]
        for name in search.find(asked.question, _SOUGHT)
        if name != asked.document
    )
    found = [one for one in others if not any(answer in one[1].lower() for answer in answers)]
    return chance.choice(found[:_RIVALS]) if found else None


class Search:
    """BM25 over the passages of a question set, by the index's own rules for words."""

    def __init__(self, passages: Mapping[str, tuple[str, str]]) -> None:
        self.passages = passages
        self._names = list(passages)
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5(text, tokenize='porter unicode61')"
        )
        rows = ((number, fold(" ".join(passages[name]))) for number, name in enumerate(passages))
        self._connection.executemany("INSERT INTO words(rowid, text) VALUES (?,?)", rows)

    def find(self, question: str, k: int) -> list[str]:
        """Give the ids of the ``k`` best passages, best first, ties by their order."""
        query = match_query(question)
        if not query:
            return []
        rows = self._connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT ?",
            (query, k),
        )
        return [self._names[number] for (number,) in rows]
