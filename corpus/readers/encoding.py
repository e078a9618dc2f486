"""Bytes of a text file to a string."""

from __future__ import annotations

import codecs
import unicodedata

from corpus.readers.errors import ReadError

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Every byte string is valid in some code page, so guessing among all of them finds exotic ones.
_LEGACY = ["cp1252", "gb18030", "big5", "cp932", "euc_kr", "utf_16_le", "utf_16_be"]
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_SAMPLE = 65_536  # bytes looked at when guessing


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode the bytes of a text file.

    Args:
        data: the file's bytes.
        declared: encoding that the file itself names (an HTML charset); None when it names none.

    Returns:
        The text in Unicode normal form C, with line ends as newline characters and without
        a byte order mark.

    Raises:
        ReadError: the bytes are not text.
    """
    text = unicodedata.normalize("NFC", _to_str(data, declared)).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _to_str(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    wide = _wide(data)
    if wide is not None:
        return data.decode(wide, errors="replace")
    if _binary(data):
        raise ReadError("the file holds binary data, not text", "save it as text, PDF or DOCX")
    for named in ("utf-8", declared):
        strict = _strictly(data, named)
        if strict is not None:
            return strict
    return _nearly_utf8(data) or _guess(data)


def _strictly(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes, which stand on one side of each pair."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 8 or min(even, odd) > max(even, odd) // 50:
        return None
    return ("utf-16-le" if odd > even else "utf-16-be") if max(even, odd) else None


def _binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in sample or controls > len(sample) // 100


def _nearly_utf8(data: bytes) -> str | None:
    """Accept UTF-8 with a few broken bytes, as a cut or patched file has them."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    return text if whole > 20 * broken else None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_LEGACY).best()
    return str(best) if best is not None else data.decode("cp1252", errors="replace")
