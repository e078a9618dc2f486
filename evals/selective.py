"""Metrics of knowing what one does not know: abstaining, and how far confidence can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

BINS = 10
"""Bins of equal width that confidences are sorted into."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence lies between ``low`` and ``high``.

    Attributes:
        low: lower end, 0 to 1, included.
        high: upper end, left out but for 1.
        n: how many answers.
        confidence: their mean confidence.
        accuracy: share of them that is right.
    """

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """What abstaining below a line would do.

    Attributes:
        line: the least confidence that is answered.
        coverage: share of the questions that is answered.
        risk: share of the answered ones that is wrong.
    """

    line: float
    coverage: float
    risk: float


def abstain_precision(answerable: bool, abstained: bool) -> float | None:
    """Tell (1.0 or 0.0) whether an abstention was right; the mean is the precision of abstaining.

    None where nothing was abstained from.
    """
    return float(not answerable) if abstained else None


def abstain_recall(answerable: bool, abstained: bool) -> float | None:
    """Tell (1.0 or 0.0) whether an unanswerable question was abstained from.

    The mean is the recall of abstaining. None for a question that can be answered.
    """
    return None if answerable else float(abstained)


def false_refusal(answerable: bool, abstained: bool) -> float | None:
    """Tell (1.0 or 0.0) whether an answerable question was abstained from.

    None for a question that cannot be answered.
    """
    return float(abstained) if answerable else None


def risk_coverage(answers: Sequence[tuple[float, bool]]) -> tuple[RiskPoint, ...]:
    """Give the risk at every coverage that a line of confidence can be drawn at.

    Source: El-Yaniv and Wiener 2010, "On the Foundations of Noise-free Selective Classification".

    Args:
        answers: confidence of each answer and whether it is right.

    Returns:
        From the surest answers alone to all of them; equal confidences make one point.
    """
    ranked = sorted(answers, key=lambda answer: -answer[0])
    points: list[RiskPoint] = []
    wrong = 0
    for n, (sure, right) in enumerate(ranked, 1):
        wrong += not right
        if n == len(ranked) or ranked[n][0] < sure:
            points.append(RiskPoint(sure, n / len(ranked), wrong / n))
    return tuple(points)


def area_under_risk(answers: Sequence[tuple[float, bool]]) -> float | None:
    """Give the area under the risk-coverage curve (AURC), lower is better.

    The mean over the answers of the risk at the coverage that takes each in. Source: Geifman,
    Uziel, El-Yaniv 2019, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers".

    Args:
        answers: as for ``risk_coverage``; None without answers.
    """
    area = before = 0.0
    for point in risk_coverage(answers):
        area += point.risk * (point.coverage - before)
        before = point.coverage
    return area if answers else None


def reliability(answers: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Sort answers into ``BINS`` bins by confidence; empty bins are left out.

    Source: Guo et al. 2017, "On Calibration of Modern Neural Networks", section 2.

    Args:
        answers: confidence, 0 to 1, of each answer and whether it is right.
    """
    binned: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in answers:
        binned.setdefault(min(int(sure * BINS), BINS - 1), []).append((sure, right))
    return tuple(
        Bin(
            at / BINS,
            (at + 1) / BINS,
            len(held),
            fmean(sure for sure, _ in held),
            fmean(right for _, right in held),
        )
        for at, held in sorted(binned.items())
    )


def expected_calibration_error(answers: Sequence[tuple[float, bool]]) -> float | None:
    """Give the mean gap between confidence and accuracy over the bins, weighted by their answers.

    Source: Naeini et al. 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning".

    Args:
        answers: as for ``reliability``; None without answers.
    """
    if not answers:
        return None
    return sum(b.n * abs(b.confidence - b.accuracy) for b in reliability(answers)) / len(answers)


def brier(sure: float, right: bool) -> float:
    """Give the squared gap between a confidence and what came of it; the mean is Brier's score.

    Source: Brier 1950, "Verification of Forecasts Expressed in Terms of Probability", for two
    outcomes.
    """
    return (sure - right) ** 2
