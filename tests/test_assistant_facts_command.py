"""The command `briefings facts`: rows by their fields, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.facts.fields import value_of


@pytest.fixture
def facts(small_index: Path):
    def run(*arguments: str, status: int = 0) -> str:
        done = CliRunner().invoke(app, ["facts", *arguments, "--index", str(small_index)])
        assert done.exit_code == status, done.output
        return done.output

    return run


def test_a_row_names_its_place_and_quotes_it(facts):
    (row,) = map(json.loads, facts("--kind", "issue", "--doc", "2021-02", "--json").splitlines())
    assert (row["kind"], row["when"], row["doc"]) == ("issue", "2021-03-02", "2021-02.md")
    assert row["quote"].startswith("Industry Briefing") and row["issued"] == "2021-03-02"


def test_csv_has_a_line_for_each_row_under_the_names_of_the_fields(facts):
    rows = [json.loads(line) for line in facts("--json").splitlines()]
    table = list(csv.DictReader(io.StringIO(facts("--csv"))))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    quotes = [row["quote"] for row in rows]
    # What a spreadsheet would take for a formula has an apostrophe before it.
    assert [row["quote"] for row in table] == ["'" * (q[0] in "-=+@") + q for q in quotes]
    assert any(quote[0] == "-" for quote in quotes)


def test_what_no_fact_fits_is_said(facts):
    assert facts("--since", "2099").startswith("No fact fits")


def test_a_filter_that_cannot_be_read_is_wrong_usage(facts):
    assert "is no date such as 2021" in " ".join(facts("--since", "May", status=2).split())
    told = facts("--kind", "policies", status=2).replace("│", " ")
    assert "policy event" in " ".join(told.split())


def test_too_many_facts_are_no_pack(facts, tmp_path, monkeypatch):
    from assistant.archive import selection

    monkeypatch.setattr(selection, "MOST", 1)
    said = facts("--export", str(tmp_path / "kept.md"), status=2)
    assert "facts are too many for a pack" in " ".join(said.replace("│", " ").split())
    assert not (tmp_path / "kept.md").exists()


def test_a_selection_is_kept_with_its_quotes_as_notes(facts, tmp_path):
    file = tmp_path / "kept.md"
    (row,) = map(json.loads, facts("--kind", "issue", "--doc", "2021-02", "--json").splitlines())
    said = facts("--kind", "issue", "--doc", "2021-02", "--export", str(file))
    assert " ".join(said.split()) == f"1 fact in {file}"
    paragraph, told, note = file.read_text(encoding="utf-8").strip().split("\n\n")[1:]
    assert paragraph.endswith("[^1]") and paragraph.startswith("issue · 2021\\-03\\-02 · ")
    assert told.startswith("From index generations/")
    assert note.startswith("[^1]: ") and note.endswith("”")
    assert row["quote"].split()[0] in note
    refused = facts("--export", str(tmp_path / "kept.exe"), status=2)
    assert "kept.exe has no ending" in refused
    assert "one of" in facts("--json", "--export", str(file), status=2)


@pytest.mark.parametrize(
    ("row", "written"),
    [
        ({"value": 20, "unit": "%", "operator": "at least"}, "at least 20 %"),
        ({"value": 6, "high": 8, "unit": None, "operator": "range"}, "6 to 8"),
        ({"value": 20, "unit": "GWh", "per": "year"}, "20 GWh per year"),
        ({"value": 1500.5, "unit": "CNY", "certainty": "planned"}, "1,500.5 CNY (planned)"),
        ({"value": "a plan", "unit": None}, "a plan"),
        ({"value": None, "unit": None}, ""),
    ],
)
def test_a_value_is_written_with_what_belongs_to_it(row, written):
    assert value_of({"certainty": "stated", **row}) == written
