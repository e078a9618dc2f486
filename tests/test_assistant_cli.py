"""The command: exit status, one line on stderr, what is printed."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from briefing_files import write_briefings

from assistant import cli
from assistant.terminal import show_answer

SAID = "Midea bought the German robot maker KUKA in 2016."


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    """Run the command in an empty folder; give exit status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "go_offline", lambda: None)  # conftest.py has, for every test
    for name in ("INDEX", "MODEL", "PORT"):
        monkeypatch.delenv(f"BRIEFINGS_{name}", raising=False)

    def done(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["briefings", *map(str, arguments)])
        with pytest.raises(SystemExit) as status:
            cli.main()
        printed = capsys.readouterr()
        return int(status.value.code or 0), printed.out, printed.err

    return done


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("ask Who?", "no index in .briefings: build one with `briefings build"),
        ("status --index none", "no index in none: build one with `briefings build"),
        ("serve --index none --no-browser", "no index in none: build one"),
        ("serve --host 0.0.0.0 --index none", "0.0.0.0 is open to others, and nobody signs in: "),
        ("eval gold --index INDEX", "gold"),
        ("build none", "no folder or file at 'none'"),
        ("build empty", "the folder holds no documents"),
        ("build wrong.bin", "could be read"),
        ("ask  --index INDEX", "the question must be a text that is not empty"),
        ("ask LONG --index INDEX", "the question is longer than 2,000 characters"),
        ("ask \udcff --index INDEX", "the question must be a text"),
        ("show none --index none", "no index in none: build one"),
        ("show none --index INDEX", "no document is called 'none': `briefings status` tells"),
        ("show 20 --index INDEX", "'20' is part of 2020-10.md, 2021-02.md: give more of the name"),
        ("show note --section Prices --index INDEX", "no section of note.txt has 'Prices'"),
        ("show wrong.bin --index INDEX", "there is no reader for '.bin' files"),
        ("source note 9 9 --index INDEX", "characters 9 to 9 are not in note.txt, which has 74"),
        ("ask Who? --as-of March --index INDEX", "as_of must be a date such as 2021-03-31"),
        (
            "ask Who? --series x --index INDEX",
            "no series is called 'x': there are Indus",
        ),
        ("ask Who? --doc x.pdf --index INDEX", "no document is called 'x.pdf': see `briefings sta"),
        ("ask Who? --since May --index INDEX", "since must be a date such as 2021, 2021-03"),
        ("replay none --index INDEX", "none cannot be replayed ([Errno 2]"),
        ("replay in --index INDEX", "in cannot be replayed (it is not the receipt of an answer)"),
        ("ask --batch none --out o --index INDEX", "none cannot be read as UTF-8 text"),
        ("ask --batch in --out empty --index INDEX", "empty is a folder; give --out the name"),
        ("ask --batch in --out no/o --index INDEX", "there is no folder no: make it"),
        ("ask --batch in --out in --index INDEX", "would take the place of in"),
    ],
)
def test_a_failure_is_one_line_and_status_1(run, tmp_path, small_index, arguments, reason):
    (tmp_path / "empty").mkdir()
    (tmp_path / "wrong.bin").write_bytes(b"\x00")
    (tmp_path / "in").write_text('{"question": "Who bought KUKA?"}')
    words = {"INDEX": str(small_index), "LONG": "why " * 999}
    status, out, err = run(*(words.get(word, word) for word in arguments.split(" ")))
    assert (status, out) == (1, "")
    assert err.startswith("briefings: ") and reason in err
    if "gold" not in arguments:
        assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("index = [", "briefings.toml is not valid TOML"),
        ('colour = "red"', "sets 'colour', which is no setting"),
        ("port = 0", "port cannot be 0"),
    ],
)
@pytest.mark.parametrize("command", ["status", "ask Who?", "build empty"])
def test_a_bad_settings_file_is_one_line(run, tmp_path, text, reason, command):
    (tmp_path / "briefings.toml").write_text(text)
    status, out, err = run(*command.split())
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert reason in err


@pytest.mark.parametrize("name", ["ledger.sqlite", "vectors.faiss", "manifest.json", "CURRENT"])
def test_a_damaged_index_is_one_line(run, small_index, tmp_path, name):
    root = tmp_path / "index"
    shutil.copytree(small_index, root)
    (file,) = root.rglob(name)
    file.write_bytes(b"\x00" * 100)
    status, out, err = run("ask", "Who?", "--index", root)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "briefings build" in err


def test_an_index_damaged_where_only_a_question_looks_is_one_line(run, small_index, tmp_path):
    root = tmp_path / "index"
    shutil.copytree(small_index, root)
    (file,) = root.rglob("ledger.sqlite")
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE keywords_data")
    status, out, err = run("ask", "Who bought KUKA?", "--index", root)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "the index is damaged (" in err and "briefings build" in err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["ask"], "give either a QUESTION or --batch FILE"),
        (["ask", "Who?", "--batch", "in"], "give either a QUESTION or --batch FILE"),
        (["ask", "--batch", "in"], "--batch needs --out FILE"),
        (["ask", "--batch", "in", "--out", "o", "--as-of", "2021"], "takes no other choice"),
        (["ask", "--batch", "in", "--out", "o", "--doc", "a"], "takes no other choice"),
        (["ask", "Who?", "--colour"], "No such option: --colour"),
        (["answer"], "No such command 'answer'"),
        (["serve", "--port", "many"], "--port"),
        (["show"], "Missing argument 'DOC'"),
        (["show", "note", "--raw", "--json"], "--raw goes without --json and --section"),
        (["source", "note", "1"], "Missing argument 'END'"),
        ([], ""),
    ],
)
def test_wrong_usage_is_status_2(run, arguments, reason):
    status, _, err = run(*arguments)
    assert status == 2
    assert reason in err
    assert "Traceback" not in err


