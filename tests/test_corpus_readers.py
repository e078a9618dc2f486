import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import readers
from corpus.assemble import assemble
from corpus.documents import BlockKind, RawBlock
from corpus.readers.errors import ReadError

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
HEADER, ROW, CAPTION, FOOTNOTE = (
    BlockKind.HEADER,
    BlockKind.ROW,
    BlockKind.CAPTION,
    BlockKind.FOOTNOTE,
)


def read(name, text):
    return readers.read(Path(name), text.encode())


def shown(raw):
    """Blocks as short pairs of kind and stored text."""
    made = assemble(raw.blocks)
    return [(block.kind, made.text[block.start : block.end]) for block in made.blocks]


def markdown(text):
    return shown(read("a.md", text))


def html(text):
    return shown(read("a.html", f"<html><body>{text}</body></html>"))


def word(document):
    stream = io.BytesIO()
    document.save(stream)
    return readers.read(Path("a.docx"), stream.getvalue())


# --- markdown -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("## A *b*", [(HEADING, "A b")]),
        ("Title\n=====", [(HEADING, "Title")]),
        ("see [the **plan**](http://x.y/z) now", [(PARAGRAPH, "see the plan now")]),
        ("([Link](#))", [(PARAGRAPH, "(Link)")]),
        ("a <b>2</b>\nwrapped", [(PARAGRAPH, "a 2 wrapped")]),
        ("a  \nb", [(PARAGRAPH, "a b")]),
        ("> quoted\n> more", [(PARAGRAPH, "quoted more")]),
        ("R&amp;D \\* ~~old~~", [(PARAGRAPH, "R&D * old")]),
        ("a\n\n        deep indent", [(PARAGRAPH, "a"), (PARAGRAPH, "deep indent")]),
        ("```\ncode\nhere\n```", [(PARAGRAPH, "code here")]),
        ("<!-- gone -->\n\nstays", [(PARAGRAPH, "stays")]),
        ("![A map](map.png)", [(PARAGRAPH, "A map")]),
        ("Table 2: Figures", [(CAPTION, "Table 2: Figures")]),
        ("**Key findings**", [(HEADING, "Key findings")]),
        ("**Done.**", [(PARAGRAPH, "Done.")]),
        ("**2 March 2021**", [(PARAGRAPH, "2 March 2021")]),
        ("area km<sup>2</sup>, 10<sup>6</sup>", [(PARAGRAPH, "area km², 10⁶")]),
        ("trade.<sup>12</sup> Then", [(PARAGRAPH, "trade. Then")]),
    ],
)
def test_markdown_blocks(source, blocks):
    assert markdown(source) == blocks


def test_markdown_lists_nest_and_keep_their_numbers():
    blocks = read("a.md", "3. three\n\n   more\n   - sub\n4. four\n\n* bullet").blocks
    assert blocks == (
        RawBlock(ITEM, "three more", level=0, marker="3.", lines=((1, 3),)),
        RawBlock(ITEM, "sub", level=1, marker="-", lines=((4, 4),)),
        RawBlock(ITEM, "four", level=0, marker="4.", lines=((5, 5),)),
        RawBlock(ITEM, "bullet", level=0, marker="-", lines=((7, 7),)),
    )


def test_markdown_tables():
    assert read("a.md", "| A | B |\n|---|---|\n| *x* | 1<br>2 |\n| y |").blocks == (
        RawBlock(HEADER, "", cells=("A", "B"), lines=((1, 1),)),
        RawBlock(ROW, "", cells=("x", "1 2"), lines=((3, 3),)),
        RawBlock(ROW, "", cells=("y", ""), lines=((4, 4),)),
    )


def test_a_table_in_html_inside_markdown():
    source = (
        "Before\n\n<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td>x</td><td>1</td></tr>\n</table>"
    )
    assert markdown(source) == [(PARAGRAPH, "Before"), (HEADER, "A | B"), (ROW, "x | 1")]


@pytest.mark.parametrize("end", ["\n", "  \n", "<br>\n", "\\\n", "\n\n"])
def test_labelled_lines_are_paragraphs_of_their_own(end):
    source = end.join(["**Policy name:** A plan", "**Issuing body:** MIIT", "**Date:** 2021"])
    assert markdown(source) == [
        (PARAGRAPH, "Policy name: A plan"),
        (PARAGRAPH, "Issuing body: MIIT"),
        (PARAGRAPH, "Date: 2021"),
    ]


def test_what_follows_a_label_stays_with_it():
    source = "**Policy name:** A plan  \n(Draft) (计划)\n\nIt says: nothing\nelse is new"
    assert markdown(source) == [
        (PARAGRAPH, "Policy name: A plan (Draft) (计划)"),
        (PARAGRAPH, "It says: nothing else is new"),
    ]


