"""How sure a mean is, and whether two runs differ: seeded, so that equal runs agree."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

SEED = 20_210_331
RESAMPLES = 2000
LEVEL = 0.95
_MOST_SIGNS = 12  # differing clusters up to which every assignment of signs is tried


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval at ``LEVEL``."""

    low: float
    high: float


def bootstrap(values: Sequence[float], clusters: Sequence[Hashable]) -> Interval | None:
    """Give the percentile interval of a mean, resampling whole clusters.

    Questions of one conversation stand or fall together, so conversations are drawn and not
    questions. Source: Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13;
    Field and Welsh 2007, "Bootstrapping clustered data".

    Args:
        values: what the mean is taken over.
        clusters: for each value the cluster that it belongs to.

    Returns:
        None with fewer than two clusters, which tell nothing about spread.
    """
    sums, sizes = _by_cluster(values, clusters)
    if len(sums) < 2:
        return None
    drawn = np.random.default_rng(SEED).integers(0, len(sums), (RESAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def mcnemar(lost: int, won: int) -> float:
    """Give the exact two-sided p value of McNemar's test.

    Were the two runs equally good, each flip would go either way with probability 1/2. Source:
    McNemar 1947, "Note on the sampling error of the difference between correlated proportions".

    Args:
        lost: questions that were right and are wrong.
        won: questions that were wrong and are right.
    """
    n = lost + won
    tail = sum(comb(n, k) for k in range(min(lost, won) + 1))
    return min(1.0, 2.0 * tail / 2.0**n)


def permutation(differences: Sequence[float], clusters: Sequence[Hashable]) -> float:
    """Give the two-sided p value of a paired permutation test that the mean difference is 0.

    The sign of each cluster's differences is flipped: in every way where few clusters differ, in
    ``RESAMPLES`` seeded ones else. Source: Fisher 1935, "The Design of Experiments", section 21;
    Phipson and Smyth 2010 for counting the observed one among the sampled.

    Args:
        differences: for each question, the second run's value less the first's.
        clusters: for each difference the cluster that it belongs to.
    """
    sums, _ = _by_cluster(differences, clusters)
    sums = sums[sums != 0]
    if not len(sums):
        return 1.0
    every = len(sums) <= _MOST_SIGNS
    if every:
        bits = np.arange(2 ** len(sums))[:, None] >> np.arange(len(sums)) & 1
    else:
        bits = np.random.default_rng(SEED).integers(0, 2, (RESAMPLES, len(sums)))
    totals = np.abs((2 * bits - 1) @ sums)
    # A hair less, so that the observed assignment counts in spite of rounding.
    extreme = int((totals >= abs(sums.sum()) * (1 - 1e-9)).sum())
    return extreme / len(totals) if every else (extreme + 1) / (len(totals) + 1)


def _by_cluster(
    values: Sequence[float], clusters: Sequence[Hashable]
) -> tuple[
    np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.int64]]
]:
    """Sum and count values by cluster, in order of first use."""
    sums: dict[Hashable, float] = {}
    sizes: dict[Hashable, int] = {}
    for value, cluster in zip(values, clusters, strict=True):
        sums[cluster] = sums.get(cluster, 0.0) + value
        sizes[cluster] = sizes.get(cluster, 0) + 1
    return np.array(list(sums.values()), np.float64), np.array(list(sizes.values()), np.int64)
