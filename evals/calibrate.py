"""Fit the confidence to gold questions: ``python -m evals.calibrate INDEX GOLD [INDEX GOLD …]``.

Prints the weights for ``assistant.confidence``, of the answer's being right and of there being
one, and by ten-fold cross-validation that keeps a conversation whole what they are worth and what
each line to abstain below would do. An answer is right as the evaluation counts it. Questions
about nothing that briefings speak of are not fitted to, and are told apart.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.ask import Assistant
from evals.gold import read_gold
from evals.score import is_right
from evals.selective import expected_calibration_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from assistant.answer import Turn
    from assistant.confidence import Evidence

OFF_TOPIC = (
    "Who won the 2018 World Cup?", "What is the capital of Peru?", "How tall is Mount Everest?",
    "best recipe for carrot cake", "When was Mozart born?", "How do I reset my password?",
    "What is the speed of light?", "Who wrote Hamlet?", "Explain photosynthesis",
    "Which team leads the Premier League?", "price of bitcoin today", "How deep is the ocean?",
)  # fmt: skip
FOR, AGAINST, EITHER = (0.0, None), (None, 0.0), (None, None)
BOUNDS = (*[FOR] * 3, *[AGAINST] * 2, *[FOR] * 2, *[AGAINST] * 2, EITHER, FOR)
PENALTY = 1.0  # of half the squared weights
FEATURES = "score, lead, words, missing, uncounted, seen, holds, absent, number, chosen, share"


def observations(root: Path, gold: Path) -> Iterator[tuple[Evidence, bool, bool, str]]:
    """Give a question's evidence, whether it can be answered, whether it was, and what opened it.

    The question that opened a conversation stands for all of its questions. An answer that was
    worked out from the ledger has a confidence of its own.
    """
    assistant = replace(Assistant.open(root), line=0.0)  # every answer is given
    for question in read_gold(gold):
        answer = assistant.ask(question.question, question.history)
        found = _evidence(assistant, question.question, question.history)
        if found and not answer.query:
            opened = question.history[0].question if question.history else question.question
            yield found, question.answerable, is_right(question, answer), opened


def _evidence(assistant: Assistant, question: str, history: Sequence[Turn] = ()) -> Evidence | None:
    reading = assistant.read(question, history)
    return reading.evidence(assistant.compose(reading))


def off_topic(root: Path) -> Iterator[Evidence]:
    """Give the evidence for each off-topic question for which anything was found."""
    assistant = Assistant.open(root)
    yield from filter(None, (_evidence(assistant, text) for text in OFF_TOPIC))


def report(
    evidence: Sequence[Evidence],
    answerable: NDArray[np.bool_],
    right: NDArray[np.bool_],
    conversations: Sequence[str],
    others: Sequence[Evidence],
) -> Iterator[str]:
    """Fit, and describe the fits in lines."""
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold

    yield f"{len(right)} questions, {int(answerable.sum())} answerable, {int(right.sum())} right"
    yield f"bias, {FEATURES}"
    features, apart = _features(evidence), np.array([one.apart for one in evidence])
    sure = {"right": np.zeros(len(right)), "answerable": np.zeros(len(right))}
    weights = np.zeros(features.shape[1] + 1)
    for name, told in (("right", right), ("answerable", answerable)):
        for known, asked in GroupKFold(10).split(features, groups=conversations):
            sure[name][asked] = probability(fit(features[known], told[known]), features[asked])
        weights = fit(features, told)
        yield (
            f"{name}: {', '.join(f'{w:.2f}' for w in weights)}; "
            f"area under ROC {roc_auc_score(told, sure[name]):.2f}"
        )
    there = probability(weights, _features(others))
    there[[one.apart for one in others]] = 0.0
    for line in np.arange(0.60, 0.86, 0.02):
        kept = (sure["answerable"] >= line) & ~apart
        error = expected_calibration_error([*zip(sure["right"][kept], right[kept], strict=True)])
        yield (
            f"below {line:.2f}: {1 - kept[answerable].mean():.1%} of the answerable refused, "
            f"{1 - kept[~answerable].mean():.1%} of the others, {(there < line).mean():.1%} off "
            f"topic; calibration error of the rest {error:.3f}"
        )


def fit(features: NDArray[np.float32], told: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Fit a logistic regression in which what speaks for an answer never counts against it.

    Args:
        features: of each question, shape (n, features).
        told: what is to be told of each, shape (n).

    Returns:
        The bias and the weights, shape (1 + features).
    """
    from scipy.optimize import minimize

    rows = np.column_stack([np.ones(len(features)), features]).astype(np.float64)
    signs = np.where(told, 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (rows @ weights)
        slope = PENALTY * np.concatenate([[0.0], weights[1:]])
        share = signs / (1.0 + np.exp(margins))
        value = np.logaddexp(0.0, -margins).sum() + slope @ weights / 2
        return float(value), slope - rows.T @ share

    start = np.zeros(rows.shape[1])
    bounds = [(None, None), *BOUNDS]
    close = {"ftol": 1e-12, "gtol": 1e-8}  # so close that every processor gives the same weights
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=close)
    return np.asarray(found.x)


def probability(weights: NDArray[np.float64], features: NDArray[np.float32]) -> NDArray[np.float64]:
    """Give the probability of each question, shape (n), by weights with the bias first."""
    return np.asarray(1.0 / (1.0 + np.exp(-(weights[0] + features @ weights[1:]))))


def _features(found: Sequence[Evidence]) -> NDArray[np.float32]:
    return np.array([one.features for one in found], dtype=np.float32)


def main(arguments: list[str]) -> None:
    """Fit on the questions that the arguments name, and print."""
    pairs = [*zip(map(Path, arguments[::2]), map(Path, arguments[1::2]), strict=True)]
    rows = [row for pair in pairs for row in observations(*pair)]
    others = [row for root, _ in pairs for row in off_topic(root)]
    flags = np.array([row[1:3] for row in rows], dtype=bool)
    lines = report(
        [row[0] for row in rows],
        *(flags[:, 0], flags[:, 1]),
        [row[3] for row in rows],
        others,
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
