"""Places for work: how many, how long, and that what is given up frees its place."""

from __future__ import annotations

import asyncio
import threading

import pytest

from assistant.api.metrics import Metrics
from assistant.api.stream import events
from assistant.api.workers import Busy, TooSlow, Workers
from assistant.listener import Listener


def test_what_is_done_comes_back_and_what_fails_is_raised():
    async def run():
        workers = Workers()
        assert await workers.run(lambda: 6 * 7) == 42
        with pytest.raises(KeyError):
            await workers.run(lambda: {}["nothing"])
        with pytest.raises(TimeoutError, match="its own"):
            await workers.run(own_timeout)
        return workers.pending

    def own_timeout():
        raise TimeoutError("its own")

    assert asyncio.run(run()) == 0


def test_more_than_there_is_room_for_is_refused_and_what_waits_in_vain_never_begins():
    begun, free = [], threading.Event()

    def work(name):
        begun.append(name)
        free.wait(10)

    async def run():
        workers = Workers(at_once=1, waiting=1)
        first = asyncio.create_task(workers.run(lambda: work("first")))
        second = asyncio.create_task(workers.run(lambda: work("second")))
        await asyncio.sleep(0.05)
        with pytest.raises(Busy, match="too many questions at once"):
            await workers.run(lambda: work("third"))
        second.cancel()
        await asyncio.sleep(0.05)
        assert workers.pending == 1
        free.set()
        await first
        return workers.pending

    assert (asyncio.run(run()), begun) == (0, ["first"])


def test_what_takes_too_long_is_not_waited_for_and_holds_its_place_until_it_ends():
    free = threading.Event()

    async def run():
        workers = Workers(at_once=1, waiting=0, patience=0.05)
        with pytest.raises(TooSlow, match=r"longer than 0\.05 seconds"):
            await workers.run(lambda: free.wait(10))
        assert workers.pending == 1
        free.set()
        while workers.pending:
            await asyncio.sleep(0.01)
        return await workers.run(lambda: "again")

    assert asyncio.run(run()) == "again"


def test_a_stream_that_is_closed_gives_up_its_work():
    async def run():
        given_up = asyncio.Event()

        async def work():
            try:
                await asyncio.sleep(10)
            finally:
                given_up.set()

        stream = events(work(), Listener(), 3, (ValueError,))
        first = await anext(stream)
        await asyncio.sleep(0)
        await stream.aclose()
        await asyncio.wait_for(given_up.wait(), 1)
        return first

    assert asyncio.run(run()) == b'event: step\ndata: {"step": "reading", "documents": 3}\n\n'


def test_a_stream_tells_an_error_without_its_inside(caplog):
    async def run():
        async def work():
            raise RuntimeError("a path /home/reader")

        return [one async for one in events(work(), Listener(), 3, (ValueError,))]

    last = asyncio.run(run())[-1].decode()
    assert last.startswith('event: error\ndata: {"error": "something went wrong')
    assert ("/home/reader" in last, "/home/reader" in caplog.text) == (False, True)


def test_counts_are_written_as_prometheus_reads_them():
    metrics = Metrics()
    metrics.request('/a"b\n', 200, 0.02)
    metrics.request('/a"b\n', 200, 20.0)
    metrics.answer("answered")
    lines = list(metrics.lines({"size": ("How large.", 1.5)}))
    told = 'route="/a\\"b\\n"'
    assert [line for line in lines if "seconds" not in line] == [
        "# HELP briefings_requests_total Requests by route and HTTP status.",
        "# TYPE briefings_requests_total counter",
        f'briefings_requests_total{{{told},status="200"}} 2',
        "# HELP briefings_answers_total Answers by their status.",
        "# TYPE briefings_answers_total counter",
        'briefings_answers_total{status="answered"} 1',
        "# HELP size How large.",
        "# TYPE size gauge",
        "size 1.5",
    ]
    buckets = [line.rsplit(" ", 1)[1] for line in lines if "_bucket" in line]
    assert buckets == ["0", *["1"] * 9, "2"]
    assert f"briefings_request_seconds_sum{{{told}}} 20.02" in lines
    assert f"briefings_request_seconds_count{{{told}}} 2" in lines
