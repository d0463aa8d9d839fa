"""Rows of one table as objects of one class, found and opened with a secret."""

from collections.abc import Callable
from datetime import UTC, datetime
from time import sleep
from typing import Generic, TypeVar

from sqlalchemy import BigInteger, Connection, Executable, Table, bindparam, case, delete, select, update

from quizapp.storage.sealing import STEP, Secret, lookup_id, seal, unseal
from quizapp.storage.shapes import Shape
from quizapp.storage.transactions import Transactions

T = TypeVar("T")
BATCH = 500
"""Rows that a purge deletes in one go: few enough that nobody waits long for it."""

BREATH = 0.05
"""Seconds between two batches. Who waits for its turn would otherwise be too slow to take it, again and again."""


def _insert(table: Table, dialect: str) -> Executable:
    """A row, unless there is one with this id; gives back the id of what was inserted."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415  # a start with SQLite need not wait for it

        return insert(table).on_conflict_do_nothing().returning(table.c.id)
    from sqlalchemy.dialects.sqlite import insert as insert_here  # noqa: PLC0415

    return insert_here(table).on_conflict_do_nothing().returning(table.c.id)


class Statements:
    """What is asked of one sealed table, built once: building took longer than asking. ``row`` is an id."""

    def __init__(self, table: Table, dialect: str) -> None:
        columns, until = table.c, bindparam("expires_at", type_=BigInteger)
        here = columns.id == bindparam("row")
        now = bindparam("now", type_=BigInteger)
        kept = {name: bindparam(name, type_=columns[name].type) for name in ("revision", "sealed")}
        longer = case((columns.expires_at > until, columns.expires_at), else_=until)
        expired = columns.expires_at <= now
        batch = select(columns.id).where(expired).limit(BATCH)
        self.select = select(columns.revision, columns.sealed).where(here, columns.expires_at > now)
        self.expiry = select(columns.expires_at).where(here, columns.expires_at > now)
        self.select_for_update = self.select.with_for_update()
        self.insert = _insert(table, dialect)
        self.update = update(table).where(here).values(kept | {"expires_at": until})
        self.prolong = update(table).where(here).values(kept | {"expires_at": longer})
        self.delete = delete(table).where(here)
        self.delete_expired = delete(table).where(here, expired)
        self.purge = delete(table).where(columns.id.in_(batch), expired)


class SealedRows(Generic[T]):
    """One table of sealed ``T``. Times are aware; a row is gone from the second of its ``expires_at`` on.

    Every method raises ``StorageUnavailable`` when the database does not work. What reads also raises
    ``SealBroken`` for a row that was tampered with and ``ShapeUnknown`` for one of another version.
    """

    def __init__(self, transactions: Transactions, table: Table, shape: Shape[T], step: int = STEP) -> None:
        """``step``: what is sealed is padded to a multiple of this many bytes."""
        self._transactions = transactions
        self._step = step
        self._name = table.name
        self._shape = shape
        self._statements = Statements(table, transactions.dialect)

    def add(self, secret: Secret, value: T, expires_at: datetime) -> bool:
        """Keep ``value``; False, and nothing changed, when this secret has a row already."""
        row = self._sealed(secret, 1, value, expires_at)
        with self._transactions.begin(write=True) as transaction:
            # Counted by rows given back: not every driver counts inserted ones.
            return transaction.connection.execute(self._statements.insert, row).first() is not None

    def find(self, secret: Secret, now: datetime) -> T | None:
        """What is kept under ``secret``, or None when there is nothing or it expired."""
        with self._transactions.begin(write=False) as transaction:
            found = self._read(transaction.connection, secret, now)
        return None if found is None else found[1]

    def hold(self, secret: Secret, now: datetime) -> bool:
        """Whether something is kept under ``secret``; nobody changes or deletes it before this transaction ends."""
        with self._transactions.begin(write=True) as transaction:
            return self._read(transaction.connection, secret, now, lock=True) is not None

    def expiry(self, secret: Secret, now: datetime) -> datetime | None:
        """When what is kept under ``secret`` will be gone; None when it is already."""
        row = {"row": lookup_id(secret, self._name), "now": _seconds(now)}
        with self._transactions.begin(write=False) as transaction:
            found = transaction.connection.execute(self._statements.expiry, row).scalar_one_or_none()
        return None if found is None else datetime.fromtimestamp(found, UTC)

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
            statement = self._statements.update if may_shorten else self._statements.prolong
            transaction.connection.execute(statement, {"row": row.pop("id"), **row})
            return value

    def remove(self, secret: Secret) -> bool:
        """Delete; False when there was nothing. What SQLite's log holds of it goes with ``Store.wipe``."""
        with self._transactions.begin(write=True) as transaction:
            row = {"row": lookup_id(secret, self._name)}
            return transaction.connection.execute(self._statements.delete, row).rowcount > 0

    def remove_expired(self, secret: Secret, now: datetime) -> None:
        """Make room for another row under ``secret`` where the one that was there has expired."""
        with self._transactions.begin(write=True) as transaction:
            row = {"row": lookup_id(secret, self._name), "now": _seconds(now)}
            transaction.connection.execute(self._statements.delete_expired, row)

    def purge(self, now: datetime) -> int:
        """Delete what expired, in transactions of ``BATCH`` rows; how many there were."""
        total = 0
        while True:
            removed = self._purge_batch(now)
            total += removed
            if removed < BATCH:
                return total
            sleep(BREATH)

    def _purge_batch(self, now: datetime) -> int:
        with self._transactions.begin(write=True) as transaction:
            return transaction.connection.execute(self._statements.purge, {"now": _seconds(now)}).rowcount

    def _read(
        self, connection: Connection, secret: Secret, now: datetime, *, lock: bool = False
    ) -> tuple[int, T] | None:
        """The revision and the value of a row that has not expired."""
        row_id = lookup_id(secret, self._name)
        statement = self._statements.select_for_update if lock else self._statements.select
        row = connection.execute(statement, {"row": row_id, "now": _seconds(now)}).first()
        if row is None:
            return None
        revision, sealed = row
        return revision, self._shape.load(unseal(secret, self._name, row_id, revision, sealed))

    def _sealed(self, secret: Secret, revision: int, value: T, expires_at: datetime) -> dict[str, object]:
        row_id = lookup_id(secret, self._name)
        sealed = seal(secret, self._name, row_id, revision, self._shape.dump(value), self._step)
        return {"id": row_id, "revision": revision, "sealed": sealed, "expires_at": _seconds(expires_at)}


def _seconds(moment: datetime) -> int:
    if moment.utcoffset() is None:
        raise ValueError("A time must say its time zone.")
    return int(moment.timestamp())
