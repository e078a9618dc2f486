"""When a document without a printed date was made, and what that rests on."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import readers
from corpus.assemble import assemble
from corpus.documents import BlockKind, RawBlock
from corpus.metadata import describe

PROSE = "\n\n" + "The ministry has set out what it wants of the makers of machine tools. " * 6


def dated(source, name="trade.md", hints=None):
    """Give the date, what it rests on, and the words that say it."""
    made = assemble(readers.read(Path("a.md"), f"# Trade\n\n{PROSE}{source}".encode()).blocks)
    meta = describe(made.text, made.blocks, hints or {}, name)
    found = [each for each in meta.evidence if each.field == "issued"]
    assert meta.issued_inferred == bool(found)
    if not found:
        return meta.issued
    (each,) = found
    return meta.issued, each.how, made.text[each.start : each.end] if each.end else None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("\n\nData as of 3 May 2021.", ("2021-05", "latest state of the data", "3 May 2021")),
        (
            "\n\n截至2021年5月3日，共有二十家企业。",
            ("2021-05", "latest state of the data", "2021年5月3日"),
        ),
        ("\n\nStand: Mai 2021", ("2021-05", "latest state of the data", "Mai 2021")),
        (
            "\n\nBode 2019, accessed 3 May 2021; Roe 2018, accessed 1 March 2021.",
            ("2021-05", "latest access date", "3 May 2021"),
        ),
        (
            "\n\nBode 2019, abgerufen am 3. Mai 2021.",
            ("2021-05", "latest access date", "3. Mai 2021"),
        ),
        (
            "\n\n- 3 May 2021: A mill opens.\n- 4 May 2021: It closes.",
            ("2021-05", "latest date of the news", "4 May 2021"),
        ),
        (
            "\n\n## References\n\nBode, Ports, 3 May 2021.",
            ("2021", "latest date in the references", "3 May 2021"),
        ),
        (
            "\n\n## References\n\nBode 2021.\n\nRoe 2021a.\n\nLee 2019.\n\nVision 2035.",
            ("2021", "latest year of the references", "2021"),
        ),
        (
            "\n\nSee https://example.org/wp/2021/08/ports.pdf for more.",
            ("2021", "latest date in a link", "2021"),
        ),
        ("\n\nA mill opened in May 2021.", ("2021", "latest date in the text", "May 2021")),
        (
            "\n\nExports fell in 2020. Imports grew in 2021. Both rose in 2021.",
            ("2021", "latest year in the text", "2021"),
        ),
        (
            "\n\nA mill opened in May 2019. In 2020 it grew. In 2020 it closed. In 2030 all was"
            " known. In 2030 it was not.",
            ("2020", "latest year in the text", "2020"),
        ),
        ("\n\n© 2021 Rivers Institute", ("2021", "copyright line", "2021")),
        ("\n\n© 2018-2021 Rivers Institute", ("2021", "copyright line", "2021")),
        ("\n\n© Rivers Institute, June 2021", ("2021-06", "copyright line", "June 2021")),
        (
            "\n\nA mill opened in May 2021.\n\n© 2018 Rivers Institute",
            ("2021", "latest date in the text", "May 2021"),
        ),
        (
            "\n\nA mill opened in May 2021.\n\n© 2022 Rivers Institute",
            ("2022", "copyright line", "2022"),
        ),
        (
            "\n\nAs of 3 May 2021, two mills stood. A mill opened in June 2021.",
            ("2021", "latest date in the text", "June 2021"),
        ),
        ("\n\nAs of 1 May 2031 the law will apply.", None),
        ("\n\nThe mill will open in May 2031. It is to close by June 2040.", None),
        ("\n\nExports fell once in 2020.", None),
        ("\n\nThe plans for 2025 and those for 2025 and 2030.", None),
        ("", None),
    ],
)
def test_what_a_text_looks_back_on(source, expected):
    assert dated(source) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2021-03 Ports.md", ("2021-03", "file name", None)),
        ("ports_2021_03.md", ("2021-03", "file name", None)),
        ("20210302-ports.md", ("2021-03-02", "file name", None)),
        ("ports-2021-03-02.md", ("2021-03-02", "file name", None)),
        ("ports-march-2021.md", ("2021-03", "file name", None)),
        ("000_2b2021ee10342af925.md", None),
        ("ports-12345678.md", None),
        ("ports.md", None),
    ],
)
def test_a_date_in_the_name_of_a_file(name, expected):
    assert dated("", name) == expected


def test_the_day_on_which_a_file_was_made_counts_where_the_text_bears_it_out():
    made = {"created": "2021-05-20"}

    assert dated("", hints=made) == ("2021-05", "file's date of creation", None)
    assert dated("\n\nA mill opened in May 2020.", hints=made)[0] == "2021-05"
    assert dated("\n\nA mill opened in May 2011.", hints=made)[0] == "2011"
    assert dated("\n\nAs of 3 June 2021, all is well.", hints=made)[0] == "2021-06"


TEXT = st.text(
    st.sampled_from("ab AB.,:;()/-0129\n©年月日中国张") | st.characters(codec="utf-8"), max_size=60
)
WORDS = st.lists(
    TEXT
    | st.sampled_from(
        (
            *("By Lena Bode", "Authors:", "May 2021", "© 2021 ORCA", "Suggested citation:", "2021"),
            *("Reporting period: 1 – 31", "Published by the", "(计划)", "Subject: x y", "as of "),
            *("The report was funded by the Nordic Council", "https://a.b/2021/08/c", "Q2 2021"),
        )
    ),
    max_size=4,
).map(" ".join)
BLOCKS = st.lists(st.builds(RawBlock, st.sampled_from(BlockKind), WORDS), min_size=1, max_size=8)
KEYS = ("title", "authors", "publisher", "series", "issued", "period", "language", "created")


@settings(max_examples=150, deadline=None)
@given(BLOCKS, st.dictionaries(st.sampled_from(KEYS), WORDS, max_size=3), TEXT, st.lists(WORDS))
def test_whatever_a_document_says_its_evidence_lies_in_its_text(blocks, hints, name, heads):
    made = assemble(blocks)
    meta = describe(made.text, made.blocks, hints, name or "x", heads)

    assert meta.title
    for each in meta.evidence:
        assert (each.start is None) == (each.end is None)
        assert each.start is None or 0 <= each.start < each.end <= len(made.text)
        assert getattr(meta, each.field)
        if each.field == "issued" and each.start is not None and not each.how.startswith("end of"):
            printed = made.text[each.start : each.end]
            assert meta.issued[:4] in printed or "Q" in printed
