from hypothesis import given
from hypothesis import strategies as st

from corpus.assemble import assemble, normalise
from corpus.documents import Block, BlockKind, Page, RawBlock, Section

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
HEADER, ROW, FOOTNOTE = BlockKind.HEADER, BlockKind.ROW, BlockKind.FOOTNOTE


def heading(text, level=1):
    return RawBlock(HEADING, text, level=level)


def item(text, marker="-", level=0):
    return RawBlock(ITEM, text, level=level, marker=marker)


def row(*cells, kind=ROW):
    return RawBlock(kind, "", cells=cells)


def groups(*blocks):
    return [block.group for block in assemble(blocks).blocks]


def paths(*blocks):
    return [section.path for section in assemble(blocks).sections]


def test_blocks_stand_apart_and_offsets_are_exact():
    made = assemble(
        [
            RawBlock(PARAGRAPH, "  Lead\n text\u200b ", page=1),
            heading("Title", 1),
            item("one", "•"),
            item("two", "•", level=1),
            row("Country", "2019", kind=HEADER),
            row("China", "4.1 %"),
            RawBlock(FOOTNOTE, "A note.", page=2, marker="12."),
        ]
    )
    assert made.text == (
        "Lead text\n\nTitle\n\n- one\n- two\n\nCountry | 2019\nChina | 4.1 %\n\n[12] A note."
    )
    assert made.blocks == (
        Block(PARAGRAPH, 0, 9, page=1),
        Block(HEADING, 11, 16, level=1),
        Block(ITEM, 18, 23, group=1),
        Block(ITEM, 24, 29, level=1, group=1),
        Block(HEADER, 31, 45, group=2, cells=((31, 38), (41, 45))),
        Block(ROW, 46, 59, group=2, cells=((46, 51), (54, 59))),
        Block(FOOTNOTE, 61, 73, page=2),
    )
    assert made.sections == (Section((), 0, 0, 9), Section(("Title",), 1, 11, 73))
    assert made.pages == (Page(1, 0, 61), Page(2, 61, 73))


def test_nothing_gives_nothing():
    made = assemble([RawBlock(PARAGRAPH, " \u200b\t"), row("", " "), item("", "1.")])
    assert (made.text, made.blocks, made.sections, made.pages) == ("", (), (), ())


def test_markers_are_kept_when_they_count_and_made_alike_when_they_do_not():
    markers = ["1.", "(a)", "iv)", "一、", "•", "\uf0b7", "–", ""]
    made = assemble([RawBlock(ITEM, "x", marker=marker) for marker in markers])
    assert " ".join(made.text.split()) == "1. x (a) x iv) x 一、 x - x - x - x x"


def test_empty_cells_keep_their_place():
    made = assemble([row("", "a", ""), row("b", "", "c")])
    assert made.text == "| a |\nb |  | c"
    assert [made.text[s:e] for b in made.blocks for s, e in b.cells] == ["", "a", "", "b", "", "c"]


def test_white_space_and_invisible_characters():
    assert normalise("\ufeffa\u00a0\u3000b\x00\u00adc\r\n\u202ed\u0301") == "a bc d\u0301"
    assert normalise("e\u0301") == "é"


def test_lists_end_where_another_begins():
    assert groups(item("a"), item("b"), RawBlock(PARAGRAPH, "p"), item("c")) == [1, 1, None, 2]
    assert groups(item("a", "1."), item("b", "2."), item("c", "1.")) == [1, 1, 2]
    assert groups(item("a", "1."), item("b", "-", 1), item("c", "2.")) == [1, 1, 1]
    assert groups(item("a", "1."), item("b", "•")) == [1, 2]
    assert groups(item("a"), row("x"), row("y", kind=HEADER), row("z")) == [1, 2, 3, 3]


def test_a_footnote_at_the_foot_of_a_page_does_not_end_a_list():
    note = RawBlock(FOOTNOTE, "n", marker="1")
    assert groups(item("a"), note, item("b")) == [1, None, 1]


