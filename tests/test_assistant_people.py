"""Sign-in: accounts on disk, tickets, roles, whose a thing is, and what the door lets in."""

from __future__ import annotations

import json
import re
import stat
import string
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from accessible import remarks
from playwright.sync_api import expect
from typer.testing import CliRunner
from web_page import NARROW, assistant_over, served

from assistant.archive.store import Archive
from assistant.cli import app
from assistant.people import accounts, tickets
from assistant.people.access import Access, AccessError, is_loopback
from assistant.people.accounts import AccountError
from assistant.people.buckets import Buckets
from assistant.people.door import COOKIE
from assistant.people.person import Role
from evals.web.routes import PAGE

READER, CURATOR, SECOND = "reader.a", "curator.a", "curator.b"
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def known():
    made = accounts.fresh()
    for name, role in ((READER, Role.READER), (CURATOR, Role.CURATOR), (SECOND, Role.CURATOR)):
        made = made.with_account(name, role, PASSWORD)
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory, known):
    folder = tmp_path_factory.mktemp("people")
    accounts.write(folder / "users.json", known)
    access = Access(users=folder / "users.json", rate=100_000)
    with served(assistant_over(folder), access=access, pages=(PAGE,)) as site:
        yield site


@pytest.fixture(scope="module")
def as_(site, known):
    """Make a client that is signed in as somebody; None for nobody."""
    made = []

    def client(name: str | None) -> httpx.Client:
        ticket = tickets.issue(known, known.by_name[name], 4e9 - tickets.LASTS) if name else ""
        headers = {"authorization": f"Bearer {ticket}"} if name else {}
        made.append(httpx.Client(base_url=site.url, headers=headers, trust_env=False, timeout=30))
        return made[-1]

    yield client
    for one in made:
        one.close()


def test_accounts_come_back_as_they_were_written(tmp_path, known):
    file = tmp_path / "new" / "users.json"
    assert accounts.read(file) is None
    accounts.write(file, known)
    assert accounts.read(file) == known
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["users.json"]
    assert PASSWORD not in file.read_text()


@pytest.mark.parametrize(
    ("name", "password", "found"),
    [
        (READER, PASSWORD, READER),
        (READER, PASSWORD + " ", None),
        (READER, "", None),
        ("nobody", PASSWORD, None),
        ("", "", None),
        (READER.upper(), PASSWORD, None),
        (READER, PASSWORD + "\ud800", None),
    ],
)
def test_a_name_and_its_password_sign_in(known, name, password, found):
    account = known.sign_in(name, password)
    assert (account and account.name) == found


@pytest.mark.parametrize(
    ("name", "password", "problem"),
    [
        ("", PASSWORD, "a name has"),
        ("../x", PASSWORD, "a name has"),
        ("a b", PASSWORD, "a name has"),
        ("a" * 65, PASSWORD, "a name has"),
        ("a", "short", "a password has 10 to 1,000 characters"),
        ("a", "x" * 1001, "a password has 10 to 1,000 characters"),
    ],
)
def test_what_no_account_can_have_is_refused(known, name, password, problem):
    with pytest.raises(AccountError, match=problem):
        known.with_account(name, Role.READER, password)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 2}', '{"format": 1, "accounts": [1]}'])
def test_a_file_of_something_else_is_one_line(tmp_path, text):
    file = tmp_path / "users.json"
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(
        AccountError, match=r"users\.json (is no file of|cannot be read as|has format 2)"
    ):
        accounts.read(file)


def test_a_file_that_others_can_read_is_refused(tmp_path, known):
    file = tmp_path / "users.json"
    accounts.write(file, known)
    file.chmod(0o640)
    with pytest.raises(AccountError, match="can be read by others: run `chmod 600"):
        accounts.read(file)


def test_a_ticket_holds_until_its_time_for_its_password_and_key_alone(known):
    account = known.by_name[READER]
    ticket = tickets.issue(known, account, 1000.0)
    assert tickets.account_of(ticket, known, 1000.0 + tickets.LASTS - 1) == account
    assert tickets.account_of(ticket, known, 1000.0 + tickets.LASTS) is None
    changed = known.with_account(READER, Role.READER, PASSWORD)
    assert tickets.account_of(ticket, changed, 1000.0) is None
    assert tickets.account_of(ticket, known.without(READER), 1000.0) is None
    other = accounts.Accounts(b"x" * 32, known.by_name)
    assert tickets.account_of(ticket, other, 1000.0) is None


