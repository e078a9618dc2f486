"""Lists of terms on web pages: a line each, or a heading over what is told of it."""

from __future__ import annotations

import pytest
from read_pages import page


def blocks(markup: str) -> list[tuple[str, int, str]]:
    raw, _ = page(f"<html><body><h2>Terms</h2>{markup}<p>The end of it.</p></body></html>")
    return [(block.kind.value, block.level, block.text) for block in raw.blocks][1:-1]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (
            "<dl><dt>Dock</dt><dd>a place for ships</dd><dt>Tide:</dt><dd>what comes</dd></dl>",
            ["Dock: a place for ships", "Tide: what comes"],
        ),
        (
            "<dl><div><dt>Issued by</dt><dd>Port Office</dd><dd>Tide Bureau</dd></div></dl>",
            ["Issued by: Port Office, Tide Bureau"],
        ),
        (
            "<dl><dd>Ships land.</dd><dt>Dock</dt><dd>for ships</dd><dt>Tide</dt></dl>",
            ["Ships land.", "Dock: for ships", "Tide"],  # nothing is lost
        ),
        (
            "<dl><dt>Quay</dt><dt>Wharf</dt><dd>Ships land there.</dd><dd>So do rats.</dd></dl>",
            ["Quay, Wharf: Ships land there. So do rats."],
        ),
    ],
)
def test_a_term_and_the_few_words_on_it_make_one_line(markup, lines):
    assert blocks(markup) == [("paragraph", 0, line) for line in lines]


def test_a_term_of_which_more_is_told_is_its_heading():
    markup = "<dl><dt>Notice on Docks</dt><dd>Issued by: MIIT<br>Dated: 10 May 2031</dd></dl>"
    assert blocks(markup) == [
        ("heading", 3, "Notice on Docks"),
        ("paragraph", 0, "Issued by: MIIT"),
        ("paragraph", 0, "Dated: 10 May 2031"),
    ]


def test_a_list_without_terms_stays_as_it_is():
    assert blocks("<dl><dd>Ships land.</dd></dl>") == [("paragraph", 0, "Ships land.")]
