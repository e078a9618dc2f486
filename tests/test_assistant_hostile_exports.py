"""A hundred strings that would run as script, in what is saved: none acts where it is read."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from hostile import STRINGS, exchanges, missing, nothing_ran
from lxml import etree
from markdown_it import MarkdownIt

from assistant.archive.exchange import Exchange
from assistant.archive.forms import FORMS
from assistant.archive.store import Conversation
from corpus.documents import Span

SPANS = [Span("plan.md", number, number + 9) for number in range(100)]
HOSTILE = Conversation(
    STRINGS[0], "2026", (*exchanges(SPANS, "generations/000001"), Exchange("?", note=STRINGS[1]))
)


@pytest.mark.browser
def test_a_page_runs_none(browser, tmp_path):
    file = tmp_path / "saved.html"
    file.write_bytes(FORMS["html"].write(HOSTILE))
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    nothing_ran(page)
    assert missing(page.locator("body").text_content()) == []
    assert asked == [file.as_uri()]
    page.close()


@pytest.mark.browser
def test_markdown_runs_none_in_a_reader_that_takes_html(browser):
    text = FORMS["md"].write(HOSTILE).decode()
    page = browser.new_page()
    page.set_content(MarkdownIt("commonmark", {"html": True}).render(text))
    nothing_ran(page)
    told = page.locator("body").text_content()
    assert missing(told) == []
    page.close()


def test_word_has_no_link_field_or_object_of_them():
    with ZipFile(io.BytesIO(FORMS["docx"].write(HOSTILE))) as parts:
        read = {
            name: etree.fromstring(parts.read(name))
            for name in parts.namelist()
            if name.endswith((".xml", ".rels"))
        }
    tags = {etree.QName(node).localname for root in read.values() for node in root.iter("*")}
    acting = {
        "hyperlink",
        "instrText",
        "fldSimple",
        "fldChar",
        "altChunk",
        "object",
        "pict",
        "drawing",
    }
    assert tags & acting == set()
    outside = [
        node.get("Target")
        for name, root in read.items()
        if name.endswith(".rels")
        for node in root.iter("*")
        if node.get("TargetMode") == "External"
    ]
    assert outside == []
    told = "".join(
        "".join(read[f"word/{part}.xml"].itertext()) for part in ("document", "footnotes")
    )
    assert missing(told) == []
