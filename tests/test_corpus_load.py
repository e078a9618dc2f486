import hashlib
import os
from pathlib import Path

import docx
import pytest

from corpus import load as loading
from corpus.documents import Failure
from corpus.load import SourceFile, find, load, read_document
from corpus.readers.errors import ReadError


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "corpus"
    made.mkdir()
    return made


def write(folder, name, content="# Title\n\nText of it.\n"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def failure(folder):
    """The one failure of a folder that holds nothing else."""
    loaded = load(folder)
    assert loaded.documents == ()
    (only,) = loaded.failures
    return only


def test_a_document_has_its_place_its_digest_and_its_text(folder):
    data = b"# Title\n\nText of it.\n"
    write(folder, "2021/March issue.md", data)
    (document,) = load(folder).documents
    assert document.id == "2021~march-issue.md"
    assert document.source == "2021/March issue.md"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text == "Title\n\nText of it."
    assert document.meta.title == "Title"
    assert [section.path for section in document.sections] == [("Title",)]


def test_find_lists_by_source_what_is_or_looks_like_a_document(folder):
    for name in ["b.md", "a/z.html", "a/x.DOCX", "c.xlsx", "B.txt"]:
        write(folder, name)
    for name in [".hidden.md", ".git/x.md", "README.md", "license.txt", "run.py", "~$b.docx"]:
        write(folder, name)
    assert [file.source for file in find(folder)] == [
        "B.txt",
        "a/x.DOCX",
        "a/z.html",
        "b.md",
        "c.xlsx",
    ]


def test_a_single_file_is_taken_for_itself(folder):
    path = write(folder, "a.md")
    write(folder, "b.md")
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert find(path) == [SourceFile(path, "a.md", "a.md", digest, len(data))]


def test_a_missing_folder_is_told_in_one_line(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        find(tmp_path / "nowhere")
    assert "nowhere" in str(caught.value) and "\n" not in str(caught.value)


def test_ids_are_safe_and_tell_files_apart(folder):
    names = ['it\'s "new".md', "报告.md", "简报.md", "A b.md", "a-b.md", "x/y.md", "x~y.md"]
    for name in names:
        write(folder, name)
    ids = {file.source: file.id for file in find(folder)}
    assert len(set(ids.values())) == len(names)
    assert all(
        set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789._~-") for name in ids.values()
    )
    assert ids['it\'s "new".md'] == "it-s-new-.md"
    assert ids["报告.md"].startswith("-.md-")
    assert ids["x/y.md"] == "x~y.md" and ids["x~y.md"] == "x-y.md"
    assert ids["A b.md"].startswith("a-b.md-") and ids["a-b.md"].startswith("a-b.md-")


def test_an_id_does_not_depend_on_other_files_or_the_place_of_the_folder(tmp_path):
    for top in ("one", "two"):
        write(tmp_path, f"{top}/报告 1.md")
    write(tmp_path, "two/other.md")
    one = {file.id for file in find(tmp_path / "one")}
    assert one < {file.id for file in find(tmp_path / "two")}


@pytest.mark.parametrize(
    ("name", "content", "reason", "remedy"),
    [
        ("a.md", b"", "the file is empty", "remove it or fill it"),
        ("a.txt", b" \n\t\r\n", "the file is empty", "remove it or fill it"),
        ("a.md", "\u200b\ufeff\n", "no text was found in it", "remove it or fill it"),
        (
            "a.md",
            bytes(range(256)) * 9,
            "the file holds binary data, not text",
            "save it as text, PDF or DOCX",
        ),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "the content is an encrypted or old Office file",
            "remove its password, or save it as DOCX or PDF",
        ),
        ("a.docx", b"%PDF-1.7\n", "the content is a PDF", "rename it to .pdf"),
        ("a.txt", b"<html><p>x", "the content is a web page", "rename it to .html"),
        ("a.doc", b"x", "there is no reader for '.doc' files", "save it as DOCX or PDF"),
        (
            "a.JPG",
            b"x",
            "there is no reader for '.jpg' files",
            "save it as a PDF with a text layer",
        ),
        ("a.rar", b"x", "there is no reader for '.rar' files", "unpack it into the folder"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_remedy(folder, name, content, reason, remedy):
    write(folder, name, content)
    assert failure(folder) == Failure(name, reason, remedy)


def test_a_cut_off_document_is_a_failure(folder):
    path = folder / "a.docx"
    docx.Document().save(path)
    path.write_bytes(path.read_bytes()[:9000])
    assert failure(folder).reason == "the Word document is cut off or damaged"


def test_a_huge_file_is_never_opened(folder, monkeypatch):
    path = write(folder, "a.md", b"")
    os.truncate(path, loading.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    (file,) = find(folder)
    assert (file.sha256, file.size) == ("", loading.MAX_BYTES + 1)
    assert failure(folder).reason == "it is larger than 200 MB"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_failure(folder):
    write(folder, "a.md").chmod(0)
    assert failure(folder).reason == "the system does not let it be read (Permission denied)"


def test_links_out_of_the_folder_are_refused(folder, tmp_path):
    secret = write(tmp_path, "secret.md")
    (folder / "link.md").symlink_to(secret)
    (folder / "folder").symlink_to(tmp_path)
    (folder / "gone.md").symlink_to(folder / "nothing.md")
    assert {one.source: one.reason for one in load(folder).failures} == {
        "folder": "it is a link that leads out of the folder",
        "gone.md": "the system does not let it be read (No such file or directory)",
        "link.md": "it is a link that leads out of the folder",
    }
    assert all(file.sha256 == "" for file in find(folder))


def test_links_within_the_folder_are_read(folder):
    (folder / "link.md").symlink_to(write(folder, "a.md"))
    assert [document.source for document in load(folder).documents] == ["a.md", "link.md"]


def test_a_pipe_does_not_hang_the_load(folder):
    os.mkfifo(folder / "a.md")
    assert failure(folder).reason == "it is not a regular file"


def test_one_bad_file_stops_nothing(folder, monkeypatch):
    write(folder, "a.md")
    write(folder, "b.html", "<html><p>text")
    monkeypatch.setattr("corpus.readers.markdown.read", lambda *_: 1 / 0)
    loaded = load(folder)
    assert [document.source for document in loaded.documents] == ["b.html"]
    (told,) = loaded.failures
    assert told.reason == "the md parser failed (ZeroDivisionError)"


def test_deep_nesting_is_no_crash(folder):
    write(folder, "a.html", "<html>" + "<div>" * 20_000 + "deep")
    write(folder, "b.md", ">" * 5_000 + " deep")
    loaded = load(folder)
    assert len(loaded.documents) + len(loaded.failures) == 2


def test_a_file_that_vanished_is_told(folder):
    path = write(folder, "a.md")
    (file,) = find(folder)
    path.unlink()
    with pytest.raises(ReadError, match="No such file"):
        read_document(file)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Kapitel über Fördermittel für künstliche Intelligenz in Österreich.", "latin-1"),
        ("The plan (工业互联网) of the ministry.", "utf-16"),
        ("工业和信息化部发布了工业互联网创新发展行动计划，提出了新的目标。", "gb18030"),
    ],
)
def test_texts_in_other_encodings(folder, text, encoding):
    write(folder, "a.md", text.encode(encoding))
    (document,) = load(folder).documents
    assert document.text == text


def test_equal_files_are_two_documents(folder):
    write(folder, "a.md")
    write(folder, "b.md")
    one, two = load(folder).documents
    assert one.text == two.text and one.sha256 == two.sha256 and one.id != two.id


def test_the_real_documents_load(seeds):
    loaded = load(seeds)
    assert loaded.failures == ()
    for document in loaded.documents:
        assert all(document.text[b.start : b.end].strip() for b in document.blocks)
        assert document.sections[-1].end <= len(document.text)
