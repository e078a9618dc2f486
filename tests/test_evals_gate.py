from pathlib import Path

import pytest

from evals.figures import Figure, Figures
from evals.gate import Fall, GateError, Limit, falls, read_gate

GROUPS = (
    Figures("all", 9, {"answer": Figure(0.7, 9), "false_refusals": Figure(0.2, 9)}),
    Figures("date", 3, {"answer": Figure(1 / 3, 3)}),
)


def gate(tmp_path: Path, text: str, name: str = "gate.toml") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gate.toml", "[all]\nanswer = 0.70\nms_p95 = 90\n[date]\nshort = 0.5\n"),
        ("gate.json", '{"all": {"answer": 0.7, "ms_p95": 90}, "date": {"short": 0.5}}'),
    ],
)
def test_limits_are_read_by_group(tmp_path: Path, name: str, text: str) -> None:
    assert read_gate(gate(tmp_path, text, name)) == (
        Limit("all", "answer", 0.7),
        Limit("all", "ms_p95", 90.0),
        Limit("date", "short", 0.5),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[all\n", "cannot be read: "),
        ("answer = 0.7\n", "must hold tables of figures"),
        ("[all]\nanswr = 0.7\n", r"names 'answr' in \[all\]: right, answer, short, .* exist"),
        ("[all]\nanswer = '0.7'\n", r"must give a number for answer in \[all\]"),
        ("[all]\nanswer = true\n", "must give a number"),
    ],
)
def test_a_gate_that_cannot_be_used_says_why(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(GateError, match=reason) as told:
        read_gate(gate(tmp_path, text))
    assert "\n" not in str(told.value)


def test_a_missing_gate_is_no_open_gate(tmp_path: Path) -> None:
    with pytest.raises(GateError, match=r"cannot be read: .*No such file"):
        read_gate(tmp_path / "none.toml")


def test_what_fell_is_named_with_its_kind() -> None:
    limits = [
        Limit("all", "answer", 0.7),  # reached exactly
        Limit("date", "answer", 0.5),
        Limit("all", "false_refusals", 0.2),
        Limit("all", "false_refusals", 0.1),
        Limit("date", "short", 0.1),
        Limit("list", "list_recall", 0.1),
    ]
    fallen = falls(limits, GROUPS)
    assert fallen == (
        Fall(limits[1], 1 / 3),
        Fall(limits[3], 0.2),
        Fall(limits[4], None),
        Fall(limits[5], None),
    )
    assert list(map(str, fallen)) == [
        "date: answer fell to 0.333, its floor is 0.5",
        "all: false_refusals rose to 0.200, its ceiling is 0.1",
        "date: no question gives short, which has a limit",
        "list: no question gives list_recall, which has a limit",
    ]