def test_help_names_every_command(run):
    status, out, _ = run("--help")
    assert status == 0
    names = ("build", "ask", "serve", "chat", "status", "show", "source", "eval")
    assert [name for name in names if f" {name} " not in out] == []


def test_build_tells_what_it_did_and_what_it_could_not_read(run, tmp_path):
    write_briefings(tmp_path / "corpus")
    (tmp_path / "corpus" / "empty.pdf").write_bytes(b"")
    status, out, err = run("build", "corpus", "--index", "i")
    failed, built = out.splitlines()
    assert (status, err) == (0, "")
    assert failed.startswith("not read: empty.pdf: ")
    assert built.startswith("built generations/000001 in i: 3 documents, 3 passages, 3 embedded; ")
    status, out, _ = run("build", "corpus", "--index", "i", "--json")
    report = json.loads(out)
    assert (status, report["unchanged"], report["documents"]) == (0, True, 3)
    assert report["failures"][0]["source"] == "empty.pdf"
    assert (
        run("build", "corpus", "--index", "i")[1]
        .splitlines()[-1]
        .startswith("nothing has changed: 3 documents, 3 passages in i (")
    )


def test_an_answer_with_its_sources(run, small_index):
    status, out, err = run("ask", "When was KUKA bought?", "--index", small_index)
    assert (status, err) == (0, "")
    assert [line.rstrip() for line in out.splitlines()] == [
        "2016",
        "",
        f"{SAID} [1]",
        "",
        "[1] note  (note.txt)",
        "Well supported",
    ]


def test_a_source_with_both_titles_and_an_inferred_date(small_assistant, capsys):
    answer = small_assistant.ask("When was KUKA bought?")
    told = {"title_original": "库卡", "issued": "2016", "issued_inferred": True}
    show_answer(replace(answer, citations=(replace(answer.citations[0], **told),)))

    assert "[1] note (库卡), 2016 (inferred)  (note.txt)" in capsys.readouterr().out


def test_an_abstention_tells_what_was_searched(run, small_index):
    status, out, _ = run("ask", "How do I bake bread?", "--index", small_index)
    lines = out.splitlines()
    assert status == 0
    assert lines[:3] == [
        "The documents do not answer this.",
        "Searched 3 documents (3 passages), issued 2020-10-01 to 2021-03-02.",
        "Nearest passages:",
    ]
    assert len(lines) == 6


def test_json_and_timings_and_dates(run, small_index):
    status, out, err = run(
        "ask", "Who bought KUKA?", "--index", small_index, "--json", "--timings", "--as-of", "2019"
    )
    found = json.loads(out)
    assert (status, found["status"], found["text"]) == (0, "answered", f"{SAID} [1]")
    assert "ms  retrieve" in err


def test_a_batch(run, small_index, tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "Who bought KUKA?"}\nnonsense\n')
    run_batch = run("ask", "--batch", "in.jsonl", "--out", "out.jsonl", "--index", small_index)
    assert run_batch == (0, "", "")
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["status"] for line in lines] == ["answered", "error"]


def test_status_in_words_and_as_json(run, small_index):
    assert run("status", "--index", small_index)[1].splitlines()[-1] == "up to date"
    status, out, _ = run("status", "--index", small_index, "--json")
    assert (status, json.loads(out)["documents"]) == (0, 3)


def test_markup_in_a_document_is_printed_as_it_stands(run, tmp_path):
    (tmp_path / "corpus").mkdir()
    text = "The port of Qingdao opened [bold]in 2017[/bold] with [link=x]ten[/link] cranes.\n"
    (tmp_path / "corpus" / "port.txt").write_text(text)
    run("build", "corpus", "--index", "i")
    out = run("ask", "When did the port of Qingdao open?", "--index", "i")[1]
    assert " ".join(out.split()).count(text.strip()) == 1


def test_a_fault_of_the_program_is_not_hidden(run, monkeypatch, small_index):
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("assistant.ask.Assistant.ask", fail)
    with pytest.raises(ZeroDivisionError):
        run("ask", "Who?", "--index", small_index)


def test_the_installed_command(small_index, root, tmp_path):
    command = Path(sys.executable).with_name("briefings")
    if not command.is_file():
        pytest.skip("the command `briefings` is not installed beside this Python")
    for arguments, status in ((["status", "--index", small_index], 0), (["status"], 1), (["x"], 2)):
        done = subprocess.run([command, *arguments], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == status
        assert "Traceback" not in done.stderr


def test_show_and_source_print_what_is_stored(run, small_index):
    status, out, err = run("show", "note.txt", "--index", small_index)
    assert (status, err) == (0, "")
    assert out.startswith("note\nfile       note.txt\n") and f"{SAID}\n" in out
    status, out, _ = run("show", "note", "--raw", "--index", small_index)
    assert f"    1 │ {SAID}\n    → {SAID}\n" in out
    status, out, _ = run("show", "note", "--json", "--index", small_index)
    assert json.loads(out)["file"] == "note.txt"
    status, out, _ = run("source", "note", "0", "5", "--json", "--index", small_index)
    assert (json.loads(out)["text"], json.loads(out)["lines"]) == ("Midea", [[1, 1]])
    status, out, _ = run("source", "note", "0", "5", "--index", small_index)
    assert out.endswith("\nMidea\n\nIn its place:\n»Midea«" + SAID[5:] + "\n")
