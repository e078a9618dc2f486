"""A worker: embeds texts that wait in a queue, until there have been none for a while."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from index.encoder import ModelError, check_default, find_model, load_encoder
from index.remote.queue import Queue

if TYPE_CHECKING:
    from collections.abc import Callable

_POLL = 0.5  # seconds between two looks while nothing waits


def work(url: str, model_name: str, idle: float | None, on_done: Callable[[int], None]) -> int:
    """Embed what waits at ``url``, and say how many texts that were.

    Args:
        url: address of a PostgreSQL database.
        model_name: see ``index.encoder.find_model``.
        idle: seconds without work after which to end; None: never.
        on_done: told how many are done, after each part.

    Raises:
        ModelError: the model is not on this machine, or texts wait for another one.
        StoreError: the queue cannot be used.
    """
    model = find_model(model_name)
    check_default(model)
    done, moved = 0, time.monotonic()
    with closing(Queue(url, model)) as queue:
        encode = load_encoder(model).encode
        while idle is None or time.monotonic() - moved <= idle:
            if count := queue.work(encode):
                done += count
                on_done(done)
                moved = time.monotonic()
            elif other := queue.waiting_for_another():
                raise ModelError(
                    f"the texts at {url} wait for the model {other}, and this worker has "
                    f"{model.name} (SHA-256 {model.sha256[:12]}…): set `model` in briefings.toml, "
                    "or BRIEFINGS_MODEL, to that one"
                )
            else:
                time.sleep(_POLL)
    return done
