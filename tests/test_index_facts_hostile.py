"""What the rules of facts give of any text: no error, and offsets that lie in it."""

from __future__ import annotations

from briefing_document import document, item, paragraph
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import dates
from corpus.entries import entries
from index.facts.dated_papers import dated_papers
from index.facts.deed import deeds
from index.facts.definition import definitions
from index.facts.doers import acting, within_subject
from index.facts.extract import extract_facts
from index.facts.inline import enumerated
from index.facts.series import marked, series

PARTS = (
    *("Acme", "MHS", "the plan", "a notice", "of", "by", "which", "whose", "it", "is a", "was"),
    *("opened", "calls a", "any", "that is,", "namely", "and", "or", "has", "since", "from", "in"),
    *("2 May 2030", "May", "2030", "6 Sept.", "1-30 May", "[3 May]", "(5 May) –", "two days later"),
    *(",", ";", ":", ".", '"', "“", "”", "(", ")", "No. 7", "First,", "Second,", "The seven were"),
    *("three docks,", "among them", "Alba, Belm and Cove", "(i)", "(ii)", "2)", "the first three"),
    *("They are", "asked for", "the term means", "called", "We speak of", "where", "(6G)", "sixth"),
)  # fmt: skip
texts = st.lists(st.sampled_from(PARTS) | st.text(max_size=6), max_size=30).map(" ".join)


@given(texts)
def test_offsets_lie_in_the_sentence(text):
    times = [(found.date.iso() or "2030", found.start, found.end) for found in dates(text)]
    for deed in (*deeds(text, times, ("Acme",)), *dated_papers(text, times, ("Acme",))):
        assert 0 <= deed.start <= deed.verb < deed.end <= len(text)
        assert all(name in text or name == "Acme" for name in deed.who)
    for one in definitions(text):
        assert 0 <= one.start < one.end <= len(text) and one.term in text
    told = (marked(text), series(text, "MHS issued three norms."))
    items = [place for found in told if found for place in found.items]
    assert all(0 <= a < b <= len(text) for a, b in (*enumerated(text), *items))
    assert all(name in text for name in (*acting(text), *within_subject(text)))


@given(st.lists(texts, min_size=1, max_size=4))
def test_facts_and_dated_items_lie_in_the_document(lines):
    made = document(*(item(line) if n % 2 else paragraph(line) for n, line in enumerate(lines)))
    spans = [fact.span for fact in extract_facts(made)]
    spans += [span for entry in entries(made) for span in (entry.span, entry.printed, entry.text)]
    assert all(0 <= span.start <= span.end <= len(made.text) for span in spans)


def test_a_day_at_the_end_of_what_is_read_of_a_line():
    made = document(item(f"6 Sept.{' ' * 113}Suzhou opens a dock for all."))
    assert [entry.date for entry in entries(made)] == []
