"""Headings that only their numbers tell, and of what level they are."""

import io
from pathlib import Path

import docx
import pytest

from corpus import readers
from corpus.documents import BlockKind, RawBlock
from corpus.readers.numbered import with_levels

HEADING, PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH
OFFICIAL = (
    "一、总体要求",
    "（一）指导思想",
    "以新时代思想为指导。",
    "（二）主要目标",
    "到2027年，供给提升。",
)
OFFICIAL += ("二、重点任务", "增强技术创新能力。")
LEVELS = [1, 2, 0, 2, 0, 1, 0]


def levels(data, name):
    blocks = readers.read(Path(name), data).blocks
    return [block.level if block.kind is HEADING else 0 for block in blocks]


def word(*paragraphs, title=""):
    document = docx.Document()
    if title:
        document.add_heading(title, 1)
    for text, bold in paragraphs:
        document.add_paragraph().add_run(text).bold = bold
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_short_lines_with_chinese_numbers_are_headings():
    page = "".join(f"<p>{text}</p>" for text in OFFICIAL).encode()

    assert levels(page, "a.html") == LEVELS
    assert levels("<h1>行动计划</h1>".encode() + page, "a.html") == [1, 2, 3, 0, 3, 0, 2, 0]
    assert levels(word(*((text, None) for text in OFFICIAL)), "a.docx") == LEVELS
    assert levels("\n\n".join(OFFICIAL).encode(), "a.md") == LEVELS


@pytest.mark.parametrize(
    "texts",
    [
        ("一、总体要求", "二、重点任务", "三、保障措施"),
        ("一、加快技术突破，推进量产。", "二、制定标准。", "以上各项。"),
        ("一、加快技术突破，推进量产", "以上各项。", "二、制定标准；", "以上各项。"),
    ],
)
def test_lines_with_nothing_below_them_and_sentences_are_no_headings(texts):
    blocks = [RawBlock(PARAGRAPH, text) for text in texts]

    assert with_levels(blocks) == blocks


FAKE = (
    ("1. POLITICS", True),
    ("1.1 The ministry shrinks", True),
    ("The ministry hands six of its duties to other bodies.", False),
    ("a) Funding", True),
    ("The project receives 250 million yuan.", False),
    ("b) Next steps", True),
    ("Error correction is to follow.", False),
    ("Further reading", True),
    ("1.2 The embassy answers", True),
    ("The spokesman called it naked.", False),
    ("2. RESEARCH", True),
    ("The magnet opens.", False),
)


def test_numbered_lines_in_bold_type_have_the_level_of_their_number():
    assert levels(word(*FAKE), "a.docx") == [1, 2, 0, 3, 0, 3, 0, 6, 2, 0, 1, 0]
    assert levels(word(*FAKE, title="Monitor"), "a.docx") == [1, 2, 3, 0, 4, 0, 4, 0, 6, 3, 0, 2, 0]


def test_a_lone_numbered_line_in_bold_type_keeps_its_level():
    assert levels(word(*FAKE[:1], *FAKE[2:3]), "a.docx") == [6, 0]
