import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_story import BODY, JUSTIFIED, MAKERS, ONE, PRICES, TWO
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    FrameBreak,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

from corpus.assemble import assemble
from corpus.documents import BlockKind, RawBlock, Removal, Rule
from corpus.marks import bare
from corpus.readers.errors import ReadError
from corpus.readers.pdf import read
from corpus.words import Word, bullets, settle_marks

HEADING, PARAGRAPH, FOOTNOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=8)
HEAD = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=12, leading=15, spaceAfter=4)


def pdf(story, frames=ONE, on_page=None, **info):
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, **info)
    draw = {"onPage": on_page} if on_page else {}
    document.addPageTemplates(PageTemplate(frames=frames, **draw))
    document.build([Paragraph(*item) if isinstance(item, tuple) else item for item in story])
    return out.getvalue()


def drawn(draw, **options):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def blocks(data):
    """Read the blocks, as if without the marks of notes, which other tests look at."""
    return [replace(b, text=bare(b.text)) for b in read(Path("a.pdf"), data).blocks]


def test_one_column_with_headings_by_their_size_and_exact_pages():
    story = [
        ("Tools of the trade", TITLE),
        ("Makers", HEAD),
        (MAKERS, BODY),
        PageBreak(),
        ("Prices", HEAD),
        (PRICES, JUSTIFIED),
    ]

    assert blocks(pdf(story)) == [
        RawBlock(HEADING, "Tools of the trade", 1, 1),
        RawBlock(HEADING, "Makers", 1, 2),
        RawBlock(PARAGRAPH, MAKERS, 1),
        RawBlock(HEADING, "Prices", 2, 2),
        RawBlock(PARAGRAPH, PRICES, 2),
    ]


def margins(canvas, document):
    canvas.setFont("Helvetica", 8)
    canvas.drawString(50, 810, "Yearbook of machine tools")
    canvas.drawString(300, 30, str(document.page + 6))
    for index, y in enumerate((100, 90), start=2 * document.page - 1):
        canvas.setFont("Times-Roman", 5)
        canvas.drawString(50, y + 3, str(index))
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(54, y, f"Own count of plants, part {index}.")


def test_two_columns_with_footnotes_and_running_heads():
    marked = MAKERS.replace("region.", "region.<super size=6>{}</super>")
    story = []
    for page in (1, 2):
        story += [("Makers", HEAD), (marked.format(2 * page - 1), JUSTIFIED), (PRICES, JUSTIFIED)]
        story += [FrameBreak(), (PRICES, JUSTIFIED)]
        story += [(marked.format(2 * page), JUSTIFIED), FrameBreak()]

    assert blocks(pdf(story, TWO, margins)) == [
        block
        for page in (1, 2)
        for block in [
            RawBlock(HEADING, "Makers", page, 1),
            RawBlock(PARAGRAPH, MAKERS, page),
            RawBlock(PARAGRAPH, PRICES, page),
            RawBlock(
                FOOTNOTE,
                f"Own count of plants, part {2 * page - 1}.",
                page,
                0,
                (),
                f"{2 * page - 1}",
            ),
            RawBlock(
                FOOTNOTE, f"Own count of plants, part {2 * page}.", page, 0, (), f"{2 * page}"
            ),
            RawBlock(PARAGRAPH, PRICES, page),
            RawBlock(PARAGRAPH, MAKERS, page),
        ]
    ]


def test_a_sentence_goes_on_in_the_next_column_and_its_hyphens_close():
    def draw(canvas):
        canvas.setFont("Times-Roman", 10)
        left = [
            "The makers of machine tools have grown in num-",
            "ber since the reform of the trade and most",
        ]
        left = ["Makers are spread over the whole of the south."] * 3 + left
        right = [
            "of them sell at home. The reform was made in",
            "the spring of a year in which prices had fallen",
        ]
        right += ["for the third time in a row and wages had not."]
        for x, column in ((50, left), (310, [*right, *right[-1:], *right[-1:]])):
            for row, text in enumerate(column):
                canvas.drawString(x, 700 - 12 * row, text)

    text = " ".join(block.text for block in blocks(drawn(draw)))

    assert (
        "have grown in number since the reform of the trade and most of them sell at home." in text
    )


def test_a_ruled_table_in_one_column_of_two():
    cells = [["Region", "Plants", "Share"], ["North", "1,204", "31%"], ["South coast", "310", "9%"]]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTSIZE", (0, 0), (-1, -1), 9)]
    table = Table(cells, style=style)
    story = [("Table 1: Plants", BODY), table, (MAKERS, JUSTIFIED), FrameBreak()]
    story += [(MAKERS, JUSTIFIED), (PRICES, JUSTIFIED)]

    assert blocks(pdf(story, TWO)) == [
        RawBlock(BlockKind.CAPTION, "Table 1: Plants", 1),
        RawBlock(BlockKind.HEADER, "", 1, 0, ("Region", "Plants", "Share")),
        RawBlock(BlockKind.ROW, "", 1, 0, ("North", "1,204", "31%")),
        RawBlock(BlockKind.ROW, "", 1, 0, ("South coast", "310", "9%")),
        RawBlock(PARAGRAPH, MAKERS, 1),
        RawBlock(PARAGRAPH, MAKERS, 1),
        RawBlock(PARAGRAPH, PRICES, 1),
    ]


