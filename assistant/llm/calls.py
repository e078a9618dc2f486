"""The functions that a model is offered, and its calls of them, put together from their pieces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_LONGEST_ID = 64  # characters of an identifier that is sent back as it came


@dataclass(slots=True)
class Call:
    """A call that a model asks for.

    Attributes:
        id: by which its result is told apart from those of others; may be empty.
        name: of the function, as the model wrote it.
        arguments: JSON, as the model wrote it.
    """

    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(slots=True)
class Tools:
    """What a model may call while it answers, and what it called.

    Attributes:
        offered: the functions, as the protocol describes them.
        may_call: whether it may call them now; what was called before still needs them told.
        calls: taken from the answer, in order.
    """

    offered: Sequence[Mapping[str, Any]]
    may_call: bool = True
    calls: list[Call] = field(default_factory=list)
    _at: dict[object, Call] = field(default_factory=dict)

    def options(self) -> dict[str, Any]:
        """Give what a request says of them."""
        choice = "auto" if self.may_call else "none"
        return {"tools": [dict(one) for one in self.offered], "tool_choice": choice}

    def take(self, pieces: Iterable[Any] | None) -> None:
        """Take the pieces of calls that came with one chunk of an answer.

        Pieces of one call have its index. Some servers give all calls the index 0, and each its
        own identifier.
        """
        for piece in pieces or ():
            call = self._at.get(piece.index)
            if call is None or (piece.id and call.id and piece.id != call.id):
                call = self._at[piece.index] = Call()
                self.calls.append(call)
            call.id = call.id or (piece.id or "")[:_LONGEST_ID]
            if piece.function:
                call.name = call.name or piece.function.name or ""
                call.arguments += piece.function.arguments or ""
