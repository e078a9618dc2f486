from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.assemble import assemble
from corpus.documents import BlockKind, NoteMark, RawBlock, Removal, Rule
from corpus.load import find, read_document
from corpus.marks import bare, char_for, lift, spelled

LABELS = [
    *map(str, range(130)),
    "9999",
    "*",
    "**",
    "***",
    "†",
    "§§",
    "a",
    "zz",
    "iii",
    "iv",
    "xcix",
]


@given(st.lists(st.tuples(st.text("ab .,中", max_size=4), st.sampled_from(LABELS)), max_size=6))
def test_marks_are_lifted_from_where_they_were_put(parts):
    marked = "".join(text + char_for(label) for text, label in parts)
    plain = "".join(text for text, _ in parts)
    offsets = [sum(len(text) for text, _ in parts[: n + 1]) for n in range(len(parts))]

    assert lift(marked) == (plain, tuple(zip(offsets, (label for _, label in parts), strict=True)))
    assert bare(marked) == plain


@pytest.mark.parametrize("label", ["", "10000", "****", "ab", "1a", "٣", "iix", "c1"])
def test_what_is_no_label_of_a_note_has_no_mark(label):
    assert char_for(label) == ""


def note(number, text):
    return RawBlock(BlockKind.FOOTNOTE, text, marker=number)


def test_a_mark_points_to_the_next_note_of_its_label_or_else_to_the_last():
    one, two, star = char_for("1"), char_for("2"), char_for("*")
    assembled = assemble(
        [
            RawBlock(BlockKind.PARAGRAPH, f"Sales  rose{one}, prices fell.{two}"),
            note("1", "Own count."),
            RawBlock(BlockKind.ROW, "", cells=(f" Steel{one} ", f"4{star}{two}")),
            note("(1)", "Ward 2019."),
            RawBlock(BlockKind.ITEM, f"Wages{one}", marker="•"),
        ]
    )

    assert assembled.text == (
        "Sales rose, prices fell.\n\n[1] Own count.\n\nSteel | 4\n\n[1] Ward 2019.\n\n- Wages"
    )
    assert assembled.marks == (
        NoteMark(assembled.text.index(","), "1", 1),
        NoteMark(assembled.text.index("\n"), "2"),
        NoteMark(assembled.text.index(" | 4"), "1", 3),
        NoteMark(assembled.text.index("4") + 1, "*"),
        NoteMark(assembled.text.index("4") + 1, "2"),
        NoteMark(len(assembled.text), "1", 3),
    )


REPORT = """\
1.1 The makers

Makers of machine tools have grown in number since
the reform,1 and most of them sell at home.

1 Own count of plants that hold a licence and sold
in the year before.

                    INSTITUTE REPORT 14



They also sell abroad.2 Prices fell in the spring and
the makers of parts were hit first by the new rules.

2 Ward 2019.

                    INSTITUTE REPORT 15



They hope for the autumn, when the fair takes place
and the makers show what they have made in the year.
"""


def test_a_text_file_keeps_its_lines_its_marks_and_what_was_taken_out(tmp_path: Path):
    (tmp_path / "report.txt").write_text(REPORT)

    document = read_document(find(tmp_path)[0])

    assert [(document.text[b.start : b.end], b.lines) for b in document.blocks] == [
        ("1.1 The makers", ((1, 1),)),
        (
            "Makers of machine tools have grown in number since the reform, and most of them sell"
            " at home.",
            ((3, 4),),
        ),
        (
            "[1] Own count of plants that hold a licence and sold in the year before.",
            ((6, 7),),
        ),
        (
            "They also sell abroad. Prices fell in the spring and the makers of parts were hit"
            " first by the new rules.",
            ((13, 14),),
        ),
        ("[2] Ward 2019.", ((16, 16),)),
        (
            "They hope for the autumn, when the fair takes place and the makers show what they"
            " have made in the year.",
            ((22, 23),),
        ),
    ]
    assert [(document.text[m.at - 6 : m.at], m.label, m.note) for m in document.marks] == [
        ("eform,", "1", 2),
        ("broad.", "2", 4),
    ]
    assert document.removed == (
        Removal(Rule.RUNNING_HEAD, "INSTITUTE REPORT 14", lines=((9, 9),)),
        Removal(Rule.RUNNING_HEAD, "INSTITUTE REPORT 15", lines=((18, 18),)),
    )
    assert document.raw == REPORT


def test_marks_are_spelled_where_they_were_printed():
    assert spelled(f"in 2018{char_for('12')} and{char_for('**')}") == "in 201812 and**"
