"""No page asks anything of another host, and the page answers where there is no network at all."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import without_network
from briefing_formats import as_pdf
from playwright.sync_api import expect
from test_evals_web_page import run
from web_page import DENSITY, assistant_over, served

from assistant.people import accounts
from assistant.people.access import Access
from assistant.people.person import Role
from evals.web.routes import PAGE

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"
NOBODY = {
    **{"id": "o", "docs": [], "type": "unanswerable", "question": "Who sang?"},
    **{"answers": [], "evidence": [], "note": "nobody says"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    accounts.write(
        folder / "users.json", accounts.fresh().with_account("ann", Role.CURATOR, PASSWORD)
    )
    access = Access(users=folder / "users.json", rate=100_000)
    assistant = assistant_over(folder, {"ports.pdf": as_pdf()})
    with served(assistant, access=access, pages=(PAGE,)) as site:
        yield site


@pytest.fixture
def context(browser):
    made = browser.new_context()
    made.set_default_timeout(60_000)
    yield made
    made.close()


def test_every_page_asks_its_own_host_alone(context, site, tmp_path):
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(site.url)
    page.get_by_label("Name").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("#ask textarea").fill(DENSITY)
    page.keyboard.press("Enter")
    page.locator(".answer a").first.click()
    expect(page.locator("#shown mark").first).to_be_visible()
    expect(page).to_have_url(re.compile("conversation="))
    page.get_by_role("button", name="Conversations").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="as HTML").click()
    saved.value.save_as(tmp_path / "saved.html")
    for path in (
        "facts",
        "compare?old=chips-2021-05.md&new=robots-2021-03.md",
        "facts?kind=policy",
    ):
        page.goto(f"{site.url}/{path}")
    page.goto(f"{site.url}/facts")
    page.locator("td.quote a").first.click()
    expect(page.locator("#cited")).to_be_visible()
    page.goto(f"{site.url}/evaluate")
    expect(page.locator("#evaluate-gold input")).to_have_value(re.compile("."))
    gold = tmp_path / "one.jsonl"
    gold.write_text(json.dumps(NOBODY))
    page.locator("#evaluate input[type=file]").set_input_files(gold)
    expect(page.locator("#evaluate-said")).to_contain_text("Added.")
    run(page, "Done: 1 question.")
    with page.expect_popup() as report:
        page.get_by_role("link", name="Open the full report").click()
    expect(report.value.get_by_role("heading").first).to_be_visible()
    paths = {url.removeprefix(site.url).partition("?")[0] for url in asked}
    assert {"/", "/login", "/facts", "/compare", "/evaluate/"} <= paths
    assert any(path.startswith("/document/") for path in paths)
    assert any(path.startswith("/evaluate/report/") for path in paths)
    assert [url for url in asked if not url.startswith((f"{site.url}/", "data:", "blob:"))] == []
    asked.clear()
    file = tmp_path / "saved.html"
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", name=DENSITY).last).to_be_visible()
    assert asked == [file.as_uri()]


def test_the_page_answers_where_there_is_no_network(small_index, chromium_path):
    apart = _unshared()
    script = Path(without_network.__file__)
    question = "Who bought the German robot maker KUKA?"
    command = [*apart, sys.executable, str(script), str(small_index), chromium_path, question]
    done = subprocess.run(
        [*command, *(["apart"] if apart else [])], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert "Midea" in told["short"]
    assert "KUKA" in told["marked"]
    assert told["reached"] == []


def _unshared() -> list[str]:
    """Give what runs a command in a network of its own; nothing where that is not allowed."""
    command = [shutil.which("unshare") or "unshare", "--map-root-user", "--net"]
    try:
        allowed = subprocess.run([*command, "true"], capture_output=True).returncode == 0
    except OSError:
        allowed = False
    return command if allowed else []


@pytest.mark.parametrize(
    ("event", "given"),
    [
        ("socket.connect", (None, ("192.0.2.1", 443))),
        ("socket.connect", (None, ("2001:db8::1", 443, 0, 0))),
        ("socket.sendto", (None, ("192.0.2.1", 53))),
        ("socket.getaddrinfo", ("models.example", 443, 0, 0, 0)),
        ("socket.getaddrinfo", (b"models.example", 443, 0, 0, 0)),
    ],
)
def test_what_would_leave_the_machine_is_refused_and_told(monkeypatch, event, given):
    monkeypatch.setattr(without_network, "reached", told := [])
    for own in (("127.0.0.1", 1), ("::1", 1, 0, 0), "/run/some.sock"):
        without_network.shut_off("socket.connect", (None, own))
    with pytest.raises(OSError, match="nothing beyond this machine"):
        without_network.shut_off(event, given)
    assert len(told) == 1
