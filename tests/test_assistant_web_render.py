"""What the chat and the source pane are given to show, whole; hostile text stays text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from assistant.amounts import counted
from assistant.answer import Answer, Citation, Searched, Sentence, Status
from assistant.freshness import Freshness
from assistant.web.render import answer_html, note_html, overview_html, question_html
from assistant.web.source import source_html
from assistant.web.text import citation_href, written_date
from corpus.assemble import assemble
from corpus.documents import BlockKind, Document, Failure, Metadata, RawBlock, Span

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![pixel](http://attacker.example/p.png)",
    "[link](javascript:alert(1)) and [text][1]",
    "**bold** _it_ `code` ~~gone~~ # head\n\n# Heading\n- item\n1. one\n> quote\n```\nfence",
    "http://attacker.example www.attacker.example a@attacker.example",
    "{{7*7}} ${7*7} {0} $$x^2$$ \\(x\\)",
    "a\n\n</div><form action=//attacker.example><input name=q>",
    "x" * 500,
    "\u202egnp.exe\u202c \u2066hidden\u2069 \x00\x07",
    "&lt;b&gt; &amp; \"quoted\" 'single'",
)
SEARCHED = Searched(24, 1339, "2018", "2021-06", (), ())
PLAN = Span("plan-2021~a.b_c", 10, 31)
CITED = Citation(
    1, PLAN, "- Density reaches 492.", "plan.pdf", "Plan", "2021-03-02", 4, ("Plan", "Aims")
)
BARE = Citation(2, Span("note", 0, 4), "Note", "note.md", "Note", None, None, ())
ANSWER = Answer(
    question="What density?",
    standalone="What density?",
    status=Status.ANSWERED,
    short="492",
    sentences=(Sentence("- Density reaches 492.", (1, 2)), Sentence("It was 246.", (2,))),
    items=(),
    citations=(CITED, BARE),
    confidence=0.9,
    searched=SEARCHED,
    index_version="generations/000007",
)
OPEN = '<div class="answer index-000007">'
ONE = '<a href="#cite-plan-2021~a.b_c-10-31">[1]</a>'
TWO = '<a href="#cite-note-0-4">[2]</a>'
SOURCES = (
    '<p class="label">Sources</p><ul class="sources">'
    f'<li>{ONE} <span class="title" dir="auto">Plan</span>'
    ' <span class="where" dir="auto">2 March 2021, page 4, Aims</span></li>'
    f'<li>{TWO} <span class="title" dir="auto">Note</span>'
    ' <span class="where" dir="auto"></span></li></ul>'
)


def document(*blocks: RawBlock, title: str = "Plan") -> Document:
    made = assemble(blocks)
    meta = Metadata(title, "MIIT", "Monthly", "2021-03")
    return Document(
        "plan", meta, "a/plan.pdf", "0" * 64, made.text, made.blocks, made.sections, made.pages
    )


def elements(markup: str) -> set[str]:
    tree = LexborHTMLParser(f"<body>{markup}</body>")
    return {node.tag for node in tree.css("body *")}


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2021", "2021"),
        ("2021-03", "March 2021"),
        ("2021-03-02", "2 March 2021"),
        ("spring 2021", "spring 2021"),
        ("2021-13", "2021-13"),
        ("", ""),
    ],
)
def test_dates_are_written_at_their_own_precision(iso, written):
    assert written_date(iso) == written


def test_an_inferred_date_says_so():
    assert written_date("2021", inferred=True) == "2021 (inferred)"


def test_the_source_pane_names_authors_both_titles_and_an_inferred_date():
    made = document(RawBlock(BlockKind.PARAGRAPH, "Words"))
    told = {"authors": ("Lena Bode", "T. Roe"), "title_original": "计划", "issued_inferred": True}
    shown = LexborHTMLParser(source_html(replace(made, meta=replace(made.meta, **told)), 0, 1))

    assert shown.css_first(".origin").text() == (
        "计划 · MIIT · Monthly · Lena Bode, T. Roe · March 2021 (inferred) · a/plan.pdf"
    )


def test_a_citation_shows_both_titles_and_an_inferred_date():
    cited = replace(CITED, title_original="计划", issued="2021", issued_inferred=True)
    shown = LexborHTMLParser(answer_html(replace(ANSWER, citations=(cited,))))

    assert shown.css_first(".sources .title").text() == f"{CITED.title} (计划)"
    assert shown.css_first(".sources .where").text().startswith("2021 (inferred), ")


def test_counts_agree_with_their_noun():
    assert [counted(n, "file") for n in (0, 1, 2, 1204)] == [
        "0 files",
        "1 file",
        "2 files",
        "1,204 files",
    ]


def test_overview():
    assert overview_html(24, "2021-06", "index of May") == (
        '<p class="overview">24 documents · latest issue June 2021 <small>index of May</small></p>'
    )
    assert overview_html(1, None, "<b>") == (
        '<p class="overview">1 document <small>&lt;b&gt;</small></p>'
    )


def test_an_answer_is_short_then_cited_then_sourced():
    assert answer_html(ANSWER) == (
        OPEN + '<p class="short" dir="auto">492</p>'
        f'<p class="sentence" dir="auto">Density reaches 492.&nbsp;{ONE} {TWO}</p>'
        f'<p class="sentence" dir="auto">It was 246.&nbsp;{TWO}</p>'
        f'<p class="confidence sure">Well supported</p>{SOURCES}</div>'
    )


def test_a_changed_file_is_told_beside_its_citation_and_a_new_index_above_the_answer():
    built = "2026-03-12T09:14:00+00:00"
    whole = answer_html(ANSWER, Freshness(built, ("plan.pdf", "new.md"), 1), renewed=True)
    note = "changed on disk since it was indexed"
    assert [li.text() for li in LexborHTMLParser(whole).css("li") if note in li.text()] == [
        f"[1] Plan 2 March 2021, page 4, Aims {note}"
    ]
    notes = [p.text() for p in LexborHTMLParser(whole).css(".answer > .note")]
    assert notes[0] == "From here on the answers are from a new index."
    assert notes[1].endswith("; 2 files changed since, 1 failed") and len(notes) == 2
    assert answer_html(ANSWER, Freshness(built, (), 1)) == answer_html(ANSWER)


def test_a_short_answer_that_is_the_first_sentence_is_said_once():
    answer = replace(ANSWER, short="It was 246", sentences=(Sentence("It was 246.", (2,)),))
    assert answer_html(answer) == (
        OPEN + f'<p class="short" dir="auto">It was 246.&nbsp;{TWO}</p>'
        f'<p class="confidence sure">Well supported</p>{SOURCES}</div>'
    )


@pytest.mark.parametrize(
    ("short", "heading"),
    [
        ("", "2 items"),
        ("5G; AI", "2 items"),
        ("5G; AI (2 in all)", "2 items"),
        (
            "5G; AI (2 found, but the text speaks of 3)",
            "2 items (2 found, but the text speaks of 3)",
        ),
        ("Two areas", "Two areas"),
    ],
)
def test_a_list_shows_each_item_once_with_its_citation(short, heading):
    sentences = (Sentence("5G", (1,)), Sentence("AI", (2,)), Sentence("There are two.", (2,)))
    answer = replace(ANSWER, short=short, items=("5G", "AI"), sentences=sentences)
    assert answer_html(answer) == (
        OPEN + f'<p class="short" dir="auto">{heading}</p>'
        f'<ul class="items"><li dir="auto">5G&nbsp;{ONE}</li><li dir="auto">AI&nbsp;{TWO}</li></ul>'
        f'<p class="sentence" dir="auto">There are two.&nbsp;{TWO}</p>'
        f'<p class="confidence sure">Well supported</p>{SOURCES}</div>'
    )


def test_an_answer_of_one_item_is_told_first():
    answer = replace(ANSWER, short="5G", items=("5G",), sentences=(Sentence("5G", (1,)),))
    assert answer_html(answer) == (
        OPEN + f'<p class="short" dir="auto">5G&nbsp;{ONE}</p>'
        f'<p class="confidence sure">Well supported</p>{SOURCES}</div>'
    )


def test_what_was_searched_for_is_told_where_its_words_are_others():
    asked = replace(ANSWER, question="what’s  the density")
    assert "understood" not in answer_html(replace(asked, standalone="What's the density?"))
    assert "understood" in answer_html(replace(asked, standalone="What's the intensity?"))


def test_a_rewritten_question_a_part_and_a_low_confidence_are_told():
    answer = replace(
        ANSWER,
        standalone="What density in 2020?",
        status=Status.PARTIAL,
        sentences=(),
        citations=(),
        confidence=0.4,
    )
    assert answer_html(answer) == (
        OPEN + '<p class="understood" dir="auto">Searched for: What density in 2020?'
        '</p><p class="short" dir="auto">492</p>'
        '<p class="partial">The documents answer only part of this question.</p>'
        '<p class="confidence unsure">Uncertain: check the source</p></div>'
    )


def test_a_citation_number_without_a_citation_makes_no_link():
    answer = replace(ANSWER, sentences=(Sentence("Said.", (0, 3)),), citations=(CITED,), short="")
    assert "[0]" not in answer_html(answer)
    assert "[3]" not in answer_html(answer)


def test_an_abstention_tells_what_was_searched():
    failure = Failure("scan.pdf", "It holds pictures only.", "Run it through OCR.")
    near = replace(CITED, quote="word " * 100)
    searched = replace(SEARCHED, nearest=(near,), failures=(failure,))
    answer = replace(ANSWER, status=Status.ABSTAINED, short="", sentences=(), searched=searched)
    excerpt = "word " * 47 + "word …"
    assert answer_html(answer) == (
        OPEN + '<p class="short">The documents do not answer this.</p>'
        '<p class="searched">Searched 24 documents, 1,339 passages, issued 2018 to June 2021.</p>'
        '<p class="label">1 file could not be read</p><ul class="failures">'
        '<li dir="auto">scan.pdf: It holds pictures only. Run it through OCR.</li></ul>'
        '<p class="label">Nearest passages</p><ul class="sources nearest">'
        f'<li>{ONE} <span class="title" dir="auto">Plan</span>'
        ' <span class="where" dir="auto">2 March 2021, page 4, Aims</span>'
        f'<span class="excerpt" dir="auto">{excerpt}</span></li></ul></div>'
    )


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (None, None, "Searched 24 documents, 1,339 passages."),
        ("2021", "2021", "Searched 24 documents, 1,339 passages, issued 2021."),
    ],
)
def test_dates_searched_are_told_where_known(first, last, told):
    searched = replace(SEARCHED, first=first, last=last)
    answer = replace(ANSWER, status=Status.ABSTAINED, short="", searched=searched)
    assert f'<p class="searched">{told}</p>' in answer_html(answer)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text_in_the_chat(text):
    """One line that opens with a block element is never read as markdown."""
    cited = replace(CITED, title=text, section=(text,), issued=text, quote=text)
    failure = Failure(text, text, text)
    answer = replace(
        ANSWER,
        standalone=text,
        short=text,
        items=(text, text),
        sentences=(Sentence(text, (1,)), Sentence(text + text, (1,))),
        citations=(cited,),
        searched=replace(SEARCHED, first=text, last=text, nearest=(cited,), failures=(failure,)),
    )
    abstained = replace(answer, status=Status.ABSTAINED)
    for message in (answer_html(answer), answer_html(abstained), note_html(text)):
        assert "\n" not in message
        assert message.startswith(("<div ", "<p "))
        assert elements(message) <= {"div", "p", "ul", "li", "a", "span"}
        links = LexborHTMLParser(message).css("a")
        assert {link.attributes["href"] for link in links} <= {citation_href(PLAN)}
    assert elements(question_html(text, 0)) <= {"a", "br", "div", "p"}
    assert "\n" not in question_html(text, 0)


@given(st.text())
def test_any_question_keeps_to_one_inert_line(text):
    markup = question_html(text, 0)
    assert elements(markup) <= {"a", "br", "div", "p"}
    assert len(markup.splitlines()) == 1


def test_marks_that_reorder_text_do_not_reach_the_links():
    answer = replace(ANSWER, short="", sentences=(Sentence("a\u202eb\u2066c", (2,)),))
    assert f'<p class="sentence" dir="auto">abc&nbsp;{TWO}</p>' in answer_html(answer)


def test_a_document_is_drawn_by_its_structure():
    plan = document(
        RawBlock(BlockKind.HEADING, "Aims", 1, 1),
        RawBlock(BlockKind.PARAGRAPH, "Density <b>rises</b>.", 1),
        RawBlock(BlockKind.ITEM, "by 2025", 1, 0, (), "•"),
        RawBlock(BlockKind.ITEM, "first", 1, 1, (), "a)"),
        RawBlock(BlockKind.CAPTION, "Table 1", 2),
        RawBlock(BlockKind.HEADER, "", 2, 0, ("Sector", "2020")),
        RawBlock(BlockKind.ROW, "", 2, 0, ("Cars", "938")),
        RawBlock(BlockKind.FOOTNOTE, "A note", 2, 0, (), "1"),
    )
    start = plan.text.index("rises")
    assert source_html(plan, start, plan.text.index("2025") + 2) == (
        '<article lang="en" data-reference="Plan, MIIT, Monthly, March 2021, a/plan.pdf, Page 1,'
        ' Aims" data-quote="rises&lt;/b&gt;. - by 20"'
        ' data-plain="“Plan”, Monthly, MIIT, March 2021, “Aims”, p. 1, a/plan.pdf."'
        ' data-apa="MIIT. (2021, March). Plan (Monthly, p. 1)."'
        ' data-bibtex="@techreport{a-plan,\n  author = {MIIT},\n  title = {Plan},\n'
        "  institution = {MIIT},\n  type = {Monthly},\n  year = {2021},\n  pages = {1},\n"
        '  month = mar,\n}"><header><h2 dir="auto">Plan</h2>'
        '<p class="origin" dir="auto">MIIT · Monthly · March 2021 · a/plan.pdf</p>'
        '<ol class="trail" aria-label="Place in the document"><li dir="auto">Page 1</li>'
        '<li dir="auto">Aims</li></ol>'
        '<div class="ways"><div class="views" role="group" aria-label="View">'
        '<button type="button" data-view="text" aria-pressed="true">Cleaned</button>'
        '<button type="button" data-view="paper" data-page="1" data-pages="2"'
        ' aria-pressed="false">PDF page</button></div></div></header>'
        '<div class="text" tabindex="0" role="region" aria-label="Text of the document">'
        '<p class="page"><span>page 1</span></p>'
        '<h3 id="doc-part-0" tabindex="-1" dir="auto">Aims</h3>'
        '<p class="paragraph" dir="auto">Density &lt;b&gt;<mark>rises&lt;/b&gt;.</mark></p>'
        '<ul><li class="bullet depth-0" dir="auto"><span class="dash"><mark>- </mark></span>'
        '<mark>by 20</mark>25</li><li class="depth-1" dir="auto">a) first</li></ul>'
        '<p class="page"><span>page 2</span></p><p class="caption" dir="auto">Table 1</p>'
        '<div class="table" tabindex="0" role="region" aria-label="Table 1"><table><thead>'
        '<tr><th scope="col" dir="auto">Sector</th><th scope="col" dir="auto">2020</th></tr>'
        '</thead><tbody><tr><td dir="auto">Cars</td><td dir="auto">938</td></tr></tbody></table>'
        "</div>"
        '<p class="footnote" id="doc-note-7" tabindex="-1" dir="auto">[1] A note</p>'
        "</div></article>"
    )


def test_a_cited_table_row_is_marked_cell_by_cell():
    row = document(RawBlock(BlockKind.ROW, "", None, 0, ("Cars", "", "938")))
    assert '<tr><td dir="auto"><mark>Cars</mark></td><td dir="auto"></td>' in source_html(
        row, 0, len(row.text)
    )


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (1, 1), (3, 2), (0, 999), (999, 1000)])
def test_offsets_that_name_no_text_are_refused(start, end):
    with pytest.raises(ValueError, match="are not in this document, which has 5"):
        source_html(document(RawBlock(BlockKind.PARAGRAPH, "Words")), start, end)


def test_a_document_opens_at_its_beginning_with_nothing_marked():
    shown = document(RawBlock(BlockKind.PARAGRAPH, "Words"))
    assert "<mark>" in source_html(shown, 0, 5)
    assert "<mark>" not in source_html(shown, 0, 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text_in_the_source_pane(text):
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.FOOTNOTE)
    hostile = document(
        *(RawBlock(kind, text, 1) for kind in kinds),
        RawBlock(BlockKind.ITEM, text, 1, 0, (), "•"),
        RawBlock(BlockKind.ROW, "", 1, 0, (text, text)),
        title=text,
    )
    last = len(hostile.text)
    structure = {"article", "header", "h2", "h3", "p", "ol", "ul", "li", "div", "span", "mark"}
    for start, end in ((0, last), (0, 1), (last - 1, last)):
        markup = source_html(hostile, start, end)
        assert elements(markup) <= structure | {"table", "tbody", "tr", "td", "button"}


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
PROSE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(st.lists(PROSE, min_size=1, max_size=5), st.data())
def test_the_marks_hold_exactly_the_cited_characters(paragraphs, data):
    made = document(*(RawBlock(BlockKind.PARAGRAPH, text) for text in paragraphs))
    end = data.draw(st.integers(1, len(made.text)))
    start = data.draw(st.integers(0, end - 1))
    marks = LexborHTMLParser(source_html(made, start, end)).css("mark")
    cited = made.text[start:end]
    assert "".join("".join(mark.text() for mark in marks).split()) == "".join(cited.split())


@given(st.lists(PROSE, min_size=1, max_size=5))
def test_the_source_pane_shows_the_whole_text(paragraphs):
    made = document(*(RawBlock(BlockKind.PARAGRAPH, text) for text in paragraphs))
    text = LexborHTMLParser(source_html(made, 0, 1)).css_first(".text").text()
    assert "".join(text.split()) == "".join(made.text.split())
