"""Notes without links: what brackets cite is apart from the prose, and other brackets stay."""

import io
from pathlib import Path

import docx
import pytest

from corpus.assemble import assemble
from corpus.documents import BlockKind, RawBlock
from corpus.marks import char_for
from corpus.readers import read
from corpus.readers.plainnotes import with_notes

TEXT = "It grew in 2022.[1] It is to double by 2025 [2]. Guofa [2021] 15 says so, [9] and [a] too."
BARE = "It grew in 2022. It is to double by 2025. Guofa [2021] 15 says so, [9] and [a] too."
NOTES = ["Ward, Robots, p. 7.", "Notice No. 12"]


def as_word():
    document = docx.Document()
    for text in (TEXT, *(f"[{number}] {note}" for number, note in enumerate(NOTES, start=1))):
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_text(before, after):
    return f"{TEXT}\n\n" + "\n".join(before.format(n) + NOTES[n - 1] + after for n in (1, 2))


def as_page(notes):
    return f"<html><body><p>{TEXT}</p>{notes.format(*NOTES)}</body></html>"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.txt", as_text("[{}] ", "")),
        ("lines.md", as_text("[{}] ", "")),
        ("paragraphs.md", as_text("[{}] ", "\n")),
        ("colons.md", as_text("[{}]: ", "")),
        ("items.md", as_text("- [{}] ", "")),
        ("a.html", as_page("<p>[1] {}</p><p>[2] {}</p>")),
        ("breaks.html", as_page("<p>[1] {}<br>[2] {}</p>")),
        ("rows.html", as_page("<table><tr><td>[1]<td>{}<tr><td>[2]<td>{}</table>")),
        ("a.docx", as_word()),
    ],
)
def test_notes_that_brackets_cite_are_apart_in_every_format(name, file):
    raw = read(Path(name), file if isinstance(file, bytes) else file.encode())
    made = assemble(raw.blocks)
    assert [(str(b.kind), made.text[b.start : b.end]) for b in made.blocks] == [
        ("paragraph", BARE),
        ("footnote", f"[1] {NOTES[0]}"),
        ("footnote", f"[2] {NOTES[1]}"),
    ]
    assert [(made.text[: m.at].split()[-1], m.label, m.note) for m in made.marks] == [
        ("2022.", "1", 1),
        ("2025", "2", 2),
    ]


def paragraphs(*texts):
    return [RawBlock(BlockKind.PARAGRAPH, text) for text in texts]


def items(*texts):
    return [
        RawBlock(BlockKind.ITEM, text, marker=f"{number}.")
        for number, text in enumerate(texts, start=1)
    ]


def heading(text):
    return RawBlock(BlockKind.HEADING, text, level=2)


def footnote(number, text):
    return RawBlock(BlockKind.FOOTNOTE, text, marker=str(number))


ONE, TWO, THREE = map(char_for, "123")


@pytest.mark.parametrize(
    ("blocks", "settled"),
    [
        (
            [*paragraphs("A.[1, 3] B.[1–2]"), heading("Sources"), *items("X", "Y", "Z")],
            [
                *paragraphs(f"A.{ONE}{THREE} B.{ONE}{TWO}"),
                heading("Sources"),
                *(footnote(n, text) for n, text in enumerate("XYZ", start=1)),
            ],
        ),
        (
            paragraphs("A.[1]", "References:", "1. X"),
            [*paragraphs(f"A.{ONE}", "References:"), footnote(1, "X")],
        ),
        (
            [*paragraphs("甲[1]乙。[2]丙"), *paragraphs("[1] X, cf. [2] of 2020 [2] Y")],
            [
                *paragraphs(f"甲{ONE}乙。{TWO}丙"),
                footnote(1, "X, cf. [2] of 2020"),
                footnote(2, "Y"),
            ],
        ),
        (
            paragraphs("A.[1][2]", "[1] X, cf. [2] NBS", "[2] Y"),
            [*paragraphs(f"A.{ONE}{TWO}"), footnote(1, "X, cf. [2] NBS"), footnote(2, "Y")],
        ),
        (  # a list below the notes, of which one number is cited by chance
            paragraphs("A.[1]", "[1] X", "[1] P", "[2] Q", "[3] R"),
            [*paragraphs(f"A.{ONE}"), footnote(1, "X"), *paragraphs("[1] P", "[2] Q", "[3] R")],
        ),
        (  # a mark that a raised number left, and a note whose number no link cites
            [*paragraphs(f"A{ONE} B[2]", "[1] X"), footnote(2, "Y")],
            [*paragraphs(f"A{ONE} B{TWO}"), footnote(1, "X"), footnote(2, "Y")],
        ),
        (
            [
                RawBlock(BlockKind.ROW, "", cells=("A[1]", "[1]")),
                RawBlock(BlockKind.ITEM, "X", marker="[1]"),
            ],
            [RawBlock(BlockKind.ROW, "", cells=(f"A{ONE}", "[1]")), footnote(1, "X")],
        ),
    ],
)
def test_notes_are_told_by_what_cites_them(blocks, settled):
    assert with_notes(blocks) == settled


@pytest.mark.parametrize(
    "blocks",
    [
        paragraphs("[1] The first.", "[2] The second."),  # nothing cites them
        paragraphs("[1] The first.", "It is cited below.[1]"),
        paragraphs("Guofa [2021] 15.", "[2021] 15 is a number."),
        paragraphs("A.[1]", "[1] One.", "[2] Two.", "[3] Three."),  # most are cited nowhere
        [*paragraphs("A.[1]"), heading("Tasks"), *items("X", "Y")],
        [*paragraphs("A.[1]"), heading("Notes"), *paragraphs("Q"), heading("Tasks"), *items("X")],
        [*paragraphs("A.[1-2]", "[1](b)"), footnote(1, "X")],
        [*paragraphs("A.[1, 3-2]"), footnote(1, "X")],
    ],
)
def test_what_no_bracket_cites_stays(blocks):
    assert with_notes(blocks) == blocks


def test_places_of_links_that_are_cited_bare_are_notes():
    text = (
        "It grew [1]. It fell.[2][4] See [the plan][3] of 2020.\n\n"
        "[1]: https://a.b/1\n[2]: https://a.b/2\n[3]: https://a.b/3\n[4]: https://a.b/4\n"
    )
    made = assemble(read(Path("a.md"), text.encode()).blocks)
    assert made.text == (
        "It grew. It fell. See the plan of 2020.\n\n"
        "[1] https://a.b/1\n\n[2] https://a.b/2\n\n[4] https://a.b/4"
    )
    assert [(mark.label, mark.note) for mark in made.marks] == [("1", 1), ("2", 2), ("4", 3)]
