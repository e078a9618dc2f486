"""How the server is reached, and by whom."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings

RATE = 120  # costly requests a minute


class AccessError(Exception):
    """The server would be open to whom it should not; the message says what would do."""


@dataclass(frozen=True, slots=True)
class Access:
    """How the server is reached, and by whom.

    Attributes:
        host: address that it listens on.
        hosts: names under which it is reached, besides those of this machine.
        users: the file of accounts; while there is one, everybody signs in.
        proxy_header: header in which a proxy tells who has signed in; None: no proxy is believed.
        proxies: addresses of proxies that are believed.
        curators: names of curators among those whom the proxy tells.
        rate: costly requests a minute that a person, or an address, may make.
    """

    host: str = "127.0.0.1"
    hosts: tuple[str, ...] = ()
    users: Path | None = None
    proxy_header: str | None = None
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    curators: tuple[str, ...] = ()
    rate: int = RATE

    @property
    def signs_in(self) -> bool:
        """Whether anybody has to say who they are."""
        return self.proxy_header is not None or (self.users is not None and self.users.is_file())

    def check(self) -> None:
        """Refuse to be open to others without sign-in.

        Raises:
            AccessError: it would be.
        """
        if not is_loopback(self.host) and not self.signs_in:
            raise AccessError(
                f"{self.host} is open to others, and nobody signs in: first run "
                "`briefings user add NAME`, or set proxy_header in briefings.toml"
            )


def access_of(settings: Settings, host: str | None = None) -> Access:
    """Read from the settings how the server is reached; ``host`` goes before theirs."""
    return Access(
        host=host or settings.host,
        hosts=settings.hosts,
        users=settings.users_file,
        proxy_header=settings.proxy_header,
        proxies=settings.proxies,
        curators=settings.curators,
        rate=settings.rate,
    )


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen on is this machine's alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
