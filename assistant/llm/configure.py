"""The writer that the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.llm.client import Model
from assistant.llm.tools import ROUNDS
from assistant.llm.write import Writer
from assistant.settings import SettingsError, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.settings import Llm


def writer(llm: Llm | None, environment: Mapping[str, str] | None = None) -> Writer | None:
    """Make the writer; None where none is asked for.

    Raises:
        SettingsError: the client is not installed, or the file of the key is missing or open to
            others.
    """
    if llm is None:
        return None
    try:
        import openai  # noqa: F401  # asked for here, so that it is told of before a question is
    except ImportError as error:
        raise SettingsError(
            "briefings.toml has a table [llm], which needs the package openai: "
            ".venv/bin/pip install 'openai>=3,<4', or take the table out"
        ) from error
    return Writer(
        Model(llm.model, llm.url, key_of(llm, environment), llm.seconds),
        llm.budget,
        llm.answer,
        strike=llm.unsupported == "strike",
        prices=llm.prices,
        rounds=ROUNDS if llm.tools else 0,
    )
