"""An answer in a model's words while it is written: told as it is borne out, ended when left."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llm_server import Script, citing, served
from playwright.sync_api import expect
from web_page import assistant_over
from web_page import served as site_of

from assistant.archive.exchange import Exchange
from assistant.archive.store import Archive
from assistant.listener import Left, Listener, unheard
from assistant.live import LiveAssistant
from assistant.llm.client import Model, Usage
from assistant.llm.verify import claims, whole
from assistant.llm.write import Writer
from assistant.web.exchanges import STOPPED, Stops, messages, respond
from assistant.web.talk import Talk
from assistant.web.told import told

QUESTION = "How far has the adoption of robots come, and who supplies them?"
FIRST = "Robot density in manufacturing reached 246 units per 10,000 workers in 2020."
FALSE = "Robot density in manufacturing reached 999 units in 2020."
SECOND = "Domestic suppliers are strongest in handling and palletising."
LAST = "Precision reducers are imported from Japan."
SAID = FIRST, FALSE, SECOND, LAST
SOON = 10  # seconds in which what must happen at once happens on a busy machine


def words(*sentences):
    """Count the pieces that the server sends of sentences, each with its key."""
    return sum(len(sentence.split()) + 1 for sentence in sentences)


@pytest.fixture
def script():
    with served(Script(citing(*SAID))) as made:
        yield made


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("heard"))


@pytest.fixture
def assistant(plain, script):
    return replace(plain, writer=Writer(Model("m", script.url, seconds=30)))


def texts(answer):
    return tuple(sentence.text for sentence in answer.sentences)


# ---- What of a text is whole -----------------------------------------------------------------

PARTS = [
    *(
        "It fell",
        " 3.5",
        " U.S.",
        " The",
        " Then",
        "e.g.",
        " No. 7",
        "4",
        " 机",
        "[a](http://b. D)",
    ),
    *(".", "!", "。", '"', ")", " ", "\n", "\r\n", "[1]", " [2, 3]", " [", "]"),
]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PARTS), max_size=24).map("".join))
def test_what_is_whole_stays_as_it_is_however_the_text_goes_on(text):
    found = list(claims(text))
    for end in range(len(text) + 1):
        sure = whole(text[:end])
        assert sure == found[: len(sure)]


@pytest.mark.parametrize(
    ("text", "count"),
    [("It fell. [1]", 0), ("It fell. [1] Th", 0), ("It fell. [1] The ", 1), ("It fell [1].\n", 1)],
)
def test_a_sentence_is_whole_when_the_next_begins(text, count):
    assert len(whole(text)) == count


# ---- What is told ----------------------------------------------------------------------------


def test_each_sentence_is_told_as_soon_as_it_is_borne_out(assistant, script):
    heard = []

    def hear(partial):
        if partial and (not heard or heard[-1] is not partial):
            heard.append(partial)
            script.go.set()  # the model goes on when the first sentence has been told, not before

    script.held = words(FIRST) + 1
    answer = assistant.ask(QUESTION, heard=hear)
    assert [texts(partial) for partial in heard] == [(FIRST,), (FIRST, SECOND)]
    assert not any(FALSE in str(partial) for partial in heard)
    assert texts(answer) == (FIRST, SECOND, LAST)
    assert answer.prose.struck == (FALSE,)
    for partial in heard:
        assert partial.citations == answer.citations[: len(partial.citations)]
        assert partial.sentences == answer.sentences[: len(partial.sentences)]


def test_a_sentence_is_checked_once(assistant, monkeypatch):
    from assistant.llm import borne_out

    checked = []
    support = borne_out.support
    monkeypatch.setattr(
        borne_out,
        "support",
        lambda claim, lines: checked.append(claim.text) or support(claim, lines),
    )
    assistant.ask(QUESTION)
    assert checked == list(SAID)


def test_without_a_model_nothing_is_told(plain):
    assert plain.ask(QUESTION, heard=lambda _: 1 / 0).prose is None


@pytest.mark.parametrize("held", [-1, 0, words(FIRST) + 1])
def test_who_leaves_ends_the_request_at_once(assistant, script, held):
    """Before the server replies, before the first word, and between two sentences."""
    script.held = held
    calls = []

    def hear(partial):
        calls.append(partial)
        if script.asked and (partial or held < 1):
            raise Left

    with pytest.raises(Left):
        assistant.ask(QUESTION, heard=hear)
    assert script.gone.wait(SOON)
    assert bool(calls[-1]) == (held > 0)


def test_who_has_left_already_asks_nothing_of_a_model(assistant, script):
    listener = Listener()
    listener.leave()
    with pytest.raises(Left):
        assistant.ask(QUESTION, heard=listener.hear)
    assert script.asked == []


def test_a_request_that_is_closed_while_the_model_is_silent_is_ended(script):
    script.held = 3
    model, asked = Model("m", script.url, seconds=30), [{"content": ""}, {"content": ""}]
    with closing(model.stream(asked, 5, Usage())) as pieces:
        next(piece for piece in pieces if script.asked and not piece)
    assert script.gone.wait(SOON)


def test_a_listener_tells_what_is_new_once(plain):
    listener, answer = Listener(), plain.ask(QUESTION)
    assert listener.news() is None
    for partial in (None, answer, answer):
        listener.hear(partial)
    assert (listener.news(), listener.news()) == (answer, None)
    assert unheard(answer) is None
    listener.leave()
    with pytest.raises(Left):
        listener.hear(answer)


# ---- On the page -----------------------------------------------------------------------------


@pytest.fixture
def pool():
    with ThreadPoolExecutor(1) as made:
        yield made


def is_free(pool):
    """Tell whether the pool's only place is free again."""
    return pool.submit(lambda: True).result(SOON)


