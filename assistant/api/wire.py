"""What goes over the wire: the bodies that are taken and the records that are given."""

# Annotations are evaluated by pydantic: they are not kept as strings.

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.question import LONGEST_QUESTION
from index.facts.fact import Kind

MOST_TURNS = 50
MOST_PASSAGES = 50
MOST_FACTS = 1_000
_LONGEST_ANSWER = 20_000  # characters of an earlier turn
_MOST_NAMES = 100

Question = Annotated[
    str, Field(min_length=1, max_length=LONGEST_QUESTION, description="The question, as typed.")
]
Names = Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=_MOST_NAMES)]
Date = Annotated[
    str | None, Field(max_length=10, description="A date such as 2021, 2021-03 or 2021-03-31.")
]
Words = Annotated[str | None, Field(max_length=500)]


class Taken(BaseModel):
    """A body, or the parameters of a request, with no field but those declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(Taken):
    """Which documents are searched: one of each list that is not empty.

    Names are taken as a person types them: in any case, and in part where that names only one.
    """

    publishers: Names = []
    series: Names = []
    languages: Names = []
    documents: Annotated[Names, Field(description="File names or ids, or parts of them.")] = []
    since: Date = None
    until: Date = None

    def names(self) -> dict[str, list[str]]:
        """Give the lists of names by what they name."""
        kinds = ("publishers", "series", "languages", "documents")
        return {kind: getattr(self, kind) for kind in kinds}

    def dates(self) -> dict[str, str | None]:
        """Give the bounds of the date of issue."""
        return {"since": self.since, "until": self.until}


class Turn(Taken):
    """An earlier question and its answer."""

    q: Annotated[str, Field(max_length=LONGEST_QUESTION)]
    a: Annotated[str, Field(max_length=_LONGEST_ANSWER)] = ""


class Asked(Choice):
    """A question to be answered."""

    question: Question
    history: Annotated[list[Turn], Field(max_length=MOST_TURNS)] = []
    as_of: Annotated[Date, Field(description="Leave aside what was issued later.")] = None


class Sought(Choice):
    """A question whose passages are wanted."""

    question: Question
    as_of: Annotated[Date, Field(description="Leave aside what was issued later.")] = None
    limit: Annotated[int, Field(ge=1, le=MOST_PASSAGES)] = 10


class FactsWanted(Taken):
    """Which facts are wanted; a field that is left out asks for nothing."""

    words: Words = None
    about: Annotated[Words, Field(description="Nearest to this question first.")] = None
    kinds: Annotated[list[Kind], Field(max_length=20)] = []
    subject: Words = None
    issuer: Words = None
    since: Date = None
    until: Date = None
    doc: Annotated[Words, Field(description="A file name, an id, or a part of either.")] = None
    as_of: Annotated[Date, Field(description="Leave aside what was issued later.")] = None
    current: Annotated[
        bool, Field(description="Leave out what a later document gives otherwise.")
    ] = False
    proposed: Annotated[
        bool | None, Field(description="Whether a model proposed them; left out: both.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=MOST_FACTS)] = 100


class Place(Taken):
    """Characters of a document's stored text."""

    doc: Annotated[str, Field(min_length=1, max_length=500, description="A file name or an id.")]
    start: Annotated[int, Field(ge=0, le=2**53)]
    end: Annotated[int, Field(ge=1, le=2**53)]


class Given(BaseModel):
    """A record that is given; it may come to have more fields."""

    model_config = ConfigDict(extra="allow")


class CitationGiven(Given):
    """A place in a document; ``quote`` is exactly its characters from ``start`` to ``end``."""

    n: int
    doc: str
    title: str
    issued: str | None
    page: int | None
    section: str
    start: int
    end: int
    quote: str


class VersionGiven(Given):
    """What one of several documents says that differ; ``n`` is the citation that says so."""

    short: str
    n: int


class AnswerGiven(Given):
    """An answer, as ``briefings ask --batch`` gives it."""

    id: str
    status: Literal["answered", "partial", "abstained"]
    short: str
    text: str
    items: list[str]
    citations: list[CitationGiven]
    facts: list[Any]
    versions: list[VersionGiven] = []
    confidence: float
    standalone: str
    ms: float


class PassageGiven(Given):
    """A passage that was found, with its place."""

    n: int
    doc: str
    title: str
    issued: str | None
    page: int | None
    section: str
    start: int
    end: int
    quote: str
    score: float


class DocumentGiven(Given):
    """What a document says of itself."""

    id: str
    doc: str
    title: str
    title_original: str | None
    publisher: str | None
    series: str | None
    authors: list[str]
    issued: str | None
    issued_inferred: bool
    period: tuple[str, str] | None
    language: str
    passages: int


class FailureGiven(Given):
    """A file that could not be read, or not all of it: why, and what would do."""

    doc: str
    reason: str
    remedy: str


class Problem(BaseModel):
    """Why a request was not fulfilled, in one line."""

    error: str


class RebuildGiven(BaseModel):
    """How a rebuild stands.

    Attributes:
        running: whether a build is at work.
        at: the step that it is at, with how many of how many parts are done; or null.
        said: the last line about a build; empty before the first.
        index_version: name of the generation that serves.
    """

    running: bool
    at: tuple[str, int, int] | None
    said: str
    index_version: str
