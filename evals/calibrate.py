"""Fit the confidence to gold questions: ``python -m evals.calibrate INDEX GOLD [INDEX GOLD …]``.

Prints the weights for ``assistant.confidence``, and what each line to abstain below would do,
by ten-fold cross-validation that keeps a conversation whole. An answer is right as the evaluation
counts it. Questions about nothing that briefings speak of are added as unanswerable.
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from assistant.answer import Answer, Turn
    from assistant.confidence import Evidence

OFF_TOPIC = (
    "Who won the 2018 World Cup?", "What is the capital of Peru?", "How tall is Mount Everest?",
    "best recipe for carrot cake", "When was Mozart born?", "How do I reset my password?",
    "What is the speed of light?", "Who wrote Hamlet?", "Explain photosynthesis",
    "Which team leads the Premier League?", "price of bitcoin today", "How deep is the ocean?",
)  # fmt: skip
FEATURES = "cosine, score, lead, absent, unnamed, missing, uncounted, misfit"


def observations(root: Path, gold: Path) -> Iterator[tuple[tuple[float, ...], bool, bool, str]]:
    """Give a question's evidence, whether it can be answered, whether it was, and what opened it.

    The question that opened a conversation stands for all of its questions.
    """
    assistant = replace(Assistant.open(root), line=0.0)  # every answer is given
    for question in read_gold(gold):
        evidence, answer = _answered(assistant, question.question, question.history)
        if evidence is None:
            continue
        opened = question.history[0].question if question.history else question.question
        yield evidence.features, question.answerable, is_right(question, answer), opened
    for text in OFF_TOPIC:
        evidence, _ = _answered(assistant, text)
        if evidence:
            yield evidence.features, False, False, text


def _answered(
    assistant: Assistant, question: str, history: Sequence[Turn] = ()
) -> tuple[Evidence | None, Answer]:
    answer = assistant.ask(question, history)
    return assistant.read(question, history).evidence(answer.short), answer


def report(
    features: NDArray[np.float32],
    answerable: NDArray[np.bool_],
    right: NDArray[np.bool_],
    conversations: Sequence[str],
) -> Iterator[str]:
    """Fit, and describe the fit in lines."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict

    model = LogisticRegression(C=10.0, max_iter=1000)
    folds = GroupKFold(10)
    sure = cross_val_predict(
        model, features, right, groups=conversations, cv=folds, method="predict_proba"
    )[:, 1]
    model.fit(features, right)
    yield f"{len(right)} questions, {int(right.sum())} right"
    yield f"bias {model.intercept_[0]:.2f}; {FEATURES}: {model.coef_[0].round(2)}"
    yield f"area under ROC: right {roc_auc_score(right, sure):.2f}"
    yield f"area under ROC: answerable {roc_auc_score(answerable, sure):.2f}"
    for line in np.arange(0.30, 0.65, 0.05):
        refused = sure < line
        yield (
            f"below {line:.2f}: {refused[answerable].mean():.1%} of the answerable refused, "
            f"{refused[~answerable].mean():.1%} of the others"
        )


def main(arguments: list[str]) -> None:
    """Fit on the questions that the arguments name, and print."""
    rows = [
        row
        for root, gold in zip(arguments[::2], arguments[1::2], strict=True)
        for row in observations(Path(root), Path(gold))
    ]
    features = np.array([row[0] for row in rows], dtype=np.float32)
    flags = np.array([row[1:3] for row in rows], dtype=bool)
    conversations = [row[3] for row in rows]
    lines = report(features, flags[:, 0], flags[:, 1], conversations)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
