"""Whether a question is answered the same however it is typed: ``python -m evals.rephrased``.

    python -m evals.rephrased GOLD --index DIR [--limit N]

Each question is asked as it stands, and again with what should change nothing: a greeting, thanks,
polite openings, further blanks, no question mark, two letters of one word swapped. Printed is how
many short answers are others, and how many are refused of those that were answered, or the reverse.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from assistant.answer import Answer
from assistant.ask import Assistant
from evals.gold import read_gold

_WORD = re.compile(r"\b[a-z]{7,}\b")
_SWAPPED = 3  # letter of a word that changes places with the next, from 0
_NAMED = re.compile(r"[A-Z]{2}|[A-Z]\w+ [A-Z]")  # a name that keeps its capital


def swapped(question: str) -> str:
    """Swap two letters of one longer word; the question itself where there is none."""
    found = list(_WORD.finditer(question))
    if not found:
        return question
    at = Random(question).choice(found).start() + _SWAPPED
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]


def _within(question: str) -> str:
    """Begin a question with a small letter, as it stands within a sentence."""
    return question if _NAMED.match(question) else question[:1].lower() + question[1:]


WAYS: Mapping[str, Callable[[str], str]] = {
    "Hello! …": lambda asked: f"Hello! {asked}",
    "… Thanks!": lambda asked: f"{asked} Thanks!",
    "Please tell me: …": lambda asked: f"Please tell me: {asked}",
    "Could you tell me …": lambda asked: f"Could you tell me {_within(asked)}",
    "I would like to know …": lambda asked: f"I would like to know {_within(asked).rstrip('?')}.",
    "Quick question: …": lambda asked: f"Quick question: {_within(asked)}",
    "According to the documents, …": lambda asked: f"According to the documents, {_within(asked)}",
    "… Please cite the source.": lambda asked: f"{asked} Please cite the source.",
    "…, please?": lambda asked: f"{asked.rstrip('?')}, please?",
    "two blanks for one": lambda asked: asked.replace(" ", "  "),
    "no question mark": lambda asked: asked.rstrip("?"),
    "small letters": str.lower,
    "two letters swapped": swapped,
}


def changes(
    ask: Callable[[str], Answer], questions: Sequence[str]
) -> Iterator[tuple[str, int, int, int]]:
    """Give for each way how many questions it changes, how many answers, and how many verdicts.

    Args:
        ask: answers a question.
        questions: as they stand.
    """
    told = {question: ask(question) for question in questions}
    for name, way in WAYS.items():
        pairs = [(told[q], ask(way(q))) for q in questions if way(q) != q]
        others = sum(one.short != other.short for one, other in pairs)
        verdicts = sum(one.status != other.status for one, other in pairs)
        yield name, len(pairs), others, verdicts


def main(arguments: Sequence[str]) -> None:
    """Measure the questions that the arguments name, and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.rephrased", description=__doc__)
    parser.add_argument("gold", type=Path, help="a file or folder of gold questions")
    parser.add_argument("--index", type=Path, required=True, help="folder of the index")
    parser.add_argument("--limit", type=int, default=100, help="most questions, drawn evenly")
    options = parser.parse_args(arguments)
    alone = [one.question for one in read_gold(options.gold) if not one.history]
    drawn = alone[:: max(1, len(alone) // options.limit)][: options.limit]
    sys.stdout.write(f"{len(drawn)} questions{'asked':>30}{'other':>7}{'verdict':>9}\n")
    for name, asked, others, verdicts in changes(Assistant.open(options.index).ask, drawn):
        sys.stdout.write(f"{name:32}{asked:9}{others:7}{verdicts:9}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
