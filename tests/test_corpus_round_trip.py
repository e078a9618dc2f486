"""One briefing in every format: the same sentences, lists, tables, headings and notes come back."""

import io
import re
import zipfile
from email.message import EmailMessage

import pytest

from corpus.assemble import normalise
from corpus.documents import BlockKind, Rule
from corpus.load import find, load, read_document
from corpus.sentences import sentence_spans
from corpus.typeset import docx, html, pdf
from corpus.typeset.columns import Column, fill
from corpus.typeset.source import parse

ISSUE = """\
# Rail links for deep ports

Harbour Watch: monthly issue

Harbour Desk · 6 January 2022

## 1 The port office opens a rail desk

**Policy name:** Notice on Rail Links of Deep Ports (2022-2024) \
(《深水港铁路连接通知（2022-2024年）》)

**Issuing body:** Port Office

**Date:** 20 December 2021

**At a glance:** The Port Office has told all deep ports how they are to link their quays with the \
railway network.[^1] Its notice sets several goals for 2024, including:

- Two new sidings at every quay, each of them long enough for a train of forty waggons and its \
engine
- One desk for all freight papers, open on every day of the week
- A share of 30 percent for rail in the freight that leaves the ports by land

**Watch comment:** The notice is short, and leaves the hardest question open. Nobody says who pays \
for the land on which the sidings are to lie.[^2] Ports that miss the goals lose their share of \
the fund, which the office pays out in spring and in autumn of every year. Three steps are to \
follow:

1. The ports hand in their plans by the end of April.
2. The office checks the plans and asks the railway for its view, which takes two months at most.
3. Work on the quays begins in autumn.

## 2 Figures of the year

### 2.1 Ships and freight

The office counts ships and freight apart. It adds them up once a year, when the last ship of \
December has left. The northern port is still the larger one, as it has been for thirty years.[^3]

Table 1: Ships and freight in 2021

| Port | Ships | Freight in m tons |
| --- | --- | --- |
| North | 812 | 4.1 |
| South | 640 | 2.9 |
| Both | 1,452 | 7.0 |

Source: yearbook of the Port Office.

### 2.2 What the figures leave out

Small boats are not counted at all. Neither are the ships of the navy, which use quays of their \
own. Pilots put the number of small boats at some 2,000 a year, half of which carry fish. Their \
landings go by road to the market halls, so that the rail links change nothing for them.

## 3 Port news

- 3 December: The dredger Ada begins work on the northern channel, which is to be 14 metres deep.
- 14 December: Pilots of nine ports meet and agree on one radio channel.
- 2 January: The tug fleet receives its first electric boat. It was built in the south.

Figure 1: The northern port and its new sidings

The next issue follows in February. It looks at the price of berths, and at who sets it.

[^1]: Port Office, Notice 14 of 2021, in force since 1 January 2022.
[^2]: The railway owns two thirds of it. The rest belongs to farmers.
[^3]: Own count from the yearbooks 1991 to 2021.
"""
FORMATS = ("md", "docx", "html", "one column.pdf", "two columns.pdf")


def one_column(units, height, setting):
    column, rest = fill(units, height, setting)
    return (column, Column((), ())), rest


def with_chinese(markup):
    """Set Chinese characters in a font that has them."""

    def set_in_fonts(runs, divide=pdf.hyphenate):
        return re.sub(
            r"[\u3000-\uffef]+", r'<font name="STSong-Light">\g<0></font>', markup(runs, divide)
        )

    return set_in_fonts


def typeset(patch, name):
    source = parse(ISSUE)
    if name.startswith("one column"):
        patch.setattr(pdf, "_COLUMN", pdf._WIDTH - 2 * pdf._MARGIN)
        patch.setattr(pdf, "_page", one_column)
    made = {
        "md": lambda: ISSUE.encode(),
        "docx": lambda: docx.typeset(source),
        "html": lambda: html.typeset(source, "issue"),
        "pdf": lambda: pdf.typeset(source),
    }
    return made[name.rsplit(".", 1)[-1]]()


