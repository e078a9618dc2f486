"""A target that was restated: the latest answers, the earlier is told, and rows say which holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from assistant.ask import Assistant
from assistant.cli import app
from assistant.web.app import create_app
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.facts.fact import Kind
from index.facts.store import Wanted
from index.ledger import Ledger
from index.library import Library

OLD = """# Industry Briefing: China – March 2020

3 March 2020 (reporting period: 1 to 29 February 2020)

## New infrastructure

MIIT wants 600,000 base stations for 5G by 2025. Operators share the cost.

## Ports

Ningbo handled 120 million tonnes of freight in 2019. Dalian handled 90 million tonnes.
"""
NEW = """# Industry Briefing: China – March 2021

2 March 2021 (reporting period: 1 to 28 February 2021)

## Telecoms

Under its new plan China should build 700,000 base stations for 5G by 2025, up from 600,000.

## Trade

In 2019 Ningbo handled 135 million tonnes of freight, the customs office now says.

## Corrections

In issue 12 we wrote that the Yantian bond was for CNY 12 billion. It was for CNY 2.1 billion.
"""
STATIONS = "How many base stations for 5G does China want by 2025?"
FIRST = "MIIT wants 600,000 base stations for 5G by 2025."
SECOND = (
    "Under its new plan China should build 700,000 base stations for 5G by 2025, up from 600,000."
)


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("restated")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "2020-03.md").write_text(OLD, encoding="utf-8")
    (folder / "corpus" / "2021-03.md").write_text(NEW, encoding="utf-8")
    build(folder / "corpus", folder / "index", DEFAULT_MODEL)
    return folder / "index"


@pytest.fixture(scope="module")
def assistant(index) -> Assistant:
    return Assistant.open(index)


@pytest.fixture(scope="module")
def client(assistant) -> TestClient:
    return TestClient(create_app(assistant), base_url="http://127.0.0.1")


def told(assistant: Assistant, question: str, as_of: str | None = None) -> tuple[str, dict]:
    answer = assistant.ask(question, as_of=as_of)
    quotes = {v.short: assistant.library.text(v.span) for v in answer.versions}
    assert [c.span for c in answer.citations][: len(quotes)] == [v.span for v in answer.versions]
    return answer.short, quotes


@pytest.mark.parametrize("question", [STATIONS, "What is the target for 5G base stations?"])
def test_the_latest_answers_and_the_earlier_is_told(assistant, question) -> None:
    short, versions = told(assistant, question)
    assert short == "700,000"
    assert list(versions.values()) == [SECOND, FIRST]
    assert [re.match(r"[\d,]+", version)[0] for version in versions] == ["700,000", "600,000"]


def test_before_the_later_issue_the_earlier_answers_alone(assistant) -> None:
    assert told(assistant, STATIONS, "2020-12-31") == ("600,000 base stations", {})


def test_the_issue_that_is_asked_for_answers_and_the_other_is_told(assistant) -> None:
    asked = f"According to the Industry Briefing of March 2020, {STATIONS[0].lower()}{STATIONS[1:]}"
    short, versions = told(assistant, asked)
    assert (short, list(versions.values())) == ("600,000 base stations", [SECOND, FIRST])


def test_what_is_due_leaves_out_what_was_superseded(assistant) -> None:
    assert "600,000" not in assistant.ask("What is due by 2025?").short
    assert "600,000" in assistant.ask("What is due by 2025?", as_of="2020-12-31").short


def rows(index: Path, *options: str) -> list[tuple[object, object]]:
    arguments = ["facts", "--json", *options, "--index", str(index)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    found = map(json.loads, done.output.splitlines())
    return [(row["value"], (row["superseded_by"] or {}).get("value")) for row in found]


def test_rows_name_what_superseded_them_and_can_be_left_out(index) -> None:
    target = ("--kind", "target")
    assert rows(index, *target) == [(600_000, 700_000), (700_000, None)]
    assert rows(index, *target, "--current") == [(700_000, None)]
    assert rows(index, *target, "--as-of", "2020-12-31") == [(600_000, None)]
    assert rows(index, *target, "--as-of", "2020-12-31", "--current") == [(600_000, None)]
    freight = rows(index, "freight in 2019", "--kind", "amount")
    assert freight == [(120_000_000, 135_000_000), (135_000_000, None)]


def test_what_superseded_a_row_comes_with_its_place(index, client) -> None:
    (row,) = client.get("/api/facts", params={"words": "MIIT", "kinds": "target"}).json()
    newer = row["superseded_by"]
    assert (newer["doc"], newer["issued"]) == ("2021-03.md", "2021-03-02")
    assert newer["quote"] == SECOND.split(",", 1)[0] + ",000 base stations for 5G by 2025"
    assert client.get("/api/facts", params={"words": "MIIT", "current": "true"}).json() == []
    printed = CliRunner().invoke(app, ["facts", "--kind", "target", "--index", str(index)])
    assert "now 700,000" in " ".join(printed.output.split())


def test_the_page_leads_from_a_superseded_row_to_both_sources(client) -> None:
    page = client.get("/facts?kind=target").text
    now, earlier, later = re.findall(r'<a class="place" href="([^"]+)">', page)
    assert now == later != earlier
    assert "now 700,000 (2021-03-02)" in page
    assert client.get(f"/{now}".replace("&amp;", "&")).text.count('<mark id="cited">') == 1
    current = client.get("/facts?kind=target&current=yes").text
    assert "1 fact ·" in re.sub("<[^>]+>", "", current) and "MIIT wants" not in current
    assert "MIIT wants" in client.get("/facts?kind=target&current=yes&as_of=2020-12").text
    assert client.get("/facts?as_of=soon").status_code == 400


def test_a_pack_says_what_holds_now(index, tmp_path) -> None:
    file = tmp_path / "kept.md"
    given = ["facts", "--kind", "target", "--export", str(file), "--index", str(index)]
    assert CliRunner().invoke(app, given).exit_code == 0
    assert "now 700,000" in file.read_text(encoding="utf-8").replace("\\", "")


def test_without_the_later_document_nothing_is_superseded(index, tmp_path) -> None:
    with_both = Library.open(index)
    documents = [with_both.document(record.id) for record in with_both.records]
    facts = {d.id: with_both.facts(Wanted(docs=(d.id,))) for d in documents}
    with_both.close()
    ledger = Ledger.create(tmp_path / "ledger.sqlite")
    for document in documents:
        ledger.add(document, (), facts[document.id])
    assert ledger.link_facts() == 3  # one of them in its own document
    targets = ledger.facts(Wanted((Kind.TARGET,)))
    assert ledger.newer(targets) == {targets[0].id: targets[1]}
    assert ledger.earlier(targets[1]) == targets[:1]
    ledger.remove(documents[1].id)
    assert ledger.newer(targets) == {} and ledger.how_many(Wanted(current=True)) == len(
        facts[documents[0].id]
    )
    assert ledger.link_facts() == 0
    ledger.close()


def test_a_figure_that_its_own_document_corrects(assistant) -> None:
    short, quotes = told(assistant, "How large was the Yantian bond?")
    assert short == "CNY 2.1 billion"
    assert list(quotes) in ([], ["CNY 2.1 billion", "CNY 12 billion"])
    wanted = Wanted((Kind.AMOUNT,), words="bond")
    (wrong,) = (f for f in assistant.library.facts(wanted) if "corrected" in f.qualifiers)
    right = assistant.library.newer([wrong])[wrong.id]
    assert (wrong.value, right.value, right.subject) == (12 * 10**9, 2_100_000_000, wrong.subject)
