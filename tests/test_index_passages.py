"""Passages: exact offsets, sections respected, never over the encoder's limit."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.assemble import assemble
from corpus.contents import contents
from corpus.documents import BlockKind, Document, Metadata, RawBlock
from index.encoder import find_model
from index.passages import Sizes, embedded_text, split_document, table_heads
from index.tokens import count_tokens

COUNT = find_model().token_counter()
SIZES = Sizes(60, 200, 256, count_tokens, COUNT)


def document(*blocks: RawBlock) -> Document:
    whole = assemble(blocks)
    meta = Metadata("A title")
    return Document("d", meta, "d.md", "", whole.text, whole.blocks, whole.sections, whole.pages)


def heading(text: str, level: int = 1) -> RawBlock:
    return RawBlock(BlockKind.HEADING, text, level=level)


def paragraph(words: int, word: str = "plan") -> RawBlock:
    return RawBlock(BlockKind.PARAGRAPH, " ".join([word] * words) + ".")


def item(text: str) -> RawBlock:
    return RawBlock(BlockKind.ITEM, text)


def shown(*blocks: RawBlock) -> list[tuple[tuple[str, ...], str]]:
    made = document(*blocks)
    return [(p.section, made.text[p.span.start : p.span.end]) for p in split_document(made, SIZES)]


def test_sections_of_fair_length_are_passages_of_their_own():
    found = shown(heading("One"), paragraph(100), heading("Two"), paragraph(100))
    assert [(section, text[:8]) for section, text in found] == [
        (("One",), "One\n\npla"),
        (("Two",), "Two\n\npla"),
    ]


def test_a_small_section_joins_its_neighbour():
    found = shown(heading("Top"), heading("One", 2), paragraph(9), heading("Two", 2), paragraph(99))
    assert [section for section, _ in found] == [("Top",)]


def test_a_lead_in_goes_with_its_list():
    lead = RawBlock(BlockKind.PARAGRAPH, "The aims are:")
    found = shown(heading("One"), paragraph(190), lead, *(item(f"aim {n} " * 30) for n in "ab"))
    assert [text.splitlines()[0] for _, text in found] == ["One", "The aims are:"]


def test_a_long_paragraph_is_cut_between_sentences():
    sentence = "The ministry issued a plan for the industry in that year. "
    found = shown(RawBlock(BlockKind.PARAGRAPH, sentence * 60))
    assert len(found) > 2
    assert all(text.startswith("The ministry") and text.endswith("year.") for _, text in found)


def test_text_without_sentences_or_spaces_is_cut_all_the_same():
    found = shown(RawBlock(BlockKind.PARAGRAPH, "数" * 1000))
    assert "".join(text for _, text in found) == "数" * 1000
    assert all(COUNT(text) <= 256 for _, text in found)


def test_footnotes_do_not_join_long_prose():
    note = RawBlock(BlockKind.FOOTNOTE, "source " * 80, marker="1")
    found = shown(paragraph(100), note, paragraph(100))
    assert [text[:3] for _, text in found] == ["pla", "[1]", "pla"]


def test_the_heading_is_embedded_before_the_words():
    assert embedded_text("T", ("A", "B", "C"), "words") == "B – C\nwords"
    assert embedded_text("T", (), "words") == "T\nwords"
    assert embedded_text("T", ("One",), "One\n\nwords") == "One\n\nwords"


def row(kind: BlockKind, *cells: str) -> RawBlock:
    return RawBlock(kind, "", cells=cells)


def test_rows_are_embedded_below_their_caption_and_header():
    caption = RawBlock(BlockKind.CAPTION, "Table 1: Plants")
    note = RawBlock(BlockKind.FOOTNOTE, "Ward 2019.", marker="1")
    header, body = BlockKind.HEADER, BlockKind.ROW
    table = [
        row(header, "Region", "Plants"),
        row(body, "North", "4"),
        note,
        row(body, "South", "6"),
    ]
    second = [paragraph(9), row(header, "Year", "Plan"), row(body, "2015", "Ports")]
    made = document(paragraph(9), caption, *table, *second)
    heads = table_heads(made)

    assert {
        made.text[block.start : block.end]: heads[block.start]
        for block in made.blocks
        if block.start in heads
    } == {
        "Region | Plants": "Table 1: Plants",
        "North | 4": "Table 1: Plants\nRegion | Plants",
        "South | 6": "Table 1: Plants\nRegion | Plants",
        "Year | Plan": "",
        "2015 | Ports": "Year | Plan",
    }
    assert embedded_text("T", ("One",), "North | 4", "Region | Plants") == (
        "One\nRegion | Plants\nNorth | 4"
    )
    assert embedded_text("T", ("One",), "One\n\nwords") == "One\n\nwords"


def test_rows_with_their_header_fit_the_encoder():
    header = row(BlockKind.HEADER, "region of the north " * 20, "plants")
    rows = [row(BlockKind.ROW, f"place {at} " * 12, str(at)) for at in range(30)]
    made = document(header, *rows)
    heads = table_heads(made)
    found = split_document(made, SIZES)
    texts = [made.text[p.span.start : p.span.end] for p in found]
    embedded = [
        embedded_text("A title", p.section, text, heads.get(p.span.start, ""))
        for p, text in zip(found, texts, strict=True)
    ]

    assert len(found) > 3
    assert "\n".join(texts) == made.text
    assert max(map(COUNT, embedded)) <= SIZES.limit
    assert all(text.startswith("A title\nregion of the north") for text in embedded)


blocks = st.lists(
    st.builds(
        RawBlock,
        kind=st.sampled_from([k for k in BlockKind if k not in ("row", "header")]),
        text=st.text("ab Z.:数\n'", max_size=900),
        level=st.integers(0, 3),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(blocks)
def test_passages_hold_every_block_once_and_fit_the_encoder(raw):
    made = document(*raw)
    named = contents(made)
    said = [block for at, block in enumerate(made.blocks) if at not in named] or made.blocks
    passages = split_document(made, SIZES)
    assert [p.span.start for p in passages] == sorted(p.span.start for p in passages)
    assert all(a.span.end <= b.span.start for a, b in pairwise(passages))
    kept = "".join(made.text[p.span.start : p.span.end] for p in passages)
    assert "".join(kept.split()) == "".join(
        "".join(made.text[block.start : block.end].split()) for block in said
    )
    for passage in passages:
        text = made.text[passage.span.start : passage.span.end]
        assert text == text.strip() != ""
        assert passage.id == f"d@{passage.span.start}"
        assert COUNT(embedded_text("A title", passage.section, text)) <= 256
        assert count_tokens(text) <= 200


def test_a_contents_page_is_no_passage():
    lines = [item(f"{n} Docks of the north ......... {n}") for n in (1, 2, 3)]
    assert shown(paragraph(9), heading("Contents"), *lines, heading("One"), paragraph(9)) == [
        ((), " ".join(["plan"] * 9) + "."),
        (("One",), "One\n\n" + " ".join(["plan"] * 9) + "."),
    ]


def test_a_document_that_is_a_contents_page_alone_is_searched_all_the_same():
    assert shown(heading("Contents"), item("Docks 3"), item("Tides 5")) == [
        (("Contents",), "Contents\n\nDocks 3\nTides 5")
    ]
