from corpus.assemble import assemble
from corpus.documents import BlockKind, Document, Evidence, Metadata, RawBlock
from index.ledger import DocumentRecord, Ledger

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
