"""What the server refuses: foreign hosts and pages, bodies too large or slow, paths and ids."""

from __future__ import annotations

import asyncio
import http.client
import json
import time
from collections import Counter
from urllib.parse import quote, urlsplit

import httpx
import pytest
from hostile_names import EXPORTS, HOSTILE, tool_calls, tried
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from web_page import assistant_over, served

from assistant.answer import Turn
from assistant.archive.exchange import Exchange
from assistant.archive.store import Archive
from assistant.people import accounts, tickets
from assistant.people.access import Access
from assistant.people.door import Door, SignIn
from assistant.people.guard import BODY, Guard
from assistant.people.pace import Paced
from assistant.people.person import Role

SECRET = "the words of a file that is not indexed"
OWNER, OTHER, CURATOR = "owner", "other", "curator"


async def echo(request):
    return PlainTextResponse(str(len(await request.body())))


def guarded(access=Access(), **more):  # noqa: B008  # frozen
    methods = ["GET", "POST", "PUT"]
    app = Starlette(routes=[Route("/{path:path}", echo, methods=methods)])
    app.add_middleware(Guard, access=access, **more)
    return TestClient(app, base_url="http://127.0.0.1:7860")


@pytest.mark.parametrize(
    ("host", "access", "status"),
    [
        *((host, {}, 200) for host in ("127.0.0.1", "localhost:7860", "[::1]:1", "LOCALHOST")),
        *(
            (host, {}, 400)
            for host in ("evil.example", "192.168.1.2", "", "127.0.0.1.evil.example")
        ),
        *((host, {}, 400) for host in ("localhost@evil.example", "[::1", "evil.example:7860")),
        ("briefings.example", {"hosts": ("Briefings.example",)}, 200),
        ("192.168.1.2:80", {"host": "0.0.0.0"}, 200),
        ("evil.example", {"host": "0.0.0.0"}, 400),
    ],
)
def test_a_name_that_was_made_to_point_here_is_refused(host, access, status):
    assert guarded(Access(**access)).get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:7860"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://briefings.example"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:3000"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[::1"}, 403),
        ({"origin": "http://127.0.0.1:7860", "sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_another_page_cannot_post_here(headers, status):
    client = guarded(Access(hosts=("briefings.example",)))
    assert client.post("/api/ask", headers=headers).status_code == status
    assert client.get("/api/documents", headers=headers).status_code == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_has_a_largest_size(chunked):
    def posted(path, size, method="POST"):
        body = iter([b"x" * (size - 5), b"x" * 5]) if chunked else b"x" * size
        return guarded().request(method, path, content=body).status_code

    assert (posted("/api/ask", BODY), posted("/api/ask", BODY + 1)) == (200, 413)
    assert posted("/library/x.md", BODY + 1, "PUT") == 200
    assert posted("/library/x.md", BODY + 1) == 413


def test_so_many_requests_a_minute_and_page_loads_beside_them():
    app = Starlette(routes=[Route("/{path:path}", echo, methods=["GET", "POST"])])
    app.add_middleware(Paced, rate=3)
    app.add_middleware(Door, sign_in=SignIn(Access()))
    client = TestClient(app)
    paths = ["/api/search", "/api/facts", "/api/source", "/api/search"]
    assert [client.get(path).status_code for path in paths] == [200, 200, 200, 429]
    refused = client.post("/gradio_api/queue/join")
    assert (refused.status_code, 1 <= int(refused.headers["retry-after"]) <= 21) == (429, True)
    assert client.get("/").status_code == 200


@pytest.fixture(scope="module")
def people():
    made = accounts.fresh()
    for name in (OWNER, OTHER, CURATOR):
        role = Role.CURATOR if name == CURATOR else Role.READER
        made = made.with_account(name, role, "a long password")
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory, people):
    folder = tmp_path_factory.mktemp("guard")
    assistant = assistant_over(folder)
    accounts.write(folder / "index" / "users.json", people)
    for place in (folder, folder / "corpus", folder / "index"):
        (place / "secret.txt").write_text(SECRET)
    access = Access(users=folder / "index" / "users.json", rate=100_000)
    with served(assistant, access=access) as site:
        yield site


@pytest.fixture(scope="module")
def ticket(people):
    def given(name):
        return {
            "authorization": f"Bearer {tickets.issue(people, people.by_name[name], time.time())}"
        }

    return given


@pytest.fixture(scope="module")
def kept(site):
    """Keep a conversation of the owner's; give its id and that of its exchange."""
    answer = site.assistant.ask("What was the robot density in 2020?", [Turn("Robots?", "Yes")])
    told = Exchange(answer.question, answer, receipt={"words": SECRET}, id="e" * 16)
    return Archive(site.assistant.library.root).keep(f"person:{OWNER}", "", (), (told,)), told.id


def fetched(site, headers, path, method="GET"):
    """Ask for a path just as it is written, with nothing made of its dots."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=20)
    connection.request(method, path, headers=headers)
    reply = connection.getresponse()
    text = reply.read().decode(errors="replace")
    connection.close()
    return reply.status, text


def test_there_are_many_cases_at_each_door():
    doors = Counter(door for name in HOSTILE for door, _ in tried(name))
    assert min(doors["page"], doors["api"], sum(len(tool_calls(name)) for name in HOSTILE)) >= 60


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_is_given_but_what_is_indexed(site, ticket, name):
    root = site.assistant.library.root.parent
    for _, told in tried(name):
        path = told.replace("{root}", str(root))
        status, text = fetched(site, ticket(CURATOR), path)
        # Where two issues are compared, the form to choose them by is there as well.
        assert status == 200 if path.startswith("/compare") else status >= 400, path
        assert status >= 400 or "no document" in text, (path, text[-500:])
        assert SECRET not in text and "root:" not in text and '"digest"' not in text, path
    told = quote(name, safe="")
    assert fetched(site, ticket(CURATOR), f"/library/{told}", "DELETE")[0] in (404, 405)


def called(site, headers, calls):
    """Call tools, as one person, and give their results."""

    async def made():
        async with (
            httpx2_client(headers) as http_client,
            Client(streamable_http_client(f"{site.url}/mcp", http_client=http_client)) as client,
        ):
            return [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(made())


def test_no_tool_reads_a_file(site, ticket):
    calls = [call for name in HOSTILE for call in tool_calls(name)]
    results = called(site, ticket(CURATOR), calls)
    assert [result.is_error for result in results] == [True] * len(calls)
    assert SECRET not in str(results)
    assert "root:" not in str(results)


@pytest.mark.parametrize("who", [OTHER, CURATOR])
def test_no_tool_gives_what_is_another_s(site, ticket, kept, who):
    name, exchange = kept
    ids = [
        *(name, exchange, f"person:{OWNER}", f"conversations/{name}", f"{name}.md"),
        f"conversations/{name}/receipts/{exchange}",
    ]
    calls = [call for one in ids for call in tool_calls(one)]
    results = called(site, ticket(who), calls)
    assert [result.is_error for result in results] == [True] * len(calls)
    assert SECRET not in str(results)
    (told,) = called(site, ticket(who), [("ask", {"question": "And in 2019?"})])
    assert told.structured_content["standalone"] == "And in 2019?"  # nothing of the other's turns


def httpx2_client(headers):
    import httpx2

    return httpx2.AsyncClient(headers=headers, trust_env=False)


FOREIGN = [
    *(("GET", f"/conversations/{{name}}/export.{form}") for form in EXPORTS),
    ("GET", "/conversations/{name}/receipts/{exchange}"),
    *(("PUT", "/conversations/{name}?title=mine"), ("DELETE", "/conversations/{name}")),
]


@pytest.mark.parametrize("who", [OTHER, CURATOR])
@pytest.mark.parametrize(("method", "path"), FOREIGN)
def test_what_is_another_s_is_not_there(site, ticket, kept, who, method, path):
    name, exchange = kept
    status, text = fetched(site, ticket(who), path.format(name=name, exchange=exchange), method)
    assert (status, SECRET in text) == (404, False)
    assert json.loads(fetched(site, ticket(who), "/conversations")[1]) == []


def test_what_is_one_s_own_is_there(site, ticket, kept):
    found = json.loads(fetched(site, ticket(OWNER), "/conversations")[1])
    assert [one["id"] for one in found] == [kept[0]]
    status, text = fetched(site, ticket(OWNER), f"/conversations/{kept[0]}/receipts/{kept[1]}")
    assert (status, SECRET in text) == (200, True)


def test_the_cookie_of_a_browser_is_not_the_key_of_a_person(site, ticket, kept):
    headers = {**ticket(OTHER), "cookie": f"briefings-owner=person:{OWNER}"}
    assert json.loads(fetched(site, headers, "/conversations")[1]) == []


def test_every_reply_bears_the_headers_that_guard_the_page(site, ticket):
    for path, headers in (("/login", {}), ("/", ticket(OTHER)), ("/api/documents", {}), ("/", {})):
        found = httpx.get(f"{site.url}{path}", headers=headers, trust_env=False).headers
        assert "frame-ancestors 'none'" in found["content-security-policy"]
        assert found["x-content-type-options"] == "nosniff"
        assert found["referrer-policy"] == "same-origin"
        assert "server" not in found


def test_a_body_that_does_not_come_is_not_waited_for():
    async def run():
        waiting = asyncio.Event()

        async def receive():
            await waiting.wait()

        sent = []

        async def send(message):
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/",
            "headers": [(b"host", b"localhost"), (b"content-length", b"5")],
        }

        async def reads(_, receive, send):
            await receive()

        await Guard(reads, Access(), seconds=0.05)(scope, receive, send)
        return sent[0]["status"]

    assert asyncio.run(run()) == 408
