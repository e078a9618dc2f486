"""What many facts cost: ``python tests/benchmarks/many_facts.py 10000 100000 1000000``.

For each number of facts it writes a ledger of documents with forty facts each, whose fields are
those of the sample corpus in random order, and prints what writing them takes, one document of
them again, some questions to the ledger and the page *Facts* of all of them; then, as ratios to the
first number, how each of these grows.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from assistant.web.beside.facts_page import facts_html
from corpus.assemble import assemble
from corpus.documents import BlockKind, Document, Metadata, RawBlock, Span
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.facts.fact import Fact, Kind, numbered
from index.facts.store import Wanted
from index.ledger import Ledger
from index.library import Library

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "briefings"
_OF_A_DOCUMENT = 40
_ROUNDS = 5
_ASKED = {
    "kind and time": Wanted((Kind.TARGET,), since="2024", until="2025", limit=200),
    "issuer": Wanted(issuer="MIIT", limit=200),
    "words": Wanted(words="robot density", limit=200),
    "subject": Wanted(subject="robot", limit=200),
    "current": Wanted((Kind.TARGET,), current=True, limit=200),
}


def document(number: int, texts: Sequence[str]) -> Document:
    """Make a document of paragraphs."""
    made = assemble([RawBlock(BlockKind.PARAGRAPH, text) for text in texts])
    issued = f"{2000 + number % 25}-{1 + number % 12:02}"
    name = f"issue-{number:06}.md"
    meta = Metadata(f"Issue {number}", issued=issued)
    return Document(name, meta, name, "0" * 64, made.text, made.blocks, made.sections, made.pages)


def filled(number: int, own: Sequence[tuple[Fact, str]], chance: random.Random) -> tuple:
    """Make a document of some facts' quotes, and these facts in it."""
    chosen = chance.sample(own, _OF_A_DOCUMENT)
    made = document(number, [quote for _, quote in chosen])
    facts = [
        replace(fact, id="", span=Span(made.id, block.start, block.end))
        for (fact, _), block in zip(chosen, made.blocks, strict=True)
    ]
    return made, numbered(facts)


def milliseconds(call: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Take the median of what a call takes."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


class Facts:
    """A ledger as the page sees a library, without vectors and passages."""

    def __init__(self, ledger: Ledger) -> None:
        self.facts, self.how_many, self.newer = ledger.facts, ledger.how_many, ledger.newer
        self.fact_counts = ledger.fact_counts
        self.document, self.records = ledger.document, ()

    def text(self, span: Span) -> str:
        """Give the characters of a span."""
        return self.document(span.doc_id).text[span.start : span.end]


def measure(count: int, own: Sequence[tuple[Fact, str]]) -> dict[str, float]:
    """Measure one number of facts, in milliseconds."""
    chance = random.Random(1)
    told: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.create(Path(folder, "ledger.sqlite"))
        started = time.perf_counter()
        for number in range(count // _OF_A_DOCUMENT):
            made, facts = filled(number, own, chance)
            ledger.add(made, (), facts)
        told["writing all"] = 1000 * (time.perf_counter() - started)
        made, facts = filled(0, own, chance)

        def again() -> None:
            ledger.remove(made.id)
            ledger.add(made, (), facts)

        again()
        told["a document again"] = milliseconds(again)
        told["linking all"] = milliseconds(ledger.link_facts)
        for name, wanted in _ASKED.items():
            told[name] = milliseconds(lambda wanted=wanted: ledger.facts(wanted))
        told["counting all"] = milliseconds(lambda: ledger.how_many(Wanted()))
        told["the page"] = milliseconds(lambda: facts_html(Facts(ledger), {}))
        ledger.close()
    return told


def main(counts: Sequence[int]) -> None:
    """Measure each number and print."""
    with tempfile.TemporaryDirectory() as folder:
        build(SAMPLES, Path(folder), DEFAULT_MODEL)
        library = Library.open(Path(folder))
        own = [(fact, library.text(fact.span)) for fact in library.facts()]
        library.close()
    first: dict[str, float] = {}
    for count in counts:
        told = measure(count, own)
        first = first or told
        for name, ms in told.items():
            grown = f"{ms / first[name]:8.1f} x"
            sys.stdout.write(f"{count:9,} {name:18} {ms:10.1f} ms {grown}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [10_000, 100_000])
