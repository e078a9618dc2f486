"""Evidence packs: the same lines and notes in HTML and in Word, in which nothing acts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from test_assistant_archive import FIRST, SECOND
from test_assistant_web_render import ANSWER, HOSTILE, PLAN

from assistant.answer import Citation, Sentence, Status
from assistant.archive.exchange import Exchange
from assistant.archive.forms import FORMS, FormError, export
from assistant.archive.pack import Line, lines, to_html
from assistant.archive.store import Conversation
from assistant.archive.word import to_docx
from corpus.documents import BlockKind
from corpus.readers import docx as reader

PACK = Conversation("Densities", "2026", (Exchange(ANSWER.question, ANSWER), FIRST, SECOND))
NOTE = (
    "Plan, 2021-03-02, page 4, Plan › Aims, plan.pdf, characters 10 to 31: “- Density reaches 492.”"
)
BARE = "Note, note.md, characters 0 to 4: “Note”"


def test_what_a_pack_says():
    told = list(lines(PACK))
    assert told[:5] == [
        Line("question", "1. What density?"),
        Line("short", "492"),
        Line("said", "- Density reaches 492.", (NOTE, BARE)),
        Line("said", "It was 246.", (BARE,)),
        Line("told", "Well supported; index generations/000007."),
    ]
    assert told[-2:] == [Line("question", "3. And ? then?"), Line("told", "Stopped.")]


def test_a_refusal_is_told_as_one():
    refused = replace(ANSWER, status=Status.ABSTAINED)
    told = list(lines(Conversation("T", "2026", (Exchange("Who?", refused),))))
    assert told[1:] == [
        Line("short", "The documents do not answer this."),
        Line("told", "Searched 24 documents."),
    ]


def test_a_page_with_notes_that_lead_there_and_back():
    page = LexborHTMLParser(to_html(PACK.title, lines(PACK)))
    notes = page.css("li")
    assert [note.text(deep=True).removesuffix(" ↩") for note in notes][:3] == [NOTE, BARE, BARE]
    for mark, note in zip(page.css("sup a"), notes, strict=True):
        assert mark.attributes["href"] == f"#{note.attributes['id']}"
        assert note.css_first("a").attributes["href"] == f"#{mark.attributes['id']}"


def test_word_reads_the_notes_as_footnotes(tmp_path):
    data = to_docx(PACK.title, lines(PACK))
    (tmp_path / "pack.docx").write_bytes(data)
    blocks = reader.read(Path("pack.docx"), data).blocks
    assert blocks[0].text == "Densities"
    found = [block.text.strip() for block in blocks if block.kind is BlockKind.FOOTNOTE]
    assert found[:3] == [NOTE, BARE, BARE]
    with ZipFile(tmp_path / "pack.docx") as parts:
        assert parts.testzip() is None


def conversation(text):
    cited = Citation(1, PLAN, text, text, text, None, None, (text,))
    answer = replace(ANSWER, short=text, sentences=(Sentence(text, (1,)),), citations=(cited,))
    return Conversation(text, "2026", (Exchange(text, answer), Exchange("?", note=text)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text):
    page = LexborHTMLParser(FORMS["html"].write(conversation(text)))
    assert {node.tag for node in page.css("body *")} == {
        "h1", "h2", "p", "sup", "a", "hr", "ol", "li",
    }  # fmt: skip
    assert {link.attributes["href"][0] for link in page.css("a")} == {"#"}
    assert not page.css("script, [onerror], [src]")


@given(st.text())
def test_any_text_can_be_kept(text):
    for form in FORMS.values():
        assert form.write(conversation(text))


def test_an_answer_is_kept_in_the_form_that_its_file_names(tmp_path):
    for ending in FORMS:
        export(ANSWER, tmp_path / f"a.{ending}")
    assert b"Density reaches 492" in (tmp_path / "a.md").read_bytes()
    with pytest.raises(FormError, match=r"a.exe has no ending .*\.docx, \.html, \.md, \.json"):
        export(ANSWER, tmp_path / "a.exe")
