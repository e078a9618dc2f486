"""What an index holds, and whether its folder has changed since it was built."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.amounts import counted
from assistant.freshness import freshness
from index.facts.store import Wanted
from index.library import Library
from index.plan import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.build import Report


def status_of(root: Path) -> dict[str, Any]:
    """Describe the index in ``root`` as a record.

    Raises:
        IndexMissing: there is no usable index.
    """
    library = Library.open(root)
    manifest, fresh = library.manifest, freshness(library)
    told = (record.meta for record in library.records)
    dates = sorted(meta.issued for meta in told if meta.issued and not meta.issued_inferred)
    return {
        "index": str(root),
        "version": library.version,
        "built": manifest.built,
        "corpus": manifest.corpus,
        "model": manifest.recipe.model,
        "search": str(manifest.search),
        "store": manifest.store,
        "documents": len(library.records),
        "passages": len(library.passages()),
        "facts": {str(kind): count for kind, count in library.fact_counts().items()},
        "proposed": library.how_many(Wanted(proposed=True)),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "failures": [
            {"file": f.source, "reason": f.reason, "remedy": f.remedy} for f in library.failures
        ],
        "changed": None if fresh.changed is None else list(fresh.changed),
        "fresh": str(fresh),
    }


def describe(status: Mapping[str, Any]) -> str:
    """Say a status record in a few lines."""
    facts = sum(status["facts"].values())
    lines = [
        f"{status['index']}: {status['version']}, built {status['built']} with {status['model']}",
        f"{counted(status['documents'], 'document')}, {counted(status['passages'], 'passage')}"
        f" and {counted(facts, 'fact')} from {status['corpus']}",
        status["search"] + (f", in {status['store']}" if status["store"] else ""),
    ]
    if status["proposed"]:
        lines.append(f"of the facts a model proposed {status['proposed']}")
    if status["first"]:
        lines.append(f"issued {status['first']} to {status['last']}")
    lines += [f"not read: {f['file']}: {f['reason']} ({f['remedy']})" for f in status["failures"]]
    changed = status["changed"]
    if changed is None:
        lines.append("the folder is no longer there")
    elif changed:
        lines.append(f"{status['fresh']}: {_some(changed)}; build again")
    else:
        lines.append("up to date")
    return "\n".join(lines)


def tell_build(report: Report, index: Path) -> Iterator[str]:
    """Say what a build did, line by line."""
    changes = report.changes
    if report.reason != FIRST:
        for word in ("added", "changed", "removed"):
            if names := getattr(changes, word):
                yield f"{word}: {_some(names)}"
        if changes.renamed:
            yield f"renamed: {_some([f'{old} -> {new}' for old, new in changes.renamed])}"
    for group in changes.duplicates:
        yield f"the same content: {_some(group)}"
    for failure in report.failures:
        yield f"not read: {failure.source}: {failure.reason} ({failure.remedy})"
    held = f"{counted(report.documents, 'document')}, {counted(report.passages, 'passage')}"
    if report.unchanged:
        yield f"nothing has changed: {held} in {index} ({report.seconds:.1f} s)"
    else:
        yield (
            f"built {report.version} in {index}: {held}, {report.embedded} embedded; "
            f"because {report.reason} ({report.seconds:.1f} s)"
        )


def _some(names: Sequence[str], most: int = 5) -> str:
    """List names, the first few where there are many."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def log_build(done: Report | str, now: datetime | None = None) -> str:
    """Say in one line what a build did, or why it failed, and when; None means at this moment."""
    return f"{now or datetime.now():%H:%M:%S} {done if isinstance(done, str) else _line(done)}"


def _line(report: Report) -> str:
    changes = report.changes
    held = counted(report.documents, "document")
    failed = f", {len(report.failures)} not read" if report.failures else ""
    if report.unchanged:
        return f"nothing has changed: {held}{failed}"
    moved = [f"{old} -> {new}" for old, new in changes.renamed]
    names = [*changes.added, *changes.changed, *changes.removed, *moved]
    told = f" ({_some(names, 3)})" if names and report.reason != FIRST else ""
    return (
        f"built {report.version}: {report.reason}{told}; {held}{failed}, "
        f"passages embedded: {report.embedded} ({report.seconds:.1f} s)"
    )
