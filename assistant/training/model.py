"""The reader as a PyTorch module: the encoder with a span head and a head for the whole passage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from transformers import BertModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


def _dequantized(arrays: Mapping[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    scale, zero = arrays[f"{name}_scale"], arrays[f"{name}_zero_point"]
    return np.asarray((arrays[f"{name}_quantized"].astype(np.float32) - zero) * scale)


class Reader(nn.Module):  # type: ignore[misc]  # PyTorch is not followed
    """Scores every token as an answer's start and end, and the passage as holding an answer.

    The heads are those of Devlin et al. 2019 (https://arxiv.org/abs/1810.04805, section 4.3): the
    first token stands for "no answer here".

    Args:
        encoder: without a pooling layer.
    """

    @classmethod
    def from_encoder(cls, folder: Path) -> Reader:
        """Begin with the weights of a folder, and with heads drawn by chance."""
        found = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="eager", local_files_only=True
        )
        return cls(found)

    @classmethod
    def from_export(cls, folder: Path, file: Path) -> Reader:
        """Begin with the weights of a file that ``export`` wrote, brought back from 8 bits.

        Args:
            folder: of the encoder that it was made from.
            file: the ONNX file.
        """
        made = cls.from_encoder(folder)
        graph = onnx.load(str(file)).graph
        arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        whole = {name: array for name, array in arrays.items() if name in made.state_dict()}
        for name in made.state_dict().keys() - whole.keys():
            if f"{name}_quantized" in arrays:  # a table of embeddings
                whole[name] = _dequantized(arrays, name)
        for node in graph.node:
            if node.op_type == "MatMulInteger":
                matrix = node.input[1].removesuffix("_quantized")
                module = node.name.strip("/").rsplit("/", 1)[0].replace("/", ".")
                whole[f"{module}.weight"] = _dequantized(arrays, matrix).T
        made.load_state_dict({name: torch.tensor(array) for name, array in whole.items()})
        return made

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        size = self.encoder.config.hidden_size
        self.span = nn.Linear(size, 2)
        self.answers = nn.Linear(size, 1)
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Give start and end logits, shape (n, tokens), and the passage's logit, shape (n).

        Args:
            ids: token ids, shape (n, tokens).
            mask: 1 for tokens, 0 for padding.
            types: 1 for the tokens of the passage, 0 for those of the question.
        """
        hidden = self.encoder(
            input_ids=ids, attention_mask=mask, token_type_ids=types
        ).last_hidden_state
        hidden = self.dropout(hidden)
        span = self.span(hidden)
        return span[..., 0], span[..., 1], self.answers(hidden[:, 0])[:, 0]
