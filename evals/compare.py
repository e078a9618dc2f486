"""Two runs on the same questions: what flipped, and what differs by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from evals import stats
from evals.figures import MEANS, groups
from evals.results import Result, Run


class CompareError(Exception):
    """Two runs that cannot be compared; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that one run got right and the other wrong."""

    before: Result
    after: Result

    @property
    def won(self) -> bool:
        """Tell whether it became right."""
        return not self.after.causes


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in both runs, over the questions of a group that it is taken over in both.

    Attributes:
        group: a question type, or all.
        name: of the figure.
        n: how many questions.
        before: its mean in the first run.
        after: its mean in the second run.
        interval: of the difference of the two; None where one conversation tells nothing.
        lost: questions whose score fell.
        won: questions whose score rose.
        p: of the exact McNemar test where every score is 0 or 1, else of a paired permutation
            test by conversation.
    """

    group: str
    name: str
    n: int
    before: float
    after: float
    interval: stats.Interval | None
    lost: int
    won: int
    p: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    Attributes:
        flips: in the order of the questions.
        differences: of every mean, over all questions and then by type.
    """

    flips: tuple[Flip, ...]
    differences: tuple[Difference, ...]


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs question by question.

    Raises:
        CompareError: their questions differ.
    """
    first = {result.question.id: result for result in before.results}
    second = {result.question.id: result for result in after.results}
    _check_same(first, second)
    pairs = [(result, second[name]) for name, result in first.items()]
    flips = tuple(Flip(a, b) for a, b in pairs if bool(a.causes) != bool(b.causes))
    return Comparison(flips, tuple(_differences(pairs)))


def _check_same(first: dict[str, Result], second: dict[str, Result]) -> None:
    only = [
        f"only in the {which} run: {_some(sorted(mine.keys() - theirs.keys()))}"
        for which, mine, theirs in (("first", first, second), ("second", second, first))
        if mine.keys() - theirs.keys()
    ]
    if only:
        raise CompareError(
            f"the runs asked different questions, {'; '.join(only)}: run both on the same gold"
        )
    changed = [name for name in first if first[name].question != second[name].question]
    if changed:
        raise CompareError(
            f"the gold of {_some(changed)} changed between the runs: run both on the same gold"
        )


def _some(names: Sequence[str], most: int = 10) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def _differences(pairs: Sequence[tuple[Result, Result]]) -> list[Difference]:
    second = {before.question.id: after for before, after in pairs}
    return [
        difference
        for group, results in groups([before for before, _ in pairs]).items()
        for name in MEANS
        if (difference := _difference(group, name, [(r, second[r.question.id]) for r in results]))
    ]


def _difference(group: str, name: str, pairs: Sequence[tuple[Result, Result]]) -> Difference | None:
    scored = [
        (before, after, a.conversation)
        for a, b in pairs
        if (before := getattr(a.scores, name)) is not None
        and (after := getattr(b.scores, name)) is not None
    ]
    if not scored:
        return None
    deltas = [after - before for before, after, _ in scored]
    clusters = [conversation for _, _, conversation in scored]
    lost, won = sum(delta < 0 for delta in deltas), sum(delta > 0 for delta in deltas)
    rates = {before for before, _, _ in scored} | {after for _, after, _ in scored} <= {0.0, 1.0}
    return Difference(
        group,
        name,
        len(scored),
        fmean(before for before, _, _ in scored),
        fmean(after for _, after, _ in scored),
        stats.bootstrap(deltas, clusters),
        lost,
        won,
        stats.mcnemar(lost, won) if rates else stats.permutation(deltas, clusters),
    )
