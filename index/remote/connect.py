"""Connections to PostgreSQL, and what goes wrong with them in one line.

An address never holds a password: it is written into manifests and told in messages. The client's
own ways give it: ``PGPASSWORD``, ``PGPASSFILE`` or ``~/.pgpass``.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from index.generations import IndexMissing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import psycopg
    from psycopg import Connection

_SCHEMES = ("postgresql", "postgres")
_SECRET = ("password", "secret")
_NO_RIGHT = "42501"  # PostgreSQL's code
_NO_VECTORS = ("0A000", "42704", "58P01")  # for an extension, a type or a file that is not there
_SECONDS = 10  # in which a server must answer


class StoreError(IndexMissing):
    """A store or a runner that cannot be used; the message says what, why and what to do."""


def check_url(url: str) -> str:
    """Give back an address that can be used, and written down.

    Raises:
        ValueError: it is none, or holds a password; the message does not repeat it.
    """
    try:
        parts = urlsplit(url)
        names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    except ValueError:  # whose message may repeat it
        raise ValueError("it is no address") from None
    if parts.scheme not in _SCHEMES:
        raise ValueError("give an address such as postgresql://USER@HOST:5432/DATABASE")
    # What follows an @ further on was meant for a password that holds a / or a ?.
    rest = parts.path + parts.query + parts.fragment
    secret = any(word in name.lower() for name in names for word in _SECRET)
    if parts.password is not None or "@" in rest or secret:
        raise ValueError(
            "give the address without its password, and that in PGPASSWORD or in ~/.pgpass"
        )
    return url


def connect(url: str) -> Connection[Any]:
    """Connect to the database at ``url``; each statement is a transaction of its own.

    Raises:
        StoreError: psycopg is not installed, or the server does not answer or refuses.
    """
    psycopg = _driver(url)
    patience = None if "connect_timeout=" in url else _SECONDS
    try:
        opened: Connection[Any] = psycopg.connect(
            url, autocommit=True, application_name="briefings", connect_timeout=patience
        )
        return opened
    except psycopg.Error as error:
        raise StoreError(f"cannot connect to {url}: {_line(error)}; {_remedy(error)}") from error


@contextmanager
def told(url: str) -> Iterator[None]:
    """Turn what the database refuses within the block into one line.

    Raises:
        StoreError: in place of psycopg's own errors.
    """
    psycopg = _driver(url)
    try:
        yield
    except psycopg.Error as error:
        raise StoreError(f"{url}: {_line(error)}; {_remedy(error)}") from error


def _driver(url: str) -> ModuleType:
    try:
        import psycopg
    except ImportError:
        raise StoreError(
            f"{url} is reached with the package psycopg, which is missing: "
            ".venv/bin/pip install 'psycopg[binary]>=3.2,<4'"
        ) from None
    return psycopg


def _line(error: psycopg.Error) -> str:
    return " ".join((error.diag.message_primary or str(error)).split())


def _remedy(error: psycopg.Error) -> str:
    said = str(error).lower()
    if "password" in said:
        return "set PGPASSWORD, or write the password into ~/.pgpass"
    if error.sqlstate == _NO_RIGHT:
        return "ask who keeps the database for the right to do so"
    if error.sqlstate in _NO_VECTORS:
        return "install pgvector 0.8 or newer on the server"
    return "check the address, and that the server is up and has room"
