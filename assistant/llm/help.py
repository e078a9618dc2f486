"""Models help to find passages: follow-ups written anew, answers imagined, passages ranked."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.answer import Helped
from assistant.conversation import Resolved, resolve
from assistant.llm.client import Model, ModelUnavailable, Usage
from assistant.llm.prompt import Message, PromptError, size, template
from assistant.llm.rerank import NotRanked, Reranker
from assistant.llm.rerank import order as order_of
from assistant.llm.rewrite import NotKept, followup, kept, without_thought
from index.tokens import count_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from assistant.answer import Turn
    from assistant.listener import Heard
    from assistant.retrieve import Hit

SHARE = 0.25  # of the seconds of an answer, that each of the two may take
_MOST = 400  # tokens that either may take; some models think before they write
_LONGEST = 1200  # characters of a passage that is searched with
_FAILED = ModelUnavailable, NotKept, PromptError


@dataclass(frozen=True, slots=True)
class Helper:
    """What a model is asked for before a search.

    Attributes:
        model: what is asked; None where only a reranker is.
        rewrite: whether it writes follow-ups anew, to stand alone.
        expand: whether it writes a passage that would answer, to search with.
        budget: tokens that a request may take.
        prices: of a million tokens read and written; None where unknown.
        reranker: what ranks the passages that were found; None: they stay as they are.
    """

    model: Model | None = None
    rewrite: bool = False
    expand: bool = False
    budget: int = 6000
    prices: tuple[float, float] | None = None
    reranker: Reranker | None = None

    @property
    def seconds(self) -> float:
        """How long it may take over one question in all."""
        asked = int(self.rewrite) + int(self.expand)
        own = asked * SHARE * self.model.seconds if self.model else 0.0
        return own + (self.reranker.model.seconds if self.reranker else 0.0)

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
        model = self.helper.model
        if not (model and self.helper.rewrite and history):
            return own(question, history)
        try:
            asked, said = followup(question, history, self.helper.budget, count_tokens)
            line = kept(self._text(model, asked), question, said)
        except _FAILED as error:
            self.failed.append(f"question not rewritten by {_who(model)}: {error}")
            return own(question, history)
        what = "question rewritten" if line != question else "question left as asked"
        self.done.append(f"{what} by {_who(model)}")
        return own(line, ())

    def passage(self, question: str) -> str:
        """Give a passage that would answer a question, as a model imagines it; empty for none.

        Its words are searched with and nothing else: it is neither shown nor cited.

        Raises:
            Left: nobody waits any more.
        """
        model = self.helper.model
        if not (model and self.helper.expand):
            return ""
        asked = [
            {"role": "system", "content": template("expand.md")},
            {"role": "user", "content": question},
        ]
        try:
            if size(asked, count_tokens) > self.helper.budget:
                raise PromptError(f"it takes more than the budget of {self.helper.budget} tokens")
            text = " ".join(without_thought(self._text(model, asked)).split())[:_LONGEST]
            if not text:
                raise NotKept("it wrote nothing")
        except _FAILED as error:
            self.failed.append(f"search not widened by {_who(model)}: {error}")
            return ""
        self.done.append(f"search widened by {_who(model)}")
        return text

    def pool(self, k: int) -> int:
        """Tell how many passages are to be found where ``k`` are to be read."""
        return max(k, self.helper.reranker.passages) if self.helper.reranker else k

    def ranked(self, question: str, hits: list[Hit], text: Callable[[Hit], str]) -> list[Hit]:
        """Give passages in the order of the reranker, or as they are.

        Args:
            question: standing alone.
            hits: the passages, best first; those beyond what is sent are left behind.
            text: gives what is sent of a passage.

        Raises:
            Left: nobody waits any more.
        """
        reranker = self.helper.reranker
        if reranker is None or len(hits) < 2:
            return hits
        sent = hits[: reranker.passages]
        try:
            reply = self._whole(reranker.asked(question, [text(hit) for hit in sent]))
            order = order_of(reply, len(sent))
        except (ModelUnavailable, NotRanked) as error:
            self.failed.append(f"passages not ranked by {_who(reranker.model)}: {error}")
            return hits
        self.done.append(f"passages ranked by {_who(reranker.model)}")
        return [sent[at] for at in order] + hits[len(sent) :]

    def told(self) -> Helped | None:
        """Tell how the model fared; None where it was not asked."""
        if not (self.done or self.failed):
            return None
        return Helped(
            done=tuple(self.done),
            failed=tuple(self.failed),
            read=self.usage.read,
            written=self.usage.written,
            cost=self.usage.cost(self.helper.prices),
            seconds=self.usage.seconds,
        )

    def _text(self, model: Model, asked: Sequence[Message]) -> str:
        quick = replace(model, seconds=SHARE * model.seconds)
        return self._whole(quick.complete(asked, _MOST, self.usage))

    def _whole(self, coming: Generator[str]) -> str:
        text = ""
        with self.usage.timed(), closing(coming) as pieces:
            for piece in pieces:
                text += piece
                self.heard(None)
        return text


def _who(model: Model) -> str:
    return f"{model.name} at {model.host}"
