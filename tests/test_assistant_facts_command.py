"""The command `briefings facts`: rows by their fields, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app


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
    assert "policy event" in facts("--kind", "policies", status=2)
