"""The token encoding that ships: found by tiktoken, exact, offline, and trained as documented."""

from __future__ import annotations

import tiktoken
from hypothesis import given
from hypothesis import strategies as st

from index.tokens import ENCODING, count_tokens, encoding
from index.train_encoding import train


def test_tiktoken_finds_the_encoding_by_its_name():
    assert ENCODING in tiktoken.list_encoding_names()
    assert tiktoken.get_encoding(ENCODING) is encoding()


@given(st.text())
def test_every_text_round_trips(text):
    assert encoding().decode(encoding().encode_ordinary(text)) == text


def test_words_of_the_trade_are_one_token_each():
    assert count_tokens(" Ministry") == 1
    assert count_tokens(" industry") == 1
    assert count_tokens("<|endoftext|>") > 1  # in a document it is only text


def test_training_gives_single_bytes_then_merges_in_order():
    ranks = train(["the plan the plan the plan"], size=300)
    assert [ranks[bytes([value])] for value in range(256)] == list(range(256))
    merges = sorted((rank, piece) for piece, rank in ranks.items() if rank >= 256)
    assert [rank for rank, _ in merges] == list(range(256, len(ranks)))
    assert ranks.keys() >= {b" plan", b"the", b" the"}
    assert tiktoken.Encoding(
        "test", pat_str=r"\s?\w+", mergeable_ranks=ranks, special_tokens={}
    ).encode("the plan") == [ranks[b"the"], ranks[b" plan"]]
