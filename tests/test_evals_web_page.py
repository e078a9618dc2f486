"""The page Evaluate in a browser: a run on the sample corpus, its report, two runs compared."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from accessible import remarks, sizes
from playwright.sync_api import Page, expect
from web_page import served

from assistant.ask import Assistant
from evals.web.routes import PAGE

pytestmark = pytest.mark.browser

HOSTILE = "Who wrote <img src=x onerror=\"document.title='taken'\"><script>1</script> in 1850?"
MORE = "# Zoo notice\n\nIssued: 3 May 2021\n\nThe zoo of Basel keeps two okapis.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory, sample_index):
    root = tmp_path_factory.mktemp("evaluate") / "index"
    shutil.copytree(sample_index, root)
    with served(Assistant.open(root), pages=(PAGE,)) as site:
        yield site


@pytest.fixture(scope="module")
def questions(tmp_path_factory, root) -> Path:
    """Files of gold questions: three that ship and one with markup; one that is none."""
    folder = tmp_path_factory.mktemp("gold")
    lines = (root / "evals" / "gold" / "factsheets.jsonl").read_text(encoding="utf-8").splitlines()
    # It lies in Zhejiang, so that all but a "No" is a miss.
    county = next(json.loads(line) for line in lines if "Deqing County" in line)
    asked = {"type": "yesno", "question": f"Is Deqing County in Zhejiang Province? {HOSTILE}"}
    wrong = {**county, "id": "h", **asked, "answers": ["No, <b>nobody</b> did"]}
    texts = [*lines[:3], json.dumps(wrong)]
    (folder / "four.jsonl").write_text("\n".join(texts), encoding="utf-8")
    (folder / "bad.jsonl").write_text('{"id": "<i>x</i>"', encoding="utf-8")
    return folder


def opened(visit, site, **context) -> Page:
    page = visit(**context).page
    page.goto(f"{site.url}/evaluate")
    expect(page.locator("#evaluate-gold input")).to_have_value(re.compile("."))
    return page


def run(page: Page, said: str | re.Pattern[str]) -> None:
    with page.expect_request(lambda request: "/queue/data" in request.url):
        page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("#evaluate-said")).to_have_text(said, timeout=120_000)
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()


def choose(page: Page, label: str, name: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=name).first.click()


def test_nothing_runs_before_there_are_questions_to_choose_from(visit, site):
    page = visit().page
    page.route("**/gradio_api/run/**", lambda route: route.abort())  # what fills the choices
    page.goto(f"{site.url}/evaluate")
    expect(page.get_by_role("heading", name="Evaluate")).to_be_visible()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_disabled()


def test_two_runs_are_made_read_and_compared(visit, site, questions, tmp_path):
    page = opened(visit, site)
    adding = page.locator("#evaluate input[type=file]")
    adding.set_input_files(questions / "bad.jsonl")
    told = page.locator("#evaluate-said")
    expect(told).to_contain_text("Not added. bad.jsonl:1: not JSON")
    adding.set_input_files(questions / "four.jsonl")
    expect(told).to_have_text("Added. 4 questions: 3 factoid, 1 yesno")
    expect(page.get_by_label("Questions", exact=True)).to_have_value("added: four.jsonl")
    run(page, "Done: 4 questions.")
    figures = page.get_by_role("region", name="Figures")
    right = figures.get_by_role("row", name="right").first
    expect(right).to_contain_text(re.compile(r"0\.\d\d"))
    expect(figures.get_by_role("row", name="quotes exact")).to_contain_text("1.00")
    misses = page.get_by_role("region", name="What went wrong")
    expect(misses).to_contain_text(HOSTILE)
    expect(misses).to_contain_text("<b>nobody</b> did")
    assert page.title() == "Evaluate – Briefings"

    with page.expect_popup() as popup:
        page.get_by_role("link", name="Open the full report").click()
    report = popup.value
    expect(report.get_by_role("heading", name="How right the answers are")).to_be_visible()
    expect(report.locator("article h3").last).to_contain_text(HOSTILE)
    report.fill("[name=words]", "nothing has these words")  # the report's own script runs
    expect(report.locator("output")).to_have_text("0 shown")
    assert report.title().startswith("Evaluation ")
    # Whatever ran in a report would reach nothing of the page.
    assert report.evaluate("origin") == "null"
    report.close()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it").click()
    assert "How right the answers are" in Path(download.value.path()).read_text(encoding="utf-8")

    before = site.assistant.library.version
    reply = page.request.put(f"{site.url}/library/zoo.md", data=MORE)
    assert reply.ok
    for _ in range(600):
        if page.request.get(f"{site.url}/healthz").json()["index_version"] != before:
            break
        page.wait_for_timeout(100)
    run(page, "Done: 4 questions.")
    rows = page.get_by_role("region", name="All runs").locator("tbody tr")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Compare", exact=True).click()
    compared = page.locator("#evaluate-compared")
    expect(compared).to_contain_text("0 flips in 4 questions: 0 lost, 0 won.")
    row = compared.get_by_role("region", name="Differences").get_by_role("row", name="right").first
    expect(row).to_contain_text("+0.00")
    choose(page, "Earlier run", "index 000002")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(compared).to_have_text("Choose two different runs.")


def test_a_run_is_stopped_and_seen_by_who_comes_meanwhile(visit, site):
    page = opened(visit, site)
    choose(page, "Questions", "sample corpus: everything but computing")
    page.get_by_role("button", name="Run", exact=True).click()
    other = opened(visit, site)
    for each in (page, other):
        expect(each.locator("#evaluate-said")).to_contain_text("of 346 questions")
    assert page.get_by_role("progressbar").get_attribute("max") == "346"
    other.get_by_role("button", name="Stop", exact=True).click()
    expect(other.get_by_role("button", name="Stop", exact=True)).to_be_disabled()
    for each in (page, other):
        expect(each.locator("#evaluate-said")).to_contain_text(
            re.compile(r"Stopped after \d+ of 346 questions; Run goes on there\.")
        )
        expect(each.get_by_role("button", name="Run", exact=True)).to_be_enabled()


@sizes
def test_nothing_serious_is_wrong_in_any_state(visit, site, size):
    here = visit(viewport=size, reduced_motion="reduce")
    page = here.page
    page.goto(f"{site.url}/evaluate")
    expect(page.locator("#evaluate-gold input")).to_have_value(re.compile("."))
    found = {"start": remarks(page)}
    choose(page, "Questions", "sample corpus: conversations")
    run(page, re.compile("Done|Nothing has changed"))
    expect(page.get_by_role("region", name="Figures")).to_be_visible()
    found["figures"] = remarks(page)
    page.get_by_label("Questions", exact=True).click()
    found["choice"] = remarks(page)
    page.keyboard.press("Escape")
    assert found == {state: [] for state in found}
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    here.nothing_leaves_the_machine()


@sizes
def test_the_chat_leads_there_and_the_choice_of_dark_holds(visit, size):
    page = visit(color_scheme="light", viewport=size).page
    for tool in ("#theme", ".tools .for-curators"):
        expect(page.locator(tool)).to_be_in_viewport(ratio=1)
    page.locator("#theme").click()
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Evaluate").click()
    expect(popup.value.get_by_role("heading", name="Evaluate")).to_be_visible()
    expect(popup.value.locator("body")).to_have_class(re.compile("dark"))