def test_raised_powers_stay_and_lowered_figures_stay():
    story = [("A hall of 40 m<super size=6>2</super> emits CO<sub size=6>2</sub> in 2018.", BODY)]

    assert [block.text for block in blocks(pdf(story))] == ["A hall of 40 m² emits CO2 in 2018."]


def test_bold_faked_by_printing_twice_is_read_once():
    def draw(canvas):
        for shift in (0, 0.3):
            canvas.drawString(60 + shift, 700, "The plan was kept.")

    assert [block.text for block in blocks(drawn(draw))] == ["The plan was kept."]


def test_a_page_without_text_does_not_stop_the_others():
    data = pdf([(MAKERS, BODY), PageBreak(), Blank(), PageBreak(), (PRICES, BODY)])

    assert [(block.text, block.page) for block in blocks(data)] == [(MAKERS, 1), (PRICES, 3)]


class Blank(Flowable):
    def wrap(self, _width, _height):
        return 1, 1

    def draw(self):
        self.canv.rect(0, 0, 1, 1)


@pytest.mark.parametrize(
    ("info", "hints"),
    [
        (
            {"title": "Tools in 2021", "author": "Institute of Tools"},
            {"title": "Tools in 2021", "publisher": "Institute of Tools"},
        ),
        ({"title": "Microsoft Word - tools.doc", "author": "admin"}, {}),
        ({"title": "untitled", "author": "A. Ward"}, {"authors": "A. Ward"}),
        ({"title": "tools_v3.indd"}, {}),
    ],
)
def test_hints_only_where_they_are_plausible(info, hints):
    made = pdf([(MAKERS, BODY)], invariant=1, **info)
    assert read(Path("a.pdf"), made).hints == {"created": "2000-01-01", **hints}


def test_a_protected_file_is_refused():
    data = drawn(lambda canvas: canvas.drawString(60, 700, "Secret"), encrypt="word")

    with pytest.raises(ReadError) as error:
        read(Path("a.pdf"), data)

    assert (error.value.reason, error.value.remedy) == (
        "the file is protected by a password",
        "save an unprotected copy",
    )


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a pdf", pdf([(MAKERS, BODY)])[:300]])
def test_a_damaged_file_is_refused(data):
    with pytest.raises(ReadError, match="damaged or cut off"):
        read(Path("a.pdf"), data)


def test_a_scanned_file_is_refused():
    image = ImageReader(Image.new("L", (80, 60), 200))

    with pytest.raises(ReadError, match="holds only scanned pages, without text; run OCR"):
        read(Path("a.pdf"), drawn(lambda canvas: canvas.drawImage(image, 60, 600)))


def test_scanned_pages_among_others_are_told():
    image = ImageReader(Image.new("L", (80, 60), 200))

    def draw(canvas):
        canvas.drawString(60, 700, "The makers sell at home.")
        canvas.drawImage(image, 60, 200, 500, 400)  # a figure: there are words beside it
        canvas.showPage()
        canvas.drawImage(image, 0, 0, 595, 842)
        canvas.showPage()
        canvas.drawImage(image, 60, 600)  # an ornament on a page left blank
        canvas.showPage()
        canvas.drawImage(image, 20, 20, 550, 800)
        canvas.showPage()
        canvas.drawString(60, 700, "They sell abroad too.")

    found = read(Path("a.pdf"), drawn(draw))

    assert [block.text for block in found.blocks] == [
        "The makers sell at home.",
        "They sell abroad too.",
    ]
    assert found.removed == (Removal(Rule.SCANNED, "", 2), Removal(Rule.SCANNED, "", 4))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=1, max_size=120))
def test_words_come_back_in_order(words):
    text = " ".join(block.text for block in blocks(pdf([(" ".join(words), JUSTIFIED)])))

    assert text.split() == words


def test_a_justified_line_with_wide_gaps_stays_a_line():
    lines = [
        ("The board of makers knows what it", None),
        ("will need standards", None),
        ("notwithstanding, telecommunications", None),
        ("for machine tools in the south", None),
        ("and more.", " "),
    ]

    def draw(canvas):
        canvas.setFont("Times-Roman", 10)
        right = 60 + 160
        for number, (text, blank) in enumerate(lines):
            y = 700 - 12 * number
            words = text.split()
            free = right - 60 - sum(canvas.stringWidth(word) for word in words)
            gap = canvas.stringWidth(blank) if blank else free / (len(words) - 1)
            x = 60.0
            for word in words:
                canvas.drawString(x, y, word)
                x += canvas.stringWidth(word) + gap

    assert blocks(drawn(draw)) == [
        RawBlock(PARAGRAPH, " ".join(text for text, _ in lines), 1),
    ]


