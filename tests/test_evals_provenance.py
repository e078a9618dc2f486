import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from set_answers import COST, NONE, WHEN

from assistant.ask import Assistant
from evals import provenance
from evals.provenance import commit, header_of
from evals.results import Header


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def test_the_commit_tells_whether_files_differ_from_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "file").write_text("one", encoding="utf-8")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "--quiet", "--message", "first")
    name = git(tmp_path, "rev-parse", "HEAD")[:10]
    (tmp_path / "new").write_text("not tracked", encoding="utf-8")
    assert commit(tmp_path) == name
    (tmp_path / "file").write_text("two", encoding="utf-8")
    assert commit(tmp_path) == f"{name}+changes"
    # Installed below a folder that is under version control: that commit is not this project's.
    (tmp_path / "inside").mkdir()
    assert commit(tmp_path / "inside") is None


def test_without_git_there_is_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    assert commit(tmp_path) is None
    monkeypatch.setenv("PATH", "")
    assert commit(tmp_path) is None


def header(assistant: Assistant, *, answers: bool = True) -> Header:
    gold = [Path("gold"), Path("more/own.jsonl")]
    return header_of(assistant.library, gold, (COST, WHEN), (NONE,), answers=answers)


def test_a_run_is_described(small_assistant: Assistant) -> None:
    found = header(small_assistant)
    assert (found.asked, found.skipped) == (("cost", "when"), ("none",))
    assert (found.gold, found.answers) == (("gold", "own.jsonl"), True)
    assert found.index_version == small_assistant.library.version
    assert found.settings["model"] == "all-MiniLM-L6-v2"
    assert found == replace(header(small_assistant), started=found.started)


def test_whatever_decides_the_answers_changes_the_key(
    small_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = small_assistant.library
    gold = [Path("gold")]
    other = replace(COST, answers=("CNY 80bn",))
    keys = {
        header(small_assistant).key,
        header(small_assistant, answers=False).key,
        header_of(library, gold, (other, WHEN), (NONE,), answers=True).key,
    }
    monkeypatch.setattr(library, "manifest", replace(library.manifest, files={"a.md": "0" * 64}))
    keys.add(header(small_assistant).key)
    monkeypatch.setattr(provenance, "code_digest", lambda: "other code")
    keys.add(header(small_assistant).key)
    assert len(keys) == 5
    # Questions that are not asked decide nothing.
    assert header_of(library, gold, (COST, WHEN), (), answers=True).key in keys
