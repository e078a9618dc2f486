"""A trained reader to the file that ships: ONNX with weights of 8 bits."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.training.model import Reader

_OPSET = 17


def export(model: Reader, file: Path) -> None:
    """Write a reader as ONNX; matrices and embeddings have 8 bits, the rest 32.

    Inputs ``ids``, ``mask`` and ``types`` have shape (n, tokens); outputs are those of the model.
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    model.eval()
    names, logits = ["ids", "mask", "types"], ["start", "end", "answers"]
    example = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "windows", 1: "tokens"} for name in [*names, "start", "end"]}
    with tempfile.TemporaryDirectory() as folder:
        whole, ready = Path(folder, "whole.onnx"), Path(folder, "ready.onnx")
        torch.onnx.export(
            model,
            (example, example, example),
            str(whole),
            input_names=names,
            output_names=logits,
            dynamic_axes={**axes, "answers": {0: "windows"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(str(ready), str(file), weight_type=QuantType.QInt8, per_channel=True)
