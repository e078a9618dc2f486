"""Word documents: tracked changes, boxes, notes, heads and feet, and lists as displayed."""

import io
from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.assemble import assemble
from corpus.documents import Removal, Rule
from corpus.readers import read

NS = nsdecls("w")
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xml(markup):
    """Parse an element whose first tag gets the name spaces."""
    head, rest = markup.split(">", 1)
    closing = "/" if head.endswith("/") else ""
    return parse_xml(f"{head.rstrip('/')} {NS}{closing}>{rest}")


def run(text, properties="", tag="t"):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def paragraph(document, *markup, style=None):
    made = document.add_paragraph(style=style)
    for piece in markup:
        made._p.append(xml(piece))
    return made


def add_part(document, name, content):
    part = Part(
        PackURI(f"/word/{name}.xml"),
        f"{TYPES}.{name}+xml",
        content.encode(),
        document.part.package,
    )
    document.part.relate_to(part, f"{RELATIONS}/{name}")


def word(document):
    stream = io.BytesIO()
    document.save(stream)
    raw = read(Path("a.docx"), stream.getvalue())
    return raw, assemble(raw.blocks)


def lines(document):
    _, made = word(document)
    return [made.text[block.start : block.end] for block in made.blocks]


# Tracked changes


def test_insertions_are_in_and_deletions_out_and_told():
    document = docx.Document()
    paragraph(
        document,
        run("The target is "),
        f'<w:del w:id="1">{run("a tenth", tag="delText")}</w:del>',
        f'<w:ins w:id="2">{run("a third")}</w:ins>',
        f'<w:moveFrom w:id="3">{run(" here")}</w:moveFrom>',
        run(" of chips"),
        run(" (draft)", "<w:vanish/>"),
        run(", they say", '<w:vanish w:val="0"/>'),
        run("."),
    )
    raw, made = word(document)
    assert made.text == "The target is a third of chips, they say."
    assert raw.removed == (
        Removal(Rule.HIDDEN, "a tenth"),
        Removal(Rule.HIDDEN, "here"),
        Removal(Rule.HIDDEN, "(draft)"),
    )


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next():
    document = docx.Document()
    first = paragraph(document, run("One sentence"))
    first._p.insert(0, xml('<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'))
    paragraph(document, run(" in two parts."), style="List Bullet")
    assert lines(document) == ["- One sentence in two parts."]


def test_a_deleted_row_and_an_unfilled_field_are_out():
    document = docx.Document()
    table = document.add_table(3, 2)
    for row, texts in zip(
        table.rows, (("Year", "GDP"), ("2019", "6.1"), ("2021", "8.1")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[1]._tr.get_or_add_trPr().append(xml('<w:del w:id="1"/>'))
    placeholder = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    hint = f"<w:sdt>{placeholder}<w:sdtContent>{run('Click to enter text')}</w:sdtContent></w:sdt>"
    paragraph(document, run("Filled in."), hint)
    assert lines(document) == ["Year | GDP", "2021 | 8.1", "Filled in."]


# Notes


def notes(kind, *texts):
    made = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(text)}</w:p></w:{kind}>'
        for number, text in enumerate(texts, start=1)
    )
    return f"<w:{kind}s {NS}>{made}</w:{kind}s>"


def cite(kind, number):
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f'<w:r>{raised}<w:{kind}Reference w:id="{number}"/></w:r>'


def test_notes_are_apart_and_linked_to_where_they_are_cited():
    document = docx.Document()
    paragraph(
        document,
        run("The plan"),
        cite("footnote", 2),
        run(" has five"),
        cite("footnote", 1),
        run(" parts."),
        cite("endnote", 1),
    )
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "2021"
    table.cell(0, 1).paragraphs[0]._p.append(xml(cite("footnote", 3)))
    add_part(document, "footnotes", notes("footnote", "One.", "Two.", "Three."))
    add_part(document, "endnotes", notes("endnote", "At the end."))
    _, made = word(document)
    assert [made.text[b.start : b.end] for b in made.blocks] == [
        "The plan has five parts.",
        "[1] Two.",
        "[2] One.",
        "[i] At the end.",
        "Year | 2021",
        "[3] Three.",
    ]
    cited = [(made.text[: mark.at].split()[-1], mark.label, mark.note) for mark in made.marks]
    assert cited == [("plan", "1", 1), ("five", "2", 2), ("parts.", "i", 3), ("2021", "3", 5)]


def test_notes_of_a_box_drawn_as_a_table_are_read_once():
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "In a box"
    cell.paragraphs[0]._p.append(xml(cite("footnote", 1)))
    add_part(document, "footnotes", notes("footnote", "One."))
    assert lines(document) == ["In a box", "[1] One."]


# What stands around the text


