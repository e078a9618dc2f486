from pathlib import Path

import typer
from typer.testing import CliRunner

from evals.cli import register
from index.generations import IndexMissing


def command() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)  # with one command alone, typer would drop its name
    register(app)
    return app


def test_bad_gold_is_reported_line_by_line_before_anything_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("{\n[]\n", encoding="utf-8")
    result = CliRunner().invoke(command(), ["eval", str(file), "--index", str(tmp_path)])
    assert result.exit_code == 1
    first, second, third = result.stderr.splitlines()
    assert first == "briefings: correct the gold questions first:"
    assert second.startswith(f"{file}:1: not JSON: ")
    assert third == f"{file}:2: not a JSON object"
    assert result.stdout == ""


def test_a_missing_index_is_left_to_the_entry_point_to_tell(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("", encoding="utf-8")
    result = CliRunner().invoke(command(), ["eval", str(file), "--index", str(tmp_path / "no")])
    assert isinstance(result.exception, IndexMissing)
