"""Texts embedded by workers: the same vectors, nothing lost with a worker, nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import psycopg
import pytest
from briefing_files import write_briefings

import index.remote.runner
from assistant import cli
from index.build import build
from index.encoder import DEFAULT_MODEL, find_model, load_encoder
from index.library import Library
from index.remote.connect import StoreError
from index.remote.queue import Queue
from index.remote.runner import through

MODEL = find_model()


def texts_of(count: int) -> dict[str, str]:
    """Make different texts by their digests; one holds what PostgreSQL's own texts may not."""
    more = "It names the bodies that issue it, the funds that pay for it and what they are for. "
    texts = [f"Issue {n} of the plan counts {n * 7} robots. {more * 3}" for n in range(count - 1)]
    return {sha256(text.encode()).hexdigest(): text for text in [*texts, "A zero\0 within."]}


def parts(texts: dict[str, str], size: int) -> list[list[tuple[str, str]]]:
    items = list(texts.items())
    return [items[at : at + size] for at in range(0, len(items), size)]


def one(database: str, query: str, *given: object) -> object:
    with psycopg.connect(database, autocommit=True) as connection:
        row = connection.execute(query, given).fetchone()
        return None if row is None else row[0]


def worker(database: str, idle: int = 2) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "assistant.cli", "embed"]
    command = [*program, "--runner", database, "--idle", str(idle)]
    root = Path(__file__).resolve().parent.parent
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)


def until(found, seconds: float = 60) -> object:
    """Wait until something is found."""
    end = time.monotonic() + seconds
    while not (it := found()):
        assert time.monotonic() < end
        time.sleep(0.05)  # each look is a new connection, which costs the workers time
    return it


def test_of_two_workers_one_is_killed_and_nothing_is_lost_or_done_twice(database):
    texts = texts_of(450)
    with closing(Queue(database, MODEL)) as queue:
        queue.put(texts)
        queue.put(texts)
        with psycopg.connect(database) as connection:  # which holds all texts until both are there
            connection.execute(
                "CREATE TABLE answers(digest text, worker integer);"
                "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN"
                " INSERT INTO answers VALUES (NEW.digest, pg_backend_pid()); RETURN NULL; END';"
                "CREATE TRIGGER note AFTER UPDATE ON briefings.texts"
                " FOR EACH ROW EXECUTE FUNCTION note()"
            )
            connection.commit()
            connection.execute("SELECT 1 FROM briefings.texts FOR UPDATE")
            looking = (
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                " AND state = 'idle' AND query LIKE 'SELECT model, model_name%%' AND pid <> %s"
            )
            killed = worker(database, idle=60)
            first = until(lambda: one(database, looking, 0))
            other = worker(database)
            second = until(lambda: one(database, looking, first))
        done = "SELECT count(*) FROM answers WHERE worker = %s"
        until(lambda: one(database, done, first))
        holds = "SELECT state = 'idle in transaction' FROM pg_stat_activity WHERE pid = %s"
        until(lambda: one(database, holds, first))
        os.kill(killed.pid, signal.SIGKILL)
        killed.communicate()
        said, _ = other.communicate(timeout=60)
        assert one(database, "SELECT count(*) FROM briefings.texts WHERE vector IS NULL") == 0
        assert one(database, "SELECT count(*) FROM answers") == 450
        assert one(database, "SELECT count(DISTINCT digest) FROM answers") == 450
        assert said.splitlines()[-1] == f"{one(database, done, second)} texts embedded"
        found: dict[str, np.ndarray] = {}
        while len(found) < 450:
            with queue.collected(texts) as taken:
                found |= dict(zip(*taken, strict=True))
        assert one(database, "SELECT count(*) FROM briefings.texts") == 0
    chosen = [*list(texts)[::30], list(texts)[-1]]
    expected = load_encoder(MODEL).encode([texts[digest] for digest in chosen])
    np.testing.assert_allclose([found[digest] for digest in chosen], expected, atol=1e-5)


def test_a_build_through_workers_is_the_same_build(database, small_index, tmp_path):
    corpus, root = write_briefings(tmp_path / "corpus"), tmp_path / "index"
    helper = worker(database)
    report = build(corpus, root, DEFAULT_MODEL, runner=database)
    assert report.embedded == report.passages == 3
    with closing(Library.open(root)) as library, closing(Library.open(small_index)) as local:
        np.testing.assert_allclose(
            library._vectors.get(range(3)), local._vectors.get(range(3)), atol=1e-5
        )
    assert one(database, "SELECT count(*) FROM briefings.texts") == 0
    assert helper.wait(timeout=60) == 0


