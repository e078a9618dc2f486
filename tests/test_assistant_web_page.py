"""The chat as its readers use it: the real page over a real index in a headless browser."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient
from web_page import NARROW, UNANSWERABLE, Site, Visit, assistant_over, served

from assistant.ask import Assistant
from assistant.web.app import create_app
from assistant.web.exchanges import FAILED
from corpus.documents import Span
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.watch import watch

EXAMPLES = (
    "What robot density does the plan ask for by 2025?",
    "How much capital does the fund have?",
)

KEYS = [
    *("Write a question", "Next and previous citation", "Find in the document that is shown"),
    *("Edit the last question", "Choose which documents are searched", "Conversations"),
    *("Library", "Back from the source to the answer", "This list"),
]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("chat")


@pytest.fixture(scope="module")
def assistant(folder) -> Assistant:
    return assistant_over(folder)


@pytest.fixture(scope="module")
def site(assistant):
    with served(assistant, EXAMPLES) as site:
        yield site


def cited(page: Page, site: Site, link) -> str:
    """The stored characters that a citation names."""
    doc_id, start, end = re.match(
        r"#cite-(.+)-(\d+)-(\d+)$", link.get_attribute("href") or ""
    ).groups()
    return site.assistant.library.text(Span(doc_id, int(start), int(end)))


def together(page: Page) -> str:
    return " ".join(page.locator("#shown mark").all_text_contents())


SHOWN = """words => words === [...document.querySelectorAll('#shown mark')]
  .map((mark) => mark.textContent).join(' ').trim().split(/\\s+/).join(' ')"""


def test_a_question_is_answered_and_its_source_shown(visit, site):
    here = visit()
    page = here.page
    here.ask(EXAMPLES[0])
    expect(page.locator(".answer .short")).to_contain_text("492")
    link = page.locator(".answer .sentence a, .answer .short a").first
    link.click()
    expect(page.locator("#shown mark").first).to_be_in_viewport()
    expect(page.locator("#shown mark").first).to_be_focused()
    assert together(page).split() == cited(page, site, link).split()
    expect(page.locator("#shown h2")).to_have_text("Robots in Chinese manufacturing")
    expect(page.locator("#shown .trail")).to_contain_text("Adoption")
    expect(link).to_have_attribute("aria-current", "true")


def test_the_document_around_a_passage_can_be_read_and_its_file_seen(visit):
    here = visit()
    page = here.page
    here.ask(EXAMPLES[0])
    page.locator(".answer a").first.click()
    expect(page.locator("#shown mark").first).to_be_in_viewport()
    page.get_by_text("Outline", exact=True).click()
    page.locator(".outline a", has_text="Suppliers").click()
    expect(page.locator("#shown h4", has_text="Suppliers")).to_be_focused()
    expect(page.locator(".outline nav")).to_be_hidden()
    page.get_by_role("link", name="Note 1", exact=True).click()
    expect(page.locator("#shown .footnote")).to_be_focused()
    page.get_by_role("link", name="To where note 1 is cited").click()
    expect(page.get_by_role("link", name="Note 1", exact=True)).to_be_focused()
    page.get_by_role("button", name="Raw file").click()
    expect(page.locator("#shown .raw .cited").first).to_be_in_viewport()
    expect(page.locator("#shown .raw li").nth(4)).to_have_text("Issued: 2 March 2021")
    expect(page.locator("#shown .text")).to_be_hidden()
    page.get_by_role("button", name="Cleaned").click()
    expect(page.locator("#shown mark").first).to_be_visible()
    expect(page.locator("#shown .raw")).to_be_hidden()
    assert here.complaints == []


def test_a_passage_far_down_a_document_is_scrolled_to(visit):
    here = visit()
    here.ask("What does paragraph 39 tell of?")
    here.page.locator(".answer a").last.click()
    expect(here.page.locator("#shown mark").first).to_be_in_viewport()


def test_a_question_without_an_answer_says_what_was_searched(visit, site):
    here = visit()
    here.ask(UNANSWERABLE)
    answer = here.page.locator(".answer")
    expect(answer.locator(".short")).to_have_text("The documents do not answer this.")
    expect(answer.locator(".searched")).to_contain_text("Searched 3 documents")
    expect(answer.locator(".failures")).to_contain_text("empty.md")
    nearest = answer.locator(".nearest a").first
    nearest.click()
    expect(here.page.locator("#shown mark").first).to_be_in_viewport()
    assert together(here.page).split() == cited(here.page, site, nearest).split()


def test_a_follow_up_is_understood_from_what_was_asked(visit):
    here = visit()
    here.ask(EXAMPLES[0])
    here.ask("And in 2020?")
    expect(here.page.locator(".answer").last.locator(".understood")).to_contain_text(
        "robot density"
    )
    first = here.page.locator(".answer").first.locator("a").first
    first.click()
    expect(here.page.locator("#shown mark").first).to_be_in_viewport()
    expect(first).to_have_attribute("aria-current", "true")


def test_nothing_is_asked_of_the_network_and_nothing_complains(visit, site):
    here = visit()
    here.page.locator("#chat .example").first.click()
    expect(here.page.locator(".answer")).to_have_count(1, timeout=60_000)
    here.page.locator(".answer a").first.click()
    expect(here.page.locator("#shown mark").first).to_be_in_viewport()
    here.nothing_leaves_the_machine()


def test_hostile_text_stays_text(visit):
    here = visit()
    page = here.page
    here.ask("How long is the quantum network that links Beijing and Shanghai?")
    page.locator(".answer a").first.click()
    expect(page.locator("#shown mark").first).to_be_in_viewport()
    here.ask("<img src=x onerror=\"document.title='taken'\"> ![p](http://attacker.example/p.png)")
    page.wait_for_timeout(200)
    assert page.title() == "Briefings"
    assert (
        page.locator("#chat .answer img, #chat .asked img, #shown img, #shown script").count() == 0
    )
    assert not [url for url in here.asked_for if "attacker" in url]


def test_one_column_on_a_phone_with_a_way_back(visit):
    here = visit(viewport=NARROW)
    page = here.page
    here.ask(EXAMPLES[0])
    expect(page.locator("#reader")).to_be_hidden()
    page.locator(".answer a").first.click()
    expect(page.locator("#shown mark").first).to_be_in_viewport()
    sizes = page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]")
    assert max(sizes) <= NARROW["width"]
    page.get_by_role("button", name="Back to the answer").click()
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.locator(".answer a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#shown mark").first).to_be_in_viewport()
    page.go_back()
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.locator(".answer")).to_have_count(1)


def test_dark_follows_the_system_and_a_choice_is_kept(visit):
    here = visit(color_scheme="dark")
    page = here.page
    ground = "getComputedStyle(document.body).backgroundColor"
    expect(page.locator("body")).to_have_class(re.compile("dark"))
    assert page.evaluate(ground) == "rgb(17, 22, 29)"
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(ground) == "rgb(245, 246, 248)"
    page.reload()
    expect(page.get_by_role("button", name="Dark")).to_be_visible()
    assert page.evaluate(ground) == "rgb(245, 246, 248)"


def test_everything_can_be_done_by_keyboard(visit, site):
    here = visit(viewport=NARROW)
    page, press = here.page, here.page.keyboard.press
    page.locator("body").click(position={"x": 5, "y": 300})
    press("/")
    page.keyboard.type(EXAMPLES[0] + " n/p?")
    press("Enter")
    expect(page.locator(".answer")).to_have_count(1, timeout=60_000)
    for _ in range(20):  # out of the question, back to the answer's first citation
        press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('a[href^=\"#cite-\"]')"):
            break
    press("Enter")
    expect(page.locator("#shown mark").first).to_be_focused()
    press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    for key, name in (("c", "Conversations"), ("d", "Which documents to search")):
        press(key)
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        press("Escape")
        expect(page.get_by_role("dialog", name=name)).to_be_hidden()
    press("e")
    expect(page.locator("#ask textarea")).to_have_value(EXAMPLES[0] + " n/p?")
    expect(page.locator("#ask textarea")).to_be_focused()
    press("Escape")
    page.locator("body").click(position={"x": 5, "y": 300})
    press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    expect(keys.locator("dt")).to_have_text(["/", "n p", "f", "e", "d", "c", "l", "Esc", "?"])
    expect(keys.locator("dd")).to_have_text(KEYS)
    press("Escape")
    expect(keys).to_be_hidden()


def test_keys_and_buttons_step_through_the_citations(visit, site):
    here = visit()
    page = here.page
    here.ask(UNANSWERABLE)
    links = page.locator(".nearest a")
    page.locator("h1").click()
    steps = [("n", 0), ("n", 1), ("n", 2), ("n", 2), ("p", 1), ("›", 2), ("‹", 1), ("‹", 0)]
    for key, index in steps:
        if key in "np":
            page.keyboard.press(key)
        else:
            page.locator("#source").get_by_text(key, exact=True).click()
        expect(page.locator("#which")).to_have_text(f"Citation {index + 1} of {links.count()}")
        expect(links.nth(index)).to_have_attribute("aria-current", "true")
        # The passage before is shown until this one has come.
        page.wait_for_function(SHOWN, arg=" ".join(cited(page, site, links.nth(index)).split()))
        expect(page.locator("#shown mark").first).to_be_in_viewport()
    expect(page.get_by_role("button", name="Previous citation")).to_be_disabled()
    expect(page.get_by_role("button", name="Next citation")).to_be_enabled()


def test_names_for_those_who_listen(visit):
    here = visit()
    page = here.page
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.get_by_role("heading", level=1)).to_have_text("Briefings")
    expect(page.get_by_label("Question")).to_be_focused()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    expect(page.locator("footer")).to_be_hidden()


def test_a_failure_is_a_message_and_the_page_goes_on(visit, monkeypatch):
    here = visit()
    with monkeypatch.context() as broken:
        broken.setattr(Assistant, "ask", lambda *_: 1 / 0)
        with here.until_told():
            here.page.locator("#ask textarea").fill("What breaks?")
            here.page.keyboard.press("Enter")
        expect(here.page.locator("#chat .note")).to_have_text(FAILED)
    here.ask(EXAMPLES[0])


def test_stop_undo_and_a_new_conversation(visit, monkeypatch):
    here = visit()
    page, free = here.page, threading.Event()
    with monkeypatch.context() as slow:
        slow.setattr(Assistant, "ask", lambda *_: free.wait(30))
        page.locator("#ask textarea").fill("What takes long?")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Stop").click()
        expect(page.locator("#chat .note")).to_have_text("Stopped.")
        free.set()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#ask textarea")).to_have_value("What takes long?")
    expect(page.locator("#chat .asked")).to_have_count(0)
    here.ask(EXAMPLES[0])
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#chat .asked")).to_have_count(0)
    here.ask("And in 2020?")
    expect(page.locator(".answer .understood")).to_have_count(0)


def test_the_command_stops_quietly_while_a_page_is_open(browser, assistant, folder, root):
    run = "from assistant.cli import main; main()"
    given = ["serve", "--index", str(folder / "index"), "--no-browser"]
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", run, *given], cwd=root, text=True, stdout=-1, stderr=-1
    )
    line = process.stdout.readline()
    url = re.search(r"^Briefings is at (http://127\.0\.0\.1:\d+)  \(Ctrl\+C stops it\)$", line)[1]
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector("#ask textarea")
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)
    page.close()
    assert (process.returncode, told) == (0, ("", ""))


@pytest.fixture(scope="module")
def client(assistant):
    return TestClient(create_app(assistant), base_url="http://127.0.0.1")


def test_health(client, assistant):
    assert client.get("/healthz").json() == {
        "status": "ok",
        "index_version": assistant.library.version,
        "documents": 3,
    }


@pytest.mark.parametrize("route", ["source", "raw"])
@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("nowhere?start=0&end=5", 404, "This document is no longer in the index"),
        ("{id}?start=0&end=99999999", 404, "are not in this document"),
        ("{id}?start=5&end=5", 404, "are not in this document"),
        ("{id}?start=-4&end=5", 404, "are not in this document"),
        ("{id}?start=a&end=5", 422, ""),
        ("{id}", 422, ""),
        ("..%2F..%2Fetc%2Fpasswd?start=0&end=5", 404, ""),
    ],
)
def test_a_source_that_is_not_there_is_told(client, assistant, route, path, status, told):
    reply = client.get(f"/{route}/{path.format(id=assistant.library.documents()[0].id)}")
    assert (reply.status_code, told in reply.text) == (status, True)


def test_who_may_ask_and_what_the_page_may_do(client):
    assert client.get("/healthz", headers={"host": "attacker.example"}).status_code == 400
    assert client.get("/docs").status_code == 404
    assert client.post("/gradio_api/run/ask", json={"data": []}).status_code == 404
    policy = client.get("/").headers["content-security-policy"]
    assert "connect-src 'self'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert client.get("/gradio_api/info").json()["named_endpoints"] == {}


def test_a_new_index_is_told_and_an_earlier_answer_still_opens_its_source(browser, tmp_path):
    assistant = assistant_over(tmp_path)
    file = tmp_path / "corpus" / "robots-2021-03.md"
    with served(assistant) as site:
        here = Visit(browser, site)
        here.ask(EXAMPLES[0])
        file.write_text(file.read_text().replace("492", "777"))
        build(file.parent, tmp_path / "index", DEFAULT_MODEL)
        here.ask(EXAMPLES[0])
        answers = here.page.locator(".answer")
        expect(answers.first.locator(".short")).to_contain_text("492")
        expect(answers.last.locator(".short")).to_contain_text("777")
        expect(answers.last.locator(".note")).to_contain_text("from a new index")
        answers.first.locator("a").first.click()
        expect(here.page.locator("#shown .notice")).to_contain_text("changed since the answer")
        assert "492" in together(here.page)
        answers.last.locator("a").first.click()
        expect(here.page.locator("#shown .notice")).to_have_count(0)
        assert "777" in together(here.page)
        here.context.close()


def test_a_file_added_in_the_library_is_answered_from(browser, tmp_path, monkeypatch):
    quickly = partial(watch, settle=0.2)
    monkeypatch.setattr("assistant.web.library.watch", quickly)
    assistant = assistant_over(tmp_path)
    letter = tmp_path / "letter.md"
    letter.write_text("# Letter\n\nThe Hefei laboratory was founded in May 2023.\n")
    with served(assistant) as site:
        here = Visit(browser, site)
        here.page.get_by_role("button", name="Library").click()
        shelf = here.page.locator("#library")
        shelf.locator("#library-add").set_input_files(letter)
        expect(shelf.locator("#library-files li")).to_have_text(
            re.compile(r"letter\.md in the index")
        )
        expect(shelf.locator("#library-said")).to_contain_text("1 added (uploads/letter.md)")
        shelf.get_by_role("button", name="Close").click()
        here.ask("When was the Hefei laboratory founded?")
        expect(here.page.locator(".answer .short")).to_contain_text("2023")
        here.page.get_by_role("button", name="Library").click()
        here.page.once("dialog", lambda dialog: dialog.accept())
        shelf.get_by_role("button", name="Remove letter.md").click()
        expect(shelf.locator("#library-said")).to_contain_text("1 removed")
        expect(shelf.locator("#library-files li")).to_have_count(0)
        assert here.complaints == []
        here.context.close()
