"""What axe-core finds wrong with a page that is open, in light and in dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from web_page import NARROW, WIDE

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(({impact}) => ['serious', 'critical'].includes(impact))
  .flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target}`))"""
TURN = "(dark) => document.body.classList.toggle('dark', dark)"  # as the page's own button does
STILL = """document.getAnimations().every(({playState, effect}) =>
  playState !== 'running' || effect.getComputedTiming().endTime === Infinity)"""

sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


def remarks(page: Page) -> list[str]:
    """List what axe-core holds for serious or critical; the page is light afterwards."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    return [f"{scheme}: {one}" for scheme in ("dark", "light") for one in _in(page, scheme)]


def _in(page: Page, scheme: str) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.evaluate(TURN, scheme == "dark")
    page.wait_for_function(STILL)  # colours fade
    return page.evaluate(RUN)
