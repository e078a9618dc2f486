"""Settings: the only reader of briefings.toml and of the environment."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.encoder import DEFAULT_MODEL
from index.near import WANTED, Wanted
from index.remote.connect import check_url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Kinds = Mapping[str, Callable[[object], object]]

FILE = "briefings.toml"
_FROM_ENVIRONMENT = ("index", "model", "port", "store", "runner")


class SettingsError(Exception):
    """A setting that cannot be used; the message says which, where, and what would do."""


@dataclass(frozen=True, slots=True)
class Llm:
    """A model that writes the answers, from the table ``[llm]``.

    Attributes:
        url: root of an OpenAI-compatible server, such as http://127.0.0.1:11434/v1.
        model: its name there.
        key_env: variable of the environment that holds the key, if the server wants one.
        key_file: file that holds it instead, which nobody else may read.
        budget: tokens that a question with its passages may take.
        answer: tokens that an answer may take.
        seconds: that an answer may take.
        unsupported: what becomes of a sentence that its passages do not bear out: "strike" or
            "drop".
        prices: of a million tokens read and written.
        write: whether it writes the answers.
        tools: whether it may look further in the documents by itself while it does.
        rewrite: whether it writes follow-ups anew, to stand alone.
        expand: whether it imagines a passage that would answer, to search with.
    """

    url: str
    model: str
    key_env: str = "BRIEFINGS_LLM_KEY"
    key_file: Path | None = None
    budget: int = 6000
    answer: int = 500
    seconds: float = 60.0
    unsupported: str = "strike"
    prices: tuple[float, float] | None = None
    write: bool = True
    tools: bool = False
    rewrite: bool = False
    expand: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose.

    Attributes:
        index: folder of the index.
        model: embedding model; see ``index.encoder.find_model``.
        host: address that the chat listens on.
        port: port that the chat listens on; None for the first free one from 7860.
        users: file of those who may sign in; None for users.json in the folder of the index.
        hosts: names under which the chat is reached, besides those of this machine.
        proxy_header: header in which a proxy tells who has signed in; None: none is believed.
        proxies: addresses of the proxies that are believed.
        curators: names of curators among those whom the proxy tells.
        rate: requests a minute that each person, or each address, may make.
        search: how vectors are searched; see ``index.near.write_near``.
        store: address of the PostgreSQL database that holds the vectors; None: this machine.
        runner: address of the one through which workers embed; None: this process does.
        llm: the model that writes the answers; None: they are in the documents' words.
    """

    index: Path = Path(".briefings")
    model: str = DEFAULT_MODEL
    host: str = "127.0.0.1"
    port: int | None = None
    users: Path | None = None
    hosts: tuple[str, ...] = ()
    proxy_header: str | None = None
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    curators: tuple[str, ...] = ()
    rate: int = 120
    search: Wanted = "auto"
    store: str | None = None
    runner: str | None = None
    llm: Llm | None = None

    @property
    def users_file(self) -> Path:
        """The file of those who may sign in, which need not be there."""
        return self.users or self.index / "users.json"


