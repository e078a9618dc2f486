import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import stats as scipy_stats

from evals.stats import Interval, bootstrap, mcnemar, permutation


def test_an_interval_is_near_that_of_theory() -> None:
    values = [1.0] * 60 + [0.0] * 40
    found = bootstrap(values, range(100))
    assert found is not None
    half = 1.96 * (0.6 * 0.4 / 100) ** 0.5
    assert (found.low, found.high) == pytest.approx((0.6 - half, 0.6 + half), abs=0.015)


def test_whole_conversations_are_drawn() -> None:
    """Ten conversations of ten like questions tell no more than ten questions."""
    values = [float(number // 10 < 6) for number in range(100)]
    alone = bootstrap(values, range(100))
    together = bootstrap(values, [number // 10 for number in range(100)])
    ten = bootstrap([1.0] * 6 + [0.0] * 4, range(10))
    assert together == ten
    assert alone is not None and together is not None
    assert together.high - together.low > 2.5 * (alone.high - alone.low)


def test_without_spread_there_is_none() -> None:
    assert bootstrap([1.0, 0.0], ["a", "a"]) is None
    assert bootstrap([], []) is None
    assert bootstrap([1.0, 1.0], ["a", "b"]) == Interval(1.0, 1.0)


def test_intervals_do_not_depend_on_the_hash_seed(root: Path) -> None:
    code = (
        "from evals.stats import bootstrap, permutation\n"
        "v = [(7 * n) % 5 / 4 for n in range(40)]; c = [f'c{n % 13}' for n in range(40)]\n"
        "print(bootstrap(v, c), permutation([x - 0.4 for x in v], c))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert "Interval" in outputs.pop()


@pytest.mark.parametrize(("lost", "won"), [(0, 0), (0, 5), (3, 3), (1, 9), (12, 4), (200, 260)])
def test_mcnemar_is_the_binomial_test(lost: int, won: int) -> None:
    n = lost + won
    expected = scipy_stats.binomtest(lost, n, 0.5).pvalue if n else 1.0
    assert mcnemar(lost, won) == pytest.approx(expected)


def test_a_permutation_of_few_is_exact() -> None:
    deltas = [0.5, 0.25, -0.125, 0.0, 1.0]
    theirs = scipy_stats.permutation_test(
        (np.array(deltas),), np.mean, permutation_type="samples", n_resamples=np.inf
    )
    assert permutation(deltas, range(5)) == pytest.approx(theirs.pvalue)
    assert permutation([0.0, 0.0], range(2)) == 1.0
    assert permutation([1.0, -1.0], range(2)) == 1.0
    assert permutation([1.0] * 5, ["one"] * 5) == 1.0  # a single conversation


def test_a_permutation_of_many_is_sampled() -> None:
    deltas = list(np.random.default_rng(3).normal(0.25, 1.0, 60))
    theirs = scipy_stats.permutation_test(
        (np.array(deltas),), np.mean, permutation_type="samples", n_resamples=20_000, rng=0
    )
    assert permutation(deltas, range(60)) == pytest.approx(theirs.pvalue, abs=0.02)
