"""The document view: outline, labels, dates, notes, boxes, what was taken out, the raw file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_document import document, heading, item, paragraph
from selectolax.lexbor import LexborHTMLParser

from assistant.web.blocks import body_html
from assistant.web.rawfile import raw_html
from assistant.web.source import source_html
from corpus.documents import BlockKind, Page, RawBlock, Removal, Rule
from corpus.marks import char_for

ONE, TWO, LOST = char_for("1"), char_for("2"), char_for("9")
NOTES = document(
    paragraph(f"Ships <land>.{ONE}{TWO} Tugs too{LOST}"),
    RawBlock(BlockKind.FOOTNOTE, "By day.", marker="1"),
    RawBlock(BlockKind.FOOTNOTE, "By night.", marker="2"),
)


def test_a_document_is_drawn_from_its_beginning_with_nothing_marked():
    drawn = source_html(NOTES, 0, 0)
    assert ('data-quote=""' in drawn, "<mark>" in drawn) == (True, False)
    lined = replace(NOTES, blocks=(replace(NOTES.blocks[0], lines=((1, 1),)),))
    assert "cited" not in raw_html(lined, "Ships", 0, 0)
    with pytest.raises(ValueError, match="Characters 1 to 1 are not in this document"):
        source_html(NOTES, 1, 1)


def test_notes_are_linked_both_ways_and_marks_hold_the_stored_characters():
    assert body_html(NOTES, 6, 21) == (
        '<p class="paragraph" dir="auto">Ships <mark>&lt;land&gt;.'
        '<a class="cited-note" id="doc-mark-0" href="#doc-note-1" data-label="1"'
        ' aria-label="Note 1"></a>'
        '<a class="cited-note" id="doc-mark-1" href="#doc-note-2" data-label="2"'
        ' aria-label="Note 2"></a>'
        " Tugs to</mark>o"
        '<span class="cited-note" data-label="9" title="Note 9 is not in the file"></span></p>'
        '<p class="footnote" id="doc-note-1" tabindex="-1" dir="auto">[1] By day.'
        ' <a class="back" href="#doc-mark-0" aria-label="To where note 1 is cited">↩</a></p>'
        '<p class="footnote" id="doc-note-2" tabindex="-1" dir="auto">[2] By night.'
        ' <a class="back" href="#doc-mark-1" aria-label="To where note 2 is cited">↩</a></p>'
    )


def test_labels_and_dates_are_set_off():
    made = document(
        heading("One", 2), paragraph("Policy: Ports Act"), paragraph("Body: Port Office"),
        item("7 May 2020: Ships land."),
    )  # fmt: skip
    start = made.text.index("Port Office")
    drawn = body_html(made, start - 2, start + 4)
    assert drawn[drawn.index("<p") :] == (
        '<p class="paragraph field" dir="auto"><b class="name">Policy:</b> Ports Act</p>'
        '<p class="paragraph field" dir="auto"><b class="name">Body<mark>:</mark></b>'
        "<mark> Port</mark> Office</p>"
        '<ul><li class="bullet depth-0" dir="auto"><span class="dash">- </span>'
        '<time datetime="2020-05-07" title="7 May 2020">7 May 2020: </time>Ships land.</li></ul>'
    )


def test_a_date_at_the_end_is_set_off_there():
    made = document(item("Ships land at the quay (7 May 2020)."), item("8 May 2020: They leave."))
    dated = '<time datetime="2020-05-07" title="7 May 2020">7 May 2020</time>'
    assert f"Ships land at the quay ({dated}).</li>" in body_html(made, 0, 1)


def test_a_date_without_its_year_says_so():
    made = document(item("7-9 May: Ships land."))
    made = replace(made, meta=replace(made.meta, issued="2020-06-02"))
    assert 'title="7 May 2020 to 9 May 2020 (year inferred)"' in body_html(made, 0, 1)


def test_contents_boxes_and_source_lines_are_told_apart():
    made = document(
        heading("Contents", 2), item("Ports 2", ""), heading("Ports", 2),
        RawBlock(BlockKind.CAPTION, "Box 1: Locks"), paragraph("They have two parts:"),
        item("a gate"), paragraph("Source: handbook."), paragraph("Ships land."),
    )  # fmt: skip
    parsed = LexborHTMLParser(body_html(made, 0, 1))
    assert [node.attributes.get("class") for node in parsed.css("ul, p")] == [
        "contents",
        "caption boxed",
        "paragraph boxed",
        "boxed",
        "paragraph source",
        "paragraph",
    ]


def test_the_outline_links_to_the_headings():
    made = document(heading("Ports & ships"), paragraph("a"), heading("Rails", 2), paragraph("b"))
    made = replace(made, pages=(Page(1, 0, 10), Page(2, 10, len(made.text))))
    at = made.text.index("Rails")
    markup = source_html(made, 0, 1)
    assert (
        '<div class="ways"><details class="outline"><summary>Outline</summary>'
        '<nav aria-label="Outline"><ol><li class="depth-0">'
        '<a href="#doc-part-0" dir="auto">Ports &amp; ships</a> <span class="on">page 1</span></li>'
        f'<li class="depth-1"><a href="#doc-part-{at}" dir="auto">Rails</a>'
        ' <span class="on">page 2</span></li></ol></nav></details></div></header>'
    ) in markup
    assert f'<h4 id="doc-part-{at}" tabindex="-1" dir="auto">Rails</h4>' in markup


def test_what_was_taken_out_is_told_by_rule_and_place():
    removed = (
        Removal(Rule.RUNNING_HEAD, "<b>Watch", 2),
        Removal(Rule.AXIS, "0 10", lines=((3, 5), (8, 8))),
        Removal(Rule.RUNNING_HEAD, "Watch"),
    )
    assert source_html(replace(NOTES, removed=removed), 0, 1).endswith(
        '<details class="removed"><summary>What was taken out of the text (3 pieces)</summary>'
        '<h4>Axis labels</h4><ul><li dir="auto"><span class="on">line 3–5, line 8</span> 0 10</li>'
        '</ul><h4>Running head</h4><ul><li dir="auto"><span class="on">page 2</span>'
        ' &lt;b&gt;Watch</li><li dir="auto">Watch</li></ul></details></div></article>'
    )
    assert "removed" not in source_html(NOTES, 0, 1)


def test_the_raw_file_with_the_lines_of_the_passage():
    made = document(
        RawBlock(BlockKind.PARAGRAPH, "Ships land here.", lines=((3, 3), (5, 5))),
        RawBlock(BlockKind.PARAGRAPH, "Tugs too.", lines=((6, 6),)),
    )
    made = replace(made, removed=(Removal(Rule.RUNNING_HEAD, "WATCH", lines=((1, 1),)),))
    raw = "WATCH\n\nShips <land>\n\n  here.\n\x1b[31mTugs too."
    assert raw_html(made, raw, 0, 5) == (
        '<div class="raw" tabindex="0" role="region" aria-label="Raw file">'
        '<ol class="lines" translate="no"><li class="taken" title="taken out: running head">WATCH'
        '</li><li></li><li class="cited">Ships &lt;land&gt;</li><li></li>'
        '<li class="cited">  here.</li><li>[31mTugs too.</li></ol></div>'
    )
    assert 'data-view="raw"' in source_html(made, 0, 5)
    assert "data-view" not in source_html(NOTES, 0, 5)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '" onclick="alert(1)', "\u202eb"])
def test_hostile_text_stays_text(text):
    made = document(
        heading(text), heading(text, 2), paragraph(f"{text}{ONE}"), paragraph(f"Policy: {text}"),
        paragraph(f"Body: {text}"), item(f"7 May 2020: {text}"),
        RawBlock(BlockKind.CAPTION, f"Table 1: {text}"), RawBlock(BlockKind.ROW, "", cells=(text,)),
        RawBlock(BlockKind.FOOTNOTE, text, marker="1"),
    )  # fmt: skip
    made = replace(made, removed=(Removal(Rule.NAVIGATION, text),))
    for markup in (source_html(made, 0, len(made.text)), raw_html(made, text, 0, 1)):
        parsed = LexborHTMLParser(markup)
        assert not parsed.css("script, [onclick], img, style")
        assert "\u202e" not in markup