class Counting:
    """Stands in for an encoder: a vector of two numbers by the text's length."""

    max_tokens = 9

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts):
        self.texts += texts
        return np.array([[np.cos(len(t)), np.sin(len(t))] for t in texts], dtype=np.float32)


def test_without_a_worker_the_build_embeds_by_itself_and_holds_few_at_a_time(database, monkeypatch):
    monkeypatch.setattr(index.remote.runner, "_WINDOW", 128)
    encoder, texts, most = Counting(), texts_of(500), 0
    got: dict[str, np.ndarray] = {}
    for digests, vectors in through(database, MODEL, lambda: encoder)(iter(parts(texts, 64))):
        got |= zip(digests, vectors, strict=True)
        most = max(most, one(database, "SELECT count(*) FROM briefings.texts"))
    assert sorted(encoder.texts) == sorted(texts.values())
    assert {digest: tuple(v) for digest, v in got.items()} == {
        digest: tuple(Counting().encode([text])[0]) for digest, text in texts.items()
    }
    assert 64 <= most <= 192


def test_vectors_that_a_killed_build_did_not_take_wait_for_the_next(database):
    encoder, texts = Counting(), texts_of(200)
    took = iter(through(database, MODEL, lambda: encoder)(iter(parts(texts, 64))))
    next(took)
    took.close()  # before it is told that they are kept
    again = Counting()
    found = [
        d for ds, _ in through(database, MODEL, lambda: again)(iter(parts(texts, 64))) for d in ds
    ]
    assert sorted(found) == sorted(texts)
    assert sorted(encoder.texts + again.texts) == sorted(texts.values())


def test_texts_that_the_server_lost_are_put_again(database, monkeypatch):
    monkeypatch.setattr(index.remote.runner, "_AGAIN", 0)
    encoder, texts = Counting(), texts_of(100)
    real, lost = Queue.work, []

    def losing(queue: Queue, encode) -> int:
        if not lost:
            lost.append(one(database, "DELETE FROM briefings.texts RETURNING 1"))
        return real(queue, encode)

    monkeypatch.setattr(Queue, "work", losing)
    found = [
        d for ds, _ in through(database, MODEL, lambda: encoder)(iter(parts(texts, 64))) for d in ds
    ]
    assert lost == [1]
    assert sorted(found) == sorted(texts)


@pytest.mark.parametrize(
    "vectors", [[b"\0" * 8], [np.ones(2, "<f4").tobytes()], [b"1234", b"12345678"]]
)
def test_what_is_no_unit_vector_is_refused(database, vectors):
    texts = dict(list(texts_of(10).items())[: len(vectors)])
    with closing(Queue(database, MODEL)) as queue:
        queue.put(texts)
        for digest, vector in zip(texts, vectors, strict=True):
            one(
                database,
                "UPDATE briefings.texts SET vector = %s WHERE digest = %s RETURNING 1",
                vector,
                digest,
            )
        with (
            pytest.raises(StoreError, match="not unit vectors of one length"),
            queue.collected(texts),
        ):
            pass


def test_a_worker_with_another_model_is_refused(database, monkeypatch, capsys):
    name = "x'); DROP SCHEMA briefings CASCADE; --"
    with closing(Queue(database, SimpleNamespace(sha256="5" * 64, name=name))) as queue:
        queue.put(texts_of(3))
    monkeypatch.setattr(cli, "go_offline", lambda: None)
    monkeypatch.setattr(sys, "argv", ["briefings", "embed", "--runner", database])
    with pytest.raises(SystemExit, match="1"):
        cli.main()
    assert capsys.readouterr().err == (
        f"briefings: the texts at {database} wait for the model {name} (SHA-256 555555555555…), "
        f"and this worker has all-MiniLM-L6-v2 (SHA-256 {MODEL.sha256[:12]}…): set `model` in "
        "briefings.toml, or BRIEFINGS_MODEL, to that one\n"
    )
    assert one(database, "SELECT count(*) FROM briefings.texts WHERE vector IS NULL") == 3


def test_a_worker_without_a_queue_says_so(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BRIEFINGS_RUNNER", raising=False)
    for arguments, said in [
        ([], "no queue is named: give --runner, or set `runner` in briefings.toml\n"),
        (["--runner", "postgresql://u@127.0.0.1:1/d"], "is up and has room\n"),
    ]:
        monkeypatch.setattr(sys, "argv", ["briefings", "embed", *arguments])
        with pytest.raises(SystemExit, match="1"):
            cli.main()
        error = capsys.readouterr().err
        assert error.endswith(said)
        assert error.count("\n") == 1
