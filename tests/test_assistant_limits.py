"""What is costly: how often, how many at once and how long; and clients that only hold a place."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient
from web_page import Visit, served, until

from assistant.api.workers import AT_ONCE, PATIENCE, Busy, TooSlow, Workers, patience_with
from assistant.ask import Assistant
from assistant.llm.client import Model
from assistant.llm.help import Helper
from assistant.llm.rerank import Reranker
from assistant.llm.write import Writer
from assistant.people.access import Access
from assistant.web import connection, serving
from assistant.web.app import create_app
from assistant.web.beside.added import AddedPage
from index.encoder import ModelError
from index.remote.connect import StoreError

RATE = 3
QUESTION = {"question": "What was the robot density in 2020?"}
PAGES = [
    *("/facts", "/facts?about=robots", "/facts.csv", "/facts.docx", "/compare?old=a&new=b"),
    *("/document/chips-2021-05.md?start=0&end=5", "/page/chips-2021-05.md/1"),
    *("/source/chips-2021-05.md?start=0&end=5", "/raw/chips-2021-05.md?start=0&end=5"),
    *(f"/conversations/x/export.{form}" for form in ("md", "html", "docx", "json")),
]
ROUTES = [
    *("/api/search?question=robots", "/api/facts?about=robots", "/api/documents"),
    "/api/source?doc=chips-2021-05.md&start=0&end=5",
]
FREE = ["/", "/healthz", "/scope", "/library"]


@pytest.fixture(scope="module")
def app(assistant):
    return create_app(assistant, access=Access(rate=RATE))


def client_at(app, number):
    return TestClient(app, base_url="http://127.0.0.1", client=(f"10.0.0.{number}", 5000))


# ---- How often, how many at once, how long ---------------------------------------------------


@pytest.mark.parametrize("path", [*PAGES, *ROUTES])
def test_what_is_costly_is_paced(app, path):
    client = client_at(app, 1 + [*PAGES, *ROUTES].index(path))
    replies = [client.get(path) for _ in range(RATE + 1)]
    assert [reply.status_code == 429 for reply in replies] == [*[False] * RATE, True]
    assert 1 <= int(replies[-1].headers["retry-after"]) <= 60 / RATE + 1
    assert "oo many requests: try again in" in replies[-1].text


def test_all_that_one_does_counts_together_and_page_loads_do_not(app):
    client = client_at(app, 100)
    for path in FREE * 2:
        assert client.get(path).status_code == 200, path
    paths = ["/compare", "/api/documents", "/facts", "/facts.docx"]
    assert [client.get(path).status_code for path in paths] == [200, 200, 200, 429]
    assert client.post("/api/ask", json=QUESTION).status_code == 429
    assert [client.get(path).status_code for path in FREE] == [200] * len(FREE)


@pytest.mark.parametrize(
    ("error", "status"),
    [(Busy, 503), (TooSlow, 504), (StoreError, 503), (ModelError, 502)],
)
def test_what_cannot_be_done_now_is_one_line_everywhere(assistant, monkeypatch, error, status):
    async def refused(*_):
        raise error("a line that says why")

    monkeypatch.setattr(Workers, "run", refused)
    client = TestClient(create_app(assistant), base_url="http://127.0.0.1")
    later = "3" if status == 503 else None
    for path in ROUTES:
        reply = client.get(path)
        assert (reply.status_code, reply.json()) == (status, {"error": "a line that says why"})
        assert reply.headers.get("retry-after") == later
    asked = client.post("/api/ask", json=QUESTION)
    assert (asked.status_code, asked.json()) == (status, {"error": "a line that says why"})
    assert (
        'event: error\ndata: {"error": "a line'
        in client.post("/api/ask/stream", json=QUESTION).text
    )
    for path in PAGES:
        reply = client.get(path)
        assert (reply.status_code, reply.text) == (status, "A line that says why."), path
        assert reply.headers.get("retry-after") == later
    page = client.get(PAGES[-1], headers={"accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert '<p class="notice" role="status">A line that says why.</p>' in page.text
    assert '<a href="../../facts">' in page.text


def test_what_models_may_take_is_waited_for_as_well(assistant):
    model = Model("m", "http://127.0.0.1:1/v1", None, 80.0)
    helper = Helper(model, rewrite=True, expand=True, reranker=Reranker(replace(model, seconds=7)))
    assert patience_with(assistant) == PATIENCE
    assert patience_with(replace(assistant, writer=Writer(model))) == PATIENCE + 80
    both = replace(assistant, writer=Writer(model), helper=helper)
    assert patience_with(both) == PATIENCE + 80 + 2 * 20 + 7


@pytest.mark.browser
def test_an_answer_on_the_page_that_takes_too_long_is_one_line(browser, assistant, monkeypatch):
    monkeypatch.setattr("assistant.api.workers.PATIENCE", 0.5)
    free = threading.Event()
    with served(assistant) as site:
        here = Visit(browser, site)
        monkeypatch.setattr(Assistant, "ask", lambda *_: free.wait(60))
        with here.until_told():
            here.page.locator("#ask textarea").fill("What takes long?")
            here.page.keyboard.press("Enter")
        told = "This took longer than 0.5 seconds and was given up: ask it again in a while."
        expect(here.page.locator("#chat .note")).to_have_text(told)
        expect(here.page.get_by_role("button", name="Send")).to_be_visible()
        assert here.complaints == []
        free.set()
        here.context.close()


# ---- Clients that hold a place ---------------------------------------------------------------

SIZE = 24_000_000  # bytes, more than lie between a server and a client that reads nothing


@pytest.fixture(scope="module")
def site(assistant):
    """Serve the page, with a route that gives much at once."""

    def add(api, _):
        from fastapi.responses import Response

        api.add_api_route("/much", lambda: Response(b"x" * SIZE))

    with served(assistant, pages=(AddedPage("much", "Much", add),)) as site:
        yield site


def connected(site, sent=b"", room=0):
    """Connect, send something, and wait for nothing."""
    made = socket.socket()
    if room:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    made.settimeout(20)
    host, port = urlsplit(site.url).netloc.split(":")
    made.connect((host, int(port)))
    made.sendall(sent)
    return made


def request(path, body=None):
    """Write a request as it goes over the wire."""
    text = json.dumps(body) if body else ""
    kind = f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n" if body else ""
    method = "POST" if body else "GET"
    return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{kind}\r\n{text}".encode()


def is_ended(one):
    """Tell whether the other side has ended a connection on which nothing was sent back."""
    one.setblocking(False)
    try:
        return one.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def test_requests_that_trickle_in_free_their_places(assistant, monkeypatch):
    monkeypatch.setattr(connection, "SECONDS", 1.0)
    monkeypatch.setattr(serving, "CONNECTIONS", 4)
    with served(assistant) as site, httpx.Client(base_url=site.url, trust_env=False) as client:
        slow = [connected(site, b"GET /healthz HTTP/1.1\r\nHost: loc") for _ in range(3)]
        slow.append(connected(site))  # and one that says nothing at all

        def come_in():
            for one in slow[:3]:
                with suppress(OSError):
                    one.send(b"a")
            return client.get("/healthz").status_code == 200

        assert until(lambda: client.get("/healthz").status_code == 503)
        assert until(come_in)
        assert until(lambda: all(map(is_ended, slow)))
        for one in slow:
            one.close()


def test_a_reply_that_is_not_read_is_given_up(site, monkeypatch):
    ended, lost = threading.Event(), connection.Connection.connection_lost

    def end(self, error):
        lost(self, error)
        ended.set()

    monkeypatch.setattr(connection, "SECONDS", 0.2)
    monkeypatch.setattr(connection.Connection, "connection_lost", end)
    one = connected(site, request("/much"), room=4096)
    assert ended.wait(20)
    size = 0
    with suppress(ConnectionError):
        while read := one.recv(2**20):
            size += len(read)
    one.close()
    assert size < SIZE


def test_a_reply_of_which_only_the_last_is_not_read_is_given_up(site, monkeypatch):
    made, own = [], connection.Connection.connection_made
    monkeypatch.setattr(connection, "SECONDS", 0.5)
    monkeypatch.setattr(connection, "SENDING", 4096)
    monkeypatch.setattr(
        connection.Connection,
        "connection_made",
        lambda self, transport: (own(self, transport), made.append(transport)),
    )
    one = connected(site, request("/much"), room=4096)
    assert until(lambda: made and made[0].get_write_buffer_size())
    (left,) = (transport.get_write_buffer_size for transport in made)
    while left() > 12_000:  # less than makes the server go on, and it has no more to send
        one.recv(2**16 if left() > 200_000 else 1000)
    assert left()
    assert until(lambda: left() == 0)
    one.close()


def test_a_reply_that_is_read_slowly_comes_whole(site, monkeypatch):
    monkeypatch.setattr(connection, "SECONDS", 1.0)
    one, size = connected(site, request("/much"), room=2**16), 0
    began = time.monotonic()
    while size < SIZE:
        read = one.recv(2**20)
        assert read, size
        size += len(read)
        if time.monotonic() - began < 3:
            time.sleep(0.05)
    one.close()


def test_a_connection_that_is_kept_serves_again(site, monkeypatch):
    monkeypatch.setattr(connection, "SECONDS", 0.5)
    kept = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=20)
    for pause in (1, 0):
        kept.request("GET", "/healthz")
        reply = kept.getresponse()
        assert (reply.status, json.loads(reply.read())["status"]) == (200, "ok")
        time.sleep(pause)
    kept.close()


@pytest.fixture
def pending(site):
    """Tell how many pieces of work are being done or wait."""
    with httpx.Client(base_url=site.url, trust_env=False) as client:
        yield lambda: int(client.get("/metrics").text.split("briefings_pending ")[3].split()[0])


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_who_leaves_frees_the_place_of_a_question(site, monkeypatch, pending, path):
    def ask(*given):
        for _ in range(1200):  # a minute, if nobody leaves
            given[-1](None)
            time.sleep(0.05)

    monkeypatch.setattr(Assistant, "ask", ask)
    open_ = [connected(site, request(path, QUESTION)) for _ in range(2 * AT_ONCE)]
    assert until(lambda: pending() == 2 * AT_ONCE)
    for one in open_:
        one.close()
    assert until(lambda: pending() == 0)


def test_who_leaves_a_page_that_waits_has_it_never_begun(site, monkeypatch, pending):
    free, begun = threading.Event(), []

    def compare(*_):
        begun.append(1)
        free.wait(60)
        return ""

    monkeypatch.setattr("assistant.web.beside.routes.compare_html", compare)
    open_ = [connected(site, request("/compare")) for _ in range(2 * AT_ONCE)]
    try:
        assert until(lambda: pending() == 2 * AT_ONCE)
        for one in open_:
            one.close()
        assert until(lambda: pending() == AT_ONCE)
    finally:
        free.set()
    assert until(lambda: pending() == 0)
    assert len(begun) == AT_ONCE
