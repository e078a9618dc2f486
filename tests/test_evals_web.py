"""The page Evaluate without a browser: questions, one run at a time, who may, what is told."""

from __future__ import annotations

import json
import shutil
import threading
import time
import tomllib
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from briefing_files import KUKA
from fastapi.testclient import TestClient
from set_answers import QUESTIONS as SET_QUESTIONS
from set_answers import evaluate
from starlette.routing import Mount

from assistant.ask import Assistant
from assistant.live import LiveAssistant
from assistant.people import accounts, tickets
from assistant.people.access import Access
from assistant.people.person import Role
from assistant.web.app import create_app
from evals.compare import compare
from evals.figures import figures
from evals.kept import Kept, kept_runs
from evals.results import Run
from evals.web import draw, evaluator
from evals.web.evaluator import FAILED, NOTHING, Evaluator
from evals.web.golds import NotTaken, add_gold, golds
from evals.web.routes import PAGE
from index.build import build
from index.encoder import DEFAULT_MODEL

HOSTILE = "<script>document.title = 'taken'</script>"
WHEN = {
    "id": "when",
    "docs": ["2021-02.md"],
    "type": "date",
    "question": f"When was the draft plan on medical equipment issued? {HOSTILE}",
    "answers": ["9 February 2021"],
    "evidence": [{"doc": "2021-02.md", "quote": "Issuing body: MIIT Date: 9 February 2021"}],
}
ABSENT = {
    **KUKA,
    "id": "absent",
    "docs": ["absent.md"],
    "evidence": [{**KUKA["evidence"][0], "doc": "absent.md"}],
}


def written(file: Path, *records: object) -> Path:
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return file


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return written(tmp_path / "mine.jsonl", KUKA, WHEN)


@pytest.fixture
def live(tmp_path: Path, small_index: Path) -> LiveAssistant:
    """The small briefings, in a copy that may change."""
    shutil.copytree(small_index, tmp_path / "index")
    return LiveAssistant(Assistant.open(tmp_path / "index"))


@pytest.fixture
def maker(live: LiveAssistant, tmp_path: Path) -> Evaluator:
    return Evaluator(live, tmp_path / "runs")


def done(maker: Evaluator) -> str:
    """Wait for the end of a run, and give what is said of it."""
    until = time.monotonic() + 60
    while maker.running:
        assert time.monotonic() < until
        time.sleep(0.02)
    return maker.said


def test_a_run_is_kept_with_its_figures_and_not_made_twice(maker, gold, tmp_path):
    assert maker.start(gold)
    assert done(maker) == "Done: 2 questions."
    [kept] = kept_runs(tmp_path / "runs")
    assert (kept.name, kept.header.gold, kept.header.asked) == (
        maker.made,
        ("mine.jsonl",),
        ("kuka", "when"),
    )
    assert kept.values["right"] in (0.5, 1.0) and kept.values["quotes_exact"] == 1.0
    before = (kept.folder / "results.jsonl").read_bytes()
    assert maker.start(gold)
    assert done(maker) == "Nothing has changed since this run: its figures are shown."
    assert (kept.folder / "results.jsonl").read_bytes() == before


def test_a_run_that_was_stopped_goes_on(maker, gold, tmp_path, monkeypatch):
    asked, ask_all = [], evaluator.ask_all

    def stopping(assistant, questions):
        for result in ask_all(assistant, questions):
            asked.append(result.question.id)
            maker.stop()
            yield result

    monkeypatch.setattr(evaluator, "ask_all", stopping)
    maker.start(gold)
    assert done(maker) == "Stopped after 1 of 2 questions; Run goes on there."
    assert (kept_runs(tmp_path / "runs"), maker.made) == ((), "")
    maker.start(gold)
    assert (done(maker), asked) == ("Done: 2 questions.", ["kuka", "when"])
    assert len(kept_runs(tmp_path / "runs")) == 1


