"""A question of a conversation and what came of it, as shown and as stored."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Turn
from assistant.freshness import Freshness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import TypeAdapter

UNREADABLE = "This answer was kept by another version of Briefings; ask the question again."


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of a conversation and what came of it.

    Attributes:
        question: as typed.
        answer: None when none was given.
        note: shown where there is no answer.
        pending: whether an answer may still come.
        fresh: how old the index was when the answer came.
        receipt: what the answer can be replayed from, as ``assistant.archive.receipt`` makes it;
            None where there is no answer.
        id: tells an answer from all others; empty where there is none.
    """

    question: str
    answer: Answer | None = None
    note: str = ""
    pending: bool = False
    fresh: Freshness | None = None
    receipt: dict[str, Any] | None = field(default=None, compare=False)
    id: str = field(default="", compare=False)


def turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Give the answered questions of a conversation, oldest first, for a follow-up."""
    return tuple(
        Turn(exchange.question, exchange.answer.short)
        for exchange in exchanges
        if exchange.answer is not None
    )


def to_json(exchange: Exchange) -> str:
    """Write an exchange as JSON; half of a surrogate pair, which is no text, becomes ``?``."""
    told = _adapter().dump_python(exchange)
    return stored(json.dumps(told, ensure_ascii=False))


def from_json(text: str, question: str, name: str) -> Exchange:
    """Read what ``to_json`` wrote; what another version wrote otherwise keeps its question."""
    try:
        return _adapter().validate_json(text)
    except ValueError:
        return Exchange(question, note=UNREADABLE, id=name)


def words(exchange: Exchange) -> str:
    """Give what an exchange is found by: question, answer and sources, for any case."""
    parts = [exchange.question]
    if exchange.answer:
        parts += [exchange.answer.short, *(one.text for one in exchange.answer.sentences)]
        parts += [*exchange.answer.items, *(one.title for one in exchange.answer.citations)]
    return stored(" ".join(parts)).casefold()


def stored(text: str) -> str:
    """Give a text as it can be stored: half of a surrogate pair is no UTF-8."""
    return text.encode(errors="replace").decode()


@cache
def _adapter() -> TypeAdapter[Exchange]:
    from pydantic import TypeAdapter

    return TypeAdapter(Exchange)
