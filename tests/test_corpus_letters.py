"""No letter or digit of a text file is lost or added, but by a rule that ``removed`` names."""

import textwrap
import unicodedata
from collections import Counter
from itertools import zip_longest
from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.assemble import assemble
from corpus.clean import tidy
from corpus.readers.errors import ReadError
from corpus.readers.text import read

BRIEFINGS = Path(__file__).parents[1] / "corpus" / "briefings"
SAMPLES = sorted(BRIEFINGS.glob("*.md"))
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))


def letters(text):
    """Give the letters and digits, accents taken off, raised figures plain."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if char.isalnum())


def check(text, *, ordered=True):
    """Hold what a reading keeps, marks and removes against what the text has."""
    raw = read(Path("a.txt"), text.encode())
    assert raw.text is not None
    made = assemble(raw.blocks)
    tidied = [tidy(line) for line in raw.text.replace("\f", "\n\f").split("\n")]
    kept = Counter(letters(made.text))
    kept.update(letters("".join(part.text for part in raw.removed)))
    kept.update(letters("".join(mark.label for mark in made.marks)))
    there = Counter(letters("".join(tidied)))
    assert (there - kept, kept - there) == (Counter(), Counter())
    if ordered:
        check_order(raw.text, made)


def check_order(raw, made):
    """Show that each block, or cell of a row, has letters of its lines, in their order."""
    lines = raw.split("\n")
    for block in made.blocks:
        own = [tidy(lines[n - 1]) for first, last in block.lines for n in range(first, last + 1)]
        for start, end in block.cells or ((block.start, block.end),):
            there = iter(letters("".join(own)))
            stored = letters(made.text[start:end])
            assert all(char in there for char in stored), made.text[start:end]


@pytest.mark.parametrize("path", [*SAMPLES, *SEEDS], ids=lambda path: path.name)
def test_files(path):
    check(path.read_text(encoding="utf-8"))


def test_the_mark_of_a_note_on_an_axis_that_is_left_out():
    check(
        "They grew.1 So did others.2 All of it is shown below.\n\n1 Ward 2019.\n2 Hill 2020.\n\n"
        "1990 2000 2010 20203\n\nSource: board4\n\n3 Moor 2021.\n4 Dale 2020.\n"
    )


def test_a_bullet_alone_on_its_line():
    check("*\na\n•\n")


WORDS = (
    "the board of the port hears its users in spring and sets the fees for a year by what it has "
    "learned from them; machines, medium-sized yards, decision-making, CO2, 5G, 2018, 3.4%, "
    "(MIIT), “too dear”, 工业互联网, Ward 2019, €3.5 bn1, plans.1516, 20181, e.g. semi- finished"
).split(" ")
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
sentences = words.map(lambda text: f"{text[0].upper()}{text[1:]}.")


@st.composite
def paragraphs(draw):
    """Wrap sentences as a page does, some of their words cut at the line's end."""
    text = " ".join(draw(st.lists(sentences, min_size=1, max_size=4)))
    width = draw(st.integers(12, 110))
    if not draw(st.booleans()):
        return textwrap.fill(text, width)
    return "\n".join(
        text[at : at + width] + "-" * text[at + width - 1 : at + width + 1].isalpha()
        for at in range(0, len(text), width)
    )


@st.composite
def notes(draw):
    """Make a block of footnotes."""
    first = draw(st.integers(1, 40))
    texts = draw(st.lists(words, min_size=1, max_size=3))
    return "\n".join(f"{first + n} {text[0].upper()}{text[1:]}." for n, text in enumerate(texts))


@st.composite
def lists(draw):
    """Make a list with bullets, numbers or letters."""
    marks = draw(st.sampled_from(["•", "-", "–", "1.", "(a)", "1 ."]))
    items = draw(st.lists(words, min_size=1, max_size=4))
    gap = draw(st.sampled_from(["\n", "\n\n"]))
    return gap.join(textwrap.fill(f"{marks} {text}", 60) for text in items)


TABLE = "Table 1: Ports\n\nPort  Piers  Fee\nNorth  9  16.1\nSouth  12  21.4\n\nSource: board"
FIGURE = "Figure 2. Trade\n\n0 500 1000 1500\n\nNorth\n\nSouth\n\nSource: own count"
LINKS = "https://example.org/a\nhttps://example.org/a\nhttps://example.org/b"
HEADS = "\n\n7\n\fReview of ports 8\n\n"
fixed = st.sampled_from(
    [TABLE, FIGURE, LINKS, "2.1 The north", "PORTS OF THE NORTH", "Notes", "小米小米 a", "- 7 -"]
)
parts = st.one_of(paragraphs(), notes(), lists(), fixed, st.just("Status: open\nDate: 3 May"))
joints = st.sampled_from(["\n\n", "\n", "\n\n\n", HEADS, "\n\f", "\n "])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(parts, joints), min_size=1, max_size=12))
def test_pages_that_are_made_of_realistic_parts(made):
    check("".join(part + joint for part, joint in made))


@settings(max_examples=100, deadline=None)
@given(words, words, st.integers(20, 60), st.integers(1, 6), st.booleans())
def test_columns_side_by_side(left, right, width, gap, dense):
    """A block that goes on in the next column has its letters in another order than the file."""
    pairs = zip_longest(
        textwrap.wrap(left * 4, width), textwrap.wrap(right * 4, width), fillvalue=""
    )
    rows = [f"{one:<{width + gap}}{other}" for one, other in pairs]
    check("\n".join(rows) if dense else "Title\n\n" + "\n".join(rows) + "\n\nEnd.", ordered=False)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=300))
def test_any_text(text):
    try:
        read(Path("a.txt"), text.encode())
    except ReadError:
        assume(False)
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(" \n\f\t.-1239aAzé(:[*•|“年", max_size=200))
def test_text_of_a_few_telling_characters(text):
    try:
        read(Path("a.txt"), text.encode())
    except ReadError:
        assume(False)
    check(text)
