"""An answer in a model's words: each sentence checked, the extractive answer where none passes."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import REFUSAL, Prose
from assistant.listener import Heard, unheard
from assistant.llm.borne_out import Check, passage_of
from assistant.llm.calls import Tools
from assistant.llm.client import Model, ModelUnavailable, Usage
from assistant.llm.prompt import PromptError, size
from assistant.llm.talk import Talk
from assistant.llm.tools import Source, look_up, offered, rule
from assistant.llm.verify import Claim, claims, whole
from index.tokens import count_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.answer import Answer
    from assistant.llm.tools import Ground
    from assistant.retrieve import Hit

FOR_SEARCHES = 0.35  # of the budget, that is left for what a model looks up
NONE_PASSED = "no sentence of its answer is borne out by the passages"
REFUSED = "it finds no answer in the passages"
ENDLESS = "it goes on searching instead of answering"


@dataclass(frozen=True, slots=True)
class Writer:
    """Has a model write answers.

    Attributes:
        model: what writes.
        budget: tokens that a question may take, with its passages and what is looked up.
        most: tokens that an answer may take.
        strike: whether what is not borne out is shown struck through, rather than left out.
        prices: of a million tokens read and written, in any currency; None where unknown.
        rounds: in which the model may look further before it answers; 0: it may not.
    """

    model: Model
    budget: int = 6000
    most: int = 500
    strike: bool = True
    prices: tuple[float, float] | None = None
    rounds: int = 0

    def written(
        self, answer: Answer, hits: Sequence[Hit], ground: Ground, heard: Heard = unheard
    ) -> Answer:
        """Give the answer in the model's words, or ``answer`` with the reason why not.

        What was worked out from the ledger stays as it is.

        Args:
            answer: the extractive one.
            hits: the passages for its question, best first.
            ground: where it may be answered from.
            heard: is told the answer anew with each sentence that is borne out.

        Raises:
            Left: ``heard`` says that nobody waits any more; the model's request is ended.
        """
        if answer.query or not hits:
            return answer
        heard(None)
        started, usage = time.perf_counter(), Usage()
        check = Check(answer, ground.library)
        try:
            with usage.timed():
                sources = list(map(Source, hits))
                text = self._text(answer.standalone, sources, ground, check, usage, heard)
        except (ModelUnavailable, PromptError) as error:
            return replace(answer, prose=self._prose(usage, str(error)))
        if REFUSAL.rstrip(".") in text:
            return replace(answer, prose=self._prose(usage, REFUSED))
        made, unsupported = check.answer([*claims(text)])
        struck = unsupported if self.strike else ()
        if made is None:
            return replace(answer, prose=self._prose(usage, NONE_PASSED, struck))
        lap = ("write and check", 1000.0 * (time.perf_counter() - started))
        prose = self._prose(usage, "", struck)
        return replace(made, prose=prose, timings=(*answer.timings, lap))

    def _text(
        self,
        question: str,
        sources: list[Source],
        ground: Ground,
        check: Check,
        usage: Usage,
        heard: Heard,
    ) -> str:
        """Have the model answer, after as many rounds of looking further as it wants and may.

        What it writes beside its calls is no answer, and not kept.
        """
        left, talk = self.rounds, self._talk(question, sources, ground)
        del sources[talk.shown :]
        check.show(sources)
        ends = time.monotonic() + self.model.seconds
        while True:
            tools = Tools(offered(), may_call=left > 0) if self.rounds else None
            asked = self.model.stream(talk.messages, self.most, usage, tools, ends)
            with closing(asked) as pieces:
                text = _listened(pieces, lambda said: check.answer(said)[0], heard)
            if not tools or not tools.calls or (text.strip() and not left):
                return text
            if not left:
                raise ModelUnavailable(ENDLESS)
            calls = talk.take(tools.calls)
            for call in calls:
                heard(None)
                usage.searches += 1
                found = look_up(call, ground, sources)
                passages = [passage_of(ground.library, one) for one in found.sources]
                fresh = found.sources[: talk.answer(call, found.note, passages)]
                sources += fresh
                check.show(fresh)
            left = left - 1 if calls else 0

    def _talk(self, question: str, sources: Sequence[Source], ground: Ground) -> Talk:
        """Begin to ask; where the model may look further, a part of the budget is left for it."""
        functions = size(offered(), count_tokens) if self.rounds else 0
        talk = Talk(self.budget - functions, count_tokens)
        room = int(FOR_SEARCHES * self.budget) if self.rounds else 0
        passages = [passage_of(ground.library, one) for one in sources]
        talk.begin(question, passages, room, rule(self.rounds) if self.rounds else "")
        if not talk.shown:
            raise PromptError(f"no passage fits the budget of {self.budget} tokens")
        return talk

    def _prose(self, usage: Usage, why: str, struck: tuple[str, ...] = ()) -> Prose:
        return Prose(
            model=self.model.name,
            host=self.model.host,
            why=why,
            struck=struck,
            read=usage.read,
            written=usage.written,
            cost=usage.cost(self.prices),
            searches=usage.searches,
            seconds=usage.seconds,
        )


def _listened(
    pieces: Iterable[str], made: Callable[[Sequence[Claim]], Answer | None], heard: Heard
) -> str:
    """Join the pieces of a text; what is told is ``made`` anew when a further sentence is whole."""
    text, count, partial = "", 0, None
    for piece in pieces:
        text += piece
        said = whole(text) if piece else ()
        if len(said) > count:
            count, fuller = len(said), made(said)
            partial = partial if fuller == partial else fuller
        heard(partial)
    return text
