"""Rows of one table as objects of one class, found and opened with a secret."""

from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import Connection, Table, case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quizapp.storage.sealing import STEP, Secret, lookup_id, seal, unseal
from quizapp.storage.shapes import Shape
from quizapp.storage.transactions import Transactions

T = TypeVar("T")
BATCH = 500
"""Rows that a purge deletes in one go: few enough that nobody waits long for it."""

_INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class SealedRows(Generic[T]):
    """One table of sealed ``T``. Times are aware; a row is gone from the second of its ``expires_at`` on.

    Every method raises ``StorageUnavailable`` when the database does not work. What reads also raises
    ``SealBroken`` for a row that was tampered with and ``ShapeUnknown`` for one of another version.
    """

    def __init__(self, transactions: Transactions, table: Table, shape: Shape[T], step: int = STEP) -> None:
        """``step``: what is sealed is padded to a multiple of this many bytes."""
        self._transactions = transactions
        self._step = step
        self._table = table
        self._shape = shape

    def add(self, secret: Secret, value: T, expires_at: datetime) -> bool:
        """Keep ``value``; False, and nothing changed, when this secret has a row already."""
        row = self._sealed(secret, 1, value, expires_at)
        with self._transactions.begin(write=True) as transaction:
            connection = transaction.connection
            insert = _INSERT[connection.dialect.name](self._table)
            insert = insert.values(row).on_conflict_do_nothing()
            # Counted by rows given back: not every driver counts inserted ones.
            return connection.execute(insert.returning(self._table.c.id)).first() is not None

    def find(self, secret: Secret, now: datetime) -> T | None:
        """What is kept under ``secret``, or None when there is nothing or it expired."""
        with self._transactions.begin(write=False) as transaction:
            found = self._read(transaction.connection, secret, now)
        return None if found is None else found[1]

    def change(
        self,
        secret: Secret,
        now: datetime,
        function: Callable[[T], tuple[T, datetime] | None],
        *,
        may_shorten: bool = True,
    ) -> T | None:
        """Replace what is kept by what ``function`` makes of it, with its expiry, and return that.

        None when there is nothing, it expired, or ``function`` gives None: then all stays as it is. No other
        change comes between the reading and the writing. Unless it ``may_shorten`` its life, a row lives at least
        as long as before.
        """
        with self._transactions.begin(write=True) as transaction:
            found = self._read(transaction.connection, secret, now, lock=True)
            changed = function(found[1]) if found else None
            if found is None or changed is None:
                return None
            value, expires_at = changed
            row = self._sealed(secret, found[0] + 1, value, expires_at)
            if not may_shorten:
                before, after = self._table.c.expires_at, row["expires_at"]
                row["expires_at"] = case((before > after, before), else_=after)
            transaction.connection.execute(update(self._table).where(self._table.c.id == row["id"]).values(row))
            return value

    def remove(self, secret: Secret) -> bool:
        """Delete; False when there was nothing. What SQLite's log holds of it goes with ``Store.wipe``."""
        with self._transactions.begin(write=True) as transaction:
            key = lookup_id(secret, self._table.name)
            removed = transaction.connection.execute(delete(self._table).where(self._table.c.id == key)).rowcount
            return removed > 0

    def remove_expired(self, secret: Secret, now: datetime) -> None:
        """Make room for another row under ``secret`` where the one that was there has expired."""
        with self._transactions.begin(write=True) as transaction:
            columns = self._table.c
            key = lookup_id(secret, self._table.name)
            transaction.connection.execute(
                delete(self._table).where(columns.id == key, columns.expires_at <= _seconds(now))
            )

    def purge(self, now: datetime) -> int:
        """Delete what expired, in transactions of ``BATCH`` rows; how many there were."""
        total = 0
        while True:
            removed = self._purge_batch(now)
            total += removed
            if removed < BATCH:
                return total

    def _purge_batch(self, now: datetime) -> int:
        expired = self._table.c.expires_at <= _seconds(now)
        batch = select(self._table.c.id).where(expired).limit(BATCH)
        with self._transactions.begin(write=True) as transaction:
            gone = delete(self._table).where(self._table.c.id.in_(batch), expired)
            return transaction.connection.execute(gone).rowcount

    def _read(
        self, connection: Connection, secret: Secret, now: datetime, *, lock: bool = False
    ) -> tuple[int, T] | None:
        """The revision and the value of a row that has not expired."""
        name, columns = self._table.name, self._table.c
        row_id = lookup_id(secret, name)
        query = select(columns.revision, columns.sealed).where(
            columns.id == row_id, columns.expires_at > _seconds(now)
        )
        row = connection.execute(query.with_for_update() if lock else query).first()
        if row is None:
            return None
        return row.revision, self._shape.load(unseal(secret, name, row_id, row.revision, row.sealed))

    def _sealed(self, secret: Secret, revision: int, value: T, expires_at: datetime) -> dict[str, object]:
        name = self._table.name
        row_id = lookup_id(secret, name)
        sealed = seal(secret, name, row_id, revision, self._shape.dump(value), self._step)
        return {"id": row_id, "revision": revision, "sealed": sealed, "expires_at": _seconds(expires_at)}


def _seconds(moment: datetime) -> int:
    if moment.utcoffset() is None:
        raise ValueError("A time must say its time zone.")
    return int(moment.timestamp())
