"""A BERT sentence encoder in ONNX Runtime: milliseconds a question, without loading PyTorch.

Importing sentence-transformers takes seconds. This is the same forward pass over the same weights:
Devlin et al. 2019 (https://arxiv.org/abs/1810.04805), mean pooling and unit length as
sentence-transformers does. ``bert.onnx`` is the graph alone (see ``bert_graph``); the weights are
those of the model's own folder. ``tests/test_index_encoder.py`` holds the two equal.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from os import cpu_count
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
GRAPH = "bert.onnx"
_BATCH = 4  # texts of like length at a time: little padding, and the matrices stay in cache


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a BERT model its graph depends on, under the names of ``config.json``."""

    num_hidden_layers: int
    num_attention_heads: int
    hidden_size: int
    intermediate_size: int
    vocab_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Shape:
        """Read it from a model's configuration.

        Raises:
            KeyError: the configuration lacks a field.
        """
        return cls(**{name: config[name] for name in cls.__slots__})


MINILM = Shape(6, 12, 384, 1536, 30522, 512, 2, 1e-12)
"""The shape that ``bert.onnx`` is made for: that of all-MiniLM-L6-v2."""


class BertEncoder:
    """Encodes texts with the weights of a sentence-transformers folder (BERT, mean pooling).

    Attributes:
        max_tokens: WordPiece tokens after which a text would be cut, special tokens included.
    """

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        own = _mapped(folder / "model.safetensors")
        self._words = own["embeddings.word_embeddings.weight"]
        self._places = (
            own["embeddings.position_embeddings.weight"]
            + own["embeddings.token_type_embeddings.weight"][0]
        )
        self._session = _session(dict(_weights(own)))
        limits = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))
        self.max_tokens = int(limits["max_seq_length"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(self.max_tokens)
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> Floats:
        """Encode texts to unit vectors, shape (n, d); the order of the texts is kept."""
        ids = [encoded.ids for encoded in self._tokenizer.encode_batch(list(texts))]
        out = np.zeros((len(ids), MINILM.hidden_size), dtype=np.float32)
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
        # Threads of this call alone: a process that is forked would inherit a pool without any.
        with ThreadPoolExecutor(min(len(batches), cpu_count() or 1) or 1) as workers:
            vectors = workers.map(lambda rows: self._forward([ids[i] for i in rows]), batches)
            for rows, found in zip(batches, vectors, strict=True):
                out[rows] = found
        return out

    def _forward(self, batch: Sequence[Sequence[int]]) -> Floats:
        """Encode one batch of token ids; shape (b, d)."""
        (vectors,) = self._session.run(None, self._inputs(batch))
        return np.asarray(vectors, dtype=np.float32)

    def _inputs(self, batch: Sequence[Sequence[int]]) -> dict[str, NDArray[Any]]:
        """Give what the graph takes of a batch of token ids; see ``bert_graph.graph``."""
        lengths = np.array([len(ids) for ids in batch], dtype=np.int32)
        longest = int(lengths.max())
        tokens = np.zeros((len(batch), longest), dtype=np.int32)
        for row, ids in enumerate(batch):
            tokens[row, : len(ids)] = ids
        summed = self._words[tokens] + self._places[:longest]
        own = (np.arange(longest) < lengths[:, None]).astype(np.float32)[:, :, None]
        return {"summed": summed, "lengths": lengths, "own": own}


def _session(weights: Mapping[str, Floats]) -> InferenceSession:
    """Load the graph with its weights; each run takes one thread, and runs go side by side."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    # The session reads them while it is made, and does not keep them alive itself.
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
    options.add_external_initializers(list(weights), values)
    graph = files("index").joinpath(GRAPH).read_bytes()
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _mapped(file: Path) -> dict[str, Floats]:
    """Map the tensors of a safetensors file: of the table of words only what is looked up is read.

    The format: 8 bytes, little-endian, give the length of a JSON header, whose offsets count from
    its end (https://huggingface.co/docs/safetensors).
    """
    with file.open("rb") as opened:
        size = int.from_bytes(opened.read(8), "little")
        header = json.loads(opened.read(size))
    header.pop("__metadata__", None)
    return {
        name: np.memmap(file, "<f4", "r", 8 + size + told["data_offsets"][0], tuple(told["shape"]))
        for name, told in header.items()
        if told["dtype"] == "F32"
    }


def _weights(own: Mapping[str, Floats]) -> Iterator[tuple[str, Floats]]:
    """Give the weights under the names of the graph, matrices as they are multiplied there."""
    yield from _norm("norm", own, "embeddings.LayerNorm")
    for layer in range(MINILM.num_hidden_layers):
        source = f"encoder.layer.{layer}"
        parts = [f"{source}.attention.self.{part}" for part in ("query", "key", "value")]
        joined = np.concatenate([own[f"{part}.weight"].T for part in parts], axis=1)
        yield f"{layer}.attention.weight", np.ascontiguousarray(joined)
        yield f"{layer}.attention.bias", np.concatenate([own[f"{part}.bias"] for part in parts])
        yield from _linear(f"{layer}.mixed", own, f"{source}.attention.output.dense")
        yield from _norm(f"{layer}.mixed.norm", own, f"{source}.attention.output.LayerNorm")
        yield from _linear(f"{layer}.wide", own, f"{source}.intermediate.dense")
        yield from _linear(f"{layer}.narrow", own, f"{source}.output.dense")
        yield from _norm(f"{layer}.narrow.norm", own, f"{source}.output.LayerNorm")


def _linear(name: str, own: Mapping[str, Floats], source: str) -> Iterator[tuple[str, Floats]]:
    yield f"{name}.weight", np.ascontiguousarray(own[f"{source}.weight"].T)
    yield f"{name}.bias", own[f"{source}.bias"]


def _norm(name: str, own: Mapping[str, Floats], source: str) -> Iterator[tuple[str, Floats]]:
    yield f"{name}.weight", own[f"{source}.weight"]
    yield f"{name}.bias", own[f"{source}.bias"]
