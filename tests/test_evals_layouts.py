"""The documents in other layouts that ship: each question and each fact stands in them."""

from __future__ import annotations

import pytest

from corpus.load import load
from evals.align import Aligner
from evals.fact_labels import read_labels
from evals.gold import read_entries
from evals.gold_check import check


@pytest.mark.parametrize("name", ["a", "b", "c", "d", "e", "f", "g", "h"])
def test_questions_and_facts_stand_in_their_documents(root, name):
    folder = root / "evals" / "layouts" / name
    documents = load(folder / "documents").documents
    entries, unreadable = read_entries(folder / "questions.jsonl")
    assert len(entries) >= 100
    assert (unreadable, check(entries, Aligner(documents))) == ((), ())
    texts = {document.source: document.text for document in documents}
    labels = folder / "facts.jsonl"
    assert [
        label.quote
        for label in (read_labels(labels) if labels.is_file() else ())
        if label.quote not in texts[label.doc]
    ] == []
