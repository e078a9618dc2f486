"""Damaged and hostile files for the readers, made by chance from a seed.

``python -m tests.fuzzing 10000`` reads as many mutated files of each kind, as a build reads them,
and prints what came of them.
"""

from __future__ import annotations

import copy
import io
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from corpus.documents import Document
from corpus.isolation import Reader
from corpus.load import find
from corpus.readers.errors import ReadError

ROOT = Path(__file__).parents[1]
KINDS = ("docx", "eml", "html", "md", "pdf", "txt")
# What parsers stumble over, put in anywhere.
_TOKENS = [
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\f", b"\n" * 40, b" " * 400, b"\t"),
    *(b"<", b">", b"&", b"&#x110000;", b"&#0;", b"]]>", b"<![CDATA[", b"<!--", b"</p>", b"<table>"),
    *(b"<td colspan=9999999>", b"<td rowspan=-1>", b"<ol start=99999999999>", b"<br>" * 50),
    *(b"|", b"|---" * 30, b"```", b"> " * 60, b"* " * 60, b"[^1]: ", b"[^1]", b"---\n", b"# " * 9),
    *(b"%PDF-1.7", b"endobj", b"stream", b"/Length -1", b"/Length 99999999", b"0 0 R", b"xref"),
    *(b"/Kids [1 0 R]", b"/Count 999999", b"<<" * 90, b"[" * 90, b"(" * 90, b"trailer"),
    *(b"Content-Type: multipart/mixed; boundary=x\r\n\r\n", b"--x\r\n", b"=?utf-8?b?////?="),
    *(b"Content-Transfer-Encoding: base64\r\n", b'filename="../../etc/passwd"'),
    *(
        b"20181",
        b"1.1.1.1.1.1",
        "．１２３".encode(),
        "中".encode() * 99,
        b"\xf0\x9f\x98\x80",
        b"9" * 400,
    ),
    *(b'w:val="-1"', b'w:val="99999999999"', b"<w:p>", b"</w:tbl>", b"w:ilvl"),
]
_VALUES = ["", "-1", "0", "99999999999", "1e9", "true", "9.9", "rId1", "heading 1", "*", "中", "½"]


def seeds(kind: str) -> list[bytes]:
    """Give sound files of a kind: those of the sample corpus, and the same briefings converted."""
    folder = ROOT / "corpus" / "briefings"
    own = [file.read_bytes() for file in sorted(folder.glob(f"*.{kind}"))]
    texts = [file.read_bytes() for file in sorted(folder.glob("*.md"))[:4]]
    if kind == "txt":
        return texts
    if kind == "eml":
        return [_mail(own_text, folder / "factsheet-2021-provinces.docx") for own_text in texts]
    return own


def _mail(text: bytes, attachment: Path) -> bytes:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Industry briefing", "desk@example.org"
    mail["Date"] = "Tue, 02 Mar 2021 09:00:00 +0100"
    mail.set_content(text.decode())
    mail.add_alternative(f"<p>{text.decode()}</p>", subtype="html")
    mail.add_attachment(
        attachment.read_bytes(),
        maintype="application",
        subtype="octet-stream",
        filename=attachment.name,
    )
    return mail.as_bytes()


def mutated(kind: str, chance: random.Random) -> bytes:
    """Make a damaged file: bytes changed, cut, doubled, joined with another's, tokens put in."""
    data = chance.choice(seeds_of(kind))
    if kind == "docx" and chance.random() < 0.8:
        return _mutated_parts(data, chance)
    return _mutated_bytes(data, chance, seeds_of(kind))


_SEEDS: dict[str, list[bytes]] = {}


def seeds_of(kind: str) -> list[bytes]:
    """Give ``seeds``, made once."""
    return _SEEDS.setdefault(kind, seeds(kind))


