"""Question and passages to the messages for a model, within a budget of tokens; pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.answer import REFUSAL

Message = dict[str, Any]
Count = Callable[[str], int]

MARGIN = 1.3  # tokens of another model's encoding for one of ours, with room to spare
_OVERHEAD = 12  # tokens that a protocol adds around a message
_FIELD = re.compile(r"\{(\w+)\}")


class PromptError(Exception):
    """A template and the values for it do not fit each other, or a question fits no budget."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is shown of a passage.

    Attributes:
        title: of its document.
        issued: the document's date; may be empty.
        section: the headings over it; may be empty.
        text: the passage.
        about: what a fact in it is of; may be empty.
    """

    title: str
    issued: str
    section: str
    text: str
    about: str = ""


def messages(question: str, passages: Sequence[Passage], more: str = "") -> list[Message]:
    """Write the messages.

    Args:
        question: standing alone.
        passages: are numbered from 1 in their order.
        more: rules besides those for every answer.
    """
    asked = fill(
        template("question.md"),
        question=question,
        passages=quoted(passages, 1),
        count=str(len(passages)),
    )
    rules = fill(template("rules.md"), refusal=REFUSAL)
    return [
        {"role": "system", "content": f"{rules}\n{more}" if more else rules},
        {"role": "user", "content": asked},
    ]


def fitting(
    question: str, passages: Sequence[Passage], budget: int, count: Count, more: str = ""
) -> int:
    """Tell how many of the passages, from the first on, keep the messages within a budget.

    Args:
        question: standing alone.
        passages: best first.
        budget: tokens of the model's own encoding that the messages may take.
        count: counts tokens of ours.
        more: as for ``messages``.

    Raises:
        PromptError: not even the question fits.
    """
    for most in range(len(passages), -1, -1):
        if size(messages(question, passages[:most], more), count) <= budget:
            return most
    raise PromptError(f"the question alone takes more than the budget of {budget} tokens")


def size(written: Sequence[Mapping[str, Any]], count: Count) -> int:
    """Estimate the tokens of messages, or of functions, in another model's encoding, from above."""
    return int(MARGIN * sum(count(_words(one)) for one in written)) + _OVERHEAD * len(written)


def _words(message: Mapping[str, Any]) -> str:
    """Give what a model reads of a message: its content, and all else as it is sent."""
    besides = {name: told for name, told in message.items() if name not in ("role", "content")}
    return (message.get("content") or "") + (json.dumps(besides) if besides else "")


def fill(text: str, **values: str) -> str:
    """Put values into a template; a brace within a value stays as it is.

    Raises:
        PromptError: a value is missing, or has no place.
    """
    places = set(_FIELD.findall(text))
    if places != values.keys():
        raise PromptError(f"the template wants {sorted(places)}, and is given {sorted(values)}")
    return _FIELD.sub(lambda place: values[place[1]], text)


@cache
def template(name: str) -> str:
    """Read a template that ships with the package."""
    return files("assistant.llm").joinpath(name).read_text(encoding="utf-8").strip()


def quoted(passages: Sequence[Passage], first: int) -> str:
    """Quote passages under their numbers, counted from ``first``."""
    return "\n\n".join(_quoted(number, one) for number, one in enumerate(passages, start=first))


def _quoted(number: int, passage: Passage) -> str:
    about = " ".join(
        f'{name}="{_plain(value)}"'
        for name, value in (
            ("number", str(number)),
            ("document", passage.title),
            ("issued", passage.issued),
            ("section", passage.section),
            ("about", passage.about),
        )
        if value
    )
    return f"<passage {about}>\n{unmarked(passage.text)}\n</passage>"


def _plain(value: str) -> str:
    return " ".join(unmarked(value).replace('"', "'").split())


def unmarked(text: str) -> str:
    """Keep a text from closing its own quotation, or from citing by number."""
    return re.sub(r"\[(\d+)\]", r"(\1)", text.replace("<", "‹").replace(">", "›"))
