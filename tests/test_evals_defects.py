"""The gate stands on the sample corpus, and defects that are put in make it fall and name where."""

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
from typing import Any

import pytest
from typer.testing import CliRunner

import assistant.answers.stretches
import assistant.ask
import assistant.retrieve
from assistant.ask import Assistant
from assistant.cli import app
from evals.cli import register
from evals.compare import compare
from evals.figures import figures
from evals.gate import Limit, falls
from evals.gold import GoldQuestion, line_of, read_gold
from evals.run import ask_all
from evals.store import read_run
from index.encoder import Encoder

GOLD = Path(__file__).resolve().parent.parent / "evals" / "gold"
EACH = 6  # questions of each kind, enough for every kind to fall
SLACK = 0.05  # below today's figures
WATCHED = ("answer", "short", "list_recall", "evidence_at_5", "evidence_cited", "quotes_exact")


@pytest.fixture(scope="module")
def few() -> tuple[GoldQuestion, ...]:
    """The first questions of each kind."""
    seen: Counter[str] = Counter()
    kept = []
    for question in read_gold(GOLD):
        seen[question.type] += 1
        if seen[question.type] <= EACH:
            kept.append(question)
    return tuple(kept)


class Remembering:
    """An encoder that encodes a question once, however often it is asked."""

    def __init__(self, encoder: Encoder) -> None:
        self.encode = cache_by_text(encoder.encode)


def cache_by_text(encode: Callable[[list[str]], Any]) -> Callable[[list[str]], Any]:
    cached = lru_cache(None)(lambda texts: encode(list(texts)))
    return lambda texts: cached(tuple(texts))


@pytest.fixture(scope="module")
def sample(sample_index: Path) -> Iterator[Assistant]:
    opened = Assistant.open(sample_index)
    yield replace(opened, encoder=Remembering(opened.encoder))  # type: ignore[arg-type]
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
    few: tuple[GoldQuestion, ...], sample_index: Path, tmp_path: Path, root: Path
) -> None:
    gold = tmp_path / "few.jsonl"
    gold.write_text("".join(line_of(question) + "\n" for question in few), encoding="utf-8")
    for seed in ("1", "2"):
        command = ["-m", "assistant.cli", "eval", str(gold), "--index", str(sample_index)]
        subprocess.run(
            [sys.executable, *command, "--out", str(tmp_path / seed)],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
    first, second = read_run(tmp_path / "1"), read_run(tmp_path / "2")
    found = compare(first, second)
    assert found.flips == ()
    assert {(each.lost, each.won) for each in found.differences} == {(0, 0)}
    assert [r.answer for r in first.results] == [r.answer for r in second.results]
    reports = [json.loads((tmp_path / seed / "summary.json").read_text()) for seed in ("1", "2")]
    for report in reports:
        for group in report["figures"]:
            del group["ms_median"], group["ms_p95"]
    assert reports[0]["figures"] == reports[1]["figures"]


@pytest.mark.parametrize(("gold", "gate"), [("", "gate.toml"), ("computing", "computing.toml")])
def test_the_shipped_questions_pass_the_gate(
    sample_index: Path, root: Path, tmp_path: Path, gold: str, gate: str
) -> None:
    """The gate of continuous integration: floors a little under the figures of the last change."""
    register(app)
    result = CliRunner().invoke(
        app,
        [
            *("eval", str(GOLD / gold), "--index", str(sample_index), "--out", str(tmp_path)),
            *("--gate", str(root / "evals" / gate)),
        ],
    )
    assert (result.exit_code, result.stderr) == (0, "")
