"""The Library on the page: what the index holds and what failed, and files that are dropped."""

from __future__ import annotations

import json
import re
from functools import partial
from itertools import count

import pytest
from accessible import remarks, sizes
from playwright.sync_api import Page, expect
from web_page import Visit, assistant_over, drop, served

from index.watch import watch

ROWS = "#library-documents tbody tr"
QUANTUM = "Quantum document.title = 'taken' briefing"  # its reader has taken out the tags
BUSY = {
    "version": "generations/000009",
    "files": [
        {"name": "read.md", "size": 1, "indexed": True, "problem": ""},
        {"name": "waits.md", "size": 1, "indexed": False, "problem": ""},
        {"name": "noise.md", "size": 1, "indexed": False, "problem": "no text; save it as text"},
    ],
    "documents": 3,
    "fresh": "index of 12 March 2026, 17:14; 2 files changed since, 2 failed",
    "changed": ["new.md", "edited.md"],
    "at": ["Embedding", 3, 40],
    "running": True,
    "said": "",
}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    failing = {"<img src=x onerror=alert(1)>.md": b""}
    with served(assistant_over(tmp_path_factory.mktemp("library"), failing)) as site:
        yield site


def opened(page: Page):
    """Open the Library, and wait for its documents."""
    page.click("#shelf")
    shelf = page.get_by_role("dialog", name="Library")
    expect(shelf.locator(ROWS)).not_to_have_count(0)
    return shelf


def titles(page: Page) -> list[str]:
    return page.locator(f"{ROWS} a").all_inner_texts()


def test_documents_are_listed_sorted_and_found(visit, client):
    here = visit()
    shelf = opened(here.page)
    expect(shelf.locator("#library-fresh")).to_contain_text("index of ")
    expect(shelf.locator("#library-count")).to_have_text("3 documents")
    robots = "Robots in Chinese manufacturing"
    assert titles(here.page) == ["Semiconductor funds", robots, QUANTUM]  # newest first
    row = shelf.get_by_role("row", name=robots)
    own = row.get_by_role("link").get_attribute("href")  # for another tab
    assert "246 units per 10,000 workers" in client.get(f"/{own}").text
    for told in ("Centre for Policy Reading", "2 March 2021", "English", "robots-2021-03.md"):
        expect(row).to_contain_text(told)
    expect(row.get_by_role("cell").last).to_have_text("1 passage")
    shelf.get_by_label("Sort by").select_option("title")
    assert titles(here.page) == [QUANTUM, robots, "Semiconductor funds"]
    shelf.get_by_label("Sort by").select_option("publisher")
    assert titles(here.page)[0] == robots  # who says no publisher comes last
    find = shelf.get_by_role("searchbox", name="Find a document")
    for words, found in (("CENTRE march", 1), ("chips-2021 may", 1), ("english", 3), ("tulips", 0)):
        find.fill(words)
        expect(shelf.locator(ROWS)).to_have_count(found)
    expect(shelf.locator("#library-count")).to_have_text("0 of 3 documents")
    expect(here.page).to_have_title("Briefings")
    here.nothing_leaves_the_machine()


def test_files_that_failed_are_told_with_why(visit):
    here = visit()
    failed = opened(here.page).locator("#library-failed")
    expect(failed.locator("summary")).to_have_text("2 files failed")
    expect(failed.get_by_role("listitem")).to_have_text(
        [
            "<img src=x onerror=alert(1)>.md the file is empty; remove it or fill it",
            "empty.md the file is empty; remove it or fill it",
        ]
    )
    here.nothing_leaves_the_machine()


