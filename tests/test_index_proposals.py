"""What a model proposed outlives builds as long as the text that it is of, and no longer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from briefing_files import write_briefings
from proposal import BOUGHT

import index.fill
from corpus.documents import Span
from index.build import BuildError, build
from index.encoder import DEFAULT_MODEL
from index.facts.fact import Fact
from index.facts.proposed import Told
from index.facts.store import Wanted
from index.generations import Layout, current_generation
from index.library import Library
from index.manifest import Manifest, read_manifest, write_manifest
from index.proposals import Proposals, ProposalsError

FALSE = {**BOUGHT, "subject": "Siemens"}
PROPOSED = Wanted(proposed=True)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_briefings(tmp_path / "corpus")


@pytest.fixture
def root(tmp_path: Path, corpus: Path) -> Path:
    build(corpus, tmp_path / "index", DEFAULT_MODEL)
    return tmp_path / "index"


def keep(root: Path, *proposals: object, name: str = "note.txt") -> None:
    with closing(Library.open(root)) as library:
        document = library.document(name)
    told = Told(Span(name, 0, len(document.text)), "m", proposals)
    Proposals(Layout(root)).keep(document, told)


def proposed(root: Path) -> list[Fact]:
    with closing(Library.open(root)) as library:
        assert library.problems() == []
        return list(library.facts(PROPOSED))


def test_a_build_takes_up_what_stands_and_says_why(root, corpus):
    before = Library.open(root).facts()
    keep(root, BOUGHT, FALSE)
    report = build(corpus, root, DEFAULT_MODEL)
    assert (report.reason, report.read, report.embedded) == (
        *("what a model proposes has changed", 0),
        0,
    )
    (fact,) = proposed(root)
    assert (fact.subject, fact.when, fact.proposed_by) == ("Midea", "2016", "m")
    assert fact.id == "note.txt#proposed-corporate-event@0"
    with closing(Library.open(root)) as library:
        assert library.facts() == before
        assert library.facts(Wanted(words="KUKA", proposed=None)) == (fact,)
        assert library.how_many(Wanted(proposed=None)) == len(before) + 1
    assert build(corpus, root, DEFAULT_MODEL).unchanged


def test_it_stays_when_other_documents_change_or_all_is_made_anew(root, corpus):
    keep(root, BOUGHT)
    build(corpus, root, DEFAULT_MODEL)
    found = proposed(root)
    (corpus / "2020-10.md").write_text("# Another\n\nA line of its own.\n", encoding="utf-8")
    assert build(corpus, root, DEFAULT_MODEL).read == 1
    assert proposed(root) == found
    folder = root / current_generation(Layout(root))
    manifest: Manifest = read_manifest(folder)
    write_manifest(folder, replace(manifest, recipe=replace(manifest.recipe, encoding="other")))
    assert build(corpus, root, DEFAULT_MODEL).read == 3
    assert proposed(root) == found


def test_it_goes_with_the_text_and_comes_back_with_it(root, corpus):
    keep(root, BOUGHT)
    build(corpus, root, DEFAULT_MODEL)
    found, note = proposed(root), (corpus / "note.txt").read_text(encoding="utf-8")
    (corpus / "note.txt").write_text(note + "\nIt was much.\n", encoding="utf-8")
    build(corpus, root, DEFAULT_MODEL)
    assert proposed(root) == []
    (corpus / "note.txt").write_text(note, encoding="utf-8")
    build(corpus, root, DEFAULT_MODEL)
    assert proposed(root) == found
    (corpus / "note.txt").unlink()
    build(corpus, root, DEFAULT_MODEL)
    assert proposed(root) == []


def test_what_is_told_anew_takes_the_place_of_what_was_told(root, corpus):
    keep(root, BOUGHT)
    build(corpus, root, DEFAULT_MODEL)
    keep(root, {**BOUGHT, "kind": "amount"})
    build(corpus, root, DEFAULT_MODEL)
    assert proposed(root) == []
    with closing(Library.open(root)) as library:
        assert library.facts(Wanted(words="KUKA", proposed=None)) == ()


def test_what_is_kept_is_checked_by_each_build_and_not_believed(root, corpus):
    keep(root, BOUGHT)
    with closing(sqlite3.connect(Layout(root).proposals)) as rows:
        rows.execute("UPDATE replies SET facts = replace(facts, 'Midea', 'Siemens')")
        rows.commit()
    build(corpus, root, DEFAULT_MODEL)
    assert proposed(root) == []


def test_a_name_that_is_proposed_changes_no_search_for_issuers(root, corpus):
    quote = "The draft plan wants 6 to 8 Chinese companies among the world's top 50 makers"
    alias = {"kind": "definition", "quote": quote, "subject": "plan", "value": "Chinese companies"}
    keep(root, alias, name="2021-02.md")
    build(corpus, root, DEFAULT_MODEL)
    assert [fact.subject for fact in proposed(root)] == ["plan"]
    assert Library.open(root).names_of("plan") == ("plan",)


def test_only_documents_that_need_it_are_checked_again(root, corpus, monkeypatch):
    keep(root, BOUGHT)
    taken: list[object] = []
    real = index.fill.take_up

    def take_up(ledger, proposals, only):
        taken.append(only)
        real(ledger, proposals, only)

    monkeypatch.setattr(index.fill, "take_up", take_up)
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "2020-10.md").write_text("# Another\n\nA line.\n", encoding="utf-8")
    build(corpus, root, DEFAULT_MODEL)
    assert taken == [None, ["2020-10.md"]]
    assert len(proposed(root)) == 1


def test_texts_that_are_gone_are_forgotten(root):
    keep(root, BOUGHT)
    proposals = Proposals(Layout(root))
    with closing(Library.open(root)) as library:
        note = library.document("note.txt")
        proposals.forget_others([note])
        assert len(proposals.of(note)) == 1
        assert proposals.of(replace(note, text="Other.")) == ()
        proposals.forget_others([replace(note, text="Other.")])
        assert proposals.of(note) == ()


def test_a_damaged_file_is_one_line_and_the_index_serves_on(root, corpus):
    keep(root, BOUGHT)
    build(corpus, root, DEFAULT_MODEL)
    Layout(root).proposals.write_bytes(b"no database" * 100)
    with pytest.raises(BuildError, match=r"proposals.sqlite cannot be used .*: move it away"):
        build(corpus, root, DEFAULT_MODEL)
    assert len(proposed(root)) == 1
    with pytest.raises(ProposalsError):
        keep(root, BOUGHT)
    Layout(root).proposals.unlink()
    build(corpus, root, DEFAULT_MODEL)
    assert proposed(root) == []
