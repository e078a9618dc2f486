"""How the server bears many at once: ``python -m evals.load INDEX --users 50 --seconds 180``.

It is served as `briefings serve` does, in a process of its own, and only the limit on requests a
minute is lifted, since all users come from one address. Each user asks a question (two times of
three, half of them as a stream), or searches, and then reads for some seconds. Printed are the
requests and errors of each kind, the median and 95th percentile of their seconds, and the memory of
the server after the first fifth of the time and at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import httpx

READS = (2.0, 8.0)  # seconds between a user's requests, least and most
_WARM = 0.2  # share of the time after which the memory is first looked at
_QUESTIONS = (
    "Which policies were issued?",
    "Which targets are set for 2025?",
    "Who issued the plan?",
    "What was the robot density in 2020?",
    "How large is the fund?",
    "Which companies are named?",
    "What is compared with other countries?",
    "Who painted the ceiling of the Sistine Chapel?",
)


@dataclass(slots=True)
class Seen:
    """What came of the requests.

    Attributes:
        seconds: of each request that was answered, by kind.
        errors: requests that were not, by kind and reason.
        memory: of the server in bytes, at the first look and at the end.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    memory: list[int] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Tell it, a line for each kind."""
        yield f"{'request':10} {'number':>7} {'median s':>9} {'p95 s':>7}"
        for kind, taken in sorted(self.seconds.items()):
            p95 = sorted(taken)[int(0.95 * (len(taken) - 1))]
            yield f"{kind:10} {len(taken):7} {median(taken):9.3f} {p95:7.3f}"
        yield f"errors: {sum(self.errors.values())} {dict(self.errors) or ''}".rstrip()
        yield "memory: " + " to ".join(f"{size / 2**20:.0f} MB" for size in self.memory)


@contextmanager
def server(index: Path) -> Iterator[str]:
    """Serve an index in a process of its own; give its address."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "briefings.toml").write_text("rate = 1_000_000\n", encoding="utf-8")
        command = ["serve", "--no-browser", "--index", str(index.resolve())]
        started = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", *command],
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            line = started.stdout.readline() if started.stdout else ""
            told = re.search(r"http://\S+", line)
            if told is None:
                raise SystemExit(f"the server did not start: {line.strip() or 'see above'}")
            yield told[0]
        finally:
            started.send_signal(signal.SIGINT)
            try:
                started.wait(10)
            except subprocess.TimeoutExpired:
                started.kill()


async def load(url: str, users: int, seconds: float, reads: tuple[float, float] = READS) -> Seen:
    """Let ``users`` use the server at ``url`` for some ``seconds``."""
    import httpx

    seen, until = Seen(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=users + 5)
    async with httpx.AsyncClient(
        base_url=url, limits=limits, timeout=60, trust_env=False
    ) as client:
        work = [_user(client, random.Random(number), until, reads, seen) for number in range(users)]
        await asyncio.gather(*work, _remember(client, seconds, seen))
    return seen


async def _user(
    client: httpx.AsyncClient,
    chance: random.Random,
    until: float,
    reads: tuple[float, float],
    seen: Seen,
) -> None:
    await asyncio.sleep(chance.uniform(0, reads[1]))
    while time.monotonic() < until:
        kind = chance.choice(("ask", "stream", "search"))
        path = {"ask": "/api/ask", "stream": "/api/ask/stream", "search": "/api/search"}[kind]
        began = time.monotonic()
        try:
            reply = await client.post(path, json={"question": chance.choice(_QUESTIONS)})
            good = reply.status_code == 200 and (kind != "stream" or "event: answer" in reply.text)
            if good:
                seen.seconds.setdefault(kind, []).append(time.monotonic() - began)
            else:
                seen.errors[f"{kind} {reply.status_code}"] += 1
        except Exception as error:
            seen.errors[f"{kind} {type(error).__name__}"] += 1
        await asyncio.sleep(chance.uniform(*reads))


async def _remember(client: httpx.AsyncClient, seconds: float, seen: Seen) -> None:
    for pause in (_WARM * seconds, (1 - _WARM) * seconds):
        await asyncio.sleep(pause)
        told = re.search(
            r"^briefings_resident_bytes (\d+)", (await client.get("/metrics")).text, re.M
        )
        seen.memory.append(int(told[1]) if told else 0)


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve an index, let users use it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m evals.load")
    parser.add_argument("index", type=Path)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=180.0)
    told = parser.parse_args(arguments)
    with server(told.index) as url:
        seen = asyncio.run(load(url, told.users, told.seconds))
    sys.stdout.write("\n".join(seen.lines()) + "\n")


if __name__ == "__main__":
    main()
