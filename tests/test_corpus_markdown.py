"""Markdown: front matter, footnotes, and the lines of the file that blocks come from."""

from pathlib import Path

import pytest

from corpus.assemble import assemble
from corpus.documents import BlockKind, Removal, Rule
from corpus.readers import read
from corpus.readers.frontmatter import FrontMatter, front_matter


def markdown(text):
    return read(Path("a.md"), text.encode())


@pytest.mark.parametrize(
    ("fields", "hints"),
    [
        ("title: A plan", {"title": "A plan"}),
        ("title: Plans: a survey", {"title": "Plans: a survey"}),
        ('title: "Plans \\"on\\" paper"  ', {"title": 'Plans "on" paper'}),
        ("title: 'O''Hara''s plan'", {"title": "O'Hara's plan"}),
        ("Title: Plan #2 # a draft", {"title": "Plan #2"}),
        ("title:\n  A plan\n", {"title": "A plan"}),
        (
            "title: >-\n  A plan of\n  two lines\ndate: 2021",
            {"title": "A plan of two lines", "issued": "2021"},
        ),
        ("author: Li Wei", {"authors": "Li Wei"}),
        ('authors: [Li Wei, "Maier, J."]', {"authors": "Li Wei; Maier, J."}),
        ("authors:\n  - Li Wei\n  - 'Maier, J.'  # lead\n", {"authors": "Li Wei; Maier, J."}),
        ("authors:\n- Li Wei\n- Ann Lee\n", {"authors": "Li Wei; Ann Lee"}),
        ("authors: [\n  Li Wei,\n  Ann Lee,\n]", {"authors": "Li Wei; Ann Lee"}),
        (
            "author:\n  - name: Li Wei\n    affiliation: Institute\n  - name: Ann Lee",
            {"authors": "Li Wei; Ann Lee"},
        ),
        (
            "organisation: Institute\nseries: Briefing\npublication_date: 2 March 2021\n"
            "reporting period: 1-28 February 2021\nlang: de\n# a comment\n\ntags:\n  - x\na: no",
            {
                "publisher": "Institute",
                "series": "Briefing",
                "issued": "2 March 2021",
                "period": "1-28 February 2021",
                "language": "de",
            },
        ),
        ("titel: kein Feld von hier", {}),
    ],
)
@pytest.mark.parametrize("end", ["---", "..."])
def test_fields_in_yaml_are_hints(fields, hints, end):
    text = f"---\n{fields.rstrip()}\n{end}\n"
    assert front_matter(f"{text}# H") == FrontMatter(hints, text)


@pytest.mark.parametrize(
    ("head", "hints"),
    [
        (
            "% Steel Watch\n% Li Wei; Ann Lee\n% March 31, 2022\n",
            {"title": "Steel Watch", "authors": "Li Wei; Ann Lee", "issued": "March 31, 2022"},
        ),
        (
            "% Steel Watch\n  No. 21\n% Li Wei\n  Ann Lee\n",
            {"title": "Steel Watch No. 21", "authors": "Li Wei; Ann Lee"},
        ),
        ("% Steel Watch\n%\n% 2022\n", {"title": "Steel Watch", "issued": "2022"}),
    ],
)
def test_lines_with_a_percent_sign_are_hints(head, hints):
    assert front_matter(f"{head}\n# H") == FrontMatter(hints, f"{head}\n")


@pytest.mark.parametrize("text", ["% of trade\n\nProse.", "% a\n% b\nProse.", "50 %\n% b\n"])
def test_a_percent_sign_of_prose_begins_no_fields(text):
    assert front_matter(text) == FrontMatter({})


def test_attributes_and_the_fences_of_divisions_are_no_text():
    text = (
        "# Plans {#sec:plans}\n\n## Aims ## {.unnumbered}\n\n::: {.callout-note}\nShips {land}."
        "\n:::\n\n# Ends {-}\n\n::: warning\n\nTrains stop.\n\n::::\n\n# Sets {a, b}\n\nMore."
    )
    blocks = read(Path("a.md"), text.encode()).blocks

    assert [(block.level, block.text, block.lines) for block in blocks] == [
        (1, "Plans", ((1, 1),)),
        (2, "Aims", ((3, 3),)),
        (0, "Ships {land}.", ((6, 6),)),
        (1, "Ends", ((9, 9),)),
        (0, "Trains stop.", ((13, 13),)),
        (1, "Sets {a, b}", ((17, 17),)),
        (0, "More.", ((19, 19),)),
    ]


