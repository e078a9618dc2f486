"""The server: where it listens, and the process that serves the page."""

from __future__ import annotations

import errno
import logging
import socket
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.web.app import create_app
from assistant.web.library import Keeper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import uvicorn
    from starlette.types import ASGIApp

    from assistant.ask import Assistant
    from assistant.people.access import Access
    from assistant.web.beside.added import AddedPage

FIRST_PORT = 7860
PORTS_TRIED = 20
CONNECTIONS = 1_000  # at once; each open page holds one or two


def serve(
    assistant: Assistant,
    access: Access,
    port: int | None = None,
    open_browser: bool = False,
    examples: Sequence[str] = (),
    watch: Path | None = None,
    pages: Sequence[AddedPage] = (),
) -> None:
    """Serve the chat until it is stopped.

    Args:
        assistant: what answers; called from several threads.
        access: the address to listen on, and who may come.
        port: port to listen on; None takes the first free one from 7860.
        open_browser: whether to open the page in the user's browser.
        examples: questions offered before the first one is asked.
        watch: keep the index up to date with this folder; None: only with what is uploaded.
        pages: what other packages add.

    Raises:
        AccessError: it would be open to others, and nobody signs in.
        SystemExit: with one line to print, when the port or address cannot be had.
    """
    import typer
    import uvicorn

    access.check()
    with listen(access.host, port) as listener:
        url = f"http://{access.host}:{listener.getsockname()[1]}"
        keeper = Keeper(assistant.library, watch)
        app = create_app(assistant, examples, keeper, access, pages)
        keeper.start()
        typer.echo(f"Briefings is at {url}  (Ctrl+C stops it)")
        if open_browser:
            webbrowser.open(url)
        server = uvicorn.Server(configured(app, "warning"))
        # Open pages hold connections that never end; cutting them off at the end is no error.
        logging.getLogger("uvicorn.error").addFilter(lambda _: not server.should_exit)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


def listen(host: str, port: int | None) -> socket.socket:
    """Listen on a port; None takes the first free one from 7860.

    Raises:
        SystemExit: with one line to print, when the port or address cannot be had.
    """
    ports = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if port is None else (port,)
    for number in ports:
        try:
            return socket.create_server((host, number))
        except OverflowError as error:
            raise SystemExit(f"Cannot listen on port {number}: ports end at 65535.") from error
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                # An unknown name has no errno message of its own.
                why = error.strerror or str(error)
                raise SystemExit(f"Cannot listen on {host}:{number}: {why}.") from error
    taken = f"Port {ports[0]} is" if len(ports) == 1 else f"Ports {ports[0]} to {ports[-1]} are"
    remedy = "stop what runs there, or choose another with --port"
    raise SystemExit(f"{taken} in use on {host}: {remedy}.")


def configured(app: ASGIApp, log_level: str) -> uvicorn.Config:
    """Configure a server of ``app``; of an address, only what the connection itself tells holds."""
    import uvicorn

    from assistant.web.connection import Connection

    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",  # nothing here speaks it
        log_level=log_level,
        timeout_graceful_shutdown=1,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
    )
