"""Files added to and removed from the library of a served page."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from functools import partial
from pathlib import Path

import pytest
from briefing_files import write_briefings
from starlette.testclient import TestClient
from web_page import until

import index.watch
from assistant.ask import Assistant
from assistant.web.app import create_app
from assistant.web.library import Keeper
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.watch import watch

LETTER = b"# Letter\n\nThe Hefei laboratory was founded by MOST in 2022.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus and its index, and a copy of both beside it."""
    folder = tmp_path_factory.mktemp("library") / "own"
    build(write_briefings(folder / "corpus"), folder / "index", DEFAULT_MODEL)
    shutil.copytree(folder, folder.with_name("first"))
    return folder


@pytest.fixture
def folder(built: Path) -> Path:
    """The folder as it was first: an index names its corpus by its whole path."""
    shutil.rmtree(built)
    shutil.copytree(built.with_name("first"), built)
    return built


@pytest.fixture
def assistant(folder: Path) -> Assistant:
    return Assistant.open(folder / "index")


@pytest.fixture
def client(assistant):
    with TestClient(create_app(assistant), base_url="http://127.0.0.1") as client:
        yield client


def test_a_file_is_stored_and_told_and_removed(client, folder):
    sent = client.put("/library/letter%20of%20May.md", content=LETTER)
    assert (sent.status_code, sent.text) == (201, "letter of May.md")
    assert (folder / "index" / "uploads" / "letter of May.md").read_bytes() == LETTER
    told = client.get("/library").json()
    assert told["files"] == [
        {"name": "letter of May.md", "size": len(LETTER), "indexed": False, "problem": ""}
    ]
    assert (told["documents"], told["at"], told["said"]) == (3, None, "")
    assert told["fresh"].startswith("index of ")
    assert client.delete("/library/letter%20of%20May.md").status_code == 204
    gone = client.delete("/library/letter%20of%20May.md")
    assert (gone.status_code, "there is no file" in gone.text) == (404, True)


def test_what_is_indexed_and_what_could_not_be_read(client, folder):
    client.put("/library/letter.md", content=LETTER)
    client.put("/library/noise.md", content=bytes(range(256)) * 10)
    build(folder / "corpus", folder / "index", DEFAULT_MODEL)
    letter, noise = client.get("/library").json()["files"]
    assert (letter["indexed"], letter["problem"]) == (True, "")
    assert noise["indexed"] is False and "; " in noise["problem"]


def zipped(**files):
    """Pack markdown files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.md", content)
    return packed.getvalue()


def test_an_archive_of_which_nothing_could_be_read_does_not_wait_for_the_index(client, folder):
    noise = bytes(range(256)) * 10
    client.put("/library/none.zip", content=zipped(noise=noise))
    client.put("/library/some.zip", content=zipped(letter=LETTER, noise=noise))
    build(folder / "corpus", folder / "index", DEFAULT_MODEL)
    none, some = client.get("/library").json()["files"]
    assert (none["indexed"], some["indexed"], some["problem"]) == (False, True, "")
    assert none["problem"].startswith("the file holds binary data")


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("table.xlsx", b"x", "table.xlsx: there is no reader for '.xlsx' files"),
        ("empty.md", b"", "empty.md is empty"),
        ("%2e%2e%2fplan", b"x", ""),
    ],
)
def test_what_is_not_taken(client, folder, name, body, said):
    reply = client.put(f"/library/{name}", content=body)
    assert reply.status_code in (400, 404, 405) and reply.text.startswith(said)
    uploads = folder / "index" / "uploads"
    assert not uploads.exists() or list(uploads.iterdir()) == []


def test_a_file_that_is_too_large_leaves_nothing(client, folder, monkeypatch):
    monkeypatch.setattr("index.uploads.receiving.__defaults__", (4, 1000))
    reply = client.put("/library/letter.md", content=LETTER)
    assert (reply.status_code, "larger than" in reply.text) == (400, True)
    assert list((folder / "index" / "uploads").iterdir()) == []


def test_files_have_so_much_room_together(client, monkeypatch):
    monkeypatch.setattr("index.uploads.receiving.__defaults__", (1000, len(LETTER) + 1))
    assert client.put("/library/letter.md", content=LETTER).status_code == 201
    reply = client.put("/library/more.md", content=b"# More\n")
    assert (reply.status_code, reply.text.startswith("more.md has no room")) == (400, True)
    assert [one["name"] for one in client.get("/library").json()["files"]] == ["letter.md"]


def test_what_has_changed_is_told_by_name_and_an_end_is_put_to_it(client, folder, monkeypatch):
    monkeypatch.setattr("assistant.live._FRESH", 0.0)
    assert client.get("/library").json()["changed"] == []
    for number in range(103):
        (folder / "corpus" / f"new-{number:03}.md").write_text("# New\n")
    changed = client.get("/library").json()["changed"]
    assert changed[:2] == ["new-000.md", "new-001.md"]
    assert (len(changed), changed[-1]) == (101, "and 3 more")


def test_the_documents_and_what_failed_are_listed(client, folder):
    told = client.get("/library/documents").json()
    assert told["version"] == client.get("/library").json()["version"] == "generations/000001"
    assert [one["file"] for one in told["documents"]] == ["2020-10.md", "2021-02.md", "note.txt"]
    assert told["failures"] == []
    (folder / "corpus" / "empty.md").touch()
    build(folder / "corpus", folder / "index", DEFAULT_MODEL)
    told = client.get("/library/documents").json()
    assert (told["version"], told["failures"]) == (
        "generations/000002",
        [{"file": "empty.md", "why": "the file is empty; remove it or fill it"}],
    )


def test_the_keeper_takes_in_what_is_added(assistant, folder, monkeypatch):
    begun, ticks = threading.Event(), index.watch._ticks

    def watched(*given):
        for moved in ticks(*given):
            begun.set()
            yield moved

    monkeypatch.setattr(index.watch, "_ticks", watched)
    monkeypatch.setattr("assistant.web.library.watch", partial(watch, settle=0.2))
    keeper = Keeper(assistant.library)
    with TestClient(create_app(assistant, keeper=keeper), base_url="http://127.0.0.1") as client:
        keeper.start()
        assert begun.wait(60)
        client.put("/library/letter.md", content=LETTER)
        assert until(lambda: client.get("/library").json()["said"])
        told = client.get("/library").json()
        keeper.stop()
    assert told["files"][0]["indexed"] is True
    assert "built generations/000002: 1 added (uploads/letter.md); 4 documents" in told["said"]
    assert told["at"] is None
