from pathlib import Path

import pytest

from corpus.readers.markdown import read

FUNDS = """\
Table 1. Funds closed in spring
Fund\tManager\tSize (CNY m)\tClosed
Delta Fund\tDelta Ports\t340\tMarch 2024
North Fund\tLee\\-Otto\t390
Blue Fund\tGull\t1,120\tMay 2024
Source: managers.
"""
POSTS = """\
<b>Person</b>\t<b>Post</b>
Li Wen\tHead of the *Delta* Fund
Zhao Min\tDeputy head of the North Fund
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            FUNDS,
            [
                ("caption", "Table 1. Funds closed in spring"),
                ("header", ("Fund", "Manager", "Size (CNY m)", "Closed")),
                ("row", ("Delta Fund", "Delta Ports", "340", "March 2024")),
                ("row", ("North Fund", "Lee-Otto", "390", "")),
                ("row", ("Blue Fund", "Gull", "1,120", "May 2024")),
                ("paragraph", "Source: managers."),
            ],
        ),
        (
            POSTS,
            [
                ("header", ("Person", "Post")),
                ("row", ("Li Wen", "Head of the Delta Fund")),
                ("row", ("Zhao Min", "Deputy head of the North Fund")),
            ],
        ),
        (
            "Fund | Manager | Size\nDelta Fund | Gull | 340\nNorth Fund | Heron | 390\n",
            [
                ("header", ("Fund", "Manager", "Size")),
                ("row", ("Delta Fund", "Gull", "340")),
                ("row", ("North Fund", "Heron", "390")),
            ],
        ),
        (
            "Date: May | Status: law | No.: 4\nDate: June | Status: law | No.: 5\n"
            "Date: July | Status: law | No.: 6\n",
            [
                ("paragraph", "Date: May | Status: law | No.: 4"),
                ("paragraph", "Date: June | Status: law | No.: 5"),
                ("paragraph", "Date: July | Status: law | No.: 6"),
            ],
        ),
        (
            "The ports\tlast year\nwere calm, and\nthe yards full.\n",
            [("paragraph", "The ports\tlast year were calm, and the yards full.")],
        ),
        (
            "The plan\t2\nThe yards\t14\nThe ports\t19\n",
            [("item", "The plan\t2"), ("item", "The yards\t14"), ("item", "The ports\t19")],
        ),
    ],
    ids=[
        "between a caption and a source",
        "bold heads",
        "bars",
        "fields",
        "a tab in prose",
        "contents",
    ],
)
def test_cells_that_tabs_part(text, expected):
    found = read(Path("letter.md"), text.encode()).blocks

    assert [(block.kind.value, block.cells or block.text) for block in found] == expected
