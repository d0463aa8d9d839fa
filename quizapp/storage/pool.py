"""The pool: answers without a person. Not sealed, since there is no link whose secret could open it.

A row has a random key and no time but the month. SQLite keeps the rows in the order of their keys (the table has
no rowid), so neither their order nor a counter tells when one came. What still could is in
``docs/decisions/0012-pool.md``.
"""

import json
from sys import intern

from sqlalchemy import insert, select

from quizapp.domain.pool import PooledAnswers
from quizapp.domain.wording import Form
from quizapp.storage import tables
from quizapp.storage.database import unhurried
from quizapp.storage.transactions import Transactions

KEY_SIZE = 16
"""Bytes of a row's random key: enough that no two are ever equal."""

AT_A_TIME = 5000
"""Rows that are read in one go: of a large pool not all are in memory twice."""


class Pool:
    """The one table of pooled answers. Raises ``StorageUnavailable`` when the database does not work."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def add(self, key: bytes, given: PooledAnswers) -> None:
        """``key``: ``KEY_SIZE`` random bytes that stand nowhere else."""
        row = {name: getattr(given, name) for name in _COLUMNS}
        with self._transactions.begin(write=True) as transaction:
            transaction.connection.execute(
                insert(tables.pool).values(id=key, answers=json.dumps(given.answers), **row)
            )

    def find_all(
        self, slug: str, version: int, language: str | None = None, form: Form = "full"
    ) -> list[PooledAnswers]:
        """Everything given for one version of a questionnaire in a form, in no order that means anything."""
        query = select(tables.pool).filter_by(slug=slug, version=version, form=form).order_by(tables.pool.c.id)
        if language is not None:
            query = query.filter_by(language=language)
        with self._transactions.begin(write=False) as transaction, unhurried(transaction.connection):
            rows = transaction.connection.execute(query, execution_options={"yield_per": AT_A_TIME}).mappings()
            return [
                PooledAnswers(answers=_READ.decode(row["answers"]), **{name: row[name] for name in _COLUMNS})
                for row in rows
            ]


_COLUMNS = [column.name for column in tables.pool.columns if column.name not in ("id", "answers")]

# Some fifty ids stand in every row; kept once, a large pool takes a third of the memory.
_READ = json.JSONDecoder(object_pairs_hook=lambda pairs: {intern(item): intern(option) for item, option in pairs})
