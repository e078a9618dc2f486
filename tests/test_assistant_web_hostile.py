"""A hundred strings that would run as script, on every page, wherever somebody can put one.

Each test asks that all hundred are to be read where they belong, and that none has become markup.
"""

from __future__ import annotations

import json

import httpx
import pytest
from hostile import FORMS, MADE, STRINGS, exchanges, missing, nothing_ran, runs, write_corpus
from playwright.sync_api import expect
from web_page import served

from assistant.archive.store import Archive
from assistant.ask import Assistant
from assistant.web.owner import COOKIE
from corpus.documents import Span
from evals.making import finish
from evals.store import append, started
from evals.web.routes import PAGE

pytestmark = pytest.mark.browser

OWNER = "a" * 43
COOKIES = [{"name": COOKIE, "value": OWNER, "domain": "127.0.0.1", "path": "/"}]
SEEN = f"""async ([route, ids]) => {{
  const told = [];
  for (const id of ids) {{
    const reply = await fetch(`${{route}}/${{encodeURIComponent(id)}}?start=0&end=5`);
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    told.push([reply.status, page.body.textContent, ({MADE})(page)]);
  }}
  return told;
}}"""
CITED = f"""async (ids) => {{
  const at = (id) => document.getElementById(id);
  const told = [];
  for (const id of ids) {{
    const reply = await fetch(`source/${{encodeURIComponent(id)}}?start=0&end=5`);
    at('shown').innerHTML = await reply.text();
    at('cite').click();
    const said = [at('shown').textContent, at('citing-styles').textContent];
    told.push([reply.status, said, ({MADE})(document)]);
    at('citing').close();
  }}
  return told;
}}"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    from index.build import build
    from index.encoder import DEFAULT_MODEL

    folder = tmp_path_factory.mktemp("hostile")
    write_corpus(folder / "corpus", folder / "index" / "uploads")
    build(folder / "corpus", folder / "index", DEFAULT_MODEL)
    return Assistant.open(folder / "index")


@pytest.fixture(scope="module")
def ids(assistant):
    """The documents of the strings, in their order."""
    plans = [record for record in assistant.library.records if record.source.startswith("uploads")]
    return [record.id for record in sorted(plans, key=lambda record: record.source)]


@pytest.fixture(scope="module")
def conversation(assistant, ids):
    """The id of a kept conversation, of all strings; each is a title of another one as well."""
    archive, version = Archive(assistant.library.root), assistant.library.version
    told = exchanges([Span(name, 0, 6) for name in ids], version)
    for exchange in told:
        archive.keep(OWNER, "", (), (exchange,))
    return archive.keep(OWNER, "", (), told)


@pytest.fixture(scope="module")
def evaluated():
    return runs()


@pytest.fixture(scope="module")
def site(assistant, evaluated):
    for run in evaluated:
        folder = assistant.library.root / "runs" / run.header.name
        with started(folder, run.header):
            list(append(folder, run.results))
        finish(folder)
    with served(assistant, pages=(PAGE,)) as site:
        yield site


@pytest.fixture
def here(visit):
    """The chat, open for who owns the conversations."""
    return visit(storage_state={"cookies": COOKIES, "origins": []})


@pytest.fixture
def page(browser):
    """A page that is not yet anywhere, for what lies beside the chat."""
    page = browser.new_page()
    page.set_default_timeout(60_000)
    yield page
    page.close()


def test_there_are_a_hundred_and_a_browser_would_run_them(page):
    assert len(set(STRINGS)) == 100
    page.set_content("".join(FORMS[:8]))
    page.wait_for_function("window.taken === true")
    assert len(page.evaluate(f"({MADE})(document)")) >= 8


def test_the_index_holds_them_letter_by_letter(assistant, ids):
    metas = [assistant.library.document(name).meta for name in ids]
    assert missing("\n".join(meta.title for meta in metas)) == []
    held = missing("\n".join(meta.publisher or "" for meta in metas))
    assert len(held) <= 12  # a publisher has no more than 80 characters
    assert missing("\n".join(assistant.library.document(name).text for name in ids)) == []


def test_what_is_asked_stays_words(here):
    for at in range(0, 100, 20):
        here.ask(f"What is the budget of plan {at}? {' '.join(STRINGS[at : at + 20])}")
        nothing_ran(here.page)
    asked = "".join(here.page.locator("#chat .asked").all_text_contents())
    assert missing(asked) == []
    here.page.reload()
    expect(here.page.locator("#chat .asked")).to_have_count(5)
    nothing_ran(here.page)


def test_a_conversation_of_them_stays_words(here, site, conversation):
    page = here.page
    page.goto(f"{site.url}/?conversation={conversation}")
    expect(page.locator(".answer")).to_have_count(100)
    nothing_ran(page)
    told = page.locator("#chat .answer").all_text_contents()
    assert [text for text, answer in zip(STRINGS, told, strict=True) if text not in answer] == []
    for part, least in {"table": 25, ".versions": 25, ".failures": 25, ".items": 25}.items():
        assert page.locator(f"#chat .answer:has({part})").count() >= least
    page.get_by_role("button", name="Conversations").click()
    lines = page.locator("#conversations-list li")
    page.wait_for_function("document.querySelectorAll('#conversations-list li').length > 99")
    assert missing("\n".join(lines.all_text_contents())) == []
    nothing_ran(page)


def test_a_question_with_a_history_of_them_is_answered_as_data(site):
    with httpx.Client(base_url=site.url, trust_env=False, timeout=60) as client:
        for at in range(0, 100, 20):
            turns = [{"q": text, "a": text} for text in STRINGS[at : at + 20]]
            asked = {"question": f"And what is {turns[0]['q']}?", "history": turns}
            reply = client.post("/api/ask", json=asked)
            assert reply.status_code == 200
            assert reply.headers["content-type"] == "application/json"
            assert reply.headers["x-content-type-options"] == "nosniff"
        for path in ("/api/documents", f"/api/search?question={STRINGS[0]}"):
            assert client.get(path).headers["content-type"] == "application/json"
        refused = client.get(f"/source/{STRINGS[0]}", params={"start": 0, "end": 5})
        assert (refused.status_code, "<script" in refused.text) == (404, False)


def test_a_document_and_the_lines_of_a_file_stay_words(page, site, ids):
    page.goto(f"{site.url}/healthz")
    seen = page.evaluate(SEEN, ["document", ids])
    assert {status for status, *_ in seen} == {200}
    assert [made for *_, made in seen if made] == []
    assert [
        text for text, (_, told, _) in zip(STRINGS, seen, strict=True) if text not in told
    ] == []
    [(status, told, made)] = page.evaluate(SEEN, ["raw", ["notes.md"]])
    assert (status, made, missing(told)) == (200, [], [])


def test_a_source_in_the_chat_and_how_it_is_cited_stay_words(here, ids):
    told = here.page.evaluate(CITED, ids)
    nothing_ran(here.page)
    assert {status for status, *_ in told} == {200}
    assert [made for *_, made in told if made] == []
    for text, (_, said, _) in zip(STRINGS, told, strict=True):
        assert [text in one for one in said] == [True, True], said


def test_the_choice_of_documents_and_its_chips_stay_words(here):
    page = here.page
    page.get_by_role("button", name="All documents").click()
    page.wait_for_function("document.querySelectorAll('#choice-documents li').length > 99")
    nothing_ran(page)
    assert missing(page.locator("#choice-documents").text_content()) == []
    assert len(missing(page.locator("#choice-lists").text_content())) <= 12
    page.evaluate("""() => document.querySelectorAll('#choice input[type=checkbox]')
        .forEach((box) => box.click())""")
    nothing_ran(page)
    assert missing(page.locator("#scope-chips").text_content()) == []
    page.keyboard.press("Escape")
    here.ask("What is the budget of plan 7?")
    nothing_ran(page)


def test_the_library_stays_words(here):
    page = here.page
    page.get_by_role("button", name="Library").click()
    names = [text.replace("/", "\u2215") for text in STRINGS]
    page.wait_for_function("document.querySelector('#library').textContent.includes('plan 99 ')")
    nothing_ran(page)
    assert missing(page.locator("#library").text_content(), names) == []


@pytest.mark.parametrize("chosen", ["kind=issue", "words=budget"])
def test_facts_stay_words(page, site, chosen):
    page.goto(f"{site.url}/facts?{chosen}")
    nothing_ran(page)
    assert missing("\n".join(page.locator("tbody td:nth-child(6)").all_text_contents())) == []
    assert missing(page.locator("select[name=doc]").text_content()) == []
    ticks = page.locator("tbody input").evaluate_all("(all) => all.map((one) => one.ariaLabel)")
    assert len(ticks) >= 100
    page.goto(f"{site.url}/facts?words={STRINGS[21]}&about={STRINGS[41]}&issuer={STRINGS[61]}")
    nothing_ran(page)


def test_two_issues_compared_stay_words(page, site):
    page.goto(f"{site.url}/compare?old=issue-1.html&new=issue-2.html&topic=")
    nothing_ran(page)
    assert missing("\n".join(page.locator(".pair").all_text_contents())) == []
    assert missing("\n".join(page.locator(".pair h3").all_text_contents()), STRINGS[5::5]) == []
    assert missing(page.locator("select[name=old]").text_content()) == []
    page.goto(f"{site.url}/compare?old={STRINGS[20]}&new={STRINGS[0]}&topic={STRINGS[21]}")
    nothing_ran(page)


def test_an_evaluation_stays_words(page, site):
    page.goto(f"{site.url}/evaluate")
    misses = page.get_by_role("region", name="What went wrong")
    expect(misses.locator("tbody tr")).to_have_count(100)
    assert missing(misses.text_content()) == []
    page.get_by_role("button", name="Compare", exact=True).click()
    flips = page.get_by_role("region", name="What flipped")
    expect(flips.locator("tbody tr")).to_have_count(100)
    assert missing(flips.text_content()) == []
    nothing_ran(page)


def test_a_report_stays_words(page, assistant, site, evaluated):
    for run in evaluated:
        file = assistant.library.root / "runs" / run.header.name / "report.html"
        # As a file no policy of the server holds anything back.
        for address in (file.as_uri(), f"{site.url}/evaluate/report/{run.header.name}"):
            page.goto(address)
            nothing_ran(page)
        if run.header.key.startswith("w"):
            assert missing(page.locator("body").text_content()) == []


@pytest.mark.parametrize("form", ["docx", "html", "md", "json"])
def test_what_is_saved_of_a_conversation_is_a_file(site, conversation, form):
    path = f"/conversations/{conversation}/export.{form}"
    owner = {COOKIE: OWNER}
    with httpx.Client(base_url=site.url, trust_env=False, timeout=60, cookies=owner) as client:
        reply = client.get(path)
        packs = [client.get(f"/facts.{form}?words=budget")] if form != "json" else []
    for each in (reply, *packs):
        assert each.status_code == 200
        assert each.headers["content-disposition"].startswith("attachment; ")
        assert each.headers["x-content-type-options"] == "nosniff"
    if form == "json":
        told = json.loads(reply.text)["questions"]
        assert [one["question"] for one in told] == STRINGS
