"""The page for everyone: no serious remark of axe-core in any of its states; all by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from web_page import NARROW, UNANSWERABLE, WIDE, assistant_over, served

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(({impact}) => ['serious', 'critical'].includes(impact))
  .flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target}`))"""
DENSITY = "What robot density does the plan ask for by 2025?"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(assistant_over(tmp_path_factory.mktemp("access")), (DENSITY,)) as site:
        yield site


def remarks(page: Page) -> list[str]:
    """List what axe-core finds wrong and holds for serious or critical."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    page.wait_for_timeout(200)  # colours fade
    return page.evaluate(RUN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_serious_is_wrong_in_any_state(visit, size, scheme):
    here = visit(viewport=size, color_scheme=scheme, reduced_motion="reduce")
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
    if size == NARROW:
        page.get_by_role("button", name="Back to the answer").click()
        expect(page.locator("#reader")).to_be_hidden()
    here.ask(UNANSWERABLE)
    found["abstained"] = remarks(page)
    page.get_by_role("button", name="This answer is wrong").last.click()
    expect(page.locator("#feedback-form")).to_be_visible()
    found["feedback"] = remarks(page)
    for button, dialog in (
        ("#help", "#keys"),
        ("#shelf", "#library"),
        ("#history", "#conversations"),
        ("#scope-open", "#choice"),
    ):
        if page.locator(button).is_visible():
            page.click(button)
            expect(page.locator(dialog)).to_be_visible()
            found[dialog] = remarks(page)
            page.keyboard.press("Escape")
    assert {state: told for state, told in found.items() if told} == {}
    here.nothing_leaves_the_machine()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_serious_is_wrong_on_the_pages_beside(visit, site, size, scheme):
    page = visit(viewport=size, color_scheme=scheme).page
    ids = [record.id for record in site.assistant.library.records]
    paths = (
        "facts",
        "compare",
        f"compare?old={ids[0]}&new={ids[-1]}",
        f"document/{ids[0]}?start=0&end=9",
    )
    found = {}
    for path in paths:
        page.goto(f"{site.url.rstrip('/')}/{path}")
        found[path] = remarks(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, path
    assert found == {path: [] for path in paths}
