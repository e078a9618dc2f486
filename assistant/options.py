"""What several commands share: their options, and the settings with those applied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Settings, load_settings

IndexOption = Annotated[
    Path | None,
    typer.Option("--index", help="Folder of the index.  [default: .briefings]", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def settings_with(index: Path | None) -> Settings:
    """Read the settings, with the index folder of the command line before all others."""
    settings = load_settings()
    return settings if index is None else replace(settings, index=index.expanduser())
