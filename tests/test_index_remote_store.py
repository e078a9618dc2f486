"""Vectors in PostgreSQL: what a local index finds, whole generations, failures in one line."""

from __future__ import annotations

import builtins
import random
import shutil
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import psycopg
import pytest
from briefing_files import write_briefings
from postgres import PASSWORD

import index.build
import index.fill
from assistant import cli
from assistant.ask import Assistant
from assistant.batch import record
from assistant.doctor import examine
from assistant.status import describe, status_of
from corpus.load import read_document
from evals.gold import read_gold
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.library import Library
from index.manifest import Stored
from index.remote.connect import StoreError, check_url
from index.remote.vectors import StoredVectors, merged
from index.remote.writer import StoreWriter, follows
from index.vectors import Vectors

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    """Read the documents in this process: to start another takes a second."""
    monkeypatch.setattr(index.fill, "read_all", lambda new, _: (read_document(f) for f in new))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_briefings(tmp_path / "corpus")


@pytest.fixture
def root(tmp_path: Path, small_index: Path) -> Path:
    """An index folder with nothing but the vectors of the small briefings' texts."""
    shutil.copytree(small_index / "embeddings", tmp_path / "index" / "embeddings")
    return tmp_path / "index"


def generations(database: str) -> list[tuple[int, int, str]]:
    """Give number, table and state of each generation in the store."""
    with psycopg.connect(database) as connection:
        query = "SELECT number, base, state FROM briefings.generations ORDER BY number"
        return connection.execute(query).fetchall()


def tables(database: str) -> dict[str, int]:
    """Give the tables of vectors with how many rows each has."""
    with psycopg.connect(database) as connection:
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'briefings'"
            " AND tablename LIKE 'vectors%' ORDER BY tablename"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM briefings."{name}"').fetchone()[0]
            for (name,) in names
        }


def add_line(corpus: Path, line: str) -> None:
    with (corpus / "note.txt").open("a") as file:
        file.write(f"\n\n{line}\n")


def near(library: Library, text: str) -> list[str]:
    """Give the ids of the passages nearest to that which holds a text, itself first."""
    row = next(r for r, p in enumerate(library.passages()) if text in library.text(p.span))
    return [name for name, _ in library.search_vectors(library._vectors.get([row])[0], 3)]


def test_the_top_ten_and_the_answers_are_those_of_the_local_index(database, sample_index, tmp_path):
    shutil.copytree(sample_index / "embeddings", tmp_path / "embeddings")
    report = build(ROOT / "corpus" / "briefings", tmp_path, DEFAULT_MODEL, store=database)
    assert not (tmp_path / report.version / "vectors.faiss").exists()
    local, stored = Assistant.open(sample_index), Assistant.open(tmp_path)
    asked = read_gold(ROOT / "evals" / "gold", ROOT / "evals" / "gold" / "computing")
    assert len(asked) > 400
    queries = local.encoder.encode([gold.question for gold in asked])
    names, chance = [r.id for r in local.library.records], random.Random(1)
    for query in queries:
        within = chance.sample(names, chance.randint(1, len(names)))
        for chosen in (None, within):
            expected = local.library.search_vectors(query, 10, chosen)
            found = stored.library.search_vectors(query, 10, chosen)
            assert [name for name, _ in found] == [name for name, _ in expected]
            assert [s for _, s in found] == pytest.approx([s for _, s in expected], abs=1e-6)
    for gold in asked[::80]:
        one, other = (record(1, a.ask(gold.question, gold.history)) for a in (local, stored))
        assert {**one, "ms": 0} == {**other, "ms": 0}


def test_one_changed_file_swaps_the_generation_and_leaves_the_old_one_to_its_readers(
    database, corpus, root
):
    assert build(corpus, root, DEFAULT_MODEL, store=database).reason == "there was no index"
    assert build(corpus, root, DEFAULT_MODEL, store=database).unchanged
    old = Library.open(root)
    before = near(old, "Robot")
    add_line(corpus, "Robots number 17.")
    report = build(corpus, root, DEFAULT_MODEL, store=database)
    assert (report.read, report.embedded, report.reason) == (1, 1, "1 changed")
    with closing(Library.open(root)) as new:
        assert near(new, "Robots number 17")[0].startswith("note.txt@")
        assert near(old, "Robot") == before
        assert tables(database) == {"vectors_1": 4}
    old.close()
    (corpus / "note.txt").unlink()
    build(corpus, root, DEFAULT_MODEL, store=database)
    assert generations(database) == [(3, 1, "serving")]
    assert tables(database) == {"vectors_1": 2}
    with closing(Library.open(root)) as last:
        assert len(last._vectors) == len(last.passages()) == 2
    assert {check.name for check in examine(root, DEFAULT_MODEL) if not check.passed} == set()
    assert f"exact search, in {database}" in describe(status_of(root)).splitlines()


