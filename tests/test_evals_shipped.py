"""The gate stands: what the shipped questions must reach over the sample corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from evals.cli import register


@pytest.mark.parametrize(("gold", "gate"), [("", "gate.toml"), ("computing", "computing.toml")])
def test_the_shipped_questions_pass_the_gate(
    sample_index: Path, root: Path, tmp_path: Path, gold: str, gate: str
) -> None:
    """The gate of continuous integration: floors a little under the figures of the last change."""
    register(app)
    asked = root / "evals" / "gold" / gold
    result = CliRunner().invoke(
        app,
        [
            *("eval", str(asked), "--index", str(sample_index), "--out", str(tmp_path)),
            *("--gate", str(root / "evals" / gate)),
        ],
    )
    assert (result.exit_code, result.stderr) == (0, "")
