"""How the database is opened: what SQLite and PostgreSQL must promise, and how long either may take."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import URL, Connection, Engine, event, exc, make_url
from sqlalchemy.engine.interfaces import ExceptionContext

from quizapp.storage.tables import db

PATIENCE = 1500
"""Milliseconds that a SQLite writer waits for another one before it gives up."""

WIPING_PATIENCE = 500
"""Milliseconds for readers to leave the log: fewer than ``PATIENCE``, since writers wait meanwhile."""

PRAGMAS = {
    # First, since switching to WAL is the one of these that may have to wait for others.
    "busy_timeout": PATIENCE,
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "trusted_schema": "OFF",
}


def database_url(url: str) -> URL:
    """``url`` with its driver. Raises ``ValueError`` for a database that is neither SQLite nor PostgreSQL."""
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "postgresql+psycopg"):
        raise ValueError(f"{parsed.drivername} is not supported: use sqlite:/// or postgresql://.")
    return parsed


def engine_options(url: str) -> dict[str, Any]:
    """What Flask-SQLAlchemy is to be told about the engine for ``url``."""
    options: dict[str, Any] = {"hide_parameters": True}
    # A database in memory lives in its one connection, and there is no pool to wait for.
    if database_url(url).database != ":memory:":
        options["pool_timeout"] = 1.5
    if database_url(url).get_backend_name() == "postgresql":
        from quizapp.storage.postgresql import LIMITS  # noqa: PLC0415  # its driver is an extra

        return {**options, "pool_pre_ping": True, "connect_args": dict(LIMITS)}
    # Python must leave transactions alone: it would begin them deferred, and those cannot wait for a writer.
    return {**options, "connect_args": {"isolation_level": None, "timeout": PATIENCE / 1000}}


def open_database(app: Flask, url: str) -> Engine:
    """Give ``app`` its database. Nothing is connected yet; the engine survives a fork."""
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url(url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "handle_error", _let_go)
    else:
        from quizapp.storage.postgresql import bound  # noqa: PLC0415  # its driver is an extra

        bound(engine)
    # A connection used on both sides of a fork would mix up two conversations, or break SQLite's locks.
    os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read: they see one moment and hold up nobody."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(write=False)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def unhurried(connection: Connection) -> Iterator[None]:
    """For what no reader of a page waits for: each answer may take longer than a request may."""
    if connection.dialect.name != "postgresql":
        yield
        return
    from quizapp.storage.postgresql import taking_its_time  # noqa: PLC0415  # its driver is an extra

    with taking_its_time(connection):
        yield


def truncate_log(engine: Engine, patience: int = WIPING_PATIENCE) -> bool:
    """Move SQLite's write-ahead log into the database and empty it, so that what was deleted is in neither.

    Waits ``patience`` milliseconds for those who use the log. False when it has to be tried again later.
    """
    if engine.dialect.name != "sqlite":
        return True
    try:
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            return bool(busy == 0)
    except (sqlite3.Error, exc.DBAPIError, exc.TimeoutError):
        return False


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    with closing(connection.cursor()) as cursor:
        for name, value in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name} = {value}")


def _let_go(context: ExceptionContext) -> None:
    """Open the files anew. What was opened while they could not be written stays so, for a whole process: SQLite's

    connections share what they know of a file as long as any of them is open, the idle ones of the pool included.
    """
    name = getattr(context.original_exception, "sqlite_errorname", "")
    if name.startswith(("SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN")):
        context.is_disconnect = True
        # SQLAlchemy leaves the cursor of a lost connection open, and with it SQLite keeps the files.
        if context.execution_context is not None and context.execution_context.cursor is not None:
            context.execution_context.cursor.close()
        if context.engine is not None:
            context.engine.dispose()


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("write", True):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # It touches no file yet, so nothing can go wrong in it that would have to be told and translated.
        connection.connection.cursor().execute("BEGIN").close()
