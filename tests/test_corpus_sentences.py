"""Sentences: every character kept, traps not fallen into, hostile text split quickly."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentence_spans


@pytest.mark.parametrize(
    "marked",  # a bar where a sentence ends
    [
        "The plan was issued.| It names ten goals.|",
        "The U.S. Department of Commerce added it to a list.|",
        "It was sold in the U.S.| The price is not known.|",
        "Rules apply to carriers, e.g. Air China.|",
        "It lists cells, packs, etc.| The plan ends in 2025.|",
        "It lists cells, packs, etc. and modules.|",
        "See No. 5 of the annex.| It is short.|",
        "Growth of 2.5 percent and of 3.75 percent.|",
        "The author is J. Smith of Leeds.|",
        "Dr. Wu met Mr. Li.| They agreed.|",
        "It was sold by Midea Inc.| Shares rose.|",
        "Work by Chen et al. shows it.|",
        "3. The plan sets goals.| 4 cities joined.|",
        "The fund closed in 2020.| The next opens.|",
        "计划已发布。|它有十个目标！|何时结束？|最后一句|",
        "他说：“目标不变。”|然后离开。|",
        '"It ends here."| The next begins.|',
        "He said (in May.)| Then he left.|",
        "Wait … Then go.|",
        "It went on...| Then it stopped.|",
        "It went on... and on.|",
        "Is it law?| Yes!| It is.|",
        "No stop at the end|",
        "visit example.com for more.|",
        "The draft of Feb. 9 was short.|",
        "It grew to CNY 5 billion in 2022.[1]| Output doubled.[2][13]| It fell.|",
        "Sales rose.¹| Exports fell.²³| “It holds.”⁴| The rest is known.(5)| It is short.|",
        "It was sold in the U.S.[1]| The price is not known.|",
        "See No.[1] Five and cells, e.g.[2] Air China.|",
        "It cites Guofa.[2021] 15 of the council.|",
        "产量增长。[1]|出口下降！²|任务如下。|(1)建设|",
        "Acme shows it.| It is sold. (25 April)| Bolt opens. (May 3, 2021)| It is big (see 4).|",
        "(25 April) Acme shows it.| (26 April) Bolt opens.|",
        "  Spaces around.  |  Both sides.  |",
    ],
)
def test_where_sentences_end(marked):
    text = marked.replace("|", "")
    expected = [piece.strip() for piece in marked.split("|") if piece.strip()]
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


def test_only_the_stretch_asked_for_is_split():
    text = "One is out. Two is in. Three is in. Four is out."
    spans = sentence_spans(text, 12, 35)
    assert [text[start:end] for start, end in spans] == ["Two is in.", "Three is in."]
    assert sentence_spans(text, 5, 5) == sentence_spans("") == sentence_spans(" \n ") == []


@given(
    st.text(st.sampled_from("aA1. \n\u00a0!?。！”\"')(U.S.e.g.–…") | st.characters(), max_size=80),
    st.integers(0, 40),
    st.integers(0, 80),
)
def test_sentences_are_in_order_and_hold_all_that_is_visible(text, start, length):
    end = min(len(text), start + length)
    spans = sentence_spans(text, start, end)
    assert all(start <= a < b <= end and text[a:b].strip() == text[a:b] for a, b in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text[start:end].split())


@pytest.mark.parametrize(
    "unit",
    [*'a." 。中¹', "A. ", "a.", "1. ", "e.g. ", "U.S. ", ".[1]", "[1]", "(1)"],
)
def test_hostile_text_is_split_quickly(unit):
    begun = time.process_time()
    sentence_spans(unit * 50_000)
    assert time.process_time() - begun < 2
