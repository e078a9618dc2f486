"""The pages beside the chat: facts, two issues compared, a document; from a real server."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from assistant.ask import Assistant
from assistant.web.app import create_app
from corpus.documents import BlockKind
from corpus.readers import docx
from index.build import build
from index.encoder import DEFAULT_MODEL

HOSTILE = "<script>document.title = 'taken'</script>"
MARCH = f"""# Harbour Briefing {HOSTILE} – March 2022

1 March 2022 (reporting period: 1 to 28 February 2022)

## Policy news

- 2 February: The Ministry of Transport (MOT) publishes a list of berths {HOSTILE}
- 14 February: The Harbour Office proposes higher fees for old ships
- 20 February: MOT opens a call for electric tugs

Ningbo handled 120 million tonnes of freight in 2019.
"""
APRIL = """# Harbour Briefing – April 2022

5 April 2022 (reporting period: 1 to 31 March 2022)

## Policy news

- 3 March: The Harbour Office lowers the fees for young ships

Ningbo handled 135 million tonnes of freight in 2019.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> TestClient:
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "2022-03.md").write_text(MARCH, encoding="utf-8")
    (folder / "corpus" / "2022-04.md").write_text(APRIL, encoding="utf-8")
    build(folder / "corpus", folder / "index", DEFAULT_MODEL)
    app = create_app(Assistant.open(folder / "index"))
    return TestClient(app, base_url="http://127.0.0.1")


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_facts_are_chosen_by_a_form_and_lead_to_their_source(client):
    page = client.get("/facts?kind=policy+event&issuer=MOT").text
    assert "2 facts" in text_of(page)
    assert "opens a call for electric tugs" in page and "higher fees" not in page
    href = re.search(r'href="(document/[^"]+)"', page).group(1).replace("&amp;", "&")
    source = client.get(f"/{href}").text
    assert '<mark id="cited">' in source


def test_the_time_of_events_and_a_figure_over_time_are_drawn(client):
    assert client.get("/facts?kind=policy+event").text.count('<circle class="dot"') == 4
    assert "<svg" not in client.get("/facts?kind=amount&words=freight").text  # one year alone


def test_a_long_list_is_counted_and_its_beginning_shown(client, monkeypatch):
    from assistant.web.beside import facts_page

    monkeypatch.setattr(facts_page, "MOST", 1)
    monkeypatch.setattr(facts_page, "DRAWN", 3)
    page = client.get("/facts?kind=policy+event").text
    assert "4 facts, the first 1 of which are shown and the first 3 drawn" in text_of(page)
    assert page.count('<td class="quote"') == 1
    assert page.count('<circle class="dot"') == 3


def test_facts_are_given_as_files(client):
    rows = json.loads(client.get("/facts.json?kind=policy+event").text)
    table = list(csv.DictReader(io.StringIO(client.get("/facts.csv?kind=policy+event").text)))
    assert [row["id"] for row in rows] == [row["id"] for row in table]
    assert len(rows) == 4
    assert client.get("/facts.exe").status_code == 404


def test_the_facts_that_are_ticked_are_kept_as_a_pack(client):
    page = LexborHTMLParser(client.get("/facts?kind=policy+event").text)
    ticks = [box.attributes["value"] for box in page.css("input[type=checkbox]")]
    assert len(ticks) == 4
    assert [b.attributes["formaction"] for b in page.css("button[formaction]")] == [
        "facts.docx",
        "facts.html",
        "facts.md",
    ]
    assert page.css_first("input[type=hidden]").attributes["value"] == "policy event"

    def kept(form: str, *chosen: str):
        return client.get(f"/facts.{form}", params={"kind": "policy event", "id": chosen})

    every, one = (LexborHTMLParser(kept("html", *chosen).text) for chosen in ((), ticks[2:3]))
    assert [len(pack.css("p.said")) for pack in (every, one)] == [4, 1]
    note = one.css_first("li").text()
    assert "20 February: MOT opens a call for electric tugs" in note
    assert "2022-03.md, characters" in note
    assert not every.css("script")
    assert "[^4]: " in kept("md").text and "<script" not in kept("md").text
    reply = kept("docx", *ticks[2:3])
    assert reply.headers["content-disposition"] == 'attachment; filename="facts.docx"'
    blocks = docx.read(Path("facts.docx"), reply.content).blocks
    notes = [block.text.strip() for block in blocks if block.kind is BlockKind.FOOTNOTE]
    assert notes == [note.removesuffix(" ↩")]
    assert [row["id"] for row in kept("json", *ticks[:2]).json()] == ticks[:2]


def test_too_many_facts_are_no_pack(client, monkeypatch):
    from assistant.archive import selection

    monkeypatch.setattr(selection, "MOST", 3)
    reply = client.get("/facts.docx?kind=policy+event")
    assert reply.status_code == 404
    assert reply.text == "4 facts are too many for a pack: choose at most 3"


def test_two_issues_are_compared_side_by_side(client):
    page = client.get("/compare?old=2022-03.md&new=2022-04.md").text
    changed = re.search(r'<div class="pair changed">.*?</div>', page, re.DOTALL).group()
    assert "120 million" in changed and "135 million" in changed
    assert "lowers the fees" in page
    form = client.get("/compare").text
    assert '<option value="2022-03.md" selected>' in form
    assert '<option value="2022-04.md" selected>' in form


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/facts?kind=nothing", 404, "; there are policy, policy event,"),
        ("/facts?doc=..%2F..%2Fetc%2Fpasswd", 404, "no longer in the index"),
        ("/facts?since=yesterday", 400, "A date is written 2021"),
        ("/compare?old=nothing&new=2022-04.md", 200, "no document is called"),
        ("/document/nothing?start=0&end=9", 404, "not in the index"),
        ("/document/2022-03.md?start=0&end=99999", 404, "are not in this document"),
        ("/document/..%2F..%2Fetc%2Fpasswd?start=0&end=9", 404, ""),
    ],
)
def test_what_is_not_there_is_one_line(client, path, status, said):
    reply = client.get(path)
    assert reply.status_code == status
    assert said in text_of(reply.text)


@pytest.mark.parametrize(
    "path",
    [
        "/facts",
        "/facts?words=%3Cscript%3Ex%3C/script%3E",
        "/compare?old=2022-03.md&new=2022-04.md&topic=%22%3E%3Cscript%3E",
        "/compare?old=%3Cscript%3E&new=2022-04.md",
        "/document/2022-03.md?start=0&end=20",
    ],
)
def test_no_text_acts_as_markup(client, path):
    assert "<script" not in client.get(path).text
