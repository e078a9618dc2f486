"""How well a question finds facts: ``python -m evals.about GOLD … --index DIR``.

Of the gold questions those are asked whose answer some fact holds within the evidence, and it is
counted for how many such a fact is among the first 1, 5 and 20: of those that hold all words of the
question, and of those that are nearest to it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from assistant.ask import Assistant
from assistant.facts.about import facts_about
from evals.align import Aligner
from evals.gold import GoldQuestion, QuestionType, read_gold
from evals.run import split
from index.facts.fact import Fact
from index.facts.store import Wanted
from index.library import Library

FIRST = (1, 5, 20)
Way = Callable[[str], Sequence[Fact]]


def ways(assistant: Assistant) -> dict[str, Way]:
    """Give the ways to find facts by a question, by what they are called."""
    library = assistant.library
    most = max(FIRST)
    return {
        "holding all of its words": lambda q: library.facts(Wanted(words=q, limit=most)),
        "nearest in meaning and words": lambda q: facts_about(assistant, q, Wanted(limit=most)),
    }


def right_facts(
    library: Library, aligner: Aligner, question: GoldQuestion, facts: Iterable[Fact]
) -> set[str]:
    """List the ids of the facts within the evidence of a question whose quote holds an answer."""
    places = [span for e in question.evidence for span in aligner.places(e.doc, e.quote)]
    answers = [_letters(answer) for answer in question.answers]
    return {
        fact.id
        for fact in facts
        if any(fact.span.overlap(place) for place in places)
        and any(answer and answer in _letters(library.text(fact.span)) for answer in answers)
    }


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def measure(assistant: Assistant, questions: Iterable[GoldQuestion]) -> Mapping[str, list[int]]:
    """Give for each way the rank from 1 of the first right fact for each question; 0 for none."""
    library = assistant.library
    aligner = Aligner(library.document(record.id) for record in library.records)
    facts = library.facts()
    found_by = ways(assistant)
    ranks: dict[str, list[int]] = {name: [] for name in found_by}
    asked, _ = split(library, questions)
    for question in asked:
        if question.history or question.type is QuestionType.YESNO:
            continue
        right = right_facts(library, aligner, question, facts)
        for name, way in found_by.items() if right else ():
            found = [fact.id in right for fact in way(question.question)]
            ranks[name].append(found.index(True) + 1 if any(found) else 0)
    return ranks


def report(ranks: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """Give the shares in lines."""
    yield f"{len(next(iter(ranks.values())))} questions; a right fact among the first"
    yield f"{'':30}" + "".join(f"{first:7}" for first in FIRST)
    for name, found in ranks.items():
        shares = (sum(0 < rank <= first for rank in found) / max(1, len(found)) for first in FIRST)
        yield f"{name:30}" + "".join(f"{share:7.2f}" for share in shares)


def main(arguments: Sequence[str]) -> None:
    """Measure on the gold questions that the arguments name, and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.about", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--index", type=Path, default=Path(".briefings"))
    given = parser.parse_args(arguments)
    assistant = Assistant.open(given.index)
    with closing(assistant.library):
        for line in report(measure(assistant, read_gold(*given.gold))):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