def test_stacked_lines_are_paragraphs_of_their_own():
    source = "Policy Institute  \nMain Street 1  \n10179 Berlin"
    assert [text for _, text in markdown(source)] == source.split("  \n")
    assert markdown("Jo Doe  \n(Analyst)  \nMo Roe")[0] == (PARAGRAPH, "Jo Doe (Analyst)")


def test_contents_lines_are_items():
    source = "<b>Top</b>\t<b>2</b>\n1. First title\t2\n2. Second title\t3\n<b>Last</b>\t7\nNews\t7"
    assert markdown(source) == [
        (ITEM, "Top 2"),
        (ITEM, "1. First title 2"),
        (ITEM, "2. Second title 3"),
        (ITEM, "Last 7"),
        (ITEM, "News 7"),
    ]


def test_markdown_under_a_text_suffix_is_told_by_its_signs():
    assert shown(read("a.txt", "## A\n\n**b** and [c](#)"))[0] == (HEADING, "A")
    plain = read("a.txt", "# 1 in the world\n\nPlain text, with 2 * 3 * 4.\n")
    assert assemble(plain.blocks).text.startswith("# 1 in the world")


# --- HTML ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("<h2>A <em>b</em></h2>c", [(HEADING, "A b"), (PARAGRAPH, "c")]),
        ("<p>a<br>b</p>", [(PARAGRAPH, "a b")]),
        (
            "<b>Body:</b> MIIT<br><b>Date:</b> May",
            [(PARAGRAPH, "Body: MIIT"), (PARAGRAPH, "Date: May")],
        ),
        ("<div>a<p>b</p>c</div>", [(PARAGRAPH, "a"), (PARAGRAPH, "b"), (PARAGRAPH, "c")]),
        ("<p><strong>Key points</strong></p>", [(HEADING, "Key points")]),
        ("<figure><img alt=x><figcaption>Figure</figcaption></figure>", [(CAPTION, "Figure")]),
        ("<p>done<sup><a href='#fn1'>1</a></sup>.</p>", [(PARAGRAPH, "done.")]),
        ("<p>done<a href='#_ftn2'>[2]</a>.</p>", [(PARAGRAPH, "done.")]),
        ("<ol><li id=fn3><p>A note. <a href='#r'>↩</a></p></ol>", [(FOOTNOTE, "[3] A note.")]),
        ("<blockquote>q</blockquote><!-- c --><script>s</script>", [(PARAGRAPH, "q")]),
        ("<table><tr><td>only a frame</table>", [(PARAGRAPH, "only a frame")]),
        ("<div class='cookie-bar'>We use cookies</div>x", [(PARAGRAPH, "x")]),
    ],
)
def test_html_blocks(source, blocks):
    assert html(source) == blocks


def test_html_lists():
    source = (
        "<ol start=4><li>four<p>more</p><ul><li>sub</ul><li value=9>nine</ol><ol type=a><li>x</ol>"
    )
    assert read("a.html", source).blocks == (
        RawBlock(ITEM, "four more", level=0, marker="4."),
        RawBlock(ITEM, "sub", level=1, marker="-"),
        RawBlock(ITEM, "nine", level=0, marker="9."),
        RawBlock(ITEM, "x", level=0, marker="a."),
    )


def test_text_after_a_list_is_no_item():
    source = "<ul><li>a<ul><li>b</ul>tail<li>c</ul>after"
    assert html(source) == [
        (ITEM, "- a"),
        (ITEM, "- b"),
        (PARAGRAPH, "tail"),
        (ITEM, "- c"),
        (PARAGRAPH, "after"),
    ]


def test_html_tables_lay_merged_cells_out():
    source = (
        "<table><caption>Trade</caption><thead><tr><td>A<td colspan=2>B</thead>"
        "<tr><td rowspan=2>x<td>1<td>2<tr><td>3<td><p>4</p><p>5</p></table>"
    )
    assert read("a.html", source).blocks == (
        RawBlock(CAPTION, "Trade"),
        RawBlock(HEADER, "", cells=("A", "B", "")),
        RawBlock(ROW, "", cells=("x", "1", "2")),
        RawBlock(ROW, "", cells=("x", "3", "4 5")),
    )


def test_words_over_numbers_are_a_header_row():
    source = "<table><tr><td>Land<td>2019<tr><td>China<td>41 %<tr><td>EU<td>1,200</table>"
    assert [block.kind for block in read("a.html", source).blocks] == [HEADER, ROW, ROW]
    source = "<table><tr><td>Body:<td>MIIT<tr><td>Place:<td>Beijing</table>"
    assert [block.kind for block in read("a.html", source).blocks] == [ROW, ROW]


