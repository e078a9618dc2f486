import pytest

from assistant.answer import Citation
from corpus.documents import Span
from evals import metrics, squad
from evals.metrics import all_evidence_at, answer_in, coverage, found_rank, reciprocal_rank

TEXT = "ab cd | ef gh. ij"  # word characters at 0 1 3 4 8 9 11 12 15 16


def span(start: int, end: int, doc_id: str = "d") -> Span:
    return Span(doc_id, start, end)


def citation(start: int, end: int, quote: str) -> Citation:
    return Citation(1, span(start, end), quote, "d.txt", "D", None, None, ())


@pytest.mark.parametrize(
    ("others", "share"),
    [
        ([], 0.0),
        ([span(0, 5)], 0.5),
        ([span(0, 8)], 0.5),  # the bar is no word character
        ([span(0, 5), span(8, 13)], 1.0),  # nor is what lies between two passages
        ([span(0, 5), span(3, 10)], 0.75),  # a union: nothing counts twice
        ([span(0, 13, "other")], 0.0),
    ],
)
def test_coverage_counts_the_union_in_word_characters(others: list[Span], share: float) -> None:
    assert coverage(span(0, 13), others, TEXT) == share


def test_coverage_of_marks_alone_is_nothing() -> None:
    assert coverage(span(6, 7), [span(0, 17)], TEXT) == 0.0


@pytest.mark.parametrize(
    ("ranked", "rank"),
    [
        ([], None),
        ([span(0, 17)], 1),
        ([span(15, 17), span(0, 17)], 2),
        ([span(0, 5), span(15, 17), span(8, 13)], 3),  # two halves make it whole
        ([span(0, 10)], None),  # 75 % is short of 80 %
        ([span(0, 12)], 1),  # 87 % is not
        ([span(0, 17, "other")], None),
    ],
)
def test_evidence_is_found_when_the_first_passages_together_hold_it(
    ranked: list[Span], rank: int | None
) -> None:
    assert found_rank([span(0, 13)], ranked, TEXT) == rank


def test_places_of_an_evidence_are_interchangeable() -> None:
    assert found_rank([span(0, 5), span(15, 17)], [span(8, 17)], TEXT) == 1


def test_a_question_needs_all_its_evidence_and_ranks_by_its_first() -> None:
    ranks = (2, 7)
    assert [all_evidence_at(ranks, k) for k in (1, 2, 6, 7)] == [0.0, 0.0, 0.0, 1.0]
    assert reciprocal_rank(ranks) == 0.5
    assert all_evidence_at((2, None), 20) == 0.0
    assert reciprocal_rank((None, 4)) == 0.25
    assert reciprocal_rank((None,)) == 0.0
    assert all_evidence_at((), 5) is None
    assert reciprocal_rank(()) is None


def test_recall_and_mrr_agree_with_trec_eval() -> None:
    pytrec_eval = pytest.importorskip("pytrec_eval")
    relevant = {"q1": [3], "q2": [1], "q3": [9], "q4": []}  # ranks of the one right passage
    qrels = {q: {f"p{ranks[0] if ranks else 99}": 1} for q, ranks in relevant.items()}
    run = {q: {f"p{rank}": 1.0 / rank for rank in range(1, 11)} for q in relevant}
    theirs = pytrec_eval.RelevanceEvaluator(qrels, {"recip_rank", "recall"}).evaluate(run)
    for question, ranks in relevant.items():
        mine = tuple(ranks) or (None,)
        assert theirs[question]["recip_rank"] == pytest.approx(reciprocal_rank(mine))
        assert theirs[question]["recall_5"] == all_evidence_at(mine, 5)
        assert theirs[question]["recall_10"] == all_evidence_at(mine, 10)


@pytest.mark.parametrize(
    ("prediction", "gold", "exact", "f1"),
    [
        ("The Entity List.", "entity list", 1.0, 1.0),
        ("BIS Entity List", "Entity List", 0.0, 0.8),  # 2 common of 3 and 2: 4/5
        ("the cat the cat sat", "cat cat", 0.0, 0.8),  # articles go, repeats count: 2*2/(3+2)
        ("cat", "cat cat", 0.0, 2 / 3),
        ("dog", "cat", 0.0, 0.0),
        ("", "cat", 0.0, 0.0),
        ("U.S.", "us", 1.0, 1.0),
        ("a-b", "ab", 1.0, 1.0),  # punctuation vanishes, as in the official script
    ],
)
def test_squad(prediction: str, gold: str, exact: float, f1: float) -> None:
    assert squad.exact_match(prediction, (gold,)) == exact
    assert squad.f1(prediction, (gold,)) == pytest.approx(f1)


