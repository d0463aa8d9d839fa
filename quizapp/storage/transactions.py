"""Transactions, and the one error that a database which does not work becomes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, Engine, exc

from quizapp.storage.database import PATIENCE, reading, truncate_log
from quizapp.storage.outage import Outage, StorageUnavailable


@dataclass(slots=True, kw_only=True)
class Transaction:
    """What is going on. ``failed``: the database refused part of it."""

    connection: Connection
    write: bool
    failed: bool = False


class Transactions:
    """Each thread has at most one transaction at a time; what begins inside it becomes part of it."""

    def __init__(self, engine: Engine) -> None:
        self._writer, self._reader = engine, reading(engine)
        # SQLite lets writers poll, and the unlucky go hungry; threads of one process can stand in line.
        self._line = Lock() if engine.dialect.name == "sqlite" else None
        # SQLite can be read while it cannot be written.
        self._outages = {False: Outage(), True: Outage()}
        self._current: ContextVar[Transaction | None] = ContextVar("transaction", default=None)

    @property
    def dialect(self) -> str:
        return self._writer.dialect.name

    @contextmanager
    def begin(self, *, write: bool) -> Iterator[Transaction]:
        """Commit at the end, roll back on any error. Raises ``StorageUnavailable``."""
        around = self._current.get()
        if around is None:
            with self._turn() if write else nullcontext(), self._outermost(write=write) as transaction:
                yield transaction
        elif write and not around.write:
            raise RuntimeError("Nothing can be written inside a transaction that only reads.")
        else:
            with translated(around):
                yield around

    def wipe(self) -> bool:
        """Empty the write-ahead log, so that what was deleted is in no file. False: to be tried again."""
        try:
            with self._turn():
                return truncate_log(self._writer)
        except StorageUnavailable:
            return False

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._line is None:
            yield
        elif self._line.acquire(timeout=PATIENCE / 1000):
            try:
                yield
            finally:
                self._line.release()
        else:
            raise StorageUnavailable("The database did not do what it was asked (too many are waiting).")

    @contextmanager
    def _outermost(self, *, write: bool) -> Iterator[Transaction]:
        engine = self._writer if write else self._reader
        with self._outages[write].attempt(), translated(), engine.begin() as connection:
            transaction = Transaction(connection=connection, write=write)
            before = self._current.set(transaction)
            try:
                yield transaction
            finally:
                self._current.reset(before)
            if transaction.failed:
                # PostgreSQL answers the commit of a failed transaction politely, and keeps nothing.
                raise StorageUnavailable("Part of the transaction failed, so nothing of it was kept.")


@contextmanager
def translated(around: Transaction | None = None) -> Iterator[None]:
    """Raises ``StorageUnavailable`` for whatever keeps the database from working."""
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError) as error:
        if around is not None:
            around.failed = True
        if _is_mistake(error):
            raise
        raise StorageUnavailable(_reason(error), in_vain=_is_silence(error)) from None


def _is_mistake(error: exc.SQLAlchemyError) -> bool:
    """Whether the program, not the database, is at fault. A missing table only says: not upgraded yet."""
    undefined_table = "42P01"
    mistakes = (exc.ProgrammingError, exc.IntegrityError, exc.DataError)
    return isinstance(error, mistakes) and getattr(error.orig, "sqlstate", None) != undefined_table


def _is_silence(error: exc.SQLAlchemyError) -> bool:
    """Whether the database as a whole did not answer; a row that somebody else holds is no such thing."""
    cause = getattr(error, "orig", None)
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    return isinstance(error, exc.TimeoutError | exc.OperationalError) and getattr(cause, "sqlstate", None) is None


def _reason(error: exc.SQLAlchemyError) -> str:
    """The database's own code for what happened; its sentence might quote what was to be stored."""
    cause = getattr(error, "orig", None)
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"The database did not do what it was asked ({code or type(cause or error).__name__})."
