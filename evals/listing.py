"""Fit the choice of a list: ``python -m evals.listing INDEX GOLD [INDEX GOLD …]``.

Prints the weights for ``assistant.answers.lists``, and how often the choice among the lists, tables
and enumerations near the best sentences, or of none of them, is right: with the weights that are
shipped, and by cross-validation of the fit, the conditional logit of ``evals.choosing``. Asked
about are the questions that may want several things. A group is right that has the items of the
gold answer by F1 of at least ``RIGHT``; none is right where no group is.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.answers.groups import groups
from assistant.answers.lists import WEIGHTS, features, may_answer, wants_items
from assistant.ask import Assistant
from evals import metrics
from evals.choosing import FOLDS, Choice, report
from evals.gold import read_gold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answers.groups import Group
    from evals.gold import GoldQuestion

RIGHT = 0.6
NAMES = (
    *("list", "table", "sentence", "rows", "part", "behind", "read", "best", "named", "words"),
    *("as long", "not as long", "no list"),
)


def choices(root: Path, gold: Path) -> Iterator[Choice]:
    """List the groups that there are for each question of ``gold`` that may want several things."""
    assistant = Assistant.open(root)
    for question in read_gold(gold):
        reading = assistant.read(question.question, question.history)
        query, ranked = reading.query, reading.ranked
        if not ranked or not wants_items(query):
            continue
        found = groups(query, ranked, assistant.library.document)
        found = [group for group in found if may_answer(query, group)]
        if found:
            rows = [features(query, group, ranked) for group in found]
            right = [*(_f1(group, question) >= RIGHT for group in found), False]
            right[-1] = not any(right)
            fold = int(sha256(question.id.encode()).hexdigest(), 16) % FOLDS
            yield Choice(fold, np.array([*rows, [0.0] * len(WEIGHTS)]), np.array(right))


def _f1(group: Group, question: GoldQuestion) -> float:
    items = [item.text for item in group.items]
    recall = metrics.list_recall(items, question.items) or 0.0
    precision = metrics.list_precision(items, question.items) or 0.0
    return 2 * recall * precision / (recall + precision) if recall and precision else 0.0


def main(arguments: Sequence[str]) -> None:
    """Fit on the questions that the arguments name, and print."""
    pairs = zip(arguments[::2], arguments[1::2], strict=True)
    found = [choice for root, gold in pairs for choice in choices(Path(root), Path(gold))]
    sys.stdout.write("\n".join(report(found, NAMES, WEIGHTS)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
