"""A small index served on a free loopback port, for the tests that drive the chat page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from assistant.ask import Assistant
from assistant.people.access import Access
from assistant.web.beside.added import AddedPage

if TYPE_CHECKING:
    from pytest import MonkeyPatch

ALONE = Access(rate=100_000)
DENSITY = "What robot density does the plan ask for by 2025?"
UNANSWERABLE = "Who painted the ceiling of the Sistine Chapel?"
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
expect.set_options(timeout=30_000)  # milliseconds; a busy machine is slow to draw

BRIEFINGS = {
    "robots-2021-03.md": """# Robots in Chinese manufacturing

Published by: Centre for Policy Reading

Issued: 2 March 2021

## Adoption

Robot density in manufacturing reached 246 units per 10,000 workers in 2020. The plan for smart
manufacturing asks for a density of 492 units per 10,000 workers by 2025.

| Sector | 2019 | 2020 |
| --- | --- | --- |
| Automotive | 788 | 938 |
| Electronics | 236 | 305 |

## Suppliers

Domestic suppliers are strongest in handling and palletising. Precision reducers are imported
from Japan, which covers three quarters of demand.[^1]

[^1]: Counted by value.
""",
    "chips-2021-05.md": """# Semiconductor funds

Issued: May 2021

## The second fund

The second national semiconductor fund was registered in October 2019 with a capital of
204 billion yuan. Its largest shareholder is the Ministry of Finance.

## Notes

"""
    + "\n\n".join(
        f"Paragraph {number} tells of wafers, tools and the firms that make them." * 3
        for number in range(1, 40)
    ),
    "hostile.md": """# Quantum <script>document.title = 'taken'</script> briefing

## Networks

The quantum network <img src=x onerror="document.title = 'taken'"> links Beijing and Shanghai
over 2,000 kilometres ![pixel](http://attacker.example/p.png) of fibre.
""",
}


def assistant_over(folder: Path, more: Mapping[str, bytes] | None = None) -> Assistant:
    """Build an index of the briefings above, and of ``more`` files, in ``folder`` and open it."""
    from index.build import build
    from index.encoder import DEFAULT_MODEL

    corpus, root = folder / "corpus", folder / "index"
    corpus.mkdir()
    for name, text in BRIEFINGS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    for name, data in {"empty.md": b"", **(more or {})}.items():
        (corpus / name).write_bytes(data)
    build(corpus, root, DEFAULT_MODEL)
    return Assistant.open(root)


@dataclass(frozen=True, slots=True)
class Site:
    """A served page and what answers on it."""

    url: str
    assistant: Assistant


@contextmanager
def served(
    assistant: Assistant,
    examples: tuple[str, ...] = (),
    access: Access = ALONE,
    pages: tuple[AddedPage, ...] = (),
) -> Iterator[Site]:
    """Serve the chat on a free loopback port while the block runs."""
    import uvicorn

    from assistant.web.app import create_app
    from assistant.web.library import Keeper
    from assistant.web.serving import configured, listen

    with listen("127.0.0.1", 0) as listener:
        keeper = Keeper(assistant.library)
        app = create_app(assistant, examples, keeper, access, pages)
        keeper.start()
        server = uvicorn.Server(configured(app, "error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.05)
        try:
            yield Site(f"http://127.0.0.1:{listener.getsockname()[1]}", assistant)
        finally:
            keeper.stop()
            server.should_exit = True
            thread.join()


def until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait until something holds, and tell whether it came to."""
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.05)
    return held


class Held:
    """Rebuilds that were asked for and stand still, once they are at work, until they may go on."""

    def __init__(self, monkeypatch: MonkeyPatch) -> None:
        import assistant.web.library

        self.reached, self.go = threading.Event(), threading.Event()
        self._build = assistant.web.library.bring_up_to_date
        monkeypatch.setattr(assistant.web.library, "bring_up_to_date", self._held)

    def _held(self, folder, root, model, tell, on_progress, *more) -> None:
        def progress(*far) -> None:
            on_progress(*far)
            self.reached.set()
            self.go.wait(120)

        self._build(folder, root, model, tell, progress, *more)


def drop(page: Page, *files: Path) -> None:
    """Drag files of the machine over the middle of the page and drop them, as a hand does."""
    hand = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": page.viewport_size["width"] // 2, "y": 300}
        hand.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})


class Visit:
    """A page that is open, with what it asked for and what it complained of."""

    def __init__(
        self, browser: Browser, site: Site, opened: BrowserContext | None = None, **context
    ) -> None:
        self.site = site
        self.context = opened or browser.new_context(**{"viewport": WIDE, **context})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.asked_for: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)
        self._streams: set[Request] = set()
        self.page.on("request", lambda r: "/queue/data" in r.url and self._streams.add(r))
        for ended in ("requestfinished", "requestfailed"):
            self.page.on(ended, lambda r: self._streams.discard(r))
        self.page.goto(site.url)
        self.page.wait_for_selector("#ask textarea")

    def _listen(self, message) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def ask(self, question: str) -> None:
        count = self.page.locator(".answer").count()
        with self.until_told():
            self.page.locator("#ask textarea").fill(question)
            self.page.keyboard.press("Enter")
        expect(self.page.locator(".answer")).to_have_count(count + 1, timeout=60_000)
        expect(self.page.get_by_role("button", name="Send")).to_be_visible()

    @contextmanager
    def until_told(self) -> Iterator[None]:
        """Wait until the page has been told all of what is done meanwhile.

        What joins Gradio's queue while it closes the stream of the last event is never told.
        """
        with self.page.expect_request(lambda request: "/queue/data" in request.url):
            yield
        while self._streams:
            self.page.wait_for_timeout(20)

    def nothing_leaves_the_machine(self) -> None:
        """Check every request that the browser made, and that nothing complained."""
        own = (self.site.url, "data:", "blob:")
        outside = [url for url in self.asked_for if not url.startswith(own)]
        assert (outside, self.complaints) == ([], [])
        assert any(url.startswith(self.site.url) for url in self.asked_for)
