import json
from pathlib import Path

import pytest
import typer
from briefing_files import KUKA
from click.testing import Result
from typer.testing import CliRunner

from assistant.ask import Assistant
from evals.cli import register
from index.generations import IndexMissing

QUESTIONS = [
    KUKA,
    {
        "id": "when",
        "docs": ["2021-02.md"],
        "type": "date",
        "question": "When was the draft plan on medical equipment issued?",
        "answers": ["1 January 1999"],
        "evidence": [{"doc": "2021-02.md", "quote": "Date: 9 February 2021"}],
    },
    {
        "id": "absent",
        "docs": ["absent.md"],
        "type": "factoid",
        "question": "Who?",
        "answers": ["Nobody"],
        "evidence": [{"doc": "absent.md", "quote": "Nobody did it at all"}],
    },
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(q) + "\n" for q in QUESTIONS), encoding="utf-8")
    return file


def run(*words: object) -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, [str(word) for word in words])


def test_bad_gold_is_reported_line_by_line(tmp_path: Path, small_index: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("{\n[]\n", encoding="utf-8")
    result = run("eval", file, "--index", small_index)
    assert result.exit_code == 1
    first, second, third = result.stderr.splitlines()
    assert first == "briefings: correct the gold questions first:"
    assert second.startswith(f"{file}:1: not JSON: ")
    assert third == f"{file}:2: not a JSON object"
    assert result.stdout == ""


def test_a_missing_index_is_left_to_the_entry_point_to_tell(tmp_path: Path, gold: Path) -> None:
    result = run("eval", gold, "--index", tmp_path / "no")
    assert isinstance(result.exception, IndexMissing)


def test_a_run_is_kept_under_its_name(
    gold: Path, small_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("eval", gold, "--index", small_index)
    assert (result.exit_code, result.stderr) == (0, "")
    [folder] = (tmp_path / "runs").iterdir()
    lines = result.stdout.splitlines()
    assert "1 question skipped: document not in the index" in lines
    assert lines[-1] == f"report: runs/{folder.name}/report.html"
    kept = {file.name for file in folder.iterdir()} - {".lock"}
    assert kept == {"run.json", "results.jsonl", "summary.json", "report.md", "report.html"}
    assert json.loads((folder / "summary.json").read_text())["run"]["name"] == folder.name

    again = run("eval", gold, "--index", small_index, "--json")
    assert again.stderr == f"2 of 2 answers are in runs/{folder.name} already\n"
    assert json.loads(again.stdout) == json.loads((folder / "summary.json").read_text())


def test_a_run_that_was_cut_off_asks_only_the_rest(
    gold: Path, small_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run"
    ask, asked = Assistant.ask, []

    def killed(self: Assistant, question: str, history: object = ()) -> object:
        asked.append(question)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return ask(self, question, history)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "ask", killed)
    assert run("eval", gold, "--index", small_index, "--out", out).exit_code != 0
    result = run("eval", gold, "--index", small_index, "--out", out)
    assert (result.exit_code, result.stderr) == (0, f"1 of 2 answers are in {out} already\n")
    assert [question.split()[0] for question in asked] == ["Who", "When", "When"]
    assert run("eval", gold, "--index", small_index, "--out", out, "--fresh").stderr == ""
    assert len(asked) == 5


def test_another_run_in_the_folder_is_refused(
    gold: Path, small_index: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    assert run("eval", gold, "--index", small_index, "--out", out).exit_code == 0
    result = run("eval", gold, "--index", small_index, "--out", out, "--retrieval-only")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"briefings: {out} holds the run ")
    assert result.stderr.endswith("name another --out, or start over with --fresh\n")


def test_the_gate_names_what_fell(gold: Path, small_index: Path, tmp_path: Path) -> None:
    gate, out = tmp_path / "gate.toml", tmp_path / "run"
    gate.write_text("[all]\nquotes_exact = 1.0\n[date]\nanswer = 0.5\n", encoding="utf-8")
    fell = "briefings: date: answer fell to 0.000, its floor is 0.5\n"
    result = run("eval", gold, "--index", small_index, "--out", out, "--gate", gate)
    assert (result.exit_code, result.stderr) == (1, fell)
    assert f"report: {out}" in result.stdout.replace("\n", "")
    compared = run("compare", out, out, "--gate", gate)
    assert (compared.exit_code, compared.stderr) == (1, fell)
    gate.write_text("[all]\nquotes_exact = 1.0\n[date]\nanswer = 0.0\n", encoding="utf-8")
    assert run("compare", out, out, "--gate", gate).exit_code == 0


def test_a_bad_gate_is_told_before_anything_is_asked(
    gold: Path, small_index: Path, tmp_path: Path
) -> None:
    result = run("eval", gold, "--index", small_index, "--gate", tmp_path / "none.toml")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"briefings: the gate {tmp_path}/none.toml cannot be read: ")


def test_equal_runs_are_compared(gold: Path, small_index: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("eval", gold, "--index", small_index, "--out", tmp_path / name).exit_code == 0
    result = run("compare", tmp_path / "a", tmp_path / "b")
    assert result.exit_code == 0
    assert "0 flips in 2 questions: 0 lost, 0 won" in result.stdout
    record = json.loads(run("compare", tmp_path / "a", tmp_path / "b", "--json").stdout)
    assert record["flips"] == []
    assert {difference["p"] for difference in record["differences"]} == {1.0}


def test_runs_that_cannot_be_compared_are_told_in_a_line(
    gold: Path, small_index: Path, tmp_path: Path
) -> None:
    run("eval", gold, "--index", small_index, "--out", tmp_path / "a")
    gold.write_text(json.dumps(QUESTIONS[0]) + "\n", encoding="utf-8")
    run("eval", gold, "--index", small_index, "--out", tmp_path / "b")
    result = run("compare", tmp_path / "a", tmp_path / "b")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "briefings: the runs asked different questions, only in the first run: when: "
        "run both on the same gold\n"
    )
    missing = run("compare", tmp_path / "a", tmp_path / "none")
    assert missing.stderr.startswith(f"briefings: {tmp_path}/none holds no run: ")
