import pytest

from corpus import isolation
from corpus.documents import Document, Failure
from corpus.isolation import Limits, Reader, read_all
from corpus.load import find, load
from corpus.readers.errors import ReadError


@pytest.fixture
def folder(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Steel rose by {number} percent in May 2021.")
    (tmp_path / "2a.txt").write_bytes(b"\x00\x01\x02" * 99)
    return tmp_path


def test_files_read_elsewhere_are_those_read_here_in_order(folder):
    here = load(folder)

    found = list(read_all(find(folder)))

    assert [own for own in found if isinstance(own, Document)] == list(here.documents)
    assert [own for own in found if isinstance(own, Failure)] == list(here.failures)
    names = [own.source for own in found]
    assert names == ["0.txt", "1.txt", "2.txt", "2a.txt", "3.txt", "4.txt"]


def test_a_relative_path_means_the_same_elsewhere(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    with Reader() as reader:
        document = reader.read(find(folder.relative_to(folder.parent))[0])

    assert document.text == "Steel rose by 0 percent in May 2021."


def test_a_process_reads_so_many_files_and_no_more(folder, monkeypatch):
    monkeypatch.setattr(isolation, "_FILES", 2)
    with Reader() as reader:
        processes = []
        for file in find(folder / "1.txt") * 5:
            reader.read(file)
            processes.append(reader._process.pid)

    assert len(set(processes)) == 3
    assert processes[0] == processes[1] != processes[2]


def test_whoever_stops_early_leaves_no_process_behind(folder, monkeypatch):
    started, start = [], Reader._start
    monkeypatch.setattr(Reader, "_start", lambda self: started.append(start(self)) or started[-1])

    found = read_all(find(folder) * 20)
    next(found)
    found.close()

    assert started
    assert all(process.poll() is not None for process in started)


def test_memory_is_limited(folder):
    (folder / "0.txt").write_bytes(b"Steel rose by 4 percent. " * 2_000_000)
    with Reader(Limits(memory=100 * 2**20)) as reader:
        with pytest.raises(ReadError, match="it takes too much memory"):
            reader.read(find(folder / "0.txt")[0])
        assert reader.read(find(folder / "1.txt")[0]).text
