"""The choice of documents on the page: chips that show it, an answer that keeps to it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient
from test_assistant_web_beside import APRIL, HOSTILE, MARCH
from web_page import DENSITY, assistant_over

from assistant.scope.within import Within
from assistant.web.app import create_app
from assistant.web.told import LONGEST, Told, told

FREIGHT = "How much freight did Ningbo handle in 2019?"
# Two issues of a series, and a briefing in Chinese.
MORE = {
    "2022-03.md": MARCH.replace(HOSTILE, "").encode(),
    "2022-04.md": APRIL.encode(),
    "gang.md": "# 港口简报\n\n发布日期：2020年5月6日\n\n"
    "宁波港在2019年处理了大量货物，并与铁路公司签订了新的运输协议。港口办公室发布了新的收费办法。".encode(),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("scope"), MORE)


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "{", "[]", "[" * 99_000, " " * (LONGEST + 1), '{"conversation": 1}'),
        *('{"within": {"folder": ["/"]}}', '{"since": -1}', '{"since": true}', '{"since": "1"}'),
    ],
)
def test_what_the_page_never_sends_is_ignored(text):
    assert told(text) == Told()


def test_what_comes_with_a_question_is_read():
    text = '{"within": {"series": ["A"], "since": ""}, "conversation": "x", "since": 2}'
    assert told(text) == Told(Within(series=("A",)), "x", 2)


def test_the_page_is_told_what_there_is(assistant):
    client = TestClient(create_app(assistant), base_url="http://127.0.0.1")
    there = client.get("/scope").json()
    assert [one["name"] for one in there["publishers"]] == ["Centre for Policy Reading"]
    assert there["series"][0] == {"name": "Harbour Briefing", "count": 2}
    assert [one["name"] for one in there["languages"]] == ["en", "zh"]
    assert [one["name"] for one in there["documents"]][:3] == [
        "2022-04.md",
        "2022-03.md",
        "chips-2021-05.md",
    ]


@pytest.mark.browser
def test_documents_are_chosen_shown_and_let_go_again(visit):
    here = visit()
    page = here.page
    page.get_by_role("button", name="All documents").click()
    dialog = page.get_by_role("dialog", name="Which documents to search")
    dialog.get_by_label("Find a document").fill("chips 2021")
    dialog.get_by_role("checkbox", name="Semiconductor funds").check()
    expect(dialog.get_by_role("list", name="Documents").get_by_role("listitem")).to_have_count(1)
    dialog.get_by_label("from").fill("2021-01-01")
    dialog.get_by_role("button", name="Done").click()
    chips = page.locator("#scope-chips li")
    expect(chips).to_have_text(["Semiconductor funds ×", "from 2021-01-01 ×"])
    here.ask(DENSITY)
    expect(page.locator(".answer .within")).to_have_text(
        "Within chips-2021-05.md; issued since 2021-01-01: 1 document"
    )
    expect(page.locator(".answer .sources", has_text="Robots in Chinese")).to_have_count(0)
    page.get_by_role("button", name="Search not only Semiconductor funds").click()
    expect(chips).to_have_text(["from 2021-01-01 ×"])
    expect(chips.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    here.ask(DENSITY)
    expect(page.locator(".answer").last.locator(".within")).to_have_count(0)
    expect(page.locator(".answer").last.locator(".short")).to_contain_text("492")
    assert here.complaints == []


@pytest.mark.browser
def test_everything_is_searched_again_at_one_press(visit):
    page = visit().page
    page.get_by_role("button", name="All documents").click()
    page.get_by_role("checkbox", name="Centre for Policy Reading").check()
    page.get_by_role("button", name="Search everything").click()
    expect(page.get_by_role("checkbox", name="Centre for Policy Reading")).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#scope-chips")).to_be_hidden()
    expect(page.get_by_role("button", name="All documents")).to_be_focused()


@pytest.mark.browser
def test_series_language_and_time_are_chosen(visit):
    here = visit()
    page = here.page
    page.get_by_role("button", name="All documents").click()
    dialog = page.get_by_role("dialog", name="Which documents to search")
    dialog.get_by_role("group", name="Series").get_by_label("Harbour Briefing").check()
    dialog.get_by_label("to", exact=True).fill("2022-03-31")
    dialog.get_by_role("button", name="Done").click()
    chips = page.locator("#scope-chips li")
    expect(chips).to_have_text(["Harbour Briefing ×", "to 2022-03-31 ×"])
    expect(page.locator("#scope-open")).to_have_accessible_name(re.compile("^Only "))
    here.ask(FREIGHT)
    answer = page.locator(".answer").last
    expect(answer.locator(".short")).to_contain_text("120 million")
    expect(answer.locator(".within")).to_have_text(
        "Within Harbour Briefing; issued until 2022-03-31: 1 document"
    )
    page.get_by_role("button", name="Search not only to 2022-03-31").click()
    here.ask(FREIGHT)
    expect(answer.locator(".short")).to_contain_text("135 million")
    expect(answer.locator(".within")).to_have_text("Within Harbour Briefing: 2 documents")
    page.locator("#scope-open").click()
    dialog.get_by_role("button", name="Search everything").click()
    dialog.get_by_role("group", name="Language").get_by_label("Chinese").check()
    page.keyboard.press("Escape")
    expect(chips).to_have_text(["Chinese ×"])
    here.ask("宁波港签订了什么协议？")
    expect(answer.locator(".within")).to_have_text("Within language zh: 1 document")
    assert here.complaints == []
