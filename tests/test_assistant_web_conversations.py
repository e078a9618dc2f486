"""Conversations on the page: kept over a reload and a restart, found again, each browser's own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient
from web_page import DENSITY, Visit, served

from assistant.archive.exchange import Exchange
from assistant.archive.receipt import settings_of
from assistant.archive.store import Archive
from assistant.live import LiveAssistant
from assistant.web.app import create_app
from assistant.web.owner import COOKIE, owner_of
from corpus.documents import BlockKind
from corpus.readers import docx

FUND = "How much capital does the fund have?"


def shown(page):
    """Give the questions that the page shows."""
    return page.locator("#chat .asked").all_text_contents()


def current(page):
    expect(page).to_have_url(re.compile(r"\?conversation=[\w-]{22}$"))
    return page.url.rpartition("=")[2]


@pytest.mark.browser
def test_a_conversation_is_there_again_after_a_reload_and_goes_on(visit):
    here = visit()
    here.ask(DENSITY)
    name = current(here.page)
    here.page.reload()
    expect(here.page.locator(".answer .short")).to_contain_text("492")
    here.ask("And in 2020?")
    expect(here.page.locator(".understood")).to_contain_text("robot density")
    assert current(here.page) == name
    here.page.reload()
    expect(here.page.locator(".answer")).to_have_count(2)
    here.page.locator(".answer a").first.click()
    expect(here.page.locator("#shown mark").first).to_be_in_viewport()
    assert here.complaints == []


@pytest.mark.browser
def test_a_conversation_is_there_again_after_a_restart(browser, assistant):
    context = browser.new_context()
    with served(assistant) as site:
        page = Visit(browser, site, context).page
        page.locator("#ask textarea").fill(DENSITY)
        page.keyboard.press("Enter")
        expect(page.locator(".answer")).to_have_count(1)
        name = current(page)
    with served(assistant) as site:
        page.goto(f"{site.url}/?conversation={name}")
        expect(page.locator(".answer .short")).to_contain_text("492")
        page.goto(site.url)
        page.get_by_role("button", name="Conversations").click()
        page.get_by_role("button", name=re.compile("^What robot density")).first.click()
        expect(page.locator(".answer .short")).to_contain_text("492")
        assert current(page) == name
    context.close()


@pytest.mark.browser
def test_conversations_are_found_renamed_saved_and_deleted(visit):
    here = visit()
    page = here.page
    here.ask(DENSITY)
    page.get_by_role("button", name="New conversation").click()
    expect(page).not_to_have_url(re.compile("conversation="))
    here.ask(FUND)
    page.get_by_role("button", name="Conversations").click()
    dialog = page.get_by_role("dialog", name="Conversations")
    lines = dialog.get_by_role("listitem")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text(FUND)
    expect(lines.first.locator("[aria-current]")).to_have_count(1)
    dialog.get_by_label("Search in conversations").fill("density 492")
    expect(lines).to_have_count(1)
    dialog.get_by_role("button", name=f"Rename {DENSITY}").click()
    page.keyboard.type("Robots <b>for</b> the chapter")
    page.keyboard.press("Enter")
    expect(lines.locator("bdi")).to_have_text("Robots <b>for</b> the chapter")
    with page.expect_download() as saved:
        dialog.get_by_role("link", name=re.compile("^Save Robots .* Markdown")).click()
    assert saved.value.suggested_filename == "robots-b-for-b-the-chapter.md"
    assert "492" in saved.value.path().read_text()
    page.once("dialog", lambda asked: asked.accept())
    dialog.get_by_role("button", name=re.compile("^Delete Robots")).click()
    expect(dialog.get_by_role("status")).to_have_text("Deleted: Robots <b>for</b> the chapter")
    dialog.get_by_label("Search in conversations").fill("")
    expect(lines).to_have_count(1)
    page.once("dialog", lambda asked: asked.accept())
    dialog.get_by_role("button", name=re.compile("^Delete How much")).click()
    expect(lines).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#chat .asked")).to_have_count(0)  # it was the one that was shown
    assert here.complaints == []


@pytest.mark.browser
def test_a_question_is_edited_and_asked_again(visit):
    here = visit()
    page = here.page
    here.ask(DENSITY)
    here.ask("And in 2020?")
    name = current(page)
    page.get_by_role("button", name="Edit").last.click()
    expect(page.locator("#ask textarea")).to_have_value("And in 2020?")
    expect(page.locator("#ask textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#ask textarea")).to_have_value("")
    page.get_by_role("button", name="Edit").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(FUND)
    with here.until_told():
        page.keyboard.press("Enter")
    expect(page.locator("#chat .asked")).to_have_text([FUND])
    expect(page.locator(".answer .short")).to_contain_text("204 billion")
    before = page.locator("#chat .acts a").get_attribute("href")
    with here.until_told():
        page.get_by_role("button", name="Retry").click()
    expect(page.locator("#chat .acts a")).not_to_have_attribute("href", before)  # another answer
    expect(page.locator("#chat .asked")).to_have_text([FUND])
    expect(page.locator(".answer .short")).to_contain_text("204 billion")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#chat .asked")).to_have_count(0)
    expect(page.locator("#ask textarea")).to_have_value(FUND)
    page.goto(f"{page.url.partition('?')[0]}?conversation={name}")
    expect(page.locator("#kept-said")).to_have_text("That conversation is not here any more.")


@pytest.mark.browser
def test_a_question_that_is_offered_is_asked_at_one_press(visit, monkeypatch):
    owner = "Who is the largest shareholder of the second national semiconductor fund?"
    monkeypatch.setattr(LiveAssistant, "next_questions", lambda *_: (owner, "<b>Who?</b>"))
    here = visit()
    page = here.page
    here.ask(DENSITY)
    offered = page.get_by_role("group", name="Ask next").get_by_role("button")
    expect(offered).to_have_text([owner, "<b>Who?</b>"])
    offered.first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator(".answer").last).to_contain_text("Ministry of Finance")
    current(page)
    page.reload()
    expect(offered).to_have_count(2)
    assert shown(page) == [DENSITY, owner]


@pytest.mark.browser
def test_what_was_chosen_comes_back_with_the_conversation(visit):
    here = visit()
    page = here.page
    page.get_by_role("button", name="All documents").click()
    page.get_by_role("checkbox", name="Semiconductor funds").check()
    page.get_by_role("button", name="Done").click()
    here.ask(FUND)
    current(page)
    page.reload()
    expect(page.locator("#scope-chips li")).to_have_text(["Semiconductor funds ×"])
    expect(page.locator(".answer .within")).to_have_count(1)


@pytest.mark.browser
def test_a_receipt_is_saved(visit):
    here = visit()
    here.ask(DENSITY)
    current(here.page)
    with here.page.expect_download() as saved:
        here.page.get_by_role("button", name="Receipt").click()
    assert settings_of(json.loads(saved.value.path().read_text()))[0] == DENSITY


@pytest.mark.browser
def test_another_browser_reaches_none_of_it(visit):
    here = visit()
    here.ask(DENSITY)
    name = current(here.page)
    other = visit().page
    other.goto(here.page.url)
    expect(other.locator("#kept-said")).to_have_text("That conversation is not here any more.")
    expect(other).not_to_have_url(re.compile("conversation="))
    assert shown(other) == []
    for path in ("export.md", "export.json", "receipts/x"):
        assert other.request.get(f"{here.site.url}/conversations/{name}/{path}").status == 404
    assert other.request.delete(f"{here.site.url}/conversations/{name}").status == 404
    assert other.request.get(f"{here.site.url}/conversations").json() == []


@pytest.mark.browser
def test_a_disk_that_is_full_is_told_and_the_answer_shown(visit, monkeypatch):
    here = visit()

    def full(*_):
        from assistant.archive.store import ArchiveError

        raise ArchiveError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(Archive, "keep", full)
        here.ask(DENSITY)
        expect(here.page.locator("#kept-said")).to_have_text(
            "This conversation could not be kept: no room"
        )
    here.ask("And in 2020?")
    expect(here.page.locator("#kept-said")).to_be_hidden()
    here.page.reload()
    expect(here.page.locator(".answer")).to_have_count(2)


@pytest.fixture(scope="module")
def app(assistant):
    return create_app(assistant)


@pytest.fixture
def client(app):
    return TestClient(app, base_url="http://127.0.0.1")


def test_each_browser_gets_a_cookie_that_scripts_and_other_sites_do_not(client):
    reply = client.get("/")
    cookie = reply.headers["set-cookie"]
    assert re.fullmatch(
        COOKIE + r"=[\w-]{43}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", cookie
    )
    owner = client.cookies[COOKIE]
    assert client.get("/").headers["set-cookie"].startswith(f"{COOKIE}={owner};")
    assert "set-cookie" not in client.get("/healthz").headers


def sent(cookies):
    return SimpleNamespace(cookies=cookies, state=SimpleNamespace())


@pytest.mark.parametrize("token", ["", "x", "../" * 15, "a" * 42, "a" * 44, "ä" * 43])
def test_a_cookie_of_another_form_is_none(token):
    assert owner_of(sent({COOKIE: token})) == ""
    assert owner_of(sent({COOKIE: "a" * 43})) == "a" * 43


def test_each_form_of_a_conversation_is_read_by_its_reader(client, assistant):
    client.get("/")
    answer = assistant.ask(DENSITY)
    asked = Exchange(DENSITY, answer, id="a"), Exchange("<b>Why?</b>", note="Stopped.", id="b")
    name = Archive(assistant.library.root).keep(client.cookies[COOKIE], "", (), asked)
    replies = {
        form: client.get(f"/conversations/{name}/export.{form}")
        for form in ("docx", "html", "md", "json")
    }
    file = "what-robot-density-does-the-plan-ask-for-by-2025"
    for form, reply in replies.items():
        assert reply.status_code == 200
        assert reply.headers["content-disposition"] == f'attachment; filename="{file}.{form}"'
    kinds = {form: reply.headers["content-type"] for form, reply in replies.items()}
    assert kinds["docx"].endswith("wordprocessingml.document")
    assert kinds["html"].startswith("text/html")
    blocks = docx.read(Path("a.docx"), replies["docx"].content).blocks
    page = LexborHTMLParser(replies["html"].content)
    assert [found.text() for found in page.css("h1, h2")][:2] == [DENSITY, f"1. {DENSITY}"]
    assert page.css("script, b") == []
    notes = [block.text for block in blocks if block.kind is BlockKind.FOOTNOTE]
    assert "Robots in Chinese manufacturing" in notes[0]
    assert "Robots in Chinese manufacturing" in page.css_first("ol li").text()
    for told in (" ".join(block.text for block in blocks), page.body.text()):
        assert "492" in told
        assert "<b>Why?</b>" in told
    assert "492" in replies["md"].text
    assert json.loads(replies["json"].content)["title"] == DENSITY


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("put", "x?title=y"),
        ("delete", "x"),
        ("get", "x/export.md"),
        ("get", "x/export.json"),
        ("get", "x/export.docx"),
        ("get", "x/export.html"),
        ("get", "x/receipts/y"),
        ("delete", "..%2Ffeedback.sqlite"),
    ],
)
def test_a_conversation_that_is_not_there_is_told(client, method, path):
    assert client.request(method, f"/conversations/{path}").status_code == 404


def test_what_cannot_be_is_refused(client):
    assert client.get("/conversations/x/export.exe").status_code == 422
    too_long = client.put(f"/conversations/x?title={'y' * 201}")
    assert (too_long.status_code, "1 to 200 characters" in too_long.text) == (400, True)
