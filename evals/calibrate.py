"""Fit the confidence to gold questions: ``python -m evals.calibrate INDEX GOLD [INDEX GOLD …]``.

Prints the weights for ``assistant.confidence``, and what each line to abstain below would do,
by ten-fold cross-validation that keeps a conversation whole. An answer counts as right when one of
its four best sentences lies in the gold evidence. Questions about nothing that briefings
speak of are added as unanswerable.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.ask import Assistant
from evals.align import Aligner
from evals.gold import GoldQuestion, QuestionType, read_gold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from corpus.documents import Span

OFF_TOPIC = (
    "Who won the 2018 World Cup?", "What is the capital of Peru?", "How tall is Mount Everest?",
    "best recipe for carrot cake", "When was Mozart born?", "How do I reset my password?",
    "What is the speed of light?", "Who wrote Hamlet?", "Explain photosynthesis",
    "Which team leads the Premier League?", "price of bitcoin today", "How deep is the ocean?",
)  # fmt: skip
FEATURES = "cosine, score, lead, absent, unnamed"
_READ = 4  # sentences of an answer at most


def observations(root: Path, gold: Path) -> Iterator[tuple[tuple[float, ...], bool, bool, str]]:
    """Give a question's evidence, whether it can be answered, whether it was, and what opened it.

    The question that opened a conversation stands for all of its questions.
    """
    assistant = Assistant.open(root)
    library = assistant.library
    aligner = Aligner(library.document(record.id) for record in library.records)
    for question in read_gold(gold):
        reading = assistant.read(question.question, question.history)
        if reading.evidence is None:
            continue
        evidence = reading.evidence
        spans = [scored.candidate.span for scored in reading.ranked[:_READ]]
        right = any(span.overlap(place) for span in spans for place in _places(aligner, question))
        answerable = question.type is not QuestionType.UNANSWERABLE
        opened = question.history[0].question if question.history else question.question
        yield evidence.features, answerable, right, opened
    for text in OFF_TOPIC:
        if evidence_off := assistant.read(text).evidence:
            yield evidence_off.features, False, False, text


def _places(aligner: Aligner, question: GoldQuestion) -> list[Span]:
    return [p for e in question.evidence for p in aligner.places(e.doc, e.quote)]


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