def test_one_run_at_a_time_and_the_chat_answers_meanwhile(maker, live, gold, monkeypatch):
    go_on, ask_all = threading.Event(), evaluator.ask_all

    def waiting(assistant, questions):
        go_on.wait(60)
        yield from ask_all(assistant, questions)

    monkeypatch.setattr(evaluator, "ask_all", waiting)
    assert maker.start(gold) and not maker.start(gold)
    assert "Midea" in live.ask(KUKA["question"]).short
    assert maker.running
    go_on.set()
    assert done(maker) == "Done: 2 questions."
    assert maker.start(gold)
    done(maker)


def test_each_run_is_asked_of_the_index_that_serves(maker, live, gold, tmp_path):
    maker.start(gold)
    done(maker)
    corpus = Path(live.library.manifest.corpus)
    copy = tmp_path / "corpus"
    shutil.copytree(corpus, copy)
    (copy / "more.txt").write_text("Siemens bought nothing in 2016.\n", encoding="utf-8")
    build(copy, tmp_path / "index", DEFAULT_MODEL)
    maker.start(gold)
    assert done(maker) == "Done: 2 questions."
    versions = {kept.header.index_version for kept in kept_runs(tmp_path / "runs")}
    assert versions == {"generations/000001", "generations/000002"}


def test_a_writing_model_is_not_asked(live, gold, tmp_path):
    def writer(*_: object) -> None:
        raise AssertionError

    live._now = replace(live._now, writer=writer)
    maker = Evaluator(live, tmp_path / "runs")
    maker.start(gold)
    assert done(maker) == "Done: 2 questions."


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([KUKA, []], "Correct the gold questions first. bad.jsonl:2: not a JSON object"),
        ([ABSENT], NOTHING),
    ],
)
def test_what_cannot_be_asked_is_one_line(maker, tmp_path, lines, said):
    maker.start(written(tmp_path / "bad.jsonl", *lines))
    assert done(maker) == said
    assert kept_runs(tmp_path / "runs") == ()


def test_a_failure_is_one_line_and_the_next_run_begins(maker, gold, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(evaluator, "ask_all", lambda *_: 1 / 0)
        maker.start(gold)
        assert done(maker) == FAILED
    maker.start(gold)
    assert done(maker) == "Done: 2 questions."


def test_questions_are_found_where_they_lie(live, gold):
    names = list(golds(live.library))
    assert names[:2] == ["sample corpus: everything but computing", "sample corpus: conversations"]
    assert names[-1] == "sample corpus: computing"
    assert all(path.exists() for path in golds(live.library).values())
    name, count = add_gold(live.library, gold)
    assert (name, count) == ("added: mine.jsonl", "2 questions: 1 factoid, 1 date")
    assert next(iter(golds(live.library))) == name
    written(gold, KUKA)
    assert add_gold(live.library, gold) == (name, "1 question: 1 factoid")
    assert golds(live.library)[name].read_text(encoding="utf-8") == gold.read_text()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "x", r"^a\.csv is no \.jsonl file"),
        ("a.jsonl", "", r"^Not added\. a\.jsonl holds no question"),
        ("a.jsonl", "{\n[]\n", r"^Not added\. a\.jsonl:1: not JSON: .* \(and 1 more: "),
        ("a.jsonl", "\xff", r"^Not added\. a\.jsonl: cannot be read: "),
        (
            "a.jsonl",
            json.dumps({**KUKA, "answers": ["Siemens"]}),
            r"^Not added\. a\.jsonl:1: answer does not stand in the evidence: 'Siemens'$",
        ),
        ("a.jsonl", json.dumps(ABSENT), r"a\.jsonl:1: there is no document 'absent\.md' here$"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(live, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content.encode("latin-1"))
    with pytest.raises(NotTaken, match=said) as refused:
        add_gold(live.library, tmp_path / name)
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "index" / "gold").exists()


def kept_of(run: Run) -> Kept:
    return Kept(Path(f"{HOSTILE.replace('/', '')}-1"), run.header, {"right": 0.5})


