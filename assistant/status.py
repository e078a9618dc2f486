"""What an index holds, and whether its folder has changed since it was built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.load import find
from index.build import digests_of
from index.library import Library

if TYPE_CHECKING:
    from collections.abc import Mapping


def status_of(root: Path) -> dict[str, Any]:
    """Describe the index in ``root`` as a record.

    Raises:
        IndexMissing: there is no usable index.
    """
    library = Library.open(root)
    manifest = library.manifest
    told = (record.meta for record in library.records)
    dates = sorted(meta.issued for meta in told if meta.issued and not meta.issued_inferred)
    return {
        "index": str(root),
        "version": library.version,
        "built": manifest.built,
        "corpus": manifest.corpus,
        "model": manifest.recipe.model,
        "documents": len(library.records),
        "passages": len(library.passages()),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "failures": [
            {"file": f.source, "reason": f.reason, "remedy": f.remedy} for f in library.failures
        ],
        "changed": _changed(Path(manifest.corpus), manifest.files),
    }


def _changed(folder: Path, before: Mapping[str, str]) -> list[str] | None:
    """List the files that were added, edited or removed; None when the folder is gone."""
    if not folder.exists():
        return None
    now = digests_of(find(folder))
    return sorted(name for name in before.keys() | now if before.get(name) != now.get(name))


def describe(status: Mapping[str, Any]) -> str:
    """Say a status record in a few lines."""
    lines = [
        f"{status['index']}: {status['version']}, built {status['built']} with {status['model']}",
        f"{status['documents']} documents, {status['passages']} passages from {status['corpus']}",
    ]
    if status["first"]:
        lines.append(f"issued {status['first']} to {status['last']}")
    lines += [f"not read: {f['file']}: {f['reason']} ({f['remedy']})" for f in status["failures"]]
    changed = status["changed"]
    if changed is None:
        lines.append("the folder is no longer there")
    elif changed:
        lines.append(f"{len(changed)} files changed since: {', '.join(changed[:5])}; build again")
    else:
        lines.append("up to date")
    return "\n".join(lines)
