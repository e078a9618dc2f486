"""The typeset briefings: the files in the folder are what the script writes today."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.typeset.__main__ import BRIEFINGS, OUTPUTS, typeset
from corpus.typeset.hyphens import hyphenate
from corpus.typeset.source import Bar, Block, Kind, Run, parse, plain

SOURCES = Path("corpus/typeset")
PDFS = [name for name in OUTPUTS if name.endswith(".pdf")]
BREAK = re.compile(r"[\ufffe\u00ad\x02]\s*")  # how PDFium writes a hyphen at a line's end


def words(text: str) -> list[str]:
    return re.findall(r"[\w.,%¥€$+-]+", text)


def squeeze(text: str) -> str:
    """Leave out what a line end may add: white space and hyphens."""
    return re.sub(r"[\s-]", "", text)


def source_of(name: str):
    return parse((SOURCES / f"{Path(name).stem}.md").read_text(encoding="utf-8"))


def texts(source):
    """All the text that a reader of the source sees, with the marks of footnotes left out."""
    yield from (source.title, source.series, source.imprint)
    for block in source.blocks:
        yield plain(block.runs)
        yield from (plain(cell) for row in block.rows for cell in row)
        yield from (text for bar in block.bars for text in (bar.label, bar.value))
    yield from (plain(runs) for runs in source.notes.values())


def pdf_pages(data: bytes) -> list[str]:
    pdfium = pytest.importorskip("pypdfium2")
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data)]


def pdf_lines(data: bytes, page: int) -> list[tuple[float, float, str]]:
    """Left edge, lower edge and text of each line of a page."""
    pdfium = pytest.importorskip("pypdfium2")
    sheet = pdfium.PdfDocument(data)[page].get_textpage()
    found = []
    for place in range(sheet.count_rects()):
        left, bottom, right, top = sheet.get_rect(place)
        found.append((left, bottom, sheet.get_text_bounded(left, bottom, right, top)))
    return found


def docx_parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", OUTPUTS)
def test_twice_gives_the_same_bytes(name):
    assert typeset(name) == typeset(name)


@pytest.mark.parametrize("name", PDFS)
def test_the_committed_pdf_says_what_the_script_sets(name):
    assert pdf_pages((BRIEFINGS / name).read_bytes()) == pdf_pages(typeset(name))


def test_the_committed_docx_is_what_the_script_sets():
    name = "factsheet-2021-provinces.docx"
    old, new = docx_parts((BRIEFINGS / name).read_bytes()), docx_parts(typeset(name))
    for part in ("word/document.xml", "word/footnotes.xml"):
        assert old[part] == new[part]


def test_the_committed_page_is_what_the_script_sets():
    name = "monograph-2021-new-infrastructure.html"
    assert (BRIEFINGS / name).read_bytes() == typeset(name)


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_holds_every_word_of_its_source(name):
    text = BREAK.sub("", "\n".join(pdf_pages((BRIEFINGS / name).read_bytes())))
    shown, said = squeeze(text), squeeze(" ".join(texts(source_of(name))))
    assert not Counter(said) - Counter(shown)  # no character is lost
    assert all(squeeze(word) in shown for word in words(" ".join(texts(source_of(name)))))


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_has_two_columns_running_heads_and_notes_at_the_foot(name):
    data = (BRIEFINGS / name).read_bytes()
    source = source_of(name)
    assert len(pdf_pages(data)) == 3
    first, second = pdf_lines(data, 0), pdf_lines(data, 1)
    assert {51, 307} <= {round(left) for left, _, _ in first}  # the two left edges, in points
    heads = [text.strip() for _, bottom, text in second if bottom > 790]
    assert heads == [source.series, source.title]
    notes = [bottom for _, bottom, text in first if plain(source.notes["1"])[:30] in text]
    assert len(notes) == 1 and notes[0] < 120


def test_the_docx_has_headings_bullets_a_table_and_footnotes():
    docx = pytest.importorskip("docx")
    document = docx.Document(BRIEFINGS / "factsheet-2021-provinces.docx")
    source = source_of("factsheet-2021-provinces.docx")
    shown = [paragraph.text for paragraph in document.paragraphs]
    expected = [plain(b.runs) for b in source.blocks if b.kind is not Kind.TABLE]
    assert shown == [source.title, source.series, source.imprint, *expected]
    styles = Counter(paragraph.style.name for paragraph in document.paragraphs)
    assert (styles["Heading 1"], styles["List Bullet"], styles["Caption"]) == (6, 12, 1)
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["Beijing Municipality", "43.20%"]
    notes = docx_parts((BRIEFINGS / "factsheet-2021-provinces.docx").read_bytes())
    assert plain(source.notes["2"]) in notes["word/footnotes.xml"].decode()
    assert notes["word/document.xml"].decode().count("<w:footnoteReference") == len(source.notes)


def test_the_page_wraps_the_article_in_furniture():
    selectolax = pytest.importorskip("selectolax.lexbor")
    name = "monograph-2021-new-infrastructure.html"
    page = selectolax.LexborHTMLParser((BRIEFINGS / name).read_text(encoding="utf-8"))
    for selector in ("header", "nav", ".cookie-banner", "aside", "footer"):
        assert page.css_first(selector) is not None
    article = " ".join(page.css_first("article").text(separator=" ").split())
    source = source_of(name)
    assert all(word in article for text in texts(source) for word in words(text))
    assert "cookies" not in article
    assert len(page.css("article table")) == sum(b.kind is Kind.TABLE for b in source.blocks)
    targets = {node.attributes["id"] for node in page.css("article [id]")}
    links = [node.attributes["href"] for node in page.css("article a, aside a")]
    assert all(link.removeprefix("#") in targets for link in links)


def test_parse_reads_every_kind_of_block():
    source = parse(
        "# T\n\nSeries\n\nDesk, June 2021\n\n## H\n\nA **b**[^1] *c*.\n\n- one\n- two\n\n"
        "1. x\n2. y\n\nTable 1: C\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nSource: s\n\n"
        "```bars\nFigure 1: F\nL | 2 | 2%\n```\n\n[^1]: Note *n*.\n"
    )
    assert (source.title, source.series, source.imprint) == ("T", "Series", "Desk, June 2021")
    assert source.notes == {"1": (Run("Note "), Run("n", italic=True), Run("."))}

    def one(text):
        return (Run(text),)

    assert source.blocks == (
        Block(Kind.HEADING, one("H"), level=2),
        Block(
            Kind.PARAGRAPH,
            (
                Run("A "),
                Run("b", bold=True),
                Run("1", mark=True),
                Run(" "),
                Run("c", italic=True),
                Run("."),
            ),
        ),
        Block(Kind.ITEM, one("one")),
        Block(Kind.ITEM, one("two")),
        Block(Kind.ITEM, one("x"), number=1),
        Block(Kind.ITEM, one("y"), number=2),
        Block(Kind.CAPTION, one("Table 1: C")),
        Block(Kind.TABLE, rows=((one("a"), one("b")), (one("1"), one("2")))),
        Block(Kind.CREDIT, one("Source: s")),
        Block(Kind.CAPTION, one("Figure 1: F")),
        Block(Kind.BARS, bars=(Bar("L", 2.0, "2%"),)),
    )


def test_parse_wants_a_masthead():
    with pytest.raises(ValueError, match="expected a title"):
        parse("# T\n\n## H\n")


def test_hyphenate_divides_long_words_only_and_keeps_numbers_whole():
    assert hyphenate("manufacturing equipment, 100 000 nation") == (
        "manufac\u00adturing equip\u00adment, 100\u00a0000 nation"
    )


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_footnote_is_cited_once(name):
    source = source_of(name)
    marks = [run.text for block in source.blocks for run in block.runs if run.mark]
    assert marks == list(source.notes)
