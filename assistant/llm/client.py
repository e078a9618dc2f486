"""A model behind the OpenAI protocol: text as it comes, or one line that says why there is none."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from openai import AsyncOpenAI

    from assistant.llm.prompt import Message

_WAITS = 0.5, 2.0  # seconds before it is asked once more, and once again
_TICK = 0.1  # seconds of its silence after which the reader may close


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
        """Give the answer piece by piece; closing the iterator ends the request at once.

        While the model is silent the pieces are empty, so that there is a moment to close it.

        Args:
            messages: what to answer.
            most: tokens that the answer may take.
            usage: takes what the server counts.

        Raises:
            ModelUnavailable: there is no answer, or it breaks off.
        """
        ends = time.monotonic() + self.seconds
        # A read that blocks cannot be ended from outside; a task can, at each of its steps. Leaving
        # the block cancels the task, and with it the connection goes.
        with asyncio.Runner() as runner:
            pieces = self._pieces(messages, most, usage, ends)
            piece: str | None = ""
            while piece is not None:
                coming = runner.get_loop().create_task(_next(pieces))
                while not runner.run(_is_done(coming)):
                    if time.monotonic() > ends:
                        raise ModelUnavailable(self._late())
                    yield ""
                if (piece := coming.result()) is not None:
                    yield piece

    async def _pieces(
        self, messages: Sequence[Message], most: int, usage: Usage, ends: float
    ) -> AsyncGenerator[str]:
        import httpx
        import openai

        try:
            async with self._client() as client:
                ask = partial(
                    client.chat.completions.create,
                    model=self.name,
                    messages=list(messages),
                    max_tokens=most,
                    temperature=0.0,
                    stream=True,
                    stream_options={"include_usage": True},
                )
                async with await self._asked(ask, ends) as chunks:
                    async for piece in self._text(chunks, usage, ends):
                        yield piece
        except openai.APITimeoutError as error:
            raise ModelUnavailable(self._late()) from error
        except openai.APIStatusError as error:
            raise ModelUnavailable(_refused(error.status_code)) from error
        except openai.APIConnectionError as error:
            raise ModelUnavailable(f"{self.host} cannot be reached") from error
        except (openai.OpenAIError, httpx.HTTPError, ValueError, TypeError) as error:
            raise ModelUnavailable("its answer broke off or is not of the protocol") from error

    def _client(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        # What is asked goes to the server that was named, and to none that it points to.
        direct = DefaultAsyncHttpxClient(follow_redirects=False)
        return AsyncOpenAI(
            api_key=self.key or "none", base_url=self.url, max_retries=0, http_client=direct
        )

    async def _asked(self, ask: Callable[..., Any], ends: float) -> Any:  # noqa: ANN401  # it streams
        """Ask, and again after a refusal for now or without a connection, while there is time.

        Tries of the client's own would take the whole time each.
        """
        import openai

        for wait in _WAITS:
            try:
                return await ask(timeout=max(ends - time.monotonic(), 0.01))
            except openai.APITimeoutError:
                raise
            except (openai.APIConnectionError, openai.RateLimitError, openai.InternalServerError):
                if time.monotonic() + wait >= ends:
                    raise
                await asyncio.sleep(wait)
        return await ask(timeout=max(ends - time.monotonic(), 0.01))

    def _late(self) -> str:
        return f"no answer within {self.seconds:g} seconds"

    async def _text(
        self, chunks: AsyncIterator[Any], usage: Usage, ends: float
    ) -> AsyncIterator[str]:
        finished = False
        async for chunk in chunks:
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


async def _next(pieces: AsyncGenerator[str]) -> str | None:
    return await anext(pieces, None)


async def _is_done(task: asyncio.Task[str | None]) -> bool:
    """Wait a little for a task, and tell whether it is done."""
    await asyncio.wait({task}, timeout=_TICK)
    return task.done()


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
