"""A model helps to find passages: it writes a follow-up anew, and words that an answer may use."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.answer import Helped
from assistant.conversation import Resolved, resolve
from assistant.llm.client import Model, ModelUnavailable, Usage
from assistant.llm.prompt import Message, PromptError, size, template
from assistant.llm.rewrite import NotKept, followup, kept, without_thought
from index.tokens import count_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answer import Turn
    from assistant.listener import Heard

SHARE = 0.25  # of the seconds of an answer, that each of the two may take
_MOST = 400  # tokens that either may take; some models think before they write
_LONGEST = 1200  # characters of a passage that is searched with
_FAILED = ModelUnavailable, NotKept, PromptError


@dataclass(frozen=True, slots=True)
class Helper:
    """What a model is asked for before a search.

    Attributes:
        model: what is asked.
        rewrite: whether it writes follow-ups anew, to stand alone.
        expand: whether it writes a passage that would answer, to search with.
        budget: tokens that a request may take.
        prices: of a million tokens read and written; None where unknown.
    """

    model: Model
    rewrite: bool = False
    expand: bool = False
    budget: int = 6000
    prices: tuple[float, float] | None = None

    def help(self, heard: Heard) -> Help:
        """Begin to help with one question; ``heard`` is as for ``Assistant.ask``."""
        return Help(self, heard)


@dataclass(slots=True)
class Help:
    """What a model does for one question; where it fails, all is as without it."""

    helper: Helper
    heard: Heard
    usage: Usage = field(default_factory=Usage)
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def resolve(
        self,
        question: str,
        history: Sequence[Turn],
        own: Callable[[str, Sequence[Turn]], Resolved] = resolve,
    ) -> Resolved:
        """Understand a question after earlier turns, by the model or as without one.

        Args:
            question: as asked.
            history: earlier turns, oldest first.
            own: understands it without a model.

        Raises:
            Left: nobody waits any more.
        """
        if not (self.helper.rewrite and history):
            return own(question, history)
        try:
            asked, said = followup(question, history, self.helper.budget, count_tokens)
            line = kept(self._text(asked), question, said)
        except _FAILED as error:
            self.failed.append(f"question not rewritten: {error}")
            return own(question, history)
        self.done.append("question rewritten" if line != question else "question left as asked")
        return own(line, ())

    def passage(self, question: str) -> str:
        """Give a passage that would answer a question, as a model imagines it; empty for none.

        Its words are searched with and nothing else: it is neither shown nor cited.

        Raises:
            Left: nobody waits any more.
        """
        if not self.helper.expand:
            return ""
        asked = [
            {"role": "system", "content": template("expand.md")},
            {"role": "user", "content": question},
        ]
        try:
            if size(asked, count_tokens) > self.helper.budget:
                raise PromptError(f"it takes more than the budget of {self.helper.budget} tokens")
            text = " ".join(without_thought(self._text(asked)).split())[:_LONGEST]
            if not text:
                raise NotKept("it wrote nothing")
        except _FAILED as error:
            self.failed.append(f"search not widened: {error}")
            return ""
        self.done.append("search widened")
        return text

    def told(self) -> Helped | None:
        """Tell how the model fared; None where it was not asked."""
        if not (self.done or self.failed):
            return None
        return Helped(
            model=self.helper.model.name,
            host=self.helper.model.host,
            done=tuple(self.done),
            failed=tuple(self.failed),
            read=self.usage.read,
            written=self.usage.written,
            cost=self.usage.cost(self.helper.prices),
        )

    def _text(self, asked: Sequence[Message]) -> str:
        model = replace(self.helper.model, seconds=SHARE * self.helper.model.seconds)
        text = ""
        with closing(model.complete(asked, _MOST, self.usage)) as pieces:
            for piece in pieces:
                text += piece
                self.heard(None)
        return text
