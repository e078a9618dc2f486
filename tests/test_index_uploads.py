"""Uploads: safe names, nothing overwritten, nothing half written."""

from __future__ import annotations

import os
import time

import pytest

from index.generations import Layout
from index.uploads import Upload, UploadError, add, listed, remove, safe_name


@pytest.fixture
def layout(tmp_path) -> Layout:
    return Layout(tmp_path)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/plan.pdf", "plan.pdf"),
        ("C:\\Users\\me\\Plan 2021.PDF", "Plan 2021.pdf"),
        ("a\x00b\u202efdp.md", "abfdp.md"),
        ("...hidden.md", "hidden.md"),
        ("规划.docx", "规划.docx"),
        ("e\u0301.md", "é.md"),
        ("half \ud800.md", "half.md"),
        ("<b>*.html", "b.html"),
        ("x" * 500 + ".pdf", "x" * 180 + ".pdf"),
        ("中" * 500 + ".pdf", "中" * 60 + ".pdf"),
    ],
)
def test_names_are_made_safe(given, stored):
    assert safe_name(given) == stored


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "has no name with a suffix"),
        ("../..", "has no name with a suffix"),
        (".pdf", "has no name with a suffix"),
        ("plan", "has no name with a suffix"),
        ("table.xlsx", "there is no reader for '.xlsx' files; save it as DOCX or PDF"),
        ("run.exe", "there is no reader for '.exe' files"),
        ("README.md", "files of this name are passed over"),
        ("~$plan.docx", "files of this name are passed over"),
    ],
)
def test_names_that_will_not_do(name, reason):
    with pytest.raises(UploadError, match=reason):
        safe_name(name)


def test_another_file_of_the_same_name_is_numbered_and_the_same_file_is_kept_once(layout):
    assert add(layout, "a.md", [b"one ", b"two"]) == "a.md"
    assert add(layout, "a.md", [b"three"]) == "a (2).md"
    assert add(layout, "x/a.md", [b"one two"]) == "a.md"
    assert listed(layout) == [Upload("a (2).md", 5), Upload("a.md", 7)]
    assert (layout.uploads / "a.md").read_bytes() == b"one two"
    remove(layout, "a.md")
    assert listed(layout) == [Upload("a (2).md", 5)]


@pytest.mark.parametrize("name", ["b.md", "../a.md", "", ".hidden.partial", "/etc/passwd"])
def test_only_what_was_added_can_be_removed(layout, name):
    (layout.root / "a.md").write_text("not an upload")
    add(layout, "a.md", [b"one"])
    (layout.uploads / ".hidden.partial").touch()
    with pytest.raises(UploadError, match="there is no file"):
        remove(layout, name)
    assert (layout.root / "a.md").exists() and (layout.uploads / ".hidden.partial").exists()


def test_nothing_is_left_of_a_file_that_is_too_large_empty_or_cut_off(layout):
    def broken():
        yield b"one"
        raise ConnectionError

    with pytest.raises(UploadError, match=r"a\.md is larger than 0 MB: split it"):
        add(layout, "a.md", [b"12345", b"67890"], limit=9)
    with pytest.raises(UploadError, match=r"a\.md is empty"):
        add(layout, "a.md", [])
    with pytest.raises(ConnectionError):
        add(layout, "a.md", broken())
    assert list(layout.uploads.iterdir()) == []


def test_files_have_so_much_room_together(layout):
    def four_more():
        yield b"1234"
        add(layout, "b.md", [b"5678"], total=10)  # at the same time, and done before

    add(layout, "a.md", [b"123"], total=10)
    with pytest.raises(UploadError, match=r"c\.md has no room: added files may have 0 MB together"):
        add(layout, "c.md", four_more(), total=10)
    assert [upload.name for upload in listed(layout)] == ["a.md", "b.md"]
    add(layout, "d.md", [b"123"], total=10)
    with pytest.raises(UploadError, match=r"e\.md has no room"):
        add(layout, "e.md", iter([]), total=10)  # before a byte is sent


def test_a_file_that_goes_meanwhile_is_no_matter(layout):
    layout.uploads.mkdir()
    (layout.uploads / ".1.partial").symlink_to("gone")  # as one that another upload renames
    (layout.uploads / "b.md").symlink_to("gone")
    assert add(layout, "a.md", [b"one"]) == "a.md"
    assert [upload.name for upload in listed(layout)] == ["a.md"]


def test_what_a_killed_upload_left_is_removed_after_a_while(layout):
    layout.uploads.mkdir()
    old, new = layout.uploads / ".1.partial", layout.uploads / ".2.partial"
    for file, age in ((old, 7200), (new, 60)):
        file.touch()
        os.utime(file, (time.time() - age,) * 2)
    add(layout, "a.md", [b"one"])
    assert sorted(path.name for path in layout.uploads.iterdir()) == [".2.partial", "a.md"]