def test_a_saved_page_gives_its_main_part_and_its_meta():
    page = (
        '<html lang="de"><head><title>Title | Site</title><meta name="DC.Publisher" content="P">'
        '<meta property="article:published_time" content="2021-03-02T08:00"></head><body>'
        "<nav>menu</nav><header>banner</header><main><header><h1>Title</h1></header>"
        "<p>Text of the page, long enough.</p><aside>ad</aside></main><footer>foot</footer></body>"
    )
    raw = read("a.html", page)
    assert shown(raw) == [(HEADING, "Title"), (PARAGRAPH, "Text of the page, long enough.")]
    assert raw.hints == {
        "title": "Title | Site",
        "publisher": "P",
        "issued": "2021-03-02T08:00",
        "language": "de",
    }


def test_a_page_marked_with_consent_as_a_whole_is_kept():
    text = "word " * 400
    assert html(f"<div class='page cookie-consent'><p>{text}</p></div>") == [
        (PARAGRAPH, text.strip())
    ]


def test_the_charset_of_the_page_counts():
    page = "<meta charset='windows-1251'><p>Доклад</p>".encode("cp1251")
    assert shown(readers.read(Path("a.htm"), b"<html>" + page)) == [(PARAGRAPH, "Доклад")]


# --- DOCX ---------------------------------------------------------------------------------


def test_word_paragraphs_and_headings():
    document = docx.Document()
    document.core_properties.title = "Kept"
    document.add_heading("Part", 1)
    paragraph = document.add_paragraph("See ")
    paragraph.add_run("this").italic = True
    paragraph.add_run("12").font.superscript = True
    paragraph.add_run("gone").font.hidden = True
    document.add_paragraph().add_run("Bold head").bold = True
    document.add_paragraph("Figure 1 Growth", style="Caption")
    raw = word(document)
    assert shown(raw) == [
        (HEADING, "Part"),
        (PARAGRAPH, "See this"),
        (HEADING, "Bold head"),
        (CAPTION, "Figure 1 Growth"),
    ]
    assert raw.hints["title"] == "Kept"


def test_a_word_title_stands_above_the_headings():
    document = docx.Document()
    document.add_heading("Title", 0)
    document.add_heading("One", 1)
    assert [block.level for block in word(document).blocks] == [1, 2]


def test_word_lists_print_their_numbers():
    document = docx.Document()
    for text, style in [("a", "List Number"), ("b", "List Number"), ("c", "List Bullet 2")]:
        document.add_paragraph(text, style=style)
    assert word(document).blocks == (
        RawBlock(ITEM, "a", level=0, marker="1."),
        RawBlock(ITEM, "b", level=0, marker="2."),
        RawBlock(ITEM, "c", level=1, marker="-"),
    )


def test_word_lines_with_labels():
    document = docx.Document()
    run = document.add_paragraph().add_run("Body: MIIT")
    run.add_break()
    run.add_text("Date: May")
    run.add_break(WD_BREAK.PAGE)
    assert shown(word(document)) == [(PARAGRAPH, "Body: MIIT"), (PARAGRAPH, "Date: May")]


def test_word_tables_keep_their_place_and_merged_cells():
    document = docx.Document()
    document.add_paragraph("before")
    table = document.add_table(3, 3, style="Light List")
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"c{number}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "down"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "right"
    document.add_paragraph("after")
    assert word(document).blocks == (
        RawBlock(PARAGRAPH, "before"),
        RawBlock(HEADER, "", cells=("c0", "right", "")),
        RawBlock(ROW, "", cells=("down", "c4", "c5")),
        RawBlock(ROW, "", cells=("down", "c7", "c8")),
        RawBlock(PARAGRAPH, "after"),
    )


def test_a_word_table_of_fields_has_no_header():
    document = docx.Document()
    table = document.add_table(2, 2, style="Light List")
    for cell, text in zip(table._cells, ["Body:", "MIIT", "Date:", "May"], strict=True):
        cell.text = text
    assert [block.kind for block in word(document).blocks] == [ROW, ROW]


def test_a_box_drawn_as_a_table_is_text():
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "boxed"
    assert shown(word(document)) == [(PARAGRAPH, "boxed")]


def test_word_footnotes_follow_the_text_that_cites_them():
    document = docx.Document()
    document.add_paragraph("First").add_run()._r.append(
        parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="7"/>')
    )
    document.add_paragraph("Second")
    note = "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> The note.</w:t></w:r></w:p>"
    part = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{note}</w:footnote></w:footnotes>'
    )
    add_part(document, "footnotes", part)
    assert shown(word(document)) == [
        (PARAGRAPH, "First"),
        (FOOTNOTE, "[1] The note."),
        (PARAGRAPH, "Second"),
    ]