@pytest.fixture(scope="module")
def issues():
    """The bytes of the issue in each format."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont("STSong-Light"))
    found = {}
    for name in FORMATS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pdf, "_markup", with_chinese(pdf._markup))
            found[name] = typeset(patch, name)
    return found


@pytest.fixture(scope="module")
def documents(issues, tmp_path_factory):
    folder = tmp_path_factory.mktemp("issues")
    for name, data in issues.items():
        (folder / f"issue.{name}").write_bytes(data)
    files = {file.source.removeprefix("issue."): file for file in find(folder)}
    return {name: read_document(files[name]) for name in FORMATS}


def body(document):
    """The blocks from the first section on; formats set the masthead in an order of their own.

    The heading over the notes of a web page belongs to them.
    """
    blocks = [(index, block) for index, block in enumerate(document.blocks)]
    text = {index: document.text[block.start : block.end] for index, block in blocks}
    first = next(index for index, _ in blocks if text[index].startswith("1 The port"))
    return [(block, text[index]) for index, block in blocks[first:] if text[index] != "Notes"]


def of_kind(document, *kinds):
    return [(block, text) for block, text in body(document) if block.kind in kinds]


def sentences(document):
    kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION)
    return [
        document.text[start:end]
        for block, _ in of_kind(document, *kinds)
        for start, end in sentence_spans(document.text, block.start, block.end)
    ]


EXPECTED_SENTENCES = [
    "Policy name: Notice on Rail Links of Deep Ports (2022-2024)"
    " (《深水港铁路连接通知（2022-2024年）》)",
    "Issuing body: Port Office",
    "Date: 20 December 2021",
    "At a glance: The Port Office has told all deep ports how they are to link their quays with the"
    " railway network.",
    "Its notice sets several goals for 2024, including:",
    "- Two new sidings at every quay, each of them long enough for a train of forty waggons and its"
    " engine",
    "- One desk for all freight papers, open on every day of the week",
    "- A share of 30 percent for rail in the freight that leaves the ports by land",
    "Watch comment: The notice is short, and leaves the hardest question open.",
    "Nobody says who pays for the land on which the sidings are to lie.",
    "Ports that miss the goals lose their share of the fund, which the office pays out in spring"
    " and in autumn of every year.",
    "Three steps are to follow:",
    "1. The ports hand in their plans by the end of April.",
    "2. The office checks the plans and asks the railway for its view, which takes two months at"
    " most.",
    "3. Work on the quays begins in autumn.",
    "The office counts ships and freight apart.",
    "It adds them up once a year, when the last ship of December has left.",
    "The northern port is still the larger one, as it has been for thirty years.",
    "Table 1: Ships and freight in 2021",
    "Source: yearbook of the Port Office.",
    "Small boats are not counted at all.",
    "Neither are the ships of the navy, which use quays of their own.",
    "Pilots put the number of small boats at some 2,000 a year, half of which carry fish.",
    "Their landings go by road to the market halls, so that the rail links change nothing for"
    " them.",
    "- 3 December: The dredger Ada begins work on the northern channel, which is to be 14 metres"
    " deep.",
    "- 14 December: Pilots of nine ports meet and agree on one radio channel.",
    "- 2 January: The tug fleet receives its first electric boat.",
    "It was built in the south.",
    "Figure 1: The northern port and its new sidings",
    "The next issue follows in February.",
    "It looks at the price of berths, and at who sets it.",
]


@pytest.mark.parametrize("name", FORMATS)
def test_a_briefing_reads_the_same_in_every_format(documents, name):
    document = documents[name]
    assert sentences(document) == EXPECTED_SENTENCES
    assert [text for _, text in of_kind(document, BlockKind.HEADING)] == [
        "1 The port office opens a rail desk",
        "2 Figures of the year",
        "2.1 Ships and freight",
        "2.2 What the figures leave out",
        "3 Port news",
    ]
    levels = [block.level for block, _ in of_kind(document, BlockKind.HEADING)]
    assert [level - levels[0] for level in levels] == [0, 0, 1, 1, 0]
    groups = [block.group for block, _ in of_kind(document, BlockKind.ITEM)]
    assert [groups.count(group) for group in dict.fromkeys(groups)] == [3, 3, 3]
    assert [
        (block.kind, *(document.text[start:end] for start, end in block.cells))
        for block, _ in of_kind(document, BlockKind.HEADER, BlockKind.ROW)
    ] == [
        (BlockKind.HEADER, "Port", "Ships", "Freight in m tons"),
        (BlockKind.ROW, "North", "812", "4.1"),
        (BlockKind.ROW, "South", "640", "2.9"),
        (BlockKind.ROW, "Both", "1,452", "7.0"),
    ]
    assert [text for _, text in of_kind(document, BlockKind.CAPTION)] == [
        "Table 1: Ships and freight in 2021",
        "Figure 1: The northern port and its new sidings",
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_notes_are_apart_and_linked_in_every_format(documents, name):
    document = documents[name]
    assert [text for _, text in of_kind(document, BlockKind.FOOTNOTE)] == [
        "[1] Port Office, Notice 14 of 2021, in force since 1 January 2022.",
        "[2] The railway owns two thirds of it. The rest belongs to farmers.",
        "[3] Own count from the yearbooks 1991 to 2021.",
    ]
    notes = {
        index: document.text[block.start : block.end]
        for index, block in enumerate(document.blocks)
        if block.kind is BlockKind.FOOTNOTE
    }
    assert [
        (document.text[: mark.at].split()[-1], mark.label, notes.get(mark.note, "")[:3])
        for mark in document.marks
    ] == [("network.", "1", "[1]"), ("lie.", "2", "[2]"), ("years.", "3", "[3]")]


@pytest.mark.parametrize("name", FORMATS)
def test_a_briefing_has_the_same_metadata_in_every_format(documents, name):
    meta = documents[name].meta
    assert (meta.title, meta.issued, meta.language) == (
        "Rail links for deep ports",
        "2022-01-06",
        "en",
    )


def test_a_briefing_reads_the_same_out_of_an_archive_that_came_by_mail(tmp_path, issues):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("issues/issue.docx", issues["docx"])
    mail = EmailMessage()
    mail["Subject"] = "The issue of January"
    mail.set_content("Please find the issue attached.\n")
    two_columns = issues["two columns.pdf"]
    mail.add_attachment(two_columns, maintype="application", subtype="pdf", filename="issue.pdf")
    mail.add_attachment(
        packed.getvalue(), maintype="application", subtype="zip", filename="all.zip"
    )
    (tmp_path / "mail.eml").write_bytes(mail.as_bytes())
    loaded = load(tmp_path)
    assert loaded.failures == ()
    assert [document.source for document in loaded.documents] == [
        "mail.eml",
        "mail.eml/all.zip/issues/issue.docx",
        "mail.eml/issue.pdf",
    ]
    for document in loaded.documents[1:]:
        assert sentences(document) == EXPECTED_SENTENCES
        assert document.meta.title == "Rail links for deep ports"


def test_a_head_that_only_the_second_page_has_is_told_as_taken_out(documents):
    document = documents["one column.pdf"]
    assert [(one.rule, one.text, one.page) for one in document.removed] == [
        (Rule.PAGE_NUMBER, "1", 1),
        (Rule.RUNNING_HEAD, "Harbour Watch: monthly issue Rail links for deep ports", 2),
        (Rule.PAGE_NUMBER, "2", 2),
    ]


def test_the_stored_text_is_tidy(documents):
    document = documents["two columns.pdf"]
    assert all(text == normalise(text) for _, text in body(document))
