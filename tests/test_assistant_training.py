"""The recipe of the reader: examples, windows, steps, checkpoints, export."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import numpy as np
import pytest
from tokenizers import Tokenizer

from assistant.training.examples import (
    OWN,
    Asked,
    Example,
    QuestionSet,
    Search,
    examples,
    is_held_out,
    near_misses,
    read_set,
)
from assistant.training.train import Plan, average, batches, loss_of, tensors, train
from assistant.training.windows import Window, windows
from index.encoder import find_model

KEPT = next(f"a{n}#0" for n in range(99) if is_held_out(f"a{n}#0"))
SEEN = next(f"a{n}#0" for n in range(99) if not is_held_out(f"a{n}#0"))
FUND = "The fund opened in 2019 in Wuhu. It holds 8 billion yuan."


@pytest.fixture(scope="module")
def tokenizer():
    made = Tokenizer.from_file(str(find_model().folder / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def test_a_set_is_read_from_its_folder(tmp_path):
    corpus = [{"doc_id": "a", "title": "Funds", "text": FUND}]
    rows = [
        {"question": "When?", "answers": ["2019"], "doc_ids": ["a"], "evidence": [FUND[:32]]},
        {"question": "Who?", "answers": [], "doc_ids": [], "context_id": "a"},
        {"question": "Both?", "answers": ["x"], "doc_ids": ["a", "b"]},
        {"question": "Sum?", "answers": ["8"], "doc_ids": ["a"], "type": "numeric"},
        {
            "question": "All?",
            "answers": [],
            "items": [["2019", "in 2019"], ["Wuhu"]],
            "doc_ids": ["a"],
        },
    ]
    for name, found in (("corpus", corpus), ("questions", rows)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in found))
    assert read_set(tmp_path) == QuestionSet(
        {"a": ("Funds", FUND)},
        (
            Asked("When?", "a", ("2019",), (FUND[:32],)),
            Asked("Who?", "a", (), ()),
            Asked("All?", "a", ("2019", "Wuhu"), (), together=True),
        ),
    )


def test_a_question_is_put_to_its_passage_and_altered():
    asked = Asked("What opened in 2019?", SEEN, ("The fund",), ())
    found = list(examples(QuestionSet({SEEN: ("Funds", FUND)}, (asked,)), held_out=False))
    own, other = found
    assert own == Example(asked.question, "Funds", FUND, 0, 8)
    assert (other.passage, other.start) == (FUND, None)
    assert other.question != asked.question
    assert other.question.startswith("What opened in 20")


def test_a_question_has_a_rival_of_its_passage_that_does_not_answer(tokenizer):
    passages = {SEEN: ("Funds", FUND), "b": ("More funds", "The fund of Wuhu opened twice.")}
    passages["c"] = ("Funds", "A fund opened, the 2019 one.")
    asked = Asked("When did the fund open?", SEEN, ("2019",), ())
    found = list(examples(QuestionSet(passages, (asked,)), held_out=False))
    assert [one.rival for one in found if one.start is not None] == [passages["b"]]
    assert [one.rival for one in found if one.start is None] == [None] * (len(found) - 1)
    window = next(windows(found, tokenizer, 60))
    alone = windows([Example(asked.question, *passages["b"])], tokenizer, 60)
    assert window.rival == next(alone)


def test_each_of_some_things_that_answer_together_is_an_example_and_few_are_given():
    def answers(*items, together=True):
        asked = Asked("What is told?", SEEN, items, (), together)
        found = examples(QuestionSet({SEEN: ("Funds", FUND)}, (asked,)), held_out=False)
        return [FUND[e.start : e.end] for e in found if e.start is not None]

    assert answers("2019", "in Ningbo", "Wuhu") == ["2019", "Wuhu"]
    assert answers("2019", "Wuhu", together=False) == ["2019"]
    assert len(set(answers("fund", "opened", "2019", "Wuhu", "8 billion")) - {"yuan"}) == 3


def test_articles_are_kept_out_of_training():
    sets = QuestionSet(
        {name: ("", FUND) for name in (KEPT, SEEN)},
        tuple(Asked("Where?", name, ("Wuhu",), ()) for name in (KEPT, SEEN)),
    )
    assert len(list(examples(sets, held_out=True))) == 1
    assert is_held_out(KEPT.replace("#0", "#7"))  # the whole article


def test_the_set_that_ships_answers_where_it_says_so(monkeypatch):
    monkeypatch.setattr(Search, "find", lambda *_: [])  # whatever the rivals may be
    found = read_set(OWN)
    assert len({(asked.question.lower(), asked.document) for asked in found.questions}) == 37955
    answered = [asked for asked in found.questions if asked.answers]
    together = [asked for asked in answered if asked.together]
    assert (len(answered), len(together)) == (27582, 2487)
    told = {
        (e.question, e.passage, e.passage[e.start : e.end])
        for held_out in (True, False)
        for e in examples(found, held_out=held_out)
        if e.start is not None
    }
    alone = {
        (one.question, found.passages[one.document][1], one.answers[0])
        for one in answered
        if not one.together
    }
    assert alone <= told
    assert all(
        answer in found.passages[one.document][1] for one in together for answer in one.answers
    )
    assert {(question, passage) for question, passage, _ in told} == {
        (one.question, found.passages[one.document][1]) for one in answered
    }


def altered(question, passage=FUND, words=("closed",)):
    return list(near_misses(question, passage, ["Foshan"], words, random.Random(0)))


@pytest.mark.parametrize(
    ("question", "passage"),
    [("What is last?", FUND), ("What opened in 1990?", FUND), ("Did Wuhu grow?", "no name")],
)
def test_what_cannot_be_altered_is_left(question, passage):
    assert altered(question, passage, ("yuan",)) == []


def test_a_name_becomes_another():
    assert altered("What did the city of Wuhu start?") == ["What did the city of Foshan start?"]


def test_a_word_becomes_another_that_the_passage_lacks():
    assert altered("What fund opened in Wuhu?") == [
        "What fund opened in Foshan?",
        "What fund closed in Wuhu?",
    ]
    assert altered("What fund opened last year?", words=("holds",)) == []


@pytest.mark.parametrize("at", [0, 40, 79])
def test_a_window_holds_its_whole_answer(tokenizer, at):
    words = [f"word{n}" for n in range(80)]
    passage = " ".join(words)
    start = passage.index(words[at])
    example = Example("Which?", "Head", passage, start, start + len(words[at]))
    (window,) = windows([example], tokenizer, 60)
    assert len(window.ids) <= 60
    assert tokenizer.decode(window.ids[window.start : window.end + 1]) == words[at]
    assert window.split <= window.start


def test_an_answer_too_long_for_a_window_is_left_out(tokenizer):
    passage = " ".join(["word"] * 80)
    assert list(windows([Example("?", "", passage, 0, len(passage))], tokenizer, 60)) == []


def test_every_window_is_seen_once_in_an_epoch():
    made = [Window(tuple(range(length)), 1) for length in range(3, 51)]
    steps = batches(made, Plan(epochs=2, batch=8))
    assert [len(step) for step in steps] == [8] * 12
    for epoch in (steps[:6], steps[6:]):
        assert sorted(at for step in epoch for at in step) == list(range(48))
    assert steps == batches(made, Plan(epochs=2, batch=8))


def test_windows_are_padded_to_one_length():
    parts = tensors([Window((101, 7, 102, 8, 102), 3, 3, 3), Window((101, 102, 102), 2)])
    assert parts["ids"].tolist() == [[101, 7, 102, 8, 102], [101, 102, 102, 0, 0]]
    assert parts["mask"].tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]
    assert parts["types"].tolist() == [[0, 0, 0, 1, 1], [0, 0, 1, 0, 0]]


@pytest.fixture(scope="module")
def small():
    """A reader of one narrow layer; its weights are drawn by a seed."""
    import torch
    from transformers import BertConfig, BertModel

    from assistant.training.model import Reader

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=200, hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=32, attn_implementation="eager",
    )  # fmt: skip
    return Reader(BertModel(config, add_pooling_layer=False))


MADE = [Window((101, 5 + n % 7, 102, 50 + n % 7, 90, 102), 3, 3, 3) for n in range(16)] + [
    Window((101, 5 + n % 7, 102, 60, 90, 102), 3) for n in range(16)
]
AGAINST = [replace(one, rival=MADE[-1]) if one.start else one for one in MADE]


def test_a_window_is_set_against_its_rival(small):
    import torch
    from torch.nn.functional import cross_entropy, softplus

    window, rival = MADE[0], MADE[-1]
    small.eval()
    with torch.inference_mode():
        start, end, answers = small(**tensors([window, rival]))
        # Over both windows' tokens of the passage, each less its "no answer".
        over = [
            (logits - logits[:, :1])[:, window.split :].reshape(1, -1) for logits in (start, end)
        ]
        place = torch.tensor([window.start - window.split])
        shared = sum(cross_entropy(logits, place) for logits in over)
        between = softplus(answers[1] - answers[0])
        together = loss_of(small, [replace(window, rival=rival)]) - loss_of(small, [window, rival])
    assert together.item() == pytest.approx(((shared + between) / 2).item(), abs=0.02)


def test_training_lowers_the_loss_and_goes_on_where_it_stopped(small, tmp_path):
    plan, checkpoint = Plan(epochs=20, batch=8, rate=3e-3), tmp_path / "checkpoint.pt"
    told: list[int] = []
    before = loss_of(small, AGAINST).item()
    train(small, AGAINST, plan, checkpoint, every=40, told=lambda step, *_: told.append(step))
    after = loss_of(small.eval(), AGAINST).item()
    assert after < before / 4
    assert told == [40, 80]
    train(small, AGAINST, plan, checkpoint, told=lambda step, *_: told.append(step))
    assert told == [40, 80]  # there was nothing left to do
    train(
        small, AGAINST, Plan(epochs=1, batch=8), checkpoint, told=lambda step, *_: told.append(step)
    )
    assert told == [40, 80, 4]  # another plan begins anew


def test_weights_are_averaged(small):
    import copy

    one, other = copy.deepcopy(small), copy.deepcopy(small)
    for weights in other.parameters():
        weights.data += 1.0
    average(one, other)
    for own, mean in zip(small.parameters(), one.parameters(), strict=True):
        np.testing.assert_allclose(mean.detach(), own.detach() + 0.5, atol=1e-6)


def test_what_is_exported_computes_the_same(small, tmp_path):
    import torch
    from onnxruntime import InferenceSession

    from assistant.training.export import export

    file = tmp_path / "weights.onnx"
    export(small, file)
    session = InferenceSession(str(file), providers=["CPUExecutionProvider"])
    parts = tensors(MADE[:1])
    found = session.run(None, {name: part.numpy() for name, part in parts.items()})
    with torch.inference_mode():
        expected = small.eval()(**parts)
    for ours, theirs in zip(found, expected, strict=True):
        assert np.allclose(ours, theirs.numpy(), atol=0.25)


def test_what_was_exported_is_brought_back(small, tmp_path, monkeypatch):
    import torch

    from assistant.training.export import export
    from assistant.training.model import Reader

    file = tmp_path / "weights.onnx"
    export(small, file)
    anew = Reader(type(small.encoder)(small.encoder.config, add_pooling_layer=False))
    monkeypatch.setattr(Reader, "from_encoder", lambda _: anew)
    back = Reader.from_export(tmp_path, file).eval()
    with torch.inference_mode():
        for ours, theirs in zip(back(**tensors(MADE)), small.eval()(**tensors(MADE)), strict=True):
            assert np.allclose(ours.numpy(), theirs.numpy(), atol=0.1)
