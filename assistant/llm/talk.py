"""What passes between the assistant and a model for one answer, within a budget of tokens; pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.llm.calls import Call
from assistant.llm.prompt import Message, fitting, messages, quoted, size
from assistant.llm.tools import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.llm.prompt import Count, Passage

MOST_CALLS = 4  # of one round that are answered
_LONGEST = 600  # characters of a call's arguments that are sent back
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


@dataclass(slots=True)
class Talk:
    """The messages so far; they never take more than the budget.

    Attributes:
        budget: tokens of the model's own encoding.
        count: counts tokens of ours.
        messages: as they are sent.
        shown: how many passages they hold.
    """

    budget: int
    count: Count
    messages: list[Message] = field(default_factory=list)
    shown: int = 0

    def begin(self, question: str, passages: Sequence[Passage], room: int, more: str) -> None:
        """Ask a question, with as many of the passages as fit.

        Args:
            question: standing alone.
            passages: best first.
            room: tokens to be left for what a model looks up.
            more: rules besides those for every answer.

        Raises:
            PromptError: not even the question fits.
        """
        self.shown = fitting(question, passages, self.budget - room, self.count, more)
        self.messages = messages(question, passages[: self.shown], more)

    def take(self, calls: Sequence[Call]) -> tuple[Call, ...]:
        """Take in the calls of one round, each still without a result.

        Returns:
            Those that fit the budget, with the identifiers that they have from now on.
        """
        before = [*self.messages]
        used = {one.get("tool_call_id") for one in before}
        kept: list[Call] = []
        for at, call in enumerate(calls[:MOST_CALLS]):
            own = f"call_{len(before)}_{at}" if call.id in used | {""} else call.id
            kept.append(Call(own, call.name, call.arguments))
            used.add(own)
        while kept:
            self.messages = [*before, _asked(kept), *map(_unanswered, kept)]
            if size(self.messages, self.count) <= self.budget:
                return tuple(kept)
            kept.pop()
        self.messages = before
        return ()

    def answer(self, call: Call, note: str, passages: Sequence[Passage]) -> int:
        """Answer a call that was taken in, with as many of the passages as fit.

        Returns:
            How many these are; they are numbered on from those shown.
        """
        reply = next(one for one in reversed(self.messages) if one.get("tool_call_id") == call.id)
        without = reply["content"]
        for most in range(len(passages), -1, -1):
            lines = (note, quoted(passages[:most], self.shown + 1))
            reply["content"] = "\n\n".join(filter(None, lines))
            if reply["content"] and size(self.messages, self.count) <= self.budget:
                self.shown += most
                return most
        reply["content"] = without
        return 0


def _sent_back(call: Call) -> Call:
    """Give a call as it is sent back: what is no name or no JSON breaks some servers."""
    try:
        arguments = json.loads(call.arguments or "{}")
    except (ValueError, RecursionError):
        arguments = {}
    short = json.dumps(arguments) if isinstance(arguments, dict) else "{}"
    return Call(
        call.id,
        call.name if _NAME.fullmatch(call.name) else "unknown",
        short if len(short) <= _LONGEST else "{}",
    )


def _asked(calls: Sequence[Call]) -> Message:
    made = [
        {
            "id": call.id,
            "type": "function",
            "function": {"name": call.name, "arguments": call.arguments},
        }
        for call in map(_sent_back, calls)
    ]
    return {"role": "assistant", "content": "", "tool_calls": made}


def _unanswered(call: Call) -> Message:
    return {"role": "tool", "tool_call_id": call.id, "content": told("full")}
