"""Everything that is kept of takers, in one place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Self

from flask import Flask
from sqlalchemy import Engine, inspect, update

from quizapp.domain.result import Handover, KeptAnswers, Rendering, Result, Share, Sitting
from quizapp.storage import tables
from quizapp.storage.database import open_database
from quizapp.storage.norms import Norms
from quizapp.storage.outage import StorageUnavailable
from quizapp.storage.pool import Pool
from quizapp.storage.rows import SealedRows
from quizapp.storage.shapes import Shape
from quizapp.storage.transactions import Transactions

__all__ = ["StorageUnavailable", "Store", "build_store"]

RENDERING_STEP = 64 * 1024
"""The same profile gives the same PDF, so its length to the kilobyte would tell which profiles it can be of."""


class Store:
    """The sealed rows of one database, and what is kept of nobody in particular.

    Made once a process; for use from any thread.
    """

    def __init__(self, engine: Engine) -> None:
        self._transactions = Transactions(engine)
        self.sittings = SealedRows(self._transactions, tables.sitting, Shape(Sitting))
        self.results = SealedRows(self._transactions, tables.result, Shape(Result))
        self.answers = SealedRows(self._transactions, tables.answers, Shape(KeptAnswers))
        self.shares = SealedRows(self._transactions, tables.share, Shape(Share))
        self.renderings = SealedRows(self._transactions, tables.rendering, Shape(Rendering), RENDERING_STEP)
        self.handovers = SealedRows(self._transactions, tables.handover, Shape(Handover))
        self.pool = Pool(self._transactions)
        self.norms = Norms(self._transactions)

    @contextmanager
    def transaction(self) -> Iterator[Self]:
        """All calls inside happen together or, on any error, not at all. Others wait to write."""
        with self._transactions.begin(write=True):
            yield self

    @contextmanager
    def read_only(self) -> Iterator[Self]:
        """All calls inside see the same moment and wait for nobody; writing raises ``RuntimeError``."""
        with self._transactions.begin(write=False):
            yield self

    def wipe(self) -> bool:
        """See to it that nothing of what was deleted is left in SQLite's files. Not inside a transaction.

        False when someone was still reading it; the next wipe or purge makes up for that.
        """
        return self._transactions.wipe()

    def purge(self, now: datetime) -> int:
        """Delete what expired from every table, then ``wipe``; how many rows. Not inside a transaction."""
        rows = (self.sittings, self.results, self.answers, self.shares, self.renderings, self.handovers)
        purged = sum(kind.purge(now) for kind in rows)
        self.wipe()
        return purged

    def check(self) -> list[str]:
        """What keeps this database from being used, in sentences; empty when it takes writes and is upgraded.

        Raises ``StorageUnavailable`` when it cannot be written to.
        """
        version = tables.alembic_version
        with self._transactions.begin(write=True) as transaction:
            connection = transaction.connection
            if not inspect(connection).has_table(version.name):
                return ["The database has no tables yet: run `quizapp upgrade`."]
            connection.execute(update(version).values(version_num=version.c.version_num))
            found = connection.execute(version.select()).scalar_one_or_none()
        if found == tables.REVISION:
            return []
        if found is not None and found > tables.REVISION:
            return [f"The database is at revision {found}, and a newer version wrote it: install that version."]
        return [f"The database is at revision {found}, not {tables.REVISION}: run `quizapp upgrade`."]


def build_store(app: Flask, url: str) -> Store:
    """The store of ``app`` over the database at ``url``, which is opened when it is first used."""
    return Store(open_database(app, url))
