"""Ask on the page where nothing beyond this machine can be reached.

``python tests/without_network.py INDEX CHROMIUM QUESTION`` serves an index, asks in a browser,
opens the first citation and prints what came of it as JSON. Whatever in the process looks a name up
or connects beyond loopback is refused and told. Run under ``unshare -rn``, where that is allowed,
with ``apart`` as one more argument, and the machine has no network either.
"""

from __future__ import annotations

import fcntl
import json
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

_OWN = ("127.", "::1", "localhost")
_NAMING = ("socket.getaddrinfo", "socket.gethostbyname")
_SIOCSIFFLAGS, _UP, _REFUSED = 0x8914, 0x1, "nothing beyond this machine is to be reached"
reached: list[str] = []  # beyond loopback


def shut_off(event: str, given: tuple[object, ...]) -> None:
    """Refuse what would leave this machine, as a hook of the interpreter's audit."""
    if event in ("socket.connect", "socket.sendto"):
        address = given[1]
        host = (
            address[0] if isinstance(address, tuple) else "localhost"
        )  # a path is of this machine
    elif event in _NAMING:
        host = given[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if not name.startswith(_OWN):
        reached.append(f"{event} {name}")
        raise OSError(f"{name}: {_REFUSED}")


def raise_loopback() -> None:
    """Bring the loopback up, which a network of one's own begins without."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _UP))


@contextmanager
def asked(index: Path, chromium: str, question: str) -> Iterator[dict[str, object]]:
    """Serve the index, ask, and give what the page showed and asked for."""
    from playwright.sync_api import expect, sync_playwright
    from web_page import Visit, served

    from assistant.ask import Assistant

    with served(Assistant.open(index)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        here = Visit(browser, site)
        here.ask(question)
        short = here.page.locator(".answer .short").text_content()
        here.page.locator(".answer a").first.click()
        expect(here.page.locator("#shown mark").first).to_be_in_viewport()
        here.nothing_leaves_the_machine()
        yield {"short": short, "marked": here.page.locator("#shown mark").first.text_content()}
        browser.close()


def main(index: str, chromium: str, question: str, apart: str = "") -> None:
    """Ask, and print the answer with what was reached; ``apart``: in a network of its own."""
    if apart:
        raise_loopback()
    sys.addaudithook(shut_off)
    with asked(Path(index), chromium, question) as told:
        sys.stdout.write(json.dumps({**told, "reached": reached}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
