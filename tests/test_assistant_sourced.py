"""Who stands behind a figure, by the note that its sentence cites."""

from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_document import document, hit, paragraph

from assistant.answers.sourced import name_source
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored
from corpus.documents import BlockKind, NoteMark, RawBlock
from index.keywords import stems

FIGURE = "A sum that is often cited, $7 million, is that of a broker."


@pytest.mark.parametrize(
    ("question", "text", "note", "said"),
    [
        ("Which broker is behind the $7 million?", FIGURE, "Bolt & Co, Ports (Alba, 2030), 12.",
         "Bolt & Co"),
        ("Who is behind the $7 million figure?", FIGURE, "Lin Shao et al., “Docks,” 2030.",
         "Lin Shao"),
        ("Who is behind the port?", FIGURE, "Bolt & Co, Ports (Alba, 2030), 12.", None),
        ("Which broker is behind the $7 million?", FIGURE, "Interview, March 2030.", None),
        ("Which broker is behind the $7 million?", "Bolt is the broker behind $7 million.",
         "Cove Bank, Ports (Alba, 2030), 12.", None),
        ("How much is it by the broker?", FIGURE, "Bolt & Co, Ports (Alba, 2030), 12.", None),
    ],
)  # fmt: skip
def test_an_unnamed_source_is_named_by_the_note(question, text, note, said):
    made = document(paragraph(text), RawBlock(BlockKind.FOOTNOTE, note, marker="3"))
    made = replace(made, marks=(NoteMark(len(text), "3", 1),))
    ranked = [Scored(one, 1.0, 1.0, True) for one in candidates(made, hit(made))]
    query = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    told = name_source(query, ranked, lambda _: made)
    assert (told.short if told else None) == said
    if told:
        assert [one.candidate.text for one in told.stands] == [text, note]
