"""What stands around an answer in the chat: its table, how sure it is, how old its index is."""

from __future__ import annotations

import pytest
from briefing_formats import as_pdf
from playwright.sync_api import expect
from test_assistant_web_access import POLICIES
from web_page import DENSITY, UNANSWERABLE, assistant_over, served

from assistant import live
from assistant.web import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("answer")


@pytest.fixture(scope="module")
def site(folder):
    with served(assistant_over(folder, {"ports.pdf": as_pdf()})) as site:
        yield site


def test_what_was_worked_out_is_a_table_that_leads_to_its_sources(visit):
    here = visit()
    page = here.page
    here.ask(POLICIES)
    table = page.locator(".answer table")
    expect(table.get_by_role("columnheader")).to_have_text(["When", "Who", "What", ""])
    expect(table.locator("tbody tr")).to_have_text(
        [
            "2 December 2021Customs HouseOrder on Short Forms[1]",
            "20 December 2021Port OfficeNotice on Rail Links of Deep Ports (2022-2024)[2]",
        ]
    )
    expect(page.locator(".answer .query")).to_contain_text("Worked out")
    table.get_by_role("link", name="[2]").click()
    expect(page.locator("#shown mark").first).to_be_in_viewport()
    assert "Rail Links" in " ".join(page.locator("#shown mark").all_text_contents())
    assert here.complaints == []


def test_how_sure_an_answer_is_stands_below_it(visit, monkeypatch):
    here = visit()
    for words, style in (("Likely", "likely"), ("Uncertain: check the source", "unsure")):
        here.ask(DENSITY)
        told = here.page.locator(".answer").last.locator(".confidence")
        expect(told).to_have_text(words)
        expect(told).to_contain_class(style)
        monkeypatch.setattr(render, "in_words", lambda _: "Uncertain: check the source")
    here.ask(UNANSWERABLE)
    expect(here.page.locator(".answer").last.locator(".confidence")).to_have_count(0)


def test_a_file_that_has_changed_since_is_told(visit, folder, monkeypatch):
    monkeypatch.setattr(live, "_FRESH", 0.0)
    file = folder / "corpus" / "robots-2021-03.md"
    before = file.read_bytes()
    file.write_bytes(before + b"\nMore was written.\n")
    here = visit()
    page = here.page
    expect(page.locator("#masthead .overview small")).to_contain_text("1 file changed since")
    here.ask(DENSITY)
    expect(page.locator(".answer .note")).to_contain_text("1 file changed since")
    robots = page.locator(".answer .sources li", has_text="Robots in Chinese manufacturing")
    expect(robots.locator(".changed")).to_have_text("changed on disk since it was indexed")
    file.write_bytes(before)
    here.ask(DENSITY)
    expect(page.locator(".answer").last.locator(".note, .changed")).to_have_count(0)
