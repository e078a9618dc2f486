"""What each switch of a model gives: ``python -m evals.switches INDEX GOLD [GOLD …]``.

Asks the gold questions with everything off, then with one switch on at a time, of the models that
``[llm]`` and ``[rerank]`` in the working folder's ``briefings.toml`` name; prints a line for each.
Then it has the model propose facts of the documents whose facts are labelled, and compares the
ledger with and without them; nothing of it enters the index.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from assistant.ask import Assistant
from assistant.listener import unheard
from assistant.llm.client import Model, ModelUnavailable, Usage
from assistant.llm.configure import proposer, with_models
from assistant.llm.propose import Outcome, propose
from assistant.options import settings_with
from assistant.settings import SettingsError
from evals.fact_cli import SHIPPED, file_of, row_of, rows_of, texts_of
from evals.fact_figures import compare_facts
from evals.fact_labels import read_labels
from evals.figures import MEASURES, OVERALL, figures
from evals.gold import read_gold
from evals.run import ask_all, split
from index.facts.proposed import accepted
from index.facts.store import Wanted
from index.generations import Layout
from index.proposals import Proposals

if TYPE_CHECKING:
    from assistant.answer import Answer, Turn
    from assistant.llm.prompt import Message
    from assistant.retrieve import Hit
    from assistant.settings import Llm, Rerank
    from evals.fact_figures import Comparison
    from evals.fact_labels import Label
    from evals.figures import Figures
    from index.library import Library

OFF: Mapping[str, Any] = {"write": False, "tools": False, "rewrite": False, "expand": False}
LINES: Mapping[str, Mapping[str, Any]] = {
    "off": OFF,
    "rewrite": {**OFF, "rewrite": True},
    "expand": {**OFF, "expand": True},
    "write": {**OFF, "write": True},
    "write, tools": {**OFF, "write": True, "tools": True},
}
FIGURES = ("recall_at_5", "evidence_at_5", "answer", "short", "ms_median")
_COLUMN = max(len(MEASURES[name].title) for name in FIGURES) + 2
_WIDTH = max(16, *map(len, LINES))
FACT_HEADS = ("recall", "precision", "in quote", "accepted", "refused", "tokens", "failed")
_NARROW = max(map(len, FACT_HEADS)) + 2


@dataclass
class Remembering:
    """A model whose short answers are asked for once: a search is measured beside its answer.

    Attributes:
        model: what is asked.
        seconds: as of ``Model``.
        kept: what came of each request: the text, or why there is none.
    """

    model: Model
    seconds: float
    kept: dict[str, str | ModelUnavailable] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The model's."""
        return self.model.name

    @property
    def host(self) -> str:
        """The model's."""
        return self.model.host

    def complete(self, messages: Sequence[Message], most: int, usage: Usage) -> Generator[str]:
        """Answer as ``Model.complete`` does; a second time from memory, at no cost."""
        key = repr(messages)
        if key not in self.kept:
            asked = replace(self.model, seconds=self.seconds).complete(messages, most, usage)
            try:
                self.kept[key] = "".join(asked)
            except ModelUnavailable as error:
                self.kept[key] = error
        if isinstance(found := self.kept[key], ModelUnavailable):
            raise found
        yield found


