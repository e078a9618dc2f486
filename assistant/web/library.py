"""The library beside the chat: files are added and removed, and the index follows by itself."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.people.belongings import Belongings, NotYours
from assistant.people.person import person_of
from assistant.status import log_build
from assistant.visible import one_line
from assistant.web.shelf import shelf, why
from index.build import Report
from index.generations import Layout
from index.library import Library
from index.uploads import Upload, UploadError, listed, receiving, remove
from index.watch import bring_up_to_date, watch

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.live import LiveAssistant


_CHANGED = 100  # names of changed files that are told at most


class Keeper:
    """Keeps an index up to date with a folder and its uploads, in a thread of its own.

    Attributes:
        said: the last line about a build; empty before the first.
        at: the step that a build is at, with how many of how many parts are done; or None.
    """

    def __init__(self, library: Library, folder: Path | None = None) -> None:
        """Make a keeper.

        Args:
            library: the index as it was when the page opened.
            folder: watched; None means the folder indexed so far, looked at when a file is added.
        """
        self._root, self._model = library.root, library.manifest.recipe.model
        self._search, self._store = library.manifest.search.wanted, library.manifest.store
        self._folder, self._uploads_only = folder or Path(library.manifest.corpus), folder is None
        self._stop = threading.Event()
        self._one = threading.Lock()
        self.said = ""
        self.at: tuple[str, int, int] | None = None

    def start(self) -> None:
        """Begin; without ``stop`` it ends with the process."""
        threading.Thread(target=self._run, daemon=True, name="keep the index").start()

    def stop(self) -> None:
        """End, after a build that may be at work."""
        self._stop.set()

    @property
    def running(self) -> bool:
        """Whether a build is at work."""
        return self.at is not None or self._one.locked()

    def rebuild(self) -> bool:
        """Build now, in a thread of its own; False where one that was asked for is at work."""
        if not self._one.acquire(blocking=False):
            return False
        threading.Thread(target=self._rebuild, daemon=True, name="rebuild").start()
        return True

    def _rebuild(self) -> None:
        try:
            bring_up_to_date(
                self._folder,
                self._root,
                self._model,
                self._tell,
                self._progress,
                self._search,
                self._store,
            )
        finally:
            self.at = None
            self._one.release()

    def _run(self) -> None:
        try:
            watch(
                self._folder,
                self._root,
                self._model,
                self._tell,
                self._progress,
                self._stop,
                uploads_only=self._uploads_only,
                search=self._search,
                store=self._store,
            )
        except OSError as error:  # no folder, or no room for its files: the chat goes on
            self._tell(str(error))

    def _progress(self, step: str, done: int, total: int) -> None:
        self.at = (step, done, total)

    def _tell(self, done: Report | str) -> None:
        import typer

        self.at = None
        self.said = log_build(done)
        typer.echo(self.said)


def add_library_routes(api: "FastAPI", live: "LiveAssistant", keeper: Keeper) -> None:
    """Add the routes that tell of the library and, for curators, change it."""
    layout = Layout(live.library.root)
    _add_telling(api, live, keeper, layout)
    _add_changing(api, layout)


def _add_telling(api: "FastAPI", live: "LiveAssistant", keeper: Keeper, layout: Layout) -> None:
    @api.get("/library")
    def library() -> dict[str, Any]:
        """Tell what was added, what the index holds of it, and what is being done."""
        now, fresh = live.library, live.freshness()
        held = {_outermost(record.source) for record in now.records}
        problems = {
            file: why(failure)
            for failure in now.failures
            if (file := _outermost(failure.source)) == failure.source or file not in held
        }
        return {
            "version": now.version,
            "files": [_told(upload, held, problems) for upload in listed(layout)],
            "documents": len(now.records),
            "fresh": str(fresh),
            "changed": _some(fresh.changed or ()),
            "at": keeper.at,
            "running": keeper.running,
            "said": keeper.said,
        }

    @api.get("/library/documents")
    def documents() -> dict[str, Any]:
        """List the documents of the index, and the files that could not be read."""
        return shelf(live.library)


def _add_changing(api: "FastAPI", layout: Layout) -> None:
    from fastapi import Depends, Request
    from fastapi.concurrency import run_in_threadpool
    from fastapi.responses import PlainTextResponse, Response

    from assistant.people.rights import curator_only

    curators, whose = [Depends(curator_only)], Belongings(layout.root)

    @api.put("/library/{name}", dependencies=curators)
    async def put(name: str, request: Request) -> Response:
        """Add a file whose bytes are the request's body."""
        try:
            with receiving(layout, name) as incoming:
                async for chunk in request.stream():
                    incoming.write(chunk)
                stored = await run_in_threadpool(incoming.keep)
            await run_in_threadpool(whose.add, stored, person_of(request))
        except UploadError as error:
            return PlainTextResponse(str(error), status_code=400)
        except OSError as error:
            said = f"{name} could not be stored ({error.strerror}): check the disk"
            return PlainTextResponse(said, status_code=507)
        return PlainTextResponse(stored, status_code=201)

    @api.delete("/library/{name}", dependencies=curators)
    def delete(name: str, request: Request) -> Response:
        """Remove a file that was added."""
        try:
            whose.check(name, person_of(request))
            remove(layout, name)
            whose.remove(name)
        except NotYours as error:
            return PlainTextResponse(str(error), status_code=403)
        except UploadError as error:
            return PlainTextResponse(str(error), status_code=404)
        return Response(status_code=204)


def _some(names: Sequence[str]) -> list[str]:
    more = len(names) - _CHANGED
    return [*map(one_line, names[:_CHANGED]), *([f"and {more:,} more"] if more > 0 else [])]


def _outermost(source: str) -> str:
    """Name the added file that a source is, or lies in."""
    return "/".join(source.split("/")[:2])


def _told(upload: Upload, held: Collection[str], problems: Mapping[str, str]) -> dict[str, Any]:
    """Describe a file that was added.

    An archive is ``held`` when something in it is; else what is wrong in it is its problem.
    """
    source = f"uploads/{upload.name}"
    return {
        "name": upload.name,
        "size": upload.size,
        "indexed": source in held,
        "problem": problems.get(source, ""),
    }
