"""The source pane: words found, pages of the file, places cited in a style."""

from __future__ import annotations

import re

import pytest
from briefing_formats import as_pdf
from playwright.sync_api import expect
from starlette.testclient import TestClient
from web_page import DENSITY, NARROW, assistant_over

from assistant.web.app import create_app

PORTS = "Which body issued the Notice on Rail Links of Deep Ports?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("reader"), {"ports.pdf": as_pdf()})


def opened(visit, question, document, **context):
    """Ask, and open the first citation of a document."""
    here = visit(**context)
    here.ask(question)
    here.page.locator(f".answer a[href*='{document}']").first.click()
    expect(here.page.locator("#shown mark").first).to_be_in_viewport()
    return here


@pytest.mark.browser
def test_words_are_found_in_the_document(visit):
    here = opened(visit, DENSITY, "robots-2021-03")
    page = here.page
    page.keyboard.press("f")
    expect(page.get_by_label("Find in this document")).to_be_focused()
    page.keyboard.type("DENSITY  of")
    expect(page.locator("#found")).to_have_text("1 of 1")
    page.get_by_label("Find in this document").fill("density")
    expect(page.locator("#found")).to_have_text("1 of 2")
    for key, told in (("Enter", "2 of 2"), ("Enter", "1 of 2"), ("Shift+Enter", "2 of 2")):
        page.keyboard.press(key)
        expect(page.locator("#found")).to_have_text(told)
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["density"] * 2
    page.get_by_label("Find in this document").fill("(.*")
    expect(page.locator("#found")).to_have_text("Not in this document")
    page.keyboard.press("Escape")
    expect(page.locator("#find")).to_be_hidden()
    assert page.evaluate("CSS.highlights.size") == 0
    assert here.complaints == []


def place_of(page, part):
    box = page.locator(f"#shown {part}").bounding_box()
    return box["x"], box["x"] + box["width"], box["y"]


@pytest.mark.browser
def test_a_wide_pane_shows_the_file_beside_its_text(visit):
    here = opened(visit, PORTS, "ports.pdf", viewport={"width": 1900, "height": 900})
    page = here.page
    page.get_by_role("button", name="PDF page").click()
    page.wait_for_function("document.querySelector('.paper img').naturalWidth > 1000")
    _, end, top = place_of(page, ".text")
    left, right, level = place_of(page, ".paper")
    assert (end, top) == (left, level)
    assert right <= 1900
    expect(page.locator("#shown mark").first).to_be_in_viewport()
    page.set_viewport_size({"width": 1400, "height": 900})  # then it takes the text's place
    expect(page.locator("#shown .text")).to_be_hidden()
    page.get_by_role("button", name="Cleaned").click()
    expect(page.locator("#shown .paper")).to_be_hidden()
    assert here.complaints == []


@pytest.mark.browser
def test_the_page_of_the_file_is_shown_in_place_of_its_text(visit):
    here = opened(visit, PORTS, "ports.pdf")
    page = here.page
    page.get_by_role("button", name="PDF page").click()
    picture = page.get_by_role("img", name=re.compile("^Page 1 of "))
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('.paper img').naturalWidth > 1000")
    expect(page.locator("#shown .text")).to_be_hidden()
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_role("region", name="Page of the file")).to_contain_text("Page 1 of 1")
    page.get_by_role("button", name="Cleaned").click()
    expect(page.locator("#shown mark").first).to_be_visible()
    assert here.complaints == []


@pytest.mark.browser
def test_a_place_is_cited_in_a_style(visit):
    allowed = ["clipboard-read", "clipboard-write"]
    here = opened(visit, DENSITY, "robots-2021-03", permissions=allowed)
    page = here.page
    page.get_by_role("button", name="Cite").click()
    dialog = page.get_by_role("dialog", name="Cite this place")
    expect(dialog.get_by_label("APA citation")).to_have_text(
        "Centre for Policy Reading. (2021, March 2). Robots in Chinese manufacturing (Adoption)."
    )
    dialog.get_by_role("button", name="Copy as BibTeX").click()
    expect(dialog.get_by_role("button", name="Copy as BibTeX")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@techreport{robots-2021-03,\n  author = {Centre for Policy Reading},")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Copy quote").click()
    expect(page.locator("#copy")).to_have_text("Copied")
    quote, _, place = page.evaluate("navigator.clipboard.readText()").partition("” (")
    marked = " ".join(page.locator("#shown .text mark").all_text_contents())
    assert quote.startswith("“")
    assert quote[1:].split() == marked.split() != []
    assert place.startswith("Robots in Chinese manufacturing, Centre for Policy Reading, 2 March")
    assert place.endswith(")")


@pytest.mark.browser
def test_all_of_it_fits_a_phone(visit):
    page = opened(visit, PORTS, "ports.pdf", viewport=NARROW).page
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="PDF page").click()
    page.wait_for_function("document.querySelector('.paper img').naturalWidth > 1000")
    wide = page.evaluate(
        "[document.documentElement, ...document.querySelectorAll('#source .bar, #find')]"
        ".map((part) => part.scrollWidth)"
    )
    assert max(wide) <= NARROW["width"]


@pytest.fixture(scope="module")
def client(assistant):
    return TestClient(create_app(assistant), base_url="http://127.0.0.1")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("ports.pdf/1", 200),
        ("ports.pdf/2", 404),
        ("ports.pdf/0", 404),
        ("ports.pdf/-1", 404),
        ("ports.pdf/one", 422),
        ("robots-2021-03.md/1", 404),
        ("nowhere/1", 404),
        ("ports.pdf/1?index=000099", 404),
        ("..%2F..%2Fports.pdf/1", 404),
    ],
)
def test_pages_are_those_of_indexed_files(client, path, status):
    reply = client.get(f"/page/{path}")
    assert reply.status_code == status
    if status == 200:
        assert reply.headers["content-type"] == "image/png"


def test_a_file_that_is_another_by_now_is_not_shown(tmp_path):
    client = TestClient(
        create_app(assistant_over(tmp_path, {"ports.pdf": as_pdf()})), base_url="http://127.0.0.1"
    )
    file = tmp_path / "corpus" / "ports.pdf"
    file.write_bytes(file.read_bytes() + b"%")
    changed = client.get("/page/ports.pdf/1")
    file.unlink()
    gone = client.get("/page/ports.pdf/1")
    assert (changed.status_code, gone.status_code) == (404, 404)
    assert "not there any more, or is another by now" in changed.text
