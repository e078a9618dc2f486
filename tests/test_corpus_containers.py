"""Mails with attachments and zip archives: members found, named, and refused."""

import hashlib
import io
import stat
import struct
import zipfile
from email.message import EmailMessage

import docx
import pytest

from corpus import containers
from corpus.documents import Failure
from corpus.load import find, load, read_document
from corpus.readers.errors import ReadError

PDF = b"%PDF-1.7\nnot more"
PAGE = b"<!DOCTYPE html><html><body><h1>Annex</h1><p>The annex lists nine funds.</p></body></html>"


def mail(subject="March issue", text="The plan was adopted in March.\n", **headers):
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = headers.pop("sender", "Briefings Desk <desk@example.org>")
    message["Date"] = "Tue, 02 Mar 2021 23:30:00 +0800"
    for name, value in headers.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    return message


def attach(message, name, data, kind="application/octet-stream", **more):
    maintype, subtype = kind.split("/")
    message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name, **more)


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.as_bytes())
    return path


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def sources(folder):
    return [file.source for file in find(folder)]


def texts(folder):
    return {document.source: document.text for document in load(folder).documents}


def failures(folder):
    return {one.source: one.reason for one in load(folder).failures}


# Mails


def test_a_mail_and_its_attachments_are_documents(tmp_path):
    message = mail()
    attach(message, "annex.html", PAGE, "text/html")
    word = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The Word file speaks of robots.")
    document.save(word)
    attach(message, "note.docx", word.getvalue())
    attach(message, "minutes.txt", "Protokoll über Förderung".encode("cp1252"), "text/plain")
    put(tmp_path, "2021/mail.eml", message)
    assert texts(tmp_path) == {
        "2021/mail.eml": "The plan was adopted in March.",
        "2021/mail.eml/annex.html": "Annex\n\nThe annex lists nine funds.",
        "2021/mail.eml/minutes.txt": "Protokoll über Förderung",
        "2021/mail.eml/note.docx": "The Word file speaks of robots.",
    }
    assert failures(tmp_path) == {}


def test_a_member_has_its_place_its_digest_and_its_size(tmp_path):
    message = mail()
    attach(message, "Annex 1.html", PAGE, "text/html")
    path = put(tmp_path, "mail.eml", message)
    own, member = find(tmp_path)
    assert (own.source, own.id, own.inside) == ("mail.eml", "mail.eml", ())
    assert own.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (member.path, member.source, member.inside) == (
        path,
        "mail.eml/Annex 1.html",
        ("Annex 1.html",),
    )
    assert member.id == "mail.eml~annex-1.html"
    assert (member.sha256, member.size) == (hashlib.sha256(PAGE).hexdigest(), len(PAGE))
    (annex,) = (d for d in load(tmp_path).documents if d.source == member.source)
    assert (annex.id, annex.sha256, annex.meta.title) == (member.id, member.sha256, "Annex")
    assert find(tmp_path) == find(tmp_path)


def test_a_single_mail_is_a_folder_of_its_own(tmp_path):
    message = mail()
    attach(message, "annex.html", PAGE, "text/html")
    path = put(tmp_path, "mail.eml", message)
    assert sources(path) == ["mail.eml", "mail.eml/annex.html"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("../../etc/annex.html", "mail.eml/etc_annex.html"),
        ("C:\\temp\\annex.html", "mail.eml/C__temp_annex.html"),
        ("/annex.html", "mail.eml/annex.html"),
        ("annex\u202elmth.html", "mail.eml/annex_lmth.html"),
        ("报告.html", "mail.eml/报告.html"),
        ("Anlage für März.html", "mail.eml/Anlage für März.html"),
        ("a" * 400 + ".html", "mail.eml/" + "a" * 115 + ".html"),
        ("annex", "mail.eml/annex.html"),
        (None, "mail.eml/attachment.html"),
    ],
)
def test_names_of_attachments_are_names_and_no_paths(tmp_path, name, source):
    message = mail()
    attach(message, name, PAGE, "text/html", disposition="attachment")
    put(tmp_path, "mail.eml", message)
    assert sources(tmp_path) == ["mail.eml", source]
    assert texts(tmp_path)[source].startswith("Annex")


def test_attachments_of_one_name_are_told_apart(tmp_path):
    message = mail()
    for word in ("one", "two", "three"):
        attach(message, "a.md" if word != "two" else "A.md", word.encode())
    put(tmp_path, "mail.eml", message)
    found = texts(tmp_path)
    assert found["mail.eml/a.md"] == "one"
    assert found["mail.eml/A (2).md"] == "two"
    assert found["mail.eml/a (3).md"] == "three"
    assert len({file.id for file in find(tmp_path)}) == 4


