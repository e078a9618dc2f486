"""The terminal's view of a file beside what is stored of it, and of a span with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from assistant.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

    from assistant.show.raw import Facing

_WIDE = 110  # characters; a narrower terminal shows one side below the other
_TAB = 8
_NUMBER = 5  # characters of a line's number


def show_sides(console: Console, title: str, unit: str, stretches: Iterable[Facing]) -> None:
    """Print a file's lines beside the stored text: two columns on a wide terminal.

    Args:
        console: where to print.
        title: what stands above.
        unit: what the file is counted in: "line" or "page".
        stretches: the file in its order.
    """
    console.print(Text(visible(title), "bold"), soft_wrap=True)
    console.print()
    if console.is_terminal and console.width >= _WIDE:
        _columns(console, unit, stretches)
    else:
        _below_each_other(console, unit, stretches)


def _columns(console: Console, unit: str, stretches: Iterable[Facing]) -> None:
    table = Table(box=None, padding=(0, 2, 1, 0), show_edge=False)
    table.add_column(f"{unit} of the file", ratio=1)
    table.add_column("stored text", ratio=1, overflow="fold")
    for own in stretches:
        table.add_row(_numbered(own, unit), _stored(own))
    console.print(table)


def _numbered(own: Facing, unit: str) -> Table:
    """Set each line beside its number, the first line of a page beside the page's."""
    lines = Table.grid(padding=(0, 1))
    lines.add_column(width=_NUMBER, justify="right", style="dim", no_wrap=True)
    lines.add_column(overflow="fold", style="" if own.stored else "dim")
    for offset, line in enumerate(own.raw or ("",)):
        number = str(own.place + offset) if unit == "line" or not offset else ""
        lines.add_row(number, Text(_clean(line)))
    return lines


def _stored(own: Facing) -> Text:
    text = Text("\n\n".join(visible(block) for block in own.stored))
    if own.fate:
        text.append(("\n\n" if own.stored else "") + f"({_fate(own)})", "yellow")
    elif not own.stored:
        text.append("(not in the stored text)", "yellow")
    return text


def _fate(own: Facing) -> str:
    goes_on = own.fate.startswith("goes on")
    return own.fate if goes_on else f"taken out: {own.fate}"


def _below_each_other(console: Console, unit: str, stretches: Iterable[Facing]) -> None:
    for own in stretches:
        if unit == "page":
            console.print(Text(f"— page {own.place} —", "dim"))
        for offset, line in enumerate(own.raw):
            number = f"{own.place + offset:>5} " if unit == "line" else "      "
            console.print(Text.assemble((f"{number}│ ", "dim"), _clean(line)), soft_wrap=True)
        for part in _stored(own).split("\n"):
            if part.plain:
                console.print(Text("    → ", "cyan") + part, soft_wrap=True)
        console.print()


def _clean(line: str) -> str:
    return visible(line.expandtabs(_TAB)).rstrip()


def show_source(console: Console, record: Mapping[str, Any]) -> None:
    """Print the characters of a span after their place, and before what stands around them."""
    console.print(Text(visible(record["title"]), "bold"), soft_wrap=True)
    for line in _places(record):
        console.print(Text(visible(line), "dim"), soft_wrap=True)
    console.print()
    console.print(Text(visible(record["text"]), "bold"), soft_wrap=not console.is_terminal)
    if record["before"] or record["after"]:
        console.print()
        around = Text.assemble(
            (visible(record["before"]), "dim"),
            (f"»{visible(record['text'])}«", "reverse" if console.is_terminal else ""),
            (visible(record["after"]), "dim"),
        )
        console.print(Text("In its place:", "dim"))
        console.print(around, soft_wrap=not console.is_terminal)


def _places(record: Mapping[str, Any]) -> Iterable[str]:
    yield ", ".join(filter(None, (record["issued"], record["doc"])))
    if record["section"]:
        yield " › ".join(record["section"])
    place = [f"page {record['page']}"] if record["page"] else []
    lines = ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in record["lines"]
    )
    place += [f"line{'s' if '-' in lines or ',' in lines else ''} {lines}"] if lines else []
    yield ", ".join((*place, f"characters {record['start']} to {record['end']}"))
