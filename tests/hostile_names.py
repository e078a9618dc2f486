"""Names of files that are no business of anybody's, and the ways to ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

HOSTILE = [
    *("../secret.txt", "../../secret.txt", "corpus/secret.txt", "secret.txt", "./secret.txt"),
    *("/etc/passwd", "../../../../../../etc/passwd", "..\\..\\secret.txt", "....//secret.txt"),
    *("file:///etc/passwd", "users.json", "../index/users.json", "conversations.sqlite"),
    *("generations/000001/ledger.sqlite", "CURRENT", "robots-2021-03.md/../secret.txt"),
    *("robots-2021-03.md\x00.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "%252e%252e%252fsecret"),
    *(
        "~/.ssh/id_rsa",
        "//etc/passwd",
        "\\\\host\\share",
        "C:\\Windows\\win.ini",
        "*",
        "' OR 1=1 --",
    ),
]


PAGE = ("source/{}?{}", "raw/{}?{}", "document/{}?{}", "page/{}/1", "static/{}", "assets/{}", "{}")
EXPORTS = ("docx", "html", "md", "json")


def attempts(name: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to ask for a file by its name: by which door, and the path as it is sent."""
    told, where = quote(name, safe=""), "start=0&end=5"
    for path in PAGE:
        yield "page", "/" + path.format(told, where)
    yield "page", f"/source/{name}?{where}"
    yield "page", f"/raw/{name}?{where}"
    for path in ("facts?doc=", "facts.csv?doc=", "compare?new=chips-2021-05.md&old="):
        yield "page", f"/{path}{told}"
    for form in EXPORTS:
        yield "page", f"/conversations/{told}/export.{form}"
    for path in ("source?start=0&end=5&doc=", "facts?doc=", "search?question=x&documents=", ""):
        yield "api", f"/api/{path}{told}"
    yield "api", f"/gradio_api/file={told}"
    yield "api", f"/gradio_api/file={{root}}/{told}"
    yield "api", f"/gradio_api/file={{root}}/index/{told}"
    yield "api", f"/gradio_api/file/{told}"


def tried(name: str) -> list[tuple[str, str]]:
    """Give the attempts that can be written into a request."""
    return [
        one
        for one in dict.fromkeys(attempts(name))
        if all(character.isprintable() and character not in ' "' for character in one[1])
    ]


def tool_calls(name: str) -> list[tuple[str, dict[str, Any]]]:
    """Give the calls of tools that ask for a file, or for another's, by its name."""
    place = {"doc": name, "start": 0, "end": 5}
    kinds = ("documents", "publishers", "series", "languages")
    return [
        ("source", place),
        *(("ask", {"question": "What is in it?", kind: [name]}) for kind in kinds),
    ]
