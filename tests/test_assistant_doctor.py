"""Checks: one line each, and each tells what to do where something is wrong."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import closing

import pytest
from briefing_files import write_briefings

from assistant.doctor import _no_connections, examine
from index.build import build
from index.encoder import DEFAULT_MODEL

NAMES = [
    *("model", "encoding", "index", "checksums", "documents", "vectors", "folder", "writing"),
    "browser",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    build(write_briefings(folder / "corpus"), folder / "index", DEFAULT_MODEL)
    return folder


@pytest.fixture
def root(built, tmp_path):
    shutil.copytree(built / "index", tmp_path / "index")
    return tmp_path / "index"


def failures(root, model=DEFAULT_MODEL):
    return {check.name: check.said for check in examine(root, model) if not check.passed}


def test_all_is_well(root):
    checks = list(examine(root, DEFAULT_MODEL))
    assert [check.name for check in checks if check.passed] == NAMES
    assert all("\n" not in check.said for check in checks)
    said = {check.name: check.said for check in checks}
    assert said["index"] == "generations/000001: 3 documents, 3 passages"
    assert said["checksums"] == "ledger.sqlite, vectors.faiss are as they were written"
    assert said["vectors"] == "3 kept for rebuilds"


@pytest.mark.parametrize("name", ["ledger.sqlite", "vectors.faiss"])
def test_a_flipped_bit_is_found_even_where_the_date_is_kept(root, name):
    (file,) = root.rglob(name)
    status, data = file.stat(), bytearray(file.read_bytes())
    data[-9] ^= 4
    file.write_bytes(data)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert failures(root) == {
        "checksums": f"{file} is not as it was written; run `briefings build` to make it anew"
    }


def test_a_store_of_vectors_that_is_none(root):
    file = root / "embeddings" / "vectors.sqlite"
    file.write_bytes(b"no database" * 100)
    assert failures(root) == {
        "vectors": f"{file} is damaged; remove it, and the next build embeds everything"
    }


def test_no_index_and_no_model(tmp_path):
    found = failures(tmp_path / "none", "no-such-model")
    assert found.keys() == {"model", "index", "checksums", "documents", "folder"}
    assert "neither a folder nor in the local model cache" in found["model"]
    assert all("build one with `briefings build" in found[name] for name in list(found)[1:])


def test_a_folder_that_is_gone(built, root):
    (built / "corpus").rename(built / "elsewhere")
    try:
        remedy = "is no longer there; build with the folder where it is now"
        assert failures(root) == {"folder": f"{built / 'corpus'} {remedy}"}
    finally:
        (built / "elsewhere").rename(built / "corpus")


def test_every_connection_is_refused_and_named():
    with _no_connections() as tried, closing(socket.socket()) as outward:
        with pytest.raises(ConnectionRefusedError):
            outward.connect(("127.0.0.1", 9))
        with pytest.raises(ConnectionRefusedError):
            socket.getaddrinfo("example.org", 443)
    assert tried == ["('127.0.0.1', 9)", "443"]
    assert socket.socket.connect.__name__ != "refuse"
