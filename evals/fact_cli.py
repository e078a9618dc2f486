"""``briefings eval --facts``: the fact ledger of an index against labelled facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from assistant.options import settings_with
from evals.fact_figures import compare_facts, record, table
from evals.fact_labels import SPLITS, read_labels
from evals.fact_match import Row
from index.facts.fact import Certainty, Fact
from index.library import Library

SHIPPED = Path(__file__).with_name("gold") / "facts"
"""The labels of facts that ship."""


def evaluate_facts(paths: Sequence[Path], index: Path | None, *, as_json: bool) -> None:
    """Print precision and recall by kind: over all labels, then of each half of them.

    Args:
        paths: files or folders of labels; empty for those that ship.
        index: folder of the index, or None for the one that the settings name.
        as_json: whether to print a record, with every miss and every wrong row.

    Raises:
        GoldError: labels that cannot be read.
    """
    from rich.console import Console

    labels = read_labels(*(paths or [SHIPPED]))
    library = Library.open(settings_with(index).index)
    texts = texts_of(library)
    rows = tuple(rows_of(library))
    splits = {"all": labels} | {
        split: tuple(label for label in labels if label.split == split) for split in SPLITS
    }
    found = {name: compare_facts(part, rows, texts) for name, part in splits.items() if part}
    if as_json:
        told = {name: record(compared) for name, compared in found.items()}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, compared in found.items():
        Console().print(table(compared, name), "")
    whole = found["all"]
    if whole.in_quote is not None:
        typer.echo(f"value inside its own quote: {whole.in_quote:.3f}")
    if whole.skipped:
        typer.echo(f"not in the index: {', '.join(whole.skipped)}")


def rows_of(library: Library) -> Iterator[Row]:
    """Give the facts that the rules read, as they are compared."""
    files = {record.id: file_of(record.source) for record in library.records}
    for fact in library.facts():
        yield row_of(fact, files[fact.doc_id], library.text(fact.span))


def texts_of(library: Library) -> dict[str, str]:
    """Give the stored text of each file, by its name without folders."""
    return {file_of(r.source): library.document(r.id).text for r in library.records}


def row_of(fact: Fact, file: str, quote: str) -> Row:
    """Give a fact as it is compared.

    Args:
        fact: of the ledger.
        file: name of its document's file, without folders.
        quote: the text of its span.
    """
    more = fact.qualifiers
    told = [fact.value, *(more.get(name) for name in ("term_zh", "name_zh"))]
    names = [*fact.issuers, *(more.get(name) for name in ("acronym", "publisher"))]
    return Row(
        doc=file,
        kind=fact.kind.value,
        start=fact.span.start,
        end=fact.span.end,
        quote=quote,
        subject=fact.subject,
        value=fact.value,
        high=fact.high,
        unit=fact.unit,
        when=fact.when,
        names=tuple(name for name in names if isinstance(name, str)),
        text=" ".join(part for part in told if isinstance(part, str)),
        certainty=None if fact.certainty is Certainty.STATED else fact.certainty.value,
    )


def file_of(source: str) -> str:
    """Give a file's name without folders."""
    return source.rsplit("/", 1)[-1]
