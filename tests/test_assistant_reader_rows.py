"""Rows of tables as the reader sees them: each cell behind the head of its column."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph, row
from hypothesis import given
from hypothesis import strategies as st

from assistant.candidates import candidates
from assistant.question import Kind
from assistant.reader.reader import load
from assistant.reader.rows import look_at_rows, with_heads
from assistant.reader.sight import look
from assistant.select import rank
from corpus.documents import BlockKind

HEADS = ("City", "Deals, 2025", "Deals, 2026", "Largest field, 2026")
ROWS = (
    ("Wuhu", "31", "38", "Sodium batteries"),
    ("Ningde", "42", "26", "Marine drones"),
)


def table(heads, rows):
    made = document(row(*heads, kind=BlockKind.HEADER), *(row(*cells) for cells in rows))
    return made, list(candidates(made, hit(made)))


def test_a_row_is_told_with_the_heads_of_its_columns():
    made, (wuhu, _) = table(HEADS, ROWS)
    text, places = with_heads(wuhu, made)
    assert wuhu.text == "Wuhu | 31 | 38 | Sodium batteries"
    assert text == (
        "City: Wuhu; Deals, 2025: 31; Deals, 2026: 38; Largest field, 2026: Sodium batteries"
    )
    at = wuhu.text.index("38")
    assert text[places[at] : places[at + 1] + 1] == "38"


@given(
    st.lists(st.sampled_from(["", "Use", "Head of it", "%"]), min_size=3, max_size=5),
    st.lists(st.sampled_from(["", "1", "12", "1 2", "ab c", "中文 1"]), min_size=3, max_size=3),
)
def test_every_character_of_a_cell_stands_where_it_was_read(heads, cells):
    made, found = table(heads, [["Name of it", *cells]])
    for candidate in found:
        told = with_heads(candidate, made)
        if told is None:
            continue
        text, places = told
        assert len(places) == len(candidate.text)
        assert list(places) == sorted(places)
        kept = [(c, text[at]) for c, at in zip(candidate.text, places, strict=True) if c.isalnum()]
        assert [one for one, _ in kept] == [other for _, other in kept]


def test_what_is_no_row_and_a_table_without_heads_are_told_as_they_stand():
    made = document(paragraph("Wuhu had 38 deals in 2026, most of them for batteries."))
    (sentence,) = candidates(made, hit(made))
    assert with_heads(sentence, made) is None
    made = document(*(row(*cells) for cells in ROWS))
    assert [with_heads(one, made) for one in candidates(made, hit(made))] == [None, None]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("In which field was most invested in Ningde in 2026?", "Marine drones"),
        ("How many deals were there in Ningde in 2026?", "26"),
        ("How many deals were there in Ningde in 2025?", "42"),
    ],
)
def test_the_shipped_reader_tells_columns_apart_by_their_heads(question, cell):
    made, found = table(HEADS, ROWS)
    ningde = [one for one in found if one.text.startswith("Ningde")]

    def shown(passage):
        return "Deals", made.text[passage.span.start : passage.span.end]

    sights = look(load(), question, ningde, shown)
    ranked = rank(question, Kind.NAME, ningde, {}, sights)
    assert [one.row for one in ranked] == [None]
    (seen,) = look_at_rows(load(), question, ranked, shown, lambda _: made)
    assert seen.sights == (seen.sight, seen.row)
    assert seen.row.logits >= seen.row.score(0, len(seen.candidate.text))
    best = seen.row.best(0, len(seen.candidate.text))
    assert seen.candidate.text[best.start : best.end] == cell
