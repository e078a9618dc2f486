"""Question and passages to the messages for a model, within a budget of tokens; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.answer import REFUSAL

Message = dict[str, str]
Count = Callable[[str], int]

MARGIN = 1.3  # tokens of another model's encoding for one of ours, with room to spare
_OVERHEAD = 24  # tokens that a protocol adds around two messages
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
    """

    title: str
    issued: str
    section: str
    text: str


def messages(question: str, passages: Sequence[Passage]) -> list[Message]:
    """Write the messages; passages are numbered from 1 in their order."""
    shown = "\n\n".join(_quoted(number, one) for number, one in enumerate(passages, start=1))
    asked = fill(
        template("question.md"), question=question, passages=shown, count=str(len(passages))
    )
    return [
        {"role": "system", "content": fill(template("rules.md"), refusal=REFUSAL)},
        {"role": "user", "content": asked},
    ]


def fitting(question: str, passages: Sequence[Passage], budget: int, count: Count) -> int:
    """Tell how many of the passages, from the first on, keep the messages within a budget.

    Args:
        question: standing alone.
        passages: best first.
        budget: tokens of the model's own encoding that the messages may take.
        count: counts tokens of ours.

    Raises:
        PromptError: not even the question fits.
    """
    for most in range(len(passages), -1, -1):
        if size(messages(question, passages[:most]), count) <= budget:
            return most
    raise PromptError(f"the question alone takes more than the budget of {budget} tokens")


def size(written: Sequence[Message], count: Count) -> int:
    """Estimate the tokens of messages in another model's encoding, from above."""
    return int(MARGIN * sum(count(message["content"]) for message in written)) + _OVERHEAD


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


def _quoted(number: int, passage: Passage) -> str:
    about = " ".join(
        f'{name}="{_plain(value)}"'
        for name, value in (
            ("number", str(number)),
            ("document", passage.title),
            ("issued", passage.issued),
            ("section", passage.section),
        )
        if value
    )
    return f"<passage {about}>\n{_unmarked(passage.text)}\n</passage>"


def _plain(value: str) -> str:
    return " ".join(_unmarked(value).replace('"', "'").split())


def _unmarked(text: str) -> str:
    """Keep a document from closing its own quotation, or from citing by number."""
    return re.sub(r"\[(\d+)\]", r"(\1)", text.replace("<", "‹").replace(">", "›"))
