"""Take the README's picture of the chat: `python tests/take_screenshots.py QUESTION [INDEX]`.

Writes docs/chat.png: the question answered over the index, its first citation opened. With
``--all DIR`` as first argument, other sizes and the dark page are written to DIR as well.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from browser import HELP, find
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"wide": (1400, 900), "narrow": (390, 844)}


def take(browser: Browser, url: str, question: str, file: Path, scheme: str, size: str) -> None:
    """Ask, open the first citation and keep the picture; beside it, unless it is the README's,
    those of the page at its start and with the answer alone.
    """
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(url)
    page.wait_for_selector("#chat .welcome")
    page.wait_for_timeout(500)
    if file.stem != "chat":
        page.screenshot(path=file.with_stem(f"{file.stem}-1-start"))
    page.fill("#ask textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer", timeout=120_000)
    if file.stem != "chat":
        page.wait_for_timeout(300)
        page.screenshot(path=file.with_stem(f"{file.stem}-2-answer"))
    page.click(".answer a >> nth=0")
    page.wait_for_selector("#shown mark")
    page.wait_for_timeout(500)
    page.screenshot(path=file)
    page.close()


def main() -> None:
    """Serve the index and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question")
    parser.add_argument("index", nargs="?", type=Path, default=ROOT / ".briefings")
    parser.add_argument("--all", type=Path, metavar="DIR", help="folder for the other pictures")
    given = parser.parse_args()
    path = find() or sys.exit(HELP)
    sys.path.insert(0, str(ROOT))
    from assistant.settings import go_offline

    go_offline()
    from web_page import served

    from assistant.ask import Assistant
    from assistant.examples import examples

    assistant = Assistant.open(given.index)
    with (
        served(assistant, tuple(examples(assistant.library))) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        (ROOT / "docs").mkdir(exist_ok=True)
        take(browser, site.url, given.question, ROOT / "docs" / "chat.png", "light", "wide")
        for scheme in ("light", "dark") if given.all else ():
            for size in SIZES:
                file = given.all / f"{size}-{scheme}.png"
                take(browser, site.url, given.question, file, scheme, size)
        browser.close()


if __name__ == "__main__":
    main()
