"""What several commands share: their options, and the settings with those applied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Embeddings, Settings, database, key_of, load_settings

IndexOption = Annotated[
    Path | None,
    typer.Option("--index", help="Folder of the index.  [default: .briefings]", show_default=False),
]
StoreOption = Annotated[
    str | None,
    typer.Option(help="PostgreSQL address to hold the vectors.", show_default=False),
]
RunnerOption = Annotated[
    str | None,
    typer.Option(help="PostgreSQL address of the queue for workers.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def settings_with(
    index: Path | None, store: str | None = None, runner: str | None = None
) -> Settings:
    """Read the settings, with what the command line gives before all others."""
    settings = load_settings()
    if settings.embeddings:
        settings = replace(settings, model=embedded_by(settings.embeddings))
    if index is not None:
        settings = replace(settings, index=index.expanduser())
    if store is not None:
        settings = replace(settings, store=database(store))
    return settings if runner is None else replace(settings, runner=database(runner))


def embedded_by(embeddings: Embeddings) -> str:
    """Make the model of a table ``[embeddings]`` known to this process, and give its name.

    Raises:
        SettingsError: the file of its key is missing, or others can read it.
    """
    from index.encoder import make_known
    from index.hosted import HostedModel

    key, found = key_of(embeddings), embeddings
    model = HostedModel.at(found.url, found.model, key, found.seconds, found.tokens)
    make_known(model)
    return model.name
