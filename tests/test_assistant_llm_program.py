"""A server program that others wrote, with tiny models: what these write is checked as well."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from small_model import model_that_says, program
from starlette.testclient import TestClient

from assistant.answer import Status
from assistant.llm.client import Model
from assistant.llm.write import NONE_PASSED, Writer
from assistant.web.app import create_app

QUESTION = "How far did Huawei's spending on semiconductors fall?"
TRUE = "Huawei's spending on semiconductors fell by 23.5 percent. [1]"
WRONG = "Huawei's spending on semiconductors fell by 61 percent. [1]"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The address of the server program, its process, and the folders of two models."""
    folder = tmp_path_factory.mktemp("models")
    names = [
        str(model_that_says(folder / name, sentence))
        for name, sentence in (("true", TRUE), ("wrong", WRONG))
    ]
    with program(folder / "log") as (url, process):
        yield url, process, names


def writing(assistant, url, name, **options):
    return replace(assistant, writer=Writer(Model(name, url, "", 60.0), **options))


def test_what_it_writes_is_shown_where_a_passage_bears_it_out(small_assistant, running):
    url, _, (true, _) = running
    answer = writing(small_assistant, url, true).ask(QUESTION)
    (sentence,) = answer.sentences
    assert (answer.status, sentence.text) == (Status.ANSWERED, TRUE.removesuffix(" [1]"))
    assert "23.5 percent" in answer.citations[0].quote
    assert (answer.prose.model, answer.prose.why, answer.prose.struck) == (true, "", ())
    assert answer.prose.read > 100
    assert answer.prose.written == len(TRUE.split()) + 1  # and the end


def test_what_no_passage_bears_out_is_struck_and_the_documents_answer(small_assistant, running):
    url, _, (_, wrong) = running
    answer = writing(small_assistant, url, wrong).ask(QUESTION)
    offline = small_assistant.ask(QUESTION)
    assert (answer.short, answer.sentences) == (offline.short, offline.sentences)
    assert answer.prose.why == NONE_PASSED
    assert [" ".join(one.split()) for one in answer.prose.struck] == [WRONG.removesuffix(" [1]")]


def test_it_is_streamed(small_assistant, running):
    url, _, (true, _) = running
    site = TestClient(create_app(writing(small_assistant, url, true)), base_url="http://127.0.0.1")
    reply = site.post("/api/ask/stream", json={"question": QUESTION})
    events = [one for one in reply.text.strip().split("\n\n") if one.startswith("event: ")]
    told = [
        (name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for name, data in (one.split("\n") for one in events)
    ]
    sentences = [data["text"] for name, data in told if name == "sentence"]
    assert sentences == [TRUE]
    assert (told[0][0], told[-1][0]) == ("step", "answer")


def test_it_is_gone(small_assistant, running):  # the last one, as it ends the program
    url, process, (true, _) = running
    process.kill()
    process.wait()
    answer = writing(small_assistant, url, true).ask(QUESTION)
    assert answer.sentences == small_assistant.ask(QUESTION).sentences
    assert "127.0.0.1" in answer.prose.why
