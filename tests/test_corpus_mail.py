"""The text and the headers of mails."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from corpus.readers import read
from corpus.readers.errors import ReadError

HEAD = b"From: =?utf-8?q?J=C3=BCrgen_Maier?= <j@example.org>, b@example.org\r\nSubject: "


def mail(data):
    if isinstance(data, EmailMessage):
        data = data.as_bytes()
    return read(Path("a.eml"), data)


def text(data):
    return [block.text or " | ".join(block.cells) for block in mail(data).blocks]


def body(*, kind="text/plain", charset="utf-8", encoding="8bit", data=b""):
    head = f"MIME-Version: 1.0\nContent-Type: {kind}; charset={charset}\n"
    return (f"{head}Content-Transfer-Encoding: {encoding}\nSubject: x\n\n").encode() + data


def test_headers_are_hints():
    raw = mail(
        HEAD + b"Re: AW: =?gb2312?B?sai45g==?= of\r\n March\r\n"
        b"Date: Tue, 02 Mar 2021 23:30:00 +0800\r\n\r\nThe text.\r\n"
    )
    assert raw.hints == {
        "title": "报告 of March",
        "issued": "2021-03-02",
        "authors": "Jürgen Maier",
    }
    assert [block.text for block in raw.blocks] == ["The text."]


def test_a_date_that_is_none_is_left_as_it_is():
    assert mail(b"Subject: x\nDate: March 2021\n\nText.\n").hints["issued"] == "March 2021"


@pytest.mark.parametrize(
    ("charset", "encoding", "data", "words"),
    [
        ("utf-8", "quoted-printable", b"The plan=\n of M=C3=A4rz.", "The plan of März."),
        (
            "iso-8859-1",
            "quoted-printable",
            b"F=F6rderung in =D6sterreich.",
            "Förderung in Österreich.",
        ),
        ("windows-1252", "8bit", b"\x93Quoted\x94 \x96 5 \x80.", "“Quoted” – 5 €."),
        ("iso-8859-1", "8bit", b"\x93Quoted\x94 \x96 5 \x80.", "“Quoted” – 5 €."),
        ("utf-8", "base64", b"5bel5Lia5ZKM\n5L+h5oGv5YyW6YOo44CC", "工业和信息化部。"),
        ("gb2312", "8bit", "工业和信息化部。".encode("gbk"), "工业和信息化部。"),
        ("big5", "8bit", "工業和資訊部。".encode("big5"), "工業和資訊部。"),
        ("iso-2022-jp", "7bit", "経済産業省。".encode("iso2022_jp"), "経済産業省。"),
        ("us-ascii", "8bit", "März".encode(), "März"),
        ("unknown-8bit", "8bit", "Der Plan für März".encode("cp1252"), "Der Plan für März"),
        ("x-no-such", "8bit", "Der Plan für März".encode("cp1252"), "Der Plan für März"),
        ("utf-8", "base64", b"!!!", "x"),
    ],
)
def test_charsets_and_transfer_encodings(charset, encoding, data, words):
    assert text(body(charset=charset, encoding=encoding, data=data)) == [words]


def test_the_plain_form_is_preferred():
    message = EmailMessage()
    message.set_content("The plain form of the text.\n")
    message.add_alternative("<p>The <b>rich</b> form of the text.</p>", subtype="html")
    assert text(message) == ["The plain form of the text."]


def test_a_plain_form_that_says_nothing_is_not():
    message = EmailMessage()
    message.set_content("View this mail in your browser.\n")
    rows = "<h1>News</h1><ul>" + "<li>The ministry has adopted a plan.</li>" * 9 + "</ul>"
    message.add_alternative(rows, subtype="html")
    assert text(message) == ["News", *["The ministry has adopted a plan."] * 9]


def test_a_mail_of_html_alone_goes_through_the_html_reader():
    message = EmailMessage()
    message.set_content(
        "<table><tr><th>Year</th><th>GDP</th></tr><tr><td>2021</td><td>8.1</td></tr></table>"
        "<style>p {}</style><p>Text.</p>",
        subtype="html",
    )
    message.add_related(b"x" * 99_999, "image", "png", cid="<logo>")
    assert text(message) == ["Year | GDP", "2021 | 8.1", "Text."]


def test_a_text_in_pieces_around_an_attachment_is_whole():
    message = EmailMessage()
    message.make_mixed()
    for content, name in (("Before.\n", None), ("Attached.\n", "a.txt"), ("After.\n", None)):
        part = EmailMessage()
        part.set_content(content, disposition="attachment" if name else None, filename=name)
        message.attach(part)
    assert text(message) == ["Before.", "After."]
    assert [block.lines for block in mail(message).blocks] == [(), ()]
    assert mail(message).text is None


def test_a_mail_without_text_is_its_subject():
    message = EmailMessage()
    message["Subject"] = "Fwd: Five-year plan"
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    assert text(message) == ["Five-year plan"]


def test_an_encrypted_mail_is_refused():
    data = b'Subject: x\nContent-Type: multipart/encrypted; boundary="b"\n\n--b\n\nx\n--b--\n'
    with pytest.raises(ReadError, match="the mail is encrypted; save it unencrypted"):
        mail(data)


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/mixed\nSubject: x\n\nNo boundary.\n",
        b'Content-Type: multipart/mixed; boundary="b"\nSubject: x\n\n--b\n\nCut off.',
        b"Subject: =?utf-8?b?broken\nFrom: <<>>,,\nDate: \n\nText.",
        b"\n\nSubject: x\n\nText.\n",
    ],
)
def test_malformed_mails_are_read_as_far_as_they_go(data):
    assert text(data) in (["x"], ["Cut off."], ["Text."], ["No boundary."])


def test_a_web_page_under_a_plain_label_is_read_as_one():
    assert text(body(data=b"<html><body><p>Text &amp; more.</p></body></html>")) == ["Text & more."]


def test_the_lines_of_a_mail_are_those_of_its_text():
    raw = mail(b"Subject: x\n\nOne paragraph,\nin two lines.\n\nAnother.\n")
    assert [(block.text, block.lines) for block in raw.blocks] == [
        ("One paragraph, in two lines.", ((1, 2),)),
        ("Another.", ((4, 4),)),
    ]
    assert raw.text == "One paragraph,\nin two lines.\n\nAnother.\n"