def add_part(document, name, xml):
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    part = Part(
        PackURI(f"/word/{name}.xml"), f"{base}.{name}+xml", xml.encode(), document.part.package
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document.part.relate_to(part, f"{relation}/{name}")


def test_word_text_boxes_and_tracked_changes():
    document = docx.Document()
    paragraph = document.add_paragraph("kept ")
    box = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    for xml in (
        f"<w:ins {nsdecls('w')}><w:r><w:t>added</w:t></w:r></w:ins>",
        f"<w:del {nsdecls('w')}><w:r><w:delText>gone</w:delText></w:r></w:del>",
        f"<w:moveFrom {nsdecls('w')}><w:r><w:t>moved</w:t></w:r></w:moveFrom>",
        f"<w:r {nsdecls('w')}><w:pict>{box}</w:pict></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert shown(word(document)) == [(PARAGRAPH, "kept added"), (PARAGRAPH, "boxed")]


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted or old Office file"),
        (b"no zip at all", "cut off or damaged"),
        (zipped(other="x"), "a zip archive"),
    ],
)
def test_what_is_no_word_document_is_refused(data, reason):
    with pytest.raises(ReadError) as caught:
        readers.read(Path("a.docx"), data)
    assert reason in caught.value.reason and caught.value.remedy


def test_a_cut_off_word_document_is_refused():
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(ReadError, match="cut off or damaged"):
        readers.read(Path("a.docx"), stream.getvalue()[:5000])


def test_a_zip_bomb_is_refused_before_it_unpacks(monkeypatch):
    monkeypatch.setattr("corpus.readers.docx.MAX_UNPACKED", 3 * 2**20)
    bomb = zipped(word__document=b"<a/>", word__media=bytes(4 * 2**20))
    assert len(bomb) < 2**16
    with pytest.raises(ReadError, match="unpacks to more than 3 MB"):
        readers.read(Path("a.docx"), bomb)


# --- the same document in three formats ---------------------------------------------------

VOCABULARY = ["plan", "Beijing", "2021", "5G", "R&D", "a<b", "计划", "*star*", "_x_", "3.5%"]
words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6)
sentences = words.map(lambda parts: "Then " + " ".join(parts) + " ended.")
parts = st.one_of(
    st.tuples(st.just("heading"), sentences),
    st.tuples(st.just("paragraph"), sentences),
    st.tuples(st.just("list"), st.lists(sentences, min_size=1, max_size=3)),
    st.tuples(st.just("table"), st.lists(st.tuples(sentences, sentences), min_size=2, max_size=3)),
)


def as_markdown(document):
    def escaped(text):
        return "".join("\\" + char if char in "*_<&" else char for char in text)

    lines = []
    for kind, content in document:
        if kind == "list":
            lines += [f"- {escaped(text)}" for text in content] + ["", "<!-- -->"]
        elif kind == "table":
            rows = [f"| {escaped(a)} | {escaped(b)} |" for a, b in content]
            lines += [rows[0], "|---|---|", *rows[1:]]
        else:
            lines.append(("# " if kind == "heading" else "") + escaped(content))
        lines.append("")
    return readers.read(Path("a.md"), "\n".join(lines).encode())


def as_html(document):
    from html import escape

    def tags(tag, texts):
        return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)

    made = ""
    for kind, content in document:
        if kind == "list":
            made += f"<ul>{tags('li', content)}</ul>"
        elif kind == "table":
            rows = "".join(f"<tr>{tags('td', row)}</tr>" for row in content)
            made += f"<table>{rows}</table>"
        else:
            made += tags("h1" if kind == "heading" else "p", [content])
    return readers.read(Path("a.html"), f"<html>{made}</html>".encode())


def as_word(document):
    made = docx.Document()
    for kind, content in document:
        if kind == "list":
            for text in content:
                made.add_paragraph(text, style="List Bullet")
        elif kind == "table":
            table = made.add_table(0, 2)
            for texts in content:
                for cell, text in zip(table.add_row().cells, texts, strict=True):
                    cell.text = text
        elif kind == "heading":
            made.add_heading(content, 1)
        else:
            made.add_paragraph(content)
    return word(made)


@settings(max_examples=25, deadline=None)
@given(st.lists(parts, min_size=1, max_size=5))
def test_three_formats_read_back_the_same_words(document):
    written = []
    for kind, content in document:
        texts = [content] if isinstance(content, str) else content
        texts = [cell for row in texts for cell in row] if kind == "table" else texts
        written += [word for text in texts for word in text.split()]
    for raw in (as_markdown(document), as_html(document), as_word(document)):
        made = assemble(raw.blocks)
        found = [word for word in made.text.split() if word not in ("-", "|")]
        assert found == written
        for block in made.blocks:
            assert made.text[block.start : block.end].strip() == made.text[block.start : block.end]
