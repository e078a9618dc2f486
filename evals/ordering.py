"""Fit the order of sentences: ``python -m evals.ordering INDEX GOLD [INDEX GOLD …]``.

Prints the weights for ``assistant.select``, and how often the first sentence is of the evidence:
with the weights that are shipped, and by cross-validation of the fit, the conditional logit of
``evals.choosing``. Asked about are the questions of which some sentence read is of the evidence.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.ask import Assistant
from assistant.select import WEIGHTS, features
from evals.align import Aligner
from evals.choosing import FOLDS, Choice, report
from evals.gold import read_gold

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("context", "itself", "cosine", "fused", "suits", "read", "names")


def choices(root: Path, gold: Path) -> Iterator[Choice]:
    """List the sentences read for each question of ``gold`` that has evidence."""
    assistant = Assistant.open(root)
    library = assistant.library
    aligner = Aligner(library.document(record.id) for record in library.documents())
    for question in read_gold(gold):
        reading = assistant.read(question.question, question.history)
        places = [
            place
            for evidence in question.evidence
            for place in aligner.places(evidence.doc, evidence.quote)
        ]
        right = [any(map(s.candidate.span.overlap, places)) for s in reading.ranked]
        if any(right):
            found = [features(scored, reading.query.weights) for scored in reading.ranked]
            fold = int(sha256(question.id.encode()).hexdigest(), 16) % FOLDS
            yield Choice(fold, np.array(found), np.array(right))


def main(arguments: list[str]) -> None:
    """Fit on the questions that the arguments name, and print."""
    pairs = zip(arguments[::2], arguments[1::2], strict=True)
    found = [choice for root, gold in pairs for choice in choices(Path(root), Path(gold))]
    sys.stdout.write("\n".join(report(found, NAMES, WEIGHTS)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
