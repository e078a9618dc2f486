"""Labels that stand apart from their values: tables, lists of definitions and lines with a bar."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from corpus import readers
from corpus.assemble import assemble
from corpus.documents import BlockKind, Document, Metadata
from corpus.entries import entries
from corpus.labelled import part_labelled
from corpus.metadata import describe
from corpus.pairs import with_pairs
from corpus.told import Line

PROSE = "The ministry has set out what it wants of the makers of machine tools. " * 6
ROW, HEADER, PARAGRAPH = BlockKind.ROW, BlockKind.HEADER, BlockKind.PARAGRAPH
WHOLE = Metadata(
    "Steel Monitor", "Rivers Institute", "Steel Monitor", "2024-07-15", ("2024-04-01", "2024-06-30")
)


def described(data, name):
    raw = readers.read(Path(name), data if isinstance(data, bytes) else data.encode())
    made = assemble(list(part_labelled(raw.blocks)))
    meta = describe(made.text, made.blocks, raw.hints, name)
    document = Document("d", meta, name, "", made.text, made.blocks, made.sections, made.pages)
    return replace(meta, evidence=()), document


def cover(rows, title=None):
    document = docx.Document()
    table = document.add_table(rows=len(rows) + bool(title), cols=2)
    if title:
        table.cell(0, 0).merge(table.cell(0, 1)).text = title
    for at, row in enumerate(rows, start=bool(title)):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    document.add_paragraph("Contents")
    document.add_paragraph("1 Mills\t2")
    document.add_heading("Mills", 1)
    document.add_paragraph(PROSE)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (
            "# Steel Monitor\n\n| | |\n|---|---|\n| Publisher | Rivers Institute |\n"
            f"| Date | 15 July 2024 |\n| Reporting period | April to June 2024 |\n\n{PROSE}",
            "a.md",
        ),
        (
            "# Steel Monitor\n\n| Publisher: | Rivers Institute |\n|---|---|\n"
            f"| Date: | 15 July 2024 |\n| Reporting period: | April to June 2024 |\n\n{PROSE}",
            "a.md",
        ),
        (
            "# Steel Monitor\n\nReporting period | April to June 2024\n\n"
            f"Rivers Institute, 15 July 2024\n\n{PROSE}",
            "a.md",
        ),
        (
            "<h1>Steel Monitor</h1><dl><dt>Published</dt><dd>15 July 2024</dd><dt>Reporting period"
            "</dt><dd>1 April – 30 June 2024</dd><dt>Publisher</dt><dd>Rivers Institute</dd></dl>"
            f"<p>{PROSE}</p>",
            "a.html",
        ),
        (
            cover(
                [
                    ("Title", "Steel Monitor"),
                    ("Published by", "Rivers Institute, Oslo"),
                    ("Date", "15 July 2024"),
                    ("Reporting period", "April to June 2024"),
                ]
            ),
            "a.docx",
        ),
        (
            cover(
                [
                    ("Issue", "2/2024"),
                    ("Published by", "Rivers Institute, Oslo"),
                    ("Date", "15 July 2024"),
                    ("Reporting period", "April to June 2024"),
                ],
                title="Steel Monitor",
            ),
            "a.docx",
        ),
    ],
)
def test_fields_of_a_table_a_list_or_a_line_are_read_as_labelled_lines_are(data, name):
    meta, document = described(data, name)

    assert meta == WHOLE
    assert entries(document) == ()


def test_a_table_of_two_fields_in_a_row_names_who_issued_it_and_when():
    title = "钢铁主管部门关于印发《钢铁行业创新发展行动计划》的通知"
    meta, _ = described(
        f"<table><tr><td>标 题：</td><td colspan=3>{title}</td></tr><tr><td>发文机关：</td>"
        "<td>钢铁主管部门</td><td>发文字号：</td><td>钢部〔2024〕52号</td></tr><tr><td>成文日期：</td>"
        "<td>2024年03月20日</td><td>发布日期：</td><td>2024年03月27日</td></tr><tr><td>主题分类：</td>"
        f"<td colspan=3>工业</td></tr></table><h1>{title}</h1><p>2024年3月20日</p>"
        f"<p>{'工业主管部门公布了机床行业的政策，并鼓励企业合作。' * 9}</p>",
        "a.html",
    )

    assert meta == Metadata(title, "钢铁主管部门", issued="2024-03-27", language="zh")


def test_several_values_below_a_label_are_its_list():
    meta, _ = described(
        "<h1>Steel after the storm</h1><dl><dt>Authors</dt><dd>Lena Bode</dd><dd>Tomas Roe</dd>"
        f"<dt>Published</dt><dd>30 September 2024</dd></dl><p>{PROSE} Bode and Roe.</p>",
        "a.html",
    )

    assert meta == Metadata(
        "Steel after the storm", issued="2024-09-30", authors=("Lena Bode", "Tomas Roe")
    )


def test_the_fields_of_a_policy_in_a_table_are_not_the_documents_own():
    meta, _ = described(
        "# Steel Letter #9\n\n| Document | Notice on Steel |\n|---|---|\n"
        "| Issued by | Ministry of Steel |\n| Date | 19 June 2023 |\n\n" + PROSE,
        "a.md",
    )

    assert meta == Metadata("Steel Letter #9", series="Steel Letter")


@pytest.mark.parametrize(
    "lines",
    [
        [Line(HEADER, "Date | Event", 0), Line(ROW, "3 May 2024 | A mill opens.", 13)],
        [Line(ROW, "Date | 3 May 2024 | Publisher", 0), Line(ROW, "Author | Bode | Roe", 30)],
        [Line(PARAGRAPH, "Authors", 0), Line(PARAGRAPH, "Lena Bode", 9)],
        [Line(PARAGRAPH, "Publisher | Date", 0)],
        [Line(PARAGRAPH, "Steel Weekly | 3 May 2024", 0)],
    ],
)
def test_what_has_no_two_labels_or_none_before_a_bar_stays(lines):
    assert with_pairs(lines) == lines


def test_lines_keep_their_length_and_place():
    table = [Line(HEADER, "Publisher | Rivers Institute", 10), Line(ROW, "Date: | May 2024", 39)]
    listed = [Line(PARAGRAPH, text, start) for text, start in (("Date", 0), ("3 May 2024", 6))]
    listed += [Line(PARAGRAPH, "Publisher", 18), Line(PARAGRAPH, "Rivers Institute", 29)]

    assert with_pairs(table) == [
        Line(PARAGRAPH, "Publisher:  Rivers Institute", 10),
        Line(PARAGRAPH, "Date:   May 2024", 39),
    ]
    assert with_pairs(listed) == [
        Line(PARAGRAPH, "Date: 3 May 2024", 0),
        Line(PARAGRAPH, "Publisher: Rivers Institute", 18),
    ]