def _mutated_parts(data: bytes, chance: random.Random) -> bytes:
    """Damage the parts of a zip archive, and leave the archive itself sound."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        names = source.namelist()
        hit = set(chance.sample(names, min(len(names), chance.randint(1, 3))))
        hit |= {"word/document.xml"} if chance.random() < 0.6 else set()
        for name in names:
            part = source.read(name)
            step = chance.random()
            if name in hit and step < 0.05:
                continue
            if name in hit and step < 0.85 and name.endswith(".xml"):
                part = _mutated_tree(part, chance)
            elif name in hit:
                part = _mutated_bytes(part, chance, [part])
            target.writestr(name, part)
    return made.getvalue()


def _mutated_tree(part: bytes, chance: random.Random) -> bytes:
    """Damage an XML part that stays well formed: elements moved, doubled, dropped, renamed."""
    root = ElementTree.fromstring(part)
    for _ in range(chance.choice((1, 2, 8, 40))):
        elements = list(root.iter())
        parent = chance.choice([e for e in elements if len(e)] or [root])
        child = chance.choice(list(parent) or [root])
        step = chance.randrange(6)
        if step == 0 and child is not root:
            parent.remove(child)
        elif step == 1 and child is not root:
            parent[0:0] = [copy.deepcopy(child) for _ in range(chance.choice((1, 3, 90)))]
        elif step == 2 and child is not root and len(elements) < 20_000:
            chance.choice(list(child.iter())).append(copy.deepcopy(chance.choice(elements)))
        elif step == 3:
            child.tag = chance.choice(elements).tag
        elif step == 4 and child.attrib:
            child.set(chance.choice(list(child.attrib)), chance.choice(_VALUES))
        else:
            child.text = chance.choice(_VALUES) * chance.choice((1, 1, 300))
        if len(list(root.iter())) > 60_000:
            break
    return ElementTree.tostring(root)


def _mutated_bytes(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((1, 4, 64, 2000)))
        step = chance.randrange(7)
        if step == 0 and made:
            made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
        elif step == 1:
            del made[at:end]
        elif step == 2:
            made[at:at] = made[at:end] * chance.choice((1, 3, 50))
        elif step == 3:
            made[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 2, 200))
        elif step == 4:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            made[at:end] = other[start : start + chance.choice((10, 500, 20000))]
        elif step == 5:
            made[at:end] = chance.randbytes(end - at)
        elif chance.random() < 0.3:
            del made[at:]
    return bytes(made)


def outcome(reader: Reader, file: Path) -> str:
    """Read a file as a build does: "read" or why not; each document is checked.

    Raises:
        AssertionError: a document does not hold together, or a refusal is no single line.
    """
    found = []
    for source in find(file):
        try:
            document = reader.read(source)
        except ReadError as error:
            assert error.reason and error.remedy and "\n" not in str(error)
            found.append(error.reason)
        else:
            check(document)
            found.append("read")
    assert found
    return "read" if "read" in found else found[0]


def check(document: Document) -> None:
    """Check that blocks lie on the text in order, and that marks and pages lie on it."""
    assert document.text
    ends = [0, *(block.end for block in document.blocks)]
    for before, block in zip(ends, document.blocks, strict=False):
        assert before <= block.start < block.end <= len(document.text)
    assert all(0 <= mark.at <= len(document.text) for mark in document.marks)
    assert all(0 <= page.start <= page.end <= len(document.text) for page in document.pages)


def main(count: int, kinds: tuple[str, ...], folder: Path) -> int:
    """Read ``count`` mutated files of each kind; give how many broke a limit or a reader."""
    broken = 0
    for kind in kinds:
        found: Counter[str] = Counter()
        slowest, started = (0.0, -1), time.monotonic()
        with Reader() as reader:
            for seed in range(count):
                file = folder / f"{kind}-{seed}.{kind}"
                file.write_bytes(mutated(kind, random.Random(f"{kind} {seed}")))
                before = time.monotonic()
                try:
                    found[outcome(reader, file)] += 1
                except Exception as error:
                    found["broken"] += 1
                    print(f"{kind} {seed}: {type(error).__name__}: {error}", flush=True)  # noqa: T201
                file.unlink()
                slowest = max(slowest, (time.monotonic() - before, seed))
        seconds = time.monotonic() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(  # noqa: T201
            f"{kind}: {count} files in {seconds:.0f} s, the slowest {slowest[0]:.1f} s (seed "
            f"{slowest[1]}), at most {peak} MB; {dict(found.most_common())}",
            flush=True,
        )
        broken += sum(found[word] for word in found if "broke" in word or "more than" in word)
    return broken


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.exit(main(int(sys.argv[1]), tuple(sys.argv[2:]) or KINDS, Path(made)) > 0)
