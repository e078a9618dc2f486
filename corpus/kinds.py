"""Which files are documents by their names, which look like documents, and which are neither."""

from __future__ import annotations

from pathlib import PurePosixPath

from corpus import readers
from corpus.readers.errors import ReadError

ARCHIVE = ".zip"
MAIL = ".eml"
CONTAINERS = frozenset((ARCHIVE, MAIL))  # files that hold files; a mail is a document as well
SAVE = "open it and save it anew as DOCX or PDF"

_HOUSEKEEPING = frozenset(
    ("readme", "license", "licence", "copying", "notice", "contributing", "changelog")
)
_IMAGES = (".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")
_ARCHIVES = (".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz")
_OFFICE = (
    *(".csv", ".doc", ".docm", ".dot", ".dotx", ".epub", ".key", ".mht", ".mhtml", ".mobi"),
    *(".numbers", ".odp", ".ods", ".odt", ".pages", ".ppt", ".pptx", ".rtf", ".tex"),
    *(".wpd", ".wps", ".xls", ".xlsm", ".xlsx"),
)
# Files that a person may take for documents; without a word they would be missed in answers.
_REMEDIES = {
    **dict.fromkeys(_IMAGES, "save it as a PDF with a text layer"),
    **dict.fromkeys(_ARCHIVES, "unpack it into the folder"),
    **dict.fromkeys(_OFFICE, "save it as DOCX or PDF"),
    ".msg": "save it as EML",
}


def is_known(suffix: str) -> bool:
    """Tell whether files of this suffix are documents, hold some, or may be taken for one."""
    return suffix in readers.SUFFIXES or suffix in CONTAINERS or suffix in _REMEDIES


def is_passed_over(name: str) -> bool:
    """Tell a file that no one takes for a document: hidden, housekeeping, of another trade."""
    stem = name.split(".")[0].lower()
    if name.startswith((".", "~$")) or stem in _HOUSEKEEPING:
        return True
    return not is_known(suffix_of(name))


def check_suffix(suffix: str) -> None:
    """Refuse a kind of file that nothing here reads.

    Raises:
        ReadError: there is no reader; the remedy names a kind that there is one for.
    """
    if suffix not in readers.SUFFIXES and suffix not in CONTAINERS:
        raise ReadError(f"there is no reader for '{suffix}' files", _REMEDIES.get(suffix, SAVE))


def suffix_of(name: str) -> str:
    """Give the suffix of a file's name, with its dot, in lower case."""
    return PurePosixPath(name).suffix.lower()
