"""What an index was made of and how: written with each generation, checked when it is opened."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus import documents
from index.near import Search
from index.stamps import Stamp

FORMAT = 8  # of the files in a generation
NAME = "manifest.json"
# Beside the readers, what makes passages, rows and embedded texts of a document.
_DECIDING = (
    *("acronyms.py", "aliases.py", "attachment.py", "fill.py", "glossary.py", "heads.py"),
    *("keywords.py", "ledger.py", "names.py", "operators.py", "passages.py", "proposals.py"),
    *("quantities.py", "regions.py", "registers.py", "series.py", "structure.py"),
    "verbs.py",
)


class ManifestError(Exception):
    """An index that this version cannot use; the message says expected, found and remedy."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything besides the files that decides what is in an index; a change means a rebuild.

    Attributes:
        model: name of the embedding model.
        model_sha256: digest of its weights.
        encoding: name of the token encoding that sizes passages.
        passage_tokens: fewest and most tokens of a passage.
        code: digest by source file of what makes text, passages and rows of a document.
        format: version of the files on disk.
    """

    model: str
    model_sha256: str
    encoding: str
    passage_tokens: tuple[int, int]
    code: Mapping[str, str]
    format: int = FORMAT

    def differences(self, now: Recipe) -> Iterator[str]:
        """Say in words, one by one, what has changed from this recipe to ``now``."""
        if self.model != now.model:
            yield f"the model has changed from {self.model} to {now.model}"
        elif self.model_sha256 != now.model_sha256:
            yield f"the weights of {self.model} have changed"
        if self.encoding != now.encoding:
            yield f"the token encoding has changed from {self.encoding} to {now.encoding}"
        if self.passage_tokens != now.passage_tokens:
            before, after = (f"{a}-{b}" for a, b in (self.passage_tokens, now.passage_tokens))
            yield f"the tokens of a passage have changed from {before} to {after}"
        names = self.code.keys() | now.code.keys()
        changed = sorted(name for name in names if self.code.get(name) != now.code.get(name))
        if changed:
            more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
            yield f"the code has changed: {', '.join(changed[:3])}{more}"


@dataclass(frozen=True, slots=True)
class Stored:
    """Vectors that lie in a store and not beside the manifest.

    Attributes:
        url: the store's address, without any password.
        generation: the name that the store gave them.
    """

    url: str
    generation: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generation's description.

    Attributes:
        recipe: how it was made.
        corpus: the folder that was read, as an absolute path.
        built: when, ISO 8601 in UTC to the second.
        files: digest by document file, relative to the corpus folder; its size in words where the
            file could not be read at all.
        stamps: what each file on disk was when it was read, by its path relative to its folder.
        counts: documents, passages, dimension and failures.
        search: how the vectors are searched.
        parts: the generation's own files by name.
        stored: where the vectors are; None where they are among the files.
        proposals: digest of what a model had proposed; empty where none had.
    """

    recipe: Recipe
    corpus: str
    built: str
    files: dict[str, str]
    stamps: dict[str, Stamp]
    counts: dict[str, int]
    search: Search
    parts: dict[str, Stamp]
    stored: Stored | None = None
    proposals: str = ""

    @property
    def store(self) -> str | None:
        """Address of the store of the vectors; None where they are among the files."""
        return self.stored.url if self.stored else None


def code_digests() -> dict[str, str]:
    """Digest each source file that decides what an index holds of a document.

    Any change there may change that; a version number raised by hand is forgotten.
    """
    corpus = Path(documents.__file__).parent
    index = Path(__file__).parent
    own = [*(index / name for name in _DECIDING), *index.glob("facts/*.py")]
    encoding = [*index.glob("tiktoken_ext/*.py"), *index.glob("tiktoken_ext/*.bpe")]
    files = [*corpus.glob("*.py"), *corpus.glob("readers/*.py"), *own, *encoding]
    return {
        file.relative_to(corpus.parent).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in sorted(files)
    }


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``manifest.json`` into a generation's folder."""
    data = asdict(manifest)
    text = json.dumps({**data, "digest": _digest(data)}, ensure_ascii=False, sort_keys=True)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest.

    Raises:
        ManifestError: it is missing, damaged, or of another format version.
    """
    remedy = "run `briefings build` to make the index anew"
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        found = data["recipe"]["format"]
        if found != FORMAT:
            raise ManifestError(f"{folder} has index format {found}, expected {FORMAT}; {remedy}")
        if data.pop("digest", None) != _digest(data):
            raise ValueError("it is not as it was written")
        return _manifest(data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ManifestError(f"{folder / NAME} cannot be read ({error}); {remedy}") from error


def damaged_parts(folder: Path, manifest: Manifest, quick: bool = False) -> list[str]:
    """List the files of a generation that are not as they were written.

    Args:
        folder: the generation's.
        manifest: what was written into it.
        quick: take a file of the same size and date for the same.
    """
    return [
        name
        for name, stamp in sorted(manifest.parts.items())
        if not (stamp.holds(folder / name) and (quick or stamp.is_digest_of(folder / name)))
    ]


def _manifest(data: dict[str, Any]) -> Manifest:
    recipe = data.pop("recipe")
    recipe["passage_tokens"] = tuple(recipe["passage_tokens"])
    data["search"] = Search(**data["search"])
    data["stored"] = Stored(**data["stored"]) if data.get("stored") else None
    for name in ("stamps", "parts"):
        data[name] = {file: Stamp(**stamp) for file, stamp in data[name].items()}
    return Manifest(recipe=Recipe(**recipe), **data)


def _digest(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode(errors="surrogatepass")).hexdigest()
