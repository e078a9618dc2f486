"""What a route asks of those who call it."""

# The application reads the annotations of what routes depend on: they are not kept as strings.

from fastapi import Request
from starlette.exceptions import HTTPException

from assistant.people.person import Role, person_of


def curator_only(request: Request) -> None:
    """Refuse those who may only read; for ``Depends`` of a route.

    Raises:
        HTTPException: 403, for a reader.
    """
    person = person_of(request)
    if person is not None and person.role is not Role.CURATOR:
        raise HTTPException(403, "only a curator may do this")
