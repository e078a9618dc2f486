"""The page for everyone: no serious remark of axe-core in any of its states; all by keyboard."""

from __future__ import annotations

import pytest
from accessible import remarks, sizes
from briefing_formats import as_pdf
from playwright.sync_api import Page, expect
from web_page import DENSITY, NARROW, UNANSWERABLE, Visit, assistant_over, served

POLICIES = "Which policies were issued in December 2021?"
PORTS = "ports.pdf"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("access")
    with served(assistant_over(folder, {PORTS: as_pdf()}), (DENSITY,)) as site:
        yield site


@pytest.fixture
def here(visit, size) -> Visit:
    """The chat, at a size."""
    return visit(viewport=size, reduced_motion="reduce")


def to_the_answer(page: Page) -> None:
    """Come back from the source, where that covers the answer."""
    if page.viewport_size == NARROW:
        page.get_by_role("button", name="Back to the answer").click()
        expect(page.locator("#reader")).to_be_hidden()


@sizes
def test_nothing_serious_is_wrong_in_any_state(here):
    page = here.page
    found = {"start": remarks(page)}
    here.ask(DENSITY)
    here.ask("And in 2020?")
    page.locator(".answer a").first.click()
    expect(page.locator("#shown mark").first).to_be_in_viewport()
    page.get_by_text("Outline", exact=True).click()
    page.keyboard.press("f")
    page.keyboard.type("density")
    found["source"] = remarks(page)
    page.get_by_role("button", name="Close the search").click()
    page.get_by_role("button", name="Cite").click()
    expect(page.locator("#citing")).to_be_visible()
    found["citing"] = remarks(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Raw file").click()
    expect(page.locator("#shown .raw")).to_be_visible()
    found["raw"] = remarks(page)
    to_the_answer(page)
    here.ask(UNANSWERABLE)
    found["abstained"] = remarks(page)
    page.get_by_role("button", name="This answer is wrong").last.click()
    expect(page.locator("#feedback-form")).to_be_visible()
    found["feedback"] = remarks(page)
    assert found == {state: [] for state in found}
    here.nothing_leaves_the_machine()


@sizes
def test_nothing_serious_is_wrong_with_a_table_chips_and_a_page_of_a_file(here):
    page = here.page
    page.get_by_role("button", name="All documents").click()
    page.locator("#choice-documents").get_by_role("checkbox", name="Harbour Watch").check()
    page.get_by_label("from").fill("2021-01-01")
    found = {"choice": remarks(page)}
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#scope-chips li")).to_have_count(2)
    here.ask(POLICIES)
    expect(page.locator(".answer table tbody tr")).to_have_count(2)
    found["table and chips"] = remarks(page)
    page.locator(f".answer a[href*='{PORTS}']").first.click()
    page.get_by_role("button", name="PDF page").click()
    page.wait_for_function("document.querySelector('.paper img')?.naturalWidth > 1000")
    found["page"] = remarks(page)
    assert found == {state: [] for state in found}
    here.nothing_leaves_the_machine()


@sizes
def test_nothing_serious_is_wrong_in_any_dialog(here):
    page = here.page
    here.ask(DENSITY)
    page.locator("body").click(position={"x": 2, "y": 2})  # the keys below are no question
    found = {}
    for way, dialog in (
        ("?", "#keys"),  # a phone has no button for it, a narrow window a keyboard
        ("#shelf", "#library"),
        ("#history", "#conversations"),
        ("#scope-open", "#choice"),
    ):
        page.evaluate("document.activeElement.blur()")
        (page.click if way.startswith("#") else page.keyboard.press)(way)
        expect(page.locator(dialog)).to_be_visible()
        found[dialog] = remarks(page)
        page.keyboard.press("Escape")
        expect(page.locator(dialog)).to_be_hidden()
    assert found == {dialog: [] for dialog in ("#keys", "#library", "#conversations", "#choice")}


@sizes
def test_nothing_serious_is_wrong_on_the_pages_beside(here, site):
    page = here.page
    ids = [record.id for record in site.assistant.library.records]
    paths = (
        "facts",
        "facts?kind=policy",
        "compare",
        f"compare?old={ids[0]}&new={ids[-1]}",
        f"document/{ids[0]}?start=0&end=9",
    )
    found = {}
    for path in paths:
        page.goto(f"{site.url}/{path}")
        found[path] = remarks(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, path
        if path == "facts":
            expect(
                page.get_by_role("group", name="When the policies").get_by_role("link")
            ).to_have_count(5)
    assert found == {path: [] for path in paths}


@sizes
def test_nothing_serious_is_wrong_in_what_is_saved(here, tmp_path):
    page = here.page
    here.ask(DENSITY)
    here.ask(POLICIES)
    page.get_by_role("button", name="Conversations").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name=f"Save {DENSITY} as HTML").click()
    file = tmp_path / "saved.html"
    saved.value.save_as(file)
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", name=POLICIES)).to_be_visible()
    assert remarks(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_dot_of_a_drawing_leads_to_its_source_by_keyboard(visit, site):
    page = visit().page
    page.goto(f"{site.url}/facts")
    dot = page.get_by_role("group", name="When the policies").get_by_role("link").first
    expect(dot).to_have_accessible_name("2021-12-02: Order on Short Forms")
    dot.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#cited")).to_be_visible()
