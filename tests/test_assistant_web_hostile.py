"""A hundred strings that would run as script: in text, title, file name, question and history."""

from __future__ import annotations

import re
from dataclasses import replace

import httpx
import pytest
from playwright.sync_api import expect
from set_answers import NONE, evaluate
from web_page import served

from assistant.answer import Turn
from assistant.ask import Assistant
from evals.figures import figures
from evals.report_html import to_html

pytestmark = pytest.mark.browser

RUN = "window.taken=1"
FORMS = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}></audio>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f'<a href="javascript:{RUN}" autofocus onfocus={RUN}>x</a>',
    f"[x](javascript:{RUN})",
    f"![x](x){{onerror={RUN}}}",
    f"<style>@keyframes x{{}}</style><b style=animation-name:x onanimationstart={RUN}>x</b>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<template><img src=x onerror={RUN}></template>",
    f"<img src=x oneonerrorrror={RUN} onerror={RUN}//",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"${{{RUN}}}{{{{{RUN}}}}}",
]
WRAPS = ["{}", '">{}', "'>{}", "</textarea></title></script>{}", "`{}`<!--"]
STRINGS = [wrap.format(form) for wrap in WRAPS for form in FORMS]
TENS = [STRINGS[at : at + 10] for at in range(0, 100, 10)]
SCRIPT = re.compile(r"window\.taken|parent\.")


def file_name(number):
    """A file name that is a payload itself; a file name has no slash."""
    return f"plan {number} <img src=x onerror={RUN}>.{'md' if number % 2 else 'txt'}"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    from index.build import build
    from index.encoder import DEFAULT_MODEL

    folder = tmp_path_factory.mktemp("hostile")
    (folder / "corpus").mkdir()
    for number, strings in enumerate(TENS):
        lines = [
            f"The budget of plan {number} {text} is {number + 2} billion yuan." for text in strings
        ]
        told = f"# Plan {number} {strings[number]}\n\nPublished by: Office {strings[1]}\n\n"
        (folder / "corpus" / file_name(number)).write_text(told + "\n\n".join(lines))
    build(folder / "corpus", folder / "index", DEFAULT_MODEL)
    return Assistant.open(folder / "index")


@pytest.fixture(scope="module")
def site(assistant):
    with served(assistant) as site:
        yield site


def nothing_ran(here):
    assert here.page.evaluate("window.taken") is None
    assert [url for url in here.asked_for if re.search(r"/x$|attacker|srcdoc", url)] == []


def test_there_are_a_hundred_and_a_browser_would_run_them(browser):
    assert len(set(STRINGS)) == 100
    page = browser.new_page()
    page.set_content("".join(FORMS[:8]))
    page.wait_for_function("window.taken === 1")
    page.close()


def test_none_runs_on_the_page(visit, site):
    here = visit()
    page = here.page
    for number in range(0, 10, 2):
        strings = [text for ten in TENS[number : number + 2] for text in ten]
        here.ask(f"What is the budget of plan {number}? {' '.join(strings)}"[:1999])
        nothing_ran(here)
    citation = page.locator(".answer a[href^='#cite-']").last
    citation.click()
    expect(page.locator("#shown mark").first).to_be_visible()
    page.get_by_role("button", name="Library").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Conversations").click()
    expect(page.get_by_role("dialog", name="Conversations").get_by_role("listitem")).to_have_count(
        1
    )
    page.keyboard.press("Escape")
    nothing_ran(here)
    page.reload()
    expect(page.locator(".answer, .note")).not_to_have_count(0)
    nothing_ran(here)


def test_none_runs_in_a_source_or_its_raw_file(visit, site, assistant):
    here = visit()
    for record in assistant.library.records:
        for route in ("source", "raw"):
            fragment = here.page.evaluate(
                """async ([route, id]) => {
                  const reply = await fetch(`${route}/${encodeURIComponent(id)}?start=0&end=5`);
                  const pane = document.getElementById('shown');
                  if (reply.ok) pane.innerHTML = await reply.text();
                  return pane.textContent;
                }""",
                [route, record.id],
            )
            assert SCRIPT.search(fragment)
    here.page.wait_for_timeout(200)
    nothing_ran(here)


def test_none_runs_in_a_report(browser, assistant, tmp_path):
    asked = [
        replace(
            NONE,
            id=f"q{at}",
            question=f"What is the budget of plan 2? {text}",
            history=(Turn(text, text),),
        )
        for at, text in enumerate(STRINGS[::10])
    ]
    run = evaluate(asked, assistant)
    file = tmp_path / "report.html"
    timed = tuple(replace(r, scores=replace(r.scores, ms=20.0)) for r in run.results)
    file.write_text(to_html(replace(run, results=timed), figures(timed)), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert SCRIPT.search(page.content())
    assert page.evaluate("window.taken") is None
    page.close()


def test_what_is_exported_is_a_file_and_no_page(site):
    with httpx.Client(base_url=site.url, trust_env=False) as client:
        for body in ({"question": STRINGS[0]}, {"question": "x", "history": [{"q": STRINGS[0]}]}):
            reply = client.post("/api/ask", json=body)
            assert reply.headers["content-type"] == "application/json"
            assert reply.headers["x-content-type-options"] == "nosniff"
        for path in ("/api/documents", f"/api/search?question={STRINGS[0]}"):
            assert client.get(path).headers["content-type"] == "application/json"
        refused = client.get(f"/source/{STRINGS[0]}", params={"start": 0, "end": 5})
        assert (refused.status_code, "<script" in refused.text) == (404, False)
