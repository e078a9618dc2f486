"""Who a person is: the post in a sentence or a row."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, item, paragraph, row

from assistant.answers.compose import compose
from assistant.answers.person import post
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored
from corpus.documents import BlockKind
from index.keywords import stems


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Anna Lind (安娜), Deputy Minister of Ports, Rails", "Deputy Minister of Ports, Rails"),
        ("As Anna Lind, the head of Aqua Lines, in her book Ports tells.", "head of Aqua Lines"),
        ("Anna Lind, an analyst at Aqua, said that ports grow.", "analyst at Aqua"),
        ("Anna Lind is the director of the port.", "director of the port"),
        ("In May Vice Premier Anna Lind spoke.", "Vice Premier"),
        ("Director of the Port Fund Anna Lind spoke.", "Director of the Port Fund"),
        ("In September Anna Lind addressed scientists.", ""),
        ("Anna Lind is reported to leave.", ""),
        ("Anna Lind, who spoke first, left.", ""),
    ],
)
def test_the_post_that_a_sentence_gives(sentence, said):
    assert post(r"\bAnna Lind\b", sentence) == said


def short(question: str, *blocks) -> str:
    """Answer from a document whose sentences are all ranked alike."""
    made = document(*blocks)
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    query = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    return compose(query, best, lambda _: made).short


TABLE = (
    heading("The group"),
    row("Role", "Name", "Post", kind=BlockKind.HEADER),
    row("Chair", "安 娜 (Anna Lind)", "Vice Premier of the State Council"),
    row("First member", "Bo Ek", "-"),
)


@pytest.mark.parametrize(
    ("question", "blocks", "said"),
    [
        ("Who is Anna Lind?", TABLE, "Vice Premier of the State Council"),
        ("Who is 安娜?", TABLE, "Vice Premier of the State Council"),
        ("Who's Bo Ek", TABLE, "First member"),
        ("Who is Bo Ek?", (item("Member: Bo Ek (博), Head of Ports"),), "Head of Ports"),
        (
            "Who was Anna Lind?",
            (paragraph("In 2020 Anna Lind spoke to many scientists."),),
            "In 2020 Anna Lind spoke to many scientists.",
        ),
    ],
)
def test_who_a_person_is(question, blocks, said):
    assert short(question, *blocks) == said