def test_sections_nest_over_level_jumps():
    assert paths(heading("A"), heading("B", 4), heading("C", 2), heading("D", 1)) == [
        ("A",),
        ("A", "B"),
        ("A", "C"),
        ("D",),
    ]


def test_numbered_headings_of_one_sequence_share_a_level():
    assert paths(
        heading("News", 2),
        heading("1. First", 3),
        heading("2. Second", 2),
        heading("3. Third", 4),
        heading("Other", 2),
    ) == [
        ("News",),
        ("News", "1. First"),
        ("News", "2. Second"),
        ("News", "3. Third"),
        ("Other",),
    ]


def test_sequences_at_two_levels_stay_apart():
    blocks = [heading("1. A"), heading("1. a", 2), heading("2. b", 2), heading("2. B")]
    assert [block.level for block in assemble(blocks).blocks] == [1, 2, 2, 1]


def test_pages_only_go_forward():
    blocks = [RawBlock(PARAGRAPH, "x", page=page) for page in (2, None, 5, 3)]
    made = assemble(blocks)
    assert made.pages == (Page(2, 0, 6), Page(5, 6, 10))
    assert [block.page for block in made.blocks] == [2, None, 5, 3]


texts = st.text(st.sampled_from("ab 1|\n\t\u200b\u00ade\u0301中\u00a0."), max_size=12)
markers = st.sampled_from(["", "-", "•", "1.", "(a)", "12"])
raw_blocks = st.builds(
    RawBlock,
    kind=st.sampled_from(BlockKind),
    text=texts,
    page=st.none() | st.integers(1, 5),
    level=st.integers(0, 6),
    cells=st.lists(texts, max_size=4).map(tuple),
    marker=markers,
)


@given(st.lists(raw_blocks, max_size=12))
def test_offsets_hold_for_any_blocks(raw):
    made = assemble(raw)
    covered = set()
    previous = 0
    for block in made.blocks:
        assert previous <= block.start < block.end <= len(made.text)
        assert made.text[previous : block.start].strip("\n") == ""
        sliced = made.text[block.start : block.end]
        assert sliced == normalise(sliced) or block.cells
        covered.update(range(block.start, block.end))
        previous = block.end
        for start, end in block.cells:
            assert block.start <= start <= end <= block.end
    assert all(made.text[at].isspace() for at in range(len(made.text)) if at not in covered)


@given(st.lists(raw_blocks, max_size=12))
def test_blocks_and_cells_read_back(raw):
    made = assemble(raw)
    is_row = (HEADER, ROW)
    wanted = []
    for block in raw:
        cells = [normalise(cell) for cell in block.cells or (block.text,)]
        if block.kind in is_row and any(cells):
            wanted.append(cells)
        elif block.kind not in is_row and normalise(block.text):
            wanted.append(normalise(block.text))
    found = [
        [made.text[start:end] for start, end in block.cells]
        if block.kind in is_row
        else made.text[block.start : block.end]
        for block in made.blocks
    ]
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert one == other if isinstance(other, list) else one.endswith(other)


@given(st.lists(raw_blocks, max_size=12))
def test_sections_hold_everything_and_nest(raw):
    made = assemble(raw)
    if made.blocks:
        assert made.sections[0].start == 0
        assert max(section.end for section in made.sections) == len(made.text)
    for outer in made.sections:
        for inner in made.sections:
            apart = inner.end <= outer.start or outer.end <= inner.start
            within = outer.start <= inner.start and inner.end <= outer.end
            around = inner.start <= outer.start and outer.end <= inner.end
            assert apart or within or around
            if within and inner != outer:
                assert inner.path[: len(outer.path)] == outer.path and inner.level > outer.level


@given(st.lists(raw_blocks, max_size=12))
def test_pages_follow_each_other(raw):
    made = assemble(raw)
    for page, after in zip(made.pages, made.pages[1:], strict=False):
        assert page.end == after.start and page.number < after.number
    if made.pages:
        assert (made.pages[0].start, made.pages[-1].end) == (0, len(made.text))
