"""The command ``briefings user``: who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.options import IndexOption, settings_with
from assistant.people.person import Role

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.people.accounts import Accounts

users = typer.Typer(help="Say who may sign in; as soon as there is a user, everybody has to.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]


@users.command("add")
def add(
    name: NameArgument,
    role: Annotated[
        Role, typer.Option(help="Readers ask; curators also change what the index holds.")
    ] = Role.READER,
    index: IndexOption = None,
) -> None:
    """Add a user, or give one a new password; it is asked for and not shown."""
    from assistant.people.accounts import write

    file, known = _known(index)
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    write(file, known.with_account(name, role, password))
    typer.echo(f"{name} may sign in as {role} ({file})")


@users.command("remove")
def remove(name: NameArgument, index: IndexOption = None) -> None:
    """Remove a user, and end their sessions."""
    from assistant.people.accounts import write

    file, known = _known(index)
    write(file, known.without(name))
    typer.echo(f"{name} may no longer sign in")


@users.command("list")
def list_users(index: IndexOption = None) -> None:
    """List who may sign in, and as what."""
    _, known = _known(index)
    for name in sorted(known.by_name):
        typer.echo(f"{name}  {known.by_name[name].role}")


def _known(index: Path | None) -> tuple[Path, Accounts]:
    from assistant.people.accounts import fresh, read

    file = settings_with(index).users_file
    return file, read(file) or fresh()