def test_bullets_that_are_drawn_and_bullets_of_symbol_fonts():
    def draw(canvas):
        canvas.setFont("Times-Roman", 10)
        for number, text in enumerate(("Data rules for cars", "Third fund", "Court news")):
            canvas.circle(64, 703 - 13 * number, 1.5, stroke=0, fill=1)
            canvas.drawString(72, 700 - 13 * number, text)

    assert blocks(drawn(draw)) == [
        RawBlock(BlockKind.ITEM, text, 1, marker="•")
        for text in ("Data rules for cars", "Third fund", "Court news")
    ]


def test_the_points_of_a_chart_are_no_bullets():
    shapes = [(10.0 + n, 100.0, 13.0 + n, 103.0) for n in range(400)]

    assert bullets(shapes, [Word("Exports", 500.0, 530.0, 100.0, 10.0)]) == []


def test_cells_centred_on_each_other_are_one_row():
    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        for x, y, text in (
            *((60, 694, "Province"), (150, 700, "Investment"), (150, 688, "(CNY bn)")),
            *((60, 670, "Hubei"), (150, 670, "12.4"), (60, 655, "Anhui"), (150, 655, "7.1")),
        ):
            canvas.drawString(x, y, text)

    assert [(block.kind, block.cells) for block in blocks(drawn(draw))] == [
        (BlockKind.HEADER, ("Province", "Investment (CNY bn)")),
        (BlockKind.ROW, ("Hubei", "12.4")),
        (BlockKind.ROW, ("Anhui", "7.1")),
    ]


def test_a_drop_cap_joins_its_word():
    def draw(canvas):
        canvas.setFont("Times-Roman", 30)
        canvas.drawString(60, 688, "T")
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(79, 700, "he makers of tools have grown in")
        canvas.drawString(79, 688, "number since the reform, and most")
        canvas.drawString(60, 676, "of them sell in their own region.")

    assert [block.text for block in blocks(drawn(draw))] == [
        "The makers of tools have grown in number since the reform, and most of them sell in "
        "their own region."
    ]


def test_a_power_of_ten_is_no_note():
    words = [Word("10", 10.0, 20.0, 100.0, 10.0), Word("9", 20.0, 23.0, 104.0, 6.0)]

    assert [word.text for word in settle_marks(words)] == ["10⁹"]


def test_a_bold_line_with_the_date_is_no_heading():
    story = [
        ("Trade Bulletin", TITLE),
        ("Institute of Tools, March 31, 2022", ParagraphStyle("b", BODY, fontName="Times-Bold")),
        ("Makers", HEAD),
        (MAKERS, BODY),
    ]

    assert [(b.kind, b.text) for b in blocks(pdf(story))][:2] == [
        (HEADING, "Trade Bulletin"),
        (PARAGRAPH, "Institute of Tools, March 31, 2022"),
    ]


def test_numbered_headings_carry_their_number_once():
    story = [("1. The makers", HEAD), (MAKERS, BODY), ("2. The prices", HEAD), (PRICES, BODY)]

    found = assemble(blocks(pdf(story)))

    assert [section.path for section in found.sections] == [("1. The makers",), ("2. The prices",)]


def test_a_title_that_is_a_file_name_is_no_title():
    found = read(Path("a.pdf"), pdf([(MAKERS, BODY)], title="news.html"))

    assert "title" not in found.hints


def test_a_number_raised_before_a_note_that_is_hardly_larger():
    words = [Word("1", 50.0, 54.0, 73.2, 6.5), Word("State", 56.5, 76.0, 69.9, 7.5)]

    assert [(word.text, word.y) for word in settle_marks(words)] == [("1", 69.9), ("State", 69.9)]


@pytest.mark.parametrize(
    ("foot", "cut", "rest"),
    [
        ("tools.example 1", "to ship", "yards than to plants."),
        ("211", "to the", "Northport Union than to plants."),
    ],
)
def test_a_page_foot_is_no_part_of_the_sentence_that_the_page_cuts(foot, cut, rest):
    first = f"{MAKERS} The makers in the south sell more of their lathes {cut}"
    rest = f"{rest} {PRICES}"

    def on_page(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, 30, (foot, "page 2 of 2")[document.page - 1])

    story = [(first, BODY), PageBreak(), (rest, BODY)]

    assert blocks(pdf(story, on_page=on_page))[0].text == f"{first} {rest}"
