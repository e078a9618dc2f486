"""REST over a real server on loopback: each route, events, what is refused, the counts."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner
from web_page import UNANSWERABLE, assistant_over, until

from assistant.cli import app
from assistant.web.app import create_app

QUESTIONS = [
    {"question": "What was the robot density in 2020?"},
    {"question": "Who is the largest shareholder of the second fund?"},
    {"question": "And when was it registered?", "history": [{"q": "What is the second fund?"}]},
    {"question": "What does the quantum network link?", "as_of": "2021-04-01"},
    {"question": "Which share of reducers is imported?", "as_of": "2020"},
    {"question": UNANSWERABLE},
]


def without_time(record):
    return {name: value for name, value in record.items() if name not in ("ms", "id")}


def told(reply):
    """Give the events of a stream as pairs of their name and data."""
    found = re.findall(r"^event: (\w+)\ndata: (.*)\n\n", reply.text, re.MULTILINE)
    return [(name, json.loads(data)) for name, data in found]


def test_answers_are_those_of_the_command_line(site, client, tmp_path):
    asked, answered = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    asked.write_text("".join(json.dumps({"id": "1", **q}) + "\n" for q in QUESTIONS))
    index = str(site.assistant.library.root)
    done = CliRunner().invoke(
        app, ["ask", "--batch", str(asked), "--out", str(answered), "--index", index]
    )
    assert done.exit_code == 0, done.output
    expected = [json.loads(line) for line in answered.read_text().splitlines()]
    found = [client.post("/api/ask", json=question).json() for question in QUESTIONS]
    assert list(map(without_time, found)) == list(map(without_time, expected))
    assert {record["status"] for record in found} == {"answered", "abstained"}


def test_a_choice_of_documents_is_that_of_the_command_line(site, client):
    question = "What is the capital of the fund?"
    index = str(site.assistant.library.root)
    done = CliRunner().invoke(app, ["ask", "--doc", "robots", "--json", question, "--index", index])
    found = client.post("/api/ask", json={"question": question, "documents": ["robots"]})
    assert without_time(found.json()) == without_time(json.loads(done.output))
    assert {cited["doc"] for cited in found.json()["citations"]} <= {"robots-2021-03.md"}


@pytest.mark.parametrize(
    ("path", "accept"), [("/api/ask/stream", "*/*"), ("/api/ask", "text/event-stream")]
)
def test_a_stream_ends_in_the_whole_answer(client, path, accept):
    whole = client.post("/api/ask", json=QUESTIONS[0]).json()
    reply = client.post(path, json=QUESTIONS[0], headers={"accept": accept})
    assert reply.headers["content-type"].startswith("text/event-stream")
    first, *sentences, (name, record) = told(reply)
    assert first == ("step", {"step": "reading", "documents": 3})
    assert sentences == [("sentence", {"text": line}) for line in whole["text"].split("\n")]
    assert (name, without_time(record)) == ("answer", without_time(whole))


def test_a_stream_tells_what_cannot_be_answered(client):
    reply = client.post("/api/ask/stream", json={"question": "What?", "as_of": "soon"})
    assert told(reply)[1:] == [
        ("error", {"error": "as_of must be a date such as 2021-03-31, not 'soon'"})
    ]


def test_passages_read_back(client):
    asked = {"question": "robot density", "limit": 2}
    found = client.post("/api/search", json=asked).json()
    assert client.get("/api/search", params=asked).json() == found
    assert (found[0]["n"], found[0]["doc"]) == (1, "robots-2021-03.md")
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    place = {name: found[0][name] for name in ("doc", "start", "end")}
    source = client.get("/api/source", params=place).json()
    assert (source["text"], source["title"]) == (found[0]["quote"], found[0]["title"])


def test_facts_are_those_of_the_command_line(site, client):
    index = str(site.assistant.library.root)
    done = CliRunner().invoke(app, ["facts", "robot", "--json", "--index", index])
    expected = [json.loads(line) for line in done.output.splitlines()]
    assert client.get("/api/facts", params={"words": "robot"}).json() == expected != []
    wanted = {"words": "robot", "doc": "robots", "limit": 1}
    assert client.post("/api/facts", json=wanted).json() == expected[:1]


def test_documents_are_listed(client):
    found = {one["doc"]: one for one in client.get("/api/documents").json()}
    assert list(found) == ["chips-2021-05.md", "hostile.md", "robots-2021-03.md"]
    robots = found["robots-2021-03.md"]
    assert (robots["publisher"], robots["issued"]) == ("Centre for Policy Reading", "2021-03-02")
    assert robots["period"] is None


def test_files_that_failed_are_listed(client):
    assert client.get("/api/documents", params={"failed": True}).json() == [
        {"doc": "empty.md", "reason": "the file is empty", "remedy": "remove it or fill it"}
    ]
    assert client.get("/api/documents", params={"failed": "perhaps"}).status_code == 422
    told = client.get("/api/openapi.json").json()
    listed = told["paths"]["/documents"]["get"]["responses"]["200"]["content"]["application/json"]
    items = [each["items"]["$ref"].rpartition("/")[2] for each in listed["schema"]["anyOf"]]
    assert items == ["DocumentGiven", "FailureGiven"]


def test_a_rebuild_is_begun_and_told(client):
    assert client.post("/api/rebuild").status_code == 202
    assert until(lambda: not client.get("/api/rebuild").json()["running"])
    state = client.get("/api/rebuild").json()
    assert "nothing has changed: 3 documents" in state["said"]
    assert state["index_version"] == "generations/000001"


def test_a_rebuild_takes_a_new_file_up(tmp_path):
    assistant = assistant_over(tmp_path)
    made = create_app(assistant)  # its keeper is not started: nothing else builds
    client = TestClient(made, base_url="http://127.0.0.1")
    asked = {"question": "When was the Hefei laboratory founded?"}
    assert client.post("/api/ask", json=asked).json()["status"] == "abstained"
    letter = tmp_path / "corpus" / "letter.md"
    letter.write_text("# Letter\n\nThe Hefei laboratory was founded in May 2023.\n")
    begun = client.post("/api/rebuild").json()
    assert begun["index_version"] == "generations/000001"
    assert until(lambda: not client.get("/api/rebuild").json()["running"])
    state = client.get("/api/rebuild").json()
    assert "1 added (letter.md)" in state["said"]
    assert state["index_version"] == "generations/000002"
    assert "letter.md" in [one["doc"] for one in client.get("/api/documents").json()]
    answer = client.post("/api/ask", json=asked).json()
    assert ("2023" in answer["short"], answer["citations"][0]["doc"]) == (True, "letter.md")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "question: Field required"),
        ({"question": ""}, "question: String should have at least 1 character"),
        ({"question": " "}, "the question must be a text that is not empty"),
        ({"question": "x" * 2001}, "question: String should have at most 2000 characters"),
        ({"question": ["x"]}, "question: Input should be a valid string"),
        ({"question": "x", "as_of": "2021-13"}, "as_of must be a date such as 2021-03-31"),
        ({"question": "x", "since": "May"}, "since must be a date such as 2021, 2021-03"),
        ({"question": "x", "history": [{"a": "y"}]}, "history.0.q: Field required"),
        ({"question": "x", "history": [{"q": "y"}] * 51}, "history: List should have at most 50"),
        ({"question": "x", "publishers": ["nobody"]}, "no publishers is called 'nobody'"),
        ({"question": "x", "documents": ["../../etc"]}, "no document is called '../../etc'"),
        ({"question": "x", "depth": 1}, "depth: Extra inputs are not permitted"),
    ],
)
def test_a_bad_body_is_one_line(client, body, error):
    reply = client.post("/api/ask", json=body)
    assert (reply.status_code, list(reply.json())) == (422, ["error"])
    assert reply.json()["error"].startswith(error)


@pytest.mark.parametrize("body", [b"", b"{", b'{"question": "\\ud800"}', b"\xff", b"[" * 5000])
def test_what_is_no_json_is_refused(client, body):
    reply = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert reply.status_code in (400, 422)
    assert list(reply.json()) == ["error"]


def test_the_document_of_the_api_names_every_route(client):
    told = client.get("/api/openapi.json").json()
    routes = {
        (f"{server['url']}{path}", method)
        for server in told["servers"]
        for path, methods in told["paths"].items()
        for method in methods
    }
    assert routes == {
        *(("/api/ask", "post"), ("/api/ask/stream", "post")),
        *((f"/api/{name}", method) for name in ("search", "facts") for method in ("get", "post")),
        *(("/api/documents", "get"), ("/api/source", "get")),
        *(("/api/rebuild", "get"), ("/api/rebuild", "post")),
    }
    answer = told["components"]["schemas"]["AnswerGiven"]["properties"]
    assert {"status", "short", "text", "citations", "confidence"} <= answer.keys()


def test_counts_are_told(client):
    def counted():
        reply = client.get("/metrics")
        assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
        return dict(line.rsplit(" ", 1) for line in reply.text.splitlines() if line[:1] != "#")

    before = counted()
    client.post("/api/ask", json=QUESTIONS[0])
    client.post("/api/ask", json={})
    after = counted()
    moved = {name: int(float(after[name]) - float(before.get(name, 0))) for name in after}
    assert moved['briefings_requests_total{route="/api/ask",status="200"}'] == 1
    assert moved['briefings_requests_total{route="/api/ask",status="422"}'] == 1
    assert moved['briefings_answers_total{status="answered"}'] == 1
    assert moved['briefings_request_seconds_bucket{route="/api/ask",le="+Inf"}'] == 2
    assert (after["briefings_documents"], after["briefings_pending"]) == ("3", "0")
