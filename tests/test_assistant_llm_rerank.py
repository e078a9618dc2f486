"""A reranker that is served: which passages are read, and what when it fails."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from llm_server import Script, keeps_to_protocol, served
from typer.testing import CliRunner

from assistant.ask import Assistant
from assistant.cli import app
from assistant.listener import Left, unheard
from assistant.llm.client import Model
from assistant.llm.configure import helper, with_models
from assistant.llm.help import Helper
from assistant.llm.rerank import NotRanked, Reranker, order
from assistant.settings import FILE, Rerank, SettingsError, load_settings
from evals.switches import table
from index.build import build
from index.encoder import DEFAULT_MODEL

QUESTION = "Which takeovers of robot makers are described?"
KEY = "sk-secret"


@pytest.fixture
def script():
    with served(Script()) as made:
        yield made
    for _, body in made.asked:
        keeps_to_protocol(body)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ranked")
    (folder / "c").mkdir()
    for n in range(6):
        text = f"Takeover number {n} of a robot maker is described in plan {n}."
        (folder / "c" / f"{n}.txt").write_text(f"{text}\n")
    build(folder / "c", folder / "i", DEFAULT_MODEL)
    return Assistant.open(folder / "i")


@pytest.fixture(autouse=True)
def three_passages(monkeypatch):
    monkeypatch.setattr("assistant.ask.READ", 3)


def ranked(assistant, script, passages=30, seconds=5.0):
    reranker = Reranker(Model("r", script.url, KEY, seconds), passages)
    return replace(assistant, helper=Helper(reranker=reranker))


def by_number(_, texts):
    """Prefer the highest number."""
    return [float(text.split("plan ")[1][0]) for text in texts]


def read(answer):
    return [span.doc_id for span in answer.searched.read]


def test_what_it_prefers_is_read(plain, script):
    script.scores = by_number
    answer = ranked(plain, script).ask(QUESTION)
    assert read(answer) == ["5.txt", "4.txt", "3.txt"]
    took = f"{answer.helped.seconds:.1f} s"
    assert answer.by_models() == (f"Passages ranked by r at {script.url[7:-3]}. {took}",)
    ((headers, body),) = script.asked
    assert (body["path"], headers["authorization"]) == ("/v1/rerank", f"Bearer {KEY}")
    assert (body["model"], body["query"], body["top_n"]) == ("r", QUESTION, 6)
    library = plain.library
    whole = {f"{n}\n{library.document(f'{n}.txt').text.strip()}" for n in range(6)}
    assert set(body["documents"]) == whole


def test_no_more_is_sent_than_it_may_have(plain, script):
    script.scores = by_number
    own = [hit.passage.span.doc_id for hit in plain.retrieve(QUESTION, 6)]
    answer = ranked(plain, script, passages=4).ask(QUESTION)
    assert len(script.asked[0][1]["documents"]) == 4
    assert read(answer) == sorted(own[:4], reverse=True)[:3]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"status": 404}, "there is no such model or address"),
        ({"silent": 1.0}, "no answer within 0.3 seconds"),
        ({"body": b"<html>"}, "its answer is no ranking of the passages"),
        ({"scores": lambda *_: [1.0] * 9}, "its answer is no ranking of the passages"),
        ({"scores": lambda *_: ["high"] * 6}, "its answer is no ranking of the passages"),
    ],
)
def test_when_it_fails_all_is_as_without_it(plain, script, change, why):
    for name, value in change.items():
        setattr(script, name, value)
    answer = ranked(plain, script, seconds=0.3 if "silent" in change else 5).ask(QUESTION)
    took = f"{answer.helped.seconds:.1f} s"
    assert answer.by_models() == (f"Passages not ranked by r at {script.url[7:-3]}: {why}. {took}",)
    without = plain.ask(QUESTION)
    assert answer == replace(without, timings=answer.timings, helped=answer.helped)


def test_who_leaves_ends_the_request(plain, script):
    script.held = -1

    def hear(_):
        if script.asked:
            raise Left

    with pytest.raises(Left):
        ranked(plain, script, seconds=30).ask(QUESTION, heard=hear)
    assert script.gone.wait(10)


def reply(*rows):
    return json.dumps({"results": [{"index": at, "relevance_score": score} for at, score in rows]})


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (reply((0, 0.1), (1, 0.9), (2, 0.5)), [1, 2, 0]),
        (reply((2, 0.5), (0, 0.5)), [0, 2, 1]),  # those of one score as they were, the rest behind
        (reply((1, -3)), [1, 0, 2]),
        (reply(), [0, 1, 2]),
    ],
)
def test_the_order_of_a_reply(told, found):
    assert order(told, 3) == found


@pytest.mark.parametrize(
    "told",
    [
        *(reply((3, 1.0)), reply((-1, 1.0)), reply((0, 1.0), (0, 2.0)), reply((True, 1.0))),
        *(reply((0, float("nan"))), reply((0, None)), reply(("0", 1.0)), "[]", "null", "{"),
        *('{"results": 7}', '{"results": [7]}', '{"results": [{"index": 0}]}', '"text"'),
    ],
)
def test_what_is_no_ranking(told):
    with pytest.raises(NotRanked):
        order(told, 3)


def test_a_search_by_itself_asks_no_reranker(plain, script):
    script.scores = by_number
    assistant = ranked(plain, script)
    assert assistant.retrieve(QUESTION, 3) == plain.retrieve(QUESTION, 3)
    found = assistant.retrieve(QUESTION, 2, help=assistant.helper.help(unheard))
    assert [hit.passage.span.doc_id for hit in found] == ["5.txt", "4.txt"]


def test_it_is_measured_against_off(plain, script, tmp_path):
    script.scores = by_number
    gold = {
        "id": "last",
        "docs": ["5.txt"],
        "type": "factoid",
        "question": QUESTION,
        "answers": ["number 5"],
        "evidence": [{"doc": "5.txt", "quote": "Takeover number 5"}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    rerank = Rerank(script.url, "r")
    _, off, on = table(plain, None, [tmp_path / "gold.jsonl"], rerank)
    assert (off.split()[0], on.split()[0]) == ("off", "rerank")
    assert len(script.asked) == 2  # of the answer, and of the search beside it


def test_the_table_is_read(tmp_path, plain):
    (tmp_path / FILE).write_text('[rerank]\nurl = "http://h/v1"\nmodel = "r"\npassages = 9\n')
    told = load_settings(tmp_path, {}).rerank
    assert told == Rerank("http://h/v1", "r", passages=9)
    made = helper(None, told, {"BRIEFINGS_RERANK_KEY": KEY})
    assert made == Helper(reranker=Reranker(Model("r", "http://h/v1", KEY, 10.0), 9))
    assert KEY not in repr(made)
    assert with_models(plain, None, told).uses_models
    (tmp_path / FILE).write_text('[rerank]\nurl = "http://h/v1"\n')
    with pytest.raises(SettingsError, match=r"the table .rerank. needs model"):
        load_settings(tmp_path, {})


def test_the_command_takes_it_from_the_settings(plain, script, tmp_path, monkeypatch):
    script.scores = by_number
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE).write_text(f'[rerank]\nurl = "{script.url}"\nmodel = "r"\n')
    options = ["ask", QUESTION, "--index", str(plain.library.root)]
    assert "Passages ranked by r at" in CliRunner().invoke(app, options).stdout
    assert "ranked by" not in CliRunner().invoke(app, [*options, "--no-llm"]).stdout
    assert len(script.asked) == 1