@dataclass
class Switched:
    """An assistant of which search and answer are measured with the same help.

    Attributes:
        assistant: what is measured.
        tokens: that the model read and wrote, as its server counts them.
        failed: times that something of the model's was not used.
    """

    assistant: Assistant
    tokens: int = 0
    failed: int = 0

    @property
    def library(self) -> Library:
        """The index."""
        return self.assistant.library

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer, and count what that took."""
        answer = self.assistant.ask(question, history)
        if helped := answer.helped:
            self.tokens += helped.read + helped.written
            self.failed += len(helped.failed)
        if prose := answer.prose:
            self.tokens += prose.read + prose.written
            self.failed += bool(prose.why)
        return answer

    def retrieve(self, question: str, k: int, history: Sequence[Turn] = ()) -> list[Hit]:
        """Find passages, with the help that the answer had."""
        helper = self.assistant.helper
        help = helper.help(unheard) if helper else None
        return self.assistant.retrieve(question, k, history, help=help)


def switched(assistant: Assistant, llm: Llm | None, rerank: Rerank | None = None) -> Switched:
    """Give the assistant with the switches of ``llm``, and what ranks its passages."""
    made = with_models(assistant, llm, rerank)
    if made.helper and made.helper.model:
        model: Any = Remembering(made.helper.model, made.helper.model.seconds)
        made = replace(made, helper=replace(made.helper, model=model))
    return Switched(made)


def table(
    assistant: Assistant, llm: Llm | None, gold: Sequence[Path], rerank: Rerank | None = None
) -> Iterator[str]:
    """Give a table in lines: the figures with everything off, and with each switch on.

    Args:
        assistant: over the index.
        llm: the model; None leaves its lines out.
        gold: files of gold questions.
        rerank: the reranker; None leaves its line out.
    """
    questions, _ = split(assistant.library, read_gold(*gold))
    heads = [MEASURES[name].title for name in FIGURES] + ["tokens", "failed"]
    yield f"{len(questions)} questions".ljust(_WIDTH) + "".join(h.rjust(_COLUMN) for h in heads)
    lines = {"off": switched(assistant, None)}
    if llm:
        lines = {name: switched(assistant, replace(llm, **on)) for name, on in LINES.items()}
    if rerank:
        lines["rerank"] = switched(assistant, None, rerank)
    for name, asked in lines.items():
        results = tuple(ask_all(asked, questions))
        overall = next(taken for taken in figures(results) if taken.group == OVERALL)
        cells = [_cell(overall, figure) for figure in FIGURES]
        cells += [f"{asked.tokens:,}", str(asked.failed)]
        yield name.ljust(_WIDTH) + "".join(cell.rjust(_COLUMN) for cell in cells)


def _cell(overall: Figures, name: str) -> str:
    value = overall.value(name)
    if value is None:
        return "–"
    return f"{value:.0f}" if MEASURES[name].unit else f"{value:.3f}"


def fact_table(library: Library, llm: Llm, labels: Sequence[Label]) -> Iterator[str]:
    """Give a table in lines: the ledger against labels, without and with what the model proposes.

    Args:
        library: the index; nothing enters it.
        llm: the model.
        labels: of facts; where the index has none of their documents there is no table.
    """
    labelled = {label.doc for label in labels}
    names = {r.id: file for r in library.records if (file := file_of(r.source)) in labelled}
    if not names:
        return
    yield f"{len(names)} documents".ljust(_WIDTH) + "".join(h.rjust(_NARROW) for h in FACT_HEADS)
    rules, texts = tuple(rows_of(library)), texts_of(library)
    yield _fact_line("off", compare_facts(labels, rules, texts), Outcome())
    with TemporaryDirectory() as folder:
        proposals = Proposals(Layout(Path(folder)))
        asking = proposer(replace(llm, facts=True))
        outcome = propose(library, asking, proposals, only=names)
        found = [
            row_of(fact, file, library.text(fact.span))
            for name, file in names.items()
            for document in (library.document(name),)
            for fact in accepted(
                document, proposals.of(document), library.facts(Wanted(docs=(name,)))
            )
        ]
    yield _fact_line("facts", compare_facts(labels, (*rules, *found), texts), outcome)


def _fact_line(name: str, compared: Comparison, outcome: Outcome) -> str:
    overall, usage = compared.figures[-1], outcome.usage
    shares = (overall.recall, overall.precision, compared.in_quote)
    cells = ["–" if share is None else f"{share:.3f}" for share in shares]
    turned_down, failed = outcome.turned_down.total(), outcome.failed.total()
    counts = (outcome.found, turned_down, usage.read + usage.written, failed)
    cells += [f"{count:,}" for count in counts]
    return name.ljust(_WIDTH) + "".join(cell.rjust(_NARROW) for cell in cells)


def main(arguments: list[str]) -> None:
    """Print the table for the index and the gold questions that the arguments name."""
    try:
        settings = settings_with(None)
        if not (settings.llm or settings.rerank):
            raise SettingsError("no model is named: put a table [llm] into briefings.toml")
        assistant = Assistant.open(Path(arguments[0]))
        gold = [Path(name) for name in arguments[1:]]
        for line in table(assistant, settings.llm, gold, settings.rerank):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        if settings.llm:
            for line in fact_table(assistant.library, settings.llm, read_labels(SHIPPED)):
                sys.stdout.write(line + "\n")
    except SettingsError as error:
        sys.exit(f"briefings: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
