"""Defects that are put in make a gate fall, and it names where; equal runs have no flips."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import assistant.answers.stretches
import assistant.ask
import assistant.retrieve
from assistant.ask import Assistant
from assistant.reader.reader import load
from evals.compare import compare
from evals.figures import figures
from evals.gate import Limit, falls
from evals.gold import GoldQuestion, line_of, read_gold
from evals.run import ask_all
from evals.store import read_run

GOLD = Path(__file__).resolve().parent.parent / "evals" / "gold"
EACH = 3  # questions of each kind, enough for every kind to fall
TWICE = 2  # of each kind, asked by two processes
SLACK = 0.05  # below today's figures
WATCHED = ("answer", "short", "list_recall", "evidence_at_5", "evidence_cited", "quotes_exact")


def first(each: int) -> tuple[GoldQuestion, ...]:
    """Give the first questions of each kind."""
    seen: Counter[str] = Counter()
    kept = []
    for question in read_gold(GOLD):
        seen[question.type] += 1
        if seen[question.type] <= each:
            kept.append(question)
    return tuple(kept)


@pytest.fixture(scope="module")
def few() -> tuple[GoldQuestion, ...]:
    return first(EACH)


def remembered(compute: Callable[..., Any]) -> Callable[..., Any]:
    """Have a model compute once what it is given, its last argument a list, however often."""
    cached = lru_cache(None)(lambda *given: compute(*given[:-1], list(given[-1])))
    return lambda *given: cached(*given[:-1], tuple(given[-1]))


@pytest.fixture(scope="module")
def sample(sample_index: Path) -> Iterator[Assistant]:
    """The sample corpus; no defect is one of the models, so these compute nothing twice."""
    opened, reader = Assistant.open(sample_index), load()
    encoder = SimpleNamespace(encode=remembered(opened.encoder.encode))
    with pytest.MonkeyPatch.context() as patched:
        reading = SimpleNamespace(read=remembered(reader.read))
        patched.setattr(assistant.ask, "load", lambda: reading)
        yield replace(opened, encoder=encoder)  # type: ignore[arg-type]
    opened.library.close()


@pytest.fixture(scope="module")
def limits(sample: Assistant, few: tuple[GoldQuestion, ...]) -> list[Limit]:
    """A gate a little under what the sound assistant reaches."""
    groups = figures(tuple(ask_all(sample, few)))
    return [
        Limit(group.group, name, group.by_name[name].value - SLACK)
        for group in groups
        for name in WATCHED
        if name in group.by_name
    ]


@pytest.fixture
def fallen(
    sample: Assistant, few: tuple[GoldQuestion, ...], limits: list[Limit]
) -> Callable[[], dict[str, set[str]]]:
    """Give, for each figure that fell under the gate now, the kinds of question in which it did."""

    def now() -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for fall in falls(limits, figures(tuple(ask_all(sample, few)))):
            found.setdefault(fall.limit.name, set()).add(fall.limit.group)
        return found

    return now


Fallen = Callable[[], dict[str, set[str]]]


def test_nothing_falls_without_a_defect(fallen: Fallen) -> None:
    assert fallen() == {}


def test_a_ranking_turned_round_is_caught(monkeypatch: pytest.MonkeyPatch, fallen: Fallen) -> None:
    fuse = assistant.retrieve.fuse
    monkeypatch.setattr(assistant.retrieve, "fuse", lambda *scores: fuse(*scores)[::-1])
    found = fallen()
    assert found["evidence_at_5"] >= {"all", "factoid", "numeric", "date", "list"}
    assert "all" in found["answer"]


def test_a_broken_reader_is_caught(monkeypatch: pytest.MonkeyPatch, fallen: Fallen) -> None:
    """The answer is cut out beside its place; what is retrieved stays as it is."""
    compose = assistant.ask.compose

    def beside(*arguments: Any) -> Any:
        composed = compose(*arguments)
        return replace(composed, short=composed.short[: len(composed.short) // 3])

    monkeypatch.setattr(assistant.ask, "compose", beside)
    found = fallen()
    # What is cut short fits no question, so some of it is refused with its citations.
    assert not found.keys() & {"evidence_at_5", "evidence_at_20", "mrr"}
    assert found["short"] >= {"all", "numeric", "date"}


def test_an_offset_that_is_off_is_caught(monkeypatch: pytest.MonkeyPatch, fallen: Fallen) -> None:
    """Behind the check, a shifted citation shows a quote that does not stand at its place."""
    cite_all = assistant.ask.cite_all

    def shifted(*arguments: Any) -> Any:
        sentences, citations = cite_all(*arguments)
        return sentences, tuple(
            replace(c, span=replace(c.span, start=c.span.start + 3, end=c.span.end + 3))
            for c in citations
        )

    monkeypatch.setattr(assistant.ask, "cite_all", shifted)
    found = fallen()
    assert found["quotes_exact"] >= {"all", "factoid", "numeric", "date", "list", "yesno"}


def test_an_offset_that_is_off_before_the_check_is_caught(
    monkeypatch: pytest.MonkeyPatch, fallen: Fallen
) -> None:
    """Before the check, the sentence is dropped: nothing false is shown, and less is answered."""
    compose = assistant.ask.compose

    def shifted(*arguments: Any) -> Any:
        composed = compose(*arguments)
        moved = [
            replace(
                quoted,
                spans=tuple(replace(s, start=s.start + 3, end=s.end + 3) for s in quoted.spans),
            )
            for quoted in composed.sentences
        ]
        return replace(composed, sentences=tuple(moved))

    monkeypatch.setattr(assistant.ask, "compose", shifted)
    found = fallen()
    assert found["evidence_cited"] >= {"all", "factoid", "numeric", "date", "list"}
    assert found["answer"] >= {"all", "factoid", "numeric", "date"}


def test_a_broken_reader_of_dates_is_caught(
    monkeypatch: pytest.MonkeyPatch, fallen: Fallen
) -> None:
    """Dates lose their last character, so that years are no years."""
    find = assistant.answers.stretches.find_dates
    monkeypatch.setattr(
        assistant.answers.stretches, "find_dates", lambda text: [(a, b - 1) for a, b in find(text)]
    )
    found = fallen()
    assert "date" in found["short"]
    assert found["short"].isdisjoint({"factoid", "numeric", "definition", "yesno"})


def test_equal_runs_have_no_flips_whatever_the_hash_seed(
    sample_index: Path, tmp_path: Path, root: Path
) -> None:
    gold = tmp_path / "few.jsonl"
    gold.write_text("".join(line_of(one) + "\n" for one in first(TWICE)), encoding="utf-8")
    for seed in ("1", "2"):
        command = ["-m", "assistant.cli", "eval", str(gold), "--index", str(sample_index)]
        subprocess.run(
            [sys.executable, *command, "--out", str(tmp_path / seed)],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
    one, other = read_run(tmp_path / "1"), read_run(tmp_path / "2")
    found = compare(one, other)
    assert found.flips == ()
    assert {(each.lost, each.won) for each in found.differences} == {(0, 0)}
    assert [r.answer for r in one.results] == [r.answer for r in other.results]
    reports = [json.loads((tmp_path / seed / "summary.json").read_text()) for seed in ("1", "2")]
    for report in reports:
        for group in report["figures"]:
            del group["ms_median"], group["ms_p95"]
    assert reports[0]["figures"] == reports[1]["figures"]