def load_settings(
    folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Read the settings: defaults, then briefings.toml, then BRIEFINGS_INDEX and its kin.

    Args:
        folder: where briefings.toml may lie; None means the working folder.
        environment: None means the process's own.

    Raises:
        SettingsError: the file is not TOML, or names an unknown setting or a value of a wrong kind.
    """
    env = os.environ if environment is None else environment
    settings = _from_file((folder or Path.cwd()) / FILE)
    names = {key: f"BRIEFINGS_{key.upper()}" for key in _FROM_ENVIRONMENT}
    given = {key: env[name] for key, name in names.items() if env.get(name)}
    return _with(settings, given, "the environment")


def key_of(llm: Llm, environment: Mapping[str, str] | None = None) -> str:
    """Read the key for a model's server; empty where there is none.

    Raises:
        SettingsError: the file of the key is missing, or others can read it.
    """
    if llm.key_file is None:
        return (os.environ if environment is None else environment).get(llm.key_env, "")
    file = llm.key_file
    try:
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise SettingsError(f"{file} can be read by others: run chmod 600 {file}")
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the key cannot be read from {file}: {error}") from error


def go_offline() -> None:
    """Tell the libraries in use to open no connection; must run before they are imported."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Gradio checks its own page on loopback, which a proxy would refuse.
    os.environ.setdefault("NO_PROXY", "127.0.0.1,localhost")


def _from_file(file: Path) -> Settings:
    if not file.is_file():
        return Settings()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not valid TOML: {error}") from error
    return _with(Settings(), data, str(file))


def _with(settings: Settings, given: Mapping[str, object], where: str) -> Settings:
    return replace(settings, **_read(given, Settings.__slots__, _KINDS, where))  # type: ignore[arg-type]


def _read(
    given: Mapping[str, object], known: Sequence[str], kinds: Kinds, where: str
) -> dict[str, object]:
    """Read values by their names.

    Raises:
        SettingsError: a name is unknown, or a value of a wrong kind.
    """
    unknown = sorted(given.keys() - set(known))
    if unknown:
        raise SettingsError(
            f"{where} sets {unknown[0]!r}, which is no setting; known are {', '.join(known)}"
        )
    values: dict[str, object] = {}
    for name, value in given.items():
        try:
            values[name] = kinds.get(name, _text)(value)
        except ValueError as error:
            raise SettingsError(f"{where}: {name} cannot be {value!r}: {error}") from error
    return values


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("give a text")
    return value


def _folder(value: object) -> Path:
    try:
        return Path(_text(value)).expanduser()
    except RuntimeError as error:  # "~nobody"
        raise ValueError("there is no such home folder") from error


def _port(value: object) -> int:
    number = int(value) if isinstance(value, str) and value.isdecimal() else value
    if type(number) is not int or not 0 < number < 65536:  # True is an int too
        raise ValueError("give a number from 1 to 65535")
    return number


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("give a list of texts")
    return tuple(map(_text, value))


def _search(value: object) -> str:
    if value not in WANTED:
        raise ValueError(f"give one of {', '.join(WANTED)}")
    return str(value)


def _rate(value: object) -> int:
    if type(value) is not int or value < 1:
        raise ValueError("give a number from 1")
    return value


def _url(value: object) -> str:
    url = _text(value)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.password:
        raise ValueError("give an address such as http://127.0.0.1:11434/v1, without a password")
    return url


def database(value: object) -> str:
    """Read the address of a PostgreSQL database.

    Raises:
        SettingsError: it is none, or holds a password, which the message does not repeat.
    """
    try:
        return check_url(_text(value))
    except ValueError as error:
        raise SettingsError(f"a store or runner cannot be used: {error}") from None


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 3600:
        raise ValueError("give a number of seconds up to 3600")
    return float(value)


def _unsupported(value: object) -> str:
    if value not in ("strike", "drop"):
        raise ValueError('give "strike" or "drop"')
    return str(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("give true or false")
    return value


def _prices(value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2 or not all(_is_price(one) for one in value):
        raise ValueError("give two numbers: of a million tokens read, and of a million written")
    return float(value[0]), float(value[1])


def _is_price(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6


def _llm(value: object) -> Llm:
    if not isinstance(value, dict):
        raise ValueError("give a table [llm]")
    try:
        found = _read(value, Llm.__slots__, _LLM_KINDS, "the table [llm]")
    except SettingsError as error:
        raise ValueError(str(error)) from error
    missing = [name for name in ("url", "model") if name not in found]
    if missing:
        raise ValueError(f"the table [llm] needs {missing[0]}")
    return Llm(**found)  # type: ignore[arg-type]


_LLM_KINDS: Kinds = {
    "url": _url,
    "key_file": _folder,
    "seconds": _seconds,
    "unsupported": _unsupported,
    "prices": _prices,
    **dict.fromkeys(("budget", "answer"), _rate),
    **dict.fromkeys(("write", "tools", "rewrite", "expand"), _flag),
}
_KINDS: Kinds = {
    "llm": _llm,
    "index": _folder,
    "port": _port,
    "users": _folder,
    "rate": _rate,
    "search": _search,
    **dict.fromkeys(("store", "runner"), database),
    **dict.fromkeys(("hosts", "proxies", "curators"), _names),
}
