"""The design held by reading the source: arrows, sizes, what is imported and read where."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("corpus", "index", "assistant", "evals")
HEAVY = {
    *("docx", "faiss", "gradio", "onnxruntime", "openai", "pandas", "psycopg"),
    *("pypdfium2", "reportlab", "scipy", "sentence_transformers", "sklearn", "torch"),
    "transformers",
}
# What defines a module of PyTorch imports it at once, and counts as heavy itself.
RECIPE = ("assistant.training.model", "assistant.training.train")
FILES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(node: ast.AST, path: Path) -> Iterator[str]:
    """Give what one statement imports, as dotted names from the top."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        package = path.relative_to(ROOT).parent.parts
        above = package[: len(package) - node.level + 1] if node.level else ()
        yield ".".join([*above, *filter(None, [node.module])])


def at_import_time(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Give the statements that run on import: not those in functions or under TYPE_CHECKING."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from at_import_time(node.orelse)
            continue
        yield node
        for block in ("body", "orelse", "finalbody"):
            yield from at_import_time(getattr(node, block, []))
        for handler in getattr(node, "handlers", []):
            yield from at_import_time(handler.body)


def reads_environment(node: ast.AST) -> bool:
    """Tell whether this names os.environ or os.getenv; a value may be set, not looked up."""
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv"}


@every_file
def test_imports_follow_the_arrows(path: Path) -> None:
    allowed = LAYERS[: LAYERS.index(path.relative_to(ROOT).parts[0]) + 1]
    tops = {name.split(".")[0] for node in ast.walk(parse(path)) for name in modules(node, path)}
    assert tops.intersection(LAYERS) <= set(allowed)
    assert "tests" not in tops


@every_file
def test_heavy_packages_are_imported_where_they_are_used(path: Path) -> None:
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    found = [
        f"line {node.lineno}: {name}"
        for node in at_import_time(parse(path).body)
        for name in modules(node, path)
        if name.split(".")[0] in HEAVY or name in RECIPE
    ]
    assert found == [] or dotted in RECIPE


@every_file
def test_files_and_functions_stay_short(path: Path) -> None:
    functions = [
        f"{node.name} has {length} lines, 55 at most"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and (length := node.end_lineno - node.lineno + 1) > 55
    ]
    assert functions == []
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


@every_file
def test_only_settings_reads_the_environment(path: Path) -> None:
    tree = parse(path)
    nodes = list(ast.walk(tree))
    written = {
        id(node.value)
        for node in nodes
        if (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store))
        or (isinstance(node, ast.Attribute) and node.attr == "setdefault")
    }
    found = [node.lineno for node in nodes if reads_environment(node) and id(node) not in written]
    named = [
        name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "os"
        for name in node.names
    ]
    if path != ROOT / "assistant" / "settings.py":
        assert found == []
        assert not {"environ", "getenv"}.intersection(alias.name for alias in named)


def test_every_folder_with_code_is_installed() -> None:
    """The list in pyproject.toml is by hand; an installed copy lacks a folder that it lacks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = project["tool"]["setuptools"]["packages"]
    folders = {".".join(path.parent.relative_to(ROOT).parts) for path in FILES}
    plugin = {"index.tiktoken_ext": "tiktoken_ext"}
    assert {plugin.get(folder, folder) for folder in folders} <= set(listed)


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ("import a.b", ["a.b"]),
        ("def f():\n    import a", []),
        ("class C:\n    import a", ["a"]),
        ("try:\n    import a\nexcept ImportError:\n    import b", ["a", "b"]),
        ("if TYPE_CHECKING:\n    import a\nelse:\n    import b", ["b"]),
        ("from . import a", ["corpus"]),
        ("from ..index import a", ["index"]),
    ],
)
def test_the_reader_of_imports_itself(source: str, imported: list[str]) -> None:
    file = ROOT / "corpus" / "x.py"
    nodes = at_import_time(ast.parse(source).body)
    assert [name for node in nodes for name in modules(node, file)] == imported
