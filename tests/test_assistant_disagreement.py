"""Where documents differ: both figures, each cited, the newest first; and no false alarm."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser
from test_assistant_web_render import ANSWER, HOSTILE

from assistant import disagreement
from assistant.answer import Citation, Version
from assistant.archive.exchange import Exchange
from assistant.archive.export import to_markdown
from assistant.archive.pack import lines
from assistant.archive.store import Conversation
from assistant.ask import Assistant
from assistant.batch import record
from assistant.citations import differ
from assistant.terminal import show_answer
from assistant.web.render import answer_html
from corpus.documents import Span

OLD = """# Harbour notes, May 2019

Issued: 3 May 2019

The harbour of Basel moves {old} containers a year. Its oldest crane dates from 1954.

The museum of Basel shows paintings by {others} painters of Holland.
"""
NEW = """# Harbour notes, June 2021

Issued: 3 June 2021

Some {new} containers a year are moved by the harbour of Basel. The harbour has nine cranes.

The library of Basel lends {others} books to readers of Holland.
"""
QUESTION = "How many containers does the harbour of Basel move a year?"


def asked(tmp_path, old: str, new: str, question: str = QUESTION, **more):
    from index.build import build
    from index.encoder import DEFAULT_MODEL

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text, value in (("old.md", OLD, {"old": old}), ("new.md", NEW, {"new": new})):
        (corpus / name).write_text(text.format(others="forty", **value), encoding="utf-8")
    build(corpus, tmp_path / "index", DEFAULT_MODEL)
    return Assistant.open(tmp_path / "index").ask(question, **more)


def told(answer) -> list[tuple[str, str]]:
    files = {citation.span: citation.file for citation in answer.citations}
    return [(version.short, files[version.span]) for version in answer.versions]


def test_the_newer_comes_first_and_both_are_cited(tmp_path):
    answer = asked(tmp_path, "80 000", "95 000")
    assert told(answer) == [("Some 95 000 containers", "new.md"), ("80 000 containers", "old.md")]
    assert answer.short == "Some 95 000 containers"
    assert [citation.file for citation in answer.citations[:2]] == ["new.md", "old.md"]
    assert [sentence.text for sentence in answer.sentences[:2]] == [
        "Some 95 000 containers a year are moved by the harbour of Basel.",
        "The harbour of Basel moves 80 000 containers a year.",
    ]
    line = (
        "The documents differ: Some 95 000 containers (2021-06-03) [1]; "
        "80 000 containers (2019-05-03) [2]."
    )
    assert differ(answer) == line


@pytest.mark.parametrize(
    ("old", "new", "question", "more"),
    [
        ("80 000", "80,000", QUESTION, {}),
        ("80 000", "about 81,000", QUESTION, {}),
        ("at least 80 000", "95 000", QUESTION, {}),
        ("80 000", "95 000", QUESTION, {"as_of": "2020-01-01"}),
        ("80 000", "95 000 million tonnes and", QUESTION, {}),
        ("80 000 (2018)", "95 000 (2020)", QUESTION, {}),
        ("80 000", "95 000", "How many painters does the museum of Basel show?", {}),
        ("80 000", "95 000", "Who shows the paintings of Holland?", {}),
        ("80 000", "95 000", "Does the harbour of Basel move containers?", {}),
    ],
    ids=[
        "alike",
        "about",
        "at least",
        "as of",
        "another unit",
        "another year",
        "another thing",
        "no figure",
        "yes",
    ],
)
def test_what_does_not_differ_is_told_once(tmp_path, old, new, question, more):
    answer = asked(tmp_path, old, new, question, **more)
    assert (told(answer), differ(answer)) == ([], "")


def value(text: str) -> disagreement._Value:
    (found,) = disagreement._values(text)
    return found


@pytest.mark.parametrize(
    ("one", "other", "compares", "agrees"),
    [
        ("on 10 October", "on 5 October", True, False),
        ("on 10 October", "on 10 October 2015", True, True),
        ("on 10 October", "in 2015", False, False),
        ("in 2015", "in 2016", True, False),
        ("about -80 tonnes", "-82 tonnes", True, True),
        ("about 80 %", "82 %", True, True),
        ("about 80 %", "about 82 %", True, False),
        ("6 to 8 %", "7 to 8 %", True, False),
        ("6 to 8 %", "7 %", True, True),
        ("80 %", "80 km", False, False),
    ],
)
def test_values_that_compare_and_agree(one, other, compares, agrees):
    first, second = value(one), value(other)
    assert (first.compares(second), second.compares(first)) == (compares, compares)
    assert (first.agrees(second), second.agrees(first)) == (agrees, agrees)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (f"{QUESTION[:-1]}, according to the May 2019 issue?", "80 000 containers"),
        (QUESTION, "Some 95 000 containers"),
    ],
)
def test_the_document_that_is_asked_for_has_its_say(tmp_path, question, short):
    answer = asked(tmp_path, "80 000", "95 000", question)
    assert answer.short == short
    assert told(answer) == [("Some 95 000 containers", "new.md"), ("80 000 containers", "old.md")]


FIRST, SECOND = Span("new", 0, 9), Span("old", 3, 9)
BOTH = replace(
    ANSWER,
    short="492 units",
    citations=(
        Citation(1, FIRST, "492 units", "new.md", "New", "2021-06-03", None, ()),
        Citation(2, SECOND, "300 un", "old.md", "Old", "2019", None, (), issued_inferred=True),
    ),
    versions=(
        Version("492 units", FIRST),
        Version("300 un", SECOND),
        Version("7", Span("x", 0, 1)),
    ),
)
LINE = "The documents differ: 492 units (2021-06-03) [1]; 300 un (2019 (inferred)) [2]."


def test_it_is_told_everywhere(capsys):
    assert differ(BOTH) == LINE
    assert record("q", BOTH)["versions"] == [
        {"short": "492 units", "n": 1},
        {"short": "300 un", "n": 2},
    ]
    kept = Conversation("T", "2026", (Exchange("How many?", BOTH),))
    assert LINE in [line.text for line in lines(kept)]
    assert LINE in re.sub(r"\\(\W)", r"\1", to_markdown(kept))
    show_answer(BOTH)
    assert LINE in " ".join(capsys.readouterr().out.split())


def test_the_page_lists_them_with_their_links():
    shown = LexborHTMLParser(answer_html(BOTH))
    assert [item.text() for item in shown.css(".versions li")] == [
        "492 units [1] New, 3 June 2021",
        "300 un [2] Old, 2019 (inferred)",
    ]
    assert [link.attributes["href"] for link in shown.css(".versions a")] == [
        "#cite-new-0-9",
        "#cite-old-3-9",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_documents_say_is_never_markup(text):
    hostile = replace(BOTH, versions=(Version(text, FIRST), Version(text, SECOND)))
    plain = answer_html(BOTH)
    tags = [
        [node.tag for node in LexborHTMLParser(html).css("*")]
        for html in (plain, answer_html(hostile))
    ]
    assert tags[0] == tags[1]