@sizes
def test_a_document_is_opened_from_its_beginning_by_keyboard(visit, size):
    here = visit(viewport=size)
    page = here.page
    page.locator("#masthead h1").click()
    page.keyboard.press("l")
    expect(page.locator(ROWS)).not_to_have_count(0)
    page.get_by_role("link", name="Semiconductor funds").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#library")).to_be_hidden()
    expect(page.locator("#shown h2")).to_have_text("Semiconductor funds")
    text = page.get_by_role("region", name="Text of the document")
    expect(text).to_be_focused()
    expect(text.locator("mark")).to_have_count(0)
    expect(page.locator("#copy")).to_be_hidden()
    expect(page.locator("#cite")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#shelf")).to_be_focused()
    here.nothing_leaves_the_machine()


def test_thousands_of_documents_are_drawn_a_hundred_at_a_time(visit, site):
    here = visit()
    one = {"original": "", "publisher": "<b>Desk</b>", "series": "", "issued": "", "when": ""}
    one |= {"period": "", "language": "en", "passages": 1}
    many = [{**one, "id": f"d{n}", "file": f"{n}.md", "title": f"Issue {n}"} for n in range(5000)]
    told = {"version": site.assistant.library.version, "documents": many, "failures": []}
    body = json.dumps(told)
    here.page.route("**/library/documents", lambda route: route.fulfill(body=body))
    shelf = opened(here.page)
    expect(shelf.locator(ROWS)).to_have_count(100)
    expect(shelf.get_by_role("row", name="Issue 99")).to_contain_text("<b>Desk</b>")
    shelf.get_by_role("button", name="Show 100 more of 4,900").click()
    expect(shelf.locator(ROWS)).to_have_count(200)
    expect(shelf.get_by_role("link", name="Issue 100", exact=True)).to_be_focused()
    find = shelf.get_by_role("searchbox", name="Find a document")
    for words, found in (("issue", 100), ("issue 499", 15), ("issue 4999", 1)):
        find.fill(words)
        expect(shelf.locator(ROWS)).to_have_count(found)
    assert titles(here.page) == ["Issue 4999"]
    expect(shelf.locator("#library-more")).to_be_hidden()


@sizes
def test_nothing_serious_is_wrong_with_files_and_a_rebuild_in_it(visit, size):
    page = visit(viewport=size, reduced_motion="reduce").page
    done = count(3)

    def tell(route):
        read, *others = BUSY["files"]
        at = next(done)  # each time something else, so that all is drawn again
        files = [{**read, "size": at}, *others]
        route.fulfill(json={**BUSY, "files": files, "at": ["Embedding", at, 40]})

    page.route("**/library", tell)
    shelf = opened(page)
    page.set_input_files("#library-add", {"name": "t.xlsx", "mimeType": "", "buffer": b"x"})
    why = "t.xlsx there is no reader for '.xlsx' files; save it as DOCX or PDF"
    expect(shelf.locator("#library-sending li")).to_have_text(why)
    states = ("read.md in the index", "waits.md waits for the index")
    states = (*states, "noise.md no text; save it as text")
    expect(shelf.locator("#library-files li")).to_have_text([f"{told} Remove" for told in states])
    expect(shelf.locator("#library-changed li")).to_have_text(["new.md", "edited.md"])
    expect(shelf.locator("#library-at")).to_have_text(re.compile(r"Embedding: \d+ of 40$"))
    shelf.get_by_role("button", name="Remove waits.md").focus()
    assert remarks(page) == []
    assert page.evaluate("document.querySelector('#library').scrollWidth") <= size["width"]
    before = shelf.locator("#library-at").inner_text()
    expect(shelf.locator("#library-at")).not_to_have_text(before)  # what has the focus keeps it
    expect(shelf.get_by_role("button", name="Remove waits.md")).to_be_focused()


def test_a_reader_is_offered_no_change_and_a_drop_leads_nowhere(visit, tmp_path):
    here = visit()
    here.page.evaluate("document.documentElement.dataset.role = 'reader'")
    here.page.evaluate("""() => {
      window.taken = [];
      const tell = ({ defaultPrevented, dataTransfer: { dropEffect } }) => {
        window.taken.push([defaultPrevented, dropEffect]);
      };
      for (const kind of ['dragenter', 'dragover', 'drop']) addEventListener(kind, tell, true);
    }""")
    (tmp_path / "a.md").write_text("# A\n")
    drop(here.page, tmp_path / "a.md")
    taken = here.page.evaluate("window.taken")  # else the browser would open the file
    assert len(taken) > 1 and all(told == [True, "none"] for told in taken)
    expect(here.page.locator("#library")).to_be_hidden()
    here.page.route("**/library", lambda route: route.fulfill(json=BUSY))
    shelf = opened(here.page)
    expect(shelf.locator("#library-files li")).to_have_count(3)
    for part in ("#library-rebuild", "#library-add", "#library-files button >> nth=0"):
        expect(shelf.locator(part)).to_be_hidden()
    assert here.page.url.startswith(here.site.url)


def test_two_files_dropped_on_the_page_are_added_each_with_its_progress(
    browser, tmp_path, monkeypatch
):
    monkeypatch.setattr("assistant.web.library.watch", partial(watch, settle=0.2))
    for name in ("north", "south"):
        text = f"# The {name} line\n\nThe {name} line was opened in May 2018.\n\n"
        (tmp_path / f"{name}.md").write_text(text + "It carries ore. " * 8000)
    with served(assistant_over(tmp_path)) as site:
        here = Visit(browser, site)
        page = here.page
        page.evaluate("""() => {
          window.far = {};
          new MutationObserver(() => {
            for (const bar of document.querySelectorAll('#library-sending progress')) {
              (window.far[bar.ariaLabel] ??= []).push(bar.value);
            }
          }).observe(document, { childList: true, subtree: true, characterData: true });
        }""")
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1}
        hand = page.context.new_cdp_session(page)
        hand.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": 100_000})
        drop(page, tmp_path / "north.md", tmp_path / "south.md")
        shelf = page.get_by_role("dialog", name="Library")
        expect(shelf).to_be_visible()
        files = shelf.locator("#library-files li")
        expect(files).to_have_text(
            ["north.md in the index Remove", "south.md in the index Remove"], timeout=90_000
        )
        expect(shelf.locator("#library-sending")).to_be_hidden()
        far = page.evaluate("window.far")
        assert sorted(far) == ["Sending north.md", "Sending south.md"]
        assert all(any(0 < value < 100 for value in values) for values in far.values()), far
        expect(shelf.get_by_role("row", name="The south line")).to_contain_text("uploads/south.md")
        page.keyboard.press("Escape")
        here.ask("When was the south line opened?")
        expect(page.locator(".answer .short")).to_contain_text("May 2018")
        here.nothing_leaves_the_machine()
        here.context.close()
