"""A model behind the OpenAI protocol: text as it comes, or one line that says why there is none."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from openai import AsyncOpenAI

    from assistant.llm.calls import Tools
    from assistant.llm.prompt import Message

    _Ask = Callable[[AsyncOpenAI, float], Awaitable[object]]  # with the seconds that are left

_WAITS = 0.5, 2.0  # seconds before it is asked once more, and once again
_TICK = 0.1  # seconds of its silence after which the reader may close
_MISSHAPEN = AttributeError, IndexError, TypeError, ValueError  # of a reply in another form
_BROKEN = "its answer broke off or is not of the protocol"


class ModelUnavailable(Exception):
    """The model gave no answer, or not all of it; the message is one line that says why."""


@dataclass(slots=True)
class Usage:
    """What was spent on an answer, over all requests for it.

    Attributes:
        read: tokens that a server says it has read; 0 where it does not say.
        written: tokens that it says it has written, likewise.
        searches: times that the model looked something up.
        seconds: that it took.
    """

    read: int = 0
    written: int = 0
    searches: int = 0
    seconds: float = 0.0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count how long something takes."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - started

    def cost(self, prices: tuple[float, float] | None) -> float | None:
        """Give the cost by the prices of a million tokens read and written."""
        if prices is None:
            return None
        return (self.read * prices[0] + self.written * prices[1]) / 1e6


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

    def stream(
        self,
        messages: Sequence[Message],
        most: int,
        usage: Usage,
        tools: Tools | None = None,
        ends: float | None = None,
    ) -> Generator[str]:
        """Give the answer piece by piece; closing the iterator ends the request at once.

        While the model is silent the pieces are empty, so that there is a moment to close it.

        Args:
            messages: what to answer.
            most: tokens that the answer may take.
            usage: takes what the server counts, on top of what is there.
            tools: what the model may call; takes its calls.
            ends: reading of ``time.monotonic`` at which it is late; None: after ``seconds``.

        Raises:
            ModelUnavailable: there is no answer, or it breaks off.
        """
        ends = time.monotonic() + self.seconds if ends is None else ends
        options = self._options(messages, most) | (tools.options() if tools else {})
        options |= {"stream": True, "stream_options": {"include_usage": True}}
        read = partial(self._text, usage=usage, tools=tools, ends=ends)
        return self._watched(self._pieces(_chat(options), read, ends), ends)

    def complete(self, messages: Sequence[Message], most: int, usage: Usage) -> Generator[str]:
        """Give a short answer whole, as the one piece that is not empty; else as ``stream`` does.

        Raises:
            ModelUnavailable: there is no answer.
        """
        ends = time.monotonic() + self.seconds
        read = partial(_whole, usage=usage)
        ask = _chat(self._options(messages, most))
        return self._watched(self._pieces(ask, read, ends), ends)

    def post(self, path: str, body: Mapping[str, Any]) -> Generator[str]:
        """Give what another address of the server replies, as JSON, otherwise as ``complete``.

        Raises:
            ModelUnavailable: there is no reply.
        """
        ends = time.monotonic() + self.seconds

        async def ask(client: AsyncOpenAI, timeout: float) -> object:
            options = {"timeout": timeout}
            return await client.post(path, cast_to=object, body=dict(body), options=options)

        return self._watched(self._pieces(ask, _json, ends), ends)

    def _options(self, messages: Sequence[Message], most: int) -> dict[str, Any]:
        asked = {"model": self.name, "messages": list(messages)}
        return {**asked, "max_tokens": most, "temperature": 0.0}

    def _watched(self, pieces: AsyncGenerator[str], ends: float) -> Generator[str]:
        # A read that blocks cannot be ended from outside; a task can, at each of its steps. Leaving
        # the block cancels the task, and with it the connection goes.
        with asyncio.Runner() as runner:
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
        self, ask: _Ask, read: Callable[[Any], AsyncIterator[str]], ends: float
    ) -> AsyncGenerator[str]:
        import httpx
        import openai

        try:
            async with self._client() as client:
                async for piece in read(await self._asked(partial(ask, client), ends)):
                    yield piece
        except openai.APITimeoutError as error:
            raise ModelUnavailable(self._late()) from error
        except openai.APIStatusError as error:
            raise ModelUnavailable(_refused(error.status_code)) from error
        except openai.APIConnectionError as error:
            raise ModelUnavailable(f"{self.host} cannot be reached") from error
        except (openai.OpenAIError, httpx.HTTPError, *_MISSHAPEN) as error:
            raise ModelUnavailable(_BROKEN) from error

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
                return await ask(max(ends - time.monotonic(), 0.01))
            except openai.APITimeoutError:
                raise
            except (openai.APIConnectionError, openai.RateLimitError, openai.InternalServerError):
                if time.monotonic() + wait >= ends:
                    raise
                await asyncio.sleep(wait)
        return await ask(max(ends - time.monotonic(), 0.01))

    def _late(self) -> str:
        return f"no answer within {self.seconds:g} seconds"

    async def _text(
        self,
        chunks: Any,  # noqa: ANN401  # the client's own type, which is imported where it is used
        usage: Usage,
        tools: Tools | None,
        ends: float,
    ) -> AsyncIterator[str]:
        finished, before = False, (usage.read, usage.written)
        async with chunks:
            async for chunk in chunks:
                if time.monotonic() > ends:
                    raise ModelUnavailable(self._late())
                _count(usage, before, chunk.usage)
                for choice in chunk.choices or ():
                    finished = finished or choice.finish_reason is not None
                    if tools is not None:
                        tools.take(choice.delta.tool_calls)
                    if isinstance(choice.delta.content, str):
                        yield choice.delta.content
        if not finished:
            raise ModelUnavailable(_BROKEN)


def _chat(options: dict[str, Any]) -> _Ask:
    async def ask(client: AsyncOpenAI, timeout: float) -> object:
        return await client.chat.completions.create(**options, timeout=timeout)

    return ask


async def _json(reply: object) -> AsyncIterator[str]:
    # The client reads JSON only where the server says that it is some.
    yield reply if isinstance(reply, str) else json.dumps(reply)


async def _whole(completion: Any, usage: Usage) -> AsyncIterator[str]:  # noqa: ANN401
    _count(usage, (usage.read, usage.written), completion.usage)
    text = completion.choices[0].message.content
    if not isinstance(text, str):
        raise ModelUnavailable(_BROKEN)
    yield text


def _count(usage: Usage, before: tuple[int, int], told: Any) -> None:  # noqa: ANN401
    """Add what a server tells of one request, which it may tell anew with each chunk."""
    if told:
        usage.read = before[0] + told.prompt_tokens
        usage.written = before[1] + told.completion_tokens


async def _next(pieces: AsyncGenerator[str]) -> str | None:
    return await anext(pieces, None)


async def _is_done(task: asyncio.Task[str | None]) -> bool:
    """Wait a little for a task, and tell whether it is done."""
    await asyncio.wait({task}, timeout=_TICK)
    return task.done()


def _refused(status: int) -> str:
    """Say in a line what a status means; a server's own words may repeat the key."""
    told = {
        400: "it refuses the request: the passages may be too long for it (see llm.budget), "
        "or it takes no tools (llm.tools)",
        401: "it does not accept the key",
        403: "it does not accept the key",
        404: "there is no such model or address",
        413: "the passages are too long for it (see llm.budget)",
        429: "it has too many requests, or the account has no credit",
    }
    return told.get(status, f"it answers with the error {status}")
