"""Bytes of a text file to a string."""

from __future__ import annotations

import codecs
import re
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
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# What is declared, and what is meant by it on the web: the larger set of the same family.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# The pairs of bytes that make up everyday text: punctuation, kana, Hangul, and the first of the
# two levels by which the standards part frequent from rare characters.
_EVERYDAY = {
    encoding: re.compile(rb"(" + pair + rb")|[\x81-\xfe][\x40-\xfe]|[\x80-\xff]")
    for encoding, pair in {
        "gb18030": rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]",
        "big5hkscs": rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]",
        "cp932": rb"[\x81-\x83\x88-\x97][\x40-\x7e\x80-\xfc]",
        "euc_jp": rb"[\xa1-\xa5\xb0-\xcf][\xa1-\xfe]",
        "cp949": rb"[\xa1-\xa3\xb0-\xc8][\xa1-\xfe]",
    }.items()
}
_LATIN = ("cp1252", "iso8859-15")  # what is declared by default, and can be read into any bytes
_SURE = 0.8  # share of the high bytes that must be everyday pairs; Western text is far below
_HARDLY = 0.2  # share below which a text is none of the declared encoding
_CLEARLY = 0.2  # by how much another encoding must fit better than the declared one
_FEW = 8  # pairs; fewer are no ground to contradict a declaration or to tell Korean from Chinese
_DENSE = 0.4  # share of high bytes above which a text is in no Latin alphabet
# Every byte string is valid in some code page, so guessing among all of them finds exotic ones.
_CYRILLIC = ["cp1251", "koi8_r"]
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_COMMON = re.compile("[\t\n\f\r -~\xa0-ſͰ-ԯ\u2000-\u206f€№™→-⇿\u3000-ヿ一-鿿가-힣\uff00-￯\ufeff]")
_SAMPLE = 65_536  # bytes looked at when guessing


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode the bytes of a text file.

    Args:
        data: the file's bytes.
        declared: encoding that the file itself names (an HTML charset); None when it names none.
            It is not believed where the bytes speak against it.

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
    named = _named(declared)
    for candidate in (_stateful(data, named), "utf-8", _believed(data, named)):
        strict = _strictly(data, candidate)
        if strict is not None:
            return strict
    return _nearly_utf8(data) or _guess(data)


def _strictly(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except UnicodeDecodeError:
        return None


def _named(declared: str | None) -> str | None:
    """Name the codec that is meant; None for what is no encoding of text, or is unknown."""
    try:
        name = codecs.lookup(declared.strip()).name if declared else None
        "".encode(name or "utf-8")  # fails for codecs that are not of text, such as base64
    except (LookupError, ValueError):
        return None
    # A declaration that can be read byte by byte cannot itself be in wide characters.
    return None if name is None or name.startswith(("utf-16", "utf-32")) else _MEANT.get(name, name)


def _stateful(data: bytes, named: str | None) -> str | None:
    """Name an encoding that switches sets by escapes, all in bytes that are ASCII too."""
    if named is not None and named.startswith(("iso2022", "hz")):
        return named
    return "iso2022_jp" if b"\x1b$" in data[:_SAMPLE] else None


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark: they hold zero bytes, and read as common letters."""
    sample = data[:_SAMPLE]
    if b"\0" not in sample:
        return None
    found: list[tuple[int, str]] = []
    for encoding in _WIDE:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeDecodeError:
            continue
        if len(_COMMON.findall(text)) > 0.95 * len(text):
            # Swapped bytes make Chinese of letters and the other way round, but never a space.
            found.append((sum(char < "\x80" for char in text), encoding))
    return max(found)[1] if found else None


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


def _believed(data: bytes, named: str | None) -> str | None:
    """Give the declared encoding, unless another plainly fits better."""
    if named not in _EVERYDAY and named not in _LATIN:
        return named
    fits, pairs = _fits(data)
    if named in _EVERYDAY and fits[named] < _HARDLY:
        return None
    best = max(fits.values())
    doubtful = pairs >= _FEW and best >= _SURE and fits.get(named, 0.0) <= best - _CLEARLY
    return None if doubtful else named


def _fits(data: bytes) -> tuple[dict[str, float], int]:
    """Give the share of high bytes that are everyday text in each East Asian encoding.

    The second value is how many pairs the high bytes can make.
    """
    sample = data[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    fits = {
        encoding: sum(byte > 0x7F for byte in b"".join(pair.findall(sample))) / max(high, 1)
        for encoding, pair in _EVERYDAY.items()
    }
    return fits, high // 2


def _guess(data: bytes) -> str:
    fits, pairs = _fits(data)
    # All Korean pairs are Chinese ones too, but not the other way round.
    korean = pairs >= _FEW
    best = max(fits, key=lambda name: (fits[name], korean and name == "cp949"))
    if fits[best] >= _SURE:
        return data.decode(best, errors="replace")
    sample = data[:_SAMPLE]
    if sum(byte > 0x7F for byte in sample) > _DENSE * len(sample):
        return _guess_dense(data)
    return data.decode("cp1252", errors="replace")


def _guess_dense(data: bytes) -> str:
    """Read text of rare Chinese characters, or of another alphabet."""
    from charset_normalizer import from_bytes

    for encoding in ("gb18030", "big5hkscs"):
        strict = _strictly(data, encoding)
        if strict is not None:
            return strict
    guessed = from_bytes(data, cp_isolation=_CYRILLIC).best()
    return str(guessed) if guessed is not None else data.decode("cp1252", errors="replace")