def test_fields_in_toml_are_hints():
    text = (
        '+++\ntitle = "A plan"\ndate = 2021-03-02\nauthors = ["Li Wei", "Ann Lee"]\n'
        '[extra]\ntitle = "Another"\n+++\n'
    )
    hints = {"title": "A plan", "authors": "Li Wei; Ann Lee", "issued": "2021-03-02"}
    assert front_matter(f"{text}# H") == FrontMatter(hints, text)


@pytest.mark.parametrize(
    "text",
    [
        "---\nA sentence here.\n---\nMore.",
        "---\n\n---\nMore.",
        "---\n- an item\n---\nMore.",
        "---\ntitle: never closed\n",
        "Text.\n---\ntitle: x\n---\n",
        "+++\nno toml\n+++\n",
        f"---\ntitle: {'x' * 20_000}\n---\n",
        "",
    ],
)
def test_what_is_no_front_matter_stays_text(text):
    assert front_matter(text) == FrontMatter({})


def test_front_matter_is_never_prose_and_is_told_as_taken_out():
    text = '---\ntitle: "A: b"\ndate: 2021-03\n---\n\n# H\n\nText.\n'
    raw = markdown(text)
    assert raw.hints == {"title": "A: b", "issued": "2021-03"}
    assert [(block.text, block.lines) for block in raw.blocks] == [
        ("H", ((6, 6),)),
        ("Text.", ((8, 8),)),
    ]
    assert raw.removed == (
        Removal(Rule.FRONT_MATTER, '---\ntitle: "A: b"\ndate: 2021-03\n---', lines=((1, 4),)),
    )
    assert raw.text == text


NOTES = """\
Text[^1] goes[^2] on.

[^1]: https://x.y
[^2]: Two
    lines

    and a second *paragraph*.

More[^2] text.

| Year | GDP[^1] |
| --- | --- |
| 2021 | 8.1[^3] |
"""


def test_notes_are_apart_and_linked_to_where_they_are_cited():
    raw = markdown(NOTES)
    made = assemble(raw.blocks)
    shown = [(made.text[block.start : block.end], block.lines) for block in made.blocks]
    assert shown == [
        ("Text goes on.", ((1, 1),)),
        ("[1] https://x.y", ((3, 3),)),
        ("[2] Two lines and a second paragraph.", ((4, 7),)),
        ("More text.", ((9, 9),)),
        ("Year | GDP", ((11, 11),)),
        ("2021 | 8.1", ((13, 13),)),
    ]
    assert [(made.text[: mark.at].split()[-1], mark.label, mark.note) for mark in made.marks] == [
        ("Text", "1", 1),
        ("goes", "2", 2),
        ("More", "2", 2),
        ("GDP", "1", 1),
        ("8.1", "3", None),
    ]


def test_named_notes_have_the_numbers_that_they_are_displayed_with():
    made = assemble(
        markdown("One[^smith] and[^b] two.\n\n[^b]: Second.\n\n[^smith]: First.\n").blocks
    )
    assert made.text == "One and two.\n\n[2] Second.\n\n[1] First."
    assert [(mark.at, mark.label, mark.note) for mark in made.marks] == [(3, "1", 2), (7, "2", 1)]


def test_raised_numbers_are_marks_and_powers_stay():
    made = assemble(markdown("An area of 5 km<sup>2</sup> was built.<sup>1,3-4</sup>\n").blocks)
    assert made.text == "An area of 5 km² was built."
    assert [mark.label for mark in made.marks] == ["1", "3", "4"]


def test_many_blank_lines_after_a_note_are_no_burden():
    raw = markdown("[^1]: Note" + "\n" * 50_000 + "Text.")
    assert [block.kind for block in raw.blocks] == [BlockKind.FOOTNOTE, BlockKind.PARAGRAPH]
