"""Who reads a folder keeps it; who is killed lets go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from index.holds import alone, share

HOLD = """
import sys
from pathlib import Path
from index.holds import share
held = share(Path(sys.argv[1]))
print(held is not None, flush=True)
sys.stdin.read()
"""


def test_readers_share_and_a_writer_waits_for_all(tmp_path):
    file = tmp_path / "file"
    file.touch()
    first, second = share(file), share(file)
    assert first and second
    for release in (first, second):
        with alone(file) as unheld:
            assert not unheld
        release()
    with alone(file) as unheld:
        assert unheld
        assert share(file) is None


def test_nobody_holds_what_is_not_there(tmp_path):
    assert share(tmp_path / "none") is None
    with alone(tmp_path / "none") as unheld:
        assert unheld


def test_a_file_that_took_the_place_of_another_is_not_mistaken_for_it(tmp_path, monkeypatch):
    file, other = tmp_path / "file", tmp_path / "other"
    file.touch()
    other.touch()
    look = os.fstat
    monkeypatch.setattr(os, "fstat", lambda _: other.stat())
    assert share(file) is None
    monkeypatch.setattr(os, "fstat", look)
    assert share(file)


def test_a_killed_reader_holds_nothing(tmp_path, root):
    file = tmp_path / "file"
    file.touch()
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout and reader.stdout.readline() == "True\n"
        with alone(file) as unheld:
            assert not unheld
        reader.send_signal(signal.SIGKILL)
        reader.wait()
    with alone(file) as unheld:
        assert unheld
