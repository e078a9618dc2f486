"""Retrieval: the two searches fused, ties by id, documents left aside."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.retrieve import KEYWORD_SHARE, TOPIC_SHARE, fuse, joined, retrieve


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


@pytest.fixture
def ask(small_assistant):
    def found(question, k=4, **options):
        vector = small_assistant.encoder.encode([question])[0]
        return retrieve(small_assistant.library, question, vector, k, **options)

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