def test_no_text_acts_as_markup():
    run = evaluate(SET_QUESTIONS)
    hostile = [
        replace(r, question=replace(r.question, question=HOSTILE, answers=(HOSTILE,)))
        for r in run.results
    ]
    before = Run(replace(run.header, gold=(HOSTILE,)), tuple(hostile))
    after = Run(before.header, tuple(replace(r, causes=()) for r in hostile))
    kept = kept_of(before)
    drawn = (
        draw.run_html(kept, before, figures(before.results)),
        draw.runs_html([kept]),
        draw.comparison_html(kept, kept, compare(before, after)),
        draw.said_html(HOSTILE),
    )
    for html in drawn:
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_what_is_damaged_is_left_out(maker, gold, tmp_path):
    maker.start(gold)
    done(maker)
    runs = tmp_path / "runs"
    for name, text in (("a", "{"), ("b", "[]"), ("c", '{"figures": [{"group": "all"}]}')):
        (runs / name).mkdir()
        (runs / name / "summary.json").write_text(text)
    assert [kept.name for kept in kept_runs(runs)] == [maker.made]


@pytest.fixture
def clients(live, tmp_path):
    """A function that gives the client of somebody with a role, or of nobody."""
    known = accounts.fresh()
    for role in Role:
        known = known.with_account(str(role), role, "correct horse battery")
    accounts.write(tmp_path / "users.json", known)
    access = Access(users=tmp_path / "users.json", rate=100_000)
    app = create_app(live.now(), access=access, pages=(PAGE,))

    def client(role: str | None) -> TestClient:
        ticket = tickets.issue(known, known.by_name[role], time.time()) if role else ""
        headers = {"authorization": f"Bearer {ticket}"} if role else {}
        return TestClient(app, base_url="http://127.0.0.1", headers=headers, follow_redirects=False)

    return client


def routes(router) -> list:
    """List the routes of an application, with those of the routers that it includes."""
    inner = [(route, getattr(route, "original_router", None)) for route in router.routes]
    return [found for route, more in inner for found in (routes(more) if more else [route])]


def ways(app) -> list[tuple[str, str]]:
    """List each method and path of the page that is mounted at /evaluate."""
    [page] = [r for r in app.routes if isinstance(r, Mount) and r.path == "/evaluate"]
    found = [
        (method, f"/evaluate{route.path}")
        for route in routes(page.app)
        for method in getattr(route, "methods", None) or ("GET",)
    ]
    return [("GET", "/evaluate"), ("GET", "/evaluate/report/x"), *found]


def test_only_a_curator_reaches_any_way_of_the_page(clients):
    reader = clients("reader")
    asked = ways(reader.app)
    assert len(asked) > 30
    replies = {way: reader.request(*way).status_code for way in asked}
    assert {way: status for way, status in replies.items() if status != 403} == {}
    assert clients(None).get("/evaluate/").status_code == 401
    curator = clients("curator")
    assert curator.get("/evaluate").headers["location"] == "evaluate/"
    assert curator.get("/evaluate/").status_code == 200
    assert curator.get("/evaluate/report/..%2F..%2Fusers.json").status_code == 404
    assert curator.get("/evaluate/report/%2E%2E").status_code == 404


def test_a_report_is_served_apart_from_the_page(clients, live, gold):
    maker = Evaluator(live, live.library.root / "runs")
    maker.start(gold)
    done(maker)
    reply = clients("curator").get(f"/evaluate/report/{maker.made}")
    assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/html")
    policies = reply.headers.get_list("content-security-policy")
    assert any(policy.startswith("sandbox allow-scripts") for policy in policies)
    assert all("allow-same-origin" not in policy for policy in policies)
    assert "How right the answers are" in reply.text
    assert HOSTILE not in reply.text


def test_the_command_finds_the_page_by_its_entry_point(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [(name, value)] = project["entry-points"]["briefings.pages"].items()
    assert EntryPoint(name, value, "briefings.pages").load() is PAGE


def test_without_the_page_nothing_leads_there(live):
    app = create_app(live.now())
    assert 'href=\\"evaluate\\"' not in TestClient(app, base_url="http://127.0.0.1").get("/").text
