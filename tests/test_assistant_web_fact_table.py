"""The rows of a computed answer as a table in the chat."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser
from test_assistant_web_render import ANSWER, BARE, CITED, HOSTILE, ONE, TWO, elements

from assistant.answer import Sentence
from assistant.web.fact_table import table_html
from assistant.web.render import answer_html
from index.facts.fact import Fact, Kind


def policy(span, title="Plan", when="2021-03-02", issuers=("MIIT", "MOST")) -> Fact:
    return Fact("f", Kind.POLICY, title, None, None, None, when, span, issuers)


def row(span, **cells: str) -> Fact:
    return Fact(
        "r", Kind.TABLE_ROW, "Ports", None, None, None, None, span, (), qualifiers={"cells": cells}
    )


TWO_POLICIES = replace(
    ANSWER,
    short="Plan; Note (2 in all)",
    items=("Plan", "Note"),
    sentences=(Sentence("Policy: Plan", (1,)), Sentence("Policy: Note", (2,))),
    facts=(policy(CITED.span), policy(BARE.span, "Note", None, ())),
    query="chosen 2 different policies of all documents",
)


def cells(markup: str) -> list[list[str]]:
    rows = LexborHTMLParser(markup).css("tr")
    return [[cell.text() for cell in one.css("th, td")] for one in rows]


def test_policies_have_date_issuer_and_title_each_with_its_citation():
    made = table_html(TWO_POLICIES)
    assert cells(made) == [
        ["When", "Who", "What", ""],
        ["2 March 2021", "MIIT and MOST", "Plan", "[1]"],
        ["", "", "Note", "[2]"],
    ]
    assert (ONE in made, TWO in made) == (True, True)


def test_rows_of_one_table_have_its_columns():
    spans = (CITED.span, replace(CITED.span, end=40))
    facts = (row(spans[0], Port="Dalian", Cranes="3"), row(spans[1], Port="Ningbo", Fee="7"))
    citations = (CITED, replace(BARE, span=spans[1]))
    made = table_html(replace(TWO_POLICIES, facts=facts, citations=citations))
    assert cells(made) == [
        ["Port", "Cranes", "Fee", ""],
        ["Dalian", "3", "", "[1]"],
        ["Ningbo", "", "7", "[2]"],
    ]


def test_an_answer_tells_its_rows_once():
    made = answer_html(TWO_POLICIES)
    assert "<li" not in made.split("Sources")[0]
    assert "Policy: Plan" not in made
    assert made.index("2 items") < made.index("Worked out: chosen 2") < made.index("<table>")


@pytest.mark.parametrize("facts", [(), (policy(CITED.span),), (policy(CITED.span),) * 2])
def test_what_stands_on_one_place_is_told_as_a_sentence(facts):
    answer = replace(TWO_POLICIES, facts=facts)
    assert table_html(answer) == ""
    assert "<table" not in answer_html(answer)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_documents_stay_words(text):
    facts = (policy(CITED.span, text, text, (text,)), row(BARE.span, **{"Port": text}))
    plain = (policy(CITED.span, "a", "b", ("c",)), row(BARE.span, Port="d"))
    assert elements(table_html(replace(TWO_POLICIES, facts=facts))) == elements(
        table_html(replace(TWO_POLICIES, facts=plain))
    )
