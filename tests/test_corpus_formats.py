"""What a file is by its bytes, whatever its name says."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from corpus.readers import SUFFIXES, read
from corpus.readers.errors import ReadError
from corpus.readers.formats import check

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "save it as DOCX or PDF"
IMAGE = "save it as a PDF with a text layer"


def ole(stream):
    return OLE + bytes(504) + stream.encode("utf-16-le") + bytes(300)


def zipped(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


def word():
    data = io.BytesIO()
    docx.Document().save(data)
    return data.getvalue()


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (ole("WordDocument"), "an old Word document (.doc)", OFFICE),
        (ole("Workbook"), "an old Excel file (.xls)", "save it as PDF"),
        (ole("Book"), "an old Excel file (.xls)", "save it as PDF"),
        (ole("PowerPoint Document"), "an old PowerPoint file (.ppt)", "save it as PDF"),
        (ole("EncryptedPackage"), "an encrypted Office file", "remove its password"),
        (ole("__properties_version1.0"), "an Outlook mail (.msg)", "save it as EML"),
        (ole("x"), "an encrypted or old Office file", f"remove its password, or {OFFICE}"),
        (b"{\\rtf1\\ansi text}", "a rich text file", OFFICE),
        (
            zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<a/>"),
            "an OpenDocument file",
            OFFICE,
        ),
        (zipped(mimetype="application/epub+zip"), "an EPUB book", OFFICE),
        (zipped(xl__workbook_xml="<a/>"), "an Excel file (.xlsx)", "save it as PDF"),
        (zipped(ppt__presentation_xml="<a/>"), "a PowerPoint file (.pptx)", "save it as PDF"),
        (
            zipped(other="x"),
            "a zip archive",
            "rename it to .zip, or save the document as DOCX or PDF",
        ),
        (zipped(), "an empty zip archive", "replace it by the document itself"),
        (b"\x89PNG\r\n\x1a\n", "an image", IMAGE),
        (b"\xff\xd8\xff\xe0", "an image", IMAGE),
        (b"GIF89a", "an image", IMAGE),
        (b"II*\0", "an image", IMAGE),
        (b"\x1f\x8b\x08", "a gzip archive", "unpack it into the folder"),
        (b"Rar!\x1a\x07", "a RAR archive", "unpack it into the folder"),
        (b"%!PS-Adobe-3.0", "a PostScript file", "save it as PDF"),
    ],
)
def test_what_no_reader_takes_is_told_by_its_content(suffix, data, what, remedy):
    with pytest.raises(ReadError) as caught:
        check(suffix, data)
    assert (caught.value.reason, caught.value.remedy) == (f"the content is {what}", remedy)


@pytest.mark.parametrize(
    ("name", "data", "reason", "remedy"),
    [
        ("a.docx", b"%PDF-1.7 ...", "the content is a PDF", "rename it to .pdf"),
        ("a.eml", b"%PDF-1.7 ...", "the content is a PDF", "rename it to .pdf"),
        (
            "a.txt",
            b"<!DOCTYPE html><html><p>x",
            "the content is a web page",
            "rename it to .html",
        ),
        ("a.md", word(), "the content is a Word document", "rename it to .docx"),
        ("a.xyz", b"x", "no reader for '.xyz' files", "save it as DOCX or PDF"),
    ],
)
def test_a_wrong_suffix_is_told(name, data, reason, remedy):
    with pytest.raises(ReadError) as caught:
        read(Path(name), data)
    assert (caught.value.reason, caught.value.remedy) == (reason, remedy)


@pytest.mark.parametrize("suffix", [".htm", ".html", ".xhtml"])
def test_the_suffixes_of_one_format_are_one(suffix):
    check(suffix, b'<?xml version="1.0"?><!-- saved --><!DOCTYPE html><html>')
