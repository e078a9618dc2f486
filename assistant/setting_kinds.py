"""The kinds of values that settings may have: each is read or refused with a reason; pure.

Every function raises ``ValueError`` with what would do in the place of a value that cannot be used.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from index.near import WANTED


def text(value: object) -> str:
    """Read a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("give a text")
    return value


def folder(value: object) -> Path:
    """Read a path; ``~`` is the home folder."""
    try:
        return Path(text(value)).expanduser()
    except RuntimeError as error:  # "~nobody"
        raise ValueError("there is no such home folder") from error


def port(value: object) -> int:
    """Read a port."""
    number = int(value) if isinstance(value, str) and value.isdecimal() else value
    if type(number) is not int or not 0 < number < 65536:  # True is an int too
        raise ValueError("give a number from 1 to 65535")
    return number


def names(value: object) -> tuple[str, ...]:
    """Read a list of texts."""
    if not isinstance(value, list):
        raise ValueError("give a list of texts")
    return tuple(map(text, value))


def search(value: object) -> str:
    """Read how vectors are searched."""
    if value not in WANTED:
        raise ValueError(f"give one of {', '.join(WANTED)}")
    return str(value)


def count(value: object) -> int:
    """Read a whole number from 1."""
    if type(value) is not int or value < 1:
        raise ValueError("give a number from 1")
    return value


def url(value: object) -> str:
    """Read an address of a server."""
    address = text(value)
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.password:
        raise ValueError("give an address such as http://127.0.0.1:11434/v1, without a password")
    return address


def seconds(value: object) -> float:
    """Read a number of seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 3600:
        raise ValueError("give a number of seconds up to 3600")
    return float(value)


def unsupported(value: object) -> str:
    """Read what becomes of a sentence that is not borne out."""
    if value not in ("strike", "drop"):
        raise ValueError('give "strike" or "drop"')
    return str(value)


def flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError("give true or false")
    return value


def prices(value: object) -> tuple[float, float]:
    """Read the two prices of a model."""
    if not isinstance(value, list) or len(value) != 2 or not all(_is_price(one) for one in value):
        raise ValueError("give two numbers: of a million tokens read, and of a million written")
    return float(value[0]), float(value[1])


def _is_price(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6
