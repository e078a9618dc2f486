"""What every test shares: no network, the folder of real documents, a browser."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Before anything imports the libraries that read them.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import httpx
import kept_readers
import pytest
from briefing_files import write_briefings
from browser import HELP, find
from filelock import FileLock
from hypothesis import settings

from assistant.ask import Assistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from postgres import Server
    from web_page import Site, Visit

# No test is timed: how long one example takes is the machine's affair.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Where Python is told to keep nothing compiled, each of the many processes of a run would compile
# all that it imports; a folder of its own keeps it.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".compiled")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# They start first, so that no process is left alone with one of them when all others are done.
LONGEST = """test_evals_shipped test_index_fire test_corpus_fuzz test_assistant_web_page
test_assistant_web_access test_evals_defects test_evals_web_page test_evals_diff test_speed
test_index_remote_store test_assistant_web_conversations test_assistant_web_hostile
test_evals_disagreement test_index_rebuild test_index_near test_assistant_web_library_page
test_index_proposed test_assistant_llm_propose""".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the longest files first, and leave the others in their order."""
    places = {name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def shared_folder(name: str) -> Path:
    """Give a folder of the material beside the repository, or skip the test."""
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"needs the folder ../shared/{name} beside the repository, which is absent")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's top folder."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def readers() -> Iterator[None]:
    """Small builds of this process take turns with its reading processes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.fill.read_all", kept_readers.read_all)
        yield
    kept_readers.end()


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of a few small briefings, to read only."""
    from index.build import build
    from index.encoder import DEFAULT_MODEL

    folder = tmp_path_factory.mktemp("small")
    build(write_briefings(folder / "corpus"), folder / "index", DEFAULT_MODEL)
    return folder / "index"


@pytest.fixture(scope="session")
def small_assistant(small_index: Path) -> Assistant:
    """An assistant over the small briefings, with the model that ships."""
    return Assistant.open(small_index)


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the sample corpus, to read only; all processes share it."""
    from index.build import build
    from index.encoder import DEFAULT_MODEL

    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sample"
    with FileLock(folder.with_suffix(".lock")):
        build(ROOT / "corpus" / "briefings", folder, DEFAULT_MODEL)  # once: then nothing is new
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL server with pgvector, on loopback."""
    from postgres import serving

    with serving() as server:
        yield server


@pytest.fixture
def database(postgres: Server, request: pytest.FixtureRequest, monkeypatch) -> str:
    """The address of an empty database, whose password is in the environment."""
    from postgres import PASSWORD

    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return postgres.database(request.node.name[:60])


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real documents, to measure on."""
    return shared_folder("seeds")


@pytest.fixture(scope="session")
def seed_questions() -> Path:
    """The folder of questions on the real documents, one JSON line each."""
    return shared_folder("gold")


@pytest.fixture(scope="session")
def public_sets() -> Path:
    """The folder of public question sets, each with corpus.jsonl and questions.jsonl."""
    return shared_folder("public")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser for tests marked `browser`; none is a reason to skip, or to fail under CI."""
    if found := find():
        return found
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(HELP)
    pytest.skip(HELP)


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """A headless browser, for one module's tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over an index of its own, for one module's tests; a module may have its own."""
    from web_page import assistant_over

    return assistant_over(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def site(assistant: Assistant) -> Iterator[Site]:
    """The module's ``assistant`` on a served page; a module may have its own."""
    from web_page import served

    with served(assistant) as site:
        yield site


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    """A client of the module's ``site``; a module may have its own."""
    with httpx.Client(base_url=site.url, trust_env=False, timeout=30) as client:
        yield client


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Visit]]:
    """Open the page of the module's ``site``; what is given goes to the browser's context."""
    from web_page import Visit

    visits: list[Visit] = []

    def start(**context: Any) -> Visit:
        visits.append(Visit(browser, site, **context))
        return visits[-1]

    yield start
    for made in visits:
        made.context.close()
