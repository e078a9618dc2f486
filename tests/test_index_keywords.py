"""What is stored for keyword search, and what a question is turned into."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.keywords import (
    acronyms,
    content_terms,
    fold,
    match_query,
    pairs_query,
    stem,
    stems,
    terms,
)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("When was the PIPL drafted?", '"pipl" OR "drafted"'),
        ("What is 新基建?", '"新 基 建"'.replace(" ", "  ").replace("  ", "  ")),
        ("who is it", '"who" OR "is" OR "it"'),
        ('"; DROP TABLE x --', '"drop" OR "table" OR "x"'),
        ("1,204 robots at 8.30%", '"1,204" OR "robots" OR "8.30"'),
        ("?!", ""),
    ],
)
def test_match_query(question, query):
    assert " ".join(match_query(question).split()) == " ".join(query.split())


@pytest.mark.parametrize(
    ("text", "query"),
    [("港口货运", '"港 口" OR "口 货" OR "货 运"'), ("the 港 of", '"港"'), ("no name", "")],
)
def test_pairs_query(text, query):
    assert pairs_query(text) == query


@given(st.text())
def test_no_question_is_bad_syntax(question):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    if query := match_query(question):
        found = connection.execute("SELECT * FROM t WHERE t MATCH ?", (query,))
        assert found.fetchall() == []


def test_chinese_is_found_inside_a_longer_run():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter unicode61')")
    connection.execute("INSERT INTO t VALUES (?)", (fold("北京自由贸易试验区"),))
    found = connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match_query("贸易"),))
    assert found.fetchone() == (1,)
    missed = connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match_query("易贸"),))
    assert missed.fetchone() == (0,)


def test_terms_keep_their_order_and_content_terms_come_once():
    assert terms("The Plan, the plan 2021") == ["the", "plan", "the", "plan", "2021"]
    assert content_terms("The Plan, the plan 2021") == ["plan", "2021"]


def test_stems_are_those_of_fts5():
    words = "policies issued manufacturing nationally generalizations robots 2021".split()
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter unicode61')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, row)")
    connection.execute("INSERT INTO t VALUES (?)", (" ".join(words),))
    stored = {term for (term,) in connection.execute("SELECT term FROM v")}
    assert {stem(word) for word in words} == stored
    assert stems("the issued policies") == {stem("issued"), stem("policies")}


def test_a_body_whose_acronym_is_a_word_without_topic():
    assert acronyms("MOST of the plans that MOST and MIIT issued; most CAN wait. IT, US") == {
        "MOST",
        "CAN",
    }