def test_a_ticket_that_was_touched_does_not_hold(known):
    ticket = tickets.issue(known, known.by_name[READER], 1000.0)
    body, signature = ticket.split(".")
    forged = tickets._text(json.dumps([CURATOR, 10**9]).encode())
    touched = [
        *(ticket[:at] + "x" * (ticket[at] != "x") + ticket[at + 1 :] for at in range(len(ticket))),
        *(
            f"{forged}.{signature}",
            f"{body}.",
            f".{signature}",
            body,
            f"{ticket}.x",
            "a.b",
            "",
            ".",
        ),
        # The last of 43 characters has two bits that are not read: four would give the same bytes.
        *(f"{ticket[:-1]}{last}" for last in string.ascii_letters + string.digits + "-_"),
        *("x" * 501, "ä.ä", f"{tickets._text(b'[' * 400)}.{signature}"),
    ]
    assert [one for one in touched if one != ticket and tickets.account_of(one, known, 0)] == []


def test_tokens_come_back_with_time():
    now = [0.0]
    buckets = Buckets(60, lambda: now[0])
    assert [buckets.take("a") for _ in range(60)] == [0.0] * 60
    assert buckets.take("a") == pytest.approx(1.0)
    assert buckets.take("b") == 0.0
    now[0] += 1.0
    assert (buckets.take("a"), buckets.take("a")) == (0.0, pytest.approx(1.0))


