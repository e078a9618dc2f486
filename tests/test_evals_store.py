"""A run's folder survives being killed, and holds one run only."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from set_answers import COST, QUESTIONS, WHEN, evaluate

from evals import store
from evals.results import Run
from evals.store import RunError, append, read_run, remaining, started


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate(QUESTIONS)


def write(folder: Path, run: Run, count: int | None = None) -> None:
    """Write a run, or its first results only, as one that is killed there."""
    with started(folder, run.header):
        for _ in append(folder, run.results[:count]):
            pass


def test_all_that_is_known_reads_back(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "new" / "run", run)
    assert read_run(tmp_path / "new" / "run") == run


def test_each_result_is_on_disk_before_the_next_is_asked_for(run: Run, tmp_path: Path) -> None:
    with started(tmp_path, run.header):
        written = append(tmp_path, run.results)
        next(written)
        assert len((tmp_path / store.RESULTS).read_bytes().split(b"\n")) == 2
        written.close()


@pytest.mark.parametrize("torn", [0, 1, 200])
def test_a_killed_run_goes_on_where_it_stopped(run: Run, tmp_path: Path, torn: int) -> None:
    write(tmp_path, run, 3)
    file = tmp_path / store.RESULTS
    with file.open("ab") as stream:
        stream.write(file.read_bytes()[:torn])
    with pytest.raises(RunError, match="is unfinished, 4 of 7 questions are missing"):
        read_run(tmp_path)
    with started(tmp_path, replace(run.header, started="later")) as done:
        assert done == run.results[:3]
        waiting = remaining(QUESTIONS[:7], done)
        assert [question.id for question in waiting] == ["yes", "lost", "none", "nothing"]
        for _ in append(tmp_path, run.results[3:]):
            pass
    assert read_run(tmp_path) == run  # with the time of the first start


def test_another_run_is_not_mixed_in(run: Run, tmp_path: Path) -> None:
    write(tmp_path, run, 3)
    other = replace(run.header, key="f" * 64)
    told = r"holds the run c0ffee-000001-kkkkkkkk, and this is .*ffff"
    with pytest.raises(RunError, match=told), started(tmp_path, other):
        pass
    with started(tmp_path, other, fresh=True) as done:
        assert done == ()
        list(append(tmp_path, run.results))
    assert read_run(tmp_path) == Run(other, run.results)


def test_two_at_a_time_are_refused(run: Run, tmp_path: Path) -> None:
    told = "another evaluation is writing to"
    with (
        started(tmp_path, run.header),
        pytest.raises(RunError, match=told),
        started(tmp_path, run.header),
    ):
        pass
    write(tmp_path, run)


def test_a_damaged_folder_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="holds no run: give a folder that"):
        read_run(tmp_path)
    write(tmp_path, run)
    lines = (tmp_path / store.RESULTS).read_text(encoding="utf-8").split("\n")
    lines[1] = json.dumps(json.loads(lines[1]) | {"query": 3})
    (tmp_path / store.RESULTS).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(
        RunError, match=r"results.jsonl:2 is damaged \(query: Input should be"
    ) as told:
        read_run(tmp_path)
    assert "\n" not in str(told.value)
    (tmp_path / store.HEADER).write_text("{", encoding="utf-8")
    with pytest.raises(RunError, match=r"run.json is damaged \(line: Invalid JSON"):
        read_run(tmp_path)


def test_a_run_of_another_version_reads_as_far_as_it_goes(run: Run, tmp_path: Path) -> None:
    """Scores that did not exist yet are None, and those that are gone are left aside."""
    write(tmp_path, run)
    file = tmp_path / store.RESULTS
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for record in records:
        del record["scores"]["f1"], record["why"]
        record["scores"]["gone"] = 1.0
    file.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    expected = [replace(r, why=(), scores=replace(r.scores, f1=None)) for r in run.results]
    assert read_run(tmp_path).results == tuple(expected)


def test_files_are_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    store.write_whole(file, "first")
    with pytest.raises(UnicodeEncodeError):
        store.write_whole(file, "\ud800")
    assert (file.read_text(encoding="utf-8"), list(tmp_path.iterdir())) == ("first", [file])


def test_the_name_of_a_run(run: Run) -> None:
    assert run.header.name == "c0ffee-000001-kkkkkkkk"
    assert replace(run.header, commit=None).name == "v0.1.0-000001-kkkkkkkk"


def test_remaining() -> None:
    [done] = evaluate([COST]).results
    assert remaining([COST, WHEN], [done]) == (WHEN,)
