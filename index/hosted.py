"""An embedding model behind the OpenAI protocol: texts to unit vectors, by HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder import Encoder, Model, ModelError
from index.tokens import count_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openai import OpenAI

    from index.bert import Floats

_BATCH = 64  # texts of one request
_TRIES = 2  # more, after a refusal for now or without a connection
_MARGIN = 1.3  # tokens of another model's encoding for one of ours, with room to spare
_REASONS = {
    400: "it refuses the texts: they may be too long for it (embeddings.tokens)",
    401: "it does not accept the key",
    403: "it does not accept the key",
    404: "there is no such model or address",
    429: "it has too many requests, or the account has no credit",
}


def name_of(model: str, url: str) -> str:
    """Give the name under which an index tells of a model that is served."""
    return f"{model} at {url}"


@dataclass(frozen=True)
class HostedModel(Model):
    """An embedding model that is served; its name tells which, and where texts go.

    Attributes:
        model: its name at the server.
        url: the protocol's root.
        key: for the server; empty where it wants none.
        seconds: that a request may take.
        tokens: of its own that a text may have.
    """

    model: str = ""
    url: str = ""
    key: str = field(default="", repr=False)
    seconds: float = 30.0
    tokens: int = 512

    @classmethod
    def at(cls, url: str, model: str, key: str, seconds: float, tokens: int) -> HostedModel:
        """Name a model of a server."""
        return cls(name_of(model, url), Path(), model, url, key, seconds, tokens)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of its name and address: of its weights nothing is known."""
        return sha256(self.name.encode()).hexdigest()

    @cached_property
    def is_minilm(self) -> bool:
        """False."""
        return False

    @cached_property
    def max_tokens(self) -> int:
        """Tokens that a text may have."""
        return self.tokens

    def token_counter(self) -> Callable[[str], int]:
        """Give a function that estimates a text's tokens, from above."""
        return lambda text: ceil(_MARGIN * count_tokens(text)) + 2

    def load(self) -> Encoder:
        """Give what asks it; nothing is sent yet."""
        return HostedEncoder(self)


class HostedEncoder:
    """Has a server encode texts."""

    def __init__(self, model: HostedModel) -> None:
        """Make it; nothing is sent yet.

        Raises:
            ModelError: the client is not installed.
        """
        try:
            from openai import DefaultHttpxClient, OpenAI
        except ImportError as error:
            raise ModelError(
                f"{model.name} needs the package openai: .venv/bin/pip install 'openai>=3,<4'"
            ) from error
        self.max_tokens = model.max_tokens
        self._model = model
        self._dimension = 0
        # Texts go to the server that was named, and to none that it points to.
        direct = DefaultHttpxClient(follow_redirects=False)
        self._client: OpenAI = OpenAI(
            api_key=model.key or "none",
            base_url=model.url,
            max_retries=_TRIES,
            timeout=model.seconds,
            http_client=direct,
        )

    def encode(self, texts: Sequence[str]) -> Floats:
        """Encode texts to unit vectors, shape (n, d), in the order given.

        Raises:
            ModelError: the server gives none, or not what was asked for.
        """
        parts = [self._encoded(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        if not parts:
            return np.zeros((0, self._dimension), dtype=np.float32)
        return np.concatenate(parts)

    def _encoded(self, texts: Sequence[str]) -> Floats:
        vectors = self._asked([text if text.strip() else "-" for text in texts])
        if vectors.ndim != 2 or len(vectors) != len(texts) or not vectors.shape[1]:
            raise self._error(f"asked for {len(texts)} vectors, it gave {vectors.shape}")
        self._dimension = self._dimension or vectors.shape[1]
        if vectors.shape[1] != self._dimension:
            numbers = f"{vectors.shape[1]} numbers, and before of {self._dimension}"
            raise self._error(f"it gives vectors of {numbers}")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not (lengths > 0).all():
            raise self._error("it gives vectors without a length")
        return np.asarray(vectors / lengths, dtype=np.float32)

    def _asked(self, texts: Sequence[str]) -> Floats:
        import openai

        try:
            given = self._client.embeddings.create(
                model=self._model.model, input=list(texts), encoding_format="float"
            )
            rows: list[Any] = sorted(given.data, key=lambda one: one.index)
            if [one.index for one in rows] != list(range(len(texts))):
                raise self._error(f"asked for {len(texts)} vectors, it numbers {len(rows)}")
            return np.array([one.embedding for one in rows], dtype=np.float64)
        except openai.APITimeoutError as error:
            raise self._error(f"no answer within {self._model.seconds:g} seconds") from error
        except openai.APIStatusError as error:
            status = error.status_code
            reason = _REASONS.get(status, f"it answers with the error {status}")
            raise self._error(reason) from error
        except openai.APIConnectionError as error:
            raise self._error("it cannot be reached") from error
        except (openai.OpenAIError, AttributeError, TypeError, ValueError) as error:
            raise self._error("its answer is not of the protocol") from error

    def _error(self, reason: str) -> ModelError:
        return ModelError(f"nothing is embedded by {self._model.name}: {reason}")
