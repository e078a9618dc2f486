"""Where the chat listens, and what is said when it cannot."""

from __future__ import annotations

import socket

import pytest

from assistant.web.serving import FIRST_PORT, listen


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_one_line_with_what_to_do(taken):
    with pytest.raises(SystemExit) as stopped:
        listen("127.0.0.1", taken)
    assert str(stopped.value) == (
        f"Port {taken} is in use on 127.0.0.1: stop what runs there, or choose another with --port."
    )


def test_without_a_port_the_first_free_one_is_taken():
    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        ports = first.getsockname()[1], second.getsockname()[1]
    assert FIRST_PORT <= ports[0] < ports[1]


def test_a_foreign_address_is_one_line():
    with pytest.raises(SystemExit, match=r"^Cannot listen on 192\.0\.2\.1:7860: .+\.$"):
        listen("192.0.2.1", None)
