"""What is fitted to gold questions: the confidence, the choice of the short answer, the order."""

from __future__ import annotations

import json

import numpy as np
import pytest

from assistant.select import WEIGHTS
from evals import calibrate, ordering
from evals.choosing import Choice, fit

RANDOM = np.random.default_rng(0)


def test_a_confidence_is_fitted_and_what_speaks_for_an_answer_never_counts_against_it():
    features = RANDOM.random((400, len(calibrate.BOUNDS))).astype(np.float32)
    told = features[:, 0] - features[:, 1] - features[:, 3] > -0.5  # the second misleads
    weights = calibrate.fit(features, told)
    assert (weights[1] > 1, weights[2], weights[4] < -1) == (True, 0.0, True)
    for weight, (low, high) in zip(weights[1:], calibrate.BOUNDS, strict=True):
        assert (low is None or weight >= low) and (high is None or weight <= high)
    sure = calibrate.probability(weights, features)
    assert sure[told].mean() - sure[~told].mean() > 0.3


def test_without_limits_it_is_the_logistic_regression_of_others(monkeypatch):
    from sklearn.linear_model import LogisticRegression

    monkeypatch.setattr(calibrate, "BOUNDS", [(None, None)] * 3)
    features = RANDOM.random((200, 3)).astype(np.float32)
    told = features[:, 0] + 0.3 * RANDOM.random(200) > 0.6
    known = LogisticRegression(tol=1e-8).fit(features, told)
    own = calibrate.fit(features, told)
    assert own == pytest.approx([*known.intercept_, *known.coef_[0]], abs=1e-3)


def test_a_choice_is_fitted_to_what_is_right():
    found = []
    for fold in range(40):
        rows = RANDOM.random((5, 2))
        found.append(Choice(fold % 8, rows, rows[:, 1] == rows[:, 1].max()))
    weights = fit(found)
    assert weights[1] > 5 * abs(weights[0])
    assert all(choice.is_right(np.array([0.0, 1.0])) for choice in found)


def test_sentences_of_the_evidence_are_told_from_others(small_index, tmp_path):
    quote = "In 2020, China made only around 6 percent of the chips that it used."
    asked = {
        "id": "a", "docs": ["2021-02.md"], "type": "numeric", "answers": ["6 percent"],
        "question": "What share of its chips did China make?",
        "evidence": [{"doc": "2021-02.md", "quote": quote}],
    }  # fmt: skip
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(asked) + "\n")
    (choice,) = ordering.choices(small_index, gold)
    assert choice.features.shape == (len(choice.right), len(WEIGHTS)) == (len(choice.right), 7)
    assert choice.right.sum() == 1
    assert choice.is_right(np.array(WEIGHTS))
