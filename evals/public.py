"""Public question sets in one common shape, as documents to index and gold questions; pure.

A set has a corpus, ``{"doc_id", "title", "text"}`` with ``"table"`` and ``"paragraphs"`` where the
text ends in a table, and questions, ``{"id", "question", "answers", "doc_ids", "type"}`` with
``"items"``, ``"history"`` and ``"evidence"`` (texts) where they have some. Their evidence is a
sentence, several, or none; ours is the quotes that hold the answer, so they are looked for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evals.gold import Evidence, GoldQuestion, QuestionType, parse_turns, parse_type
from evals.gold_check import DERIVED, answer_faults
from evals.quotes import quote_around
from index.keywords import stems


class Form(StrEnum):
    """Which set it is."""

    SQUAD = "squad"  # Rajpurkar et al. 2018: paragraphs of encyclopaedia articles
    CANARD = "canard"  # Elgohary et al. 2019: questions in a conversation, with their rewrites
    TATQA = "tatqa"  # Zhu et al. 2021: tables with text from financial reports
    BRIEFINGS = "briefings"  # our own gold files


@dataclass(frozen=True, slots=True)
class Source:
    """A text of a corpus.

    Attributes:
        title: of the text, or its id where it has none.
        text: paragraphs, each on a line of its own, then the rows of the table with bars between
            the cells.
        paragraphs: without the table.
        table: rows of cells; empty without one.
    """

    title: str
    text: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


class LeftOut(ValueError):
    """A question that cannot be a gold question of ours; the message is a kind of reason."""


def source_of(record: Mapping[str, Any]) -> Source:
    """Read a record of a corpus.

    Raises:
        KeyError: it has no text.
    """
    paragraphs = record.get("paragraphs") or record["text"].split("\n")
    lines = tuple(
        line for text in paragraphs for part in text.split("\n") if (line := part.strip())
    )
    table = tuple(
        tuple(" ".join(cell.split()) for cell in row) for row in record.get("table") or ()
    )
    rows = (" | ".join(row) for row in table)
    title = " ".join((record.get("title") or record["doc_id"]).split())
    return Source(title, "\n".join([*lines, *rows]), lines, table)


def document_name(doc_id: str, form: Form) -> str:
    """Give the file's name of the document that holds a text: one for each article."""
    article = doc_id.rsplit("#", 1)[0] if form is Form.SQUAD else doc_id
    return re.sub(r"[^\w-]+", "-", article) + ".md"


def markdown(sources: Sequence[Source]) -> str:
    """Write texts as one document under the title of the first."""
    parts = [f"# {_escaped(sources[0].title)}"]
    for source in sources:
        parts += map(_escaped, source.paragraphs)
        if source.table:
            parts.append(_table(source.table))
    return "\n\n".join(parts) + "\n"


def gold_of(record: Mapping[str, Any], form: Form, sources: Mapping[str, Source]) -> GoldQuestion:
    """Make a gold question of a question of the set.

    Args:
        record: as the set has it.
        form: which set it is.
        sources: its corpus, by the ids of the texts.

    Raises:
        LeftOut: it cannot be one; the message says why.
        KeyError: a field is missing, or a text of the corpus.
        ValueError: a field is wrong.
    """
    kind = parse_type(record["type"])
    history = parse_turns(record.get("history") or [])
    note = _note(record, form)
    if kind is QuestionType.UNANSWERABLE:
        return GoldQuestion(record["id"], (), kind, record["question"], history, note=note)
    if kind is QuestionType.CONVERSATIONAL and not history:
        kind = QuestionType.FACTOID
    answers, items = tuple(record["answers"]), tuple(map(tuple, record.get("items") or ()))
    if not (answers or items):
        raise LeftOut("no answer is known")
    evidence = tuple(_evidence(record, form, sources))
    names = dict.fromkeys(one.doc for one in evidence)
    question = GoldQuestion(
        record["id"],
        tuple(names),
        kind,
        record["question"],
        history,
        answers,
        items,
        evidence,
        note,
    )
    if not evidence or any(answer_faults(question)):
        raise LeftOut("no quote of 5 to 60 words holds the answer")
    return question


def _note(record: Mapping[str, Any], form: Form) -> str | None:
    """Keep what our fields have no place for."""
    if form is Form.CANARD and record.get("history"):
        return f"stands alone: {record['rewrite']}"
    if form is Form.SQUAD and record.get("context_id"):
        return f"written against {document_name(record['context_id'], form)}"
    if form is Form.TATQA:
        seen = "asked with the document in view"
        derivation = record.get("derivation", "").strip()
        return f"{DERIVED} {derivation}; {seen}" if derivation else seen
    return None


def _evidence(
    record: Mapping[str, Any], form: Form, sources: Mapping[str, Source]
) -> Iterator[Evidence]:
    """Quote what holds each part of the answer; a part that is not found is left out."""
    doc_id = record["doc_ids"][0]
    source, name = sources[doc_id], document_name(doc_id, form)
    hints = record.get("evidence") or ()
    operands = _operands(record.get("derivation") or "")
    parts = record.get("items") or [record["answers"]]
    if operands:
        parts = [[operand] for operand in operands]
    quotes = [_quote(variants, record["question"], source.text, hints) for variants in parts]
    yield from (Evidence(name, quote) for quote in dict.fromkeys(quotes) if quote)


def _quote(variants: Iterable[str], question: str, text: str, hints: Sequence[str]) -> str | None:
    """Quote the place of the first variant that is found; the likeliest place where there are more.

    A place within a hint comes first, then the one whose quote shares most words with the question.
    """
    wanted = stems(question)
    hinted = [(at, at + len(hint)) for hint in hints if (at := text.find(hint)) >= 0]
    for variant in variants:
        best: tuple[int, int] | None = None
        chosen = None
        for match in _pattern(variant).finditer(text):
            quote = quote_around(text, *match.span())
            if quote is None:
                continue
            inside = any(start <= match.start() < end for start, end in hinted)
            rank = (int(inside), len(wanted & stems(quote)))
            if best is None or rank > best:
                best, chosen = rank, quote
        if chosen:
            return chosen
    return None


def _pattern(part: str) -> re.Pattern[str]:
    """Find words as they stand, and a number with or without commas between its digits."""
    if re.fullmatch(r"[\d,.]+", part):
        digits = r",?".join(map(re.escape, part.replace(",", "")))
        return re.compile(rf"(?<![\d.,]){digits}(?!\d|[.,]\d)")
    words = r"\s+".join(map(re.escape, part.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _operands(derivation: str) -> list[str]:
    """Give what a derivation works on: the parts of a count, the numbers of a sum."""
    if "##" in derivation:
        return [part.strip() for part in derivation.split("##") if part.strip()]
    return re.findall(r"\d(?:[\d,.]*\d)?", derivation)


def _escaped(text: str) -> str:
    """Take from a text what markdown would read as markup."""
    inline = re.sub(r"([\\`*_\[\]<>&|~#])", r"\\\1", text)
    return re.sub(r"^(\d*)([-+.)=])(?=\s|$|\2)", r"\1\\\2", inline)


def _table(rows: Sequence[Sequence[str]]) -> str:
    width = max(map(len, rows))
    lines = [_row([*row, *[""] * (width - len(row))]) for row in rows]
    return "\n".join([lines[0], _row(["---"] * width, escape=False), *lines[1:]])


def _row(cells: Iterable[str], *, escape: bool = True) -> str:
    return "| " + " | ".join(_escaped(cell) if escape else cell for cell in cells) + " |"
