"""The tables in PostgreSQL, in a schema of their own, and which generations have which rows.

Each generation of an index has a row in ``generations``. The vectors of those that follow one
another share a table: a row is ``born`` in one generation and ``gone`` from a later one, so that a
build writes what has changed and nothing else, and those who read an earlier generation still see
all of it. Whoever reads a generation holds a shared advisory lock on its number until the
connection ends, so that nobody removes it meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.sql import Composed

_LOCKS = 0x62726965 << 32  # a part of the numbers of advisory locks; these lie in it

# Without the schema's name a role called briefings would have the extension all to itself.
_GENERATIONS = """
CREATE EXTENSION IF NOT EXISTS vector SCHEMA public;
CREATE TABLE IF NOT EXISTS briefings.generations(
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    base bigint NOT NULL, -- the generation that made the table of vectors
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'serving', 'retired')),
    made timestamptz NOT NULL DEFAULT now()
)
"""
# Nothing is lost with these texts that is not put again: no need for a log.
_TEXTS = """
CREATE UNLOGGED TABLE IF NOT EXISTS briefings.texts(
    model text NOT NULL, digest text NOT NULL, model_name text NOT NULL,
    length integer NOT NULL, text bytea NOT NULL, vector bytea,
    put timestamptz NOT NULL DEFAULT now(), PRIMARY KEY(model, digest)
);
CREATE INDEX IF NOT EXISTS texts_waiting ON briefings.texts(model, length, digest)
    WHERE vector IS NULL;
CREATE INDEX IF NOT EXISTS texts_ready ON briefings.texts(model, digest) WHERE vector IS NOT NULL
"""


def make_generations(connection: Connection[Any]) -> None:
    """Make what a store of vectors needs, where it is missing."""
    _make(connection, "generations", _GENERATIONS)


def make_texts(connection: Connection[Any]) -> None:
    """Make what a queue of texts needs, where it is missing."""
    _make(connection, "texts", _TEXTS)


def _make(connection: Connection[Any], table: str, statements: str) -> None:
    row = connection.execute("SELECT to_regclass(%s)", (f"briefings.{table}",)).fetchone()
    if row and row[0]:
        return  # whoever may not make them may well use them
    with connection.transaction():
        # Two that make the same at once would get in each other's way.
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCKS,))
        connection.execute("SET LOCAL client_min_messages = warning")
        connection.execute("CREATE SCHEMA IF NOT EXISTS briefings")
        for statement in statements.split(";\n"):
            connection.execute(statement.encode())


def lock_of(number: int) -> int:
    """Give the number of the advisory lock of a generation."""
    return _LOCKS + number


def composed(query: str, base: int, length: int = 0) -> Composed:
    """Give a statement with the names of the table of vectors and of its graph filled in.

    Args:
        query: has {table}, {graph} where the graph is made, {graph_there} where it is, {length}.
        base: number of the generation that made the table.
        length: of a vector.
    """
    from psycopg.sql import SQL, Identifier, Literal

    table, graph = f"vectors_{base}", f"vectors_{base}_graph"
    return SQL(query).format(
        table=Identifier("briefings", table),
        graph=Identifier(graph),
        graph_there=Identifier("briefings", graph),
        length=Literal(length),
    )
