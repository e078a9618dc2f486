"""A question finds the facts nearest to it in meaning and words, within what else is wanted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from assistant.ask import Assistant
from assistant.cli import app
from assistant.facts.about import facts_about
from assistant.web.app import create_app
from corpus.documents import Span
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.facts.fact import Kind
from index.facts.store import Wanted

TELECOMS = """# Industry Briefing: China – March 2020

3 March 2020 (reporting period: 1 to 29 February 2020)

## Telecoms

MIIT wants 600,000 base stations for 5G by 2025.

## Ports

Ningbo handled 120 million tonnes of freight in 2019. Dalian handled 90 million tonnes.
"""
HEALTH = """# Industry Briefing: China – March 2021

2 March 2021 (reporting period: 1 to 28 February 2021)

## Health

The ministry wants 500 clinics for children by 2025. A nurse earns RMB 80,000 a year.

## Cars

BYD sold 189,000 electric cars in 2020.
"""
MASTS = "How many mobile phone masts should there be?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    folder = tmp_path_factory.mktemp("about")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "2020-03.md").write_text(TELECOMS, encoding="utf-8")
    (folder / "corpus" / "2021-03.md").write_text(HEALTH, encoding="utf-8")
    build(folder / "corpus", folder / "index", DEFAULT_MODEL)
    return Assistant.open(folder / "index")


def first(assistant: Assistant, question: str, wanted: Wanted = Wanted()) -> object:  # noqa: B008
    return facts_about(assistant, question, wanted)[0].value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (MASTS, 600_000),
        ("How much cargo goes through Ningbo?", 120_000_000),
        ("salary of hospital staff", 80_000),
        ("Hospitals for the young", 500),
        ("How many battery vehicles were sold?", 189_000),
    ],
)
def test_other_words_find_the_fact(assistant, question, value) -> None:
    assert assistant.library.facts(Wanted(words=question)) == ()
    assert first(assistant, question) == value


def test_what_else_is_wanted_is_kept_to(assistant) -> None:
    targets = Wanted((Kind.TARGET,))
    assert first(assistant, "salary of hospital staff", targets) == 500
    assert {f.kind for f in facts_about(assistant, MASTS, targets)} == {Kind.TARGET}
    early = facts_about(assistant, "salary of hospital staff", Wanted(issued_until="2020"))
    late = facts_about(assistant, MASTS, Wanted(docs=("2021-03.md",)))
    assert {f.doc_id for f in early} == {"2020-03.md"}
    assert {f.doc_id for f in late} == {"2021-03.md"}
    assert facts_about(assistant, MASTS, Wanted(docs=())) == ()
    assert len(facts_about(assistant, MASTS, Wanted(limit=2))) == 2


def test_each_fact_comes_once_and_the_order_is_the_same_again(assistant) -> None:
    found = facts_about(assistant, MASTS, Wanted(limit=50))
    assert len({fact.id for fact in found}) == len(found) == assistant.library.how_many()
    assert facts_about(assistant, MASTS, Wanted(limit=50)) == found


def test_facts_are_found_by_their_places(assistant) -> None:
    (fact,) = assistant.library.facts(Wanted(words="BYD sold", kinds=(Kind.AMOUNT,)))
    at = fact.span
    within = Span(at.doc_id, at.end - 1, at.end)
    after = Span(at.doc_id, at.end, at.end + 5)
    elsewhere = Span("2020-03.md", at.start, at.end)
    sold = Wanted((Kind.AMOUNT,), words="BYD sold")
    for places, expected in (((within,), (fact,)), ((after, elsewhere), ()), ((), ())):
        wanted = Wanted(sold.kinds, words=sold.words, places=places)
        assert assistant.library.facts(wanted) == expected


def test_the_command_the_page_and_the_programs_find_the_same(assistant) -> None:
    root = str(Path(assistant.library.root))
    asked = ["facts", "--about", MASTS, "--kind", "target", "--json", "--index", root]
    done = CliRunner().invoke(app, asked)
    rows = list(map(json.loads, done.output.splitlines()))
    assert [row["value"] for row in rows] == [600_000, 500]
    client = TestClient(create_app(assistant), base_url="http://127.0.0.1")
    wanted = {"about": MASTS, "kinds": ["target"]}
    assert client.post("/api/facts", json=wanted).json() == rows
    query = {"about": MASTS, "kind": "target"}
    assert client.get("/facts.json", params=query).json() == rows
    page = client.get("/facts", params=query).text
    assert "2 facts, the nearest to the question first" in page
    assert page.index("600,000 base stations") < page.index("500 clinics")
