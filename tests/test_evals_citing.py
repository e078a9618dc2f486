from functools import partial

import pytest

from assistant.answer import Citation
from corpus.documents import Span
from evals import citing

TEXT = "ab cd | ef gh. ij"  # word characters at 0 1 3 4 8 9 11 12 15 16


def span(start: int, end: int, doc_id: str = "d") -> Span:
    return Span(doc_id, start, end)


def citation(start: int, end: int, quote: str) -> Citation:
    return Citation(1, span(start, end), quote, "d.txt", "D", None, None, ())


def test_evidence_is_cited_when_half_of_it_is() -> None:
    assert citing.cited([span(0, 13)], [span(0, 5)], TEXT)
    assert not citing.cited([span(0, 13)], [span(0, 4)], TEXT)
    assert citing.cited([span(0, 13), span(15, 17)], [span(15, 17)], TEXT)
    assert not citing.cited([], [span(0, 17)], TEXT)


def test_citation_precision_is_the_share_that_overlaps_evidence() -> None:
    citations = [span(0, 5), span(4, 20), span(40, 50), span(0, 5, "other")]
    assert citing.citation_precision(citations, [span(3, 10), span(60, 70)]) == 0.5
    assert citing.citation_precision([], [span(3, 10)]) is None


@pytest.mark.parametrize(
    ("start", "end", "quote", "exact"),
    [
        (0, 5, "ab cd", True),
        (0, 5, "ab  cd", False),
        (0, 5, "ab ce", False),
        (0, 5, "ab", False),
        (-2, 17, "ij", False),
        (3, 3, "", False),
        (15, 20, "ij", False),  # it ends beyond the text
    ],
)
def test_a_quote_is_what_stands_at_its_span(start: int, end: int, quote: str, exact: bool) -> None:
    assert citing.quote_exact(citation(start, end, quote), TEXT) is exact


def test_citation_recall_is_the_share_of_the_evidence_that_is_cited() -> None:
    places = [[span(0, 5)], [span(8, 13), span(15, 17)], []]
    recall = partial(citing.citation_recall, text_of={"d": TEXT}.__getitem__)
    assert recall(places, [span(0, 17)]) == pytest.approx(2 / 3)  # the last was not located
    assert recall(places, [span(15, 17)]) == pytest.approx(1 / 3)
    assert recall(places, []) == 0.0
    assert recall([], [span(0, 17)]) is None


@pytest.mark.parametrize(
    ("sentence", "quotes", "held"),
    [
        ("Plan A costs 70 billion yuan.", ["The plan (Plan A) costs CNY 70 billion"], True),
        ("Plan A costs 70 billion yuan.", ["Plan A costs 60 billion yuan."], False),  # the number
        ("It began in May 2020.", ["It began in May", "2020 was its year"], False),  # the date
        ("Robots, rail and chips grew.", ["Robots and rail", "chip grew"], True),  # together
        ("Robots, rail and chips grew.", ["Robots and rail"], False),
        ("机器人", ["机器人产业"], False),  # a run of Chinese is one word
        ("...", ["well ..."], True),
    ],
)
def test_quotes_support_a_sentence(sentence: str, quotes: list[str], held: bool) -> None:
    assert citing.supported(sentence, quotes) is held


def test_citations_by_sentence() -> None:
    whole, half, other, off = "Robots and rail grew", "Robots and rail", "It all grew", "Chips fell"
    answer = [
        ("Robots and rail grew.", [whole, off]),  # the second is not needed
        ("Robots and rail grew.", [half, other]),  # both are, each for its half
        ("Robots and rail grew.", [off]),  # not supported
        ("Robots and rail grew.", []),
    ]
    assert citing.sentence_recall(answer) == 2 / 4
    assert citing.sentence_precision(answer) == 3 / 5
    assert citing.sentence_recall([]) is None
    assert citing.sentence_precision([("Robots grew.", [])]) is None
