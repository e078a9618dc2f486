"""What the documents tell people to type exists, and what exists is in the documents."""

from __future__ import annotations

import re
import shlex
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
every_document = pytest.mark.parametrize("name", DOCUMENTS)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def lines_of_code(name: str) -> list[str]:
    """Give the lines of a document's fenced blocks, continued ones joined, and its inline code."""
    text = read(name).replace("\\\n", " ")
    fences = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
    fenced = [line for block in fences.findall(text) for line in block.splitlines()]
    return fenced + re.findall(r"`([^`\n]+)`", fences.sub("", text))


@cache
def commands() -> dict[str, tuple[set[str], bool]]:
    """Give each command, or `command subcommand`: its flags and whether help hides it."""
    import typer

    from assistant.cli import add_commands, app

    add_commands()
    found: dict[str, tuple[set[str], bool]] = {}

    def visit(command: Any, path: tuple[str, ...]) -> None:
        flags = {flag for each in command.params for flag in (*each.opts, *each.secondary_opts)}
        found[" ".join(path)] = (flags | {"--help"}, command.hidden)
        for name, child in getattr(command, "commands", {}).items():
            visit(child, (*path, name))

    visit(typer.main.get_command(app), ())
    return found


def calls(name: str) -> list[str]:
    """Give what follows `briefings` wherever a document calls it, up to a pipe or a remark."""
    found = (re.search(r"(?:^|[/\s$])briefings ([a-z-].*)", line) for line in lines_of_code(name))
    return [re.split(r"\s[|#>&]|[|;]", match[1])[0] for match in found if match]


def command_of(call: str) -> str:
    """Give the longest command that the call starts with; "" for none."""
    words = call.split()
    names = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    return next((name for name in names if name in commands()), "")


def make_calls(name: str) -> list[str]:
    """Give what follows `make` wherever a document calls it, up to the next command."""
    found = (re.search(r"(?:^|[$&;] *)make( .*|$)", line) for line in lines_of_code(name))
    return [re.split(r"\s[|>&]|[|;]", match[1])[0] for match in found if match]


def targets() -> set[str]:
    """Give the goals of the Makefile."""
    return set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))


def project() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))["project"]


def pins(name: str) -> dict[str, str]:
    lines = [line for line in read(name).splitlines() if not line.startswith("#")]
    return dict(line.split("==") for line in lines)


@every_document
def test_every_command_and_flag_that_is_told_exists(name: str) -> None:
    for call in calls(name):
        command = command_of(call)
        assert command or call.startswith("-"), f"{name}: no command in `briefings {call}`"
        quoted_away = re.sub(r"\"[^\"]*\"|'[^']*'", "", call)
        flags = set(re.findall(r"(?<!\S)--?[a-zA-Z][\w-]*", quoted_away))
        assert flags <= commands()[command][0], f"{name}: `briefings {call}`"


def test_every_command_is_told() -> None:
    told = {command_of(call) for call in calls("README.md")}
    groups = {name.rsplit(" ", 1)[0] for name in commands() if " " in name}
    shown = {name for name, (_, hidden) in commands().items() if not hidden}
    assert shown - groups - {""} <= told


def test_every_flag_that_the_readme_tells_by_itself_exists() -> None:
    known = set().union(*(flags for flags, _ in commands().values()))
    assert {line.split()[0] for line in lines_of_code("README.md") if line[:2] == "--"} <= known


@every_document
def test_every_make_goal_and_setting_that_is_told_exists(name: str) -> None:
    settings = set(re.findall(r"^([A-Z]+) \?=", read("Makefile"), re.MULTILINE)) | {"PYTHON"}
    for call in make_calls(name):
        for word in shlex.split(call, comments=True):
            setting, equals, _ = word.partition("=")
            assert setting in (settings if equals else targets()), f"{name}: `make {call}`"


def test_readme_and_project_name_the_same_dependencies() -> None:
    extras = project()["optional-dependencies"]
    optional = [text for name in extras.keys() - {"test", "lint"} for text in extras[name]]
    wanted = {Requirement(text).name for text in [*project()["dependencies"], *optional]}
    section = re.search(r"^#+ Dependencies\n(.*?)(?=^#|\Z)", read("README.md"), re.M | re.S)
    assert section, "README.md has no section `Dependencies`"
    rows = re.findall(r"^\| *`([^`]+)` *\|[^|\n]+\|[^|\n]+\|", section[1], re.MULTILINE)
    assert sorted(rows) == sorted(wanted)


def test_pins_are_exact_and_within_the_bounds() -> None:
    optional = project()["optional-dependencies"]
    running, checking = pins("requirements.txt"), pins("requirements-dev.txt")
    assert not running.keys() & checking.keys()
    for text in [*project()["dependencies"], *optional["test"], *optional["lint"]]:
        requirement = Requirement(text)
        assert requirement.specifier.contains(
            (running | checking)[canonicalize_name(requirement.name)]
        ), text
    assert running["torch"] == "2.13.0"  # any other is taken with several GB of CUDA


def test_every_goal_is_in_the_list_that_make_shows() -> None:
    shown = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE))
    assert shown == targets() - {"index"}  # another word for build
