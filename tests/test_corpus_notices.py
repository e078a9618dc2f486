"""Chinese notices as their offices print them: titles and paragraphs that are broken into lines."""

from pathlib import Path

import pytest

from corpus import readers
from corpus.assemble import assemble
from corpus.clean import split_lines
from corpus.compose import compose
from corpus.metadata import describe
from corpus.notices import is_notice, is_number

NOTICE = """\
海州市商务局文件

海商发〔2022〕31号

海州市商务局关于加快推进港口物流体系建设的
指导意见

各区、县人民政府，各有关单位：

　　为加快推进港口物流体系建设，经市政府同意，现提出以下意见。

　　一、总体要求

　　（一）指导思想。坚持适度超前，推动港口物流
高质量发展。

　　（二）发展目标。到2025年，全市码头超过30 座，货运量占
比达到35%。
"""
END = """
　　二、保障措施

　　1. 加大财政支持，每个码头投资不少于50亿元，由市商务
局管理。

　　　　　　　　　　海州市商务局

　　　　　　　　　　2022年6月18日

　　（此件公开发布）
"""
BODY = "".join(
    f"\n　　第{n}个码头的建设按照计划在今年完成，并且由市政府管理。\n" for n in range(40)
)


def test_wrapped_lines_and_titles_of_a_notice_are_put_together():
    blocks = compose(split_lines(NOTICE + END)).blocks

    assert [(block.kind.value, block.text) for block in blocks] == [
        ("paragraph", "海州市商务局文件"),
        ("paragraph", "海商发〔2022〕31号"),
        ("heading", "海州市商务局关于加快推进港口物流体系建设的指导意见"),
        ("paragraph", "各区、县人民政府，各有关单位："),
        ("paragraph", "为加快推进港口物流体系建设，经市政府同意，现提出以下意见。"),
        ("heading", "一、总体要求"),
        ("paragraph", "（一）指导思想。坚持适度超前，推动港口物流高质量发展。"),
        ("paragraph", "（二）发展目标。到2025年，全市码头超过30 座，货运量占比达到35%。"),
        ("heading", "二、保障措施"),
        ("item", "加大财政支持，每个码头投资不少于50亿元，由市商务局管理。"),
        ("paragraph", "海州市商务局"),
        ("paragraph", "2022年6月18日"),
        ("paragraph", "（此件公开发布）"),
    ]


def test_a_notice_is_called_by_its_title_and_dated_by_its_end():
    made = assemble(readers.read(Path("a.txt"), (NOTICE + BODY + END).encode()).blocks)
    found = describe(made.text, made.blocks, {}, "a.txt")

    assert (found.title, found.issued, found.issued_inferred) == (
        "海州市商务局关于加快推进港口物流体系建设的指导意见",
        "2022-06-18",
        False,
    )


@pytest.mark.parametrize(
    "end", ["会议在海州召开。\n\n2022年6月18日\n", "见下。\n\n码头\n\n2022年6月\n"]
)
def test_another_date_at_the_end_is_none_of_issue(end):
    made = assemble(readers.read(Path("a.txt"), f"{NOTICE}{BODY}\n{end}".encode()).blocks)

    assert describe(made.text, made.blocks, {}, "a.txt").issued_inferred


@pytest.mark.parametrize(
    ("text", "notice", "number"),
    [
        ("海州市商务局关于推进物流建设的通知（试行）", True, False),
        ("海商发〔2022〕31号", False, True),
        ("商务局 [2022] 第31号", False, True),
        ("关于港口，我们提出以下意见", False, False),
        ("港口31号", False, False),
    ],
)
def test_titles_and_numbers_of_notices(text, notice, number):
    assert (is_notice(text), is_number(text)) == (notice, number)
