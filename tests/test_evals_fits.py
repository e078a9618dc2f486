"""What is fitted to gold questions: the confidence, the order, the choice of an answer."""

from __future__ import annotations

import json

import numpy as np
import pytest

from assistant.select import WEIGHTS
from evals import calibrate, listing, ordering
from evals.choosing import Choice, fit
from index.build import build
from index.encoder import DEFAULT_MODEL

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
    known = LogisticRegression(tol=1e-8).fit(features.astype(np.float64), told)
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


LISTS = """# Ports

The strategy names four risks:

- silted harbours
- old cranes
- strikes
- storms

The grant went to three towns, Dalian, Xiamen and Beihai.
"""


def test_the_list_asked_for_is_told_from_others_and_from_none(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "ports.md").write_text(LISTS)
    build(tmp_path / "corpus", tmp_path / "index", DEFAULT_MODEL)
    items = ["silted harbours", "old cranes", "strikes", "storms"]
    asked = [
        {"question": "Which risks does the strategy name?", "items": [[item] for item in items]},
        {"question": "Which countries does the strategy name?", "answers": ["none"]},
    ]
    gold = tmp_path / "gold.jsonl"
    shared = {"docs": ["ports.md"], "evidence": [{"doc": "ports.md", "quote": "old cranes"}]}
    kinds = ("list", "factoid")
    rows = [
        {"id": kind, "type": kind, "answers": [], **one, **shared}
        for kind, one in zip(kinds, asked, strict=True)
    ]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = list(listing.choices(tmp_path / "index", gold))
    assert [choice.right.tolist() for choice in found] == [
        [True, False, False],
        [False, False, True],
    ]
    assert [choice.features.shape for choice in found] == [(3, len(listing.NAMES))] * 2
    assert found[0].is_right(np.array(listing.WEIGHTS))