def until_written(steps):
    """Give the first step with a sentence in it."""
    return next(step for step in steps if step[-1].answer)


def test_the_page_shows_sentences_while_the_model_writes(assistant, pool, script):
    script.held = words(FIRST) + 1
    steps = respond(LiveAssistant(assistant), pool, Stops(), QUESTION, (), "a")
    ((partial,),) = [until_written(steps)]
    assert (partial.pending, partial.id, texts(partial.answer)) == (True, "", (FIRST,))
    told = messages((partial,))[1]["content"]
    assert '<p class="note pending">Writing …</p>' in told
    assert told.count('href="#cite-') == 1
    assert "999" not in told
    script.go.set()
    (last,) = list(steps)[-1]
    assert (last.pending, texts(last.answer)) == (False, (FIRST, SECOND, LAST))


def test_a_stop_ends_the_models_request_and_frees_the_place(assistant, pool, script):
    script.held = words(FIRST) + 1
    stops = Stops()
    steps = respond(LiveAssistant(assistant), pool, stops, QUESTION, (), "a")
    until_written(steps)
    stops.ask("a")
    assert next(steps) == (Exchange(QUESTION, note=STOPPED),)
    assert script.gone.wait(SOON)
    assert is_free(pool)
    assert list(steps) == []


def test_a_page_that_closes_ends_the_models_request(assistant, pool, script):
    script.held = words(FIRST) + 1
    steps = respond(LiveAssistant(assistant), pool, Stops(), QUESTION, (), "a")
    until_written(steps)
    steps.close()
    assert script.gone.wait(SOON)
    assert is_free(pool)


@pytest.mark.parametrize("how", ["stop", "begin"])
def test_nothing_half_written_is_kept(assistant, script, tmp_path, how):
    script.held = words(FIRST) + 1
    archive = Archive(tmp_path)
    talk = Talk(LiveAssistant(assistant), archive, patience=60.0)
    steps = talk.ask(QUESTION, (), told("{}"), "owner", "session")
    shown, done, kept = next(step for step in steps if step[0][-1].answer)
    assert (shown[-1].pending, done, kept) == (True, (), "")
    getattr(talk, how)("session")
    left = list(steps)
    assert script.gone.wait(SOON)
    assert [step[1] for step in left] == [(Exchange(QUESTION, note=STOPPED),)] * (how == "stop")
    for entry in archive.search("owner"):
        assert [one.answer for one in archive.get("owner", entry.id).exchanges] == [None]


# ---- Over HTTP -------------------------------------------------------------------------------


@pytest.fixture
def site(assistant):
    with site_of(assistant) as site:
        yield site


def events(reply):
    """Yield the events of a stream as they come."""
    name = ""
    for line in reply.iter_lines():
        if line.startswith("event: "):
            name = line[7:]
        if line.startswith("data: "):
            yield name, json.loads(line[6:])


def within_time(holds):
    """Wait until something holds, and tell whether it came to that."""
    ends = time.monotonic() + SOON
    while not holds() and time.monotonic() < ends:
        time.sleep(0.01)
    return holds()


def is_asked(script):
    """Wait until the model is asked."""
    return within_time(lambda: script.asked)


def is_left(client):
    """Wait until the server works on nothing any more."""
    return within_time(lambda: "briefings_pending 0" in client.get("/metrics").text)