def test_attachments_that_no_reader_takes_are_told_with_a_remedy(tmp_path):
    message = mail()
    attach(message, "table.xlsx", b"x")
    attach(message, "pack.rar", b"x")
    attach(message, "scan.png", bytes(30_000), "image/png")
    attach(message, "photo.jpg", bytes(900_000), "image/jpeg", cid="<photo@x>")
    attach(message, "logo.png", bytes(900), "image/png")
    attach(message, "meeting.ics", b"BEGIN:VCALENDAR", "text/calendar")
    attach(message, "smime.p7s", b"x", "application/pkcs7-signature")
    put(tmp_path, "mail.eml", message)
    assert load(tmp_path).failures == (
        Failure(
            "mail.eml/pack.rar",
            "there is no reader for '.rar' files",
            "unpack it into the folder",
        ),
        Failure(
            "mail.eml/scan.png",
            "there is no reader for '.png' files",
            "save it as a PDF with a text layer",
        ),
        Failure(
            "mail.eml/table.xlsx", "there is no reader for '.xlsx' files", "save it as DOCX or PDF"
        ),
    )


def test_an_attached_mail_is_a_document_with_attachments_of_its_own(tmp_path):
    inner = mail("Draft: part/two", "The inner text.\n")
    attach(inner, "annex.html", PAGE, "text/html")
    outer = mail()
    outer.add_attachment(inner)
    put(tmp_path, "mail.eml", outer)
    assert texts(tmp_path) == {
        "mail.eml": "The plan was adopted in March.",
        "mail.eml/Draft_ part_two.eml": "The inner text.",
        "mail.eml/Draft_ part_two.eml/annex.html": "Annex\n\nThe annex lists nine funds.",
    }


def test_containers_in_each_other_are_followed_to_a_bounded_depth(tmp_path):
    data = zipped(("deep.md", "deep"))
    for number in range(4, 0, -1):
        data = zipped((f"{number}.zip", data), (f"{number}.md", f"level {number}"))
    put(tmp_path, "0.zip", data)
    assert texts(tmp_path) == {
        "0.zip/1.md": "level 1",
        "0.zip/1.zip/2.md": "level 2",
        "0.zip/1.zip/2.zip/3.md": "level 3",
    }
    assert failures(tmp_path) == {"0.zip/1.zip/2.zip/3.zip": "it lies more than 3 containers deep"}


# Archives


def test_an_archive_is_read_like_a_folder(tmp_path):
    message = mail()
    attach(message, "annex.html", PAGE, "text/html")
    members = [
        ("b/two.md", "# Two"),
        ("a.md", "# One"),
        ("README.md", "about"),
        ("b/.hidden.md", "x"),
        (".git/x.md", "x"),
        ("__MACOSX/._a.md", "x"),
        ("run.py", "x"),
        ("old.doc", "x"),
        ("b/", ""),
        ("mail.eml", message.as_bytes()),
    ]
    put(tmp_path, "pack.zip", zipped(*members))
    assert texts(tmp_path) == {
        "pack.zip/a.md": "One",
        "pack.zip/b/two.md": "Two",
        "pack.zip/mail.eml": "The plan was adopted in March.",
        "pack.zip/mail.eml/annex.html": "Annex\n\nThe annex lists nine funds.",
    }
    assert failures(tmp_path) == {"pack.zip/old.doc": "there is no reader for '.doc' files"}


def test_paths_in_an_archive_lead_nowhere_else(tmp_path):
    names = ["../../up.md", "/abs.md", "C:\\win.md", "a/../b.md", "..\\..\\x.md"]
    put(tmp_path, "in/pack.zip", zipped(*((name, "text") for name in names)))
    assert sources(tmp_path / "in") == [
        "pack.zip/C_/win.md",
        "pack.zip/a/b.md",
        "pack.zip/abs.md",
        "pack.zip/up.md",
        "pack.zip/x.md",
    ]
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "pack.zip"]


def test_members_of_one_name_are_told_apart(tmp_path):
    inner = mail()
    attach(inner, "x.md", b"attached")
    members = [("a/x.md", "1"), ("a/x.md", "2"), ("../a/x.md", "3")]
    members += [("m.eml", inner.as_bytes()), ("m.eml/x.md", "in a folder")]
    with pytest.warns(UserWarning, match="Duplicate name"):
        put(tmp_path, "pack.zip", zipped(*members))
    assert texts(tmp_path) == {
        "pack.zip/a/x.md": "1",
        "pack.zip/a/x (2).md": "2",
        "pack.zip/a/x (3).md": "3",
        "pack.zip/m.eml": "The plan was adopted in March.",
        "pack.zip/m.eml/x.md": "attached",
        "pack.zip/m.eml_/x.md": "in a folder",
    }


