"""Bytes to text: encodings told by marks, by declarations, and by the bytes themselves."""

from pathlib import Path

import pytest

from corpus.readers import read
from corpus.readers.encoding import decode
from corpus.readers.errors import ReadError

CHINESE = "工业和信息化部发布了工业互联网创新发展行动计划，提出了新的目标。"
TRADITIONAL = "經濟部發布了工業網路創新發展行動計畫，提出了新的目標。"
JAPANESE = "経済産業省は、半導体産業の強化に向けた新しい計画を発表した。"
KOREAN = "산업통상자원부는 새로운 반도체 산업 전략을 발표했다."
RUSSIAN = "Министерство объявило о новой стратегии развития промышленности."
GERMAN = "Der Plan für März, mit Förderung für Österreich."
FRENCH = "L’économie numérique a crû de 5 % – à Paris, près de l’été."
ENGLISH = "The plan’s “target” costs €5 – more."
MIXED = "The plan of MIIT (工信部) is for 5G.\nIt runs to 2025."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, "utf-8") for text in (CHINESE, TRADITIONAL, JAPANESE, KOREAN, RUSSIAN, FRENCH)),
        *((text, "utf-8-sig") for text in (CHINESE, GERMAN)),
        # "utf-16" and "utf-32" have a mark, the others have none.
        *((text, "utf-16") for text in (CHINESE, FRENCH, MIXED)),
        *((text, "utf-16-le") for text in (CHINESE + "\n", KOREAN, RUSSIAN, FRENCH, MIXED)),
        *((text, "utf-16-be") for text in (CHINESE + "\n", KOREAN, RUSSIAN, FRENCH, MIXED)),
        *((text, "utf-32") for text in (CHINESE, FRENCH, MIXED)),
        *((text, "utf-32-le") for text in (CHINESE, FRENCH, MIXED)),
        *((text, "utf-32-be") for text in (CHINESE, FRENCH, MIXED)),
        *((text, "gb18030") for text in (CHINESE, TRADITIONAL, MIXED)),
        *((text, "gbk") for text in (CHINESE, "报告", "见《计划》。")),
        (TRADITIONAL, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "euc_kr"),
        (RUSSIAN, "cp1251"),
        *((text, "cp1252") for text in (GERMAN, FRENCH, ENGLISH, "März", "5 – 6")),
        *((text, "latin-1") for text in (GERMAN, "España y Perú", "Ærø, Malmö")),
    ],
)
def test_what_is_not_declared_is_told_by_the_bytes(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        # right, or the smaller set of the same family
        (CHINESE, "gb18030", "gb2312"),
        (TRADITIONAL, "gb18030", "GBK"),
        (TRADITIONAL, "big5", "Big5"),
        (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "iso2022_jp", "ISO-2022-JP"),
        (CHINESE, "hz", "hz-gb-2312"),
        (KOREAN, "cp949", "ks_c_5601-1987"),
        ("한뷁", "cp949", "euc-kr"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (ENGLISH, "cp1252", "iso-8859-1"),
        (ENGLISH, "cp1252", "us-ascii"),
        ("Zażółć gęślą jaźń", "cp1250", " windows-1250 "),
        # wrong
        (CHINESE, "utf-8", "gb2312"),
        (FRENCH, "utf-8", "iso-8859-1"),
        (CHINESE, "gb18030", "utf-8"),
        (CHINESE, "gb18030", "iso-8859-1"),
        (CHINESE, "gb18030", "big5"),
        (TRADITIONAL, "big5", "gb2312"),
        (JAPANESE, "cp932", "iso-8859-1"),
        (GERMAN, "cp1252", "utf-8"),
        (GERMAN, "cp1252", "gb2312"),
        (GERMAN, "utf-8", "utf-16"),
        (CHINESE, "utf-16", "gb2312"),
        # none at all
        (GERMAN, "cp1252", "x-unknown"),
        (GERMAN, "cp1252", "base64"),
        (GERMAN, "cp1252", "a\0b"),
    ],
)
def test_what_is_declared_counts_unless_the_bytes_speak_against_it(text, encoding, declared):
    assert decode(text.encode(encoding), declared) == text


@pytest.mark.parametrize(
    ("head", "text", "encoding"),
    [
        ('<html><head><meta charset="gb2312"></head>', "报告", "gbk"),
        ("<html><head><META CHARSET = big5></head>", "報告", "big5"),
        (
            '<html><meta content="text/html; charset=windows-1251" http-equiv="Content-Type">',
            "План",
            "cp1251",
        ),
        ('<?xml version="1.0" encoding="koi8-r"?><html>', "План", "koi8-r"),
        ('<html><meta charset="utf-8">', "Förderung für März", "cp1252"),
        ('<html><meta charset="iso-8859-1">', "“Förderung”", "utf-8"),
        ('<html><meta charset="gb2312">', "报告", "utf-16"),
    ],
)
def test_web_pages_declare_their_encoding(head, text, encoding):
    raw = read(Path("a.html"), f"{head}<p>{text}</p>".encode(encoding))
    assert [block.text for block in raw.blocks] == [text]


def test_decoding_settles_line_ends_and_accents():
    assert decode(b"a\r\nb\rc e\xcc\x81") == "a\nb\nc é"


def test_a_few_broken_bytes_do_not_change_the_encoding():
    text = "中国制造业" * 40
    assert decode(text.encode() + b"\xe4\xb8") == text + "\ufffd"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 10, b"\x00\x01\x02\x03" * 99, b"\x7fELF\x02\x01\x01" + bytes(99)]
)
def test_binary_data_is_no_text(data):
    with pytest.raises(ReadError, match="binary data, not text; save it as text, PDF or DOCX"):
        decode(data)
