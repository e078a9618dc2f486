"""The pages of PDF files as pictures, beside the text that was read from them."""

# The application reads the annotations of its routes: they are evaluated, not kept as strings.

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.pages import page_image
from corpus.readers.errors import ReadError
from index.generations import Layout

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.api.costly import Costly
    from assistant.live import LiveAssistant
    from corpus.documents import Document
    from index.library import Library

NO_PAGE = "This page cannot be shown: its file is not there any more, or is another by now."
_KEPT = 32  # pictures, of some hundred kilobytes each
_UPLOADS = "uploads/"


def add_page_routes(api: "FastAPI", live: "LiveAssistant", costly: "Costly") -> None:
    """Add the route that draws a page of a document's file, in the places of ``costly``."""
    from fastapi.responses import PlainTextResponse, Response

    @lru_cache(_KEPT)
    def drawn(file: Path, digest: str, number: int) -> bytes:
        data = file.read_bytes()
        if sha256(data).hexdigest() != digest:  # only what was indexed is ever shown
            raise FileNotFoundError
        return page_image(data, number)

    @api.get("/page/{doc_id}/{number}")
    @costly
    def page(doc_id: str, number: int, index: str = "") -> Response:
        """Draw a page; ``index`` is the number of the generation that an answer used."""
        try:
            library = live.opened(index and f"generations/{index}")
            document = library.document(doc_id) if library else None
            if library is None or document is None or not has_pages(document):
                raise KeyError(doc_id)
            picture = drawn(file_of(library, document.source), document.sha256, number)
            return Response(picture, media_type="image/png")
        except (KeyError, OSError):
            return PlainTextResponse(NO_PAGE, status_code=404)
        except ReadError as error:
            return PlainTextResponse(f"{error.reason}; {error.remedy}", status_code=404)


def has_pages(document: "Document") -> bool:
    """Tell whether a document's file has pages that can be drawn."""
    return bool(document.pages) and document.source.lower().endswith(".pdf")


def file_of(library: "Library", source: str) -> Path:
    """Give the path of a document's file, which need not be there any more."""
    corpus = Path(library.manifest.corpus)
    if source.startswith(_UPLOADS) and not (corpus / source).exists():
        return Layout(library.root).uploads / source.removeprefix(_UPLOADS)
    return (corpus.parent if corpus.is_file() else corpus) / source
