"""Tables of web pages: cells over several rows, and which words are a table's caption."""

import pytest
from read_pages import page, shown

TABLE = "<table><tr><th>Hub<th>Racks<tr><td>Gansu<td>40<tr><td>Guizhou<td>105</table>"
ROWS = ["=Hub | Racks", "Gansu | 40", "Guizhou | 105"]
LONG = ("It was listed for what it sells to makers of tools. " * 2).strip()


def test_a_cell_over_several_rows_is_said_in_each():
    markup = (
        "<table><tr><th>Ground<th>Entity<th>Seat"
        "<tr><th rowspan=3>Computing<td>Nettrix<td>Beijing<tr><td>Suma<td>Kunshan"
        "<tr><td>Suma-USI<td rowspan=2>Shanghai<tr><th rowspan=2>Quantum<td>Pujiang"
        "<tr><td>Hefei Optics<td>Hefei<tr><td colspan=3>Nine more are named.</table>"
    )
    assert shown(markup) == [
        "=Ground | Entity | Seat",
        "Computing | Nettrix | Beijing",
        "Computing | Suma | Kunshan",
        "Computing | Suma-USI | Shanghai",
        "Quantum | Pujiang | Shanghai",
        "Quantum | Hefei Optics | Hefei",
        "Nine more are named. |  |",
    ]


def test_a_cell_over_rows_and_columns_is_said_once_a_row():
    markup = "<table><tr><td rowspan=2 colspan=2>East<td>1<tr><td>2<tr><td>West<td>X<td>3</table>"
    assert shown(markup) == ["East |  | 1", "East |  | 2", "West | X | 3"]


def test_a_remark_beside_several_rows_stands_once():
    markup = f"<table><tr><td>Suma<td>Kunshan<td rowspan=2>{LONG}<tr><td>Hygon<td>Tianjin</table>"
    assert shown(markup) == [f"Suma | Kunshan | {LONG}", "Hygon | Tianjin |"]


def test_a_row_over_all_columns_is_not_repeated():
    markup = (
        "<table><thead><tr><th>Item<th>2022<th>2023</thead><tr><th colspan=3>Mining"
        "<tr><td>Light<td>190<td>220<tr><th colspan=3>Smelting<tr><td>Light<td>180<td>210</table>"
    )
    assert shown(markup) == [
        "=Item | 2022 | 2023",
        "Mining |  |",
        "Light | 190 | 220",
        "Smelting |  |",
        "Light | 180 | 210",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Table 1 gives the racks by hub.",
        "Table 1 shows the racks (thousand) by hub, as of May:",
        "Table A.1 and the annex name them",
        "Figure 2 on the next page has more.",
    ],
)
def test_a_sentence_on_a_table_is_no_caption(sentence):
    assert shown(f"<p>{sentence}</p>{TABLE}") == [sentence, *ROWS]


@pytest.mark.parametrize(
    "caption",
    [
        "Table 1: Racks by hub",
        "Table 1 Racks by hub.",
        "Table 1 racks by hub",
        "Table 1. In short.",
    ],
)
def test_a_line_that_names_a_table_is_its_caption(caption):
    assert shown(f"<p>{caption}</p>{TABLE}") == [f"^{caption}", *ROWS]


@pytest.mark.parametrize("wrapper", ["{}", "<div class=scroll>{}</div>"])
def test_the_caption_of_a_figure_that_is_a_table_stands_over_it(wrapper):
    markup = (
        "<p>The data follow.</p><figure>"
        f"{wrapper.format(TABLE)}<figcaption>Racks at the end of 2022</figcaption></figure>"
    )
    assert shown(markup) == ["The data follow.", "^Racks at the end of 2022", *ROWS]


def test_the_source_under_a_figure_that_is_a_table_stays_there():
    markup = (
        f"<p>The data follow.</p><figure>{TABLE}<figcaption>Source: CAICT</figcaption></figure>"
    )
    raw, _ = page(markup)
    assert shown(markup) == ["The data follow.", *ROWS, "Source: CAICT"]
    assert raw.blocks[-1].kind == "paragraph"
