"""A watched folder: files are waited for until they have come to rest, then built once."""

from __future__ import annotations

import threading
import time

import pytest
from briefing_files import write_briefings
from filelock import FileLock

from index.build import Report
from index.encoder import DEFAULT_MODEL
from index.generations import Layout
from index.uploads import add
from index.watch import settled, watch

DEADLINE = 60.0


@pytest.mark.parametrize(
    ("ticks", "looks", "at"),
    [
        # At the start one look is compared with the next.
        ([0, 0, 0, 0], "aaaa", [1]),
        # Two changes in a row are one.
        ([0, 0, 1, 1, 0, 0, 0], "aabccc", [1, 4]),
        # A file that grows without a word from the system is waited for as well.
        ([0, 0, 1, 0, 0, 0, 0], "aabcdd", [1, 5]),
        ([0, 0, 1, 0, 1, 0, 0], "aaaabb", [1, 3, 5]),
    ],
)
def test_settled(ticks, looks, at):
    seen, tick = iter(looks), [-1]

    def count():
        for moved in ticks:
            tick[0] += 1
            yield bool(moved)

    found = [tick[0] for _ in settled(count(), lambda: next(seen, "z"))]
    assert found == at


def test_nothing_is_pending_from_the_start_unless_asked():
    assert list(settled([False, False], lambda: 1, pending=False)) == []
    assert list(settled([True, False, False], lambda: 1, pending=False)) == [None]


class Watching:
    """A watch in a thread, with what it told."""

    def __init__(self, corpus, root, **options):
        self.told: list[Report | str] = []
        self.stop = threading.Event()
        arguments = (corpus, root, DEFAULT_MODEL, self.told.append)
        options = {"stop": self.stop, "settle": 0.2, **options}
        self.thread = threading.Thread(target=watch, args=arguments, kwargs=options)
        self.thread.start()

    def wait(self, count: int) -> Report | str:
        end = time.monotonic() + DEADLINE
        while len(self.told) < count and time.monotonic() < end:
            time.sleep(0.02)
        assert len(self.told) == count
        return self.told[-1]


@pytest.fixture
def watching(tmp_path):
    made = []

    def start(corpus, **options):
        made.append(Watching(corpus, tmp_path / "index", **options))
        return made[-1]

    yield start
    for one in made:
        one.stop.set()
        one.thread.join(DEADLINE)


def test_a_file_and_an_upload_are_taken_in_and_a_failure_is_one_line(watching, tmp_path):
    corpus = write_briefings(tmp_path / "corpus")
    here = watching(corpus)
    assert here.wait(1).reason == "there was no index"
    (corpus / "new.md").write_text("# News\n\nMOST founded a laboratory in Hefei in 2022.\n")
    assert here.wait(2).changes.added == ("new.md",)
    add(Layout(tmp_path / "index"), "sent.md", [b"# Sent\n\nA letter of 2021.\n"])
    assert here.wait(3).changes.added == ("uploads/sent.md",)
    for file in [*corpus.iterdir(), tmp_path / "index" / "uploads" / "sent.md"]:
        file.unlink()
    assert here.wait(4).startswith("the folder holds no documents")
    (corpus / "last.md").write_text("# Last\n\nWords of 2021.\n")
    assert here.wait(5).documents == 1


def test_uploads_alone_are_watched_where_asked_and_another_build_is_waited_for(watching, tmp_path):
    corpus, layout = write_briefings(tmp_path / "corpus"), Layout(tmp_path / "index")
    here = watching(corpus, uploads_only=True)
    time.sleep(1)
    assert here.told == []
    with FileLock(layout.lock):
        add(layout, "sent.md", [b"# Sent\n\nA letter of 2021.\n"])
        time.sleep(1.5)
        assert here.told == []
    assert here.wait(1).documents == 4


def test_a_missing_folder_is_said_at_once(tmp_path):
    with pytest.raises(FileNotFoundError, match="no folder or file at"):
        watch(tmp_path / "none", tmp_path / "index", DEFAULT_MODEL, print)
