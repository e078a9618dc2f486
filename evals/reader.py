"""How well the reader reads, its passage given: ``python -m evals.reader PUBLIC [WEIGHTS]``.

``PUBLIC`` is the folder of public question sets that it was trained on, beside the one that ships;
only articles kept out of training are asked about, and of each set as many questions as ``MOST``
says, drawn by a fixed seed. An answer is refused where "no answer" is likelier than every span; of
things that answer together each one is right.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from assistant.reader.reader import Read, load, load_from
from assistant.training.examples import Example, examples, read_set, sets
from evals import squad

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to a passage, with the answers that stand there."""

    question: str
    heading: str
    passage: str
    gold: tuple[str, ...]


def asked(found: Iterable[Example]) -> list[Asked]:
    """Put the examples of one question and one passage together, and ask of their rivals too."""
    gold: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for example in found:
        if example.rival:
            gold.setdefault((example.question, *example.rival), ())
        key = (example.question, example.heading, example.passage)
        here = () if example.start is None else (example.passage[example.start : example.end],)
        gold[key] = gold.get(key, ()) + here
    return [Asked(*key, answers) for key, answers in gold.items()]


def report(found: Sequence[tuple[Asked, Read]]) -> Iterator[str]:
    """Describe in lines how the questions were read."""
    from sklearn.metrics import roc_auc_score

    spans = [read.best(0, len(one.passage)) for one, read in found]
    margins = [span.score if span else 0.0 for span in spans]
    said = [
        one.passage[span.start : span.end] if span else ""
        for (one, _), span in zip(found, spans, strict=True)
    ]
    gold = [one.gold for one, _ in found]
    answered = [bool(answers) for answers in gold]
    where = [at for at, answers in enumerate(gold) if answers]
    yield f"{len(found)} examples, {len(where)} with an answer"
    yield f"exact {mean(squad.exact_match(said[i], gold[i]) for i in where):.3f}"
    yield f"F1 {mean(squad.f1(said[i], gold[i]) for i in where):.3f}"
    told = [(margin > 0) == held for margin, held in zip(margins, answered, strict=True)]
    yield f"answer or none told by the span {mean(told):.3f}"
    yield f"area under ROC of the span's margin {roc_auc_score(answered, margins):.3f}"
    holds = [read.holds for _, read in found]
    yield f"area under ROC of the passage's logit {roc_auc_score(answered, holds):.3f}"


def main(arguments: list[str]) -> None:
    """Read what the arguments name, and print."""
    reader = load_from(Path(arguments[1])) if len(arguments) > 1 else load()
    for folder in sets(Path(arguments[0])):
        drawn = asked(examples(read_set(folder), held_out=True))
        random.Random(0).shuffle(drawn)
        found = [
            (one, reader.read(one.question, [(one.heading, one.passage)])[0])
            for one in drawn[:MOST]
        ]
        sys.stdout.write("\n  ".join([folder.name, *report(found)]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