@pytest.mark.parametrize(
    ("name", "encoding"), [("报告.md", "gb18030"), ("报告.md", "utf-8"), ("März.md", "cp437")]
)
def test_names_in_old_encodings_are_read(tmp_path, name, encoding):
    raw = name.encode(encoding)
    data = zipped(("z" * len(raw), "text")).replace(b"z" * len(raw), raw)
    put(tmp_path, "pack.zip", data)
    assert sources(tmp_path) == [f"pack.zip/{name}"]
    assert texts(tmp_path) == {f"pack.zip/{name}": "text"}


def test_an_archive_that_cannot_be_read_is_one_failure(tmp_path):
    word = io.BytesIO()
    docx.Document().save(word)
    put(tmp_path, "cut.zip", zipped(("a.md", "text" * 99))[:-30])
    put(tmp_path, "empty.zip", zipped())
    put(tmp_path, "programs.zip", zipped(("run.py", "x")))
    put(tmp_path, "word.zip", word.getvalue())
    assert load(tmp_path).documents == ()
    assert failures(tmp_path) == {
        "cut.zip": "the archive is cut off or damaged",
        "empty.zip": "it holds no document",
        "programs.zip": "it holds no document",
        "word.zip": "the content is a Word document",
    }


def test_a_link_in_an_archive_is_refused(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("link.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.md", "text")
    put(tmp_path, "pack.zip", data.getvalue())
    assert texts(tmp_path) == {"pack.zip/a.md": "text"}
    assert failures(tmp_path) == {"pack.zip/link.md": "it is a link"}


def patched(data, field, value):
    """Change a 16-bit field of the only member, in its own head and in the directory."""
    at = data.index(b"PK\x01\x02")
    changed = bytearray(data)
    for place in (field, at + field + 2):
        changed[place : place + 2] = struct.pack("<H", value)
    return bytes(changed)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        (6, 1, "it is encrypted"),
        (8, 12, "it is packed by a rare method"),
        (14, 0, "it is damaged in its archive"),  # the check sum
    ],
)
def test_members_that_cannot_be_unpacked_are_told(tmp_path, field, value, reason):
    put(tmp_path, "pack.zip", patched(zipped(("a.md", "text")), field, value))
    assert failures(tmp_path) == {"pack.zip/a.md": reason}
    assert [file.sha256 for file in find(tmp_path)] == [""]


def test_bombs_are_not_unpacked(tmp_path, monkeypatch):
    put(tmp_path, "pack.zip", zipped(("bomb.md", b" " * 2**21), ("a.md", "text")))
    monkeypatch.setattr(containers, "MAX_MEMBER", 2**22)
    assert failures(tmp_path) == {"pack.zip/bomb.md": "it unpacks to more than 200 times its size"}
    monkeypatch.setattr(containers, "MAX_MEMBER", 2**20)
    assert failures(tmp_path) == {"pack.zip/bomb.md": "it is larger than 1 MB"}
    assert texts(tmp_path) == {"pack.zip/a.md": "text"}


def test_a_false_size_does_not_let_more_out(tmp_path):
    data = bytearray(zipped(("a.md", b"x" * 5000)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    put(tmp_path, "pack.zip", bytes(data))
    assert failures(tmp_path) == {"pack.zip/a.md": "it is damaged in its archive"}


def test_what_comes_out_of_one_file_is_limited_in_all(tmp_path, monkeypatch):
    inner = zipped(("c.md", "x" * 60), method=zipfile.ZIP_STORED)
    members = [("a.md", "x" * 60), ("b.md", "x" * 60), ("d.zip", inner)]
    put(tmp_path, "pack.zip", zipped(*members, method=zipfile.ZIP_STORED))
    monkeypatch.setattr(containers, "MAX_MEMBERS", 3)
    assert failures(tmp_path) == {"pack.zip/d.zip/c.md": "its container holds more than 3 files"}


def test_the_bytes_of_one_file_are_limited_in_all(tmp_path, monkeypatch):
    members = [(f"{n}.md", "x" * 2**19) for n in range(4)]
    put(tmp_path, "pack.zip", zipped(*members))
    monkeypatch.setattr(containers, "MAX_TOTAL", 2**20)
    assert failures(tmp_path) == {
        "pack.zip/2.md": "its container unpacks to more than 1 MB",
        "pack.zip/3.md": "its container unpacks to more than 1 MB",
    }


def test_a_directory_that_would_fill_memory_is_not_parsed(tmp_path, monkeypatch):
    put(tmp_path, "pack.zip", zipped(*((f"{n}.md", "") for n in range(99))))
    monkeypatch.setattr(containers, "_MAX_DIRECTORY", 2000)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("it was parsed"))
    assert failures(tmp_path) == {"pack.zip": "it holds more than 2000 files, or is in ZIP64 form"}


def test_a_member_that_is_gone_is_told(tmp_path):
    path = put(tmp_path, "pack.zip", zipped(("a.md", "text")))
    (file,) = find(tmp_path)
    path.write_bytes(zipped(("b.md", "text")))
    with pytest.raises(ReadError, match="no longer in its container; build the index again"):
        read_document(file)
