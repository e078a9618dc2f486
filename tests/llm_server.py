"""A server of the OpenAI protocol on loopback that answers as a test tells it to."""

from __future__ import annotations

import json
import re
import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, get_type_hints
from zlib import crc32

from openai.types import EmbeddingCreateParams
from openai.types.chat.completion_create_params import (
    CompletionCreateParamsNonStreaming,
    CompletionCreateParamsStreaming,
)
from pydantic import TypeAdapter

PASSAGE = re.compile(r'<passage number="(\d+)"[^>]*>(.*?)</passage>', re.DOTALL)
COMPLETE = CompletionCreateParamsNonStreaming
FIELDS = get_type_hints(COMPLETE).keys()
HELD = 20.0  # seconds after which a reply that is held ends: no test waits for ever


def bag_of_words(text: str, length: int = 64) -> list[float]:
    """Count the words of a text by a digest of each, so that like texts have like vectors."""
    counts = [0.0] * length
    for word in re.findall(r"\w+", text.lower()):
        counts[crc32(word.encode()) % length] += 3.0
    return counts


@dataclass
class Script:
    """What the server does, and what it was asked.

    Attributes:
        text: makes the answer from the messages.
        calls: makes the calls of functions from the messages, each a name and JSON; an answer that
            has some is without text, unless ``text`` is to be told beside them.
        beside: whether it is.
        scores: makes the scores of passages for a question, for a request to rank them.
        vectors: makes the embeddings of texts, for a request to embed them.
        status: of the reply.
        cut: pieces after which the connection ends, without a word; None: it ends as it should.
        wait: seconds before each piece.
        silent: seconds before the reply begins.
        location: where a reply of 307 points to.
        body: sent as it is in the place of a stream.
        asked: headers and body of each request.
        held: pieces after which it waits for ``go``; -1: before the reply begins; None: it waits
            for nothing.
        go: set by the test.
        gone: set when the client closes the connection while it waits.
    """

    text: Callable[[list[dict[str, Any]]], str] = lambda _: ""
    calls: Callable[[list[dict[str, Any]]], list[tuple[str, str]]] = lambda _: []
    beside: bool = False
    scores: Callable[[str, list[str]], list[float]] = lambda _, texts: [0.0] * len(texts)
    vectors: Callable[[list[str]], list[list[float]]] = lambda texts: [*map(bag_of_words, texts)]
    status: int = 200
    cut: int | None = None
    wait: float = 0.0
    body: bytes | None = None
    asked: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    url: str = ""
    silent: float = 0.0
    location: str = ""
    held: int | None = None
    go: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)


def citing(*sentences: str) -> Callable[[list[dict[str, str]]], str]:
    """Make a model say sentences, each with the number of the passage that begins alike, or 1."""

    def say(told: list[dict[str, str]]) -> str:
        shown = PASSAGE.findall(told[1]["content"])
        keys = [next((n for n, text in shown if one[:20] in text), "1") for one in sentences]
        return " ".join(f"{one} [{key}]" for one, key in zip(sentences, keys, strict=True))

    return say


HEAD = {"id": "1", "created": 1, "model": "m"}
USAGE = {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940}


def chunk(
    text: str, reason: str | None = None, calls: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    delta = {"content": text} if calls is None else {"tool_calls": calls}
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    return {**HEAD, "object": "chat.completion.chunk", "choices": [choice]}


def deltas(calls: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Cut calls into pieces, as servers send them: first the name, then the arguments in bits."""
    for at, (name, arguments) in enumerate(calls):
        yield {
            "index": at,
            "id": f"c{at}",
            "type": "function",
            "function": {"name": name, "arguments": ""},
        }
        for start in range(0, len(arguments), 7):
            yield {"index": at, "function": {"arguments": arguments[start : start + 7]}}


def keeps_to_protocol(body: dict[str, Any]) -> None:
    """Hold a request against the protocol's published schema, as its own client declares it.

    Raises:
        ValidationError: a field is missing, unknown to the schema, or of another kind.
    """
    told = {name: value for name, value in body.items() if name != "path"}
    if body["path"].endswith("/embeddings"):
        assert told.keys() <= EmbeddingCreateParams.__annotations__.keys()
        TypeAdapter(EmbeddingCreateParams).validate_python(told, strict=True)
        return
    if body["path"].endswith("/rerank"):
        # The form that Cohere, Jina and vLLM share; no client of it is at hand.
        assert told.keys() == {"model", "query", "documents", "top_n"}
        assert all(isinstance(text, str) for text in told["documents"])
        return
    form = CompletionCreateParamsStreaming if told.get("stream") else COMPLETE
    assert told.keys() <= FIELDS | {"stream"}
    TypeAdapter(form).validate_python(told, strict=True)


class Handler(BaseHTTPRequestHandler):
    """Answers one request as ``script`` says."""

    script: Script

    def do_POST(self) -> None:
        script = self.script
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        script.asked.append(
            ({k.lower(): v for k, v in self.headers.items()}, {"path": self.path, **asked})
        )
        time.sleep(script.silent)
        if not self.may_go_on(-1):
            return
        self.send_response(script.status)
        if script.location:
            self.send_header("Location", script.location)
        streams = asked.get("stream") or script.body is not None
        self.send_header("Content-Type", "text/event-stream" if streams else "application/json")
        self.send_header("Connection", "close")
        self.end_headers()
        if script.status != 200 or script.body is not None:
            self.wfile.write(script.body or b'{"error": {"message": "key sk-secret is bad"}}')
            return
        if self.path.endswith("/embeddings"):
            rows = enumerate(script.vectors(asked["input"]))
            data = [{"object": "embedding", "index": at, "embedding": row} for at, row in rows]
            told = {"object": "list", "model": asked["model"], "data": data[::-1], "usage": USAGE}
            self.wfile.write(json.dumps(told).encode())
        elif self.path.endswith("/rerank"):
            rows = enumerate(script.scores(asked["query"], asked["documents"]))
            ranked = [{"index": at, "relevance_score": score} for at, score in rows]
            self.wfile.write(json.dumps({"results": ranked}).encode())
        elif asked.get("stream"):
            self.stream(asked["messages"])
        else:
            message = {"role": "assistant", "content": script.text(asked["messages"])}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            told = {**HEAD, "object": "chat.completion", "choices": [choice], "usage": USAGE}
            self.wfile.write(json.dumps(told).encode())

    def stream(self, messages: list[dict[str, Any]]) -> None:
        script = self.script
        calls = script.calls(messages)
        text = script.text(messages) if script.beside or not calls else ""
        for at, piece in enumerate(text.split(" ")):
            if at == script.cut or not self.may_go_on(at):
                return
            time.sleep(script.wait)
            self.send(chunk(f"{piece} "))
        for delta in deltas(calls):
            self.send(chunk("", calls=[delta]))
        self.send(chunk("", "tool_calls" if calls else "stop"))
        self.send(chunk("") | {"choices": [], "usage": USAGE})
        self.wfile.write(b"data: [DONE]\n\n")

    def may_go_on(self, at: int) -> bool:
        """Wait before piece ``at`` where that is asked for; False when the client goes."""
        script, ends = self.script, time.monotonic() + HELD
        while at == script.held and not script.go.wait(0.01):
            told, *_ = select.select([self.connection], [], [], 0)
            if told and not self.connection.recv(1):
                script.gone.set()
            if script.gone.is_set() or time.monotonic() > ends:
                return False
        return True

    def send(self, record: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(record)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(script: Script) -> Iterator[Script]:
    """Serve a script on a free port of loopback."""
    handler = type("Scripted", (Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
