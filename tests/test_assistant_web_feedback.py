"""Judging answers on the page: its steps, and the real page in a headless browser."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from typer.testing import CliRunner
from web_page import assistant_over, served

from assistant.answer import Status
from assistant.archive.exchange import Exchange
from assistant.ask import Assistant
from assistant.cli import add_commands, app
from assistant.feedback.judgement import Passage, Reason, Verdict
from assistant.feedback.store import FeedbackStore
from assistant.live import LiveAssistant
from assistant.web.desk import judged, thumbs
from assistant.web.feedback import reasons
from assistant.web.pick import BROKEN, GONE, NOTHING, chosen

QUESTION = "What robot density does the plan ask for by 2025?"
RIGHT = "Domestic suppliers are strongest in handling and palletising."
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("judged")


@pytest.fixture(scope="module")
def assistant(folder: Path) -> Assistant:
    return assistant_over(folder)


@pytest.fixture(scope="module")
def live(assistant: Assistant) -> LiveAssistant:
    return LiveAssistant(assistant)


def doc_id(assistant: Assistant) -> str:
    return next(r.id for r in assistant.library.records if r.source.startswith("robots"))


def test_the_answer_in_a_message_is_judged_with_what_was_asked_before(live: LiveAssistant) -> None:
    first = Exchange(QUESTION, answer=live.ask(QUESTION), id="a")
    asked = (first, Exchange("What?", note="Stopped."), Exchange("x", answer=first.answer, id="c"))
    made = judged(asked, 5, Verdict.WRONG, NOW)
    assert made is not None
    assert (made.id, made.time, made.verdict, made.question, len(made.history)) == (
        "c",
        "2026-11-25T08:00:00+00:00",
        Verdict.WRONG,
        QUESTION,
        1,
    )
    assert made.citations[0]["doc"] == "robots-2021-03.md"
    for index in (3, 7, -1, [1, 0], "1", None):
        assert judged(asked, index, Verdict.WRONG, NOW) is None
    assert thumbs(asked, {"c": Verdict.WRONG, "a": Verdict.RIGHT}) == ["Like", None, "Dislike"]


def test_what_can_be_wrong_depends_on_the_answer() -> None:
    assert [value for _, value in reasons(Status.ABSTAINED)] == [
        *("wrong passage", "should have been answered", "other"),
    ]
    assert Reason.REFUSED not in [value for _, value in reasons(Status.ANSWERED)]
    assert Reason.UNREFUSED in [value for _, value in reasons(Status.PARTIAL)]


def pick(where: str, selected: str = "", before: object = 0) -> str:
    return json.dumps({"where": where, "selected": selected, "before": before})


def test_a_passage_is_read_from_the_index_whatever_the_browser_sends(
    live: LiveAssistant, assistant: Assistant
) -> None:
    name = doc_id(assistant)
    text = assistant.library.document(name).text
    at = text.index("Precision reducers")
    marked = f"{name}?start={at}&end={at + 9}&index={assistant.library.version[-6:]}"
    whole = "Precision reducers are imported\nfrom Japan, which covers three quarters of demand."
    for picked, quote in (
        (pick(marked), whole),
        (pick(marked, "suppliers\u00a0are\nstrongest", 1), RIGHT),
        (pick(f"{name}?start=0&end=99999999", "Automotive\t788"), "Automotive | 788 | 938"),
    ):
        found = chosen(live, picked)
        assert (found.doc, found.quote.split()) == ("robots-2021-03.md", quote.split())
        assert found.quote in text


@pytest.mark.parametrize(
    ("picked", "told"),
    [
        ("", NOTHING),
        ("[]", NOTHING),
        ("[" * 9000, NOTHING),
        (pick(""), NOTHING),
        (pick("{id}?start=1&end=2", before="x"), NOTHING),
        (pick("{id}?start=1&end=2", "x" * 30_000), NOTHING),
        (pick("{id}?start=0&end=0"), NOTHING),
        (pick("nobody?start=1&end=2"), GONE),
        (pick("nobody?start=1&end=2", "words"), GONE),
        (pick("{id}?start=1&end=2&index=999999"), GONE),
        (pick("{id}?start=1&end=2", "words that are <b>not</b> there"), BROKEN),
    ],
)
def test_a_passage_that_is_not_there_is_told(
    live: LiveAssistant, assistant: Assistant, picked: str, told: str
) -> None:
    with pytest.raises(ValueError, match=r"passage|words") as caught:
        chosen(live, picked.replace("{id}", doc_id(assistant)))
    assert str(caught.value) == told


def open_page(browser: Any, url: str, **context: Any) -> Page:
    page: Page = browser.new_page(**context)
    page.set_default_timeout(60_000)
    page.goto(url)
    page.wait_for_selector("#ask textarea")
    return page


def ask(page: Page, question: str = QUESTION) -> None:
    count = page.locator(".answer").count()
    page.locator("#ask textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(count + 1, timeout=60_000)
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_visible()


def later(route: Route) -> None:
    """Let a request reach the server only after a while."""
    sleep(0.5)
    route.continue_()


SELECT = """words => {
  const pane = document.querySelector('#shown .text');
  const walk = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
    return;
  }
}"""


@pytest.fixture(scope="module")
def url(assistant: Assistant) -> Any:
    with served(assistant) as site:
        yield site.url


@pytest.fixture
def store(folder: Path) -> FeedbackStore:
    (folder / "index" / "feedback.sqlite").unlink(missing_ok=True)
    return FeedbackStore(folder / "index")


def thumb(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name).last


@pytest.mark.browser
@pytest.mark.parametrize("width", [1400, 390])
def test_a_thumb_down_with_the_right_passage_becomes_a_gold_question(
    browser: Any, url: str, store: FeedbackStore, folder: Path, tmp_path: Path, width: int
) -> None:
    page = open_page(browser, url, viewport={"width": width, "height": 844})
    ask(page)
    thumb(page, "This answer is wrong").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="The answer is wrong")).to_be_focused()
    page.get_by_role("radio", name="The passage is the wrong one").check()
    page.get_by_label("Remark").fill("<img src=x> it is about suppliers")
    page.locator(".answer a").first.click()
    expect(page.locator("#shown mark").first).to_be_visible()
    page.evaluate(SELECT, "suppliers are strongest")
    expect(page.locator("#picker .selected")).to_have_text("“suppliers are strongest”")
    page.get_by_role("button", name="This passage").click()
    expect(page.locator("#feedback blockquote")).to_have_text(RIGHT)
    if width == 1400:
        expect(page.locator("#feedback-send")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#feedback-send").click()
    expect(page.locator("#feedback-told")).to_have_text("Thank you, noted.")
    expect(thumb(page, "This answer is wrong")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#picker")).to_have_count(0)
    (stored,) = store.all()
    assert (stored.reason, stored.remark, stored.passage) == (
        Reason.PASSAGE,
        "<img src=x> it is about suppliers",
        Passage("robots-2021-03.md", RIGHT),
    )
    gold = tmp_path / "mine.jsonl"
    index = ("--index", str(folder / "index"))
    add_commands()
    run = CliRunner().invoke
    lines = run(app, ["feedback", "--json", *index]).stdout
    added = run(app, ["gold", "add", "-", "--to", str(gold), "--yes", *index], input=lines)
    assert added.exit_code == 0, added.output
    checked = run(app, ["gold", "check", str(gold), *index])
    assert (checked.exit_code, "1 question" in checked.stdout) == (0, True), checked.output
    page.close()


@pytest.mark.browser
def test_thumbs_are_stored_at_once_and_taken_back(
    browser: Any, url: str, store: FeedbackStore
) -> None:
    page = open_page(browser, url)
    ask(page)
    thumb(page, "This answer is right").click()
    expect(page.locator("#feedback-told")).to_have_text("Thank you: noted as right.")
    assert [one.verdict for one in store.all()] == [Verdict.RIGHT]
    thumb(page, "This answer is wrong").click()
    expect(page.locator("#feedback-form")).to_be_visible()
    assert [one.verdict for one in store.all()] == [Verdict.WRONG]
    expect(thumb(page, "This answer is right")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#feedback-told")).to_have_text("Taken back.")
    expect(thumb(page, "This answer is wrong")).to_have_attribute("aria-pressed", "false")
    assert store.all() == ()
    thumb(page, "This answer is right").click()
    expect(page.locator("#feedback-told")).to_have_text("Thank you: noted as right.")
    thumb(page, "This answer is right").click()
    expect(page.locator("#feedback-told")).to_have_text("Taken back.")
    assert store.all() == ()
    thumb(page, "This answer is wrong").click()
    expect(page.locator("#feedback-form")).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#feedback-form")).to_have_count(0)
    ask(page)
    expect(thumb(page, "This answer is wrong")).to_have_attribute("aria-pressed", "false")
    page.close()


@pytest.mark.browser
def test_the_marked_passage_is_taken_and_the_form_outlives_another_question(
    browser: Any, url: str, store: FeedbackStore
) -> None:
    page = open_page(browser, url)
    ask(page)
    thumb(page, "This answer is wrong").click()
    page.get_by_label("The right answer").fill("492")
    page.get_by_role("button", name="This passage").click()
    expect(page.locator("#feedback-told")).to_have_text(NOTHING)
    page.locator(".answer a").first.click()
    expect(page.locator("#shown mark").first).to_be_visible()
    page.get_by_role("button", name="This passage").click()
    expect(page.locator("#feedback blockquote")).to_contain_text("492 units per 10,000")
    page.get_by_role("button", name="Without this passage").click()
    expect(page.locator("#feedback blockquote")).to_have_count(0)
    page.route("**/gradio_api/run/**", later)  # what is typed meanwhile keeps the focus
    page.get_by_role("button", name="This passage").click()
    box = page.locator("#ask textarea")
    box.fill("Who painted")
    expect(page.locator("#feedback blockquote")).to_contain_text("492 units per 10,000")
    page.wait_for_timeout(300)
    expect(box).to_be_focused()
    page.unroute("**/gradio_api/run/**")
    ask(page, "Who painted the ceiling of the Sistine Chapel?")
    expect(page.get_by_label("The right answer")).to_have_value("492")
    page.locator("#feedback-send").click()
    expect(page.locator("#feedback-told")).to_have_text("Thank you, noted.")
    (stored,) = store.all()
    assert (stored.question, stored.answer, stored.reason) == (QUESTION, "492", None)
    assert stored.passage is not None
    thumb(page, "This answer is wrong").click()
    expect(page.get_by_role("radio", name="The documents do answer this")).to_be_visible()
    expect(page.get_by_role("radio", name="The answer is wrong")).to_have_count(0)
    page.close()


@pytest.mark.browser
def test_what_cannot_be_stored_is_told_and_stays_typed(
    browser: Any, url: str, store: FeedbackStore, folder: Path
) -> None:
    page = open_page(browser, url)
    ask(page)
    thumb(page, "This answer is wrong").click()
    page.get_by_label("Remark").fill("not this")
    file = folder / "index" / "feedback.sqlite"
    file.rename(file.with_suffix(".kept"))
    file.mkdir()  # as good as a folder that may not be written to, whoever runs this
    page.locator("#feedback-send").click()
    expect(page.locator("#feedback-told")).to_contain_text("Not stored, and nothing that you typed")
    expect(page.get_by_label("Remark")).to_have_value("not this")
    file.rmdir()
    file.with_suffix(".kept").rename(file)
    page.get_by_label("Remark").evaluate("box => box.removeAttribute('maxlength')")
    page.get_by_label("Remark").fill("x" * 2001)
    page.locator("#feedback-send").click()
    expect(page.locator("#feedback-told")).to_contain_text("The remark is too long")
    page.get_by_label("Remark").fill("not this")
    page.locator("#feedback-send").click()
    expect(page.locator("#feedback-told")).to_have_text("Thank you, noted.")
    assert [one.remark for one in store.all()] == ["not this"]
    page.close()
