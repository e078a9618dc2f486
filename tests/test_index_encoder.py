"""The encoders agree, and the model that ships is the published one."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from index.bert import GRAPH
from index.bert_graph import graph
from index.encoder import (
    DEFAULT_SHA256,
    Model,
    ModelError,
    SentenceTransformerEncoder,
    check_default,
    find_model,
    load_encoder,
)

TEXTS = [
    "When did MIIT publish the plan?",
    "",
    'Work Plan for the "Two Zones" (数字经济领域“两区”建设工作方案), 18 February 2021',
    "digital infrastructure " * 300,
    "KUKA",
]


@pytest.fixture(scope="module")
def model() -> Model:
    return find_model()


def test_onnx_runtime_and_sentence_transformers_give_the_same_vectors(model):
    fast = load_encoder(model).encode(TEXTS)
    reference = SentenceTransformerEncoder(model).encode(TEXTS)
    np.testing.assert_allclose(fast, reference, atol=2e-5)
    np.testing.assert_allclose(np.linalg.norm(fast, axis=1), np.ones(len(TEXTS)), atol=1e-5)


def test_a_vector_does_not_depend_on_what_it_is_encoded_with(model):
    encoder = load_encoder(model)
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=2e-6)


def test_nothing_to_encode_gives_no_rows(model):
    assert load_encoder(model).encode([]).shape == (0, 384)


def test_the_model_that_ships_is_the_published_one(model):
    check_default(model)
    assert model.sha256 == DEFAULT_SHA256
    assert model.max_tokens == 256


def test_damaged_weights_are_named(tmp_path: Path):
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    with pytest.raises(ModelError, match=r"damaged: expected SHA-256 53aa51172d14.*reinstall"):
        check_default(Model("all-MiniLM-L6-v2", tmp_path))


def test_a_model_in_a_folder_is_found_by_its_path(model):
    assert find_model(str(model.folder)).folder == model.folder


def test_a_missing_model_is_one_clear_line():
    with pytest.raises(ModelError, match="'no/such-model' is neither a folder nor in the local"):
        find_model("no/such-model")


def test_a_folder_without_a_model_is_one_clear_line(tmp_path: Path):
    with pytest.raises(ModelError, match=r"holds no sentence-transformers model"):
        find_model(str(tmp_path))


def test_the_model_counts_its_own_tokens(model):
    count = model.token_counter()
    assert count("plan") == 3  # with [CLS] and [SEP]
    assert count("word " * 1000) == 1002  # nothing is cut when counting


def test_the_graph_that_ships_is_the_one_that_is_made():
    made = graph().SerializeToString(deterministic=True)
    assert files("index").joinpath(GRAPH).read_bytes() == made


def test_a_model_of_another_shape_is_left_to_sentence_transformers(model, tmp_path: Path):
    assert model.is_minilm
    shutil.copytree(model.folder, tmp_path / "other")
    config = json.loads((tmp_path / "other" / "config.json").read_text())
    for changed in ({"num_hidden_layers": 5}, {"hidden_act": "relu"}, {"model_type": "mpnet"}):
        (tmp_path / "other" / "config.json").write_text(json.dumps(config | changed))
        assert not Model("other", tmp_path / "other").is_minilm
    del config["layer_norm_eps"]
    (tmp_path / "other" / "config.json").write_text(json.dumps(config))
    assert not Model("other", tmp_path / "other").is_minilm
