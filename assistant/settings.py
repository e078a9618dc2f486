"""Settings: the only reader of briefings.toml and of the environment."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import setting_kinds as kinds
from index.encoder import DEFAULT_MODEL
from index.near import Wanted
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
        facts: whether it may be asked for facts, by the command ``briefings propose``.
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
    facts: bool = False


@dataclass(frozen=True, slots=True)
class Embeddings:
    """A server that embeds passages and questions, from the table ``[embeddings]``.

    Attributes:
        url: root of an OpenAI-compatible server.
        model: the embedding model's name there.
        key_env: variable of the environment that holds the key, if the server wants one.
        key_file: file that holds it instead, which nobody else may read.
        seconds: that a request may take.
        tokens: of the model's own that a text may have; passages are cut to fit.
    """

    url: str
    model: str
    key_env: str = "BRIEFINGS_EMBEDDINGS_KEY"
    key_file: Path | None = None
    seconds: float = 30.0
    tokens: int = 512


@dataclass(frozen=True, slots=True)
class Rerank:
    """A server that ranks the passages found, from the table ``[rerank]``.

    Attributes:
        url: root of the server, to which ``/rerank`` is added.
        model: the reranker's name there.
        key_env: variable of the environment that holds the key, if the server wants one.
        key_file: file that holds it instead, which nobody else may read.
        seconds: that a request may take.
        passages: how many are sent for a question.
    """

    url: str
    model: str
    key_env: str = "BRIEFINGS_RERANK_KEY"
    key_file: Path | None = None
    seconds: float = 10.0
    passages: int = 30


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
        rate: costly requests a minute that each person, or each address, may make.
        search: how vectors are searched; see ``index.near.write_near``.
        store: address of the PostgreSQL database that holds the vectors; None: this machine.
        runner: address of the one through which workers embed; None: this process does.
        llm: the model that writes the answers; None: they are in the documents' words.
        embeddings: what embeds in the place of ``model``; None: nothing is sent to be embedded.
        rerank: what ranks the passages found; None: nothing is sent to be ranked.
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
    embeddings: Embeddings | None = None
    rerank: Rerank | None = None

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


def key_of(server: Llm | Embeddings | Rerank, environment: Mapping[str, str] | None = None) -> str:
    """Read the key for a model's server; empty where there is none.

    Raises:
        SettingsError: the file of the key is missing, or others can read it.
    """
    if server.key_file is None:
        return (os.environ if environment is None else environment).get(server.key_env, "")
    file = server.key_file
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
    given: Mapping[str, object], known: Sequence[str], readers: Kinds, where: str
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
            values[name] = readers.get(name, kinds.text)(value)
        except ValueError as error:
            # A table may hold a key by mistake, which is not to be printed.
            found = "this table" if isinstance(value, dict) else repr(value)
            raise SettingsError(f"{where}: {name} cannot be {found}: {error}") from error
    return values


def database(value: object) -> str:
    """Read the address of a PostgreSQL database.

    Raises:
        SettingsError: it is none, or holds a password, which the message does not repeat.
    """
    try:
        return check_url(kinds.text(value))
    except ValueError as error:
        raise SettingsError(f"a store or runner cannot be used: {error}") from None


def _llm(value: object) -> Llm:
    return Llm(**_table(value, "llm", Llm.__slots__, _LLM_KINDS))  # type: ignore[arg-type]


def _embeddings(value: object) -> Embeddings:
    found = _table(value, "embeddings", Embeddings.__slots__, _EMBEDDINGS_KINDS)
    return Embeddings(**found)  # type: ignore[arg-type]


def _rerank(value: object) -> Rerank:
    return Rerank(**_table(value, "rerank", Rerank.__slots__, _RERANK_KINDS))  # type: ignore[arg-type]


def _table(value: object, name: str, known: Sequence[str], readers: Kinds) -> dict[str, object]:
    """Read a table that names a server and a model there."""
    if not isinstance(value, dict):
        raise ValueError(f"give a table [{name}]")
    try:
        found = _read(value, known, readers, f"the table [{name}]")
    except SettingsError as error:
        raise ValueError(str(error)) from error
    missing = [needed for needed in ("url", "model") if needed not in found]
    if missing:
        raise ValueError(f"the table [{name}] needs {missing[0]}")
    return found


_SERVER_KINDS: Kinds = {
    "url": kinds.url,
    "key_file": kinds.folder,
    "seconds": kinds.seconds,
}
_EMBEDDINGS_KINDS: Kinds = {**_SERVER_KINDS, "tokens": kinds.count}
_RERANK_KINDS: Kinds = {**_SERVER_KINDS, "passages": kinds.count}
_LLM_KINDS: Kinds = {
    **_SERVER_KINDS,
    "unsupported": kinds.unsupported,
    "prices": kinds.prices,
    **dict.fromkeys(("budget", "answer"), kinds.count),
    **dict.fromkeys(("write", "tools", "rewrite", "expand", "facts"), kinds.flag),
}
_KINDS: Kinds = {
    "llm": _llm,
    "embeddings": _embeddings,
    "rerank": _rerank,
    "index": kinds.folder,
    "port": kinds.port,
    "users": kinds.folder,
    "rate": kinds.count,
    "search": kinds.search,
    **dict.fromkeys(("store", "runner"), database),
    **dict.fromkeys(("hosts", "proxies", "curators"), kinds.names),
}
