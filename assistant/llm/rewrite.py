"""Whether a question that a model wrote anew says no more than the conversation; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.llm.prompt import Message, PromptError, fill, size, template, unmarked
from assistant.llm.verify import figures, is_named, without_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Turn
    from assistant.llm.prompt import Count

LONGEST = 400  # characters of a question that is written anew
_TURNS = 8
_LONGEST_TURN = 600  # characters of a question or an answer that are sent
_THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_QUOTED = re.compile(r"[\"“”'*`\s]*(.*?)[\"“”'*`\s]*", re.DOTALL)
# A capital that only opens the question makes no name; question words are known as such.
_OPENER = re.compile(
    r"(?:Compare|Describe|Explain|Summari[sz]e|Outline|Regarding|Concerning|Considering)\b"
)


class NotKept(Exception):
    """What a model wrote is not used; the message is one line that says why."""


def followup(
    question: str, history: Sequence[Turn], budget: int, count: Count
) -> tuple[list[Message], str]:
    """Write the messages that ask for a question to be written anew, within a budget.

    Returns:
        The messages, and the words of the conversation that they hold.

    Raises:
        PromptError: not even the question fits.
    """
    for first in range(max(0, len(history) - _TURNS), len(history) + 1):
        turns = [(t.question[:_LONGEST_TURN], t.answer[:_LONGEST_TURN]) for t in history[first:]]
        lines = [f"Question: {asked}\nAnswer: {said or '-'}" for asked, said in turns]
        told = fill(
            template("followup.md"),
            conversation=unmarked("\n".join(lines)),
            question=question,
        )
        asked = [
            {"role": "system", "content": template("rewrite.md")},
            {"role": "user", "content": told},
        ]
        if size(asked, count) <= budget:
            return asked, " ".join([question, *(part for turn in turns for part in turn)])
    raise PromptError(f"the question alone takes more than the budget of {budget} tokens")


def kept(text: str, question: str, said: str) -> str:
    """Give a question as a model wrote it anew, if it may take the place of the one asked.

    Args:
        text: what the model wrote.
        question: as asked.
        said: the words of the conversation, the question among them.

    Raises:
        NotKept: it is no single line, too long, or has a name, a figure or a link that was not
            said; or it has lost one that was asked for.
    """
    line = without_thought(text)
    if not line:
        raise NotKept("it wrote nothing")
    if len(line.splitlines()) > 1:
        raise NotKept("it wrote more than one line")
    if len(line) > LONGEST:
        raise NotKept(f"it wrote more than {LONGEST} characters")
    if without_links(line) != line:
        raise NotKept("it wrote a link")
    opener = _OPENER.match(line)
    if not _says_no_more(line[opener.end() :] if opener else line, said):
        raise NotKept("it named what was not spoken of")
    if not _says_no_more(question, line):
        raise NotKept("it left out what was asked for")
    return line


def without_thought(text: str) -> str:
    """Take away what some models write of their thoughts, and quotation marks around the rest."""
    found = _QUOTED.fullmatch(_THOUGHT.sub("", text, count=1))
    return found[1] if found else ""


def _says_no_more(text: str, source: str) -> bool:
    return figures(text) <= figures(source) and is_named(text, source)
