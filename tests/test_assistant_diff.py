"""Two issues compared: what is new, changed, dropped, repeated; by documents and by dates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.diff.match import Change
from assistant.diff.sides import DiffError, differences
from assistant.diff.statements import Topic
from evals.diff import Done, report, second_issue, tally
from index.build import build
from index.encoder import DEFAULT_MODEL, find_model, load_encoder
from index.library import Library

OLD = """# Harbour Briefing – March 2022

1 March 2022

## Ports

Policy: Green Ports Action Plan (draft)

Issuing body: Ministry of Transport (MOT)

Date: 9 February 2022

Ningbo handled 120 million tonnes of freight in the month of February.

The ferry to Dalian stays closed because of ice in the outer harbour.

A new dock for repairs is to open in the west of the city of Qingdao.
"""
NEW = """# Harbour Briefing – April 2022

5 April 2022

## Ports

Policy: Green Ports Action Plan

Issuing body: Ministry of Transport (MOT)

Date: 9 March 2022

In the month of February Ningbo handled 135 mn tonnes of freight.

A fresh dock for repairs is to open in the west of the city of Qingdao.

## Pilots

Pilots of large ships have to pass another exam from next year on.
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "2022-03.md").write_text(OLD, encoding="utf-8")
    (folder / "corpus" / "2022-04.md").write_text(NEW, encoding="utf-8")
    build(folder / "corpus", folder / "index", DEFAULT_MODEL)
    return folder / "index"


@pytest.fixture(scope="module")
def compared(root):
    library, encoder = Library.open(root), load_encoder(find_model())
    return lambda *sides, **options: differences(library, encoder, *sides, **options)


def told(found):
    return [
        (
            one.change,
            (one.new or one.old).topic,
            one.old and one.old.text.split()[0],
            one.new and one.new.text.split()[0],
        )
        for one in found
    ]


def test_two_issues_are_compared_statement_by_statement(compared):
    assert told(compared("2022-03.md", "2022-04.md")) == [
        (Change.CHANGED, Topic.POLICY, "Policy:", "Policy:"),
        (Change.CHANGED, Topic.FIGURE, "Ningbo", "In"),
        (Change.REPEATED, Topic.OTHER, "A", "A"),
        (Change.NEW, Topic.OTHER, None, "Pilots"),
        (Change.DROPPED, Topic.OTHER, "The", None),
    ]


def test_a_topic_leaves_out_what_does_not_speak_of_it(compared):
    assert told(compared("2022-03.md", "2022-04.md", topic="pilots")) == [
        (Change.NEW, Topic.OTHER, None, "Pilots")
    ]
    assert compared("2022-03.md", "2022-04.md", topic="submarines") == []


def test_between_two_dates_nothing_is_dropped(compared):
    found = told(compared("2022-03", "2022-04-30"))
    assert {change for change, *_ in found} == {Change.CHANGED, Change.REPEATED, Change.NEW}
    assert (Change.CHANGED, Topic.FIGURE, "Ningbo", "In") in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2022-03.md", "2022-03.md", "are the same document"),
        ("2022-03.md", "nothing", "no document is called 'nothing'"),
        ("harbour", "2022-04.md", "'harbour' may be several documents"),
        ("2022-03-01", "april", "give two documents or two dates"),
        ("2022-05", "2022-06", "no document was issued after 2022-05 and by 2022-06"),
    ],
)
def test_sides_that_cannot_be_compared_are_one_clear_line(compared, old, new, said):
    with pytest.raises(DiffError, match=said):
        compared(old, new)


def test_the_command_prints_counts_tables_and_records(root):
    run = CliRunner().invoke(app, ["diff", "2022-03.md", "2022-04.md", "--index", str(root)])
    assert run.exit_code == 0
    assert run.stdout.startswith("1 new, 2 changed, 1 dropped, 1 repeated\n")
    assert "Repeated" not in run.stdout
    run = CliRunner().invoke(
        app, ["diff", "2022-03.md", "2022-04.md", "--json", "--repeated", "--index", str(root)]
    )
    records = [json.loads(line) for line in run.stdout.splitlines()]
    assert [record["change"] for record in records] == [
        "changed",
        "changed",
        "repeated",
        "new",
        "dropped",
    ]
    library = Library.open(root)
    for record in records:
        for side in filter(None, (record["old"], record["new"])):
            text = library.document(side["doc"]).text
            assert side["quote"] == text[side["start"] : side["end"]]


def test_a_second_issue_is_made_the_same_way_each_time_and_told():
    text = "# Title\n\n" + "\n".join(
        f"The port number {n} handled {n + 20} ships and {n + 40} ferries in the month of May."
        for n in range(40)
    )
    made, done = second_issue(text, ["A sentence from elsewhere that nobody has heard yet."], 1)
    assert (made, done) == second_issue(
        text, ["A sentence from elsewhere that nobody has heard yet."], 1
    )
    assert {one.change for one in done} == set(Change)
    for one in done:
        assert (one.old in text) and (one.new in made)
        assert (one.change is Change.REPEATED) == bool(
            one.old and one.new and one.old.split()[3:5] == one.new.split()[3:5]
            and [w for w in one.old.split() if w.isdigit()]
            == [w for w in one.new.split() if w.isdigit()]
        )  # fmt: skip


def test_what_was_found_is_held_against_what_was_done(compared):
    done = [
        Done(Change.NEW, "", "Pilots of large ships have to pass another exam"),
        Done(Change.DROPPED, "The ferry to Dalian stays closed", ""),
        Done(Change.REPEATED, "Ningbo handled 120", "In the month of February Ningbo handled 135"),
    ]
    counts = tally(done, compared("2022-03.md", "2022-04.md"))
    assert counts == {
        ("new", "new"): 1,
        ("dropped", "dropped"): 1,
        ("repeated", "changed"): 1,
        ("untouched", "changed"): 1,
        ("untouched", "repeated"): 1,
    }
    assert list(report(counts)) == [
        "new           1 made  precision 1.000  recall 1.000  F1 1.000",
        "changed       0 made  precision 0.000  recall 0.000  F1 0.000",
        "dropped       1 made  precision 1.000  recall 1.000  F1 1.000",
        "repeats told as changed: 2 of 3",
    ]
