from dataclasses import replace

from corpus.assemble import assemble
from corpus.documents import BlockKind, Document, Evidence, Metadata, RawBlock, Span
from corpus.load import find, read_document
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.keywords import match_query
from index.ledger import DocumentRecord, Ledger
from index.library import Library
from index.passages import Passage

META = Metadata(
    "Trade after the storm",
    "ORCA",
    "Monograph",
    "2021",
    ("2020-01-01", "2020-12-31"),
    "en",
    ("Lena Bode", "张三"),
    "风暴后的贸易",
    True,
    (
        Evidence("title", "running head"),
        Evidence("authors", "byline", 3, 12),
        Evidence("issued", "latest date in the text", 20, 24),
    ),
)


def test_all_metadata_comes_back_from_the_ledger(tmp_path):
    made = assemble([RawBlock(BlockKind.PARAGRAPH, "By Lena Bode. It was 2021.")])
    full = Document("a.md", META, "a.md", "0" * 64, made.text, made.blocks, made.sections)
    bare = Document("b.md", Metadata("B"), "b.md", "1" * 64, made.text, made.blocks, ())
    ledger = Ledger.create(tmp_path / "ledger.sqlite")
    for document in (full, bare):
        ledger.add(document, [])
    ledger.close()

    found = Ledger.open(tmp_path / "ledger.sqlite")

    assert [found.document("a.md"), found.document("b.md")] == [full, bare]
    assert found.records() == (
        DocumentRecord("a.md", "a.md", META, "0" * 64),
        DocumentRecord("b.md", "b.md", Metadata("B"), "1" * 64),
    )


def test_what_was_taken_out_and_where_notes_are_cited_survives_the_index(tmp_path):
    pages = [
        "HARBOUR WATCH\n\nShips land in the northern port all through the night.1 They bring\n"
        "steel, and leave with grain that is grown far inland.\n\n1 As the office counts.\n\n1",
        "HARBOUR WATCH\n\nThe southern port is smaller. It has been so for thirty years, and\n"
        "nobody thinks that this will change.2\n\n2 Own count.\n\n2",
        "HARBOUR WATCH\n\nIn the east there is no port, as the water there is not deep.\n\n3",
    ]
    folder, root = tmp_path / "corpus", tmp_path / "index"
    folder.mkdir()
    (folder / "watch.txt").write_text("\f".join(pages))
    build(folder, root, DEFAULT_MODEL)
    read = read_document(find(folder)[0])
    library = Library.open(root)
    stored = library.document("watch.txt")
    assert replace(stored, raw=library.raw("watch.txt")) == read
    assert [(mark.label, mark.note is not None) for mark in stored.marks] == [
        ("1", True),
        ("2", True),
    ]
    assert {removal.rule.value for removal in stored.removed} == {"running head", "page number"}
    assert all(block.lines for block in stored.blocks)
    assert library.raw("watch.txt") == "\f".join(pages)


def test_a_document_is_found_by_either_of_its_titles(tmp_path):
    made = assemble([RawBlock(BlockKind.PARAGRAPH, "Ports cope.")])
    document = Document("a.md", META, "a.md", "0" * 64, made.text, made.blocks, ())
    ledger = Ledger.create(tmp_path / "ledger.sqlite")
    ledger.add(document, [(0, Passage("a.md@0", Span("a.md", 0, len(made.text)), (), None))])

    for title in ("风暴后的贸易", "trade storm"):
        assert [number for number, _ in ledger.search(match_query(title), 5)] == [0]
