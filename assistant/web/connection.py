"""A connection to a browser or a program, which ends where the other side only holds it."""

from __future__ import annotations

import asyncio
import socket

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 30.0  # in which the head of a request comes, and in which some of a reply is read
SLOWEST = 1_000  # bytes a second, of a reply that waits to be sent
SENDING = 2**18  # bytes that the system takes at once; in larger lots slow reading looks like none


class Connection(H11Protocol):
    """Ends a connection whose request does not come to its end, or whose reply is not read.

    The server's own limit is on the time between two requests; the guard's is on bodies.
    """

    _head: asyncio.TimerHandle | None = None  # runs while no request is being answered
    _unread: asyncio.TimerHandle | None = None  # runs while a reply waits to be read

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; the first request must come soon."""
        super().connection_made(transport)
        connected = transport.get_extra_info("socket")
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENDING)
        self._expect_request()

    def data_received(self, data: bytes) -> None:
        """Take some of a request."""
        super().data_received(data)
        self._expect_request()

    def pause_writing(self) -> None:
        """Wait until the other side has read some of what it was sent."""
        super().pause_writing()
        self._expect_reading()

    def resume_writing(self) -> None:
        """Go on, as enough was read; where all was handed over, the rest must be read as well."""
        super().resume_writing()
        if self.cycle.response_complete:
            self._expect_reading()
        else:
            self._stop("_unread")

    def on_response_complete(self) -> None:
        """Take note that all of a reply was handed over; the last of it may still be unread."""
        self._expect_reading()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        super().connection_lost(exc)
        self._stop("_head")
        self._stop("_unread")

    def _expect_request(self) -> None:
        if self.transport.is_closing() or not (self.cycle is None or self.cycle.response_complete):
            self._stop("_head")
        elif self._head is None:
            self._head = self.loop.call_later(SECONDS, self.transport.abort)

    def _expect_reading(self) -> None:
        self._stop("_unread")
        if waiting := self.transport.get_write_buffer_size():
            self._unread = self.loop.call_later(SECONDS, self._end_unread, waiting)

    def _end_unread(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left and before - left < SLOWEST * SECONDS:
            self.transport.abort()
        else:
            self._expect_reading()

    def _stop(self, name: str) -> None:
        timer = getattr(self, name)
        if timer is not None:
            timer.cancel()
            setattr(self, name, None)