def test_heads_and_feet_are_told_and_no_prose():
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Industry briefing"
    section.footer.paragraphs[0].text = "Page 1"
    section.footer.add_paragraph("12")
    document.add_paragraph("The text.")
    raw, made = word(document)
    assert made.text == "The text."
    assert set(raw.removed) == {
        Removal(Rule.RUNNING_HEAD, "Industry briefing"),
        Removal(Rule.RUNNING_HEAD, "Page 1"),
    }


def test_a_box_is_read_once_also_in_a_cell():
    inner = f"<w:txbxContent><w:p>{run('Boxed.')}</w:p></w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    shape = (
        f"<w:r><mc:AlternateContent {space}><mc:Choice>{inner}</mc:Choice>"
        f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = docx.Document()
    paragraph(document, run("Text."), shape)
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Cell"
    table.cell(0, 1).paragraphs[0]._p.append(xml(shape))
    assert lines(document) == ["Text.", "Boxed.", "Cell | Boxed."]


def test_what_follows_a_box_is_not_under_the_heading_in_it():
    heading = "<w:pPr><w:outlineLvl w:val='1'/></w:pPr>"
    bold = f"<w:txbxContent><w:p>{run('Key number', '<w:b/>')}</w:p></w:txbxContent>"
    styled = f"<w:txbxContent><w:p>{heading}{run('Key date')}</w:p></w:txbxContent>"
    document = docx.Document()
    paragraph(document, f"<w:r><w:pict>{bold}</w:pict></w:r>")
    document.add_heading("Steel", 1)
    paragraph(document, run("Text."), *(f"<w:r><w:pict>{b}</w:pict></w:r>" for b in (bold, styled)))
    document.add_paragraph("What follows.")
    _, made = word(document)
    paths = [section.path for section in made.sections]
    assert paths == [("Key number",), ("Steel",)]
    assert made.text.endswith("Text.\n\nKey number\n\nKey date\n\nWhat follows.")


def test_links_fields_and_captions_are_their_words():
    document = docx.Document()
    paragraph(
        document,
        run("See "),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText> HYPERLINK "https://x.example" </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run("the site"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        f'<w:hyperlink w:anchor="b">{run(" and the law")}</w:hyperlink>',
    )
    number = f'<w:fldSimple w:instr=" SEQ Figure ">{run("1")}</w:fldSimple>'
    paragraph(document, run("Figure "), number, run(": A map"), style="Caption")
    raw, made = word(document)
    assert made.text == "See the site and the law\n\nFigure 1: A map"
    assert raw.blocks[1].kind == "caption"


# Lists


def level(depth, kind, pattern, start=1):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbered(kinds, lists):
    """A document with numberings of its own: abstract ones, and what lists are made of them."""
    document = docx.Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for number, levels in enumerate(kinds):
        root.append(xml(f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'))
    for number, (kind, override) in enumerate(lists, start=1):
        link = f'<w:abstractNumId w:val="{kind}"/>'
        root.append(xml(f'<w:num w:numId="{number}">{link}{override}</w:num>'))
    return document


def item(document, text, number, depth=0):
    place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
    made = document.add_paragraph(text)
    made._p.insert(0, xml(f"<w:pPr><w:numPr>{place}</w:numPr></w:pPr>"))


def override(depth, start):
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def test_lists_count_on_and_restart_as_word_displays_them():
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%1%2)")
    document = numbered([levels], [(0, ""), (0, ""), (0, override(0, 1)), (0, override(0, 7))])
    for text, number, depth in (
        ("a", 1, 0), ("b", 1, 1), ("c", 1, 1), ("d", 1, 0), ("e", 1, 1),
        ("f", 2, 0),  # another list of the same kind counts on
        ("g", 3, 0), ("h", 3, 0),  # one that is told to restart does so once
        ("i", 4, 0),
    ):  # fmt: skip
        item(document, text, number, depth)
    assert lines(document) == [
        *("1. a", "1a) b", "1b) c", "2. d", "2a) e", "3. f", "1. g", "2. h", "7. i"),
    ]


@pytest.mark.parametrize(
    ("kind", "pattern", "markers"),
    [
        ("decimal", "(%1)", ["(1)", "(2)"]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("chineseCounting", "%1、", ["一、", "二、"]),
        ("bullet", "·", ["-", "-"]),
    ],
)
def test_markers_are_those_displayed(kind, pattern, markers):
    document = numbered([level(0, kind, pattern)], [(0, "")])
    item(document, "x", 1)
    item(document, "y", 1)
    assert lines(document) == [f"{markers[0]} x", f"{markers[1]} y"]


def test_a_list_may_have_levels_of_its_own():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.")}</w:lvlOverride>'
    document = numbered([level(0, "decimal", "%1.")], [(0, own)])
    item(document, "x", 1)
    assert lines(document) == ["A. x"]
