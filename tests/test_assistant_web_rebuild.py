"""A rebuild that somebody asked for: questions are answered meanwhile, then from the new file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect
from web_page import DENSITY, Held, Visit, assistant_over, served, until


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return tmp_path_factory.mktemp("rebuild")


@pytest.fixture(scope="module")
def site(corpus):
    with served(assistant_over(corpus)) as site:
        yield site


@pytest.fixture
def held(monkeypatch):
    held = Held(monkeypatch)
    yield held
    held.go.set()


def test_programs_are_answered_during_a_rebuild(client, corpus, held):
    before = client.get("/api/rebuild").json()["index_version"]
    (corpus / "corpus" / "jinan.md").write_text(
        "# Jinan\n\nThe Jinan shipyard was founded in March 2017.\n"
    )
    assert client.post("/api/rebuild").status_code == 202
    assert held.reached.wait(60)
    state = client.get("/api/rebuild").json()
    assert (state["running"], state["index_version"], len(state["at"])) == (True, before, 3)
    assert client.post("/api/rebuild").json()["running"] is True
    asked = {"question": DENSITY}
    assert "492" in client.post("/api/ask", json=asked).json()["short"]
    shipyard = {"question": "When was the Jinan shipyard founded?"}
    assert client.post("/api/ask", json=shipyard).json()["status"] == "abstained"
    assert client.get("/api/rebuild").json()["running"] is True
    held.go.set()
    assert until(lambda: not client.get("/api/rebuild").json()["running"])
    state = client.get("/api/rebuild").json()
    assert "1 added (jinan.md)" in state["said"]
    assert (state["at"], state["index_version"] > before) == (None, True)
    assert "March 2017" in client.post("/api/ask", json=shipyard).json()["short"]


@pytest.mark.browser
def test_a_file_of_the_corpus_is_rebuilt_in_and_answered_from(browser, site, corpus, held):
    here = Visit(browser, site)
    page, shelf = here.page, here.page.locator("#library")
    page.click("#shelf")
    rebuild = shelf.get_by_role("button", name="Rebuild the index")
    count = shelf.locator("#library-documents tbody tr").count
    expect(shelf.locator("#library-documents tbody tr")).not_to_have_count(0)
    before = count()
    (corpus / "corpus" / "yantai.md").write_text(
        "# Yantai notes\n\nThe Yantai laboratory was founded in June 2019.\n"
    )
    rebuild.click()
    expect(rebuild).to_have_attribute("aria-disabled", "true")
    expect(shelf.locator("#library-said")).to_contain_text("Questions are answered meanwhile")
    expect(shelf.locator("#library-at")).to_contain_text(" of ")
    expect(shelf.get_by_role("progressbar", name="Rebuild")).to_be_visible()
    page.keyboard.press("Escape")
    here.ask(DENSITY)
    expect(page.locator(".answer .short")).to_contain_text("492")
    page.click("#shelf")
    expect(shelf.locator("#library-at")).to_be_visible()
    held.go.set()
    expect(shelf.locator("#library-said")).to_contain_text("1 added (yantai.md)")
    expect(shelf.locator("#library-at")).to_be_hidden()
    expect(rebuild).to_have_attribute("aria-disabled", "false")
    expect(shelf.get_by_role("row", name="Yantai notes")).to_contain_text("yantai.md")
    assert count() == before + 1
    page.keyboard.press("Escape")
    here.ask("When was the Yantai laboratory founded?")
    expect(page.locator(".answer .short").last).to_contain_text("June 2019")
    here.nothing_leaves_the_machine()
    here.context.close()


@pytest.mark.browser
def test_a_rebuild_that_is_refused_says_why(browser, site):
    here = Visit(browser, site)
    shelf = here.page.locator("#library")
    refused = {"status": 403, "json": {"detail": "only a curator may do this"}}
    here.page.route("**/api/rebuild", lambda route: route.fulfill(**refused))
    here.page.click("#shelf")
    shelf.get_by_role("button", name="Rebuild the index").click()
    expect(shelf.locator("#library-sending li")).to_have_text("Rebuild only a curator may do this")
    expect(shelf.locator("#library-rebuild")).to_have_attribute("aria-disabled", "false")
    here.context.close()


@pytest.mark.browser
def test_the_buttons_of_the_library_stay_in_place_while_its_lists_come(browser, site):
    here = Visit(browser, site)
    shelf, held = here.page.locator("#library"), list[Route]()
    rebuild = shelf.get_by_role("button", name="Rebuild the index")
    here.page.route("**/library", lambda route: held.append(route))
    here.page.click("#shelf")
    expect(rebuild).to_be_visible()
    before, rows = rebuild.bounding_box(), shelf.locator("#library-documents tbody tr")
    expect(rows).to_have_count(0)
    while not held:
        here.page.wait_for_timeout(20)
    held[0].continue_()
    expect(rows).not_to_have_count(0)
    assert rebuild.bounding_box() == before
    here.context.close()
