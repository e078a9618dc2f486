import numpy as np
import pytest
from sklearn.metrics import brier_score_loss

from evals.selective import (
    Bin,
    RiskPoint,
    abstain_precision,
    abstain_recall,
    area_under_risk,
    brier,
    expected_calibration_error,
    false_refusal,
    reliability,
    risk_coverage,
)

ANSWERS = [(0.9, True), (0.8, True), (0.8, False), (0.3, True), (0.1, False)]


@pytest.mark.parametrize(
    ("answerable", "abstained", "scores"),
    [
        (True, False, (None, None, 0.0)),
        (True, True, (0.0, None, 1.0)),
        (False, False, (None, 0.0, None)),
        (False, True, (1.0, 1.0, None)),
    ],
)
def test_abstaining(
    answerable: bool, abstained: bool, scores: tuple[float | None, float | None, float | None]
) -> None:
    assert abstain_precision(answerable, abstained) == scores[0]
    assert abstain_recall(answerable, abstained) == scores[1]
    assert false_refusal(answerable, abstained) == scores[2]


def test_risk_by_coverage() -> None:
    assert risk_coverage(ANSWERS) == (
        RiskPoint(0.9, 1 / 5, 0.0),
        RiskPoint(0.8, 3 / 5, 1 / 3),  # no line divides equal confidences
        RiskPoint(0.3, 4 / 5, 1 / 4),
        RiskPoint(0.1, 1.0, 2 / 5),
    )
    assert area_under_risk(ANSWERS) == pytest.approx((0 + 2 / 3 + 1 / 4 + 2 / 5) / 5)
    assert risk_coverage([]) == ()
    assert area_under_risk([]) is None


def test_the_area_is_the_mean_risk_over_all_coverages() -> None:
    rng = np.random.default_rng(0)
    sure = rng.permutation(50) / 50
    right = rng.random(50) < sure
    wrong = ~right[np.argsort(-sure)]
    theirs = (np.cumsum(wrong) / np.arange(1, 51)).mean()
    assert area_under_risk(list(zip(sure, right, strict=True))) == pytest.approx(theirs)


def test_reliability_by_hand() -> None:
    answers = [(0.05, False), (0.12, True), (0.18, False), (1.0, True), (0.9, False)]
    assert reliability(answers) == (
        Bin(0.0, 0.1, 1, 0.05, 0.0),
        Bin(0.1, 0.2, 2, pytest.approx(0.15), 0.5),
        Bin(0.9, 1.0, 2, pytest.approx(0.95), 0.5),
    )
    error = (0.05 + 2 * 0.35 + 2 * 0.45) / 5
    assert expected_calibration_error(answers) == pytest.approx(error)
    assert expected_calibration_error([]) is None


def test_calibration_error_agrees_with_the_binned_sums() -> None:
    """The same by numpy's histograms: the gap of a bin is that of its sums."""
    rng = np.random.default_rng(1)
    sure = rng.random(200)
    right = rng.random(200) < sure**2
    said, _ = np.histogram(sure, 10, (0, 1), weights=sure)
    came, _ = np.histogram(sure, 10, (0, 1), weights=right.astype(float))
    mine = expected_calibration_error(list(zip(sure, right, strict=True)))
    assert mine == pytest.approx(np.abs(said - came).sum() / 200)


def test_brier_agrees_with_scikit_learn() -> None:
    assert brier(0.7, True) == pytest.approx(0.09)
    assert brier(0.7, False) == pytest.approx(0.49)
    mean = sum(brier(sure, right) for sure, right in ANSWERS) / len(ANSWERS)
    sure, right = zip(*ANSWERS, strict=True)
    assert mean == pytest.approx(brier_score_loss(right, sure))
