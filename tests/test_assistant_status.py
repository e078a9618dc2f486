"""Status: what the index holds, and what has changed in its folder since."""

from __future__ import annotations

import shutil

import pytest
from briefing_files import write_briefings

from assistant.status import describe, status_of
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.generations import IndexMissing

FACTS = {
    "amount": 2,
    "definition": 2,
    "issue": 2,
    "list": 2,
    "organisation": 1,
    "policy": 2,
    "target": 1,
}


@pytest.fixture
def built(tmp_path):
    corpus, index = write_briefings(tmp_path / "corpus"), tmp_path / "index"
    (corpus / "empty.pdf").write_bytes(b"")
    build(corpus, index, DEFAULT_MODEL)
    return corpus, index


def test_a_status_whole_and_in_words(built):
    corpus, index = built
    found = status_of(index)
    failure = found["failures"][0]
    date = found.pop("built")
    assert found.pop("fresh").endswith("; 1 failed")
    assert found == {
        "index": str(index),
        "version": "generations/000001",
        "corpus": str(corpus),
        "model": DEFAULT_MODEL,
        "search": "exact search",
        "store": None,
        "documents": 3,
        "passages": 3,
        "facts": FACTS,
        "proposed": 0,
        "first": "2020-10-01",
        "last": "2021-03-02",
        "failures": [
            {"file": "empty.pdf", "reason": failure["reason"], "remedy": failure["remedy"]}
        ],
        "changed": [],
    }
    assert describe(found | {"built": date}).splitlines() == [
        f"{index}: generations/000001, built {date} with {DEFAULT_MODEL}",
        f"3 documents, 3 passages and {sum(FACTS.values())} facts from {corpus}",
        "exact search",
        "issued 2020-10-01 to 2021-03-02",
        f"not read: empty.pdf: {failure['reason']} ({failure['remedy']})",
        "up to date",
    ]


def test_what_changed_in_the_folder(built):
    corpus, index = built
    (corpus / "new.md").write_text("# New\n\nSomething is new here.\n")
    (corpus / "note.txt").unlink()
    (corpus / "2020-10.md").write_text("# Edited\n\nSomething is edited here.\n")
    found = status_of(index)
    assert found["changed"] == ["2020-10.md", "new.md", "note.txt"]
    last = describe(found).splitlines()[-1]
    assert last.startswith("index of ")
    told = "; 3 files changed since, 1 failed: 2020-10.md, new.md, note.txt; build again"
    assert last.endswith(told)
    shutil.rmtree(corpus)
    gone = status_of(index)
    assert gone["changed"] is None
    assert describe(gone).splitlines()[-1] == "the folder is no longer there"


def test_documents_without_dates(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "note.txt").write_text("Midea bought the robot maker KUKA in 2016.\n")
    build(tmp_path / "corpus", tmp_path / "index", DEFAULT_MODEL)
    found = status_of(tmp_path / "index")
    assert (found["documents"], found["first"], found["last"]) == (1, None, None)
    assert [line.split()[0] for line in describe(found).splitlines()][1:] == ["1", "exact", "up"]


def test_no_index(tmp_path):
    with pytest.raises(IndexMissing, match="no index in"):
        status_of(tmp_path)
