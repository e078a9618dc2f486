"""A model behind the OpenAI protocol: text as it comes, or one line that says why there is none."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from openai import OpenAI

    from assistant.llm.prompt import Message

_WAITS = 0.5, 2.0  # seconds before it is asked once more, and once again


class ModelUnavailable(Exception):
    """The model gave no answer, or not all of it; the message is one line that says why."""


@dataclass(slots=True)
class Usage:
    """Tokens that a server says it has read and written; 0 where it does not say."""

    read: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is served.

    Attributes:
        name: as the server knows it.
        url: the protocol's root, such as http://127.0.0.1:11434/v1.
        key: for the server; empty where it wants none.
        seconds: that an answer may take in all.
    """

    name: str
    url: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0

    @property
    def host(self) -> str:
        """Where questions go."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    def stream(self, messages: Sequence[Message], most: int, usage: Usage) -> Generator[str]:
        """Give the answer piece by piece; closing the iterator ends the request.

        Args:
            messages: what to answer.
            most: tokens that the answer may take.
            usage: takes what the server counts.

        Raises:
            ModelUnavailable: there is no answer, or it breaks off.
        """
        import httpx
        import openai

        ends = time.monotonic() + self.seconds
        try:
            with self._client() as client:
                ask = partial(
                    client.chat.completions.create,
                    model=self.name,
                    messages=list(messages),
                    max_tokens=most,
                    temperature=0.0,
                    stream=True,
                    stream_options={"include_usage": True},
                )
                with self._asked(ask, ends) as chunks:
                    yield from self._text(chunks, usage, ends)
        except openai.APITimeoutError as error:
            raise ModelUnavailable(self._late()) from error
        except openai.APIStatusError as error:
            raise ModelUnavailable(_refused(error.status_code)) from error
        except openai.APIConnectionError as error:
            raise ModelUnavailable(f"{self.host} cannot be reached") from error
        except (openai.OpenAIError, httpx.HTTPError, ValueError, TypeError) as error:
            raise ModelUnavailable("its answer broke off or is not of the protocol") from error

    def _client(self) -> OpenAI:
        from openai import DefaultHttpxClient, OpenAI

        # What is asked goes to the server that was named, and to none that it points to.
        direct = DefaultHttpxClient(follow_redirects=False)
        return OpenAI(
            api_key=self.key or "none", base_url=self.url, max_retries=0, http_client=direct
        )

    def _asked(self, ask: Callable[..., Any], ends: float) -> Any:  # noqa: ANN401  # it streams
        """Ask, and again after a refusal for now or without a connection, while there is time.

        Tries of the client's own would take the whole time each.
        """
        import openai

        for wait in _WAITS:
            try:
                return ask(timeout=max(ends - time.monotonic(), 0.01))
            except openai.APITimeoutError:
                raise
            except (openai.APIConnectionError, openai.RateLimitError, openai.InternalServerError):
                if time.monotonic() + wait >= ends:
                    raise
                time.sleep(wait)
        return ask(timeout=max(ends - time.monotonic(), 0.01))

    def _late(self) -> str:
        return f"no answer within {self.seconds:g} seconds"

    def _text(self, chunks: Iterator[Any], usage: Usage, ends: float) -> Iterator[str]:
        finished = False
        for chunk in chunks:
            if time.monotonic() > ends:
                raise ModelUnavailable(self._late())
            if chunk.usage:
                usage.read, usage.written = chunk.usage.prompt_tokens, chunk.usage.completion_tokens
            for choice in chunk.choices or ():
                finished = finished or choice.finish_reason is not None
                if isinstance(choice.delta.content, str):
                    yield choice.delta.content
        if not finished:
            raise ModelUnavailable("its answer broke off or is not of the protocol")


def _refused(status: int) -> str:
    """Say in a line what a status means; a server's own words may repeat the key."""
    told = {
        400: "it refuses the request: the passages may be too long for it (see llm.budget)",
        401: "it does not accept the key",
        403: "it does not accept the key",
        404: "there is no such model or address",
        413: "the passages are too long for it (see llm.budget)",
        429: "it has too many requests, or the account has no credit",
    }
    return told.get(status, f"it answers with the error {status}")
