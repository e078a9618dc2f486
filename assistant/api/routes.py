"""REST: each route checks who asks and what, calls one function, and gives its record."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from assistant.api import calls, stream
from assistant.api.asking import answered, while_there
from assistant.api.costly import STATUS, Costly, costly, headers_of
from assistant.api.metrics import Metrics
from assistant.api.wire import (
    AnswerGiven,
    Asked,
    DocumentGiven,
    FactsWanted,
    FailureGiven,
    Given,
    PassageGiven,
    Place,
    Problem,
    RebuildGiven,
    Sought,
)
from assistant.api.workers import Workers
from assistant.listener import Listener
from assistant.people.rights import curator_only

if TYPE_CHECKING:
    from assistant.live import LiveAssistant
    from assistant.web.library import Keeper

Record = dict[str, Any]
_REFUSED = {**STATUS, **dict.fromkeys(calls.UNUSABLE, 422)}
_PROBLEMS: dict[int | str, Record] = {
    status: {"model": Problem} for status in (400, 401, 403, 413, 422, 429, 502, 503, 504)
}


def create_api(
    live: "LiveAssistant", keeper: "Keeper", workers: Workers, metrics: Metrics
) -> FastAPI:
    """Make the application that is mounted under ``/api``; its document is ``/openapi.json``."""
    api = FastAPI(
        title="Briefings",
        version="1",
        description="Cited answers from a folder of policy briefings.",
        docs_url=None,  # that page loads its script from another host
        redoc_url=None,
        responses=_PROBLEMS,
    )
    _add_problems(api)
    _add_asking(api, live, workers, metrics)
    _add_looking_up(api, live, costly(workers))
    _add_rebuild(api, live, keeper)
    return api


def _add_problems(api: FastAPI) -> None:
    for kind, status in _REFUSED.items():
        api.exception_handler(kind)(_teller(status))

    @api.exception_handler(RequestValidationError)
    def unfit(_: Request, error: RequestValidationError) -> Response:
        """Say in one line what does not fit, without giving it back."""
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "the body"
        return JSONResponse({"error": f"{where}: {first['msg']}"}, 422)

    @api.exception_handler(HTTPException)
    def refused(_: Request, error: HTTPException) -> Response:
        return JSONResponse({"error": error.detail}, error.status_code, error.headers)


def _teller(status: int) -> Callable[[Request, Exception], Response]:
    def tell(_: Request, error: Exception) -> Response:
        return JSONResponse({"error": str(error)}, status, headers_of(error))

    return tell


def _add_asking(api: FastAPI, live: "LiveAssistant", workers: Workers, metrics: Metrics) -> None:
    def streamed(asked: Asked) -> StreamingResponse:
        documents, listener = len(live.library.records), Listener()
        work = answered(live, workers, metrics, asked, listener)
        body = stream.events(work, listener, documents, tuple(_REFUSED))
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(body, media_type=stream.KIND, headers=headers)

    @api.post("/ask", response_model=AnswerGiven)
    async def ask(asked: Asked, request: Request) -> Any:  # noqa: ANN401  # a record or a stream
        """Answer a question; as a stream of events where ``Accept`` names them."""
        if stream.KIND in request.headers.get("accept", ""):
            return streamed(asked)
        work = answered(live, workers, metrics, asked, Listener())
        return await while_there(request, work)

    @api.post("/ask/stream", response_class=StreamingResponse)
    async def ask_stream(asked: Asked) -> Response:
        """Answer a question as events: ``step``, each ``sentence``, then ``answer`` with all.

        Where a model writes, its sentences come one by one as they are borne out. A ``step`` of
        ``instead`` says that those before it do not stand: it broke off, or took them back.
        """
        return streamed(asked)


def _add_looking_up(api: FastAPI, live: "LiveAssistant", placed: Costly) -> None:
    @api.get("/search", response_model=list[PassageGiven])
    @placed
    def search(sought: Annotated[Sought, Query()]) -> list[Record]:
        """Find the passages for a question, best first."""
        return calls.passages(live.now(), sought)

    @api.post("/search", response_model=list[PassageGiven])
    @placed
    def search_by_body(sought: Sought) -> list[Record]:
        """Find the passages for a question, best first."""
        return calls.passages(live.now(), sought)

    @api.get("/facts", response_model=list[Given])
    @placed
    def facts(wanted: Annotated[FactsWanted, Query()]) -> list[Record]:
        """List facts by their fields, each with its citation."""
        return calls.facts(live.now(), wanted)

    @api.post("/facts", response_model=list[Given])
    @placed
    def facts_by_body(wanted: FactsWanted) -> list[Record]:
        """List facts by their fields, each with its citation."""
        return calls.facts(live.now(), wanted)

    @api.get("/documents", response_model=list[DocumentGiven] | list[FailureGiven])
    @placed
    def documents(failed: bool = False) -> list[Record]:
        """List the documents of the index; with ``failed`` the files that could not be read."""
        return (calls.failures if failed else calls.documents)(live.library)

    @api.get("/source", response_model=Given)
    @placed
    def source(place: Annotated[Place, Query()]) -> Record:
        """Give the characters that a citation names, with some of what stands around them."""
        return calls.source(live.library, place)


def _add_rebuild(api: FastAPI, live: "LiveAssistant", keeper: "Keeper") -> None:
    def state() -> RebuildGiven:
        return RebuildGiven(
            running=keeper.running,
            at=keeper.at,
            said=keeper.said,
            index_version=live.library.version,
        )

    @api.get("/rebuild")
    def rebuild_state() -> RebuildGiven:
        """Tell how a rebuild stands."""
        return state()

    @api.post("/rebuild", status_code=202, dependencies=[Depends(curator_only)])
    def rebuild() -> RebuildGiven:
        """Begin to bring the index up to date; one that is at work is not begun again."""
        keeper.rebuild()
        return state()
