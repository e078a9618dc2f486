"""The fields above a markdown text, in YAML, TOML or lines with "%", to hints; pure.

Of YAML, this reads what front matter is written in: fields, lists, quoted and folded values. Text
that people write there is often no YAML at all ("title: Plans: a survey"), and a field is a field.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_YAML = re.compile(r"\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_PERCENT = re.compile(r"\s*((?:%(?:[ \t].*)?\n(?:[ \t]+\S.*\n)*){2,3})(?:[ \t]*\n|$)")
_MAX = 20_000  # characters; what is longer is a text between two rules
_FIELD = re.compile(r"([^\W\d_][\w -]*?)[ \t]*:(?:[ \t]+(.*))?")
_LINE = re.compile(
    r"[^\W\d_][\w -]*[ \t]*:(?:[ \t].*)?|[ \t]+.*|-(?:[ \t].*)?|#.*|[ \t]*|[\]}][ \t]*"
)
_BLOCK = re.compile(r"[>|][+-]?\d?")
_PART = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]*)\s*(?:,|$)")
_QUOTED = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s+#")
_NAMED = re.compile(r"(?:name|full[_ ]name)[ \t]*:[ \t]*(.*)")
_OTHER = re.compile(r"[a-z_]+[ \t]*:(?:[ \t].*|$)")  # another field of an entry, such as a role
_KEYS = {
    "title": ("title",),
    "authors": ("authors", "author", "by", "byline", "creator", "creators"),
    "publisher": ("publisher", "institution", "organisation", "organization", "source"),
    "series": ("series", "publication", "periodical"),
    "issued": ("issued", "date", "published", "publication date", "issue date", "pubdate"),
    "period": ("period", "reporting period"),
    "language": ("language", "lang", "locale"),
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a text.

    Attributes:
        hints: see ``Raw``; lists are joined by "; ".
        text: its characters with the rules around it; empty where there is none.
    """

    hints: Mapping[str, str]
    text: str = ""


def front_matter(text: str) -> FrontMatter:
    """Read the fields that a text begins with."""
    yaml, toml, lines = _YAML.match(text), _TOML.match(text), _PERCENT.match(text)
    found = yaml or toml or lines
    if found is None or len(found[0]) > _MAX:
        return FrontMatter({})
    fields = _yaml(found[1]) if yaml else _toml(found[1]) if toml else _percent(found[1])
    if fields is None:
        return FrontMatter({})
    hints = {
        key: next((fields[name] for name in names if fields.get(name)), "")
        for key, names in _KEYS.items()
    }
    return FrontMatter({key: value for key, value in hints.items() if value}, found[0])


def _percent(text: str) -> dict[str, str]:
    """Read the title, the authors and the date, each behind a "%", of Pandoc."""
    parts = [part.split("\n") for part in re.split(r"^%", text, flags=re.MULTILINE)[1:]]
    told = [[line.strip() for line in part if line.strip()] for part in parts]
    joined = (sep.join(own) for sep, own in zip((" ", "; ", " "), told, strict=False))
    return dict(zip(("title", "author", "date"), joined, strict=False))


def _toml(text: str) -> dict[str, str] | None:
    try:
        fields = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    return {
        _key(name): "; ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in fields.items()
        if not isinstance(value, dict)
    }


def _yaml(text: str) -> dict[str, str] | None:
    """Read fields with their values and lists; None where a line is neither, or there is none."""
    lines = text.splitlines()
    if not all(map(_LINE.fullmatch, lines)):
        return None
    fields: dict[str, list[str]] = {}
    folded: set[str] = set()
    key = ""
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field:
            key, value = _key(field[1]), _uncommented(field[2] or "")
            block = _BLOCK.fullmatch(value) is not None
            folded |= {key} if block else set()
            fields[key] = [] if block else list(_values(value))
        elif key and line.strip() and not line.startswith("#"):
            fields[key] += _continued(line.strip(), key in folded)
    if not fields:
        return None
    return {
        key: (" " if key in folded else "; ").join(value for value in values if value)
        for key, values in fields.items()
    }


def _key(name: str) -> str:
    return name.strip().lower().replace("_", " ")


def _continued(line: str, folded: bool) -> Iterator[str]:
    """Read a line below a field: an entry of its list, or a further line of its text."""
    if folded:
        yield line
        return
    entry = _uncommented(line.removeprefix("-").strip())
    named = _NAMED.fullmatch(entry)
    if named:
        yield _unquoted(named[1])
    elif not _OTHER.fullmatch(entry):
        yield from _values(entry.strip("[]"))


def _values(value: str) -> Iterator[str]:
    """Read a value, or the values of a list in brackets."""
    if not (value.startswith("[") and value.endswith("]")):
        yield _unquoted(value.removeprefix("["))
        return
    yield from (_unquoted(part) for part in _PART.findall(value[1:-1]))


def _uncommented(value: str) -> str:
    """Cut a comment off; "Plan #2" has none, for all that YAML says."""
    quoted = _QUOTED.match(value.strip())
    return quoted[1] if quoted else re.split(r"(?:^|\s)#(?:\s|$)", value, maxsplit=1)[0].strip()


def _unquoted(value: str) -> str:
    value = value.strip().rstrip(",").strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value
