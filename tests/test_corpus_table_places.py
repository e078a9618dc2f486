"""Places that ran together with the prose of the next column are told from it."""

from __future__ import annotations

import pytest

from corpus.table_places import part_places

ROWS = [
    ["Rail Centre", "2019", "Zhuzhou Study of trends in rail"],
    ["Port Centre", "2018", "Hong Kong Building a port; bringing firms together"],
    ["Farm Centre", "2017", "Luoyang Strengthening China's farms"],
    ["Chip Centre", "2016", "Wuhan\nProvision of support (technical)"],
]


def test_a_place_is_parted_from_what_stands_beside_it():
    assert part_places(["Name Since Location Focus"], ROWS, 3) == (
        ["Name", "Since", "Location", "Focus"],
        [
            ["Rail Centre", "2019", "Zhuzhou", "Study of trends in rail"],
            ["Port Centre", "2018", "Hong Kong", "Building a port; bringing firms together"],
            ["Farm Centre", "2017", "Luoyang", "Strengthening China's farms"],
            ["Chip Centre", "2016", "Wuhan", "Provision of support (technical)"],
        ],
    )


def test_a_row_that_begins_otherwise_stays_whole_among_many():
    rows = [*ROWS, ["Sea Centre", "2015", "to be told"], ["Air Centre", "2014"]]
    assert part_places(["Name Since Location Focus"], [*ROWS, *rows], 3)[1][-2:] == rows[-2:]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (["Name Since Focus"], ROWS),  # as many heads as cells
        (["Name Since Work Focus"], ROWS),  # no places
        (["Name Since Focus Location"], ROWS),  # nothing stands beside them
        (["Name Since Location Focus"], [["A", "2019", "in the north"]] * 3),
        (["Location Focus"], [["Zhuzhou Study of trends"]] * 3),  # one cell may be any prose
    ],
)
def test_other_tables_stay_as_they_are(names, rows):
    assert part_places(names, rows, len(rows[0])) is None
