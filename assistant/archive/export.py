"""A conversation as a markdown text or a JSON object, to be kept elsewhere; pure.

In markdown every character of questions and documents is escaped, so that none of it acts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.amounts import counted
from assistant.answer import Status
from assistant.batch import record
from assistant.citations import differ, place
from assistant.confidence import in_words
from assistant.scope.within import to_record
from assistant.visible import one_line

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.archive.exchange import Exchange
    from assistant.archive.store import Conversation

_ACTING = re.compile(r"([\\`*_{}\[\]()#+\-!|$~.>=:^@])")


def to_markdown(conversation: Conversation) -> str:
    """Write a conversation with every quote and its place."""
    lines = [f"# {inert(conversation.title)}"]
    for number, exchange in enumerate(conversation.exchanges, start=1):
        lines += [f"## {number}\\. {inert(exchange.question)}", *_reply(exchange)]
    return "\n\n".join(lines) + "\n"


def to_record_of(conversation: Conversation) -> dict[str, Any]:
    """Write a conversation as an object; each answer as in the batch form, with its receipt."""
    return {
        "title": conversation.title,
        "begun": conversation.begun,
        "questions": [
            {
                "question": exchange.question,
                "note": exchange.note,
                "answer": None
                if exchange.answer is None
                else _record(exchange.id, exchange.answer),
                "receipt": exchange.receipt,
            }
            for exchange in conversation.exchanges
        ],
    }


def _record(name: str, answer: Answer) -> dict[str, Any]:
    within = to_record(answer.searched.within)
    return {**record(name, answer), "index_version": answer.index_version, "within": within}


def _reply(exchange: Exchange) -> Iterator[str]:
    answer = exchange.answer
    if answer is None:
        yield f"*{inert(exchange.note)}*"
        return
    if answer.searched.within:
        yield f"Within {inert(str(answer.searched.within))}"
    if answer.status is Status.ABSTAINED:
        yield f"**{inert(answer.searched.refusal)}**"
        yield f"Searched {counted(answer.searched.documents, 'document')}\\."
        return
    yield f"**{inert(answer.short)}**"
    if differs := differ(answer):
        yield inert(differs)
    for sentence in answer.sentences:
        marks = " ".join(f"\\[{number}\\]" for number in sentence.citations)
        yield f"{inert(sentence.text)} {marks}"
    yield from map(inert, answer.by_models())
    yield f"*{in_words(answer.confidence)}; index {inert(answer.index_version)}*"
    yield from map(_source, answer.citations)


def _source(citation: Citation) -> str:
    told = inert(place(citation))
    return f"\\[{citation.number}\\] {told}\n> {inert(citation.quote)}"


def inert(text: str) -> str:
    """Write a text on one line with nothing in it that markdown or HTML would act on."""
    return _ACTING.sub(r"\\\1", html.escape(one_line(text), quote=False))