def test_a_stream_tells_sentences_while_the_model_writes(client, script):
    script.held = words(FIRST) + 1
    with client.stream("POST", "/api/ask/stream", json={"question": QUESTION}) as reply:
        coming = events(reply)
        assert next(coming)[0] == "step"
        assert next(coming) == ("sentence", {"text": f"{FIRST} [1]"})
        script.go.set()
        *others, (name, record) = coming
    first, *rest = record["text"].split("\n")
    assert (name, first) == ("answer", f"{FIRST} [1]")
    assert others == [("sentence", {"text": line}) for line in rest]
    assert [line.rpartition(" [")[0] for line in rest] == [SECOND, LAST]
    assert record["prose"]["struck"] == [FALSE]


def test_a_stream_says_when_what_it_told_does_not_stand(client, script, plain):
    script.text = citing(LAST, SECOND)
    script.held, script.cut = words(LAST) + 1, words(LAST) + 4
    with client.stream("POST", "/api/ask/stream", json={"question": QUESTION}) as reply:
        found = []
        for one in events(reply):
            found.append(one)
            if one[0] == "sentence":
                script.go.set()
    again = found.index(("step", {"step": "instead"}))
    record = found[-1][1]
    assert found[1:again] == [("sentence", {"text": f"{LAST} [1]"})]
    assert [told["text"] for _, told in found[again + 1 : -1]] == record["text"].split("\n")
    assert record["short"] == plain.ask(QUESTION).short
    assert "broke off" in record["prose"]["why"]


@pytest.mark.parametrize("held", [-1, words(FIRST) + 1])
def test_a_client_that_leaves_a_stream_ends_the_models_request(client, script, held):
    script.held = held
    with client.stream("POST", "/api/ask/stream", json={"question": QUESTION}) as reply:
        coming = events(reply)
        next(coming)
        while held > 0 and next(coming)[0] != "sentence":
            pass
        assert is_asked(script)
    assert script.gone.wait(SOON)
    assert is_left(client)


TOOL = {
    **{"jsonrpc": "2.0", "id": 1, "method": "tools/call"},
    "params": {"name": "ask", "arguments": {"question": QUESTION}},
}
JSON = {"content-type": "application/json"}
MCP = {
    **JSON,
    "accept": "application/json, text/event-stream",
    "mcp-protocol-version": "2025-06-18",
}


@pytest.mark.parametrize(
    ("path", "headers", "body", "told"),
    [
        ("/api/ask", JSON, {"question": QUESTION}, 'route="/api/ask",status="499"} 1'),
        ("/mcp", MCP, TOOL, ""),
    ],
)
def test_a_client_that_waits_no_longer_ends_the_models_request(
    site, client, script, path, headers, body, told
):
    script.held = -1
    with closing(HTTPConnection(site.url.removeprefix("http://"), timeout=SOON)) as connection:
        connection.request("POST", path, json.dumps(body), headers)
        assert is_asked(script)
    assert script.gone.wait(SOON)
    assert is_left(client)
    assert within_time(lambda: told in client.get("/metrics").text)


# ---- In a browser ----------------------------------------------------------------------------


def ask(page):
    page.locator("#ask textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .answer .short")).to_have_text(f"{FIRST} [1]")
    expect(page.locator("#chat .answer .pending")).to_have_text("Writing …")
    expect(page.locator("#chat .answer .sentence")).to_have_count(0)


@pytest.mark.browser
def test_a_reader_sees_the_first_sentence_before_the_whole(site, visit, script):
    script.held = words(FIRST) + 1
    page = visit().page
    ask(page)
    page.locator("#chat .answer a").first.click()
    expect(page.locator("#shown mark").first).to_contain_text("246 units")
    script.go.set()
    expect(page.locator("#chat .answer .sentence")).to_have_count(2)
    expect(page.locator("#chat .pending")).to_have_count(0)
    expect(page.locator("#chat p.prose")).to_contain_text("Written by m at")
    expect(page.get_by_role("button", name="Send")).to_be_visible()


@pytest.mark.browser
def test_a_reader_stops_the_model(site, visit, script):
    script.held = words(FIRST) + 1
    here = visit()
    ask(here.page)
    here.page.get_by_role("button", name="Stop").click()
    expect(here.page.locator("#chat .note")).to_have_text(STOPPED)
    expect(here.page.locator("#chat .answer")).to_have_count(0)
    assert script.gone.wait(SOON)
    script.held = None
    expect(here.page).to_have_url(re.compile(r"\?conversation="))  # it is known where it is kept
    here.page.reload()
    expect(here.page.locator("#chat .note")).to_have_text(STOPPED)
    here.nothing_leaves_the_machine()


@pytest.mark.browser
def test_a_page_that_is_closed_ends_the_models_request(site, visit, script):
    script.held = words(FIRST) + 1
    page = visit().page
    ask(page)
    page.close()
    assert script.gone.wait(SOON)
