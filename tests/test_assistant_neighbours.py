"""What belongs to a passage and stands in another, and where it is put in a ranking."""

from __future__ import annotations

import pytest
from briefing_document import document, item, paragraph, row

from assistant.neighbours import neighbours
from assistant.retrieve import Hit
from assistant.search import interleave
from corpus.documents import BlockKind, Document, RawBlock, Span
from corpus.marks import char_for
from index.passages import Passage


def cut(made: Document, *begins: str) -> list[Passage]:
    """Cut a document into the passages that begin with the given words."""
    starts = [made.text.index(words) for words in begins]
    ends = [*starts[1:], len(made.text)]
    return [
        Passage(words, Span(made.id, *place), (), None)
        for words, *place in zip(begins, starts, ends, strict=True)
    ]


def found(made: Document, passages: list[Passage]) -> dict[str, list[str]]:
    """Give for each passage the names of its neighbours."""
    return {p.id: [near.id for near in neighbours(made, p, passages)] for p in passages}


def test_a_list_is_read_with_its_lead_in_and_whole():
    made = document(
        paragraph("Of other things."),
        paragraph("It aims at:"),
        item("chips made at home"),
        item("cars that drive"),
        paragraph("Nothing else is in it."),
    )
    passages = cut(made, "Of other", "It aims", "- cars", "Nothing")
    assert found(made, passages) == {
        "Of other": [], "It aims": ["- cars"], "- cars": ["It aims"], "Nothing": [],
    }  # fmt: skip
    passages = cut(made, "Of other", "- chips")
    assert found(made, passages) == {"Of other": ["- chips"], "- chips": []}


def test_the_rows_around_a_row_are_read_with_it_unless_they_are_many():
    rows = [row(f"firm {n}", str(n)) for n in range(5)]
    made = document(row("Firm", "Place", kind=BlockKind.HEADER), *rows)
    assert found(made, cut(made, "Firm", "firm 2")) == {"Firm": ["firm 2"], "firm 2": ["Firm"]}
    alone = cut(made, "Firm", "firm 1", "firm 2", "firm 4")
    assert found(made, alone) == {passage.id: [] for passage in alone}


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("The count leaves out the firms that are owned abroad.", True),
        ("Yearbook of statistics, pp. 12-14, the edition of 2020.", False),
        ("See https://example.org/yearbook for the count of all firms.", False),
        ("Source: the yearbook of statistics of the country.", False),
        ("Own count.", False),
    ],
)
def test_a_note_that_says_something_is_read_with_its_sentence(note, read):
    made = document(
        paragraph(f"There are 8 firms.{char_for('1')} They are large."),
        paragraph("There are none abroad."),
        RawBlock(BlockKind.FOOTNOTE, note, marker="1"),
    )
    passages = cut(made, "There are 8", "There are none", "[1]")
    expected = ["[1]"] if read else []
    assert found(made, passages) == {"There are 8": expected, "There are none": [], "[1]": []}


def test_clauses_come_after_the_best_of_the_whole_question():
    def ranking(names: str) -> list[Hit]:
        return [Hit(Passage(name, Span("d", 0, 1), (), None), 0.0, 0.0) for name in names]

    def joined(*rankings: str) -> str:
        return "".join(hit.passage.id for hit in interleave([ranking(names) for names in rankings]))

    assert joined("abcdef") == "abcdef"
    assert joined("abcdef", "xyz", "pqr") == "abxpyqcdef"
    assert joined("abcdef", "bax", "f") == "abfcde"
    assert joined("a", "", "bc") == "abc"
    assert joined("") == ""
