"""Sign-in at a proxy, on a served page: who it tells is who asks, and nobody else comes in."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient
from web_page import Visit, served

from assistant.archive.store import Archive
from assistant.people.access import Access
from assistant.web.app import create_app

HEADER = "X-Forwarded-User"
ACCESS = Access(proxy_header=HEADER, curators=("anna",), rate=100_000)
QUESTION = "What was the robot density in 2020?"


@pytest.fixture(scope="module")
def site(assistant):
    with served(assistant, access=ACCESS) as site:
        yield site


def got(site, path, *names, method="GET", **more):
    headers = [(HEADER, name) for name in names]
    return httpx.request(
        method, f"{site.url}{path}", headers=headers, trust_env=False, timeout=30, **more
    )


def test_who_the_proxy_tells_comes_in(site):
    assert got(site, "/me", "anna").json() == {"name": "anna", "role": "curator", "leaves": False}
    assert got(site, "/me", "bo").json() == {"name": "bo", "role": "reader", "leaves": False}
    assert got(site, "/", "bo").status_code == 200
    asked = got(site, "/api/ask", "bo", method="POST", json={"question": QUESTION})
    assert "246" in asked.json()["short"]


@pytest.mark.parametrize("names", [(), ("",), ("anna", "bo"), ("a" * 201,)])
@pytest.mark.parametrize("path", ["/", "/me", "/api/documents", "/facts", "/conversations"])
def test_nobody_else_comes_in_nor_is_asked_for_a_password(site, path, names):
    reply = got(site, path, *names)
    assert (reply.status_code, reply.json()) == (401, {"error": "sign in first"})


def test_roles_are_those_of_the_list_of_curators(site):
    put = {"method": "PUT", "content": b"# A note\n"}
    assert got(site, "/library/note.md", "bo", **put).status_code == 403
    assert got(site, "/library/note.md", "anna", **put).status_code == 201
    assert got(site, "/library/note.md", "anna", method="DELETE").status_code == 204


def test_another_address_is_no_proxy(assistant):
    app = create_app(assistant, access=ACCESS)
    found = [
        TestClient(app, base_url="http://127.0.0.1", client=(address, 5000))
        .get("/me", headers={HEADER: "anna"})
        .status_code
        for address in ("127.0.0.1", "::1", "192.168.1.2")
    ]
    assert found == [200, 200, 401]


@pytest.mark.browser
def test_a_reader_behind_a_proxy_asks_and_what_they_asked_is_theirs(browser, site, assistant):
    here = Visit(browser, site, extra_http_headers={HEADER: "bo"})
    here.ask(QUESTION)
    expect(here.page.locator(".answer .short")).to_contain_text("246")
    expect(here.page.get_by_role("button", name="Sign out")).to_have_count(0)
    here.page.get_by_role("button", name="Library").click()
    expect(here.page.locator("#library-add")).to_be_hidden()
    assert here.complaints == []
    here.context.close()
    archive = Archive(assistant.library.root)
    assert [one.title for one in archive.search("person:bo")] == [QUESTION]
    assert [one["title"] for one in got(site, "/conversations", "bo").json()] == [QUESTION]
    assert got(site, "/conversations", "anna").json() == []
