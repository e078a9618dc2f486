"""A port on loopback that nothing listens at."""

from __future__ import annotations

import socket


def free_port() -> int:
    """Give a port that is free now; another program may take it meanwhile."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