@pytest.mark.parametrize("step", ["_check", "publish"])
def test_a_build_that_fails_leaves_the_old_one_serving(database, corpus, root, monkeypatch, step):
    build(corpus, root, DEFAULT_MODEL, store=database)
    add_line(corpus, "Something new stands here.")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(index.build if step == "publish" else index.fill, step, stop)
        build(corpus, root, DEFAULT_MODEL, store=database)
    assert generations(database) == [(1, 1, "serving")]
    with closing(Library.open(root)) as library:
        assert len(near(library, "Robot")) == 3


def test_what_a_killed_build_left_is_taken_out_by_the_next(database, corpus, root, monkeypatch):
    build(corpus, root, DEFAULT_MODEL, store=database)
    add_line(corpus, "Something new stands here.")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(StoreWriter, "close", lambda self: self._connection.close())  # as if killed
        patch.setattr(index.build, "publish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        build(corpus, root, DEFAULT_MODEL, store=database)
    assert generations(database) == [(1, 1, "serving"), (2, 1, "pending")]
    with closing(Library.open(root)) as library:
        assert len(library._vectors) == 3
    build(corpus, root, DEFAULT_MODEL, store=database)
    assert generations(database) == [(3, 1, "serving")]
    assert tables(database) == {"vectors_1": 3}


def test_a_copied_folder_answers_elsewhere_and_builds_into_a_table_of_its_own(
    database, corpus, root, tmp_path
):
    build(corpus, root, DEFAULT_MODEL, store=database)
    copy = shutil.copytree(root, tmp_path / "elsewhere" / "index")
    with closing(Library.open(root)) as here, closing(Library.open(copy)) as there:
        assert near(here, "Robot") == near(there, "Robot")
        add_line(corpus, "Something new stands here.")
        build(corpus, root, DEFAULT_MODEL, store=database)
        report = build(corpus, copy, DEFAULT_MODEL, store=database)
        assert (
            report.reason == f"{database} does not hold the vectors, or holds later ones; 1 changed"
        )
        assert near(here, "Robot") == near(there, "Robot")
    assert tables(database) == {"vectors_1": 4, "vectors_3": 3}


def test_vectors_move_there_and_back(database, corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    there = build(corpus, root, DEFAULT_MODEL, store=database)
    assert there.reason == f"the vectors move from this machine to {database}"
    back = build(corpus, root, DEFAULT_MODEL)
    assert back.reason == f"the vectors move from {database} to this machine"
    assert (there.embedded, back.embedded) == (0, 0)
    assert (generations(database), tables(database)) == ([], {})
    assert near(Library.open(root), "Robot")


@pytest.fixture
def stored(database) -> tuple[StoreWriter, np.ndarray, np.ndarray]:
    """1,500 vectors in a store, and the numbers of their passages."""
    rows = np.random.default_rng(1).normal(size=(1500, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    numbers = np.concatenate([np.arange(700), np.arange(5000, 5800)])
    with closing(StoreWriter(database)) as writer:
        writer.start(1500, None, ())
        writer.add(0, rows[:700])
        writer.add(5000, rows[700:])
        writer.finish()
        yield writer, rows, numbers


def test_candidates_from_a_graph_are_compared_exactly_and_a_filter_asks_no_graph(stored):
    writer, rows, numbers = stored
    search = writer.near(numbers, 16, "approximate", None)
    assert search.factor
    assert search.recall >= 0.98
    exact = Vectors.of(rows)
    with closing(StoredVectors(writer.stored, numbers, 16, search.factor)) as graph:
        found = [dict(graph.search(row, 10)) for row in rows[:200]]
        truth = [dict(exact.search(row, 10)) for row in rows[:200]]
        assert np.mean([len(f.keys() & t.keys()) for f, t in zip(found, truth, strict=True)]) > 9.8
        within = [range(1490, 1500), range(0), range(690, 710), range(0, 3)]
        for row in rows[:20]:
            expected = exact.search(row, 33, within)
            assert [r for r, _ in graph.search(row, 99, within)] == [r for r, _ in expected]
        np.testing.assert_array_equal(graph.get([1499, 3, 3]), rows[[1499, 3, 3]])
        assert graph.get([]).shape == (0, 16)
        assert graph.search(rows[0], 0) == graph.search(rows[0], 5, []) == []
    writer._old = writer.stored  # as a build that goes on from it
    assert writer.near(numbers, 16, "approximate", search) is search
    assert writer.near(numbers, 16, "exact", search).factor is None


def test_ranges_that_touch_become_one():
    assert merged([range(5, 7), range(0), range(2, 5), range(9, 10), range(9, 10)]) == [
        range(2, 7),
        range(9, 10),
    ]


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    """Run the command in an empty folder; give exit status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "go_offline", lambda: None)

    def done(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["briefings", *map(str, arguments)])
        with pytest.raises(SystemExit) as status:
            cli.main()
        return (int(status.value.code or 0), *capsys.readouterr())

    return done


def test_what_is_wrong_with_a_store_is_one_line(database, postgres, corpus, root, run, monkeypatch):
    assert run("build", corpus, "--index", root, "--store", database)[0] == 0
    ask = ("ask", "Who represents robots?", "--index", root)
    answered = run(*ask)
    assert answered[0] == 0
    with monkeypatch.context() as patch:
        patch.setenv("PGPASSWORD", "wrong-secret")
        wrong = run(*ask)
    assert wrong[0] == 1
    assert 'password authentication failed for user "briefings"; set PGPASSWORD' in wrong[2]
    with closing(Library.open(root)) as library:
        near(library, "Robot")
        postgres.stop()
        try:
            down = run(*ask)
            with pytest.raises(StoreError) as lost:
                near(library, "Robot")
            built = run("build", corpus, "--index", root, "--store", database)
        finally:
            postgres.start()
        assert near(library, "Robot")  # by a new connection
    assert down[0] == built[0] == 1
    assert down[2].startswith(f"briefings: cannot connect to {database}: ")
    assert down[2].endswith("; check the address, and that the server is up and has room\n")
    assert str(lost.value) in down[2].removeprefix("briefings: ")
    with psycopg.connect(database) as connection:
        connection.execute("DELETE FROM briefings.generations")
    gone = run(*ask)
    assert gone[0] == 1
    assert "no longer holds the vectors of this index" in gone[2]
    monkeypatch.delitem(sys.modules, "psycopg")
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "psycopg":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert run(*ask)[2].endswith("is missing: .venv/bin/pip install 'psycopg[binary]>=3.2,<4'\n")
    monkeypatch.setattr(builtins, "__import__", real)
    mended = run("build", corpus, "--index", root, "--store", database)
    assert "does not hold the vectors, or holds later ones" in mended[1]
    assert run(*ask)[1] == answered[1]
    said = "".join(text for each in (wrong, down, built, gone, mended) for text in each[1:])
    assert all(each[2].count("\n") == 1 for each in (wrong, down, built, gone))
    assert PASSWORD not in said
    assert "wrong-secret" not in said
    written = b"".join(p.read_bytes() for p in root.rglob("*") if p.is_file())
    assert database.encode() in written
    assert PASSWORD.encode() not in written


def test_who_may_only_read_reads_and_is_told_that_no_more_is_allowed(database, corpus, root):
    build(corpus, root, DEFAULT_MODEL, store=database)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
        connection.execute("GRANT USAGE ON SCHEMA briefings TO reader")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA briefings TO reader")
    theirs = database.replace("briefings@", "reader@")
    with closing(Library.open(root)) as library:
        stored = Stored(theirs, library.manifest.stored.generation)
        with closing(StoredVectors(stored, library._vectors._numbers, 384)) as vectors:
            query = vectors.get([2])[0]
            assert vectors.search(query, 3) == library._vectors.search(query, 3)
    with pytest.raises(StoreError, match=r"permission denied .*; ask who keeps the database"):
        build(corpus, root.parent / "other", DEFAULT_MODEL, store=theirs)


def test_a_server_without_the_tables_holds_no_generation(database):
    stored = Stored(database, "fcd089ff-c36a-4c43-9952-f4fd5c85b077")
    assert not follows(stored)
    with pytest.raises(StoreError, match="no longer holds the vectors"):
        len(StoredVectors(stored, np.arange(3), 8))


def test_a_name_is_a_parameter_and_never_a_statement(database, corpus, root):
    build(corpus, root, DEFAULT_MODEL, store=database)
    hostile = Stored(database, "'; DROP SCHEMA briefings CASCADE; --")
    with pytest.raises(StoreError, match="invalid input syntax for type uuid"):
        len(StoredVectors(hostile, np.arange(3), 8))
    assert tables(database) == {"vectors_1": 3}


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:s3cret@h/d",
        "postgresql://u:s3cret/x@h/d",
        "postgresql://u:s3cret?x@h/d",
        "postgresql://u:s3cret#x@h/d",
        "postgresql://h/d?password=s3cret",
        "postgresql://h/d?%70assword=s3cret",
        "postgresql://h/d?sslPassword=s3cret",
        "postgresql://u:s3cret@[h/d",
        "host=h password=s3cret",
        "s3cret",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(url, run, monkeypatch, tmp_path):
    status, _, said = run("build", "--store", url)
    assert (status, said.count("\n")) == (1, 1)
    assert "s3cret" not in said
    monkeypatch.setenv("BRIEFINGS_RUNNER", url)
    assert "s3cret" not in run("embed")[2]
    monkeypatch.delenv("BRIEFINGS_RUNNER")
    (tmp_path / "briefings.toml").write_text(f'store = "{url}"')
    assert "s3cret" not in run("status")[2]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///local",
        "postgres://u@h:5432/d?sslmode=verify-full",
        "postgresql://a:1,b:2/d?target_session_attrs=prefer-standby",
    ],
)
def test_addresses_that_can_be_written_down(url):
    assert check_url(url) == url
