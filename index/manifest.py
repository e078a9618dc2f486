"""What an index was made of and how: written with each generation, checked when it is opened."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from corpus import documents
from index import passages

FORMAT = 3  # of the files in a generation
NAME = "manifest.json"


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
        code: digest of the source that makes text and passages of a file.
        format: version of the files on disk.
    """

    model: str
    model_sha256: str
    encoding: str
    passage_tokens: tuple[int, int]
    code: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generation's description.

    Attributes:
        recipe: how it was made.
        corpus: the folder that was read, as an absolute path.
        built: when, ISO 8601 in UTC to the second.
        files: digest by file, relative to the corpus folder; its size in words where the file
            could not be read at all.
        counts: documents, passages, dimension and failures.
        checksums: SHA-256 by file of the generation; FAISS loads a damaged file without a word.
    """

    recipe: Recipe
    corpus: str
    built: str
    files: dict[str, str]
    counts: dict[str, int]
    checksums: dict[str, str]


def code_digest() -> str:
    """Digest the source of the readers and of the passages.

    Any change there may change what an index holds; a version number raised by hand is forgotten.
    """
    corpus = Path(documents.__file__).parent
    files = [*corpus.glob("*.py"), *corpus.glob("readers/*.py"), Path(passages.__file__)]
    whole = sha256()
    for file in sorted(files):
        whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``manifest.json`` into a generation's folder."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest.

    Raises:
        ManifestError: it is missing, damaged, or of another format version.
    """
    remedy = "run `briefings build` to make the index anew"
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        recipe = data.pop("recipe")
        found = recipe["format"]
        if found != FORMAT:
            raise ManifestError(f"{folder} has index format {found}, expected {FORMAT}; {remedy}")
        recipe["passage_tokens"] = tuple(recipe["passage_tokens"])
        return Manifest(recipe=Recipe(**recipe), **data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ManifestError(f"{folder / NAME} cannot be read ({error}); {remedy}") from error
