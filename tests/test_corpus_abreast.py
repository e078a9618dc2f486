import textwrap
from itertools import zip_longest
from pathlib import Path

from corpus.abreast import one_after_another
from corpus.assemble import assemble
from corpus.clean import split_lines
from corpus.readers.text import read

LEFT = (
    "The harbour board was set up in 1998 and hears the users of the port in spring. It sets the "
    "fees for the year by what it has learned from them, and tells the towns of it. The towns "
    "pay for the piers, as the council found in the year of the great flood, and they have not "
    "been asked for more since the new pier was"
)
RIGHT = (
    "opened in the summer of the next year. The fees have grown by little. All of the ships that "
    "call at the port are counted in autumn, and the sums are told to the guild. It meets once a "
    "month in its hall, which is old, and keeps the books of the port for as long as they last. "
    "Nobody else may see them without its leave."
)


def beside(left, right, width=44):
    """Print two texts side by side, as programs that keep a page's layout do."""
    rows = zip_longest(textwrap.wrap(left, width), textwrap.wrap(right, width), fillvalue="")
    return "\n".join(f"{a:<{width + 4}}{b}".rstrip() for a, b in rows)


def stored(raw):
    made = assemble(read(Path("a.txt"), raw.encode()).blocks)
    return [(str(block.kind), made.text[block.start : block.end]) for block in made.blocks]


def test_columns_side_by_side_are_read_one_after_the_other():
    title = "A title that goes across both of the columns of its page, and is no part of them"

    assert stored(f"{title}\n\n{beside(LEFT, RIGHT)}\n") == [
        ("heading", title),
        ("paragraph", f"{LEFT} {RIGHT}"),
    ]


def test_a_masthead_in_two_pieces_is_no_part_of_the_columns_below():
    head = "THE HARBOUR BULLETIN" + " " * 52 + "Quarter 2, 2023"
    dates = "Data as of 30 June 2023" + " " * 39 + "Released 14 July 2023"
    raw = f"{head}\n{dates}\n{'_' * 93}\n\nHEADLINES\n\n{beside(LEFT, RIGHT)}\n"

    assert stored(raw) == [
        ("header", "THE HARBOUR BULLETIN | Quarter 2, 2023"),
        ("row", "Data as of 30 June 2023 | Released 14 July 2023"),
        ("heading", "HEADLINES"),
        ("paragraph", f"{LEFT} {RIGHT}"),
    ]


def test_a_column_that_begins_is_told():
    lines = one_after_another(split_lines(beside(LEFT, RIGHT)))

    assert [line.text for line in lines if line.first] == [textwrap.wrap(RIGHT, 44)[0]]
    assert [line.number for line in lines][:2] == [1, 2]
    assert " ".join(line.text for line in lines) == f"{LEFT} {RIGHT}"


def test_a_table_stays_what_it_is():
    rows = [f"Port of the north {n}      Pier {n} of the guild, {n * 7} ships" for n in range(9)]

    assert one_after_another(split_lines("\n".join(rows))) == split_lines("\n".join(rows))


def test_text_of_one_column_stays_what_it_is():
    lines = split_lines("\n".join(textwrap.wrap(LEFT + " " + RIGHT, 80)))

    assert one_after_another(lines) == lines
