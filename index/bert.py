"""A BERT sentence encoder in numpy: one question in milliseconds, without loading PyTorch.

Importing sentence-transformers takes seconds, a question some milliseconds. This is the same
forward pass over the same weights: Devlin et al. 2019 (https://arxiv.org/abs/1810.04805), mean
pooling and unit length as sentence-transformers does. ``tests/test_index_encoder.py`` holds the
two equal.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float32]
_BATCH = 16  # texts of similar length at a time: little padding, and the matrices stay in cache


class BertEncoder:
    """Encodes texts with the weights of a sentence-transformers folder (BERT, mean pooling).

    Attributes:
        dimension: length of a vector.
        max_tokens: WordPiece tokens after which a text would be cut, special tokens included.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from threadpoolctl import ThreadpoolController
        from tokenizers import Tokenizer

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._weights: dict[str, Floats] = load_file(folder / "model.safetensors")
        self._heads = int(config["num_attention_heads"])
        self._layers = int(config["num_hidden_layers"])
        self._epsilon = float(config["layer_norm_eps"])
        self.dimension = int(config["hidden_size"])
        limits = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))
        self.max_tokens = int(limits["max_seq_length"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(self.max_tokens)
        self._tokenizer.no_padding()
        self._threads = ThreadpoolController()

    def encode(self, texts: Sequence[str]) -> Floats:
        """Encode texts to unit vectors, shape (n, d); the order of the texts is kept."""
        ids = [encoded.ids for encoded in self._tokenizer.encode_batch(list(texts))]
        out = np.zeros((len(ids), self.dimension), dtype=np.float32)
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        # On matrices this small two BLAS threads wait for each other more than they work.
        with self._threads.limit(limits=1, user_api="blas"):
            for at in range(0, len(order), _BATCH):
                rows = order[at : at + _BATCH]
                out[rows] = self._forward([ids[i] for i in rows])
        return out

    def _forward(self, batch: Sequence[Sequence[int]]) -> Floats:
        """Encode one batch of token ids; shape (b, d)."""
        longest = max(len(row) for row in batch)
        tokens = np.zeros((len(batch), longest), dtype=np.int64)
        mask = np.zeros((len(batch), longest), dtype=np.float32)
        for i, row in enumerate(batch):
            tokens[i, : len(row)] = row
            mask[i, : len(row)] = 1.0
        weights = self._weights
        hidden = (
            weights["embeddings.word_embeddings.weight"][tokens]
            + weights["embeddings.position_embeddings.weight"][:longest]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        hidden = self._norm(hidden, "embeddings.LayerNorm")
        bias = (1.0 - mask)[:, None, None, :] * np.float32(-1e9)
        for layer in range(self._layers):
            hidden = self._layer(hidden, bias, f"encoder.layer.{layer}.")
        pooled = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), dtype=np.float32)

    def _layer(self, hidden: Floats, bias: Floats, name: str) -> Floats:
        """Apply one transformer layer; shapes (b, t, d) and (b, 1, 1, t)."""
        batch, length, size = hidden.shape
        split = (batch, length, self._heads, size // self._heads)
        query, key, value = (
            self._linear(hidden, f"{name}attention.self.{part}")
            .reshape(split)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(split[3])) + bias
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(hidden.shape)
        mixed = self._linear(mixed, f"{name}attention.output.dense")
        hidden = self._norm(hidden + mixed, f"{name}attention.output.LayerNorm")
        wide = _gelu(self._linear(hidden, f"{name}intermediate.dense"))
        narrow = self._linear(wide, f"{name}output.dense")
        return self._norm(hidden + narrow, f"{name}output.LayerNorm")

    def _linear(self, x: Floats, name: str) -> Floats:
        out: Floats = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return out

    def _norm(self, x: Floats, name: str) -> Floats:
        centred = x - x.mean(axis=-1, keepdims=True)
        variance = (centred * centred).mean(axis=-1, keepdims=True)
        scaled: Floats = centred / np.sqrt(variance + np.float32(self._epsilon))
        return scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


def _gelu(x: Floats) -> Floats:
    """Compute the Gaussian error linear unit, x * Phi(x)."""
    half = np.float32(0.5)
    return np.asarray(x * half * (1 + _erf(x * np.sqrt(half))), dtype=np.float32)


def _erf(x: Floats) -> Floats:
    """Approximate erf to 1.5e-7: Abramowitz and Stegun 1964, formula 7.1.26."""
    t = np.float32(1.0) / (np.float32(1.0) + np.float32(0.3275911) * np.abs(x))
    terms = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    poly = np.zeros_like(t)
    for term in reversed(terms):
        poly = (poly + np.float32(term)) * t
    return np.asarray(np.copysign(1 - poly * np.exp(-x * x), x), dtype=np.float32)
