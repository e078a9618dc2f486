"""A server of the OpenAI protocol on loopback that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What the server does, and what it was asked.

    Attributes:
        text: makes the answer from the messages.
        status: of the reply.
        cut: pieces after which the connection ends, without a word; None: it ends as it should.
        wait: seconds before each piece.
        silent: seconds before the reply begins.
        location: where a reply of 307 points to.
        body: sent as it is in the place of a stream.
        asked: headers and body of each request.
    """

    text: Callable[[list[dict[str, str]]], str] = lambda _: ""
    status: int = 200
    cut: int | None = None
    wait: float = 0.0
    body: bytes | None = None
    asked: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    url: str = ""
    silent: float = 0.0
    location: str = ""


def chunk(text: str, reason: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": reason}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"} | {
        "choices": [choice]
    }


@contextmanager
def served(script: Script) -> Iterator[Script]:
    """Serve a script on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.asked.append(
                ({k.lower(): v for k, v in self.headers.items()}, {"path": self.path, **asked})
            )
            time.sleep(script.silent)
            self.send_response(script.status)
            if script.location:
                self.send_header("Location", script.location)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            if script.status != 200 or script.body is not None:
                self.wfile.write(script.body or b'{"error": {"message": "key sk-secret is bad"}}')
                return
            for at, piece in enumerate(script.text(asked["messages"]).split(" ")):
                if at == script.cut:
                    return
                time.sleep(script.wait)
                self.send(chunk(f"{piece} "))
            self.send(chunk("", "stop"))
            usage = {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940}
            self.send(chunk("") | {"choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")

        def send(self, record: dict[str, Any]) -> None:
            self.wfile.write(f"data: {json.dumps(record)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
