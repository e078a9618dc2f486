"""Citations: nothing is cited that does not read back; numbers without gaps."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from briefing_document import document, heading, paragraph
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation, Sentence
from assistant.answers.told import Quoted
from assistant.citations import CitationError, cite, cite_all, marked, named
from corpus.documents import Span

PLAN = document(heading("Robots"), paragraph("The goal is 492 robots."), name="plan")
NOTE = document(paragraph("中国 makes  robots — many."), name="note")


class Shelf:
    """A library's documents, by their ids."""

    def document(self, doc_id):
        return {"plan": PLAN, "note": NOTE}[doc_id]


GOAL = Span("plan", PLAN.text.index("The"), len(PLAN.text))


def test_a_citation_holds_the_place_and_its_words(small_assistant):
    library = small_assistant.library
    text = library.document("2021-02.md").text
    start = text.index("Huawei")
    span = Span("2021-02.md", start, start + 15)
    assert cite(library, 3, span, "Huawei's  spendi") == Citation(
        number=3,
        span=span,
        quote="Huawei's spendi",
        file="2021-02.md",
        title="Industry Briefing",
        issued="2021-03-02",
        page=None,
        section=("Industry Briefing", "Chips"),
    )


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span("absent", 0, 5), "plan"),
        (Span("plan", 0, 10_000), PLAN.text),
        (Span("plan", 5, 5), ""),
        (Span("plan", 9, 5), ""),
        (Span("plan", -8, len(PLAN.text)), "robots."),
        (Span("plan", 10_000, 10_001), ""),
        (GOAL, "The goal is 493 robots."),
        (GOAL, "The goal is 492 robots. Truly."),
        (GOAL, "the goal is 492 robots."),
        (GOAL, "The goal is 492"),
    ],
)
def test_what_does_not_read_back_is_refused(span, expected):
    with pytest.raises(CitationError, match=f"{span.doc_id}"):
        cite(Shelf(), 1, span, expected)
    assert cite_all(Shelf(), [Quoted(expected, (span,))]) == ((), ())


@pytest.mark.parametrize(
    ("other", "shown"), [(None, "A title"), ("机器人计划", "A title (机器人计划)")]
)
def test_a_citation_names_both_titles_and_the_authors(other, shown):
    told = {"title_original": other, "authors": ("Lena Bode",), "issued_inferred": True}
    made = replace(PLAN, meta=replace(PLAN.meta, issued="2021", **told))
    library = SimpleNamespace(document=lambda _: made)
    found = cite(library, 1, GOAL, "492 robots.")

    assert {name: getattr(found, name) for name in told} == told
    assert named(found) == shown


def test_white_space_and_a_bullet_may_differ():
    assert cite(Shelf(), 1, GOAL, "goal  is\n492 robots.").quote == "The goal is 492 robots."


def test_numbers_have_no_gaps_and_a_place_has_one_number():
    head, absent = Span("plan", 0, 6), Span("absent", 0, 6)
    note = Span("note", 0, len(NOTE.text))
    sentences, citations = cite_all(
        Shelf(),
        [
            Quoted("Robots", (absent, head)),
            Quoted("Words from nowhere.", (GOAL, absent)),
            Quoted(NOTE.text, (note,)),
            Quoted("Robots", (head, absent)),
        ],
    )
    assert sentences == (
        Sentence("Robots", (1,)),
        Sentence(NOTE.text, (2,)),
        Sentence("Robots", (1,)),
    )
    assert [(c.number, c.span, c.quote) for c in citations] == [
        (1, head, "Robots"),
        (2, note, NOTE.text),
    ]


def test_every_place_of_a_sentence_has_its_number():
    first, second = Span("plan", 1, 6), Span("plan", len(PLAN.text) - 6, len(PLAN.text) - 1)
    sentences, citations = cite_all(Shelf(), [Quoted("obots", (first, second))])
    assert sentences == (Sentence("obots", (1, 2)),)
    assert [(c.number, c.span) for c in citations] == [(1, first), (2, second)]


def test_numbers_stand_behind_a_sentence():
    assert marked(Sentence("It is so.", (1, 12))) == "It is so. [1][12]"


spans = st.builds(
    Span, st.sampled_from(["plan", "note", "absent"]), st.integers(-40, 60), st.integers(-40, 60)
)


@given(st.lists(st.tuples(st.lists(spans, max_size=3), st.booleans()), max_size=6))
def test_whatever_is_asked_every_quote_is_the_stored_text(wanted):
    texts = {"plan": PLAN.text, "note": NOTE.text, "absent": "?"}
    quoted = [
        Quoted(
            texts[places[0].doc_id][places[0].start : places[0].end] if right and places else "x",
            tuple(places),
        )
        for places, right in wanted
    ]
    sentences, citations = cite_all(Shelf(), quoted)
    assert [c.number for c in citations] == list(range(1, len(citations) + 1))
    for citation in citations:
        span = citation.span
        assert 0 <= span.start < span.end
        assert citation.quote == texts[span.doc_id][span.start : span.end] != ""
    used = [number for sentence in sentences for number in sentence.citations]
    assert set(used) == {c.number for c in citations}
    assert all(sentence.citations for sentence in sentences)
