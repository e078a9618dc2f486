"""Fit the choice of the short answer: ``python -m evals.choosing INDEX GOLD [INDEX GOLD …]``.

Prints the weights for ``assistant.answers.span``, and how often the choice is right: with the
weights that are shipped, and by eight-fold cross-validation of the fit. The fit is a conditional
logit (McFadden 1974): among what is proposed for a question, what scores as right gains
probability. Asked about are the questions whose short answer is chosen so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.answers.kinds import answer_of_kind
from assistant.answers.proposals import proposals
from assistant.answers.span import WEIGHTS, features
from assistant.answers.wanted import Type, wanted
from assistant.ask import Assistant
from evals import metrics
from evals.gold import read_gold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from evals.gold import GoldQuestion

FOLDS = 8
PENALTY = 1.0  # of the squared weights of standardised features
NAMES = ("rule", "reader", "fit", "words", "name", "length", "digits")


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What is proposed for a question.

    Attributes:
        fold: that the question is in.
        features: of each proposal, shape (n, weights).
        right: whether each is a right short answer, shape (n).
    """

    fold: int
    features: NDArray[np.float64]
    right: NDArray[np.bool_]

    def is_right(self, weights: NDArray[np.float64]) -> bool:
        """Tell whether the best proposal by these weights is right."""
        return bool(self.right[np.argmax(self.features @ weights)])


def choices(root: Path, gold: Path) -> Iterator[Choice]:
    """List the choices for the questions of ``gold`` that are answered by a stretch of text."""
    assistant = Assistant.open(root)
    for question in read_gold(gold):
        if question.answers and (found := _choice(assistant, question)):
            yield found


def _choice(assistant: Assistant, question: GoldQuestion) -> Choice | None:
    reading = assistant.read(question.question, question.history)
    want, document = wanted(reading.query), assistant.library.document
    if want.type is Type.PHRASE or answer_of_kind(reading.query, reading.ranked, document):
        return None
    proposed = list(proposals(reading.query, want, reading.ranked, document))
    if not proposed:
        return None
    right = [metrics.short_answer(one.text, question.answers) > 0 for one in proposed]
    fold = int(sha256(question.id.encode()).hexdigest(), 16) % FOLDS
    return Choice(fold, np.array(features(want, proposed)), np.array(right))


def fit(found: Sequence[Choice]) -> NDArray[np.float64]:
    """Fit the weights, shape (weights); questions without a right proposal teach nothing."""
    from scipy.optimize import minimize

    whole = np.vstack([choice.features for choice in found])
    scale = whole.std(axis=0) + 1e-9
    known = [(choice.features / scale, choice.right) for choice in found if choice.right.any()]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = PENALTY * weights @ weights, 2 * PENALTY * weights
        for rows, right in known:
            logits = rows @ weights
            share = np.exp(logits - logits.max())
            share /= share.sum()
            held = share[right].sum()
            value -= np.log(held)
            slope -= rows.T @ (np.where(right, share / held, 0.0) - share)
        return float(value), slope

    best = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B").x
    return np.asarray(best / scale)


def report(
    found: Sequence[Choice],
    names: Sequence[str] = NAMES,
    shipped: Sequence[float] = WEIGHTS,
) -> Iterator[str]:
    """Fit, and describe the fit in lines.

    Args:
        found: what there is to choose from, for each question.
        names: of the weights.
        shipped: the weights that are.
    """
    weights = fit(found)
    yield f"{len(found)} questions; a right answer is proposed for " + _share(
        [bool(choice.right.any()) for choice in found]
    )
    yield ", ".join(f"{name} {weight:.2f}" for name, weight in zip(names, weights, strict=True))
    yield "right with the weights shipped " + _share(
        [choice.is_right(np.array(shipped)) for choice in found]
    )
    crossed = []
    for fold in range(FOLDS):
        own = fit([choice for choice in found if choice.fold != fold])
        crossed += [choice.is_right(own) for choice in found if choice.fold == fold]
    yield "right by cross-validation " + _share(crossed)


def _share(told: Sequence[bool]) -> str:
    return f"{np.mean(told):.3f}"


def main(arguments: list[str]) -> None:
    """Fit on the questions that the arguments name, and print."""
    pairs = zip(arguments[::2], arguments[1::2], strict=True)
    found = [choice for root, gold in pairs for choice in choices(Path(root), Path(gold))]
    sys.stdout.write("\n".join(report(found)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
