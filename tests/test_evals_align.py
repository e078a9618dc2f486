from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Metadata, Span
from evals.align import Aligner, locate, skeleton
from evals.gold import read_gold


def found(quote: str, text: str) -> list[str]:
    return [text[start:end] for start, end in locate(quote, skeleton(text))]


@pytest.mark.parametrize(
    ("quote", "stored", "place"),
    [
        ("strate- gic AI plans", "of strategic AI plans, and", "strategic AI plans"),
        ("the SARS- like illness", "the SARS-like illness.", "the SARS-like illness"),
        ("well-known plan", "a wellknown plan here", "wellknown plan"),
        ("**Date:** February 9, 2021", "Date: February 9, 2021.", "Date: February 9, 2021"),
        ("The [plan’s predecessor](#) led", "The plan's predecessor led", None),
        ("see [the plan](https://a.org/b) of 2020", "see the plan of 2020", None),
        ("<b>MERICS</b> Top 5", "x MERICS Top 5", "MERICS Top 5"),
        ("11 大疆创新 DJI www .dji .com", "| 11 | 大疆创新 | DJI | www.dji.com |", None),
        ("罗 文 (Luo Wen) Deputy", "罗文 (Luo Wen) | Deputy", "罗文 (Luo Wen) | Deputy"),
        ("the ﬁrst ６ cafés", "The first 6 cafe\u0301s, then", "The first 6 cafe\u0301s"),
    ],
)
def test_a_raw_quote_is_found_in_the_cleaned_text(
    quote: str, stored: str, place: str | None
) -> None:
    text = f"Before it. {stored} After it, a little more."
    [result] = found(quote, text)
    assert result.strip("| .") == (place or stored).strip("| .")


def test_what_cleaning_took_out_of_the_quote_is_bridged() -> None:
    stored = "Machinery Innovation Centre | 2019 | Luoyang | Basic research, development"
    quote = "Machinery Innovation Centre140 2019 Luoyang Basic research, development"
    [result] = found(quote, f"Before it. {stored}. After it, a little more.")
    assert result == stored


@pytest.mark.parametrize(
    "text",
    ["", "—", "Quite other words stand here, of forests and of lakes and of the sea.", "wind"],
)
def test_what_is_not_there_is_not_found(text: str) -> None:
    assert found("The plan calls for at least 20 new industrial projects", text) == []
    assert found("—", text) == []


def test_every_exact_occurrence_counts() -> None:
    assert found("grew by 16.9%", "It grew by 16.9%. We say: it grew by 16.9 % again.") == [
        "grew by 16.9",
        "grew by 16.9",
    ]


def test_offsets_are_of_characters_also_behind_markup_and_wide_characters() -> None:
    text = "𝔸𝔹 [Link](#x) “Zwei” ﬁn"
    assert found("zwei fin", text) == ["Zwei” ﬁn"]


@given(st.lists(st.sampled_from(["plan", "of", "2021", "5G", "中国", "Zürich"]), min_size=3))
def test_cleaning_of_marks_and_white_space_changes_nothing(parts: list[str]) -> None:
    stored = " | ".join(parts)
    assert found("- ".join(parts), stored) == [stored]


def document(doc_id: str, source: str, text: str) -> Document:
    return Document(doc_id, Metadata(doc_id), source, "", text, (), ())


def test_the_file_name_chooses_the_document() -> None:
    aligner = Aligner(
        [
            document("one", "2020/a.txt", "Nothing of it."),
            document("two", "2021/a.txt", "The plan came in May."),
            document("three", "b.txt", "The plan came in May."),
        ]
    )
    assert aligner.places("a.txt", "plan came") == (Span("two", 4, 13),)
    assert aligner.places("c.txt", "plan came") == ()


def test_every_evidence_stands_in_the_raw_file_it_names(seeds: Path, seed_questions: Path) -> None:
    texts = {file.name: skeleton(file.read_text(encoding="utf-8")) for file in seeds.iterdir()}
    lost = [
        (question.id, evidence.quote)
        for question in read_gold(seed_questions)
        for evidence in question.evidence
        if not locate(evidence.quote, texts[evidence.doc])
    ]
    assert lost == []
