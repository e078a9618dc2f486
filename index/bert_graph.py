"""Write ``bert.onnx``: ``python -m index.bert_graph`` (needs the package ``onnx``).

The graph of a BERT sentence encoder without its weights, which are told to a session by their
names. It uses the fused operators of ONNX Runtime (domain ``com.microsoft``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.bert import GRAPH, MINILM, Shape

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

_FUSED = "com.microsoft"
_OPSET, _IR = 17, 8


@dataclass(slots=True)
class _Graph:
    """Nodes and named weights, as they are added."""

    nodes: list[NodeProto] = field(default_factory=list)
    weights: list[TensorProto] = field(default_factory=list)

    def weight(self, name: str, *dims: int) -> str:
        """Add a weight that a session is told; give its name."""
        from onnx import TensorProto

        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=dims)
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="told")
        self.weights.append(tensor)
        return name

    def node(self, kind: str, inputs: list[str], output: str, *more: str, **options: Any) -> str:  # noqa: ANN401
        """Add an operator, a fused one where ``domain`` says so; give its first output."""
        from onnx import helper

        self.nodes.append(helper.make_node(kind, inputs, [output, *more], **options))
        return output

    def norm(self, inputs: list[str], name: str, bias: list[str], shape: Shape) -> str:
        """Add two inputs, a bias and normalise; give the output."""
        pair = [
            self.weight(f"{name}.norm.{part}", shape.hidden_size) for part in ("weight", "bias")
        ]
        return self.node(
            "SkipLayerNormalization",
            [*inputs, *pair, *bias],
            f"{name}.normed",
            domain=_FUSED,
            epsilon=shape.layer_norm_eps,
        )

    def product(self, source: str, name: str, rows: int, columns: int) -> str:
        """Multiply by a matrix; give the output."""
        return self.node("MatMul", [source, self.weight(f"{name}.weight", rows, columns)], name)


def graph(shape: Shape = MINILM) -> ModelProto:
    """Make the graph of a model.

    Its inputs are ``summed``, what a token's word, place and type are looked up as, shape
    (b, t, d); ``lengths``, how many tokens each text has, shape (b); and ``own``, 1 for these and
    0 for the padding, shape (b, t, 1). It gives unit vectors, shape (b, d).
    """
    from onnx import TensorProto, helper

    made = _Graph()
    hidden = _embedded(made, shape)
    for layer in range(shape.num_hidden_layers):
        hidden = _layer(made, hidden, f"{layer}", shape)
    _pooled(made, hidden)
    size = shape.hidden_size
    whole = helper.make_graph(
        made.nodes,
        "bert",
        [
            helper.make_tensor_value_info("summed", TensorProto.FLOAT, ["texts", "tokens", size]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["texts"]),
            helper.make_tensor_value_info("own", TensorProto.FLOAT, ["texts", "tokens", 1]),
        ],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", size])],
        initializer=made.weights,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(whole, opset_imports=opsets, ir_version=_IR, producer_name="")


def _embedded(made: _Graph, shape: Shape) -> str:
    """Normalise the sums of words, places and types."""
    pair = [made.weight(f"norm.{part}", shape.hidden_size) for part in ("weight", "bias")]
    return made.node(
        "LayerNormalization", ["summed", *pair], "embedded", epsilon=shape.layer_norm_eps
    )


def _layer(made: _Graph, hidden: str, name: str, shape: Shape) -> str:
    """Add a transformer layer; give its output."""
    size, wide = shape.hidden_size, shape.intermediate_size
    joined = made.weight(f"{name}.attention.weight", size, 3 * size)
    bias = made.weight(f"{name}.attention.bias", 3 * size)
    attended = made.node(
        "Attention",
        [hidden, joined, bias, "lengths"],
        f"{name}.attention",
        domain=_FUSED,
        num_heads=shape.num_attention_heads,
    )
    mixed = made.product(attended, f"{name}.mixed", size, size)
    added = [made.weight(f"{name}.mixed.bias", size)]
    middle = made.norm([mixed, hidden], f"{name}.mixed", added, shape)
    spread = made.product(middle, f"{name}.wide", size, wide)
    bent = [spread, made.weight(f"{name}.wide.bias", wide)]
    active = made.node("BiasGelu", bent, f"{name}.active", domain=_FUSED)
    narrow = made.product(active, f"{name}.narrow", wide, size)
    added = [made.weight(f"{name}.narrow.bias", size)]
    return made.norm([narrow, middle], f"{name}.narrow", added, shape)


def _pooled(made: _Graph, hidden: str) -> None:
    """Sum the tokens that are none of the padding; unit length makes a mean of it."""
    from onnx import TensorProto, helper

    value = helper.make_tensor("axis.value", TensorProto.INT64, [1], [1])
    made.node("Constant", [], "axis", value=value)
    kept = made.node("Mul", [hidden, "own"], "kept")
    total = made.node("ReduceSum", [kept, "axis"], "total", keepdims=0)
    made.node("LpNormalization", [total], "vectors", axis=1, p=2)


if __name__ == "__main__":
    Path(__file__).with_name(GRAPH).write_bytes(graph().SerializeToString(deterministic=True))
