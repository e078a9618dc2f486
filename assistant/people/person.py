"""Who sent a request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import Scope

_STATE = "person"


class Role(StrEnum):
    """What somebody may do."""

    READER = "reader"  # ask, read, and keep conversations of their own
    CURATOR = "curator"  # also rebuild the index, add and remove files, and evaluate


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed in."""

    name: str
    role: Role


def person_of(request: Any) -> Person | None:  # noqa: ANN401  # of starlette or of gradio
    """Tell who sent a request; None where nobody signs in, as on one's own machine.

    Works in a route (``fastapi.Request``) as in a handler of the page (``gradio.Request``): the
    request has come through ``assistant.people.door``, which lets nobody in who must sign in and
    has not. Whose a thing is, ``assistant.web.owner.owner_of(request)`` tells, of a person by
    their name and of anybody else by their browser's cookie.
    """
    found = getattr(request.state, _STATE, None)
    return found if isinstance(found, Person) else None


def bring(scope: Scope, person: Person | None) -> None:
    """Note in a request's scope who sent it."""
    scope.setdefault("state", {})[_STATE] = person
