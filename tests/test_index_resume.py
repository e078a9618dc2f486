"""A build that is killed goes on where it was: what has been embedded is not embedded again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from growth import write_documents

from index.build import build
from index.encoder import DEFAULT_MODEL
from index.library import Library


def _kept(root: Path) -> int:
    """How many vectors are in the store."""
    store = root / "embeddings" / "vectors.sqlite"
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM embeddings").fetchone()[0]
    except sqlite3.OperationalError:  # not there yet, or being written
        return 0


def test_a_killed_build_embeds_only_what_it_had_not(tmp_path):
    corpus, root = tmp_path / "corpus", tmp_path / "index"
    write_documents(corpus, 400)
    command = [sys.executable, "-m", "assistant.cli", "build", str(corpus), "--index", str(root)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[1]
    )
    while process.poll() is None and not _kept(root):
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    kept = _kept(root)
    report = build(corpus, root, DEFAULT_MODEL)
    assert kept >= 64
    assert report.embedded == _kept(root) - kept > 0
    assert len(Library.open(root).passages()) == report.passages
