"""Lists whose bullets and numbers are typed, in each format that has paragraphs."""

import io
from pathlib import Path

import docx
import pytest

from corpus import readers
from corpus.documents import BlockKind, RawBlock
from corpus.readers.typed import with_items

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM


def told(data, name):
    raw = readers.read(Path(name), data if isinstance(data, bytes) else data.encode())
    return [
        (block.kind, block.level, block.marker, " ".join(block.text.split()))
        for block in raw.blocks
    ]


def word(*texts):
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def listed(lead, marks, texts):
    items = [(ITEM, 0, mark, text) for mark, text in zip(marks, texts, strict=True)]
    return [(PARAGRAPH, 0, "", lead), *items]


@pytest.mark.parametrize(
    ("data", "name", "marks"),
    [
        ("<p>They want:<br>- better tools<br>- more ore</p>", "a.html", "--"),
        ("<p>They want:</p><p>• better tools</p><p>• more ore</p>", "a.html", "••"),
        ("<div>They want:</div><div>– better tools</div><div>– more ore</div>", "a.html", "––"),
        (word("They want:", "•\tbetter tools", "•\tmore ore"), "a.docx", "••"),
        (word("They want:", "–  better tools", "–  more ore"), "a.docx", "––"),
        (word("They want:", "1)\tbetter tools", "2)\tmore ore"), "a.docx", ("1)", "2)")),
        ("They want:\n• better tools\n• more ore", "a.md", "••"),
        ("They want:\n\n– better\ntools\n– more ore", "a.md", "––"),
        ("They want:\n(a) better tools\n(b) more ore", "a.md", ("(a)", "(b)")),
    ],
)
def test_typed_bullets_and_numbers_make_a_list_below_its_lead(data, name, marks):
    assert told(data, name) == listed("They want:", marks, ("better tools", "more ore"))


@pytest.mark.parametrize(
    "texts",
    [
        ("• A single one.",),
        ("– Where to?", "– Home."),
        ("– He went home.", "– She stayed."),
        ("1) One thing", "3) Another thing"),
        ("2) One thing", "3) Another thing"),
        ("* One note", "* Another note"),
        ("-5 degrees", "-7 degrees"),
    ],
)
def test_a_single_one_dialogue_and_numbers_with_gaps_stay_prose(texts):
    blocks = [RawBlock(PARAGRAPH, text) for text in texts]

    assert list(with_items(blocks)) == blocks


def test_a_marker_of_another_form_stands_deeper():
    texts = ("• mills", "– at the coast", "– inland", "• ports", "1) old", "2) new")
    items = with_items([RawBlock(PARAGRAPH, text) for text in texts])

    assert [(item.kind, item.level, item.marker, item.text) for item in items] == [
        (ITEM, 0, "•", "mills"),
        (ITEM, 1, "–", "at the coast"),
        (ITEM, 1, "–", "inland"),
        (ITEM, 0, "•", "ports"),
        (ITEM, 1, "1)", "old"),
        (ITEM, 1, "2)", "new"),
    ]


def test_lines_of_prose_that_begin_with_dashes_stay_one_paragraph():
    text = "The mills\n– those at the coast\n– are old, and\nso are the ports"

    assert told(text, "a.md") == [(PARAGRAPH, 0, "", " ".join(text.split()))]
