from pathlib import Path

import pytest

from corpus.assemble import assemble
from corpus.clean import split_lines
from corpus.dense import with_gaps
from corpus.readers import read
from corpus.sentences import sentence_spans
from corpus.typeset import __main__ as typesetting

BRIEFINGS = Path(typesetting.__file__).parents[1] / "briefings"
SOURCES = Path(typesetting.__file__).parent
PDFS = sorted(BRIEFINGS.glob("*.pdf"))

DENSE = """\
Ports of the north
1 At a glance
• The first port was built in the north, by hand and
without a plan.
• The second one came later.
2 Who pays
2.1 The towns
The towns of the north pay for their piers, as the coun\ufffecil found \
in the year of the great flood of the plain.1
1
 The council belongs to the guild, and sits in its hall,
which is old.
Since then they have met in spring, and agreed on the
sums in autumn, when all of the ships were counted.
Table 1: Piers and their fees
Port Fee
North 9
South 12
Source: Harbour board.
The fees are low.2
 They rise by little in a year.
2
 Before tax.
"""


def stored(text, sep="\n"):
    made = assemble(read(Path("a.txt"), text.encode()).blocks)
    return made, [(str(b.kind), made.text[b.start : b.end], b.lines) for b in made.blocks]


@pytest.mark.parametrize("label", ["Table 1:", "Table A:", "TABLE B.", "Table A-1:"])
def test_a_page_without_blank_lines_is_parted(label):
    made, blocks = stored(DENSE.replace("Table 1:", label))

    assert [(kind, text) for kind, text, _ in blocks] == [
        ("heading", "Ports of the north"),
        ("heading", "1 At a glance"),
        ("item", "- The first port was built in the north, by hand and without a plan."),
        ("item", "- The second one came later."),
        ("heading", "2 Who pays"),
        ("heading", "2.1 The towns"),
        (
            "paragraph",
            "The towns of the north pay for their piers, as the council found in the year of the "
            "great flood of the plain.",
        ),
        (
            "footnote",
            "[1] The council belongs to the guild, and sits in its hall, which is old.",
        ),
        (
            "paragraph",
            "Since then they have met in spring, and agreed on the sums in autumn, when all of "
            "the ships were counted.",
        ),
        ("caption", f"{label} Piers and their fees"),
        ("header", "Port | Fee"),
        ("row", "North | 9"),
        ("row", "South | 12"),
        ("paragraph", "Source: Harbour board."),
        ("paragraph", "The fees are low. They rise by little in a year."),
        ("footnote", "[2] Before tax."),
    ]
    assert [lines for kind, _, lines in blocks if kind == "footnote"] == [((9, 11),), ((21, 22),)]
    assert [mark.label for mark in made.marks] == ["1", "2"]


def test_text_with_blank_lines_is_left_alone():
    lines = split_lines("\n\n".join(f"Line {n} of a text." for n in range(30)))

    assert with_gaps(lines) == lines


@pytest.mark.parametrize("end", ["\n\f", "\n"], ids=["form feeds", "no form feeds"])
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_every_sentence_of_a_pdf_copied_as_text_is_whole(path, end):
    import pypdfium2

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    made, _ = stored(end.join(page.replace("\r\n", "\n") for page in pages))
    source = SOURCES / f"{path.stem}.md"
    meant = assemble(read(source, source.read_bytes()).blocks)

    sentences = [
        meant.text[start:stop].removeprefix("- ")
        for block in meant.blocks
        if block.kind in {"paragraph", "item"}
        for start, stop in sentence_spans(meant.text, block.start, block.end)
    ]
    assert [sentence for sentence in sentences if sentence not in made.text] == []
    assert len(sentences) > 50
