"""Write the pins: what pyproject.toml asks for, at the versions that `.venv` holds.

Run as `make pins` after a change of a dependency, then read the diff. Only what the project's
dependencies lead to is pinned, not everything that happens to be installed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by `make pins` from pyproject.toml and what .venv holds; do not edit by hand.\n"


def closure(requirements: Iterable[str]) -> dict[str, str]:
    """Give name and version of each package that the requirements lead to, extras included.

    Raises:
        PackageNotFoundError: one of them is not installed.
    """
    pins: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    queue = [(Requirement(text), "") for text in requirements]
    while queue:
        requirement, parent_extra = queue.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": parent_extra}):
            continue
        found = distribution(requirement.name)
        # The label after "+" names a build, such as +cpu, which only one registry has.
        pins[canonicalize_name(requirement.name)] = Version(found.version).public
        for extra in ("", *requirement.extras):
            if (requirement.name, extra) not in seen:
                seen.add((requirement.name, extra))
                queue += [(Requirement(text), extra) for text in found.requires or ()]
    return pins


def main() -> None:
    """Write requirements.txt and requirements-dev.txt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    try:
        running = closure(project["dependencies"])
        checking = closure([*extras["test"], *extras["lint"]])
    except PackageNotFoundError as error:
        raise SystemExit(
            f"{error.name} is not in .venv: install it there, then pin again."
        ) from None
    for name, pins in (("requirements.txt", running), ("requirements-dev.txt", checking)):
        others = {} if pins is running else running
        lines = [
            f"{pin}=={version}\n" for pin, version in sorted(pins.items()) if pin not in others
        ]
        (ROOT / name).write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
