"""A model proposes facts, stretch by stretch of the documents; what it says is kept as it came."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.llm.client import Model, ModelUnavailable, Usage
from assistant.llm.prompt import Message, Passage, PromptError, fill, quoted, size, template
from assistant.llm.rewrite import without_thought
from corpus.documents import Span
from index.facts.forms import FORMS
from index.facts.proposed import KNOWN, Told, further, standing
from index.facts.reading import Reading
from index.facts.store import Wanted
from index.tokens import count_tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from corpus.documents import Document
    from index.facts.fact import Fact
    from index.fill import Progress
    from index.library import Library
    from index.passages import Passage as Stretch
    from index.proposals import Proposals

MOST = 60  # proposals of one reply
_LONGEST = 40_000  # characters of a reply that are looked at
_IN_A_ROW = 3  # requests that fail, after which no more are made
_NONE = re.compile(r"\[\s*\]|\{\s*\}")
_EXAMPLE = {
    "kind": "amount",
    "quote": "In 2019 the fund held around 204 billion yuan",
    "subject": "the fund",
    "value": "around 204 billion yuan",
    "when": "2019",
}


class NoFacts(Exception):
    """A reply that holds nothing of the form asked for; the message is one line that says so."""


@dataclass(frozen=True, slots=True)
class Proposer:
    """Asks a model for facts.

    Attributes:
        model: what is asked.
        budget: tokens that a request may take.
        most: tokens that a reply may take, and the text shown as well, so that it can be quoted.
        prices: of a million tokens read and written; None where unknown.
    """

    model: Model
    budget: int = 6000
    most: int = 500
    prices: tuple[float, float] | None = None

    def stretches(self, document: Document, passages: Iterable[Stretch]) -> Iterator[Span]:
        """Join neighbouring passages of a section, as far as they can be shown together."""
        start = end = -1
        section: tuple[str, ...] = ()
        for passage in passages:
            span = passage.span
            if start >= 0 and (section != passage.section or not self._fits(document, start, span)):
                yield Span(document.id, start, end)
                start = -1
            start, section = (span.start if start < 0 else start), passage.section
            end = span.end
        if start >= 0:
            yield Span(document.id, start, end)

    def _fits(self, document: Document, start: int, last: Span) -> bool:
        text = document.text[start : last.end]
        asked = messages(document, Span(document.id, start, last.end))
        return count_tokens(text) <= self.most and size(asked, count_tokens) <= self.budget

    def ask(self, document: Document, span: Span, usage: Usage) -> Told:
        """Ask for the facts of a stretch.

        Raises:
            ModelUnavailable: there is no answer.
            NoFacts: it is not of the form asked for.
            PromptError: the stretch does not fit the budget.
        """
        asked = messages(document, span)
        if size(asked, count_tokens) > self.budget:
            raise PromptError(f"a passage takes more than the budget of {self.budget} tokens")
        text = "".join(self.model.complete(asked, self.most, usage))
        return Told(span, self.model.name, proposals_of(text))


def messages(document: Document, span: Span) -> list[Message]:
    """Write what a model is asked of a stretch of a document."""
    section = document.section_at(span.start)
    shown = Passage(
        title=document.meta.title,
        issued=document.meta.issued or "",
        section=" › ".join(section.path) if section else "",
        text=document.text[span.start : span.end],
    )
    kinds = "\n".join(
        f"- {kind}: {', '.join(form.needs)}; where told {', '.join(form.may)}. {form.about}."
        for kind, form in FORMS.items()
    )
    rules = fill(template("facts.md"), kinds=kinds, example=json.dumps(_EXAMPLE))
    return [
        {"role": "system", "content": rules},
        {"role": "user", "content": quoted([shown], 1)},
    ]


def proposals_of(text: str) -> tuple[object, ...]:
    """Read the JSON objects of a reply, whatever stands around them; one cut off is left out.

    Raises:
        NoFacts: there is none, nor an empty list.
    """
    said = without_thought(text)[:_LONGEST]
    found = [one for one in _objects(said) if one]
    if not found and not _NONE.search(said):
        raise NoFacts("its answer is not of the form asked for")
    return tuple(found[:MOST])


def _objects(text: str) -> Iterator[object]:
    decoder, at = json.JSONDecoder(), text.find("{")
    while at >= 0:
        try:
            found, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            within = found.get("facts")
            yield from within if isinstance(within, list) else [found]
        at = text.find("{", end)


@dataclass(slots=True)
class Outcome:
    """What came of asking.

    Attributes:
        asked: stretches that a model was asked about and told of.
        found: facts that are further ones, and stand in their text.
        turned_down: how many proposals were not accepted, by the reason.
        failed: how many stretches it did not tell of, by the reason.
        stopped: whether it failed so often that the rest was not asked.
        usage: what was spent.
    """

    asked: int = 0
    found: int = 0
    turned_down: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    stopped: bool = False
    usage: Usage = field(default_factory=Usage)

    def count(
        self,
        document: Document,
        told: Sequence[Told],
        fresh: Sequence[Told],
        known: Sequence[Fact],
    ) -> None:
        """Count what becomes of replies.

        Args:
            document: the document that they are of.
            told: what had been told of it before.
            fresh: the replies.
            known: the facts that the rules read in it.
        """
        reading, reasons = Reading(document), list[str]()
        stand = list(standing(reading, fresh, reasons.append))
        found = list(further(stand, [*known, *standing(reading, told)]))
        self.asked += len(fresh)
        self.found += len(found)
        self.turned_down.update([*reasons, *[KNOWN] * (len(stand) - len(found))])


def propose(
    library: Library,
    proposer: Proposer,
    proposals: Proposals,
    on_progress: Progress = lambda *_: None,
    only: Collection[str] | None = None,
) -> Outcome:
    """Ask for the facts of all stretches that the model has not told of yet; keep each reply.

    Args:
        library: the index.
        proposer: asks.
        proposals: of the index; takes the replies, one by one, so that none is lost.
        on_progress: told how many documents are done.
        only: ids of the documents to ask about; None for all.

    Raises:
        ProposalsError: the proposals cannot be read or written.
    """
    outcome, in_a_row = Outcome(), 0
    chosen = [record for record in library.records if only is None or record.id in only]
    for number, record in enumerate(chosen, start=1):
        document = library.document(record.id)
        told = proposals.of(document)
        done = {one.span for one in told if one.model == proposer.model.name}
        fresh: list[Told] = []
        for span in proposer.stretches(document, library.passages_of(record.id)):
            if span in done or outcome.stopped:
                continue
            try:
                fresh.append(proposer.ask(document, span, outcome.usage))
            except (ModelUnavailable, NoFacts, PromptError) as error:
                outcome.failed[str(error)] += 1
                in_a_row += 1
                outcome.stopped = in_a_row == _IN_A_ROW
            else:
                proposals.keep(document, fresh[-1])
                in_a_row = 0
        outcome.count(document, told, fresh, library.facts(Wanted(docs=(record.id,))))
        on_progress("Asking", number, len(chosen))
    proposals.forget_others(library.document(record.id) for record in library.records)
    return outcome
