"""The pages of facts and of two issues compared, as they are used in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser
from test_assistant_web_beside import APRIL, MARCH
from web_page import NARROW, assistant_over, served

from corpus.readers import docx

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    issues = {"2022-03.md": MARCH.encode(), "2022-04.md": APRIL.encode()}
    with served(assistant_over(tmp_path_factory.mktemp("harbour"), issues)) as site:
        yield site


@pytest.fixture
def page(browser, site):
    context = browser.new_context(viewport=NARROW)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    assert faults == []
    context.close()


def show(page: Page, site, path: str) -> None:
    page.goto(f"{site.url}/{path}")


def test_facts_are_chosen_ticked_and_kept_as_a_pack(page, site):
    show(page, site, "facts")
    page.get_by_label("Kind").select_option(label="policy event (4)")
    page.get_by_label("Issued by").fill("MOT")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"kind=policy\+event.*issuer=MOT"))
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(page.get_by_role("status")).to_contain_text("2 facts")
    expect(page.get_by_label("Issued by")).to_have_value("MOT")
    page.get_by_role("row", name="electric tugs").get_by_role("checkbox").check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="HTML").click()
    assert saved.value.suggested_filename == "facts.html"
    pack = LexborHTMLParser(Path(saved.value.path()).read_text(encoding="utf-8"))
    [note] = pack.css("li")
    assert "MOT opens a call for electric tugs" in note.text()
    page.get_by_role("checkbox", name="electric tugs").uncheck()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Word").click()
    blocks = docx.read(Path("facts.docx"), Path(saved.value.path()).read_bytes()).blocks
    text = " ".join(block.text for block in blocks)
    assert "electric tugs" in text and "list of berths" in text and "higher fees" not in text


def test_a_fact_leads_to_the_place_where_it_stands(page, site):
    show(page, site, "facts?kind=policy+event&words=tugs")
    page.set_viewport_size({"width": 390, "height": 160})  # the place is below what is seen first
    page.locator("td.quote a").click()
    expect(page.locator("mark", has_text="electric tugs")).to_be_in_viewport()
    page.set_viewport_size(NARROW)
    page.go_back()
    page.get_by_label("Holding the words").fill("no such words")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No fact fits: leave a field empty.")).to_be_visible()


def test_two_issues_are_chosen_and_compared(page, site):
    show(page, site, "compare")
    page.get_by_label("Earlier").select_option("2022-03.md")
    page.get_by_label("Later").select_option("2022-04.md")
    page.get_by_role("button", name="Compare").click()
    changed = page.locator(".pair.changed", has_text="freight")
    expect(changed).to_contain_text("120 million")
    expect(changed).to_contain_text("135 million")
    expect(page.locator(".pair.dropped", has_text="electric tugs")).to_have_count(1)
    changed.get_by_role("link").last.click()
    expect(page.locator("mark")).to_contain_text("135 million")
    page.go_back()
    page.get_by_label("On the topic").fill("tugs")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("status")).to_contain_text("0 changed")
    expect(page.locator(".pair")).to_contain_text(["electric tugs"])
