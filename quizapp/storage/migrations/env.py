"""How Alembic reaches the database: over the application's own engine, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection, text

from quizapp.storage.database import unhurried
from quizapp.storage.tables import db

_ONE_AT_A_TIME = 7_041_936_528
"""Any number, as long as every machine that upgrades asks for the same lock."""


@contextmanager
def prepared(connection: Connection) -> Iterator[None]:
    """Let a migration take longer than a request may, and let machines that start together take turns."""
    with unhurried(connection):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = '60s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ONE_AT_A_TIME})
        yield


with db.engine.begin() as connection, prepared(connection):
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        compare_type=True,
        # SQLite changes a table by copying it.
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()
