"""The report as a browser shows it: filters, narrow screens, the dark page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from accessible import remarks, sizes
from playwright.sync_api import Browser, Page
from set_answers import QUESTIONS, evaluate

from evals.figures import figures
from evals.report_html import to_html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    run = evaluate(QUESTIONS)
    timed = tuple(replace(r, scores=replace(r.scores, ms=20.0)) for r in run.results)
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(to_html(replace(run, results=timed), figures(timed)), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def page(browser: Browser, report: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(report)
    yield opened
    assert faults == []
    opened.close()


def shown(page: Page) -> list[str]:
    return [article.locator("h3").inner_text() for article in page.locator("article:visible").all()]


def test_failed_questions_are_filtered_by_kind_cause_and_words(page: Page) -> None:
    assert shown(page) == ["when?", "list?", "yes?", "lost?", "nothing?"]
    page.select_option("[name=cause]", "not extracted")
    assert shown(page) == ["when?", "list?"]
    page.select_option("[name=kind]", "list")
    assert shown(page) == ["list?"]
    assert page.locator("output").inner_text() == "1 shown"
    page.select_option("[name=kind]", "")
    page.fill("[name=words]", "june 2020")
    assert shown(page) == ["when?"]
    page.select_option("[name=cause]", "wrongly refused")
    assert (shown(page), page.locator("output").inner_text()) == ([], "0 shown")


def test_nothing_is_wider_than_a_phone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    small = page.evaluate(
        """[...document.querySelectorAll("svg text")].filter(
             (text) => text.getBoundingClientRect().height < 11).length"""
    )
    assert small == 0


def test_the_page_is_dark_where_the_reader_is(browser: Browser, report: str, page: Page) -> None:
    light = browser.new_page(color_scheme="light")
    light.goto(report)
    colours = [
        each.evaluate("getComputedStyle(document.body).backgroundColor") for each in (page, light)
    ]
    light.close()
    assert colours == ["rgb(17, 22, 29)", "rgb(245, 246, 248)"]


@sizes
def test_nothing_serious_is_wrong_in_the_report(browser: Browser, report: str, size) -> None:
    opened = browser.new_page(viewport=size)
    opened.goto(report)
    assert opened.locator("svg").count() > 0
    assert remarks(opened) == []
    opened.close()
