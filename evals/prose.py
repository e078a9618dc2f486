"""How well a model's true sentences are told from others: ``python -m evals.prose INDEX GOLD``.

A stand-in for a model answers the gold questions. It takes sentences of the
passages that it is shown, some of them shortened or put the other way round, and spoils three in
ten: another figure, another name, a sentence of an unrelated passage, or a number that no passage
has. Told are the share of the spoiled sentences that were shown as supported, and the share of the
true ones that were not.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ask import Assistant
from assistant.llm.verify import claims
from assistant.llm.write import Writer
from corpus.sentences import sentence_spans
from evals.gold import read_gold

if TYPE_CHECKING:
    from assistant.llm.client import Usage
    from assistant.llm.prompt import Message

SPOILED = 0.3
OF_ANSWER = 5  # sentences
_PASSAGE = re.compile(r'<passage number="(\d+)"[^>]*>\n(.*?)\n</passage>', re.DOTALL)
_FIGURE = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*")
_MARKER = re.compile(r"^(?:[-•]|\(?\d+[.)])\s+")
_NAMES = ("Jakarta", "Northwind Analytics", "Minister Aldous", "Bavaria", "Orchid Motors")


@dataclass
class StandIn:
    """Writes what it is told to of the passages that it is shown, and remembers what it spoiled.

    Attributes:
        model: what a ``Model`` has for a name and a host.
        chance: chooses.
        made: by the sentence as it is shown, how it was spoiled; empty for a true one.
    """

    name: str = "stand-in"
    host: str = "nowhere"
    chance: random.Random = field(default_factory=lambda: random.Random(0))
    made: dict[str, str] = field(default_factory=dict)
    seconds: float = 60.0

    def stream(
        self, messages: Sequence[Message], most: int, usage: Usage, *_: object
    ) -> Iterator[str]:
        """Answer as ``Model.stream`` does, without calling a tool."""
        passages = {int(n): text for n, text in _PASSAGE.findall(messages[1]["content"])}
        pairs = [(key, said) for key, text in passages.items() for said in _sentences(text)]
        for key, said in self.chance.sample(pairs, min(OF_ANSWER, len(pairs))):
            text, number, how = self._spoiled(said, key, passages)
            piece = f"{text.rstrip('.')} [{number}].\n"
            for claim in claims(piece):
                self.made[claim.text] = how
            yield piece

    def _spoiled(self, said: str, key: int, passages: dict[int, str]) -> tuple[str, int, str]:
        if self.chance.random() >= SPOILED:
            return self._reworded(said), key, ""
        how = self.chance.choice(("figure", "name", "passage", "key"))
        if how == "figure" and (found := _FIGURE.search(said)):
            other = str(int(re.sub(r"\D", "", found[0])[:6] or 0) + self.chance.randint(3, 90))
            return said[: found.start()] + other + said[found.end() :], key, how
        if how in ("figure", "name") and (found := _NAME.search(said)):
            other = self.chance.choice(_NAMES)
            return said[: found.start()] + other + said[found.end() :], key, "name"
        if how == "passage" and len(passages) > 1:
            return said, self.chance.choice([n for n in passages if n != key]), how
        return said, len(passages) + self.chance.randint(1, 90), "key"

    def _reworded(self, said: str) -> str:
        """Leave out what stands in brackets, or put what follows the first comma before it."""
        kind = self.chance.randrange(3)
        if kind == 1:
            return " ".join(re.sub(r"\s*\([^()]*\)", "", said).split())
        if kind == 2 and said.count(",") == 1:
            first, last = said.rstrip(".").split(",")
            return f"{last.strip()[:1].upper()}{last.strip()[1:]}, {first}."
        return said


def _sentences(text: str) -> list[str]:
    lines = (_MARKER.sub("", line) for line in text.splitlines())
    flat = (
        " ".join(line[a:b].split()) for line in lines for a, b in sentence_spans(line, 0, len(line))
    )
    # What has no full stop is a heading or a row, and comes to stand in no sentence of a model.
    whole = (one for one in flat if one.endswith(".") and len(one.split()) > 5 and "|" not in one)
    return [one for one in whole if len([*claims(one)]) == 1]


def report(assistant: Assistant, gold: Path, stand_in: StandIn) -> Iterator[str]:
    """Ask the questions, and tell in lines what passed."""
    passed: Counter[str] = Counter()
    stopped: Counter[str] = Counter()
    for question in read_gold(gold):
        answer = assistant.ask(question.question, question.history)
        if answer.prose is None:
            continue
        shown = () if answer.prose.why else answer.sentences
        for text in (sentence.text for sentence in shown):
            passed[stand_in.made[text]] += 1
        for text in answer.prose.struck:
            stopped[stand_in.made[text]] += 1
    true, dropped = passed.pop("", 0), stopped.pop("", 0)
    wrong, caught = sum(passed.values()), sum(stopped.values())
    yield f"{true + dropped + wrong + caught} sentences, {wrong + caught} of them spoiled"
    yield f"spoiled ones shown as supported: {wrong / (wrong + caught):.3f}"
    for how in sorted(passed.keys() | stopped.keys()):
        yield f"  another {how}: {passed[how]} of {passed[how] + stopped[how]}"
    yield f"true ones not shown: {dropped / (true + dropped):.3f}"


def main(arguments: list[str]) -> None:
    """Measure over the index and the gold questions that the arguments name, and print."""
    stand_in = StandIn()
    writer = Writer(stand_in)  # type: ignore[arg-type]  # it answers as a model does
    assistant = replace(Assistant.open(Path(arguments[0])), writer=writer)
    for line in report(assistant, Path(arguments[1]), stand_in):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
