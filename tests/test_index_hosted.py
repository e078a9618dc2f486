"""An embedding model that is served: texts go to the server that was named, and nowhere else."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import httpx
import numpy as np
import pytest
from briefing_files import write_briefings
from llm_server import Script, bag_of_words, keeps_to_protocol, served
from typer.testing import CliRunner
from web_page import served as site_of

from assistant.ask import Assistant
from assistant.cli import app
from assistant.live import LiveAssistant
from assistant.settings import FILE, Embeddings, SettingsError, load_settings
from assistant.web.exchanges import Stops, respond
from index import encoder as known_models
from index.build import build
from index.encoder import ModelError, find_model, make_known
from index.hosted import HostedEncoder, HostedModel
from index.library import Library
from index.manifest import read_manifest

KEY = "sk-secret"
QUESTION = "Who bought the robot maker KUKA?"


@pytest.fixture(autouse=True)
def forgetful(monkeypatch):
    """Know no model of another test, and lose no time between two tries."""
    monkeypatch.setattr("openai._base_client.INITIAL_RETRY_DELAY", 0.01)
    monkeypatch.setattr(known_models, "_KNOWN", {})


@pytest.fixture
def script():
    with served(Script()) as made:
        yield made
    for _, body in made.asked:
        keeps_to_protocol(body)


def hosted(script, **options):
    made = {"key": KEY, "seconds": 5.0, "tokens": 512} | options
    return HostedModel.at(script.url, "e", **made)


def encoder(script, **options):
    return HostedEncoder(hosted(script, **options))


def unit(text):
    vector = np.array(bag_of_words(text))
    return vector / np.linalg.norm(vector)


# ---- What is asked ---------------------------------------------------------------------------


def test_texts_are_encoded_to_unit_vectors_in_their_order(script):
    texts = [f"text {n} of many" for n in range(150)]
    found = encoder(script).encode(texts)
    assert (found.dtype, found.shape) == (np.float32, (150, 64))
    assert np.allclose(found, [unit(text) for text in texts], atol=1e-6)
    assert [len(body["input"]) for _, body in script.asked] == [64, 64, 22]
    headers, body = script.asked[0]
    assert (body["path"], headers["authorization"]) == ("/v1/embeddings", f"Bearer {KEY}")
    assert (body["model"], body["encoding_format"]) == ("e", "float")


def test_nothing_asks_for_nothing(script):
    assert encoder(script).encode([]).shape == (0, 0)
    assert script.asked == []


def test_an_empty_text_is_no_empty_input(script):
    script.vectors = lambda texts: [[1.0]] * len(texts)
    encoder(script).encode([" ", "a"])
    assert script.asked[0][1]["input"] == ["-", "a"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"status": 401}, "it does not accept the key"),
        ({"status": 400}, "it refuses the texts"),
        ({"status": 404}, "there is no such model or address"),
        ({"status": 418}, "it answers with the error 418"),
        ({"silent": 0.6}, "no answer within 0.2 seconds"),
        ({"body": b"<html>"}, "its answer is not of the protocol"),
        ({"body": b'{"data": 7}'}, "its answer is not of the protocol"),
        ({"body": b'{"data": [{"index": 0, "embedding": "AA"}]}'}, "its answer is not of the pro"),
        ({"vectors": lambda _: []}, "(?:asked for 1|its answer is not)"),
        ({"vectors": lambda _: [[1.0]] * 2}, "asked for 1 vectors, it numbers 2"),
        ({"vectors": lambda _: [[]]}, "asked for 1 vectors, it gave"),
        ({"vectors": lambda _: [[0.0, 0.0]]}, "it gives vectors without a length"),
        ({"vectors": lambda _: [[float("nan"), 1.0]]}, "it gives vectors without a length"),
    ],
)
def test_what_it_does_not_give_is_told_in_a_line(script, change, why):
    for name, value in change.items():
        setattr(script, name, value)
    with pytest.raises(ModelError, match=why) as told:
        encoder(script, seconds=0.2).encode(["a"])
    assert str(told.value).startswith(f"nothing is embedded by e at {script.url}: ")
    assert KEY not in str(told.value)


def test_a_refusal_for_now_is_tried_again(script):
    script.status = 429
    with pytest.raises(ModelError, match="too many requests"):
        encoder(script).encode(["a"])
    assert len(script.asked) == 3


def test_no_server_is_asked_but_the_one_named(script):
    with served(Script()) as other:
        script.status, script.location = 307, f"{other.url}/embeddings"
        with pytest.raises(ModelError, match="the error 307"):
            encoder(script).encode(["a"])
    assert other.asked == []


def test_vectors_of_another_length_are_refused(script):
    script.vectors = lambda texts: [[1.0] * (2 + (len(texts) == 1))] * len(texts)
    with pytest.raises(ModelError, match="it gives vectors of 3 numbers, and before of 2"):
        encoder(script).encode(["a"] * 65)


def test_a_model_that_is_served_is_no_model_on_disk(script):
    model = hosted(script)
    assert (model.name, model.max_tokens, model.is_minilm) == (f"e at {script.url}", 512, False)
    assert model.sha256 != hosted(script).at("http://127.0.0.1:1/v1", "e", "", 1, 1).sha256
    count = model.token_counter()
    assert count("Two words") > 2
    assert KEY not in repr(model)


# ---- An index made with it -------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    return write_briefings(tmp_path / "corpus")


@pytest.fixture
def made(script, folder, tmp_path):
    """An index of the briefings, and the name of its model."""
    make_known(hosted(script))
    name = hosted(script).name
    build(folder, tmp_path / "index", name)
    return tmp_path / "index", name


def test_an_index_is_made_and_asked_with_it(script, made):
    root, name = made
    recipe = Library.open(root).manifest.recipe
    assert (recipe.model, recipe.model_sha256) == (name, find_model(name).sha256)
    assert KEY.encode() not in b"".join(f.read_bytes() for f in root.rglob("*") if f.is_file())
    before = len(script.asked)
    assert Assistant.open(root).ask(QUESTION).short == "Midea"
    assert [body["input"] for _, body in script.asked[before:]] == [[QUESTION]]


def test_only_what_is_new_is_sent(script, made, folder):
    root, name = made
    script.asked.clear()
    (folder / "more.txt").write_text("Geely bought the car maker Volvo in 2010.\n")
    assert build(folder, root, name).embedded == 1
    ((_, body),) = script.asked
    (text,) = body["input"]
    assert text.endswith("Geely bought the car maker Volvo in 2010.")
    script.asked.clear()
    assert build(folder, root, name).unchanged
    assert script.asked == []


def test_an_index_tells_what_it_needs_when_nothing_is_known_of_its_server(made, monkeypatch):
    root, _ = made
    monkeypatch.setattr(known_models, "_KNOWN", {})
    with pytest.raises(ModelError, match=r"table \[embeddings\] of briefings.toml \(url = \"http"):
        Assistant.open(root)


def test_another_model_makes_the_index_anew(script, made, folder):
    root, name = made
    other = HostedModel.at(script.url, "other", "", 5.0, 512)
    make_known(other)
    assert (
        f"the model has changed from {name} to {other.name}"
        in build(folder, root, other.name).reason
    )
    assert read_manifest(root / "generations" / "000002").recipe.model == other.name


def test_a_server_that_fails_leaves_the_index_as_it_was(script, made, folder):
    root, name = made
    serving = Library.open(root).version
    (folder / "more.txt").write_text("Geely bought the car maker Volvo in 2010.\n")
    script.status = 404
    with pytest.raises(ModelError, match="there is no such model"):
        build(folder, root, name)
    assert Library.open(root).version == serving


def test_a_model_that_changed_under_its_name_is_noticed(script, made, folder):
    root, name = made
    script.vectors = lambda texts: [bag_of_words(text, 32) for text in texts]
    with pytest.raises(ModelError, match="gives vectors of 32 numbers, and the index has 64"):
        Assistant.open(root).ask(QUESTION)
    (folder / "more.txt").write_text("Geely bought the car maker Volvo in 2010.\n")
    with pytest.raises(ModelError, match="vectors of 32 numbers, and those kept have 64"):
        build(folder, root, name)


def test_who_asks_hears_why_there_is_no_answer(script, made):
    assistant = Assistant.open(made[0])
    script.status = 401
    reason = f"nothing is embedded by {made[1]}: it does not accept the key"
    with ThreadPoolExecutor(1) as pool:
        *_, ((last,)) = respond(LiveAssistant(assistant), pool, Stops(), QUESTION, (), "a")
    assert last.note == f"{reason}."
    with site_of(assistant) as site:
        reply = httpx.post(f"{site.url}/api/ask", json={"question": QUESTION}, trust_env=False)
    assert (reply.status_code, reply.json()) == (502, {"error": reason})


# ---- How it is chosen ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ('model = "e"', "the table .embeddings. needs url"),
        ('url = "ftp://h"\nmodel = "e"', "give an address such as"),
        ('url = "http://h/v1"\nmodel = "e"\ntokens = 0', "give a number from 1"),
        ('url = "http://h/v1"\nmodel = "e"\nkey = "sk-secret"', "sets 'key', which is no setting"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path, table, why):
    (tmp_path / FILE).write_text(f"[embeddings]\n{table}\n")
    with pytest.raises(SettingsError, match=why) as told:
        load_settings(tmp_path, {})
    assert KEY not in str(told.value)


def test_the_table_is_read(tmp_path):
    (tmp_path / FILE).write_text('[embeddings]\nurl = "http://h/v1"\nmodel = "e"\ntokens = 99\n')
    assert load_settings(tmp_path, {}).embeddings == Embeddings("http://h/v1", "e", tokens=99)
    assert load_settings(tmp_path / "none", {}).embeddings is None


def test_the_commands_say_where_texts_go(script, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFINGS_EMBEDDINGS_KEY", KEY)
    (tmp_path / FILE).write_text(f'[embeddings]\nurl = "{script.url}"\nmodel = "e"\n')
    run = CliRunner().invoke
    told = run(app, ["build", str(folder), "--index", "i"])
    assert told.stderr == f"Passages that are not embedded yet go to e at {script.url}\n"
    assert all(headers["authorization"] == f"Bearer {KEY}" for headers, _ in script.asked)
    assert json.loads(run(app, ["ask", QUESTION, "--index", "i", "--json"]).stdout)["short"] == (
        "Midea"
    )
    assert f"with e at {script.url}" in run(app, ["status", "--index", "i"]).stdout
    told = run(app, ["doctor", "--index", "i"]).stdout
    assert f"ok   model: e at {script.url}, to which questions and passages are sent" in told
    script.status = 404
    failed = run(app, ["ask", QUESTION, "--index", "i"])
    assert str(failed.exception).endswith("there is no such model or address")