@pytest.mark.parametrize(
    ("host", "own"),
    [
        *(("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True)),
        *(("0.0.0.0", False), ("::", False), ("192.168.1.2", False), ("localhost.example", False)),
    ],
)
def test_only_loopback_is_open_without_sign_in(host, own):
    assert is_loopback(host) == own
    if own:
        Access(host=host).check()
    else:
        with pytest.raises(AccessError, match=f"^{re.escape(host)} is open to others, and nobody"):
            Access(host=host).check()
    Access(host=host, proxy_header="x-user").check()


def test_the_command_adds_lists_and_removes(tmp_path):
    def run(*arguments, given=""):
        return CliRunner().invoke(app, ["user", *arguments, "--index", str(tmp_path)], given)

    typed = f"{PASSWORD}\n{PASSWORD}\n"
    added = run("add", "first", "--role", "curator", given=typed)
    assert (added.exit_code, PASSWORD in added.output) == (0, False)
    assert run("add", "second", given=typed).exit_code == 0
    assert run("list").output == "first  curator\nsecond  reader\n"
    file = tmp_path / "users.json"
    found = accounts.read(file)
    assert found and found.sign_in("first", PASSWORD) == found.by_name["first"]
    Access(host="0.0.0.0", users=file).check()
    assert run("remove", "first").exit_code == 0
    assert run("list").output == "second  reader\n"
    assert isinstance(run("remove", "first").exception, AccountError)


GUARDED = [
    *(
        ("GET", path)
        for path in ("/api/documents", "/api/openapi.json", "/api/rebuild", "/metrics")
    ),
    *(("GET", path) for path in ("/config", "/gradio_api/info", "/theme.css", "/library", "/me")),
    *(("GET", path) for path in ("/conversations", "/source/x?start=0&end=1", "/scope")),
    *(("GET", path) for path in ("/gradio_api/queue/data?session_hash=x", "/login/", "/nothing")),
    *(("POST", path) for path in ("/api/ask", "/api/ask/stream", "/mcp", "/gradio_api/queue/join")),
    *(("POST", path) for path in ("/api/search", "/gradio_api/upload", "/gradio_api/run/ask", "/")),
    *(("PUT", "/library/x.md"), ("DELETE", "/library/x.md"), ("DELETE", "/conversations/x")),
]


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_without_sign_in_nothing_is_given(as_, method, path):
    reply = as_(None).request(method, path)
    assert (reply.status_code, reply.json()) == (401, {"error": "sign in first"})


def test_without_sign_in_the_page_leads_to_where_one_signs_in(as_):
    client = as_(None)
    reply = client.get("/")
    assert (reply.status_code, reply.headers["location"]) == (303, "/login")
    assert client.get("/healthz").status_code == 200
    assert "Password" in client.get("/login").text


def test_one_signs_in_on_the_page_and_out_again(as_):
    client = as_(None)
    wrong = client.post("/login", data={"name": READER, "password": "x"})
    assert (wrong.status_code, "do not belong together" in wrong.text) == (401, True)
    right = client.post("/login", data={"name": READER, "password": PASSWORD})
    assert (right.status_code, right.headers["location"]) == (303, "/")
    cookie = right.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert client.get("/me").json() == {"name": READER, "role": "reader", "leaves": True}
    assert client.get("/").status_code == 200
    client.post("/logout")
    assert client.get("/me").status_code == 401


def test_a_program_signs_in_for_a_ticket(as_):
    client = as_(None)
    reply = client.post("/login", json={"name": READER, "password": PASSWORD})
    ticket = reply.json()["ticket"]
    found = client.get("/me", headers={"authorization": f"Bearer {ticket}"})
    assert (found.json()["name"], "set-cookie" in reply.headers) == (READER, False)
    assert client.post("/login", json={"name": READER}).status_code == 422
    assert client.post("/login", json={"name": "x", "password": "y"}).status_code == 401


CURATED = [("POST", "/api/rebuild"), ("PUT", "/library/note.md"), ("DELETE", "/library/note.md")]


@pytest.mark.parametrize(("method", "path"), CURATED)
def test_a_reader_changes_nothing(as_, method, path):
    reply = as_(READER).request(method, path, content=b"# A note\n")
    assert (reply.status_code, "only a curator" in reply.text) == (403, True)
    assert as_(READER).get("/library").json()["files"] == []


def test_a_curator_changes_what_the_index_holds(as_):
    client = as_(CURATOR)
    found = [client.request(method, path, content=b"# A note\n") for method, path in CURATED]
    assert [reply.status_code for reply in found] == [202, 201, 204]


def test_what_a_curator_added_is_theirs_to_remove(as_, site):
    assert as_(CURATOR).put("/library/mine.md", content=b"# Mine\n").status_code == 201
    assert as_(SECOND).put("/library/mine.md", content=b"# Mine\n").status_code == 201  # the same
    refused = as_(SECOND).delete("/library/mine.md")
    assert (refused.status_code, refused.text) == (
        403,
        "mine.md was added by somebody else, who alone may remove it",
    )
    assert [one["name"] for one in as_(READER).get("/library").json()["files"]] == ["mine.md"]
    assert as_(CURATOR).delete("/library/mine.md").status_code == 204
    assert as_(SECOND).put("/library/mine.md", content=b"# Mine\n").status_code == 201
    assert as_(SECOND).delete("/library/mine.md").status_code == 204
    kept = site.assistant.library.root / "uploads.json"
    assert json.loads(kept.read_text()) == {}


def test_the_pages_beside_lead_curators_alone_to_theirs(as_):
    for path in ("/facts", "/compare"):
        assert [">Evaluate<" in as_(one).get(path).text for one in (CURATOR, READER)] == [
            True,
            False,
        ]


@pytest.mark.browser
def test_nothing_serious_is_wrong_on_the_page_to_sign_in(browser, site):
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.goto(f"{site.url}/login")
    found = {"start": remarks(page)}
    page.get_by_label("Name").fill(READER)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile(r"\w"))
    found["refused"] = remarks(page)
    assert found == {"start": [], "refused": []}
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    context.close()


@pytest.mark.browser
def test_a_reader_signs_in_on_the_page_asks_and_signs_out(browser, site):
    page = browser.new_context().new_page()
    page.set_default_timeout(60_000)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(site.url)
    page.get_by_label("Name").fill(READER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Question").fill("What was the robot density in 2020?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer")
    page.get_by_role("button", name="Library").click()
    assert not page.locator("#library-add").is_visible()
    assert not page.locator("#library-rebuild").is_visible()
    page.keyboard.press("Escape")
    found = Archive(site.assistant.library.root).search(f"person:{READER}")
    assert [one.title for one in found] == ["What was the robot density in 2020?"]
    page.get_by_role("button", name=f"Sign out {READER}").click()
    page.wait_for_url("**/login")
    page.goto(site.url)
    assert page.url.endswith("/login")
    assert faults == []
    page.context.close()


def test_a_proxy_is_believed_at_its_address_alone(tmp_path, known):
    from starlette.requests import HTTPConnection

    from assistant.people.door import SignIn

    def told(*values, address="127.0.0.1", **access):
        headers = [(b"x-user", value.encode()) for value in values]
        scope = {"type": "http", "headers": headers, "client": (address, 1)}
        sign_in = SignIn(Access(proxy_header="X-User", curators=("anna",), **access))
        return sign_in.person(HTTPConnection(scope))

    assert (told("anna").role, told("bo").role) == (Role.CURATOR, Role.READER)
    assert told("anna", address="192.168.1.2") is None
    assert told("anna", address="192.168.1.2", proxies=("192.168.1.2",)) is not None
    assert told() is None
    assert told("anna", "bo") is None
    assert told(" ") is None


def test_accounts_that_come_or_go_count_at_once(tmp_path, known):
    from assistant.people.door import SignIn

    sign_in = SignIn(Access(users=tmp_path / "users.json"))
    assert not sign_in.required
    accounts.write(tmp_path / "users.json", known)
    assert (sign_in.required, sign_in.accounts()) == (True, known)
    accounts.write(tmp_path / "users.json", known.without(READER))
    assert READER not in sign_in.accounts().by_name
    (tmp_path / "users.json").unlink()
    assert (sign_in.required, dict(sign_in.accounts().by_name)) == (True, {})


def test_attempts_are_few(as_):
    """Comes last: for a minute nobody signs in from here after it."""
    client = as_(None)
    with ThreadPoolExecutor(4) as pool:
        tries = pool.map(
            lambda _: client.post("/login", data={"name": "guess", "password": "y"}), range(12)
        )
    assert {reply.status_code for reply in tries} >= {429}
    assert client.post("/login", data={"name": "guess", "password": "y"}).status_code == 429
