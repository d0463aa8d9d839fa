"""The norms in force: one set for each version and language of a questionnaire."""

from sqlalchemy import delete, insert, select

from quizapp.domain.norms import NormSet
from quizapp.storage import tables
from quizapp.storage.shapes import Shape
from quizapp.storage.transactions import Transactions


class Norms:
    """The one table of norms. Raises ``StorageUnavailable``, and ``ShapeUnknown`` for what another version wrote."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._shape = Shape(NormSet)

    def put(self, norms: NormSet) -> None:
        """Bring ``norms`` into force in place of earlier ones. Results keep those that they were made with."""
        key = {"slug": norms.slug, "version": norms.version, "language": norms.language}
        with self._transactions.begin(write=True) as transaction:
            transaction.connection.execute(delete(tables.norms).filter_by(**key))
            transaction.connection.execute(insert(tables.norms).values(**key, figures=self._shape.dump(norms)))

    def find(self, slug: str, version: int, language: str) -> NormSet | None:
        """The norms in force, or None when there are none yet."""
        query = select(tables.norms.c.figures).filter_by(slug=slug, version=version, language=language)
        with self._transactions.begin(write=False) as transaction:
            found = transaction.connection.execute(query).scalar_one_or_none()
        return None if found is None else self._shape.load(found)
