"""Take the pictures of docs/: `python tests/take_screenshots.py QUESTION [INDEX]`.

The page is served as `briefings serve` does. Of the chat, with the question answered over the index
and its first citation opened: chat.png, chat-dark.png and, on a phone, the answer: chat-phone.png.
Of the facts with their drawing: facts.png. With ``--all DIR``, the chat at its start, with the
answer and with the source is written to DIR as well, in each size, light and dark.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from browser import HELP, find
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SIZES = {"wide": (1400, 900), "narrow": (390, 844)}
FACTS = "facts?kind=policy+event&since=2020"
_COLOURS = 200  # enough for text in a few colours, at a third of the bytes


def opened(browser: Browser, scheme: str, size: str) -> Page:
    """Open a page of a size, light or dark."""
    width, height = SIZES[size]
    return browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)


def keep(page: Page, file: Path) -> None:
    """Keep a picture of a page, with few colours."""
    from PIL import Image

    page.wait_for_timeout(500)  # what fades and scrolls
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def ask(page: Page, url: str, question: str) -> None:
    """Open the chat and have a question answered."""
    page.goto(url)
    page.wait_for_selector("#chat .welcome")
    page.fill("#ask textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer .confidence", timeout=120_000)
    page.wait_for_selector("#ask button[aria-label=Send]")
    page.wait_for_selector("#then button")


def cite(page: Page) -> None:
    """Open the first citation."""
    page.click(".answer a >> nth=0")
    page.wait_for_selector("#shown mark")


def for_docs(browser: Browser, url: str, question: str) -> None:
    """Take the pictures that the documents show."""
    for name, scheme in (("chat", "light"), ("chat-dark", "dark")):
        page = opened(browser, scheme, "wide")
        ask(page, url, question)
        cite(page)
        keep(page, DOCS / f"{name}.png")
        page.close()
    page = opened(browser, "light", "narrow")
    ask(page, url, question)
    keep(page, DOCS / "chat-phone.png")
    page.close()
    page = opened(browser, "light", "wide")
    page.goto(f"{url}/{FACTS}")
    page.wait_for_selector("figure svg")
    keep(page, DOCS / "facts.png")
    page.close()


def all_of(browser: Browser, url: str, question: str, folder: Path) -> None:
    """Take the chat in three states, in each size, light and dark."""
    for scheme in ("light", "dark"):
        for size in SIZES:
            file = folder / f"{size}-{scheme}.png"
            page = opened(browser, scheme, size)
            page.goto(url)
            page.wait_for_selector("#chat .welcome")
            keep(page, file.with_stem(f"{file.stem}-1-start"))
            ask(page, url, question)
            keep(page, file.with_stem(f"{file.stem}-2-answer"))
            cite(page)
            keep(page, file)
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
    from assistant.web.beside.added import installed_pages

    assistant = Assistant.open(given.index)
    asked, pages = tuple(examples(assistant.library)), installed_pages()
    with (
        served(assistant, asked, pages=pages) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        DOCS.mkdir(exist_ok=True)
        for_docs(browser, site.url, given.question)
        if given.all:
            given.all.mkdir(parents=True, exist_ok=True)
            all_of(browser, site.url, given.question, given.all)
        browser.close()


if __name__ == "__main__":
    main()
