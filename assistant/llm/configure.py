"""What the settings ask of a model: to write answers, and to help with the search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.llm.client import Model
from assistant.llm.help import Helper
from assistant.llm.propose import Proposer
from assistant.llm.rerank import Reranker
from assistant.llm.tools import ROUNDS
from assistant.llm.write import Writer
from assistant.settings import SettingsError, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.ask import Assistant
    from assistant.settings import Llm, Rerank


def with_models(assistant: Assistant, llm: Llm | None, rerank: Rerank | None = None) -> Assistant:
    """Give an assistant that has the models of the settings do what they ask of them.

    Raises:
        SettingsError: as for ``model``.
    """
    if llm is None and rerank is None:
        return assistant
    return replace(assistant, writer=writer(llm), helper=helper(llm, rerank))


def writer(llm: Llm | None, environment: Mapping[str, str] | None = None) -> Writer | None:
    """Make the writer; None where none is asked for.

    Raises:
        SettingsError: as for ``model``.
    """
    if llm is None or not llm.write:
        return None
    return Writer(
        model(llm, environment),
        llm.budget,
        llm.answer,
        strike=llm.unsupported == "strike",
        prices=llm.prices,
        rounds=ROUNDS if llm.tools else 0,
    )


def helper(
    llm: Llm | None,
    rerank: Rerank | None = None,
    environment: Mapping[str, str] | None = None,
) -> Helper | None:
    """Make what helps to search; None where nothing of it is asked for.

    Raises:
        SettingsError: as for ``model``.
    """
    made = Helper()
    if rerank:
        made = Helper(reranker=Reranker(model(rerank, environment), rerank.passages))
    if llm and (llm.rewrite or llm.expand):
        made = replace(
            made,
            model=model(llm, environment),
            rewrite=llm.rewrite,
            expand=llm.expand,
            budget=llm.budget,
            prices=llm.prices,
        )
    return None if made == Helper() else made


def proposer(llm: Llm | None, environment: Mapping[str, str] | None = None) -> Proposer:
    """Make what asks for facts.

    Raises:
        SettingsError: it is not asked for; or as for ``model``.
    """
    if llm is None or not llm.facts:
        raise SettingsError(
            "no model is asked for facts: set facts = true in the table [llm] of briefings.toml"
        )
    return Proposer(model(llm, environment), llm.budget, llm.answer, llm.prices)


def model(server: Llm | Rerank, environment: Mapping[str, str] | None = None) -> Model:
    """Make the model.

    Raises:
        SettingsError: the client is not installed, or the file of the key is missing or open to
            others.
    """
    try:
        import openai  # noqa: F401  # asked for here, so that it is told of before a question is
    except ImportError as error:
        raise SettingsError(
            "briefings.toml has a table of a model, which needs the package openai: "
            ".venv/bin/pip install 'openai>=3,<4', or take the table out"
        ) from error
    return Model(server.model, server.url, key_of(server, environment), server.seconds)
