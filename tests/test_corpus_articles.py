"""The articles of a law: where each begins, and which one a text or a question names."""

import pytest

from corpus.articles import article_labels, articles, named_articles, references
from corpus.assemble import assemble
from corpus.documents import BlockKind, Document, Metadata, RawBlock


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (
            [
                "Article 1 Mills are licensed.",
                "Licences last.",
                "Article 2. Ships too.",
                "Article 3",
            ],
            {0: "Article 1", 2: "Article 2", 3: "Article 3"},
        ),
        (
            ["第一条　为了规范。", "第二条 本办法适用。", "第三条 处罚。"],
            {0: "第一条", 1: "第二条", 2: "第三条"},
        ),
        (["Article 1 Mills are licensed.", "Article 2 Ships too."], {}),  # quoted from one
        (["Article 1 of the law names mills."] * 3, {}),
        (["Article 7 Mills.", "Article 30 Ships.", "Article 2 Ports."], {}),
        (
            [f"Article {number} Mills." for number in (1, 2, 3, 1, 2, 3)],
            {at: f"Article {number}" for at, number in enumerate((1, 2, 3, 1, 2, 3))},
        ),
    ],
)
def test_where_articles_begin(texts, labels):
    assert article_labels(enumerate(texts)) == labels


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Whoever violates Article 8, 9 or 10 shall be fined.", {8, 9, 10}),
        ("Articles 3 to 5 and Article 7 apply.", {3, 4, 5, 7}),
        ("依照第二十六条和第一百零三条处罚。", {26, 103}),
        ("An article of 2021 says so.", set()),
    ],
)
def test_which_articles_a_text_speaks_of(text, numbers):
    assert references(text) == numbers


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("What does article 10 require?", {10}),
        ("第十条规定了什么？", {10}),
        ("How many articles are there?", set()),
        ("Which article of 2021 is it?", set()),
    ],
)
def test_which_article_a_question_names(question, numbers):
    assert named_articles(question) == numbers


def test_articles_are_sections_under_their_chapter():
    made = assemble(
        [
            RawBlock(BlockKind.HEADING, "Rules on mills", level=1),
            RawBlock(BlockKind.HEADING, "Chapter I", level=2),
            RawBlock(BlockKind.PARAGRAPH, "Article 1 Mills are licensed."),
            RawBlock(BlockKind.PARAGRAPH, "Licences last."),
            RawBlock(BlockKind.HEADING, "Chapter II", level=2),
            RawBlock(BlockKind.PARAGRAPH, "Article 2 Ships too."),
            RawBlock(BlockKind.PARAGRAPH, "Article 3 Ports too."),
            RawBlock(BlockKind.PARAGRAPH, "Translator's notes: The draft had two articles."),
        ]
    )
    document = Document(
        "d", Metadata("Rules on mills"), "d", "", made.text, made.blocks, made.sections
    )
    found = {
        number: (section.path, made.text[section.start : section.end])
        for number, section in articles(document).items()
    }
    assert found == {
        1: (
            ("Rules on mills", "Chapter I", "Article 1"),
            "Article 1 Mills are licensed.\n\nLicences last.",
        ),
        2: (("Rules on mills", "Chapter II", "Article 2"), "Article 2 Ships too."),
        3: (("Rules on mills", "Chapter II", "Article 3"), "Article 3 Ports too."),
    }
