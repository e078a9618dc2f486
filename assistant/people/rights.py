"""What a route asks of those who call it."""

# The application reads the annotations of what routes depend on: they are not kept as strings.

from fastapi import Request
from starlette.exceptions import HTTPException

from assistant.people.person import Role, person_of


def may_curate(request: Request) -> bool:
    """Tell whether who sent a request may change what the index holds; alone, anybody may."""
    person = person_of(request)
    return person is None or person.role is Role.CURATOR


def curator_only(request: Request) -> None:
    """Refuse those who may only read; for ``Depends`` of a route.

    Raises:
        HTTPException: 403, for a reader.
    """
    if not may_curate(request):
        raise HTTPException(403, "only a curator may do this")
