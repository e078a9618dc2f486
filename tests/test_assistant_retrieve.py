"""Retrieval: the two searches fused, ties by id, documents left aside."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.parts import Parts
from assistant.retrieve import KEYWORD_SHARE, PREFERRED, TOPIC_SHARE, Sought, fuse, joined, retrieve


@pytest.mark.parametrize(
    ("cosines", "keywords", "ranking"),
    [
        ({}, {}, []),
        ({"a": 0.2, "b": 0.6}, {}, [("b", 0.3), ("a", 0.1)]),
        ({"a": 0.2, "b": 0.6}, {"a": 8.0, "b": 2.0}, [("a", 0.6), ("b", 0.425)]),
        ({"c": 0.5, "a": 0.5, "b": 0.5}, {"c": 0.0}, [("a", 0.25), ("b", 0.25), ("c", 0.25)]),
        ({"b": 0.4, "a": 0.4}, {"b": 3.0, "a": 3.0}, [("a", 0.7), ("b", 0.7)]),
    ],
)
def test_scores_are_fused_best_first_ties_by_id(cosines, keywords, ranking):
    assert KEYWORD_SHARE == 0.5  # the figures above are worked out by hand for it
    found = fuse(cosines, keywords)
    assert [name for name, _ in found] == [name for name, _ in ranking]
    assert [score for _, score in found] == pytest.approx([score for _, score in ranking])


def test_what_is_preferred_is_raised():
    assert PREFERRED == 0.2  # the figures below are worked out by hand for it
    found = fuse({"a": 0.5, "b": 0.4, "c": 0.2}, {}, {"b", "c"})
    assert found == [("b", pytest.approx(0.4)), ("c", pytest.approx(0.3)), ("a", 0.25)]


@pytest.mark.parametrize(("share", "first"), [(0.0, "a"), (1.0, "b")])
def test_one_search_can_be_left_out(share, first):
    assert fuse({"a": 0.9, "b": 0.1}, {"b": 7.0}, (), share)[0] == (first, max(0.9, share))


@pytest.fixture
def ask(small_assistant):
    def found(question, k=4, topic="", **options):
        vector = small_assistant.encoder.encode([question])[0]
        return retrieve(small_assistant.library, Sought(question, vector, topic), k, **options)

    return found


def test_the_passage_that_says_it_comes_first(ask, small_assistant):
    best, *rest = ask("Who bought the robot maker KUKA?")
    assert (best.passage.id, best.passage.span.doc_id) == ("note.txt@0", "note.txt")
    assert all(best.score >= other.score for other in rest)
    vector = small_assistant.encoder.encode(["Who bought the robot maker KUKA?"])[0]
    assert small_assistant.library.cosines(vector, ["note.txt@0"]) == pytest.approx([best.cosine])


def test_chinese_is_found_by_its_characters(ask):
    assert ask("中国机器人产业联盟")[0].passage.span.doc_id == "2020-10.md"


def test_only_the_documents_kept_are_found(ask):
    found = ask("robots", k=50, keep=lambda name: name != "note.txt")
    assert {hit.passage.span.doc_id for hit in found} == {"2020-10.md", "2021-02.md"}
    assert ask("robots", keep=lambda _: False) == []


def test_documents_left_aside_do_not_crowd_out_the_others(ask, monkeypatch):
    monkeypatch.setattr("assistant.retrieve.POOL", 1)
    (only,) = ask("spending on semiconductors", k=1, keep=lambda name: name == "note.txt")
    assert only.passage.id == "note.txt@0"


@pytest.mark.parametrize("question", ["", "?", "the of and", '" OR * NEAR(', "x" * 5000])
def test_a_question_without_words_does_no_harm(ask, question):
    hits = ask(question, k=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


def test_the_topic_counts_less_than_the_question():
    question, topic = np.array([1, 0], dtype=np.float32), np.array([0, 1], dtype=np.float32)
    assert joined(question) is question
    assert TOPIC_SHARE == 0.75  # the figures below are worked out by hand for it
    assert joined(question, topic) == pytest.approx([0.8, 0.6])
    assert joined(question, topic).dtype == np.float32


def test_words_of_the_topic_find_what_the_question_does_not_name(ask):
    assert ask("When was that?", k=1, topic="Who bought KUKA?")[0].passage.id == "note.txt@0"


def test_words_of_the_question_outweigh_those_of_the_topic(ask):
    both = {word: ask(word, topic=other) for word, other in (("KUKA", "PIPL"), ("PIPL", "KUKA"))}
    assert [hits[0].passage.span.doc_id for hits in both.values()] == ["note.txt", "2020-10.md"]
    assert ask("KUKA", topic="KUKA") == ask("KUKA")  # a word of both counts once


def test_a_document_that_is_asked_for_goes_first_and_is_searched_whole(ask, monkeypatch):
    monkeypatch.setattr("assistant.retrieve.POOL", 1)
    assert ask("spending on semiconductors", k=1)[0].passage.span.doc_id == "2021-02.md"
    asked_for = ask("spending on semiconductors", k=1, prefer={"note.txt"})
    assert asked_for[0].passage.id != "note.txt@0"  # it says too little of it
    asked_for = ask("spending on semiconductors", k=2, prefer={"note.txt"})
    assert asked_for[1].passage.id == "note.txt@0"


def test_a_name_is_found_by_its_other_form(ask):
    words = Parts(dense=False)
    assert [hit.passage.span.doc_id for hit in ask("机器人 CRIA", parts=words)] == ["2020-10.md"]
    assert ask("the PIPL", parts=words)[0].passage.span.doc_id == "2020-10.md"


def test_without_one_of_the_searches_the_other_finds(ask):
    assert ask("KUKA", parts=Parts(dense=False))[0].score == pytest.approx(1.0)
    by_meaning = ask("KUKA", parts=Parts(keywords=False))
    assert [hit.score for hit in by_meaning] == [hit.cosine for hit in by_meaning]


def test_an_index_knows_the_names_that_its_documents_define(small_assistant):
    names = small_assistant.library.glossary.other_names("PIPL, 中国机器人产业联盟")
    assert names == [
        ("中国机器人产业联盟", "china robot industry alliance"),
        ("PIPL", "personal information protection law"),
    ]


@pytest.mark.parametrize("within", [set(), {"note.txt"}, {"2020-10.md", "2021-02.md"}])
def test_a_search_within_documents_is_the_whole_search_without_the_others(small_assistant, within):
    library = small_assistant.library
    vector = small_assistant.encoder.encode(["robots"])[0]

    def allowed(found):
        return [pair for pair in found if library.passage(pair[0]).span.doc_id in within]

    query = "robots OR semiconductors OR KUKA OR the"
    every = len(library.passages())
    assert library.search_query(query, every, within) == allowed(library.search_query(query, every))
    by_meaning = library.search_vectors(vector, every)
    assert library.search_vectors(vector, every, within) == allowed(by_meaning)
    assert library.search_vectors(vector, 1, within) == allowed(by_meaning)[:1]