def test_squad_takes_the_best_variant() -> None:
    assert squad.f1("entity list", ("blacklist", "Entity List")) == 1.0
    assert squad.exact_match("entity list", ("blacklist", "Entity List")) == 1.0
    assert squad.f1("entity list", ()) == 0.0


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("It was the Bureau's Entity-List, in 2019.", ["entity list"]),
        ("Member 朱鹤新 (Zhu Hexin)", ["Zhu Hexin"]),
        ("副部长罗文先生", ["罗 文"]),
        ("Beijing‑Tianjin–Hebei", ["Beijing-Tianjin-Hebei"]),
        ("in Zürich", ["Zurich"]),
        ("worth 70 billion yuan", ["CNY 70 billion"]),
        ("came out on February 9, 2021", ["9 February 2021"]),
        ("on the company’s list", ["company's list"]),
        ("In 2008 the ministry, MIIT, took over.", ["MIIT; 2008"]),
        (  # a long answer in another order and other forms
            "Foreign investors may open VPN services up to 50 percent, but app stores stay closed.",
            ["VPNs: opened to foreign investors up to 50 percent; app store closed"],
        ),
    ],
)
def test_an_answer_is_in_the_text(text: str, variants: list[str]) -> None:
    assert answer_in(text, variants)


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("entity of a list", ["entity list"]),
        ("The entities list", ["entity list"]),
        ("US 1 1 3, China 3 1 1, European Union 2 2", ["China 1, European Union 2, US 3"]),  # short
        (
            "Foreign investors may open VPN services up to 40 percent, but app stores stay closed.",
            ["VPNs: opened to foreign investors up to 50 percent; app store closed"],
        ),
        ("Said Arabia", ["AI"]),
        ("In 2009 the ministry, MIIT, took over.", ["MIIT; 2008"]),
        ("In 2008 the ministry took over.", ["MIIT; 2008"]),
        ("worth USD 70 billion", ["CNY 70 billion"]),
        ("", ["entity list"]),
        ("anything", ["—"]),
        ("anything", []),
    ],
)
def test_an_answer_is_not_in_the_text(text: str, variants: list[str]) -> None:
    assert not answer_in(text, variants)


@pytest.mark.parametrize(
    ("short", "variant", "right"),
    [
        ("the Entity List", "Entity List", True),
        ("BIS Entity List", "Entity List", True),  # F1 0.8
        ("Entity List of the Commerce Department", "Entity List", False),  # F1 0.5
        ("¥ 70bn", "CNY 70 billion", True),
        ("492 per 10,000 manufacturing workers", "492", True),
        ("at least 200 patents", "at least 300 patents", False),  # F1 0.75
        ("13 March 2020", "12 March 2020", False),  # F1 0.67
        ("12th of March, 2020", "12 March 2020", True),
        (" ".join(["word"] * 15) + " 492", "492", False),  # not short
        ("“Open” collaboration", "open collaboration", True),
        ("", "open collaboration", False),
    ],
)
def test_short_answers(short: str, variant: str, right: bool) -> None:
    assert metrics.short_answer(short, [variant]) is right


@pytest.mark.parametrize(
    ("text", "gold", "right"),
    [
        ("Yes", ["yes", "yes, it did"], True),
        ("No, it did not.", ["Yes"], False),
        ("It did. Yes.", ["Yes"], False),
        ("Not all of them", ["no", "not all of them"], False),
        ("No.", ["not all of them", "No, not all"], True),
        ("", ["no"], False),
        ("maybe", ["perhaps"], False),
    ],
)
def test_yes_and_no_are_told_by_the_first_word(text: str, gold: list[str], right: bool) -> None:
    assert metrics.same_polarity(text, gold) is right


def test_lists() -> None:
    gold = [["AI", "artificial intelligence"], ["5G"], ["rail"], ["6-8 firms", "six to eight"]]
    answer = ["Artificial Intelligence", "5G networks", "between 6 and 8", "steel", "robots"]
    assert metrics.list_recall(answer, gold) == 0.75
    assert metrics.list_precision(answer, gold) == 0.6
    assert metrics.list_recall(["AI, 5G and rail, for six to eight"], gold) == 1.0
    assert metrics.list_recall([], gold) == 0.0
    assert metrics.list_precision([], gold) is None
    assert metrics.list_recall(answer, []) is None
    assert metrics.list_precision(answer, []) is None


def test_evidence_is_cited_when_half_of_it_is() -> None:
    assert metrics.cited([span(0, 13)], [span(0, 5)], TEXT)
    assert not metrics.cited([span(0, 13)], [span(0, 4)], TEXT)
    assert metrics.cited([span(0, 13), span(15, 17)], [span(15, 17)], TEXT)
    assert not metrics.cited([], [span(0, 17)], TEXT)


def test_citation_precision_is_the_share_that_overlaps_evidence() -> None:
    citations = [span(0, 5), span(4, 20), span(40, 50), span(0, 5, "other")]
    assert metrics.citation_precision(citations, [span(3, 10), span(60, 70)]) == 0.5
    assert metrics.citation_precision([], [span(3, 10)]) is None


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
    assert metrics.quote_exact(citation(start, end, quote), TEXT) is exact


def test_abstentions() -> None:
    # answerable and answered, answerable and abstained, unanswerable and so on
    outcomes = [(True, False)] * 5 + [(True, True)] * 1 + [(False, True)] * 3 + [(False, False)] * 2
    assert metrics.abstain_precision(outcomes) == 3 / 4
    assert metrics.abstain_recall(outcomes) == 3 / 5
    assert metrics.false_refusals(outcomes) == 1 / 6
    assert metrics.abstain_precision([(True, False)]) is None
    assert metrics.abstain_recall([(True, False)]) is None
    assert metrics.false_refusals([(False, True)]) is None
